"""A rule that is a Python function: the same numbers as a shipped one, and errors that come back whole."""

from __future__ import annotations

import _thread
import ctypes
import threading
import time
from typing import Any

import numpy as np
import pytest

import flrinterop as flr

SAME_RULE = 1e-12
UNITS, MAPS = 20, 3


def hebbian(x: np.ndarray, coupling: object, inputs: object, targets: np.ndarray) -> np.ndarray:
    return targets[:, :, None] * x[:, None, :] / x.shape[1]


def hebbian_pair(x: np.ndarray, coupling: object, inputs: object, targets: np.ndarray) -> tuple[Any, Any]:
    return targets / x.shape[1], x


def network(noise: float = 1e-3, **more: object) -> flr.Network:
    coupling = flr.couplings.gaussian(UNITS, strength=0.8, rng=1)
    return flr.Network(coupling, gain=0.8, noise=noise, input_strength=0.5, **more)


def task() -> flr.tasks.InputOutputMap:
    return flr.tasks.InputOutputMap.random(UNITS, MAPS, rng=2)


def learn(rule: object, **more: Any) -> flr.LearningRun:
    return flr.learn(network(), task(), rule, **({"rate": 0.4, "duration": 6, "every": 1, "rng": 3} | more))


@pytest.mark.parametrize("function", [hebbian, hebbian_pair])
@pytest.mark.parametrize("together", [False, True])
def test_a_function_learns_like_the_rule_that_it_repeats(function: Any, together: bool) -> None:
    told, seen = learn(flr.rules.Custom(function), together=together), learn("hebbian", together=together)
    np.testing.assert_allclose(told.overlap, seen.overlap, rtol=0, atol=SAME_RULE)
    np.testing.assert_allclose(told.couplings, seen.couplings, rtol=0, atol=SAME_RULE)


@pytest.mark.parametrize("function", [hebbian, hebbian_pair])
def test_speeds_are_predicted_and_measured_like_those_of_the_rule(function: Any) -> None:
    net, pairs, rule = network(), task(), flr.rules.Custom(function, name="mine")
    mean = 0.3 * np.random.default_rng(5).normal(size=(MAPS, UNITS))
    rest = flr.Activity.from_moments(np.zeros(UNITS), 1e-3 * np.eye(UNITS), noise=1e-3)
    for source, more in ((net, {}), (rest, {"evoked": mean})):
        told, known = (flr.predict_speed(source, pairs, each, **more) for each in (rule, "hebbian"))
        np.testing.assert_allclose(told.velocity, known.velocity, rtol=0, atol=SAME_RULE)
        assert told.rule == "mine"
    for rate in (None, 1e-3):
        told, known = (
            flr.measure_speed(net, pairs, each, rate=rate, trials=9, duration=8, rng=4)
            for each in (rule, "hebbian")
        )
        np.testing.assert_allclose(told.speed, known.speed, rtol=1e-6)


def test_a_function_is_given_what_the_documentation_says() -> None:
    net, pairs = network(noise=0), task()
    weights, calls = np.array(net.coupling.dense()), []

    def look(x: np.ndarray, coupling: np.ndarray, inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        assert not any(view.flags.writeable for view in (x, coupling, inputs, targets))
        calls.append([np.array(view) for view in (x, coupling, inputs, targets)])
        return np.zeros_like(coupling)

    start = np.linspace(-0.2, 0.2, UNITS)
    flr.learn(net, pairs, flr.rules.Custom(look), rate=1, duration=0.1, step=0.1, initial=start)
    ((x, coupling, inputs, targets),) = calls
    assert x.shape == (8, UNITS)
    for trial in range(8):
        place = min(trial, MAPS - 1)
        np.testing.assert_array_equal(x[trial], start)
        np.testing.assert_array_equal(coupling[trial], weights)
        np.testing.assert_allclose(inputs[trial], pairs.inputs[place], rtol=1e-15)
        np.testing.assert_array_equal(targets[trial], pairs.targets[place])


def test_an_activity_knows_no_coupling() -> None:
    seen = []

    def look(x: np.ndarray, coupling: object, inputs: object, targets: np.ndarray) -> np.ndarray:
        seen.append(coupling)
        return hebbian(x, coupling, inputs, targets)

    rest = flr.Activity.from_moments(np.zeros(UNITS), np.eye(UNITS), noise=1.0)
    flr.predict_speed(rest, task(), flr.rules.Custom(look))
    flr.predict_speed(network(), task(), flr.rules.Custom(look))
    assert [coupling is None for coupling in seen] == [True] * MAPS + [False] * MAPS


def test_masks_and_signs_hold() -> None:
    draw = np.random.default_rng(6)
    mask = (draw.random((UNITS, UNITS)) < 0.6).astype(np.uint8)
    dale = np.where(draw.random(UNITS) < 0.3, -1.0, 1.0)
    weights = mask * dale * np.abs(draw.normal(size=(UNITS, UNITS))) / UNITS
    net = flr.Network(flr.couplings.from_array(weights), mask=mask, dale=dale)
    held = []

    def anything(x: object, coupling: np.ndarray, inputs: object, targets: object) -> np.ndarray:
        held.append(bool((coupling[:, mask == 0] == 0).all() and (coupling * dale >= 0).all()))
        return draw.normal(size=coupling.shape)

    run = flr.learn(net, task(), flr.rules.Custom(anything), rate=3, duration=5, threads=1)
    assert all(held)
    assert (run.couplings[:, mask == 0] == 0).all()
    assert (run.couplings * dale >= 0).all()


def test_threads_change_no_bit() -> None:
    pairs = flr.tasks.InputOutputMap.random(UNITS, 20, rng=2)
    runs = [
        flr.learn(network(), pairs, flr.rules.Custom(hebbian), rate=1, duration=3, rng=1, threads=threads)
        for threads in (1, 3)
    ]
    np.testing.assert_array_equal(runs[0].overlap, runs[1].overlap)


@pytest.mark.parametrize("verb", ["learn", "measure", "predict"])
def test_what_a_function_raises_is_the_cause(verb: str) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("of all things")

    rule = flr.rules.Custom(fails, name="broken")
    calls = {
        "learn": lambda: learn(rule),
        "measure": lambda: flr.measure_speed(network(), task(), rule, rate=1e-3, trials=20, duration=5),
        "predict": lambda: flr.predict_speed(network(), task(), rule),
    }
    with pytest.raises(flr.ParameterError, match="'broken' raised ZeroDivisionError: of all") as caught:
        calls[verb]()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert caught.value.__cause__.__traceback__.tb_frame.f_code.co_name == "enter"
    assert learn("hebbian").status  # and the session goes on


@pytest.mark.parametrize(
    ("returned", "error", "words"),
    [
        (lambda x: np.zeros((2, 2)), flr.ShapeError, r"shape \(2, 2\)"),
        (lambda x: (x, x[0]), flr.ShapeError, "pair"),
        (lambda x: None, flr.ParameterError, "real numbers"),
        (lambda x: (x * 1j, x), flr.ParameterError, "real numbers"),
        (lambda x: (x * np.nan, x), flr.NumericalError, "NaN"),
    ],
)
def test_what_is_no_update_is_refused(returned: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        learn(flr.rules.Custom(lambda x, *_: returned(x)), initial=np.ones(UNITS))


def test_an_exit_from_a_function_is_one() -> None:
    def leaves(*_: object) -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        learn(flr.rules.Custom(leaves))


def test_control_c_stops_it_and_nothing_is_called_after() -> None:
    calls = []

    def slow(x: np.ndarray, *_: object) -> tuple[np.ndarray, np.ndarray]:
        if not calls:
            threading.Timer(0.2, _thread.interrupt_main).start()
        calls.append(time.sleep(0.01))
        return x, x

    with pytest.raises(KeyboardInterrupt):
        learn(flr.rules.Custom(slow), duration=1e6)
    count = len(calls)
    time.sleep(0.1)
    assert len(calls) == count


def test_a_diverged_run_is_a_status_although_the_function_gives_nan() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), transfer="linear", noise=0)
    steep = flr.rules.Custom(lambda x, *_: (1e9 * x**3, x))
    with np.errstate(all="ignore"):
        run = flr.learn(net, task(), steep, rate=5, duration=40, initial=np.full(UNITS, 0.1))
    assert run.map_status[0].startswith("diverged")
    assert np.isfinite(run.couplings).all()


def test_its_provenance_names_the_function_and_no_address() -> None:
    rule = learn(flr.rules.Custom(hebbian)).provenance.spec["rule"]
    assert rule["function"].endswith("test_custom_rule.hebbian")
    assert rule["entry"] == "python"


def test_a_call_that_comes_too_late_finds_no_function() -> None:
    from flrinterop._rules import callback

    made = callback.Callback(hebbian, "mine")
    late = callback._Call(function=made.number)
    made.close()
    assert callback._enter(ctypes.pointer(late)) == 1
    learn(flr.rules.Custom(hebbian))
    assert not callback._open


def test_flags_are_taken_at_their_word() -> None:
    rule = flr.rules.Custom(hebbian, local=True, hebbian=True, stochastic=True)
    assert rule.properties == flr.rules.RuleProperties(
        local=True,
        bounded=False,
        stochastic=True,
        rank_one=False,
        needs_readout=False,
        hebbian=True,
        corrective=False,
    )
    with pytest.raises(flr.ParameterError, match="function"):
        flr.rules.Custom(3)
