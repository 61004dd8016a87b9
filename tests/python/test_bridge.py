"""The choke point: coercion, keys, progress, errors, and one truth about parameters."""

from __future__ import annotations

import math

import numpy as np
import pytest

from flrinterop import _bridge
from flrinterop._errors import CLASSES, FlrError, ParameterError, ShapeError, UnknownNameError

DENSE = {"kind": "dense", "weights": "@w"}


def validate(weights: object, **more: object) -> _bridge.Reply:
    return _bridge.call("coupling.validate", {"coupling": DENSE, **more}, {"w": weights})


def test_numpy_scalars_cross() -> None:
    reply = _bridge.call(
        "task.input_output_map.random", {"units": np.int64(5), "maps": np.uint8(2), "rng": "1"}
    )
    assert reply.arrays["inputs"].shape == (2, 5)


def test_a_scalar_that_is_nothing_is_refused() -> None:
    with pytest.raises(ParameterError, match="units"):
        _bridge.call("task.input_output_map.random", {"units": 1j, "maps": 2, "rng": "1"})


def test_nan_crosses_and_is_refused_by_name() -> None:
    spec = {"network": {"coupling": DENSE, "gain": math.nan}}
    with pytest.raises(ParameterError, match="gain is NaN"):
        _bridge.call("network.validate", spec, {"w": np.eye(3)})


def test_numbers_that_json_has_no_words_for_come_back() -> None:
    speeds = np.array([-1.0, -2.0, -3.0])
    reply = _bridge.call("compare", {"predicted": "@p", "measured": "@p", "resamples": 10}, {"p": speeds})
    assert math.isnan(reply.fields["r2_log"])


@pytest.mark.parametrize(
    ("spec", "arrays", "error", "words"),
    [
        ({"coupling": DENSE}, {"w": np.zeros((2, 3))}, ShapeError, "square"),
        ({"coupling": DENSE}, {"w": np.full((2, 2), np.nan)}, ParameterError, "NaN"),
        ({"coupling": {"kind": "dence"}}, None, UnknownNameError, "dense, low-rank"),
        ({"coupling": DENSE}, None, UnknownNameError, "no array is named 'w'"),
        ({"copling": DENSE}, None, ParameterError, "did you mean 'coupling'"),
        ({}, None, ParameterError, "needs 'coupling'"),
        ({"coupling": 3}, None, ParameterError, "expected a JSON object"),
    ],
)
def test_errors_are_translated(spec: dict, arrays: dict | None, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        _bridge.call("coupling.validate", spec, arrays)


def test_an_unknown_operation_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'simulate'"):
        _bridge.call("simulat", {})


def test_the_session_goes_on_after_an_error() -> None:
    with pytest.raises(ShapeError):
        validate(np.zeros((2, 3)))
    assert validate(np.zeros((3, 3))).fields["units"] == 3


def test_progress_never_goes_back_and_ends_at_one() -> None:
    told: list[float] = []
    _bridge.call("task.input_output_map.random", {"units": 3, "maps": 2, "rng": "1"}, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_progress_function_that_raises_stops_the_job() -> None:
    def stop(fraction: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _bridge.call("task.input_output_map.random", {"units": 3, "maps": 2, "rng": "1"}, progress=stop)


def test_progress_that_is_nothing_is_refused() -> None:
    with pytest.raises(ParameterError, match="progress"):
        _bridge.call("environment", {}, progress="yes")  # type: ignore[arg-type]


def test_every_error_code_of_the_core_has_a_class() -> None:
    assert set(_bridge.describe()["errors"]) == set(CLASSES)
    assert all(issubclass(found, FlrError) for found in CLASSES.values())


def test_every_operation_is_described() -> None:
    operations = _bridge.describe()["operations"]
    assert "simulate" in operations
    for operation in operations.values():
        assert operation["documentation"].endswith(".")
        for parameter in operation["parameters"]:
            assert parameter["type"]
            assert parameter["documentation"]
            assert parameter["required"] == (
                parameter["default"] is None and not parameter["type"].endswith("?")
            )


def test_keys() -> None:
    assert _bridge.key(7) == _bridge.key(np.int64(7)) == "7"
    assert _bridge.key((1 << 128) - 1) == str((1 << 128) - 1)
    assert _bridge.key(np.random.SeedSequence(3)) == _bridge.key(np.random.SeedSequence(3))
    assert int(_bridge.key(np.random.SeedSequence(3))) < 1 << 128
    assert _bridge.key(None) != _bridge.key(None)
    generator = np.random.default_rng(1)
    assert _bridge.key(generator) != _bridge.key(generator)


@pytest.mark.parametrize("rng", [-1, 1 << 128, True, np.bool_(True), 1.0, "1", [1]])
def test_keys_that_are_none(rng: object) -> None:
    with pytest.raises(ParameterError, match="rng"):
        _bridge.key(rng)  # type: ignore[arg-type]
