"""The theory against references of other makes: NumPy's solver, SciPy's Lyapunov equation, a simulation."""

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov, solve_discrete_lyapunov
from scipy.optimize import root

import flrinterop as flr

CLOSED_FORM = 1e-9
STANDARD_ERRORS = 5


@pytest.mark.parametrize("rule", ["hebbian", "error-driven", "kurikawa-kaneko"])
@pytest.mark.parametrize("seed", range(3))
def test_linearised_speeds_equal_their_closed_form(rule: str, seed: int) -> None:
    units, gain, strength = 60, 0.7, 0.4
    coupling = flr.couplings.gaussian(units, strength=0.8, symmetry=0.3, rng=seed)
    coupling = coupling + flr.couplings.pre_embedded(units=units, maps=2, scale=0.3, rng=seed)
    net = flr.Network(coupling, gain=gain, input_strength=strength)
    task = flr.tasks.InputOutputMap.random(units=units, maps=4, rng=seed + 10)
    told = flr.predict_speed(net, task, rule)
    weights = coupling.dense()
    assert told.null_speed is not None
    for eta, xi, speed, null in zip(task.inputs, task.targets, told.speed, told.null_speed, strict=True):
        solution = root(
            lambda x, eta=eta: np.tanh(gain * (weights @ x + strength * eta)) - x, np.zeros(units), tol=1e-13
        )
        x = solution.x
        u = weights @ x
        g = gain * (1 - np.tanh(gain * (u + strength * eta)) ** 2)
        drive = {
            "hebbian": xi * (x @ x),
            "error-driven": (xi - x) * (x @ x),
            "kurikawa-kaneko": (xi - x) * (x @ x - u * u),
        }[rule] / units
        expected = xi @ np.linalg.solve(np.eye(units) - g[:, None] * weights, g * drive) / units
        assert speed == pytest.approx(expected, abs=CLOSED_FORM)
        assert null == pytest.approx(xi @ (g * drive) / units, abs=CLOSED_FORM)


def test_speeds_from_moments_equal_their_closed_form() -> None:
    random = np.random.default_rng(1)
    units, noise = 20, 0.02
    factor = random.standard_normal((units, units)) / units
    covariance = factor @ factor.T
    evoked = 0.3 * random.standard_normal((5, units))
    task = flr.tasks.InputOutputMap.random(units=units, maps=5, rng=2)
    rest = flr.Activity.from_moments(np.zeros(units), covariance, noise=noise)
    told = flr.predict_speed(rest, task, "hebbian", evoked=evoked)
    squares = np.sum(evoked**2, axis=1)
    assert told.null_speed is not None
    np.testing.assert_allclose(told.null_speed, squares / units, atol=CLOSED_FORM)
    along = np.einsum("mi,ij,mj->m", task.targets, covariance, task.targets)
    np.testing.assert_allclose(told.speed, along / noise * squares / units**2, atol=CLOSED_FORM)
    flr2 = flr.predict_speed(rest, task, "hebbian", relation="flr2", evoked=evoked)
    np.testing.assert_allclose(flr2.speed, along / units / noise * squares / units, atol=CLOSED_FORM)
    relative = flr.predict_speed(
        flr.Activity.from_moments(np.zeros(units), covariance), task, "hebbian", evoked=evoked
    )
    np.testing.assert_allclose(relative.speed, told.speed * noise, atol=CLOSED_FORM)
    assert any(one.holds is False and "relative" in one.value for one in relative.assumptions)


def test_a_linear_network_has_the_covariance_of_its_lyapunov_equation() -> None:
    units, noise, step = 12, 1e-3, 0.05
    coupling = flr.couplings.gaussian(units, strength=0.6, symmetry=0.2, rng=3)
    net = flr.Network(coupling, noise=noise, transfer="linear")
    rest = flr.simulate(net, trials=256, duration=400, step=step, rng=4)
    jacobian = coupling.dense() - np.eye(units)
    # Euler's own stationary covariance, which differs from the continuous one by O(step)
    one_step = np.eye(units) + step * jacobian
    discrete = solve_discrete_lyapunov(one_step, 2 * noise * step * np.eye(units))
    continuous = solve_continuous_lyapunov(jacobian, -2 * noise * np.eye(units))
    assert np.abs(discrete - continuous).max() < 2 * step * continuous.max()
    # independent samples: the trials' time over twice the slowest relaxation time
    slowest = 1 / -np.linalg.eigvals(jacobian).real.max()
    count = 256 * 400 / (2 * slowest)
    variances = np.diag(discrete)
    error = np.sqrt((np.outer(variances, variances) + discrete**2) / count)
    assert np.abs((rest.covariance - discrete) / error).max() < STANDARD_ERRORS
    assert np.abs(rest.mean / np.sqrt(variances / count * 2)).max() < STANDARD_ERRORS


def test_the_standard_error_of_the_equal_time_estimate_is_that_of_repeated_runs() -> None:
    net = flr.Network(flr.couplings.gaussian(20, symmetry=1.0, rng=1), gain=0.35, noise=1e-3)
    found = [flr.respond(flr.simulate(net, trials=8, duration=100, rng=seed)) for seed in range(40)]
    spread = np.std([one.matrix for one in found], axis=0, ddof=1)
    told = np.mean([one.standard_error for one in found], axis=0)
    assert np.median(told / spread) == pytest.approx(1, abs=0.15)


def test_predictions_from_activity_go_with_measured_speeds() -> None:
    known = flr.couplings.pre_embedded(units=100, maps=5, scale=0.5, rng=11)
    background = flr.couplings.gaussian(units=100, strength=0.7, symmetry=1.0, rng=12)
    net = flr.Network(known + background, gain=0.5, noise=1e-3, input_strength=0.2)
    rest = flr.simulate(net, trials=64, duration=500, rng=13)
    task = flr.tasks.InputOutputMap.at_angles(rest, maps=40, rng=14)
    seen = flr.measure_speed(net, task, trials=32, rng=15)
    model = flr.compare(flr.predict_speed(net, task), seen)
    assert model.r2 >= 0.97
    assert 0.9 <= model.slope <= 1.1
    assert model.predictor_range >= 2.5
    assert flr.compare(flr.predict_speed(rest, task), seen).r2 >= 0.9


def test_units_renamed_give_the_same_speeds() -> None:
    random = np.random.default_rng(5)
    weights = 0.5 * random.standard_normal((30, 30)) / np.sqrt(30)
    task = flr.tasks.InputOutputMap.random(units=30, maps=3, rng=6)
    order = random.permutation(30)
    renamed = flr.tasks.InputOutputMap(task.inputs[:, order], task.targets[:, order])
    first = flr.predict_speed(flr.Network(flr.couplings.from_array(weights)), task)
    second = flr.predict_speed(flr.Network(flr.couplings.from_array(weights[np.ix_(order, order)])), renamed)
    np.testing.assert_allclose(first.speed, second.speed, atol=CLOSED_FORM)
