"""Several sessions pooled, a session by a state, and a network in its place: against plain loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

import flrinterop as flr

EXACT, MONTE_CARLO, EULER = 1e-9, 0.02, 0.05
LATENTS = 6


@pytest.fixture(scope="module")
def sessions() -> list[flr.SimulatedSession]:
    model = flr.bci.model(units=40, rng=1)
    return [
        flr.simulate_session(model, latents=LATENTS, learning_trials=45, rise=rise, interval=3, rng=seed)
        for seed, rise in enumerate((1.0, 1.0, 1.0, 0.0))
    ]


@pytest.fixture(scope="module")
def pooled(sessions: list[flr.SimulatedSession]) -> flr.PooledFit:
    return flr.fit_many(sessions, rng=5)


def random_effects(rho: np.ndarray, n: np.ndarray) -> tuple[float, float, float, float]:
    z, v = np.arctanh(rho), 1.06 / (n - 3)
    w = 1 / v
    q = np.sum(w * (z - np.sum(w * z) / w.sum()) ** 2)
    k = len(z)
    tau2 = max(0.0, (q - (k - 1)) / (w.sum() - np.sum(w**2) / w.sum()))
    w = 1 / (v + tau2)
    centre = np.sum(w * z) / w.sum()
    half = scipy.stats.t.ppf(0.975, k - 1) * np.sqrt(np.sum(w * (z - centre) ** 2) / ((k - 1) * w.sum()))
    return tau2, np.tanh(centre), np.tanh(centre - half), np.tanh(centre + half)


def columns(fit: flr.FlrFit) -> tuple[np.ndarray, np.ndarray]:
    # what differs by rounding only ties
    x = fit.table["flr2"].to_numpy()
    return np.round(x / np.abs(x).max(), 9), fit.table["slope"].to_numpy()


def test_sessions_are_pooled_as_by_hand(pooled: flr.PooledFit) -> None:
    rises = pooled.table["rises"].to_numpy()
    assert list(rises[:3]) == [True] * 3
    assert list(pooled.table["pooled"]) == ["yes" if rise else "apart" for rise in rises]
    for pool, held in ((pooled.learned, rises), (pooled.all, np.full(4, True))):
        pairs = [columns(fit) for fit, own in zip(pooled.fits, held, strict=True) if own]
        rho = np.array([scipy.stats.spearmanr(x, y).statistic for x, y in pairs])
        assert pool.sessions == len(pairs)
        np.testing.assert_allclose(pooled.table["rho"].to_numpy()[held], rho, atol=EXACT)
        assert pool.mean_rho == pytest.approx(rho.mean(), abs=EXACT)
        tau2, centre, low, high = random_effects(rho, np.full(len(rho), 8))
        assert (pool.tau2, pool.rho, *pool.interval) == pytest.approx((tau2, centre, low, high), abs=1e-8)
        draw = np.random.default_rng(1)
        ranks = [(scipy.stats.rankdata(x), scipy.stats.rankdata(y)) for x, y in pairs]
        means = [np.mean([np.corrcoef(x, draw.permutation(y))[0, 1] for x, y in ranks]) for _ in range(4000)]
        by_hand = np.mean(np.abs(means) >= abs(rho.mean()) - EXACT)
        assert pool.p == pytest.approx(by_hand, abs=MONTE_CARLO)


def test_the_verdict_of_many_comes_first(
    pooled: flr.PooledFit, sessions: list[flr.SimulatedSession], tmp_path: Path
) -> None:
    assert "in which progress rises" in pooled.verdict
    assert repr(pooled).startswith("PooledFit(verdict=")
    assert pooled.plot().get_xlabel() == "Spearman ρ(flr2, slope)"
    pooled.save(tmp_path / "pooled.arrow")
    again = flr.load(tmp_path / "pooled.arrow")
    assert again.learned == pooled.learned
    assert again.table.equals(pooled.table)
    from_fits = flr.fit_many(pooled.fits, rng=5)
    assert from_fits.learned == pooled.learned
    one = flr.fit_many(sessions[:1])
    assert np.isnan(one.learned.tau2)
    assert one.learned.interval == pytest.approx(one.fits[0].relation.interval)
    with pytest.raises(flr.ParameterError, match="sessions is empty"):
        flr.fit_many([])


def test_two_states_are_two_sessions(sessions: list[flr.SimulatedSession], tmp_path: Path) -> None:
    session = sessions[0]
    draw = np.random.default_rng(2)
    state = np.repeat(draw.normal(size=680), 10)
    found = flr.fit_by_state(session, state)
    table = found.table
    assert list(table["state"]) == ["low", "high"]
    assert table["mean_state"].is_monotonic_increasing
    assert list(table["baseline_trials"]) == [160, 160]
    assert table["learning_trials"].sum() == 360
    # by hand: the residual covariance of the trials in the lower half of each target
    bins = session.bins
    z, target = np.asarray(session._bins["activity"]), bins["target_deg"].to_numpy()
    first = bins["block"].to_numpy() == 1
    trial = bins["trial"].to_numpy()
    low = np.zeros(len(bins), dtype=bool)
    for degrees in np.unique(target):
        own = np.unique(trial[first & (target == degrees)])
        means = np.array([state[trial == t].mean() for t in own])
        low |= np.isin(trial, own[np.argsort(means)[: len(own) // 2]])
    low &= first
    left = np.concatenate(
        [z[low & (target == d)] - z[low & (target == d)].mean(axis=0) for d in np.unique(target)]
    )
    np.testing.assert_allclose(found.fits[0].covariance, left.T @ left / (len(left) - 8), atol=EXACT)
    found.save(tmp_path / "states.arrow")
    assert flr.load(tmp_path / "states.arrow").table.equals(table)
    assert "low" in repr(found)


def test_a_state_can_be_taken_out(sessions: list[flr.SimulatedSession]) -> None:
    session = sessions[0]
    z = np.asarray(session._bins["activity"])
    found = flr.fit_by_state(session, z[:, 0], method="regress")
    assert abs(found.fits[0].covariance[0]).max() < 1e-9 * np.trace(flr.fit(session).covariance)
    by_name = flr.fit_by_state(session, "latent_1", method="regress")
    np.testing.assert_array_equal(by_name.fits[0].covariance, found.fits[0].covariance)
    missing = z[:, 0].copy()
    missing[session.bins["trial"].to_numpy() == 1] = np.nan
    assert flr.fit_by_state(session, missing).table["baseline_trials"].sum() == 319
    with pytest.raises(flr.UnknownNameError, match="pupil"):
        flr.fit_by_state(session, "pupil")
    with pytest.raises(flr.UnknownNameError, match="split, regress"):
        flr.fit_by_state(session, "latent_1", method="subtract")
    with pytest.raises(flr.FormatError, match="expected 3 or more of every target"):
        flr.fit_by_state(session, "latent_1", groups=20)


def test_a_surrogate_has_the_sessions_moments(recorded: flr.BciSession, tmp_path: Path) -> None:
    net = flr.surrogate(recorded)
    assert isinstance(net, flr.Network)
    wanted = recorded.activity()
    covariance = np.asarray(wanted.covariance)[0]
    j = np.asarray(net.coupling.dense())
    np.testing.assert_allclose(j, j.T, atol=EXACT)
    assert np.linalg.eigvalsh(j).max() < 1
    # the equation that defines it
    a = j - np.eye(len(j))
    reached = scipy.linalg.solve_continuous_lyapunov(a, -2 * net.noise * np.eye(len(j)))
    error = np.linalg.norm(reached - covariance) / np.linalg.norm(covariance)
    assert net.covariance_error == pytest.approx(error, abs=1e-9)
    assert net.covariance_error < 1e-6 if net.raised == 0 else net.covariance_error < 0.2
    for cue, mean in zip(net.cues, np.asarray(wanted.mean), strict=True):
        np.testing.assert_allclose(flr.fixed_point(net, cue).state, mean, atol=1e-7)
    assert net.mean_error < 1e-8
    assert net.provenance.spec["covariance_error"] == net.covariance_error
    rest = flr.simulate(net, trials=64, duration=4000, step=0.05, transient=200, rng=1)
    assert np.linalg.norm(rest.covariance - reached) / np.linalg.norm(reached) < EULER
    net.save(tmp_path / "net.arrow")
    again = flr.load(tmp_path / "net.arrow")
    np.testing.assert_array_equal(again.cues, net.cues)
    assert repr(again) == repr(net)


def test_a_surrogate_learns_what_is_predicted(recorded: flr.BciSession, tmp_path: Path) -> None:
    net = flr.surrogate(recorded)
    seen = net.learn()
    scale = np.abs(seen.predicted).max()
    np.testing.assert_allclose(seen.simulated, seen.predicted, atol=0.15 * scale)
    np.testing.assert_allclose(seen.animal, flr.fit(recorded).table["slope"])
    rho = scipy.stats.spearmanr(seen.simulated, seen.animal).statistic
    assert seen.rho == pytest.approx(rho, abs=EXACT)
    assert seen.learning == "rises"
    assert len(seen.to_pandas()) == 8
    seen.save(tmp_path / "seen.arrow")
    assert repr(flr.load(tmp_path / "seen.arrow")) == repr(seen)
