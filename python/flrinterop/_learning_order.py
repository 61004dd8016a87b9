"""Maps that are learned one after another in one network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _text
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

OrderArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LearningOrder(Result):
    """A sequence of maps learned one after another; from ``order_of_learning`` and ``times_in_order``.

    What was learned before speeds up or slows down what comes next, so the order matters. Arrays are
    read-only views, kept alive by the result.

    Attributes
    ----------
    order : numpy.ndarray
        The maps in their order, shape (maps,), int32.
    time : numpy.ndarray
        ε times the time that each takes at its turn, shape (maps,), float64, in τ; NaN where it does not
        reach the threshold: what it has learned until then stays.
    total_time : float
        Their sum, in τ per unit ε; NaN where one is.
    rule : str
        The name of the learning rule.
    threshold : float
        The overlap at which a map counts as learned and the next one's turn comes.
    random_orders, random_times : numpy.ndarray or None
        Random orders, shape (orders, maps), int32, and their total times, shape (orders,), float64, in τ per
        unit ε (NaN where a map does not reach the threshold); None where none were asked for.
    status : str
        "completed", or what is to be said of the first map at whose turn something is.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    order: OrderArray
    time: FloatArray
    total_time: float
    rule: str
    threshold: float
    random_orders: OrderArray | None = None
    random_times: FloatArray | None = None
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("order_of_learning"))

    _kind: ClassVar[str] = "learning-order"
    _order: ClassVar[tuple[str, ...]] = ("rule", "threshold")

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a turn: turn, map, time, and elapsed, the time until it is learned."""
        import pandas as pd

        return pd.DataFrame(
            {
                "turn": np.arange(self.order.size),
                "map": self.order,
                "time": self.time,
                "elapsed": np.cumsum(self.time),
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw whose turn it is when; where random orders were asked for, their total times as ticks.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.order import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        shown = " ".join(str(place) for place in self.order[:20])
        facts = [
            ("order", f"{shown}{' …' if self.order.size > 20 else ''}"),
            ("ε × total time", f"{_text.number(self.total_time)} τ"),
            ("rule", self.rule),
            ("threshold", _text.number(self.threshold)),
        ]
        if self.random_times is not None:
            known = self.random_times[np.isfinite(self.random_times)]
            text = f"{self.random_times.size}"
            if known.size:
                text += f", ε × total time {_text.interval((float(known.min()), float(known.max())), 3)} τ"
                text += f", median {_text.number(float(np.median(known)))} τ"
            facts.append(("random orders", text))
        return [*facts, ("status", self.status)]
