"""Speeds of maps, fastest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .._measurement import SpeedMeasurement
from .._periodic_measurement import PeriodicMeasurement
from .._periodic_prediction import PeriodicPrediction
from .style import BLUE, GREY, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._prediction import SpeedPrediction


def draw(found: SpeedPrediction | SpeedMeasurement, ax: Axes | None = None) -> Axes:
    """Draw the speeds in falling order.

    Parameters
    ----------
    found
        Predicted or measured speeds.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        order = np.argsort(-found.speed, kind="stable")
        order = order[np.isfinite(found.speed[order])]
        place = np.arange(1, order.size + 1)
        measured = isinstance(found, SpeedMeasurement)
        error = np.nan_to_num(found.standard_error[order]) if isinstance(found, SpeedMeasurement) else None
        ax.errorbar(place, found.speed[order], yerr=error, fmt="o", markersize=4, color=BLUE, elinewidth=0.8)
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.set_xlabel("map, fastest first")
        in_time = isinstance(found, (PeriodicMeasurement, PeriodicPrediction))
        what = "of the task's measure per ε" if in_time else "dm/dt per ε"
        ax.set_ylabel(f"{'measured' if measured else 'predicted'} speed ({what}, 1/τ)")
        if isinstance(found, SpeedMeasurement):
            note(ax, f"{found.trials} paired trials, ± standard error", "lower right")
        else:
            failed = [item.name for item in found.assumptions if item.holds is False]
            lines = [f"{found.relation.upper()}, {found.estimator}, {found.rule}"]
            lines += [f"does not hold: {name}" for name in dict.fromkeys(failed)][:4]
            note(ax, "\n".join(lines), "lower right")
        low, high = ax.get_ylim()
        ax.set_ylim(low - 0.25 * (high - low), high)
    return ax
