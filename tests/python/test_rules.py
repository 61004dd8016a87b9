"""Every learning rule: its parameters cross, it follows a plain loop, its speed is the formula's."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from plain_rules import ALL, DETERMINISTIC, GAIN, NOISE, STRENGTH, cases, feedback, plain, rest

import flrinterop as flr

STEP_FOR_STEP = 1e-9
SAME_FORMULA = 1e-9
UNITS, MAPS, STEP, STEPS = 20, 2, 0.1, 60
LOCAL_CORRECTIVE = {"local", "rank_one", "corrective"}
DECLARED = {
    "hebbian": {"local", "rank_one", "hebbian"},
    "error-driven": LOCAL_CORRECTIVE,
    "kurikawa-kaneko": {"local", "bounded", "corrective"},
    "oja": {"local", "bounded"},
    "oja unsupervised": {"local"},
    "oja full decay": {"local", "bounded"},
    "covariance": {"local", "rank_one"},
    "covariance given": {"local", "rank_one"},
    "covariance task mean": {"local", "rank_one"},
    "covariance sliding": {"local", "rank_one"},
    "force": {"rank_one"},
    "force readout": {"rank_one", "needs_readout"},
    "force readouts": {"rank_one", "needs_readout"},
    "gradient": {"rank_one", "corrective"},
    "gradient through time": {"corrective"},
    "readout error": {"rank_one", "needs_readout", "corrective"},
    "node perturbation": LOCAL_CORRECTIVE | {"stochastic"},
}


def network(noise: float = 0.0, **more: object) -> flr.Network:
    coupling = flr.couplings.gaussian(UNITS, strength=0.8, symmetry=0.2, rng=1)
    return flr.Network(coupling, gain=GAIN, noise=noise, input_strength=STRENGTH, **more)


def task() -> flr.tasks.InputOutputMap:
    return flr.tasks.InputOutputMap.random(UNITS, MAPS, rng=2)


@pytest.mark.parametrize("name", DETERMINISTIC)
def test_without_noise_learning_is_explicit_euler(name: str) -> None:
    net, pairs, rate = network(), task(), 0.1 if name.startswith("force") else 0.4
    start = 0.2 * np.random.default_rng(3).normal(size=UNITS)
    run = flr.learn(
        net,
        pairs,
        cases(UNITS)[name],
        rate=rate,
        duration=STEPS * STEP,
        step=STEP,
        every=1,
        initial=start,
        rng=3,
    )
    for place, (eta, xi) in enumerate(zip(pairs.inputs, pairs.targets, strict=True)):
        weights, x = np.array(net.coupling.dense()), start
        rule = plain(name, pairs, place, weights, rate=rate, step=STEP)
        overlap, error = [xi @ x / UNITS], [np.mean((xi - x) ** 2)]
        for _ in range(STEPS):
            change = rule.change(x, weights)
            x = x + STEP * (np.tanh(GAIN * (weights @ x + STRENGTH * eta)) - x)
            weights = weights + change
            overlap.append(xi @ x / UNITS)
            error.append(np.mean((xi - x) ** 2))
        np.testing.assert_allclose(run.overlap[place], overlap, rtol=0, atol=STEP_FOR_STEP)
        np.testing.assert_allclose(run.error[place], error, rtol=0, atol=STEP_FOR_STEP)
        np.testing.assert_allclose(run.couplings[place], weights, rtol=0, atol=STEP_FOR_STEP)
        assert np.abs(weights - net.coupling.dense()).max() > 1e-3


@pytest.mark.parametrize("name", ALL)
def test_the_linearised_speed_is_the_formula(name: str) -> None:
    net, pairs, rule = network(NOISE), task(), cases(UNITS)[name]
    told = flr.predict_speed(net, pairs, rule)
    weights = np.array(net.coupling.dense())
    for place, (eta, xi) in enumerate(zip(pairs.inputs, pairs.targets, strict=True)):
        x = rest(weights, eta)
        g = GAIN * (1 - x**2)
        drive = plain(name, pairs, place, weights).drive(x, weights)
        velocity = np.linalg.solve(np.eye(UNITS) - g[:, None] * weights, g * drive)
        scale = max(np.abs(velocity).max(), 1e-300)
        assert np.abs(told.velocity[place] - velocity).max() < SAME_FORMULA * scale
        assert abs(told.speed[place] - xi @ velocity / UNITS) < SAME_FORMULA * scale
    assert told.rule == rule.description


@pytest.mark.parametrize("name", ["hebbian", "error-driven"])
def test_from_an_activity_the_noise_term_is_in(name: str) -> None:
    factor = np.random.default_rng(4).normal(size=(UNITS, 2 * UNITS))
    covariance, pairs = NOISE * factor @ factor.T / UNITS, task()
    mean = 0.3 * np.random.default_rng(5).normal(size=(MAPS, UNITS))
    source = flr.Activity.from_moments(np.zeros(UNITS), covariance, noise=NOISE)
    told = flr.predict_speed(source, pairs, name, evoked=mean)
    for speed, x, xi in zip(told.speed, mean, pairs.targets, strict=True):
        drive = xi * (x @ x) / UNITS
        if name == "error-driven":
            drive = ((xi - x) * (x @ x) - covariance @ x) / UNITS
        assert abs(speed - xi @ covariance @ drive / NOISE / UNITS) < SAME_FORMULA * abs(speed)


@pytest.mark.parametrize("masked", ["nowhere", "network", "coupling", "both"])
@pytest.mark.parametrize("name", ALL)
def test_masks_and_signs_hold_after_every_update(name: str, masked: str) -> None:
    draw = np.random.default_rng(6)
    weights = np.abs(draw.normal(scale=0.8 / np.sqrt(UNITS), size=(UNITS, UNITS)))
    dale = np.where(draw.random(UNITS) < 0.3, -1.0, 1.0)
    mask = np.ones((UNITS, UNITS), np.uint8)
    if masked != "nowhere":
        mask[draw.random((UNITS, UNITS)) < 0.4] = 0
    coupling, own = flr.couplings.from_array(weights * dale * mask), mask
    if masked in ("coupling", "both"):
        own = mask * (draw.random((UNITS, UNITS)) < 0.5)
        coupling = flr.couplings.masked(coupling, own)
    net = flr.Network(
        coupling,
        gain=GAIN,
        noise=NOISE,
        input_strength=STRENGTH,
        mask=None if masked == "coupling" else mask,
        dale=dale,
    )
    for steps in (1, 2, 3, 5, 9, 17, 60):
        run = flr.learn(net, task(), cases(UNITS)[name], rate=3, duration=steps * STEP, step=STEP, rng=3)
        assert np.isfinite(run.couplings).all()
        assert (run.couplings[:, own == 0] == 0).all()
        assert (run.couplings * dale >= 0).all()


@pytest.mark.parametrize("name", ALL)
def test_a_rule_is_what_it_declares(name: str) -> None:
    properties = cases(UNITS)[name].properties
    given = {flag for flag in flr.rules.RuleProperties.__dataclass_fields__ if getattr(properties, flag)}
    assert given == DECLARED[name]


@pytest.mark.parametrize("name", ALL)
def test_a_rule_can_be_pickled(name: str) -> None:
    rule = cases(UNITS)[name]
    assert pickle.loads(pickle.dumps(rule)).description == rule.description


def test_names_classes_and_objects_are_one_rule() -> None:
    net, pairs = network(), task()
    for kind in (flr.rules.Oja, flr.rules.Force, flr.rules.Gradient, flr.rules.Covariance):
        speeds = [flr.predict_speed(net, pairs, rule).speed for rule in (kind, kind(), kind.name)]
        np.testing.assert_array_equal(speeds[0], speeds[1])
        np.testing.assert_array_equal(speeds[0], speeds[2])


def test_parameters_are_in_the_result_and_its_provenance() -> None:
    told = flr.predict_speed(network(NOISE), task(), flr.rules.NodePerturbation(trace_time=3))
    assert told.rule == "node-perturbation (trace time 3)"
    force = flr.rules.Force(level=0.7)
    run = flr.learn(network(), task(), force, rate=0.1, duration=1)
    seen = flr.measure_speed(network(), task(), force, rate=1e-6, duration=1, trials=1)
    assert run.rule == seen.rule == "force (level 0.7)"
    assert told.provenance.spec["rule"] == {
        "kind": "rule",
        "name": "node-perturbation",
        "trace_time": 3.0,
        "baseline_time": 10.0,
    }


@pytest.mark.parametrize("together", [False, True])
def test_force_by_one_readout_a_unit_is_recurrent_force(together: bool) -> None:
    net, pairs, same = network(NOISE), task(), 1e-12
    told = [flr.rules.Force(), flr.rules.Force(feedback=np.eye(UNITS))]
    runs = [flr.learn(net, pairs, rule, rate=0.1, duration=6, rng=3, together=together) for rule in told]
    np.testing.assert_allclose(runs[0].couplings, runs[1].couplings, rtol=0, atol=same)
    slow = {"rate": 1e-3, "duration": 6, "trials": 3, "rng": 3}
    seen = [flr.measure_speed(net, pairs, rule, **slow).speed for rule in told]
    np.testing.assert_allclose(seen[0], seen[1], rtol=0, atol=same * np.abs(seen[0]).max() / slow["rate"])


def test_force_by_readouts_changes_what_they_reach_alone() -> None:
    """From a low-rank start, all maps in one coupling: ΔJ is in the span of the feedback, P is shared."""
    draw = np.random.default_rng(7)
    left, right = draw.normal(scale=0.3, size=(2, UNITS, 2))
    net = flr.Network(flr.couplings.low_rank(left, right), gain=GAIN, noise=NOISE, input_strength=STRENGTH)
    q = feedback(UNITS)
    run = flr.learn(net, task(), flr.rules.Force(feedback=q), rate=0.1, duration=6, rng=3, together=True)
    change = run.couplings - net.coupling.dense()
    beside = change - q.T @ np.linalg.solve(q @ q.T, q @ change)
    assert np.abs(beside).max() < STEP_FOR_STEP
    assert np.linalg.matrix_rank(change, tol=STEP_FOR_STEP) == 2


def test_force_with_feedback_is_a_value() -> None:
    q = feedback(UNITS)
    rule, same = flr.rules.Force(feedback=q), flr.rules.Force(feedback=q.tolist())
    assert rule == same
    assert hash(rule) == hash(same)
    assert rule != flr.rules.Force()
    assert flr.rules.Force() == flr.rules.Force(level=0.8)
    assert rule.description == "force (feedback of 2 readouts)"
    assert not np.shares_memory(rule.feedback, q)
    with pytest.raises(ValueError, match="read-only"):
        rule.feedback[0, 0] = 1.0
    assert pickle.loads(pickle.dumps(rule)) == rule


def test_force_by_readouts_interferes_as_predicted() -> None:
    slow = 1e-4
    net, pairs, rule = network(), task(), flr.rules.Force(feedback=feedback(UNITS))
    told = flr.predict_interference(net, pairs, rule).matrix
    seen = flr.measure_interference(net, pairs, rule, rate=1e-8, duration=80, trials=1).matrix
    np.testing.assert_allclose(seen, told, rtol=0, atol=slow * np.abs(told).max())


@pytest.mark.parametrize(
    ("rule", "error", "words"),
    [
        (flr.rules.Force(interval=0), flr.ParameterError, "interval"),
        (
            flr.rules.Force(feedback=[[1.0] * UNITS, [2.0] * UNITS]),
            flr.ParameterError,
            "independent",
        ),
        (flr.rules.Force(feedback=[[0.0] * UNITS]), flr.ParameterError, "is 0 everywhere"),
        (flr.rules.Force(feedback=[[np.nan] * UNITS]), flr.ParameterError, "feedback holds NaN"),
        (flr.rules.Force(feedback=np.ones((0, UNITS))), flr.ParameterError, "vectors is 0"),
        (flr.rules.Force(feedback=np.ones(UNITS)), flr.ShapeError, r"feedback .* \(readouts, units\)"),
        (flr.rules.Force(feedback=[[1.0, 2.0]]), flr.ShapeError, "feedback"),
        (flr.rules.Gradient(window=-1), flr.ParameterError, "window"),
        (flr.rules.NodePerturbation(baseline_time=np.nan), flr.ParameterError, "baseline_time"),
        (flr.rules.Covariance("task-means"), flr.UnknownNameError, "did you mean 'task-mean'"),
        (flr.rules.Covariance([0.0, 1.0]), flr.ShapeError, "threshold"),
        (flr.rules.ReadoutError, flr.ParameterError, "the class ReadoutError"),
        ("hebian", flr.UnknownNameError, "hebbian"),
        (3, flr.ParameterError, "expected a rule"),
        (lambda x: x, flr.ParameterError, "Custom"),
    ],
)
def test_what_is_no_rule_is_refused(rule: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        flr.predict_speed(network(NOISE), task(), rule)
