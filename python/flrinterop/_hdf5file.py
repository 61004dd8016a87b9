"""HDF5: MATLAB files of version 7.3, and NWB files, which say that they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ._errors import FormatError

_OWN = ("#refs#", "#subsystem#")
# how MATLAB's empty values come back
_EMPTY: Mapping[str, Any] = {"char": "", "cell": [], "struct": []}


def read(path: Path, bin_s: float | None) -> Mapping[str, Any]:
    """Read every variable of a file: structs as dictionaries, struct and cell arrays as lists.

    Parameters
    ----------
    path
        The file.
    bin_s
        The width of the bins of an NWB file's spikes, in s.

    Raises
    ------
    FormatError
        It is cut short, or h5py is not installed.
    """
    from ._containers import unreadable

    try:
        import h5py
    except ImportError as error:
        raise FormatError(
            f"'{path.name}' is an HDF5 file (MATLAB 7.3 or NWB), which h5py reads, and h5py is not "
            f"installed. "
            "Hint: pip install h5py"
        ) from error
    try:
        with h5py.File(path, "r") as stored:
            if "nwb_version" not in stored.attrs:
                return {name: _value(stored[name], stored) for name in stored if name not in _OWN}
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as error:
        raise unreadable(path, "an HDF5 file", error) from error
    from . import _nwbfile

    return _nwbfile.read(path, bin_s)


def _value(item: Any, file: Any) -> Any:
    import h5py

    if isinstance(item, h5py.Group):
        if "MATLAB_sparse" in item.attrs:
            return _sparse(item)
        return _struct(item, file)
    return _array(item, file)


def _struct(group: Any, file: Any) -> Any:
    # A struct array keeps, for every field, references to the values of its elements; a cell says that it is
    # one.
    names = list(group)
    spread = [name for name in names if _references(group[name]) and _class(group[name]) != "cell"]
    if names and len(spread) == len(names):
        columns = {name: [_value(file[ref], file) for ref in group[name][()].ravel()] for name in names}
        count = len(columns[names[0]])
        return [{name: columns[name][place] for name in names} for place in range(count)]
    return {name: _value(group[name], file) for name in names}


def _array(item: Any, file: Any) -> Any:
    kind = _class(item)
    if item.attrs.get("MATLAB_empty"):
        return _EMPTY[kind] if kind in _EMPTY else np.zeros(tuple(int(n) for n in np.ravel(item[()])))
    if _references(item):
        # stored transposed, so that the order of the file is MATLAB's own, down the columns
        return [_value(file[ref], file) for ref in item[()].ravel()]
    values = np.asarray(item[()])
    if kind == "char":
        return _text(values)
    if values.dtype.names == ("real", "imag"):
        values = values["real"] + 1j * values["imag"]
    if kind == "logical":
        values = values.astype(bool)
    values = np.ascontiguousarray(np.squeeze(values.T))
    return values.item() if values.size == 1 else values


def _sparse(group: Any) -> Any:
    rows = int(group.attrs["MATLAB_sparse"])
    starts = np.asarray(group["jc"][()]).astype(np.int64)
    columns = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    if "data" not in group:
        return np.zeros((rows, len(starts) - 1))
    values = np.asarray(group["data"][()])
    if values.dtype.names == ("real", "imag"):
        values = values["real"] + 1j * values["imag"]
    if _class(group) == "logical":
        values = values.astype(bool)
    dense = np.zeros((rows, len(starts) - 1), dtype=values.dtype)
    dense[np.asarray(group["ir"][()]).astype(np.int64), columns] = values
    return dense


def _text(values: Any) -> Any:
    rows = np.atleast_2d(values.astype("<u2").T)
    if rows.ndim > 2:
        return rows
    texts = [np.ascontiguousarray(row).tobytes().decode("utf-16-le", errors="replace") for row in rows]
    return texts[0] if len(texts) == 1 else texts


def _references(item: Any) -> bool:
    import h5py

    return isinstance(item, h5py.Dataset) and h5py.check_ref_dtype(item.dtype) is h5py.Reference


def _class(item: Any) -> str:
    found = item.attrs.get("MATLAB_class", b"")
    return found.decode("ascii", errors="replace") if isinstance(found, bytes) else str(found)
