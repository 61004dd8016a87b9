"""Measured speeds of the targets of a decoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..bci import Measurement


def draw(measured: Measurement, ax: Axes | None = None) -> Axes:
    """Draw how fast each target's progress rose, and their mean.

    Parameters
    ----------
    measured
        The speeds.
    ax
        Where to draw; None for a new figure.
    """
    order = np.argsort(measured.target_deg)
    with styled():
        ax = new_axes() if ax is None else ax
        ax.plot(measured.target_deg[order], measured.per_target[order], "o", color=BLUE, markersize=5)
        ax.axhline(measured.speed, color=GREY, linewidth=0.8, linestyle="--", label="mean")
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.set_xlabel("direction of the target (degrees)")
        ax.set_ylabel("measured rise of progress (per ε and τ)")
        ax.legend()
    return ax
