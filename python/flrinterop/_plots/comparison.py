"""Theory against simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .. import _text
from .._types import FloatArray
from .style import BLUE, GREY, ORANGE, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._comparison import Comparison


def draw(found: Comparison, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Draw measured against predicted speeds with the identity, the slope through the origin and the
    statistics.

    Parameters
    ----------
    found
        The comparison.
    ax
        Where to draw; None for a new figure.
    title
        What to write above it.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        both = np.isfinite(found.predicted) & np.isfinite(found.measured)
        told, seen = found.predicted[both], found.measured[both]
        error = None if found.standard_error is None else np.nan_to_num(found.standard_error[both])
        if told.size:
            _lines(ax, found, told, seen)
        ax.errorbar(
            told,
            seen,
            yerr=error,
            fmt="o",
            markersize=4,
            color=BLUE,
            ecolor=BLUE,
            elinewidth=0.8,
            alpha=0.8,
            zorder=3,
        )
        ax.set_xlabel("predicted speed (dm/dt per ε, 1/τ)")
        ax.set_ylabel("measured speed (dm/dt per ε, 1/τ)")
        if title is not None:
            ax.set_title(title)
        note(ax, statistics(found))
        if told.size:
            ax.legend(loc="lower right")
    return ax


def statistics(found: Comparison) -> str:
    """Give the statistics in lines of text.

    Parameters
    ----------
    found
        The comparison.
    """
    null = f", null χ = 1: {found.null_r2:.4f}" if np.isfinite(found.null_r2) else ""
    count = found.predicted.size - found.left_out
    return "\n".join(
        (
            f"R² = {found.r2:.4f} ({_text.interval(found.r2_interval, 3)}){null}",
            f"slope = {_text.number(found.slope)} ({_text.interval(found.slope_interval, 3)})",
            f"Spearman ρ = {_text.number(found.spearman)} ({_text.interval(found.spearman_interval, 3)})",
            f"permutation {_text.p_value(found.p_permutation)}, n = {count} ({found.effective_n} different)",
            f"predictions span {_text.number(found.predictor_range)}-fold",
        )
    )


def _lines(ax: Axes, found: Comparison, told: FloatArray, seen: FloatArray) -> None:
    low = min(0.0, float(told.min()))
    high = max(0.0, float(told.max())) * 1.06
    reach = np.array([low, high])
    ax.plot(reach, reach, color=GREY, linestyle="--", linewidth=1, label="equal")
    if np.isfinite(found.slope):
        ax.plot(reach, found.slope * reach, color=ORANGE, label="slope through 0")
    top = max(float(seen.max()), high, found.slope * high if np.isfinite(found.slope) else high)
    bottom = min(0.0, float(seen.min()), low)
    # room above for the box of statistics
    ax.set_ylim(bottom - 0.03 * (top - bottom), top + 0.42 * (top - bottom))
