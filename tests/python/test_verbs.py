"""The verbs: what they refuse, and what they give for a network that can be computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

import flrinterop as flr

CLOSED_FORM = 1e-9
UNITS = 20


@pytest.fixture(scope="module")
def network() -> flr.Network:
    return flr.Network(flr.couplings.gaussian(UNITS, 0.6, rng=1), gain=0.8)


@pytest.fixture(scope="module")
def task() -> flr.tasks.InputOutputMap:
    return flr.tasks.InputOutputMap.random(UNITS, 4, rng=2)


def closed_form(network: flr.Network, eta: np.ndarray, xi: np.ndarray) -> tuple[float, np.ndarray]:
    """Give ξᵀ(1 − diag(g)J)⁻¹(g∘ξ)(x*·x*)/N² and x* by iteration of the map itself."""
    weights, gain = network.coupling.dense(), network.gain
    x = np.zeros(UNITS)
    for _ in range(4000):
        x = np.tanh(gain * (weights @ x + network.input_strength * eta))
    slopes = gain * (1 - x**2)
    answer = np.linalg.solve(np.eye(UNITS) - slopes[:, None] * weights, slopes * xi)
    return float(xi @ answer * (x @ x) / UNITS**2), x


def test_the_linearised_speed_is_its_closed_form(
    network: flr.Network, task: flr.tasks.InputOutputMap
) -> None:
    told = flr.predict_speed(network, task, "hebbian")
    for place in range(task.maps):
        speed, state = closed_form(network, task.inputs[place], task.targets[place])
        np.testing.assert_allclose(told.speed[place], speed, rtol=CLOSED_FORM)
        np.testing.assert_allclose(
            flr.fixed_point(network, task.inputs[place]).state, state, atol=CLOSED_FORM
        )
    assert told.estimator == "linearised"
    np.testing.assert_allclose(
        np.sum(told.velocity * task.targets, axis=1) / UNITS, told.speed, rtol=CLOSED_FORM
    )


@pytest.mark.parametrize("rule", ["hebbian", "error-driven", "kurikawa-kaneko"])
def test_a_rule_and_its_name_are_the_same(
    network: flr.Network, task: flr.tasks.InputOutputMap, rule: str
) -> None:
    kinds = {kind.name: kind for kind in (flr.rules.Hebbian, flr.rules.ErrorDriven, flr.rules.KurikawaKaneko)}
    by_name = flr.predict_speed(network, task, rule)
    by_object = flr.predict_speed(network, task, kinds[rule]())
    assert np.array_equal(by_name.speed, by_object.speed)
    assert by_name.rule == rule


def test_moments_give_the_susceptibility() -> None:
    covariance = np.array([[2.0, 0.5], [0.5, 1.0]])
    known = flr.Activity.from_moments(np.zeros(2), covariance, noise=0.5)
    np.testing.assert_allclose(flr.respond(known).matrix, covariance / 0.5, rtol=CLOSED_FORM)
    assert all(item.holds in (True, None) for item in flr.respond(known).assumptions)


def test_samples_give_numpys_moments() -> None:
    x = np.random.default_rng(1).normal(size=(3, 50, 4))
    activity = flr.Activity.from_samples(x, step=0.1)
    flat = x.reshape(-1, 4)
    np.testing.assert_allclose(activity.mean, flat.mean(axis=0), atol=CLOSED_FORM)
    np.testing.assert_allclose(activity.covariance, np.cov(flat.T), atol=CLOSED_FORM)
    assert activity.count == 150
    assert activity.step == 0.1


def test_stability_brings_the_input_along(network: flr.Network, task: flr.tasks.InputOutputMap) -> None:
    point = flr.fixed_point(network, task.inputs[0])
    found = flr.stability(network, point)
    again = flr.stability(network, point.state, task.inputs[0])
    assert np.array_equal(found.eigenvalues, again.eigenvalues)
    slopes = 0.8 * (1 - point.state**2)
    expected = np.linalg.eigvals(slopes[:, None] * network.coupling.dense() - np.eye(UNITS))
    np.testing.assert_allclose(np.sort(found.eigenvalues.real), np.sort(expected.real), atol=CLOSED_FORM)
    assert found.stable == bool(np.all(expected.real < 0))


def test_progress_is_told(network: flr.Network) -> None:
    told: list[float] = []
    flr.simulate(network, trials=64, duration=400, rng=1, progress=told.append)
    assert all(0 <= fraction <= 1 for fraction in told)
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda n, t: flr.simulate(n, trials=0), flr.ParameterError, "trials"),
        (lambda n, t: flr.simulate(n, trials="many"), flr.ParameterError, "trials"),
        (lambda n, t: flr.simulate(n, duration=-1), flr.ParameterError, "duration"),
        (lambda n, t: flr.simulate(n, duration="1"), flr.ParameterError, "duration"),
        (lambda n, t: flr.simulate(n, trials=True), flr.ParameterError, "trials"),
        (lambda n, t: flr.simulate(n, state="asleep"), flr.UnknownNameError, "spontaneous, evoked"),
        (lambda n, t: flr.simulate(n, state="evoked"), flr.ParameterError, "task"),
        (lambda n, t: flr.simulate(n, record=["means"]), flr.UnknownNameError, "mean"),
        (lambda n, t: flr.simulate(n, integrator="heun"), flr.UnknownNameError, "euler-maruyama"),
        (lambda n, t: flr.simulate(n, dtype="int8"), flr.UnknownNameError, "float64"),
        (lambda n, t: flr.simulate(n, initial=np.zeros(3)), flr.ShapeError, "initial"),
        (lambda n, t: flr.simulate(n, rng="x"), flr.ParameterError, "rng"),
        (lambda n, t: flr.simulate(t), flr.ParameterError, "Network"),
        (lambda n, t: flr.predict_speed(n, t, "hebian"), flr.UnknownNameError, "hebbian"),
        (lambda n, t: flr.predict_speed(n, t, 3), flr.ParameterError, "rule"),
        (lambda n, t: flr.predict_speed(t, t), flr.ParameterError, "Activity or a Network"),
        (lambda n, t: flr.predict_speed(n, t, relation="flr3"), flr.UnknownNameError, "flr1"),
        (
            lambda n, t: flr.predict_speed(n, flr.tasks.InputOutputMap.random(3, 1, rng=1)),
            flr.ShapeError,
            "units",
        ),
        (lambda n, t: flr.Network(n.coupling, gain=-1), flr.ParameterError, "gain"),
        (lambda n, t: flr.Network(n.coupling, noise=-1e-3), flr.ParameterError, "noise"),
        (lambda n, t: flr.Network(n.coupling, noise=np.nan), flr.ParameterError, "noise"),
        (lambda n, t: flr.Network(n.coupling, transfer="tan"), flr.UnknownNameError, "tanh"),
        (lambda n, t: flr.Network(n.coupling, mask=np.ones(3)), flr.ShapeError, "mask"),
        (lambda n, t: flr.Network(n.coupling, dale=np.full(UNITS, 2.0)), flr.ParameterError, "dale"),
        (lambda n, t: flr.fixed_point(n, np.zeros(3)), flr.ShapeError, "input"),
        (lambda n, t: flr.tasks.InputOutputMap(np.ones((2, 3)), np.ones((2, 4))), flr.ShapeError, "targets"),
        (lambda n, t: flr.Activity.from_moments(np.zeros(2), np.eye(3)), flr.ShapeError, "covariance"),
        (lambda n, t: flr.fit(n), flr.ParameterError, "load_session"),
    ],
)
def test_bad_input_is_refused(network, task, ask, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ask(network, task)


def test_errors_are_pythons_own_too() -> None:
    for kind, own in (
        (flr.ShapeError, ValueError),
        (flr.ParameterError, ValueError),
        (flr.FormatError, ValueError),
        (flr.UnknownNameError, KeyError),
        (flr.RuntimeNotFoundError, OSError),
        (flr.NumericalError, ArithmeticError),
    ):
        assert issubclass(kind, flr.FlrError)
        assert issubclass(kind, own)
