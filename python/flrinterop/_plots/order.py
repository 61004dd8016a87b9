"""Maps learned one after another, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, ORANGE, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._learning_order import LearningOrder


def draw(found: LearningOrder, ax: Axes | None = None) -> Axes:
    """Draw whose turn it is when, and below it the total times of random orders.

    Parameters
    ----------
    found
        The order.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(5.2, 3.8) if ax is None else ax
        times = np.nan_to_num(found.time)
        ends = np.cumsum(times)
        turns = np.arange(1, found.order.size + 1)
        ax.barh(turns, times, left=ends - times, color=BLUE, height=0.7)
        for turn, place, start in zip(turns.tolist(), found.order, ends - times, strict=True):
            ax.text(start, turn, f"{place} ", ha="right", va="center", fontsize=7)
        lines = [f"{found.rule}, overlap {found.threshold:g}"]
        if found.random_times is not None and np.isfinite(found.random_times).any():
            totals = found.random_times[np.isfinite(found.random_times)]
            ax.plot(totals, np.full(totals.size, found.order.size + 1), "|", color=ORANGE, markersize=9)
            ax.axvline(float(np.median(totals)), color=GREY, linewidth=0.8, linestyle=":")
            lines.append(f"| {totals.size} random orders, ⋮ their median")
        if found.status != "completed":
            lines.append(found.status)
        ax.set_ylim(found.order.size + 2.2, 0.2)
        ax.set_yticks(turns if turns.size <= 20 else turns[:: turns.size // 10])
        ax.set_xlabel("time × ε (τ); the number is the map")
        ax.set_ylabel("turn")
        note(ax, "\n".join(lines), "lower right")
    return ax
