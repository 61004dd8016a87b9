"""Predicted learning times, soonest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._time_prediction import TimePrediction


def draw(found: TimePrediction, ax: Axes | None = None) -> Axes:
    """Draw the times in rising order, and say which maps have none.

    Parameters
    ----------
    found
        The predicted times.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        times = np.sort(found.time[np.isfinite(found.time)])
        ax.plot(np.arange(1, times.size + 1), times, "o", markersize=4, color=BLUE)
        ax.set_xlabel("map, soonest first")
        ax.set_ylabel("predicted time to learn × ε (τ)")
        lines = [f"{found.method}, {found.rule}, overlap {found.threshold:g}"]
        others = [status for status in found.map_status if status != "completed"]
        lines += [f"{others.count(status)} × {status}" for status in dict.fromkeys(others)]
        note(ax, "\n".join(lines))
        ax.set_ylim(bottom=0)
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.25 * (high - low))
    return ax
