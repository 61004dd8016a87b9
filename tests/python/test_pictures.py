"""Pictures render without a warning, have labelled axes, and leave the user's style as it was."""

from __future__ import annotations

import io

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

import flrinterop as flr
from flrinterop._provenance import Provenance


def comparison(count: int = 8) -> flr.Comparison:
    told = np.linspace(1, 3, count)
    return flr.Comparison(
        predicted=told,
        measured=np.where(np.arange(count) == 2, np.nan, 0.8 * told),
        standard_error=np.full(count, 0.05),
        r2=0.98,
        r2_interval=(0.9, 1.0),
        r2_log=0.97,
        log_count=count - 1,
        slope=0.8,
        slope_interval=(0.7, 0.9),
        spearman=1.0,
        spearman_interval=(0.9, 1.0),
        p_permutation=1e-4,
        effective_n=count - 1,
        predictor_range=3.0,
        left_out=1,
        provenance=Provenance("compare"),
    )


def prediction() -> flr.SpeedPrediction:
    return flr.SpeedPrediction(
        speed=np.array([1.0, np.nan, 3.0]),
        velocity=np.ones((3, 4)),
        relation="flr1",
        estimator="linearised",
        rule="hebbian",
    )


def measurement() -> flr.SpeedMeasurement:
    ones = np.ones(3)
    return flr.SpeedMeasurement(
        speed=np.array([1.0, 2, np.nan]), standard_error=0.1 * ones, rate=ones, duration=ones, trials=4
    )


def activity(state: str = "spontaneous") -> flr.Activity:
    covariance = np.diag([3.0, 2.0, 0.0])
    evoked = state == "evoked"
    return flr.Activity(
        units=3,
        state=state,  # type: ignore[arg-type]
        mean=np.zeros((2, 3) if evoked else 3),
        covariance=np.stack([covariance, covariance]) if evoked else covariance,
    )


SINGLE = {
    "comparison": comparison,
    "prediction": prediction,
    "measurement": measurement,
    "activity": activity,
    "evoked": lambda: activity("evoked"),
    "susceptibility": lambda: flr.Susceptibility(np.eye(3), "linearised"),
    "letters": lambda: flr.tasks.LetterTrajectory("AB", 10, omega=1, rng=1),
    "one readout": lambda: flr.tasks.LetterTrajectory.from_points([[0.0], [1], [0.5]], 10, omega=1, rng=1),
    "periodic activity": lambda: flr.PeriodicActivity(1.0, np.ones((2, 3, 4), dtype=complex)),
    "onset": lambda: flr.OnsetPrediction(
        np.array([1.0, np.nan]), np.array([2.0, np.nan]), np.ones(2), estimator="linearised"
    ),
    "decoder speeds": lambda: flr.CentreOutMeasurement(np.arange(8.0), 3.5, 0.1, 0.01),
    "stability": lambda: flr.Stability(
        np.array([-1 + 1j, -1 - 1j]), np.ones(2), stable=True, leading=-1 + 1j
    ),
}


def rendered(ax) -> int:
    stream = io.BytesIO()
    ax.figure.savefig(stream, format="png", dpi=60)
    return len(stream.getvalue())


@pytest.mark.parametrize("name", SINGLE)
def test_pictures_render_with_labelled_axes(name: str) -> None:
    before = dict(mpl.rcParams)
    ax = SINGLE[name]().plot()
    assert ax.get_xlabel()
    assert ax.get_ylabel()
    assert rendered(ax) > 1000
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", SINGLE)
def test_pictures_go_where_they_are_told(name: str) -> None:
    _, ax = plt.subplots()
    assert SINGLE[name]().plot(ax=ax) is ax
    assert len(plt.get_fignums()) == 1


def test_a_comparison_says_its_statistics() -> None:
    ax = comparison().plot(title="theory")
    (box,) = ax.texts
    for part in (
        "R² = 0.9800 (0.900 … 1.00)",
        "slope = 0.800",
        "Spearman ρ = 1.00",
        "p < 0.001",
        "n = 7",
        "3.00-fold",
    ):
        assert part in box.get_text()
    assert ax.get_title() == "theory"


def test_an_activity_without_covariance_says_so() -> None:
    ax = flr.Activity(
        units=2, state="spontaneous", mean=None, covariance=None, status="diverged at step 3"
    ).plot()
    assert "no covariance" in ax.texts[0].get_text()


def test_a_fits_figure_has_a_panel_a_target_and_two_more(made_fit: flr.FlrFit) -> None:
    ax = made_fit.plot()
    assert len(ax.figure.figure.axes) == len(made_fit.table) + 2
    assert rendered(ax) > 10_000
    _, alone = plt.subplots()
    assert made_fit.plot(alone) is alone
