"""Grids: the same bits in any order, after a kill, on any workers; a cell that fails is a row."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flrinterop as flr
from flrinterop import _cells
from flrinterop._cell_store import CellStore
from flrinterop._digest import digest, key

UNITS = 20
GAUSSIAN = {"kind": "gaussian", "units": UNITS, "strength": 0.5}
RANDOM = {"kind": "InputOutputMap.random", "maps": 2}
SHORT = {"trials": 2, "duration": 5.0}
BRIEF = {"trials": 2}
LEAD = ["network", "task", "rule", "seed", "map", "units", "gain", "noise"]


def grid(**changes: object) -> flr.Experiment:
    given_: dict[str, object] = {
        "networks": [{"coupling": GAUSSIAN, "gain": gain} for gain in (0.4, 0.8)],
        "tasks": [RANDOM],
        "rules": ["hebbian", "error-driven"],
        "seeds": range(2),
        "simulate": SHORT,
        "measure": BRIEF,
    }
    return flr.Experiment(**(given_ | changes))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return flr.run(grid(), directory=tmp_path_factory.mktemp("whole"))


def test_one_row_a_cell_and_map(table: pd.DataFrame) -> None:
    assert list(table.columns[: len(LEAD)]) == LEAD
    assert len(table) == 2 * len(grid()) == 16
    assert not table.duplicated(LEAD).any()
    assert set(table["status"]) == {"completed"}
    numbers = table.filter(regex="predicted|null|measured|standard_error")
    assert numbers.shape[1] == 8
    assert np.isfinite(numbers.to_numpy()).all()


def test_a_cell_is_what_the_verbs_give(tmp_path: Path) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.5, rng=1), gain=0.6)
    task = flr.tasks.InputOutputMap.random(UNITS, 3, rng=2)
    one = grid(networks=[net], tasks=[task], rules=[flr.rules.Hebbian], seeds=[7])
    found = flr.run(one, directory=tmp_path)
    rest = flr.simulate(net, rng=key("rest", 7, digest(net)), **SHORT)
    seen = flr.measure_speed(net, task, rng=key("measure", 7, digest(net), digest(task)), **BRIEF)
    for column, expected in (
        ("predicted_flr1_linearised", flr.predict_speed(net, task).speed),
        ("null_flr1_linearised", flr.predict_speed(net, task).null_speed),
        ("predicted_flr1_equal_time", flr.predict_speed(rest, task).speed),
        ("predicted_flr2_equal_time", flr.predict_speed(rest, task, relation="flr2").speed),
        ("measured", seen.speed),
        ("standard_error", seen.standard_error),
    ):
        np.testing.assert_array_equal(found[column].to_numpy(), expected)


def test_what_a_spec_leaves_open_is_drawn_by_the_seed_and_shared_by_rules_and_gains(
    table: pd.DataFrame,
) -> None:
    cells = {(place, cell.rule, cell.seed): cell for place, _, cell in grid().cells()}
    weights = {where: cell.made_network().coupling.arrays["weights"] for where, cell in cells.items()}
    np.testing.assert_array_equal(weights[0, "hebbian", 0], weights[1, "error-driven", 0])
    assert not np.array_equal(weights[0, "hebbian", 0], weights[0, "hebbian", 1])
    fixed = {"coupling": GAUSSIAN | {"rng": 1}}
    (_, _, one), (_, _, two) = grid(networks=[fixed], rules=["hebbian"]).cells()
    np.testing.assert_array_equal(
        one.made_network().coupling.arrays["weights"], two.made_network().coupling.arrays["weights"]
    )


def test_the_order_of_the_grid_changes_nothing_but_the_order(table: pd.DataFrame, tmp_path: Path) -> None:
    turned = grid(rules=["error-driven", "hebbian"], seeds=[1, 0])
    found = flr.run(turned, directory=tmp_path)
    assert list(found["seed"][:4]) == [1, 1, 0, 0]
    pd.testing.assert_frame_equal(
        found.sort_values(LEAD, ignore_index=True), table.sort_values(LEAD, ignore_index=True)
    )


def test_a_run_goes_on_where_it_was_stopped(
    table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = []
    compute = _cells.compute

    def stopped_at_the_fourth(*values: object, **options: object) -> object:
        if len(computed) == 3:
            raise KeyboardInterrupt
        computed.append(values)
        return compute(*values, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(_cells, "compute", stopped_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        flr.run(grid(), directory=tmp_path)
    assert len(list((tmp_path / "cells").glob("*.arrow"))) == 3
    assert not (tmp_path / "table.arrow").exists()
    monkeypatch.setattr(
        _cells, "compute", lambda *values, **options: computed.append(values) or compute(*values, **options)
    )
    told: list[float] = []
    found = flr.run(grid(), directory=tmp_path, progress=told.append)
    assert len(computed) == len(grid())
    assert told == sorted(told)
    assert (told[0], told[-1]) == (3 / len(grid()), 1.0)
    pd.testing.assert_frame_equal(found, table)


def test_a_killed_run_resumes_with_equal_bits(table: pd.DataFrame, tmp_path: Path) -> None:
    spec = tmp_path / "grid.json"
    spec.write_text(json.dumps(as_json()), encoding="utf-8")
    runs = tmp_path / "runs"
    command = [sys.executable, "-m", "flrinterop", "run", str(spec), "--directory", str(runs)]
    environment = os.environ | {"PYTHONPATH": str(Path(flr.__file__).parents[1])}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while child.poll() is None and not list((runs / "cells").glob("*.arrow")):
            time.sleep(0.01)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert list((runs / "cells").glob("*.arrow"))
    found = flr.run(flr.Experiment.from_json(spec), directory=runs)
    pd.testing.assert_frame_equal(found, table)


def as_json() -> dict[str, object]:
    return {
        "networks": [{"coupling": GAUSSIAN, "gain": gain} for gain in (0.4, 0.8)],
        "tasks": [RANDOM],
        "rules": ["hebbian", "error-driven"],
        "seeds": {"start": 0, "stop": 2},
        "simulate": SHORT,
        "measure": BRIEF,
    }


def test_nothing_is_computed_twice_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = grid(rules=["hebbian"], seeds=[0], networks=[{"coupling": GAUSSIAN}])
    first = flr.run(small, directory=tmp_path)
    calls: list[object] = []
    compute = _cells.compute
    monkeypatch.setattr(
        _cells, "compute", lambda *values, **options: calls.append(values) or compute(*values, **options)
    )
    pd.testing.assert_frame_equal(flr.run(small, directory=tmp_path), first)
    assert not calls
    pd.testing.assert_frame_equal(flr.run(small, directory=tmp_path, resume=False), first)
    assert len(calls) == 1


def test_a_file_cut_short_is_computed_again(tmp_path: Path) -> None:
    small = grid(rules=["hebbian"], seeds=[0])
    first = flr.run(small, directory=tmp_path)
    for path in (tmp_path / "cells").glob("*.arrow"):
        path.write_bytes(path.read_bytes()[:100])
    pd.testing.assert_frame_equal(flr.run(small, directory=tmp_path), first)
    assert not list(tmp_path.rglob("*.part"))


def test_a_cell_that_fails_is_a_row_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = grid(
        networks={"right": {"coupling": GAUSSIAN}, "wrong": {"coupling": GAUSSIAN, "gain": -1.0}},
        rules=["hebbian"],
        seeds=[0],
    )
    found = flr.run(mixed, directory=tmp_path)
    right, wrong = found[found["network"] == "right"], found[found["network"] == "wrong"]
    assert set(right["status"]) == {"completed"}
    (status,) = wrong["status"]
    assert status.startswith("failed: ParameterError")
    assert "gain" in status
    assert wrong["map"].isna().all()
    assert wrong["measured"].isna().all()
    calls: list[object] = []
    compute = _cells.compute
    monkeypatch.setattr(
        _cells, "compute", lambda *values, **options: calls.append(values) or compute(*values, **options)
    )
    pd.testing.assert_frame_equal(flr.run(mixed, directory=tmp_path), found)
    assert len(calls) == 1


def test_a_prediction_that_fails_leaves_the_measurement(tmp_path: Path) -> None:
    found = flr.run(
        grid(predictions=[("flr1", "linearised"), ("flr1", "no-such")], rules=["hebbian"], seeds=[0]),
        directory=tmp_path,
    )
    assert np.isfinite(found[["measured", "predicted_flr1_linearised"]].to_numpy()).all()
    assert found["predicted_flr1_no_such"].isna().all()
    assert all("no predicted_flr1_no_such" in status for status in found["status"])
    assert all("UnknownNameError" in note for note in found["notes"])


def test_a_grid_may_only_predict(tmp_path: Path) -> None:
    at_angles = {"kind": "InputOutputMap.at_angles", "maps": 3}
    found = flr.run(grid(measure=None, tasks=[at_angles], rules=["hebbian"], seeds=[0]), directory=tmp_path)
    assert found["measured"].isna().all()
    assert np.isfinite(found["predicted_flr1_equal_time"]).all()
    assert set(found["status"]) == {"completed"}


def test_what_inputs_evoke_may_be_given_to_the_predictions(tmp_path: Path) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.5, rng=1), gain=0.6)
    task = flr.tasks.InputOutputMap.random(UNITS, 3, rng=2)
    found = flr.run(
        grid(networks=[net], tasks=[task], rules=["hebbian"], seeds=[7], evoked=True), directory=tmp_path
    )
    evoked = flr.simulate(
        net, task, state="evoked", record="mean", rng=key("evoked", 7, digest(net), digest(task)), **SHORT
    )
    rest = flr.simulate(net, rng=key("rest", 7, digest(net)), **SHORT)
    expected = flr.predict_speed(rest, task, evoked=evoked).speed
    np.testing.assert_array_equal(found["predicted_flr1_equal_time"].to_numpy(), expected)


def test_tasks_in_time_have_cells_too(tmp_path: Path) -> None:
    wave = flr.tasks.CosineWave.random(UNITS, 2, omega=0.3, rng=1)
    found = flr.run(
        grid(tasks=[wave], rules=["hebbian"], seeds=[0], predictions=[("flr1", "linearised")]),
        directory=tmp_path,
    )
    assert set(found["status"]) == {"completed"}
    assert np.isfinite(found[["measured", "predicted_flr1_linearised"]].to_numpy()).all()


def test_the_table_is_left_as_an_arrow_file(table: pd.DataFrame, tmp_path: Path) -> None:
    import pyarrow as pa

    small = grid(rules=["hebbian"], seeds=[0])
    found = flr.run(small, directory=tmp_path)
    with pa.ipc.open_file(tmp_path / "table.arrow") as reader:
        stored = reader.read_all()
    assert stored.num_rows == len(found)
    assert stored.column("measured").to_pylist() == found["measured"].tolist()
    manifest = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    assert manifest["cells"] == str(len(small))


@pytest.mark.parametrize("processes", [False, True])
def test_dask_workers_give_the_same_bits(table: pd.DataFrame, tmp_path: Path, processes: bool) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=processes, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = flr.run(grid(), directory=tmp_path, client=client)
    pd.testing.assert_frame_equal(found, table)


def test_specs_may_name_files(tmp_path: Path) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.5, rng=1))
    net.save(tmp_path / "net.arrow")
    flr.tasks.InputOutputMap.random(UNITS, 2, rng=2).save(tmp_path / "task.arrow")
    path = tmp_path / "grid.json"
    text = {"networks": {"saved": {"file": "net.arrow"}}, "tasks": [{"file": "task.arrow"}]}
    path.write_text(json.dumps(text), encoding="utf-8")
    read = flr.Experiment.from_json(path)
    assert digest(read.networks["saved"]) == digest(net)


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"networks": []}, flr.ParameterError, "networks is empty"),
        ({"networks": [3]}, flr.ParameterError, "networks"),
        ({"networks": [{"gain": 1.0}]}, flr.ParameterError, "no 'coupling'"),
        ({"networks": [{"coupling": GAUSSIAN, "gian": 1.0}]}, flr.UnknownNameError, "did you mean 'gain'"),
        ({"networks": [{"coupling": {"kind": "gausian"}}]}, flr.UnknownNameError, "did you mean 'gaussian'"),
        ({"networks": [{"coupling": {"kind": "gaussian"}}]}, flr.ParameterError, "no 'units'"),
        ({"networks": [{"coupling": {"kind": "Parcel"}}]}, flr.UnknownNameError, "Parcel"),
        ({"tasks": [{"maps": 3}]}, flr.ParameterError, "no 'kind'"),
        ({"tasks": [{"kind": "InputOutputMap._unpack"}]}, flr.UnknownNameError, "_unpack"),
        ({"tasks": [{"kind": "InputOutputMap.random"}]}, flr.ParameterError, "no 'maps'"),
        ({"rules": "hebbian"}, flr.ParameterError, "expected a list"),
        ({"rules": [flr.rules.Custom(lambda *_: None)]}, flr.ParameterError, "function"),
        ({"tasks": [flr.rules.Hebbian()]}, flr.ParameterError, "tasks"),
        ({"seeds": [-1]}, flr.ParameterError, "-1"),
        ({"measure": {"trails": 2}}, flr.UnknownNameError, "did you mean 'trials'"),
        ({"simulate": {"rng": 2}}, flr.UnknownNameError, "rng"),
        ({"predictions": ["flr1"]}, flr.ParameterError, "relation and an estimator"),
        ({"predictions": [], "measure": None}, flr.ParameterError, "neither"),
    ],
)
def test_what_is_wrong_is_said_before_anything_runs(
    changes: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        grid(**changes)


def test_a_client_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(flr.ParameterError, match=r"dask\.distributed"):
        flr.run(grid(), directory=tmp_path, client="tcp://somewhere")


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, VALUES)
@settings(max_examples=100, deadline=None)
def test_names_tell_values_apart(one: object, other: object) -> None:
    assert digest(one) == digest(json.loads(json.dumps(one)))
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert not same or digest(one) == digest(other)
    assert digest([one, other]) != digest([[one], other])
    assert digest(one, other) != digest((one, other))


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1))
@settings(max_examples=50, deadline=None)
def test_keys_differ_by_seed_and_purpose(one: int, other: int) -> None:
    assert 0 <= key("rest", one) < 2**128
    assert (key("rest", one) == key("rest", other)) == (one == other)
    assert key("rest", one) != key("measure", one)


def test_arrays_are_named_by_what_they_hold() -> None:
    values = np.arange(6.0).reshape(2, 3)
    assert digest(values) == digest(np.asfortranarray(values))
    assert digest(values) != digest(values.reshape(3, 2))
    assert digest(values) != digest(values.astype(np.float32))
    with pytest.raises(flr.ParameterError, match="object"):
        digest(object())


def test_a_store_gives_what_it_was_given(tmp_path: Path) -> None:
    store = CellStore(tmp_path / "deep" / "folder")
    assert store.read("none") is None
    (_, _, cell), *_ = grid().cells()
    store.write("a", _cells.failed(cell, "why"))
    assert not store.done("a")
    found = store.read("a")
    assert found is not None
    assert found.column("status").to_pylist() == ["failed: why"]
