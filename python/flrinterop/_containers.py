"""Files told by how they begin, read into named variables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import _hdf5file, _matfile, _npzfile, _tablefile
from ._errors import FormatError

_HDF5 = b"\x89HDF\r\n\x1a\n"
_HEADER = 128
# a MATLAB file of version 7.3 begins with a block of text
_USER_BLOCK = 512


def read(path: Path, bin_s: float | None) -> Mapping[str, Any]:
    """Read every variable of a file or of a folder of tables.

    Parameters
    ----------
    path
        The file or folder.
    bin_s
        The width of the bins in which spike times are counted, in s.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    FormatError
        It is none of the kinds known, or cannot be read to its end.
    """
    if path.is_dir():
        return _tablefile.read_folder(path)
    with path.open("rb") as stream:
        start = stream.read(_HEADER)
        stream.seek(_USER_BLOCK)
        later = stream.read(len(_HDF5))
    if start.startswith(b"MATLAB 5"):
        return _matfile.read(path)
    if start.startswith((_HDF5, b"MATLAB 7.3")) or later == _HDF5:
        return _hdf5file.read(path, bin_s)
    if start.startswith(b"PK\x03\x04"):
        return _npzfile.read(path)
    if start.startswith(_tablefile.BEGINNINGS):
        return _tablefile.read(path)
    raise FormatError(
        f"'{path.name}' ({path.stat().st_size} bytes) begins as none of these files does: MATLAB "
        f"(version 5 to "
        "7.3), .npz, NWB, Parquet, Arrow IPC. "
        "Hint: it may be another kind of file under that name, or a web page in place of a download; "
        "load_session(bins=…) takes data frames and arrays from any other source"
    )


def unreadable(path: Path, kind: str, error: Exception) -> FormatError:
    """Say that a file begins as its kind does but cannot be read to its end."""
    return FormatError(
        f"'{path.name}' ({path.stat().st_size} bytes) begins as {kind} but cannot be read to its end: "
        f"{error}. "
        "Hint: it may have been cut short; compare its size with the original's"
    )
