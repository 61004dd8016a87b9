"""MATLAB files as nested dictionaries and arrays."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._errors import FormatError

_HDF5 = b"\x89HDF\r\n\x1a\n"
_HEADER = 128
# what SciPy raises over bytes that are no MATLAB file, or only a part of one
_UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OSError,
    zlib.error,
    MemoryError,
    NotImplementedError,
)


def read(path: Path) -> Mapping[str, Any]:
    """Read every variable of a file: structs as dictionaries, struct arrays as lists of them.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    FormatError
        It is no MATLAB file, is cut short, or is of version 7.3.
    """
    from scipy.io import loadmat, matlab

    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(_HEADER)
        stream.seek(0)
        if start.startswith((_HDF5, b"MATLAB 7.3")):
            raise FormatError(
                f"'{path.name}' is a MATLAB file of version 7.3 (HDF5), expected version 5 to 7.2. "
                "Hint: save it again in MATLAB with save(..., '-v7')"
            )
        if not start.startswith(b"MATLAB 5"):
            raise FormatError(
                f"'{path.name}' ({size} bytes) does not begin as a MATLAB file of version 5 to 7.2 does. "
                "Hint: it may be another kind of file under that name, or a web page in place of a download"
            )
        try:
            found: dict[str, Any] = loadmat(stream, simplify_cells=True)
        except (*_UNREADABLE, matlab.MatReadError) as error:
            raise FormatError(
                f"'{path.name}' ({size} bytes) begins as a MATLAB file but cannot be read to its end: "
                f"{error}. "
                "Hint: it may have been cut short; compare its size with the original's"
            ) from error
    return {name: value for name, value in found.items() if not name.startswith("__")}
