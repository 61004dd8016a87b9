"""A file that Python saved is read by C#, and the reverse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

import flrinterop as flr
from flrinterop import _arrow, _runtime


def nouns() -> list[tuple[str, object]]:
    coupling = flr.couplings.pre_embedded(units=12, maps=2, rng=1)
    network = flr.Network(coupling, gain=0.8)
    task = flr.tasks.InputOutputMap.random(12, 3, rng=2)
    activity = flr.Activity.from_moments(np.zeros(12), np.eye(12), noise=0.1)
    told = flr.predict_speed(network, task)
    samples = np.random.default_rng(1).normal(size=(2, 20, 12))
    return [
        ("Coupling", coupling),
        ("Network", network),
        ("InputOutputMap", task),
        ("Activity", activity),
        ("Susceptibility", flr.respond(activity)),
        ("SpeedPrediction", told),
        ("AutoAssociation", flr.tasks.AutoAssociation.random(12, 3, rng=2)),
        ("LatentDecoder", decoder := flr.LatentDecoder(np.eye(2, 3), np.eye(3, 20))),
        ("CentreOut", flr.bci.model(20, rng=1).task(decoder)),
        ("CosineWave", wave := flr.tasks.CosineWave.random(12, 3, omega=1, rng=2)),
        ("LetterTrajectory", flr.tasks.LetterTrajectory("AB", 12, omega=1, rng=2)),
        ("TimeSeries", flr.tasks.TimeSeries(np.ones((5, 12)), np.ones((5, 12)), step=0.5)),
        ("PeriodicPrediction", flr.predict_speed(network, wave)),
        ("PeriodicActivity", flr.predict_speed(network, wave).activity),
        ("OnsetPrediction", flr.predict_onset(network, wave)),
        ("Susceptibility", flr.respond(flr.simulate(network, lags=3, trials=2, duration=9, rng=1), "lagged")),
        ("Comparison", flr.compare(told.speed, told.speed)),
        ("TimePrediction", flr.predict_learning_time(network, task, "error-driven", threshold=0.5)),
        ("InterferencePrediction", flr.predict_interference(network, task)),
        ("InterferenceMeasurement", flr.measure_interference(network, task, trials=2, duration=2, rng=3)),
        ("LearningOrder", flr.order_of_learning(network, task, threshold=0.3, random_orders=2)),
        ("Directions", flr.best_directions(activity, 2)),
        ("DirectionPairs", flr.best_pairs(activity, 2)),
        ("Diagnostics", flr.diagnose(network)),
        ("Landscape", flr.landscape(samples, task.targets[0], task.inputs[0], bins=4)),
    ]


@pytest.mark.parametrize("place", range(25))
def test_python_to_csharp_and_back(place: int, tmp_path: Path) -> None:
    name, noun = nouns()[place]
    first, second = tmp_path / "first.arrow", tmp_path / "second.arrow"
    noun.save(first)
    _through_csharp(name, str(first), str(second))
    before, after = _arrow.load(first), _arrow.load(second)
    assert type(flr.load(second)) is type(noun)
    assert before.kind == after.kind
    kept, found = _by_last_name(before.arrays), _by_last_name(after.arrays)
    assert kept.keys() == found.keys()
    for key, values in kept.items():
        np.testing.assert_array_equal(found[key], values)


def _by_last_name(arrays: Mapping[str, object]) -> dict[str, object]:
    # what comes before the last name is free: "coupling.left" here may be "network.coupling.left" there
    return {name.rsplit(".", 1)[-1]: values for name, values in arrays.items()}


def _through_csharp(name: str, first: str, second: str) -> None:
    _runtime.wall()
    import clr

    clr.AddReference(str(_runtime.FOLDER / "FlrInterop.Arrow.dll"))
    import FlrInterop

    kind = getattr(FlrInterop, name)
    FlrInterop.ArrowFile.Write[kind](second, FlrInterop.ArrowFile.Read[kind](first))
