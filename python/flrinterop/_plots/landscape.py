"""The effective potential along a target and an input, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._landscape import Landscape


def draw(found: Landscape, ax: Axes | None = None) -> Axes:
    """Draw −log p: dark where activity mostly is, blank where it never was.

    Parameters
    ----------
    found
        The landscape.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(4.8, 3.8) if ax is None else ax
        shown = np.ma.masked_invalid(found.potential.T)
        mesh = ax.pcolormesh(found.target_edges, found.input_edges, shown, cmap="viridis", rasterized=True)
        ax.figure.colorbar(mesh, ax=ax, label="effective potential, −log p", shrink=0.85)
        ax.set_xlabel("along the target, ξᵀx / N")
        ax.set_ylabel("along the input, ηᵀx / N")
    return ax
