"""The susceptibility by every estimator and at any frequency, against plain NumPy."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import expm, logm, solve_continuous_lyapunov

import flrinterop as flr

EXACT = 1e-9
UNITS, GAIN, NOISE, LAG, LAGS = 8, 0.8, 0.01, 0.05, 400
OMEGAS = [0.0, 0.3, -2.0]


@pytest.fixture(scope="module")
def network() -> flr.Network:
    return flr.Network(flr.couplings.gaussian(UNITS, 0.7, rng=1), gain=GAIN, noise=NOISE, input_strength=0.5)


@pytest.fixture(scope="module")
def activity(network: flr.Network) -> flr.Activity:
    return flr.simulate(network, trials=16, duration=100, lags=30, rng=2)


def generator(network: flr.Network) -> np.ndarray:
    return GAIN * network.coupling.dense() - np.eye(UNITS)


@pytest.fixture(scope="module")
def exact(network: flr.Network) -> flr.Activity:
    """Give the linear network's activity with its exact lagged covariances."""
    a = generator(network)
    covariance = solve_continuous_lyapunov(a, -2 * NOISE * np.eye(UNITS))
    lagged = np.stack([expm(a * k * LAG) @ covariance for k in range(LAGS + 1)])
    return flr.Activity(
        units=UNITS,
        state="spontaneous",
        mean=np.zeros(UNITS),
        covariance=(covariance + covariance.T) / 2,
        lagged=lagged,
        lag_step=LAG,
        noise=NOISE,
    )


def at(network: flr.Network, omega: float) -> np.ndarray:
    return np.linalg.inv(1j * omega * np.eye(UNITS) - generator(network))


def test_linearised_is_the_inverse(network: flr.Network) -> None:
    found = flr.respond(network, "linearised")
    for omega in OMEGAS:
        np.testing.assert_allclose(found.at(omega), at(network, omega), atol=EXACT)
    several = found.at(OMEGAS)
    assert several.shape == (3, UNITS, UNITS)
    assert several.dtype == np.complex128
    np.testing.assert_allclose(several[0], found.matrix, atol=EXACT)


def test_linearised_about_an_evoked_state(network: flr.Network) -> None:
    eta = np.random.default_rng(1).choice([-1.0, 1.0], UNITS)
    x = np.asarray(flr.fixed_point(network, eta))
    slope = GAIN * (1 - x**2)
    expected = np.linalg.inv(np.eye(UNITS) - slope[:, None] * network.coupling.dense())
    np.testing.assert_allclose(flr.respond(network, "linearised", input=eta).matrix, expected, atol=EXACT)


def test_equal_time_is_the_covariance_over_the_noise(activity: flr.Activity) -> None:
    found, c = flr.respond(activity, "equal-time"), activity.covariance
    np.testing.assert_allclose(found.matrix, c / NOISE, rtol=EXACT)
    for omega in OMEGAS:
        expected = c @ np.linalg.inv(NOISE * np.eye(UNITS) + 1j * omega * c)
        np.testing.assert_allclose(found.at(omega), expected, atol=1e-7)
    assert found.standard_error.shape == (UNITS, UNITS)


def test_one_lag_is_the_logarithm(activity: flr.Activity) -> None:
    found = flr.respond(activity, "one-lag")
    a = np.real(logm(activity.lagged[1] @ np.linalg.inv(activity.lagged[0]))) / activity.lag_step
    for omega in OMEGAS:
        expected = np.linalg.inv(1j * omega * np.eye(UNITS) - a)
        np.testing.assert_allclose(found.at(omega), expected, atol=1e-7)


def test_lags_of_a_linear_process_give_its_response(network: flr.Network, exact: flr.Activity) -> None:
    for estimator, tolerance in (("one-lag", 1e-7), ("lagged", 1e-3)):
        found = flr.respond(exact, estimator)
        for omega in OMEGAS:
            np.testing.assert_allclose(found.at(omega), at(network, omega), atol=tolerance)


def test_perturbation_is_the_linearised_for_weak_noise(network: flr.Network) -> None:
    quiet = flr.Network(network.coupling, gain=GAIN, noise=1e-6)
    found = flr.respond(quiet, "perturbation", trials=2, rng=3)
    np.testing.assert_allclose(found.matrix, flr.respond(quiet, "linearised").matrix, atol=1e-3)
    assert found.standard_error.shape == (UNITS, UNITS)
    assert found.provenance.seed == 3
    with pytest.raises(flr.ParameterError, match="constant force"):
        found.at(1.0)


@pytest.mark.parametrize("estimator", ["equal-time", "lagged", "one-lag", "linearised"])
def test_frequencies_survive_files(network, activity, estimator: str, tmp_path: Path) -> None:
    found = flr.respond(network if estimator == "linearised" else activity, estimator)
    found.save(tmp_path / "chi.arrow")
    loaded = flr.load(tmp_path / "chi.arrow")
    np.testing.assert_array_equal(loaded.at(OMEGAS), found.at(OMEGAS))
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(found)).at(0.5), found.at(0.5))


@pytest.mark.parametrize("estimator", ["equal-time", "lagged", "one-lag"])
def test_evoked_activity_has_one_response_a_map(network, estimator: str) -> None:
    task = flr.tasks.InputOutputMap.random(UNITS, 2, rng=1)
    evoked = flr.simulate(network, task, state="evoked", trials=8, duration=50, lags=5, rng=2)
    found = flr.respond(evoked, estimator)
    assert found.at(0.5).shape == found.matrix.shape == (2, UNITS, UNITS)
    np.testing.assert_allclose(found.at(0.0), found.matrix, atol=EXACT)


def test_what_cannot_be_told_is_none(activity: flr.Activity) -> None:
    assert {item.holds for item in flr.respond(activity).assumptions} == {True, None}
    assert "(does not hold)" not in repr(flr.respond(activity))


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda n, a: flr.respond(n), flr.ParameterError, "linearised"),
        (lambda n, a: flr.respond(a, "linearised"), flr.ParameterError, "an activity"),
        (lambda n, a: flr.respond(a, "best"), flr.UnknownNameError, "one-lag"),
        (lambda n, a: flr.respond(a, input=np.zeros(UNITS)), flr.ParameterError, "input"),
        (lambda n, a: flr.respond(n, "linearised", input=np.zeros(3)), flr.ShapeError, "input"),
        (lambda n, a: flr.respond(n, "perturbation", trials=0), flr.ParameterError, "trials"),
        (lambda n, a: flr.respond(n, "perturbation", force=0), flr.ParameterError, "force"),
        (lambda n, a: flr.respond(a).at(np.nan), flr.ParameterError, "omega"),
        (lambda n, a: flr.respond(a).at(np.zeros((2, 2))), flr.ShapeError, "omega"),
        (
            lambda n, a: flr.respond(flr.simulate(n, trials=1, duration=5, rng=1), "lagged"),
            flr.ParameterError,
            "lags",
        ),
    ],
)
def test_bad_input_is_refused(network, activity, ask, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ask(network, activity)
