"""Pictures of ranked decoders: speeds beside initial errors, and the interference between targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, ORANGE, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._decoder_prediction import DecoderPrediction
    from .._ranking import DecoderRanking


def draw(ranking: DecoderRanking, ax: Axes | None = None) -> Axes:
    """Draw predicted speed against initial error, with 95 % intervals of the first rows.

    Parameters
    ----------
    ranking
        The candidates.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(5.0) if ax is None else ax
        sure = np.isfinite(ranking.standard_error)
        low, high = ranking.interval_low[sure], ranking.interval_high[sure]
        ax.scatter(ranking.initial_error, ranking.predicted_speed, s=6, color=GREY, alpha=0.6, linewidths=0)
        ax.vlines(ranking.initial_error[sure], low, high, color=BLUE, linewidth=0.6, alpha=0.5)
        ax.scatter(
            ranking.initial_error[sure],
            ranking.predicted_speed[sure],
            s=10,
            color=BLUE,
            label=f"first {int(sure.sum())}, with 95 % intervals",
        )
        if len(ranking):
            ax.scatter(
                ranking.initial_error[:1], ranking.predicted_speed[:1], s=28, color=ORANGE, label="fastest"
            )
            ax.legend(loc="lower right")
        ax.axhline(0, color=GREY, linewidth=0.8)
        known = ranking.baseline.noise is not None or ranking.baseline.estimator == "linearised"
        ax.set_xlabel("initial error, |e| / v*")
        ax.set_ylabel(f"predicted speed{'' if known else ' (relative)'}")
        ax.set_title(f"{len(ranking)} {ranking.perturbation} decoders")
        note(ax, f"{ranking.drawn} drawn, {ranking.different} different")
        return ax


def interference(told: DecoderPrediction, ax: Axes | None = None) -> Axes:
    """Draw what training each target adds to the progress of every other.

    Parameters
    ----------
    told
        The prediction.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes(4.8, 4.0) if ax is None else ax
        reach = float(np.abs(told.interference).max()) or 1.0
        image = ax.imshow(told.interference, cmap="RdBu_r", vmin=-reach, vmax=reach)
        names = [f"{degrees:g}" for degrees in told.baseline.target_deg]
        ax.set_xticks(range(len(names)), names)
        ax.set_yticks(range(len(names)), names)
        ax.set_xlabel("target moved (deg)")
        ax.set_ylabel("target trained (deg)")
        ax.set_title("interference between targets")
        bar = ax.figure.colorbar(image, ax=ax, shrink=0.8)
        bar.set_label("progress gained per ε and τ")
        return ax
