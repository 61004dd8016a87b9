"""A grid of networks, tasks, rules and seeds as a value."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from . import _require, _specs
from ._cells import Cell
from ._digest import digest
from ._dynamics import simulate
from ._errors import FormatError, ParameterError
from ._network import Network
from ._noun import Noun
from ._speeds import measure_speed
from ._tasks.task import LearningTask
from .rules import LearningRule

Label: TypeAlias = int | str
Axis: TypeAlias = Sequence[Any] | Mapping[str, Any]

#: Relation and estimator of the predictions that are made where none are named.
PREDICTIONS = (("flr1", "linearised"), ("flr1", "equal-time"), ("flr2", "equal-time"))

_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Experiment:
    """Every network with every task, rule and seed: what ``flr.run`` computes, one cell each.

    A network or task is a value, the same for every seed, or a spec: a mapping that says how to make it.
    What a spec leaves to chance (it has no ``rng``) is drawn anew for every seed, the same for every rule.

    Parameters
    ----------
    networks
        Networks or specs of networks, in a list or by name. A spec has the arguments of ``flr.Network``;
        its ``coupling`` has ``kind``, a function of ``flr.couplings``, and its arguments, or is a list of
        such, each with a ``factor``: their sum.
    tasks
        Tasks or specs of tasks, in a list or by name. A spec has ``kind``, such as "InputOutputMap.random",
        and its arguments.
    rules
        Rules of ``flr.rules`` or their names.
    seeds
        Whole numbers from 0.
    predictions
        Pairs of relation and estimator: ("flr1", "equal-time").
    simulate
        Options of ``flr.simulate`` for the spontaneous activity that is predicted from.
    measure
        Options of ``flr.measure_speed``; None to measure nothing.
    evoked
        Whether predictions from activity are also given what the inputs evoke before learning, simulated
        with the same options; otherwise they take the linear response to the input for it.

    Raises
    ------
    ParameterError
        There are no networks, tasks, rules or seeds, or one of them is none.
    UnknownNameError
        A spec or an option has a name that is not known.

    Examples
    --------
    >>> import flrinterop as flr
    >>> grid = flr.Experiment(
    ...     networks=[{"coupling": {"kind": "gaussian", "units": 50}, "gain": gain} for gain in (0.4, 0.8)],
    ...     tasks=[{"kind": "InputOutputMap.random", "maps": 4}],
    ...     rules=["hebbian", "error-driven"],
    ...     seeds=range(10),
    ... )
    >>> len(grid)
    40
    """

    networks: Axis
    tasks: Axis
    rules: Sequence[LearningRule | str] = ("hebbian",)
    seeds: Iterable[int] = (0,)
    predictions: Sequence[tuple[str, str]] = PREDICTIONS
    simulate: Mapping[str, Any] = field(default_factory=dict)
    measure: Mapping[str, Any] | None = field(default_factory=dict)
    evoked: bool = False

    _TAKEN: ClassVar[set[str]] = {"network", "task", "rule", "state", "threads", "rng", "progress"}

    def __post_init__(self) -> None:
        found = {
            "networks": _labelled(self.networks, "networks", _network),
            "tasks": _labelled(self.tasks, "tasks", _task),
            "rules": tuple(_specs.rule(rule) for rule in _several(self.rules, "rules")),
            "seeds": tuple(_seed(seed) for seed in _several(self.seeds, "seeds")),
            "evoked": bool(self.evoked),
            "predictions": tuple(_pair(pair) for pair in self.predictions),
            "simulate": _specs.options(self.simulate, simulate, self._TAKEN, "simulate"),
            "measure": None
            if self.measure is None
            else _specs.options(self.measure, measure_speed, self._TAKEN, "measure"),
        }
        if not found["predictions"] and found["measure"] is None:
            raise ParameterError("the experiment neither predicts nor measures, expected one of the two")
        digest(found["rules"])  # refuses now what could not be found again later, such as a function
        for name, value in found.items():
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        """Give the number of cells."""
        return len(self.networks) * len(self.tasks) * len(self.rules) * len(tuple(self.seeds))

    def cells(self) -> list[tuple[Label, Label, Cell]]:
        """Give every cell with the labels of its network and task, in the order of the table."""
        networks = [(label, network, digest(network)) for label, network in dict(self.networks).items()]
        tasks = [(label, task, digest(task)) for label, task in dict(self.tasks).items()]
        todo = (self.predictions, self.simulate, self.measure, self.evoked)
        return [
            (place, label, Cell(network, network_name, task, task_name, rule, seed, *todo))  # type: ignore[arg-type]
            for place, network, network_name in networks
            for label, task, task_name in tasks
            for rule in self.rules
            for seed in self.seeds
        ]

    @classmethod
    def from_json(cls, path: str | os.PathLike[str]) -> Experiment:
        """Read an experiment from a JSON file.

        Its names are the arguments of this class; a network or task is a spec, or {"file": path} of what
        ``.save`` wrote, relative to the file; ``seeds`` is a list, or {"start": 0, "stop": 100}.

        Parameters
        ----------
        path
            The file.

        Raises
        ------
        FileNotFoundError
            There is no such file.
        FormatError
            It is no JSON object.
        """
        found = Path(_require.path(path))
        return cls._of(read_json(found), found.parent)

    @classmethod
    def _of(cls, given: Mapping[str, Any], folder: Path) -> Experiment:
        for name in ("networks", "tasks"):
            if name not in given:
                raise ParameterError(f"the experiment has no '{name}'")
        known = _specs.options(given, cls, set(), "Experiment")
        for name in ("networks", "tasks"):
            known[name] = _opened(known[name], folder)
        if isinstance(seeds := known.get("seeds"), Mapping):
            _specs.options(seeds, range_of, set(), "seeds")
            known["seeds"] = range_of(**seeds)
        return cls(**known)

    def _facts(self) -> list[tuple[str, str]]:
        names = [rule if isinstance(rule, str) else rule.description for rule in self.rules]
        return [
            ("networks", str(len(self.networks))),
            ("tasks", str(len(self.tasks))),
            ("rules", ", ".join(names)),
            ("seeds", str(len(tuple(self.seeds)))),
            ("cells", str(len(self))),
        ]

    def __repr__(self) -> str:
        return f"Experiment({', '.join(f'{name}={value}' for name, value in self._facts())})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{name}</th><td>{html.escape(value)}</td></tr>"
            for name, value in self._facts()
        )
        return f"<table>{rows}</table>"


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a file.

    Raises
    ------
    FormatError
        It is none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FormatError(f"'{path}' is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise FormatError(f"'{path}' holds a JSON {type(found).__name__}, expected an object")
    return found


def range_of(*, start: int = 0, stop: int) -> range:
    """Give the seeds from ``start`` up to and without ``stop``."""
    return range(_require.whole(start, "start"), _require.whole(stop, "stop"))


def _opened(axis: Any, folder: Path) -> Any:
    if isinstance(axis, Mapping):
        return {name: _opened_one(item, folder) for name, item in axis.items()}
    return [_opened_one(item, folder) for item in axis] if isinstance(axis, list) else axis


def _opened_one(item: Any, folder: Path) -> Any:
    return (_specs.file_of(item, folder) or item) if isinstance(item, Mapping) else item


def _labelled(axis: Any, what: str, check: Any) -> dict[Label, Any]:
    given = dict(axis) if isinstance(axis, Mapping) else dict(enumerate(_several(axis, what)))
    if not given:
        raise ParameterError(f"{what} is empty, expected at least one")
    return {label: check(item, f"{what}[{label!r}]") for label, item in given.items()}


def _several(values: Any, what: str) -> list[Any]:
    if isinstance(values, (str, Noun)) or not isinstance(values, Iterable):
        raise ParameterError(f"{what} is {values!r}, expected a list")
    found = list(values)
    if not found:
        raise ParameterError(f"{what} is empty, expected at least one")
    return found


def _network(item: Any, what: str) -> Any:
    if isinstance(item, Mapping):
        _specs.checked(item)
        return dict(item)
    return _require.instance(item, Network, what)


def _task(item: Any, what: str) -> Any:
    if isinstance(item, Mapping):
        _specs.task_call(item)
        return dict(item)
    return _require.instance(item, LearningTask, what, "a spec is a mapping with 'kind'")


def _seed(value: object) -> int:
    seed = _require.whole(value, "seed")
    if not 0 <= seed <= _LARGEST_SEED:
        raise ParameterError(f"a seed is {seed}, expected a whole number from 0 to 2**63 - 1")
    return seed


def _pair(value: Any) -> tuple[str, str]:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 2:
        raise ParameterError(
            f"a prediction is {value!r}, expected a relation and an estimator: ('flr1', 'equal-time')"
        )
    relation, estimator = value
    return _require.text(relation, "relation"), _require.text(estimator, "estimator")
