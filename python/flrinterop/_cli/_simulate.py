"""``flr simulate``: a network in JSON, its activity in an Arrow file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import _require, _specs
from .._digest import key
from .._dynamics import simulate
from .._errors import ParameterError
from .._experiment import read_json
from .._network import Network
from ._answer import Answer


def simulate_file(answer: Answer, path: Path, output: Path) -> bool:
    """Simulate what a file says; gives whether the run completed.

    Parameters
    ----------
    answer
        Where to write.
    path
        The file: "network" and "task" as in an experiment, and the options of ``flr.simulate``; "rng" is a
        whole number, by default 0.
    output
        The Arrow file.
    """
    given = _specs.options(read_json(Path(_require.path(path))), simulate, {"progress"}, "simulate")
    if "network" not in given:
        raise ParameterError(f"'{path}' has no 'network'")
    seed = _require.whole(given.pop("rng", 0), "rng")
    network = _network(given.pop("network"), path.parent, seed)
    task = given.pop("task", None)
    made = None if task is None else _task(task, path.parent, network, seed)
    with answer.progress("simulate") as told:
        found = simulate(network, made, rng=seed, progress=told, **given)
    found.save(output)
    for name, value in found._facts():
        answer.say(f"{name:<22}{value}")
    answer.say(f"saved: {output}")
    answer.give({"status": found.status, **dict(found._facts()), "seed": str(seed), "saved": str(output)})
    return found.status == "completed"


def _network(spec: Any, folder: Path, seed: int) -> Network:
    loaded = _specs.file_of(spec, folder) if isinstance(spec, dict) else None
    if loaded is not None:
        return _require.instance(loaded, Network, "network")
    if not isinstance(spec, dict):
        raise ParameterError(f"network is {spec!r}, expected an object")
    return _specs.network(spec, key("simulate", seed))


def _task(spec: Any, folder: Path, network: Network, seed: int) -> Any:
    if not isinstance(spec, dict):
        raise ParameterError(f"task is {spec!r}, expected an object")
    return _specs.file_of(spec, folder) or _specs.task(spec, network, None, key("simulate", seed))
