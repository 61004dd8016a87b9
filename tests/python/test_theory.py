"""Times, interference, order, directions, diagnostics and the landscape against plain NumPy and SciPy."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp
from scipy.linalg import solve_continuous_lyapunov

import flrinterop as flr

FLOW = 3e-3
CLOSED_FORM = 1e-9
QUADRATURE = 1e-6
UNITS, GAIN, STRENGTH, THRESHOLD = 25, 0.8, 0.6, 0.7


@pytest.fixture(scope="module")
def network() -> flr.Network:
    coupling = flr.couplings.gaussian(UNITS, strength=0.6, symmetry=0.4, rng=14)
    return flr.Network(coupling, gain=GAIN, noise=1e-3, input_strength=STRENGTH)


@pytest.fixture(scope="module")
def task() -> flr.tasks.InputOutputMap:
    return flr.tasks.InputOutputMap.random(UNITS, 4, rng=15)


def settled(weights: np.ndarray, eta: np.ndarray, x: np.ndarray) -> np.ndarray:
    for _ in range(50):
        value = np.tanh(GAIN * (weights @ x + STRENGTH * eta))
        slopes = GAIN * (1 - value**2)
        step = np.linalg.solve(np.eye(UNITS) - slopes[:, None] * weights, value - x)
        x = x + step
        if np.abs(step).max() < 1e-12:
            break
    return x


def flow_time(weights: np.ndarray, eta: np.ndarray, xi: np.ndarray, rule: str) -> float:
    """Integrate dJ/ds = G(x*(J)) until the overlap of the fixed point reaches the threshold."""
    last = [settled(weights, eta, np.zeros(UNITS))]

    def state(flat: np.ndarray) -> np.ndarray:
        last[0] = settled(flat.reshape(UNITS, UNITS), eta, last[0])
        return last[0]

    def change(_: float, flat: np.ndarray) -> np.ndarray:
        x, here = state(flat), flat.reshape(UNITS, UNITS)
        row = xi if rule == "hebbian" else xi - x
        u = here @ x
        taken = x - u[:, None] * here if rule == "kurikawa-kaneko" else x
        return (row[:, None] * taken / UNITS).ravel()

    def reached(_: float, flat: np.ndarray) -> float:
        return float(xi @ state(flat) / UNITS - THRESHOLD)

    reached.terminal = True  # type: ignore[attr-defined]
    found = solve_ivp(change, (0, 500), weights.ravel(), events=reached, rtol=1e-8, atol=1e-10)
    return float(found.t_events[0][0])


@pytest.mark.parametrize("rule", ["hebbian", "error-driven", "kurikawa-kaneko"])
def test_the_adiabatic_time_is_that_of_scipys_integrator(network, task, rule: str) -> None:
    told = flr.predict_learning_time(network, task, rule, threshold=THRESHOLD)
    assert told.method == "adiabatic"
    assert told.map_status == ("completed",) * 4
    weights = np.array(network.coupling.dense())
    for eta, xi, time in zip(task.inputs, task.targets, told.time, strict=True):
        assert time == pytest.approx(flow_time(weights, eta, xi, rule), rel=FLOW)


@pytest.mark.parametrize("rule", ["hebbian", "error-driven"])
def test_the_formulas_time_is_scipys_quadrature(network, task, rule: str) -> None:
    rest = flr.simulate(network, trials=4, duration=50, rng=1)
    means = np.array([flr.fixed_point(network, eta).state for eta in task.inputs])
    for source, evoked in ((network, None), (rest, means)):
        speeds = flr.predict_speed(source, task, rule, evoked=evoked).speed
        told = flr.predict_learning_time(source, task, rule, threshold=0.7, method="formula", evoked=evoked)
        for x, xi, speed, time in zip(means, task.targets, speeds, told.time, strict=True):
            q, start = x @ x / UNITS, xi @ x / UNITS

            def course(m: float, q: float = q) -> float:
                shape = (1 - m * m) * (q + m * m * (1 - q))
                return shape * (1 - m) if rule == "error-driven" else shape

            expected = course(start) / speed * quad(lambda m, f=course: 1 / f(m), start, 0.7)[0]
            assert time == pytest.approx(expected, rel=QUADRATURE)
    assert flr.predict_learning_time(rest, task, rule).method == "formula"


def test_a_threshold_that_cannot_be_reached_is_a_status(network, task) -> None:
    told = flr.predict_learning_time(network, task, "error-driven", threshold=1.1)
    assert np.isnan(told.time).all()
    assert told.map_status == ("threshold not reached",) * 4
    assert "threshold not reached" in told.status
    assert list(told.to_pandas().columns) == ["map", "time", "status"]


def test_interference_is_its_closed_form(network, task) -> None:
    told = flr.predict_interference(network, task)
    weights = network.coupling.dense()
    states = np.array([flr.fixed_point(network, eta).state for eta in task.inputs])
    for a, b in itertools.product(range(4), repeat=2):
        slopes = GAIN * (1 - states[b] ** 2)
        drive = slopes * task.targets[a] * (states[a] @ states[b]) / UNITS
        shift = np.linalg.solve(np.eye(UNITS) - slopes[:, None] * weights, drive)
        assert told.matrix[a, b] == pytest.approx(task.targets[b] @ shift / UNITS, abs=CLOSED_FORM)
    own = flr.predict_speed(network, task).speed
    np.testing.assert_allclose(np.diagonal(told.matrix), own, atol=CLOSED_FORM)


def test_interference_from_moments_is_its_closed_form(task) -> None:
    random = np.random.default_rng(3)
    factor = random.standard_normal((UNITS, UNITS)) / UNITS
    covariance, noise = factor @ factor.T, 0.02
    means = 0.3 * random.standard_normal((4, UNITS))
    rest = flr.Activity.from_moments(np.zeros(UNITS), covariance, noise=noise)
    told = flr.predict_interference(rest, task, evoked=means)
    along = task.targets @ covariance @ task.targets.T / UNITS / noise
    np.testing.assert_allclose(told.matrix, along * (means @ means.T) / UNITS, atol=CLOSED_FORM)


def test_measured_interference_agrees_and_compare_takes_what_is_off_the_diagonal(network, task) -> None:
    quiet = flr.Network(network.coupling, gain=GAIN, noise=0, input_strength=STRENGTH)
    told = flr.predict_interference(quiet, task, "error-driven")
    seen = flr.measure_interference(quiet, task, "error-driven", trials=1, rng=1)
    np.testing.assert_allclose(seen.matrix, told.matrix, rtol=0.02, atol=1e-4)
    found = flr.compare(told, seen)
    assert found.predicted.shape == (12,)
    assert found.r2 > 0.999
    beside = told.matrix[~np.eye(4, dtype=bool)]
    np.testing.assert_array_equal(found.predicted, beside)
    assert list(told.to_pandas().columns) == ["learned", "moved", "speed"]


def test_the_best_order_of_a_few_maps_is_the_best_of_all(network, task) -> None:
    short = flr.tasks.InputOutputMap(task.inputs[:3], task.targets[:3])
    found = flr.order_of_learning(network, short, "error-driven", threshold=0.6, random_orders=5, rng=4)
    orders = itertools.permutations(range(3))
    totals = [flr.times_in_order(network, short, "error-driven", o, threshold=0.6).total_time for o in orders]
    assert found.total_time == pytest.approx(min(totals), rel=CLOSED_FORM)
    assert found.total_time == pytest.approx(found.time.sum(), rel=CLOSED_FORM)
    assert found.random_orders is not None
    assert found.random_times is not None
    for order, total in zip(found.random_orders, found.random_times, strict=True):
        assert sorted(order) == [0, 1, 2]
        assert total in totals
    assert list(found.to_pandas()["map"]) == list(found.order)
    with pytest.raises(flr.ParameterError, match="each map"):
        flr.times_in_order(network, short, "hebbian", [0, 0, 1])


def test_best_directions_of_moments_are_numpys_eigenvectors() -> None:
    random = np.random.default_rng(5)
    factor = random.standard_normal((UNITS, UNITS))
    covariance, noise = factor @ factor.T, 0.5
    rest = flr.Activity.from_moments(np.zeros(UNITS), covariance, noise=noise)
    values, vectors = np.linalg.eigh(covariance)
    found = flr.best_directions(rest, 4)
    np.testing.assert_allclose(found.predicted_speed, values[::-1][:4] / noise, rtol=CLOSED_FORM)
    overlaps = np.abs(np.sum(found.vectors * vectors.T[::-1][:4], axis=1))
    np.testing.assert_allclose(overlaps, 1, atol=CLOSED_FORM)

    known = vectors.T[::-1][:2]
    rest_of_it = flr.best_directions(rest, 2, orthogonal_to=known)
    np.testing.assert_allclose(rest_of_it.predicted_speed, values[::-1][2:4] / noise, rtol=CLOSED_FORM)
    np.testing.assert_allclose(known @ rest_of_it.vectors.T, 0, atol=CLOSED_FORM)

    manifold = random.standard_normal((3, UNITS))
    basis = np.linalg.qr(manifold.T)[0]
    inside = flr.best_directions(rest, 5, within=manifold)
    own = np.linalg.eigvalsh(basis.T @ covariance @ basis)[::-1]
    np.testing.assert_allclose(inside.predicted_speed, own / noise, rtol=CLOSED_FORM)
    assert inside.status.startswith("3 of 5 directions")
    with pytest.raises(flr.ShapeError, match="readout"):
        flr.best_directions(rest, 2, readout=np.ones((1, 3)))


def test_novel_directions_have_the_angle_asked_for() -> None:
    covariance = np.diag(np.arange(1.0, UNITS + 1))
    rest = flr.Activity.from_moments(np.zeros(UNITS), covariance, noise=1.0)
    start = np.zeros(UNITS)
    start[-1] = 2.0
    found = flr.best_directions(rest, 2, novelty=60, novelty_from=start)
    np.testing.assert_allclose(np.abs(found.vectors[:, -1]), 0.5, atol=1e-6)
    with pytest.raises(flr.ParameterError, match="novelty"):
        flr.best_directions(rest, 2, novelty=120, novelty_from=start)


def test_best_pairs_of_a_network_are_numpys_axes(network) -> None:
    driven = np.linalg.inv(np.eye(UNITS) - GAIN * network.coupling.dense()) * GAIN
    found = flr.best_pairs(network, 3)
    targets = np.linalg.eigvalsh((driven + driven.T) / 2)[::-1][:3]
    inputs = np.linalg.svd(driven)[1][:3] ** 2 * STRENGTH**2
    np.testing.assert_allclose(found.predicted_speed, targets * inputs, rtol=CLOSED_FORM)
    assert found.inputs.shape == found.targets.shape == (3, UNITS)
    assert found.to_pandas().shape == (3, 2 + 2 * UNITS)


def test_diagnostics_are_numpys_numbers(network) -> None:
    weights = GAIN * network.coupling.dense()
    found = flr.diagnose(network)
    eigenvalues = np.linalg.eigvals(weights)
    square = np.sum(weights**2)
    departure = np.sqrt((square - np.sum(np.abs(eigenvalues) ** 2)) / square)
    assert found["distance to instability"].value == pytest.approx(1 - eigenvalues.real.max(), abs=1e-8)
    assert found["non-normality (Henrici)"].value == pytest.approx(departure, abs=1e-6)
    a = weights - np.eye(UNITS)
    covariance = solve_continuous_lyapunov(a, -2e-3 * np.eye(UNITS))
    response = -np.linalg.inv(a)
    spread = np.linalg.norm(covariance / 1e-3 - response) / np.linalg.norm(response)
    assert found["estimator spread"].value == pytest.approx(spread, abs=1e-8)
    assert found.trustworthy == all(item.holds is not False for item in found.items)
    assert all(item.sentence.endswith(".") for item in found.items)
    with pytest.raises(flr.UnknownNameError, match="was not looked at"):
        found["weather"]
    with pytest.raises(flr.ParameterError, match="input"):
        flr.diagnose(flr.Activity.from_moments(np.zeros(3), np.eye(3)), np.ones(3))


def test_the_landscape_is_numpys_histogram() -> None:
    random = np.random.default_rng(6)
    x = random.normal(size=(3, 200, UNITS))
    xi, eta = random.choice([-1.0, 1.0], size=(2, UNITS))
    for dtype in (np.float64, np.float32):
        found = flr.landscape(x.astype(dtype), xi, eta, bins=9)
        flat = x.astype(dtype).astype(float).reshape(-1, UNITS)
        counts, along, across = np.histogram2d(flat @ xi / UNITS, flat @ eta / UNITS, bins=9)
        np.testing.assert_allclose(found.target_edges, along, atol=1e-12)
        np.testing.assert_allclose(found.input_edges, across, atol=1e-12)
        np.testing.assert_allclose(found.probability, counts / 600, atol=1e-12)
        seen = counts > 0
        np.testing.assert_allclose(found.potential[seen], np.log(counts.max() / counts[seen]), atol=1e-9)
        assert np.isinf(found.potential[~seen]).all()
        assert found.count == 600
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), gain=0.5)
    rest = flr.simulate(net, trials=3, duration=9, record=("samples",), dtype="float32", rng=2)
    kept = flr.landscape(rest, xi, eta, bins=9)
    assert rest.samples is not None
    np.testing.assert_array_equal(kept.probability, flr.landscape(rest.samples, xi, eta, 9).probability)
    with pytest.raises(flr.ParameterError, match="samples"):
        flr.landscape(flr.Activity.from_moments(np.zeros(3), np.eye(3)), np.ones(3), np.ones(3))
