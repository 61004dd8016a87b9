"""When rhythms begin to go on by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._onset import OnsetPrediction


def draw(found: OnsetPrediction, ax: Axes | None = None) -> Axes:
    """Draw the times of onset, earliest first.

    Parameters
    ----------
    found
        The times.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        order = np.argsort(found.time, kind="stable")
        order = order[np.isfinite(found.time[order])]
        place = np.arange(1, order.size + 1)
        ax.plot(place, found.frozen[order], "o", color=GREY, markersize=4, label="activity frozen")
        ax.plot(
            place, found.time[order], "o", color=BLUE, markersize=4, label="activity grows while it learns"
        )
        ax.set_xlabel("map, earliest first")
        ax.set_ylabel("time of onset (ε t)")
        ax.legend()
    return ax
