"""A session's pictures: learning curves, the relation, and what the decoder sees of the covariance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .. import _text
from .._types import FloatArray
from .style import BLUE, GREEN, GREY, INK, ORANGE, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.gridspec import SubplotSpec

    from .._fit import FlrFit

#: The trials of each target that speeds rest on, where the fit does not say.
WINDOW = 75
#: Standard errors on either side of a normal value that hold 95 %.
NORMAL_95 = 1.96

_UNITS = {
    "slope": "mm/s per trial",
    "slope_40": "mm/s per trial",
    "initial_slope": "mm/s per trial",
    "change": "mm/s",
}


def draw(fit: FlrFit, ax: Axes | None = None) -> Axes:
    """Draw the relation, or the whole figure where no axes are given.

    Parameters
    ----------
    fit
        The fit.
    ax
        Where to draw the relation alone.
    """
    with styled():
        if ax is not None:
            return relation(fit, ax)
        import matplotlib.pyplot as plt

        return overview(fit, plt.figure(figsize=(13, 8.6), layout="constrained"))


def overview(fit: FlrFit, figure: Figure) -> Axes:
    """Draw the learning curves above, relation, ellipse and power below; gives the axes of the relation."""
    grid = figure.add_gridspec(2, 1, height_ratios=(1.15, 1))
    curves(fit, grid[0])
    known = bool(fit.diagnostics.get("power_curve"))
    parts = grid[1].subgridspec(1, 3 if known else 2)
    ellipse(fit, figure.add_subplot(parts[1]))
    if known:
        power(fit, figure.add_subplot(parts[2]))
    return relation(fit, figure.add_subplot(parts[0]))


def curves(fit: FlrFit, place: SubplotSpec) -> None:
    """Draw each target's progress over its own trials, with the moving mean and the slope of the window.

    Parameters
    ----------
    fit
        The fit.
    place
        Where to draw: a part of a figure's grid.
    """
    targets = fit.table["target_deg"].to_numpy(dtype=float)
    columns = min(4, max(1, targets.size))
    rows = -(-targets.size // columns)
    grid = np.asarray(place.subgridspec(rows, columns).subplots(sharex=True, sharey=True, squeeze=False))
    for ax in grid.ravel()[targets.size :]:
        ax.set_visible(False)
    for ax, target, slope in zip(
        grid.ravel(), targets, fit.table["slope"].to_numpy(dtype=float), strict=False
    ):
        own = fit.curves[fit.curves["target_deg"] == target]
        trial, value = own["trial"].to_numpy(dtype=float), own["value"].to_numpy(dtype=float)
        ax.plot(trial, value, ".", color=GREY, markersize=2.5, alpha=0.6, label="trial")
        ax.plot(trial, own["moving_mean"].to_numpy(dtype=float), color=BLUE, label="mean of 8 trials")
        _slope(ax, trial, value, slope, float(fit.diagnostics.get("window", WINDOW)))
        ax.set_title(f"{target:g}°", fontsize=9)
    for ax in grid[-1]:
        ax.set_xlabel("trial of this target")
    for ax in grid[:, 0]:
        ax.set_ylabel("progress (mm/s)")
    grid[0, 0].legend(loc="upper left", fontsize=6.5, handlelength=1.2)


def relation(fit: FlrFit, ax: Axes) -> Axes:
    """Draw measured speed against the predictor, one point a target.

    Parameters
    ----------
    fit
        The fit.
    ax
        Where to draw.
    """
    found = fit.relation
    told = fit.table[found.predictor].to_numpy(dtype=float)
    seen = fit.table[found.speed].to_numpy(dtype=float)
    error = fit.table["slope_standard_error"].to_numpy(dtype=float) if found.speed == "slope" else None
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.errorbar(told, seen, yerr=error, fmt="o", markersize=5, color=BLUE, elinewidth=0.8)
    for target, x, y in zip(fit.table["target_deg"], told, seen, strict=True):
        if np.isfinite(x) and np.isfinite(y):
            ax.annotate(
                f"{target:g}°", (x, y), xytext=(5, 3), textcoords="offset points", fontsize=7.5, color=INK
            )
    ax.set_xlabel(f"predicted: {found.predictor} (relative units)")
    unit = _UNITS.get(found.speed)
    ax.set_ylabel(f"measured: {found.speed}" + (f" ({unit})" if unit else ""))
    ax.set_title("predicted against measured, one point a target")
    note(
        ax,
        f"Spearman ρ = {_text.number(found.rho)} ({_text.interval(found.interval)})\n"
        f"permutation {_text.p_value(found.p)}, effective n = {found.effective_n}\n"
        f"power for ρ = 0.5: {_text.number(found.power, 2)}",
    )
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.3 * (high - low))
    return ax


def ellipse(fit: FlrFit, ax: Axes) -> Axes:
    """Draw what the perturbed decoder makes of the covariance, and where the targets lie.

    Parameters
    ----------
    fit
        The fit.
    ax
        Where to draw.
    """
    weights = fit.session.decoder(str(fit.session.blocks[1].decoder)).weights
    velocity = weights @ fit.covariance @ weights.T
    variances, axes = np.linalg.eigh(velocity)
    turn = np.linspace(0, 2 * np.pi, 200)
    outline = axes @ (np.sqrt(np.maximum(variances, 0))[:, None] * np.stack([np.cos(turn), np.sin(turn)]))
    reach = float(np.abs(outline).max()) or 1.0
    ax.plot(*outline, color=BLUE, label="one standard deviation of velocity")
    slopes = fit.table["slope"].to_numpy(dtype=float)
    margins = NORMAL_95 * fit.table["slope_standard_error"].to_numpy(dtype=float)
    # ξ = M2ᵀu solved for u: the axes of the decoder are the layout's own, and may be flipped or exchanged
    towards = fit.directions @ np.linalg.pinv(weights)
    towards = towards / np.linalg.norm(towards, axis=1, keepdims=True)
    for target, u, slope, margin in zip(fit.table["target_deg"], towards, slopes, margins, strict=True):
        colour = GREEN if slope > margin else ORANGE if slope < -margin else GREY
        end = reach * 1.15 * u
        ax.plot([0, end[0]], [0, end[1]], color=colour, linewidth=1)
        ax.text(1.12 * end[0], 1.12 * end[1], f"{target:g}°", ha="center", va="center", fontsize=7.5)
    ax.plot([], [], color=GREEN, label="target: progress rises")
    ax.plot([], [], color=ORANGE, label="target: progress falls")
    ax.plot([], [], color=GREY, label="target: neither, at 95 %")
    ax.set_aspect("equal")
    ax.set_xlim(-1.5 * reach, 1.5 * reach)
    ax.set_ylim(-1.5 * reach, 2.25 * reach)
    ax.set_xlabel("x velocity (mm/s)")
    ax.set_ylabel("y velocity (mm/s)")
    ax.set_title("baseline fluctuations through the perturbed decoder")
    ax.legend(loc="upper left", fontsize=7)
    return ax


def power(fit: FlrFit, ax: Axes) -> Axes | None:
    """Draw the power of the test over true correlations; None where the core gave no curve.

    Parameters
    ----------
    fit
        The fit.
    ax
        Where to draw.
    """
    curve = fit.diagnostics.get("power_curve")
    if not curve:
        return None
    ax.plot(curve["rho"], curve["power"], color=BLUE)
    ax.axhline(0.8, color=GREY, linestyle="--", linewidth=1)
    ax.text(0.01, 0.81, "80 %", fontsize=7.5, color=GREY, va="bottom")
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.02)
    ax.set_xlabel("true rank correlation")
    ax.set_ylabel("power (two-sided 0.05)")
    ax.set_title(f"what {len(fit.table)} targets can show")
    return ax


def _slope(ax: Axes, trial: FloatArray, value: FloatArray, slope: float, window: float) -> None:
    held = (trial <= window) & np.isfinite(value)
    if not np.isfinite(slope) or not held.any():
        return
    x = trial[held]
    reach = np.array([x.min(), x.max()])
    ax.plot(reach, value[held].mean() + slope * (reach - x.mean()), color=ORANGE, label="slope of the window")
