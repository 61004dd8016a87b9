"""Parquet and Arrow IPC files: one table each, told apart by their columns."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._arrow import KIND
from ._errors import FormatError, ParameterError

if TYPE_CHECKING:
    from ._session import BciSession

_PARQUET, _ARROW = b"PAR1", b"ARROW1"
BEGINNINGS = (_PARQUET, _ARROW)
_ENDINGS = (".parquet", ".pq", ".arrow", ".feather", ".ipc")
_TABLES = ("bins", "trials", "units", "decoders")
# what is no table goes into the metadata of bins, as JSON: layout, bin_s, blocks, notes
_ABOUT = b"flrinterop.session"


def write_folder(session: BciSession, folder: str | os.PathLike[str], kind: str) -> None:
    """Write the tables of a session, one file each.

    Raises
    ------
    ParameterError
        The kind is neither parquet nor arrow.
    """
    import pyarrow as pa
    from pyarrow import feather, parquet

    if kind not in ("parquet", "arrow"):
        raise ParameterError(f"kind is {kind!r}, expected one of: 'parquet', 'arrow'")
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    about = {
        "layout": session.layout,
        "bin_s": None if session.bin_s != session.bin_s else session.bin_s,
        "blocks": [{"index": b.index, "name": b.name, "decoder": b.decoder} for b in session.blocks],
        "notes": list(session.notes),
    }
    for name in _TABLES:
        table = pa.Table.from_pandas(getattr(session, name), preserve_index=False)
        if name == "bins":
            table = table.replace_schema_metadata(
                {**(table.schema.metadata or {}), _ABOUT: json.dumps(about)}
            )
        path = place / f"{name}.{kind}"
        if len(table.column_names) == 0 or len(table) == 0:
            path.unlink(missing_ok=True)
        elif kind == "parquet":
            parquet.write_table(table, path)
        else:
            feather.write_feather(table, str(path), compression="uncompressed")


def read_folder(path: Path) -> Mapping[str, Any]:
    """Read the tables in a folder: bins, and where there are any trials, units, decoders.

    Raises
    ------
    FormatError
        A file cannot be read, is none of the four tables, or two are the same one.
    """
    files = [file for file in sorted(path.iterdir()) if file.suffix.lower() in _ENDINGS]
    if not files:
        raise FormatError(
            f"the folder '{path.name}' holds no table, expected files ending in one of: {', '.join(_ENDINGS)}"
        )
    found: dict[str, Any] = {}
    for file in files:
        table, about = _table(file)
        name = _name(table, file)
        if name in found:
            raise FormatError(f"'{file.name}' is a second table of {name} in '{path.name}', expected one")
        found |= {name: table} | about
    return found


def read(path: Path) -> Mapping[str, Any]:
    """Read the file's own table, and the others of the session from the files beside it of the same kind.

    Raises
    ------
    FormatError
        It cannot be read or is none of the four tables.
    """
    table, about = _table(path)
    own = _name(table, path)
    found = {own: table} | about
    for name in _TABLES:
        other = path.with_name(f"{name}{path.suffix}")
        # only files that carry the names of the set belong to it
        if name != own and path.stem in _TABLES and other.exists():
            beside, about = _table(other)
            found = {_name(beside, other): beside} | about | found
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


def _table(path: Path) -> tuple[Any, dict[str, Any]]:
    import pyarrow as pa
    from pyarrow import feather, parquet

    from ._containers import unreadable

    with path.open("rb") as stream:
        start = stream.read(len(_ARROW))
    try:
        found = parquet.read_table(path) if start.startswith(_PARQUET) else feather.read_table(path)
        said = (found.schema.metadata or {}).get(_ABOUT)
        return found.to_pandas(), {} if said is None else {"about": json.loads(said)}
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(path, "a table (Parquet or Arrow IPC)", error) from error


def _name(table: Any, path: Path) -> str:
    names = {str(name) for name in table.columns}
    if {"decoder", "axis"} <= names:
        return "decoders"
    if {"unit", "mean"} <= names:
        return "units"
    if any(name.startswith(("latent_", "unit_")) for name in names):
        return "bins"
    if "trial" in names:
        return "trials"
    raise FormatError(
        f"'{path.name}' is no table of a session: it has the columns {', '.join(sorted(names))}; looked "
        f"for: bins "
        "(trial, and latent_1 … or unit_1 …), trials (trial), units (unit, mean), decoders (decoder, axis)"
    )
