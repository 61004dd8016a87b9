"""The susceptibility as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._susceptibility import Susceptibility


def draw(found: Susceptibility, ax: Axes | None = None) -> Axes:
    """Draw the matrix; colours are symmetric about 0, and cut at the 99th percentile of its size off the
    diagonal.

    Parameters
    ----------
    found
        The susceptibility.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(4.6, 3.8) if ax is None else ax
        matrix = found.matrix if found.matrix.ndim == 2 else found.matrix[0]
        beside = matrix[~np.eye(len(matrix), dtype=bool)]
        limit = float(np.percentile(np.abs(beside), 99)) if beside.size else 0.0
        limit = limit or float(np.abs(matrix).max()) or 1.0
        image = ax.imshow(matrix, cmap="RdBu_r", vmin=-limit, vmax=limit, interpolation="nearest")
        ax.figure.colorbar(image, ax=ax, label="χ (dimensionless)", extend="both", shrink=0.85)
        ax.set_xlabel("forced unit")
        ax.set_ylabel("responding unit")
        ax.set_title(f"susceptibility, {found.estimator}")
    return ax
