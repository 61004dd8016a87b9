"""One cell of an experiment: what it computes, from its own description alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _specs
from ._activity import Activity
from ._digest import digest, key
from ._dynamics import simulate
from ._errors import FlrError, RuntimeNotFoundError
from ._network import Network
from ._speeds import measure_speed, predict_speed
from ._tasks.task import PeriodicTask
from ._version import __version__
from .rules import LearningRule

if TYPE_CHECKING:
    from ._measurement import SpeedMeasurement
    from ._prediction import SpeedPrediction

#: Estimators that need the network itself; the others are given its activity.
OF_NETWORK = ("linearised", "perturbation")

#: Options of the spontaneous activity that mean nothing for a mean.
_OF_SPONTANEOUS = ("record", "lags", "lag_every")

#: What the activity of a cell is: it, or why there is none.
Rest = Activity | str

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A network, a task, a rule and a seed, with what is to be done with them.

    ``network_name`` and ``task_name`` are digests of what the two hold, taken once for all cells.
    """

    network: Network | Mapping[str, Any]
    network_name: str
    task: Any
    task_name: str
    rule: LearningRule | str
    seed: int
    predictions: tuple[tuple[str, str], ...]
    simulate: Mapping[str, Any]
    measure: Mapping[str, Any] | None
    evoked: bool = False

    @property
    def name(self) -> str:
        """A name of what it holds and of the version that computes it."""
        return digest(
            __version__,
            self.network_name,
            self.task_name,
            self.rule,
            self.seed,
            self.predictions,
            self.simulate,
            self.measure,
            self.evoked,
        )

    @property
    def needs_rest(self) -> bool:
        """Whether it needs the network's spontaneous activity."""
        of_activity = any(estimator not in OF_NETWORK for _, estimator in self.predictions)
        return of_activity or (
            isinstance(self.task, Mapping) and _specs.task_call(self.task).needs("activity")
        )

    @property
    def rest_name(self) -> str:
        """A name of the activity that it needs: cells of one name share it."""
        return digest(self.network_name, self.seed, self.simulate)

    def made_network(self) -> Network:
        """Give its network."""
        given = self.network
        return given if isinstance(given, Network) else _specs.network(given, self.seed)


def rest_of(cell: Cell, threads: int | None = None, told: Callable[[float], object] | None = None) -> Rest:
    """Simulate the spontaneous activity that a cell starts from, or say why it cannot be.

    Parameters
    ----------
    cell
        The cell.
    threads
        None for all cores; the bits do not depend on it.
    told
        Is told the fraction done.
    """
    try:
        rng = key("rest", cell.seed, cell.network_name)
        return simulate(
            cell.made_network(), threads=threads, rng=rng, progress=told or False, **cell.simulate
        )
    except RuntimeNotFoundError:
        raise
    except Exception as error:  # one cell's failure must not take the others with it
        return _said(error)


def compute(
    cell: Cell,
    rest: Rest | None,
    threads: int | None = None,
    told: Callable[[float], object] | None = None,
) -> Columns:
    """Compute a cell: its columns, one row a map, or one row that says why it failed.

    Parameters
    ----------
    cell
        The cell.
    rest
        What ``rest_of`` gave; None where none is needed.
    threads
        None for all cores; the bits do not depend on it.
    told
        Is told the fraction done.
    """
    try:
        return _computed(cell, rest, threads, told)
    except RuntimeNotFoundError:
        raise
    except Exception as error:  # one cell's failure must not take the others with it
        return failed(cell, _said(error))


def failed(cell: Cell, reason: str) -> Columns:
    """Give the one row of a cell that failed.

    Parameters
    ----------
    cell
        The cell.
    reason
        Why.
    """
    blank: Columns = {"map": [None], "units": [None], "gain": [np.nan], "noise": [np.nan]}
    for pair in cell.predictions:
        blank |= {column_of(*pair): [np.nan], null_of(column_of(*pair)): [np.nan]}
    blank |= {name: [np.nan] for name in _MEASURED.values()}
    return blank | {"status": [f"failed: {reason}"], "notes": [""]}


def column_of(relation: str, estimator: str) -> str:
    """Name the column of a prediction."""
    return f"predicted_{relation}_{estimator}".replace("-", "_")


def null_of(column: str) -> str:
    """Name the column beside a prediction: the speed without fluctuations, χ = 1."""
    return column.replace("predicted_", "null_", 1)


_MEASURED = {"speed": "measured", "standard_error": "standard_error", "rate": "rate", "duration": "duration"}


def _computed(
    cell: Cell, rest: Rest | None, threads: int | None, told: Callable[[float], object] | None
) -> Columns:
    network = cell.made_network()
    activity = rest if isinstance(rest, Activity) else None
    notes = [f"activity: {rest}"] if isinstance(rest, str) else []
    if activity is not None and activity.status != "completed":
        notes.append(f"activity: {activity.status}")
    task = cell.task
    if isinstance(task, Mapping):
        if activity is None and _specs.task_call(task).needs("activity"):
            raise FlrError(str(rest))
        task = _specs.task(task, network, activity, cell.seed)

    seen: SpeedMeasurement | None = None
    if cell.measure is not None:
        rng = key("measure", cell.seed, cell.network_name, cell.task_name)
        seen = measure_speed(
            network, task, cell.rule, threads=threads, rng=rng, progress=told or False, **cell.measure
        )
    evoked = _evoked(cell, network, task, seen, threads) if activity is not None and cell.evoked else None

    predicted: dict[str, SpeedPrediction | None] = {}
    for relation, estimator in cell.predictions:
        column = column_of(relation, estimator)
        source, given = (network, None) if estimator in OF_NETWORK else (activity, evoked)
        predicted[column], said = _predicted(source, task, cell.rule, relation, estimator, given)
        notes += [f"{column}: {text}" for text in said]
    return _columns(network, predicted, seen, notes)


def _evoked(
    cell: Cell, network: Network, task: Any, seen: SpeedMeasurement | None, threads: int | None
) -> Any:
    if isinstance(task, PeriodicTask):
        return seen  # what was evoked through the period came with the measurement
    options = {name: value for name, value in cell.simulate.items() if name not in _OF_SPONTANEOUS}
    rng = key("evoked", cell.seed, cell.network_name, cell.task_name)
    return simulate(network, task, state="evoked", record=("mean",), threads=threads, rng=rng, **options)


def _predicted(
    source: Network | Activity | None,
    task: Any,
    rule: LearningRule | str,
    relation: str,
    estimator: str,
    evoked: Any,
) -> tuple[SpeedPrediction | None, list[str]]:
    if source is None:
        return None, ["failed: there is no activity"]
    try:
        found = predict_speed(source, task, rule, relation=relation, estimator=estimator, evoked=evoked)
    except RuntimeNotFoundError:
        raise
    except FlrError as error:
        return None, [f"failed: {_said(error)}"]
    said = [] if found.status == "completed" else [found.status]
    if broken := [item.name for item in found.assumptions if not item.holds]:
        said.append(f"does not hold: {', '.join(broken)}")
    return found, said


def _columns(
    network: Network,
    predicted: Mapping[str, SpeedPrediction | None],
    seen: SpeedMeasurement | None,
    notes: list[str],
) -> Columns:
    speeds = [found.speed for found in (*predicted.values(), seen) if found is not None]
    if not speeds:
        raise FlrError("; ".join(notes))
    count = len(speeds[0])
    missing = [name for name, found in predicted.items() if found is None]
    statuses = ["completed"] * count if seen is None else list(seen.map_status) or [seen.status] * count
    if missing:
        lost = f"no {', '.join(missing)}"
        statuses = [lost if status == "completed" else f"{status}; {lost}" for status in statuses]
    blank = np.full(count, np.nan)
    columns: Columns = {
        "map": list(range(count)),
        "units": [network.units] * count,
        "gain": [network.gain] * count,
        "noise": [network.noise] * count,
    }
    for name, found in predicted.items():
        null = None if found is None else found.null_speed
        columns |= {
            name: blank if found is None else found.speed,
            null_of(name): blank if null is None else null,
        }
    columns |= {own: blank if seen is None else getattr(seen, name) for name, own in _MEASURED.items()}
    return columns | {"status": statuses, "notes": ["; ".join(notes)] * count}


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
