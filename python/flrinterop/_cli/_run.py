"""``flr run``: a grid that can be stopped and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._errors import ParameterError
from .._experiment import Experiment
from .._running import run
from ._answer import Answer
from ._tables import shown

if TYPE_CHECKING:
    import pandas as pd


def run_file(answer: Answer, path: Path, directory: Path, scheduler: str | None, resume: bool) -> bool:
    """Run the experiment of a file; gives whether every cell completed.

    Parameters
    ----------
    answer
        Where to write.
    path
        The file, as ``Experiment.from_json`` takes it.
    directory
        Where the cells are kept.
    scheduler
        The address of a Dask scheduler; None for this machine.
    resume
        Whether cells that are there are taken as done.
    """
    grid = Experiment.from_json(path)
    try:
        with _client(scheduler) as client, answer.progress(f"{len(grid)} cells") as told:
            table = run(grid, directory=directory, client=client, resume=resume, progress=told)
    except KeyboardInterrupt:
        answer.say(f"stopped; what is done is in {directory}, and the same command goes on from there")
        answer.give({"status": "stopped", "directory": str(directory)})
        raise
    failed = table[table["status"].str.startswith("failed")]
    answer.say(shown(_summary(table)))
    for _, row in failed.head(5).iterrows():
        answer.say(f"{row['network']}, {row['task']}, {row['rule']}, seed {row['seed']}: {row['status']}")
    answer.say(f"{len(grid)} cells, {len(failed)} failed; table: {directory / 'table.arrow'}")
    answer.give(
        {
            "status": "completed" if failed.empty else f"{len(failed)} cells failed",
            "cells": len(grid),
            "failed": len(failed),
            "rows": len(table),
            "directory": str(directory),
            "table": str(directory / "table.arrow"),
        }
    )
    return failed.empty


def _summary(table: pd.DataFrame) -> pd.DataFrame:
    speeds = [name for name in table.columns if name.startswith("predicted_") or name == "measured"]
    by = ["network", "task", "rule"]
    means = table.groupby(by, sort=False)[speeds].mean()
    return means.assign(rows=table.groupby(by, sort=False).size()).reset_index()


@contextmanager
def _client(scheduler: str | None) -> Iterator[Any]:
    if scheduler is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise ParameterError(
            f"a scheduler needs Dask, which is not here ({error}). Hint: pip install 'flrinterop[dask]'"
        ) from error
    with Client(scheduler) as client:  # type: ignore[no-untyped-call]
        yield client
