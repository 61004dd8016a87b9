"""A picture of several sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, ORANGE, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._pooling import PooledFit

#: The variance of Fisher's z of a rank correlation is this over (n − 3).
SPREAD = 1.06
NORMAL_95 = 1.959964


def draw(pooled: PooledFit, ax: Axes | None = None) -> Axes:
    """Draw ρ of each session with its 95 % interval, and the pooled ones below.

    Parameters
    ----------
    pooled
        The sessions.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        rows = len(pooled.table)
        ax = new_axes(5.2, 1.4 + 0.32 * (rows + 2)) if ax is None else ax
        ax.axvline(0, color=GREY, linewidth=0.8)
        names = []
        for place, row in enumerate(pooled.table.to_dict("records")):
            colour = BLUE if row["pooled"] == "yes" else GREY
            names.append(f"{row['session']} ({row['learning']})")
            if np.isfinite(row["rho"]) and row["targets"] > 3:
                half = NORMAL_95 * np.sqrt(SPREAD / (row["targets"] - 3))
                centre = np.arctanh(np.clip(row["rho"], -0.999999, 0.999999))
                ax.hlines(place, np.tanh(centre - half), np.tanh(centre + half), color=colour)
                ax.plot(row["rho"], place, "o", color=colour, markersize=4)
        for place, (name, pool) in enumerate((("with a rise", pooled.learned), ("all", pooled.all)), rows):
            names.append(f"pooled, {name} ({pool.sessions})")
            if np.isfinite(pool.rho):
                ax.hlines(place, *pool.interval, color=ORANGE)
                ax.plot(pool.rho, place, "D", color=ORANGE, markersize=5)
        ax.set_yticks(range(rows + 2), names)
        ax.invert_yaxis()
        ax.set_xlim(-1.02, 1.02)
        ax.set_xlabel(f"Spearman ρ({pooled.predictor}, {pooled.speed})")
        return ax
