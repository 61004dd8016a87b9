"""Periodic activity and its harmonics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._periodic_activity import PeriodicActivity


def draw(found: PeriodicActivity, ax: Axes | None = None) -> Axes:
    """Draw the root-mean-square amplitude over units of every harmonic, one line a map.

    Parameters
    ----------
    found
        The activity.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        amplitude = np.sqrt(np.mean(np.abs(found.components) ** 2, axis=-1))
        ax.plot(np.arange(amplitude.shape[1]), amplitude.T, "o-", color=BLUE, markersize=4, alpha=0.7)
        ax.set_xticks(np.arange(amplitude.shape[1]))
        ax.set_xlabel("harmonic k")
        ax.set_ylabel("amplitude |X_k|, root mean square over units")
    return ax
