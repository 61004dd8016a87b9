"""A picture of the course of learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .style import BLUE, GREY, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._learning_run import LearningRun


def draw(run: LearningRun, ax: Axes | None = None) -> Axes:
    """Draw the overlap of every map over time.

    Parameters
    ----------
    run
        The course of learning.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        ax.axhline(0, color=GREY, linewidth=0.8)
        for overlap in run.overlap:
            ax.plot(run.times, overlap, color=BLUE, linewidth=1, alpha=0.7)
        ax.set_xlabel("time (τ)")
        ax.set_ylabel("overlap with the target, ξᵀx / N")
        ax.set_title(f"{run.overlap.shape[0]} maps, learning")
        return ax
