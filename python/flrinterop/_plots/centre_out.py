"""Speeds of the targets of a decoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import FloatArray


def draw(speed: FloatArray, measured: bool, ax: Axes | None = None) -> Axes:
    """Draw the speed of every target and their mean.

    Parameters
    ----------
    speed
        Shape (targets,).
    measured
        Whether they were measured or predicted.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        ax.plot(np.arange(1, speed.size + 1), speed, "o", color=BLUE, markersize=5)
        ax.axhline(float(np.mean(speed)), color=GREY, linewidth=0.8, linestyle="--", label="mean")
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.set_xlabel("target")
        ax.set_ylabel(f"{'measured' if measured else 'predicted'} rise of progress (per ε, 1/τ)")
        ax.legend()
    return ax
