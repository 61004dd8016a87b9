"""MATLAB files of version 5 to 7.2 as nested dictionaries and arrays."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
        It is cut short.
    """
    from scipy.io import loadmat, matlab

    from ._containers import unreadable

    try:
        with path.open("rb") as stream:
            found: dict[str, Any] = loadmat(stream, simplify_cells=True)
    except (*_UNREADABLE, matlab.MatReadError) as error:
        raise unreadable(path, "a MATLAB file", error) from error
    return {name: value for name, value in found.items() if not name.startswith("__")}
