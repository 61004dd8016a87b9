"""The spectrum of the covariance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .style import BLUE, GREY, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._activity import Activity


def draw(activity: Activity, ax: Axes | None = None) -> Axes:
    """Draw the variance along each principal axis, largest first; one line a map in the evoked state.

    Parameters
    ----------
    activity
        The activity.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        ax.set_xlabel("principal axis")
        ax.set_ylabel("variance along it (dimensionless)")
        if activity.covariance is None:
            note(ax, "no covariance was recorded")
            return ax
        matrices = activity.covariance.reshape(-1, activity.units, activity.units)
        spectra = np.linalg.eigvalsh(matrices)[:, ::-1]
        axis = np.arange(1, activity.units + 1)
        several = len(spectra) > 1
        for spectrum in spectra:
            shown = np.where(spectrum > 0, spectrum, np.nan)
            ax.plot(
                axis,
                shown,
                color=GREY if several else BLUE,
                linewidth=0.7 if several else 1.2,
                marker=".",
                markersize=4,
            )
        if several:
            ax.plot(
                axis, np.where(spectra > 0, spectra, np.nan).mean(axis=0), color=BLUE, label="mean over maps"
            )
            ax.legend(loc="lower left")
        if np.any(spectra > 0):
            ax.set_yscale("log")
        total = spectra.sum(axis=1)
        squares = (spectra**2).sum(axis=1)
        dimension = float(np.mean(np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)))
        note(
            ax, f"{activity.state}, {activity.units} units\nparticipation ratio {dimension:.1f}", "upper left"
        )
        low, high = ax.get_ylim()
        ax.set_ylim(low, high * (high / low) ** 0.22 if low > 0 else high)
    return ax
