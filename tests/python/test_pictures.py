"""Pictures render without a warning, have labelled axes, and leave the user's style as it was."""

from __future__ import annotations

import dataclasses
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
        null_r2=0.5,
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


def order(*, random: bool) -> flr.LearningOrder:
    return flr.LearningOrder(
        order=np.array([2, 0, 1], dtype=np.int32),
        time=np.array([1.0, 2.0, np.nan]),
        total_time=np.nan,
        rule="hebbian",
        threshold=0.8,
        random_orders=np.array([[0, 1, 2], [1, 2, 0]], dtype=np.int32) if random else None,
        random_times=np.array([4.0, 5.0]) if random else None,
        status="map 1: threshold not reached",
    )


def interference(*, measured: bool) -> flr.InterferencePrediction | flr.InterferenceMeasurement:
    matrix = np.array([[1.0, -0.2], [0.1, np.nan]])
    if measured:
        return flr.InterferenceMeasurement(matrix, np.abs(matrix), np.ones(2), 4)
    return flr.InterferencePrediction(matrix, "hebbian", "linearised")


def times() -> flr.TimePrediction:
    status = ("completed", "completed", "no learning")
    return flr.TimePrediction(np.array([3.0, 1.0, np.nan]), "adiabatic", "hebbian", 0.8, status)


def landscape() -> flr.Landscape:
    edges = np.array([0.0, 0.5, 1.0])
    probability = np.array([[0.5, 0.25], [0.25, 0.0]])
    potential = np.log(2) * np.array([[0.0, 1.0], [1.0, np.inf]])
    return flr.Landscape(edges, edges, probability, potential, 4)


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
    "decoder speeds": lambda: flr.bci.Measurement(3.5, 0.1, np.arange(8.0), 45.0 * np.arange(8), 0.01),
    "stability": lambda: flr.Stability(
        np.array([-1 + 1j, -1 - 1j]), np.ones(2), stable=True, leading=-1 + 1j
    ),
    "times": times,
    "interference": lambda: interference(measured=False),
    "interference measured": lambda: interference(measured=True),
    "order": lambda: order(random=False),
    "order beside random ones": lambda: order(random=True),
    "directions": lambda: flr.Directions(np.eye(3)[:2], np.array([2.0, 1.0]), "equal-time"),
    "pairs": lambda: flr.DirectionPairs(np.eye(3)[:2], np.eye(3)[:2], np.array([2.0, 1.0]), "linearised"),
    "landscape": landscape,
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


def test_a_fits_figure_has_a_panel_a_target_and_three_more(made_fit: flr.FlrFit) -> None:
    ax = made_fit.plot()
    assert len(ax.figure.figure.axes) == len(made_fit.table) + 3
    titles = [panel.get_title() for panel in ax.figure.figure.axes]
    for part in (
        "predicted against measured",
        "fluctuations through the perturbed decoder",
        "targets can show",
    ):
        assert sum(part in title for title in titles) == 1
    assert rendered(ax) > 10_000
    _, alone = plt.subplots()
    assert made_fit.plot(alone) is alone


def test_the_targets_lie_where_the_decoder_has_them(made_fit: flr.FlrFit) -> None:
    from flrinterop._plots.fit import ellipse

    weights = made_fit.session.decoder("perturbed").weights
    angle = np.deg2rad(made_fit.table["target_deg"].to_numpy())
    flipped = np.stack([np.cos(angle), -np.sin(angle)], axis=1)  # a decoder whose y axis points down
    fit = dataclasses.replace(made_fit, directions=flipped @ weights)
    _, ax = plt.subplots()
    ellipse(fit, ax)
    place = {text.get_text(): text.get_position() for text in ax.texts}
    assert place["90°"][1] < 0 < place["270°"][1]
    assert place["0°"][0] > 0 > place["180°"][0]
