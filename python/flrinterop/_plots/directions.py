"""Directions by how fast they are learned, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._directions import DirectionPairs, Directions


def draw(found: Directions | DirectionPairs, ax: Axes | None = None) -> Axes:
    """Draw the predicted speeds by rank.

    Parameters
    ----------
    found
        Directions, or pairs of input and target.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        speed = found.predicted_speed
        ax.plot(np.arange(1, speed.size + 1), speed, "o-", markersize=4, color=BLUE)
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.set_xlabel("rank")
        ax.set_ylabel("predicted speed (dm/dt per ε, 1/τ)")
        failed = [item.name for item in found.assumptions if not item.holds]
        lines = [found.estimator, *(f"does not hold: {name}" for name in dict.fromkeys(failed))]
        note(ax, "\n".join(lines[:5]), "lower right")
        low, high = ax.get_ylim()
        ax.set_ylim(low - 0.25 * (high - low), high)
    return ax
