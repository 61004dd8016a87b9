"""What every noun can do: copy, pickle, save and load, cross as Arrow, show itself."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import flrinterop as flr
from flrinterop import _noun

UNITS, MAPS = 12, 5


@pytest.fixture(scope="module")
def nouns(made_session, made_fit) -> dict[str, Any]:
    low_rank = flr.couplings.pre_embedded(units=UNITS, maps=2, rng=1)
    sparse = flr.couplings.sparse(UNITS, 3, 0.1, rng=2)
    mask = np.ones((UNITS, UNITS))
    network = flr.Network(low_rank + 0.1 * sparse, gain=0.7, mask=mask, dale=np.zeros(UNITS))
    task = flr.tasks.InputOutputMap.random(UNITS, MAPS, rng=3)
    rest = flr.simulate(
        network,
        trials=3,
        duration=4,
        lags=2,
        record=["mean", "covariance", "samples"],
        dtype="float32",
        rng=2**127,
    )
    point = flr.fixed_point(network, task.inputs[0])
    told = flr.predict_speed(network, task)
    short = flr.tasks.InputOutputMap(task.inputs[:3], task.targets[:3])
    wave = flr.tasks.CosineWave.rhythm(UNITS, MAPS, omega=0.8, rng=7)
    series = np.random.default_rng(1).normal(size=(2, 9, UNITS))
    return {
        "memory": flr.tasks.AutoAssociation.random(UNITS, MAPS, rng=2**100),
        "wave": wave,
        "letters": flr.tasks.LetterTrajectory("AZ", UNITS, omega=0.4, rng=8),
        "series": flr.tasks.TimeSeries(series, series, step=0.5),
        "periodic prediction": flr.predict_speed(network, wave),
        "periodic measurement": (moved := flr.measure_speed(network, wave, trials=1, duration=20, rng=9)),
        "periodic activity": moved.evoked,
        "onset": flr.predict_onset(network, wave),
        "decoder": (decoder := flr.LatentDecoder(np.eye(2, 3), np.eye(3, 20), scale=np.full(20, 2.0))),
        "model": (model := flr.bci.model(20, rng=1)),
        "centre-out": (reach := model.task(decoder, wanted_speed=0.5)),
        "recording": (bins := flr.bci.record(model, trials=2, bins=2, rng=2)),
        "decoder prediction": reach.predict(bins),
        "decoder measurement": reach.measure(model.network, repeats=2, duration=5, rng=3),
        "lagged": flr.respond(rest, "lagged"),
        "coupling": low_rank,
        "sum": network.coupling,
        "masked": (few := flr.couplings.masked(low_rank, np.eye(UNITS))),
        "masked network": (limited := flr.Network(flr.couplings.masked(few + low_rank, mask), gain=0.3)),
        "masked learning": flr.learn(limited, task, rate=0.1, duration=2, rng=5),
        "network": network,
        "task": task,
        "activity": rest,
        "evoked": flr.simulate(network, task, state="evoked", trials=2, duration=4, rng=5),
        "susceptibility": flr.respond(rest),
        "prediction": told,
        "measurement": flr.measure_speed(network, task, trials=2, rng=6),
        "point": point,
        "stability": flr.stability(network, point),
        "session": made_session,
        "fit": made_fit,
        "times": flr.predict_learning_time(network, task, "error-driven", threshold=0.6),
        "interference": flr.predict_interference(network, task),
        "interference_measured": flr.measure_interference(network, short, trials=2, duration=4, rng=7),
        "order": flr.order_of_learning(network, short, "error-driven", threshold=0.5, random_orders=2),
        "order_alone": flr.times_in_order(network, short, "error-driven", [2, 0, 1], threshold=0.5),
        "directions": flr.best_directions(network, 3, orthogonal_to=task.targets[:2]),
        "pairs": flr.best_pairs(rest, 3),
        "diagnostics": flr.diagnose(network),
        "landscape": flr.landscape(rest, task.targets[0], task.inputs[0], bins=6),
    }


TASKS = ["memory", "wave", "letters", "series", "decoder", "model", "centre-out"]
NAMES = [
    *TASKS,
    "periodic prediction",
    "periodic measurement",
    "periodic activity",
    "onset",
    "lagged",
    "recording",
    "decoder prediction",
    "decoder measurement",
    "coupling",
    "sum",
    "network",
    "task",
    "activity",
    "evoked",
    "susceptibility",
    "prediction",
    "measurement",
    "point",
    "stability",
    "session",
    "fit",
    "times",
    "interference",
    "interference_measured",
    "order",
    "order_alone",
    "directions",
    "pairs",
    "diagnostics",
    "landscape",
]
RESULTS = [name for name in NAMES if name not in ("coupling", "sum", "network", "task", *TASKS)]


def same(left: Any, right: Any) -> bool:
    if isinstance(left, _noun.Noun):
        names = _noun._names(left)
        return type(left) is type(right) and all(same(getattr(left, n), getattr(right, n)) for n in names)
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind in "fc")
    if isinstance(left, pd.DataFrame):
        pd.testing.assert_frame_equal(left, right)
        return True
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if hasattr(left, "__dataclass_fields__"):
        return all(same(getattr(left, name), getattr(right, name)) for name in left.__dataclass_fields__)
    return bool(left == right) or (left != left and right != right)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["pickle", "copy", "deepcopy"])
def test_copies_are_the_same(nouns: dict[str, Any], name: str, way: str) -> None:
    noun = nouns[name]
    made = {
        "pickle": lambda: pickle.loads(pickle.dumps(noun)),
        "copy": lambda: copy.copy(noun),
        "deepcopy": lambda: copy.deepcopy(noun),
    }[way]()
    assert same(noun, made)


@pytest.mark.parametrize("name", NAMES)
def test_save_and_load(nouns: dict[str, Any], name: str, tmp_path: Path) -> None:
    noun = nouns[name]
    noun.save(tmp_path / "noun.arrow")
    loaded = flr.load(tmp_path / "noun.arrow")
    own = {field for field in _noun._names(noun) if field not in ("source", "provenance")}
    if name == "fit":
        own.discard("session")
        assert loaded.session.bins.equals(noun.session.bins)
    if name == "decoder prediction":
        own.discard("baseline")
        assert loaded.baseline.to_pandas().equals(noun.baseline.to_pandas())
    for field in own:
        assert same(getattr(noun, field), getattr(loaded, field)), field
    if name in RESULTS and name != "session":
        assert loaded.provenance.seed == noun.provenance.seed
        assert loaded.provenance.operation == noun.provenance.operation


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.arrow"
    path.write_text("no arrow")
    with pytest.raises(flr.FormatError, match="no Arrow IPC file"):
        flr.load(path)
    with pytest.raises(FileNotFoundError):
        flr.load(tmp_path / "none.arrow")


@pytest.mark.parametrize("name", NAMES)
def test_arrow_capsules(nouns: dict[str, Any], name: str) -> None:
    row = pa.record_batch(nouns[name])
    assert row.num_rows == 1
    assert pa.table(nouns[name]).schema.equals(row.schema)


@pytest.mark.parametrize("name", NAMES)
def test_nouns_show_themselves(nouns: dict[str, Any], name: str) -> None:
    noun = nouns[name]
    assert repr(noun).startswith(type(noun).__name__ + "(")
    assert "<table" in noun._repr_html_()


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_tables(nouns: dict[str, Any], name: str) -> None:
    table = nouns[name].to_pandas()
    assert isinstance(table, pd.DataFrame)
    assert len(table)
    assert nouns[name].status == "completed"


@pytest.mark.parametrize("name", NAMES)
def test_nouns_do_not_change(nouns: dict[str, Any], name: str) -> None:
    noun = nouns[name]
    field = _noun._names(noun)[0]
    with pytest.raises(AttributeError):
        setattr(noun, field, None)
    for field in _noun._names(noun):
        value = getattr(noun, field)
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable, field


def test_what_was_asked_can_be_asked_again(nouns: dict[str, Any]) -> None:
    first = nouns["activity"]
    assert first.provenance.seed == 2**127
    again = flr.simulate(
        nouns["network"],
        trials=3,
        duration=4,
        lags=2,
        record=["mean"],
        dtype="float32",
        rng=first.provenance.seed,
    )
    assert np.array_equal(first.mean, again.mean)
    assert first.provenance.version == flr.__version__


def test_a_key_drawn_afresh_is_kept(nouns: dict[str, Any]) -> None:
    drawn = flr.simulate(nouns["network"], trials=1, duration=1)
    again = flr.simulate(nouns["network"], trials=1, duration=1, rng=drawn.provenance.seed)
    assert np.array_equal(drawn.mean, again.mean)


def test_a_fixed_point_is_an_array(nouns: dict[str, Any]) -> None:
    point = nouns["point"]
    assert np.array_equal(np.asarray(point), point.state)


def test_tables_of_activity_have_one_row_a_unit(nouns: dict[str, Any]) -> None:
    assert list(nouns["activity"].to_pandas()) == ["unit", "mean", "variance"]
    evoked = nouns["evoked"].to_pandas()
    assert list(evoked) == ["map", "unit", "mean", "variance"]
    assert len(evoked) == UNITS * MAPS
