"""The whole course of learning, against a plain loop."""

import numpy as np
import pytest

import flrinterop as flr

STEP_FOR_STEP = 1e-9
UNITS, GAIN, STRENGTH, STEP, RATE, STEPS = 15, 0.8, 0.5, 0.1, 0.2, 200


def rules(name: str, xi: np.ndarray, x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    u = weights @ x
    row = {"hebbian": xi, "oja": xi}.get(name, xi - x)[:, None]
    decay = {"oja": xi[:, None], "kurikawa-kaneko": u[:, None]}.get(name, 0.0) * weights
    return row * (x - decay) / len(x)


@pytest.mark.parametrize("rule", ["hebbian", "error-driven", "kurikawa-kaneko", "oja"])
def test_without_noise_learning_is_explicit_euler(rule: str) -> None:
    net = flr.Network(
        flr.couplings.gaussian(UNITS, strength=0.8, rng=1), gain=GAIN, noise=0, input_strength=STRENGTH
    )
    task = flr.tasks.InputOutputMap.random(UNITS, 2, rng=2)
    run = flr.learn(net, task, rule, rate=RATE, duration=STEPS * STEP, step=STEP, every=1, rng=3)
    for place, (eta, xi) in enumerate(zip(task.inputs, task.targets, strict=True)):
        weights, x = np.array(net.coupling.dense()), np.zeros(UNITS)
        overlap = [xi @ x / UNITS]
        for _ in range(STEPS):
            change = rules(rule, xi, x, weights)
            x = x + STEP * (np.tanh(GAIN * (weights @ x + STRENGTH * eta)) - x)
            weights = weights + RATE * STEP * change
            overlap.append(xi @ x / UNITS)
        np.testing.assert_allclose(
            run.overlap[place], np.interp(run.times, STEP * np.arange(STEPS + 1), overlap), atol=STEP_FOR_STEP
        )
        np.testing.assert_allclose(run.couplings[place], weights, atol=STEP_FOR_STEP)


def test_a_map_that_is_not_learned_says_so() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), gain=0.5)
    run = flr.learn(net, flr.tasks.InputOutputMap.random(UNITS, 2, rng=2), rate=1e-6, duration=5, rng=1)
    assert run.map_status == ("threshold not reached",) * 2
    assert np.isnan(run.time_to_threshold).all()
    assert run.to_pandas().shape == (run.times.size * 2, 4)


def test_learning_together_makes_one_coupling() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), gain=0.5)
    task = flr.tasks.InputOutputMap.random(UNITS, 2, rng=2)
    run = flr.learn(net, task, rate=0.1, duration=5, together=True, rng=1)
    assert run.couplings.shape == (UNITS, UNITS)
    assert run.overlap.shape == (2, run.times.size)


@pytest.mark.parametrize("rule", [flr.rules.Oja(), flr.rules.Covariance, "gradient", flr.rules.Force()])
def test_rules_measure_what_they_predict(rule: object) -> None:
    net = flr.Network(flr.couplings.gaussian(40, strength=0.7, rng=1), gain=0.8, noise=0, input_strength=0.5)
    task = flr.tasks.InputOutputMap.random(40, 3, rng=2)
    told, seen = flr.predict_speed(net, task, rule), flr.measure_speed(net, task, rule, trials=1, rng=1)
    np.testing.assert_allclose(seen.speed, told.speed, rtol=0.01)
