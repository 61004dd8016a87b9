"""A picture of factor analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._factors import FactorAnalysis


def draw(model: FactorAnalysis, ax: Axes | None = None) -> Axes:
    """Draw the cross-validated log-likelihood where there is one, else the shared variance along each axis.

    Parameters
    ----------
    model
        The fit.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        tried = model.cross_validation_
        if tried is None:
            variance = np.linalg.svd(model.components_, compute_uv=False) ** 2
            ax.bar(np.arange(1, variance.size + 1), variance, color=BLUE)
            ax.set_xlabel("axis of the shared space")
            ax.set_ylabel("shared variance (scaled units)")
            ax.set_title(f"{100 * model.shared_fraction_:.1f} % of the variance is shared")
            return ax
        ax.plot(tried["dimensions"], tried["log_likelihood"], "o-", color=BLUE, markersize=4)
        ax.axvline(model.dimensions_, color=GREY, linestyle="--", linewidth=1)
        ax.set_xlabel("number of factors")
        ax.set_ylabel("log-likelihood of a held-out bin")
        ax.set_title(f"{model.dimensions_} factors predict best")
        return ax
