"""The cells of an experiment on disk: one small Arrow file each, there whole or not at all."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_FOLDER = "cells"
_TABLE = "table.arrow"
_MANIFEST = "experiment.json"


class CellStore:
    """A folder that holds the cells that are done, each under its name.

    Parameters
    ----------
    directory
        The folder; made where there is none.
    """

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self.directory = Path(directory)
        self._cells = self.directory / _FOLDER
        self._cells.mkdir(parents=True, exist_ok=True)

    def read(self, name: str) -> pa.Table | None:
        """Give the table of a cell, None where it is not there or cannot be read.

        Parameters
        ----------
        name
            The cell's name.
        """
        import pyarrow as pa

        try:
            with pa.OSFile(str(self._path(name)), "rb") as source, pa.ipc.open_file(source) as reader:
                return reader.read_all()
        except (OSError, pa.ArrowInvalid):  # a file that something else left half-written: computed again
            return None

    def done(self, name: str) -> bool:
        """Whether a cell is there and did not fail."""
        table = self.read(name)
        return table is not None and not any(
            str(status).startswith("failed") for status in table.column("status").to_pylist()
        )

    def write(self, name: str, columns: Mapping[str, Any]) -> None:
        """Write a cell; a reader sees all of it or nothing.

        Parameters
        ----------
        name
            The cell's name.
        columns
            Its columns.
        """
        import pyarrow as pa

        arrays = {label: _array(label, values) for label, values in columns.items()}
        self._replace(self._path(name), pa.table(arrays))

    def close(self, table: pd.DataFrame) -> None:
        """Write the whole table beside the cells.

        Parameters
        ----------
        table
            The table.
        """
        import pyarrow as pa

        self._replace(self.directory / _TABLE, pa.Table.from_pandas(table, preserve_index=False))

    def describe(self, facts: Mapping[str, Any]) -> None:
        """Write beside the cells, for a reader, what is being run."""
        text = json.dumps({"flrinterop": __version__, **facts}, indent=2, ensure_ascii=False)
        part = self.directory / f".{uuid.uuid4().hex}.part"
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(self.directory / _MANIFEST)

    def _path(self, name: str) -> Path:
        return self._cells / f"{name}.arrow"

    def _replace(self, path: Path, table: pa.Table) -> None:
        import pyarrow as pa

        part = path.with_name(f".{uuid.uuid4().hex}.part")
        try:
            with pa.OSFile(str(part), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _array(name: str, values: Any) -> pa.Array:
    import pyarrow as pa

    if name in ("map", "units"):
        return pa.array(values, type=pa.int64())
    if name in ("status", "notes"):
        return pa.array(values, type=pa.string())
    return pa.array(values, type=pa.float64(), from_pandas=False)
