"""Eigenvalues in the complex plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .style import BLUE, GREY, new_axes, note, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._fixed_point import Stability


def draw(found: Stability, ax: Axes | None = None) -> Axes:
    """Draw the eigenvalues and the line that they must stay left of.

    Parameters
    ----------
    found
        The eigenvalues.
    ax
        Where to draw; None for a new figure.
    """
    with styled():
        ax = new_axes() if ax is None else ax
        ax.axvline(0, color=GREY, linestyle="--", linewidth=1)
        ax.plot(found.eigenvalues.real, found.eigenvalues.imag, "o", color=BLUE, markersize=3.5)
        ax.set_xlabel("real part (1/τ)")
        ax.set_ylabel("imaginary part (1/τ)")
        note(ax, f"{'stable' if found.stable else 'unstable'}, leading real part {found.leading.real:.3g}")
    return ax
