"""What several tests share: nothing left behind, no screen, the recorded session, a fit made by hand."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")

# A runner in the background is started with Ctrl-C ignored, and its children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[2]
RECORDING = ROOT / "tests" / "data" / "hennig2021_monkeyJ_20120528" / "20120528.mat"
TARGETS = np.arange(0, 360, 45)
LATENTS, TRIALS, BINS = 4, 160, 12


def pytest_collection_finish() -> None:
    """Leave out of the search for garbage, made twice a test, what was there before any test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Check that a test leaves no more on the other side of the wall than its fixtures hold there."""
    before = counters() or {"jobs": 0, "imports": 0, "exports": 0}
    yield
    after = counters()
    assert after is None or after == before


def counters() -> dict[str, int] | None:
    runtime = sys.modules.get("flrinterop._runtime")
    if runtime is None or not runtime.is_started():
        return None
    from flrinterop import _bridge

    gc.collect()
    return _bridge.counters()


@pytest.fixture(autouse=True)
def _closed_figures() -> Iterator[None]:
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


@pytest.fixture(scope="session")
def recording() -> Path:
    return RECORDING


@pytest.fixture(scope="session")
def recorded():
    import flrinterop as flr

    return flr.load_session(RECORDING)


@pytest.fixture(scope="session")
def made_tables() -> dict[str, pd.DataFrame]:
    """Give the tables of a small session whose velocities and progress are exact."""
    draw = np.random.default_rng(5)
    weights = {"intuitive": draw.normal(size=(2, LATENTS)), "perturbed": draw.normal(size=(2, LATENTS))}
    trial = np.repeat(np.arange(1, TRIALS + 1), BINS)
    target = np.resize(TARGETS, TRIALS)[trial - 1].astype(float)
    count = trial.size
    z = draw.normal(size=(count, LATENTS))
    position = draw.normal(scale=10, size=(count, 2))
    goal = 100 * np.stack([np.cos(np.deg2rad(target)), np.sin(np.deg2rad(target))], axis=1)
    toward = (goal - position) / np.linalg.norm(goal - position, axis=1, keepdims=True)
    bins = pd.DataFrame({"block": np.where(trial <= TRIALS // 2, 1, 2), "trial": trial})
    bins["time"] = np.tile(np.arange(1, BINS + 1), TRIALS)
    bins["usable"] = bins["time"] >= 7
    bins[["x_mm", "y_mm"]] = position
    bins[["target_x_mm", "target_y_mm"]] = goal
    bins["target_deg"] = target
    bins[[f"latent_{place + 1}" for place in range(LATENTS)]] = z
    decoders = []
    for name, matrix in weights.items():
        velocity = z @ matrix.T
        bins[[f"velocity_{name}_x_mm_s", f"velocity_{name}_y_mm_s"]] = velocity
        bins[f"progress_{name}_mm_s"] = np.sum(velocity * toward, axis=1)
        for axis, label in enumerate("xy"):
            row = {"decoder": name, "axis": label, "offset": 0.0, "smoothing_x": 0.0, "smoothing_y": 0.0}
            decoders.append(row | {f"latent_{place + 1}": matrix[axis, place] for place in range(LATENTS)})
    trials = bins.groupby("trial", as_index=False)[["block", "target_deg"]].first()
    return {
        "bins": bins,
        "trials": trials.assign(success=trials["trial"] % 3 != 0),
        "decoders": pd.DataFrame(decoders),
    }


@pytest.fixture(scope="session")
def made_session(made_tables):
    import flrinterop as flr

    return flr.BciSession.from_tables(**made_tables, bin_s=0.05)


@pytest.fixture(scope="session")
def made_fit(made_session):
    """Give a fit whose numbers are made up: what pictures and pages are tested with."""
    from flrinterop import FlrFit, _fit_parts
    from flrinterop._provenance import Provenance

    draw = np.random.default_rng(6)
    count = TARGETS.size
    table = pd.DataFrame(
        {
            "target_deg": TARGETS.astype(float),
            "trials": np.full(count, 10),
            "slope": draw.normal(size=count),
            "slope_standard_error": np.full(count, 0.2),
            "slope_40": draw.normal(size=count),
            "change": draw.normal(size=count),
            "trials_to_peak": np.arange(count),
            "initial_slope": [np.nan, *draw.normal(size=count - 1)],
            "open_loop": draw.normal(size=count),
            "variance_along_target": draw.uniform(1, 2, size=count),
            "evoked_squared": draw.uniform(1, 5, size=count),
            "flr1": draw.normal(size=count),
            "flr2": draw.uniform(1, 9, size=count),
        }
    )
    value = draw.normal(50, 10, size=count * 10)
    curves = pd.DataFrame(
        {"target_deg": np.repeat(TARGETS.astype(float), 10), "trial": np.tile(np.arange(1, 11), count)}
    )
    curves = curves.assign(value=value, moving_mean=np.where(curves["trial"] < 8, np.nan, value))
    trend = {
        "verdict": "no trend",
        "slope": 0.01,
        "standard_error": 0.02,
        "interval": [-0.03, 0.05],
        "p": 0.6,
    }
    windows = pd.DataFrame(
        {
            "measure": ["progress", "success"],
            "window": ["75 trials", "block"],
            "verdict": ["no trend", "rises"],
        }
    ).assign(slope=0.01, standard_error=0.02, low=-0.03, high=0.05, p=0.6)
    relation = {
        "predictor": "flr2",
        "speed": "slope",
        "rho": 0.5,
        "interval": [-0.3, 0.9],
        "noise_interval": None,
        "p": 0.2,
        "n": 8,
        "left_out": 0,
        "effective_n": 8,
        "power": 0.22,
        "detectable_rho": 0.86,
        "predictor_range": 5.0,
        "covariate": "open_loop",
        "partial": 0.3,
        "partial_p": 0.5,
        "axes_rho": 0.4,
        "axes_p": 0.25,
        "q": 41.0,
        "q_p": 1e-6,
        "reliability": None,
        "notes": ["opposite targets share a variance"],
    }
    return FlrFit(
        verdict="Nothing was learned: <no trend> over the first window & over the block.",
        learning=_fit_parts.learning(
            trend
            | {
                "block": trend,
                "agree": False,
                "established": False,
                "permutation_p": 0.5,
                "notes": ["success rises"],
            }
        ),
        table=table,
        relation=_fit_parts.relation(relation),
        curves=curves,
        windows=windows,
        diagnostics={
            "traces": {"total": 26.28, "residual": 15.86},
            "power_curve": {"rho": [0.0, 0.5, 1.0], "power": [0.05, 0.22, 1.0]},
        },
        covariance=np.eye(LATENTS),
        means=draw.normal(size=(count, LATENTS)),
        directions=draw.normal(size=(count, LATENTS)),
        session=made_session,
        options={"covariance": "residual", "measure": "slope", "covariate": None},
        provenance=Provenance("fit", {"covariance": "residual"}, seed=2**127 + 1),
    )


@pytest.fixture(scope="session")
def data_file():
    """Give a recording by its place, from beside the tests or from the folder that is shared."""

    def found(place: str) -> Path:
        for folder in (ROOT / "tests" / "data", ROOT.parent / "shared" / "data"):
            if (folder / place).exists():
                return folder / place
        pytest.skip(f"{place} is too large to stand beside the tests, and ../shared/data is not there")

    return found
