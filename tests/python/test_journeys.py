"""The two journeys end to end: theory against simulation, and the recorded session's known numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import flrinterop as flr
from flrinterop import _demo

# the regime of the theory's table
LINEARISED_R2, LINEARISED_SLOPE = 0.97, (0.9, 1.1)
EQUAL_TIME_R2 = 0.9
LEAST_RANGE = 2.5

# known numbers of the session, to their printed digits
SLOPES = (-0.0862, 0.0239, 0.0850, 0.4756, 0.5928, 0.3724, 0.0206, -0.0958)
EVOKED = (9.4266, 11.2255, 11.5895, 6.1859, 21.1014, 12.6584, 3.7789, 8.3237)
VARIANCES = (2336.748, 3030.648, 2927.105, 2233.205)
FOUR_DIGITS, THREE_DIGITS, FIVE_DIGITS = 5e-5, 5e-4, 5e-6


@pytest.fixture(scope="module")
def fit(recording: Path) -> flr.FlrFit:
    return flr.fit(flr.load_session(recording))


def test_theory_against_simulation() -> None:
    network = _demo.network()
    rest = flr.simulate(network, trials=16, duration=200, rng=4)
    task = _demo.task(rest)
    seen = flr.measure_speed(network, task, trials=8, rng=5)
    linearised = flr.compare(flr.predict_speed(network, task), seen)
    equal_time = flr.compare(flr.predict_speed(rest, task), seen)
    assert linearised.predictor_range >= LEAST_RANGE
    assert linearised.r2 >= LINEARISED_R2
    assert LINEARISED_SLOPE[0] <= linearised.slope <= LINEARISED_SLOPE[1]
    assert equal_time.r2 >= EQUAL_TIME_R2
    assert linearised.r2_interval[0] <= linearised.r2 <= linearised.r2_interval[1]
    assert linearised.left_out == 0
    assert list(linearised.table) == ["map", "predicted", "measured", "standard_error"]


def test_the_sessions_table(fit: flr.FlrFit) -> None:
    assert list(fit.table) == [
        "target_deg", "trials", "slope", "slope_standard_error", "slope_40", "change", "trials_to_peak",
        "initial_slope", "open_loop", "variance_along_target", "evoked_squared", "flr1", "flr2",
    ]  # fmt: skip
    np.testing.assert_allclose(fit.table["slope"], SLOPES, atol=FOUR_DIGITS)
    np.testing.assert_allclose(fit.table["evoked_squared"], EVOKED, atol=FOUR_DIGITS)
    np.testing.assert_allclose(fit.table["variance_along_target"], VARIANCES * 2, atol=THREE_DIGITS)
    # opposite targets share a variance and must tie
    assert fit.table["variance_along_target"].nunique() == 4
    np.testing.assert_allclose(
        fit.table["flr2"], fit.table["variance_along_target"] * fit.table["evoked_squared"], rtol=1e-9
    )
    assert fit.table["initial_slope"].isna().sum() == 5


def slope_over_the_window(session: flr.BciSession) -> float:
    """Regress trial values on trial numbers with an intercept a target, in NumPy."""
    bins = session.bins
    own = bins[(bins["block"] == 2) & bins["usable"]].groupby("trial", as_index=False)
    trials = own.agg(value=("progress_perturbed_mm_s", "mean"), target=("target_deg", "first"))
    trials = trials[trials.groupby("target").cumcount() < 75]
    design = np.column_stack([trials["target"] == target for target in trials["target"].unique()])
    design = np.column_stack([design.astype(float), trials["trial"]])
    return float(np.linalg.lstsq(design, trials["value"], rcond=None)[0][-1])


def test_the_sessions_learning(fit: flr.FlrFit) -> None:
    learning = fit.learning
    assert (learning.verdict, learning.agree, learning.established) == ("rises", False, False)
    np.testing.assert_allclose(learning.slope, slope_over_the_window(fit.session), rtol=1e-9)
    np.testing.assert_allclose(learning.standard_error, 0.00527, atol=FIVE_DIGITS)
    assert learning.block.verdict == "no trend"
    np.testing.assert_allclose((learning.block.slope, learning.block.p), (0.00636, 0.059), atol=5e-5)
    assert "not established" in fit.verdict


def test_the_sessions_relation(fit: flr.FlrFit) -> None:
    relation = fit.relation
    assert (relation.predictor, relation.speed) == ("flr2", "slope")
    np.testing.assert_allclose((relation.rho, relation.p), (0.5, 0.216), atol=5e-4)
    np.testing.assert_allclose((relation.q, relation.power), (41.12, 0.22), atol=5e-3)
    expected = {("flr2", "slope_40"): 0.0, ("variance_along_target", "slope"): 0.098}
    expected[("variance_along_target", "slope_40")] = -0.439
    for (predictor, speed), rho in expected.items():
        np.testing.assert_allclose(fit.relate(predictor, speed).rho, rho, atol=5e-4)
    with pytest.raises(flr.UnknownNameError):
        fit.relate("variance", "slope")


def test_arrays_of_a_fit(fit: flr.FlrFit) -> None:
    along = np.einsum("tk,kl,tl->t", fit.directions, fit.covariance, fit.directions)
    np.testing.assert_allclose(along, fit.table["variance_along_target"], rtol=1e-8)
    np.testing.assert_allclose(np.sum(fit.means**2, axis=1), fit.table["evoked_squared"], rtol=1e-9)


def test_a_saved_fit_comes_back_with_its_session(fit: flr.FlrFit, tmp_path: Path) -> None:
    fit.save(tmp_path / "fit.arrow")
    loaded = flr.load(tmp_path / "fit.arrow")
    assert isinstance(loaded, flr.FlrFit)
    assert loaded.table.equals(fit.table)
    assert loaded.relate("flr2", "slope") == fit.relation
    assert loaded.to_html() == fit.to_html()
