"""Drawings that readouts are to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._tasks.letter_trajectory import LetterTrajectory


def draw(task: LetterTrajectory, ax: Axes | None = None) -> Axes:
    """Draw the curves of the first two readouts, one map beside the other; of one readout over time.

    Parameters
    ----------
    task
        The drawings.
    ax
        Where to draw; None for a new figure.
    """
    apart, samples = 4.0, 512
    with styled():
        ax = new_axes(1.6 + 1.6 * task.maps, 3.2) if ax is None else ax
        times = np.linspace(0, task.period, samples)
        drawn = task.curve(times)
        plane = drawn.shape[-1] > 1
        for place, curve in enumerate(drawn):
            across = curve[:, 0] + apart * place if plane else times
            ax.plot(across, curve[:, 1] if plane else curve[:, 0], color=BLUE)
        if plane:
            ax.set_aspect("equal", adjustable="datalim")
        ax.set_xlabel("readout 1" if plane else "time (τ)")
        ax.set_ylabel("readout 2" if plane else "readout 1")
        ax.set_title(f"{task.letters or task.maps}, {task.harmonics} harmonics")
    return ax
