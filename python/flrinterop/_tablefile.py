"""Parquet and Arrow IPC files: one table each, told apart by their columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._arrow import KIND
from ._errors import FormatError

_PARQUET, _ARROW = b"PAR1", b"ARROW1"
BEGINNINGS = (_PARQUET, _ARROW)
_ENDINGS = (".parquet", ".pq", ".arrow", ".feather", ".ipc")


def read_folder(path: Path) -> Mapping[str, Any]:
    """Read the tables in a folder: bins, trials, decoders.

    Raises
    ------
    FormatError
        A file cannot be read, is none of the three tables, or two are the same one.
    """
    files = [file for file in sorted(path.iterdir()) if file.suffix.lower() in _ENDINGS]
    if not files:
        raise FormatError(
            f"the folder '{path.name}' holds no table, expected files ending in one of: {', '.join(_ENDINGS)}"
        )
    found: dict[str, Any] = {}
    for file in files:
        table = _table(file)
        name = _name(table, file)
        if name in found:
            raise FormatError(f"'{file.name}' is a second table of {name} in '{path.name}', expected one")
        found[name] = table
    return found


def read(path: Path) -> Mapping[str, Any]:
    """Read the file's own table, and the others of the session from the files beside it of the same kind.

    Raises
    ------
    FormatError
        It cannot be read or is none of the three tables.
    """
    table = _table(path)
    found = {_name(table, path): table}
    for other in sorted(path.parent.glob(f"*{path.suffix}")):
        if other != path and other.stem in ("bins", "trials", "decoders"):
            beside = _table(other)
            found.setdefault(_name(beside, other), beside)
    return found


def is_saved(path: Path) -> bool:
    """Tell whether a file is an Arrow IPC file that this package saved a noun in."""
    with path.open("rb") as stream:
        if not stream.read(len(_ARROW)).startswith(_ARROW):
            return False
    import pyarrow as pa

    try:
        with pa.OSFile(str(path)) as source:
            return KIND in (pa.ipc.open_file(source).schema.metadata or {})
    except (pa.ArrowException, OSError):
        return False


def _table(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import feather, parquet

    from ._containers import unreadable

    with path.open("rb") as stream:
        start = stream.read(len(_ARROW))
    try:
        found = parquet.read_table(path) if start.startswith(_PARQUET) else feather.read_table(path)
        return found.to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(path, "a table (Parquet or Arrow IPC)", error) from error


def _name(table: Any, path: Path) -> str:
    names = {str(name) for name in table.columns}
    if {"decoder", "axis"} <= names:
        return "decoders"
    if any(name.startswith(("latent_", "unit_")) for name in names):
        return "bins"
    if "trial" in names:
        return "trials"
    raise FormatError(
        f"'{path.name}' is no table of a session: it has the columns {', '.join(sorted(names))}; looked for: bins "
        "(trial, and latent_1 … or unit_1 …), trials (trial), decoders (decoder, axis)"
    )
