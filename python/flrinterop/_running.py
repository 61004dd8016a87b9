"""The verb that runs an experiment, here or on a Dask cluster, and goes on where it was stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from . import _cells, _progress, _require
from ._cell_store import CellStore
from ._cells import Cell, Columns
from ._errors import ParameterError
from ._experiment import Experiment
from ._types import Progress

if TYPE_CHECKING:
    import pandas as pd

#: What is told of a run: cells that are done, and the fraction of the one at hand.
Told = Callable[[float], object]


def run(
    experiment: Experiment,
    *,
    directory: str | os.PathLike[str],
    client: Any = None,
    resume: bool = True,
    progress: Progress = False,
) -> pd.DataFrame:
    """Compute every cell of an experiment that is not done yet, and give the whole table.

    A cell is written to the directory as soon as it is done, under a name made of what it holds. A run that
    was stopped, by Ctrl-C or a power cut, goes on from there; its bits do not depend on that, on the order,
    or on the number of workers. A cell that fails is a row that says so, and is tried again by the next run.

    Parameters
    ----------
    experiment
        The grid.
    directory
        Where the cells are kept; made where there is none. The table is written there too, "table.arrow".
    client
        A ``dask.distributed.Client``; None for this machine.
    resume
        Whether cells that are in the directory are taken as done.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    pandas.DataFrame
        One row a cell and map: network, task, rule, seed, map, units, gain, noise, two columns for each
        prediction such as predicted_flr1_equal_time and null_flr1_equal_time (χ = 1), measured,
        standard_error (speeds, per unit learning rate and per τ), rate, duration (in τ), status, notes,
        cell (its name).

    Raises
    ------
    ParameterError
        It is no experiment, or no Dask client.
    KeyboardInterrupt
        Ctrl-C; what is done is kept.

    Examples
    --------
    >>> import flrinterop as flr, tempfile
    >>> grid = flr.Experiment(
    ...     networks=[{"coupling": {"kind": "gaussian", "units": 20, "strength": 0.5}}],
    ...     tasks=[{"kind": "InputOutputMap.random", "maps": 2}],
    ...     simulate={"trials": 2, "duration": 5}, measure={"trials": 2},
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     flr.run(grid, directory=folder)["status"].tolist()
    ['completed', 'completed']
    """
    grid = _require.instance(experiment, Experiment, "experiment")
    if client is not None and not all(hasattr(client, name) for name in ("submit", "cancel")):
        raise ParameterError(
            f"client is a {type(client).__name__}, expected a dask.distributed.Client or None"
        )
    store = CellStore(directory)
    named = [(place, label, cell, cell.name) for place, label, cell in grid.cells()]
    store.describe(dict(grid._facts()))
    wanted = {name: cell for _, _, cell, name in named if not (resume and store.done(name))}
    before = len({name for *_, name in named}) - len(wanted)
    with _progress.watching(progress) as told:
        count = before + len(wanted)

        def tell(done: float) -> None:
            if told is not None and count:
                told((before + done) / count)

        tell(0)
        computed = _here(wanted, tell) if client is None else _there(wanted, client)
        for done, (name, columns) in enumerate(computed, 1):
            store.write(name, columns)
            tell(done)
    table = _table(store, named)
    store.close(table)
    return table


def _here(wanted: dict[str, Cell], tell: Told) -> Iterator[tuple[str, Columns]]:
    # cells that start from the same activity one after another, so that it is simulated once
    rested: tuple[str, _cells.Rest] = ("", "")
    order = sorted(wanted, key=lambda name: wanted[name].rest_name)
    for done, name in enumerate(order):
        cell = wanted[name]
        if cell.needs_rest and rested[0] != cell.rest_name:
            rested = (cell.rest_name, _cells.rest_of(cell))
        rest = rested[1] if cell.needs_rest else None
        yield name, _cells.compute(cell, rest, told=_after(done, tell))


def _after(done: int, tell: Told) -> Told:
    return lambda part: tell(done + part)


def _there(wanted: dict[str, Cell], client: Any) -> Iterator[tuple[str, Columns]]:
    import distributed

    rests: dict[str, Any] = {}
    futures: dict[Any, str] = {}
    try:
        for name, cell in wanted.items():
            rest = None
            if cell.needs_rest:
                if cell.rest_name not in rests:
                    rests[cell.rest_name] = client.submit(_cells.rest_of, cell, 1, pure=False)
                rest = rests[cell.rest_name]
            futures[client.submit(_cells.compute, cell, rest, 1, pure=False)] = name
        for future in distributed.as_completed(list(futures)):  # type: ignore[no-untyped-call]
            name = futures.pop(future)
            if future.status == "finished":
                yield name, future.result()
            else:
                error = future.exception() if future.status == "error" else future.status
                reason = f"{type(error).__name__}: {error}" if future.status == "error" else str(error)
                yield name, _cells.failed(wanted[name], reason)
    finally:
        client.cancel([*futures, *rests.values()])


def _table(store: CellStore, named: list[tuple[Any, Any, Cell, str]]) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    parts, leads = [], []
    for place, label, cell, name in named:
        found = store.read(name)
        if found is None:
            raise OSError(f"the cell '{name}' was written to '{store.directory}' and is no longer there")
        parts.append(found)
        leads += [(place, label, _shown(cell), cell.seed)] * found.num_rows
    lead = pd.DataFrame(leads, columns=["network", "task", "rule", "seed"])
    body = pa.concat_tables(parts).to_pandas(integer_object_nulls=True)
    names = [name for (*_, name), part in zip(named, parts, strict=True) for _ in range(part.num_rows)]
    whole = body.astype({"map": "Int64", "units": "Int64"}).assign(cell=names)
    table: pd.DataFrame = pd.concat([lead, whole], axis=1)
    return table


def _shown(cell: Cell) -> str:
    return cell.rule if isinstance(cell.rule, str) else cell.rule.description
