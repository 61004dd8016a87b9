"""What all pictures share: quiet axes, and the colours of Okabe and Ito that colour-blind readers can tell
apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREEN, GREY, INK = "#0072B2", "#D55E00", "#009E73", "#8A8A8A", "#222222"

_STYLE: Any = {
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 10,
    "font.size": 9,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "lines.linewidth": 1.2,
    "savefig.dpi": 200,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in this style, and leave the user's own as it was."""
    import matplotlib as mpl

    with mpl.rc_context(_STYLE):
        yield
        # a notebook's backend wakes up with the first figure and switches this on: it must stay on
        interactive = mpl.is_interactive()
    mpl.interactive(interactive)


def new_axes(width: float = 4.4, height: float = 3.8) -> Axes:
    """Give the axes of a new figure of pyplot's, so that notebooks show it."""
    import matplotlib.pyplot as plt

    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def note(ax: Axes, text: str, place: str = "upper left") -> None:
    """Write a small box of text into a corner of the axes.

    Parameters
    ----------
    ax
        The axes.
    text
        Its lines.
    place
        "upper left" or "lower right".
    """
    x, y, across, up = (
        (0.03, 0.97, "left", "top") if place == "upper left" else (0.97, 0.03, "right", "bottom")
    )
    box = {
        "boxstyle": "round,pad=0.35",
        "facecolor": "white",
        "edgecolor": "#CCCCCC",
        "alpha": 0.9,
        "linewidth": 0.6,
    }
    ax.text(x, y, text, transform=ax.transAxes, ha=across, va=up, fontsize=7.5, linespacing=1.35, bbox=box)
