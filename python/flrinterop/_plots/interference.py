"""How learning one map moves the others, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from .._interference import InterferenceMeasurement
from .style import new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._interference import InterferencePrediction


def draw(found: InterferencePrediction | InterferenceMeasurement, ax: Axes | None = None) -> Axes:
    """Draw the matrix; colours are symmetric about 0: red helps, blue interferes.

    Parameters
    ----------
    found
        Predicted or measured.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(4.6, 3.8) if ax is None else ax
        finite = found.matrix[np.isfinite(found.matrix)]
        limit = float(np.abs(finite).max()) if finite.size else 0.0
        limit = limit or 1.0
        image = ax.imshow(found.matrix, cmap="RdBu_r", vmin=-limit, vmax=limit, interpolation="nearest")
        ax.figure.colorbar(image, ax=ax, label="dm/dt per ε (1/τ)", shrink=0.85)
        ax.set_xlabel("moved map")
        ax.set_ylabel("learned map")
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_locator(MaxNLocator(integer=True))
        if isinstance(found, InterferenceMeasurement):
            ax.set_title(f"interference, measured, {found.trials} trials")
        else:
            ax.set_title(f"interference, {found.estimator}, {found.rule}")
    return ax
