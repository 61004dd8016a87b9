"""Predicted learning times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _text
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TimePrediction(Result):
    """How long each map is predicted to take; from ``predict_learning_time``.

    Attributes
    ----------
    time : numpy.ndarray
        ε times the time to the threshold, shape (maps,), float64, in τ: divide by the learning rate ε. NaN
        where ``map_status`` says why; relative where the noise of an activity is unknown. A read-only view,
        kept alive by the result.
    method : str
        "adiabatic" (the slow flow of the couplings) or "formula" (from what is known before learning).
    rule : str
        The name of the learning rule.
    threshold : float
        The overlap ξᵀx / N at which a map counts as learned.
    map_status : tuple of str
        "completed", "threshold not reached", "no learning" or "fixed point lost", one a map.
    status : str
        "completed", or what is to be said of the first map of which something is.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    time: FloatArray
    method: str
    rule: str
    threshold: float
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_learning_time"))

    _kind: ClassVar[str] = "time-prediction"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map: map, time, status."""
        import pandas as pd

        status = list(self.map_status) or [self.status] * self.time.size
        return pd.DataFrame({"map": np.arange(self.time.size), "time": self.time, "status": status})

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the times, soonest first.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.times import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        reached = self.time[np.isfinite(self.time)]
        facts = [
            ("method", self.method),
            ("rule", self.rule),
            ("threshold", _text.number(self.threshold)),
            ("learned", f"{reached.size} of {self.time.size} maps"),
        ]
        if reached.size:
            span = _text.interval((float(reached.min()), float(reached.max())), 3)
            facts.append(("ε × time", f"{span} τ"))
        return [*facts, ("status", self.status)]
