"""Predicted speeds against measured ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _text
from ._fields import crossing
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray, Interval

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Result):
    """Predicted speeds against measured ones; from ``compare``. Intervals are 95 % by bootstrap over maps.

    Attributes
    ----------
    predicted, measured : numpy.ndarray
        Shape (maps,), float64, per unit ε and per τ; read-only views, kept alive by the result.
    standard_error : numpy.ndarray or None
        Of the measured speeds, shape (maps,), float64; None where not known.
    r2 : float
        Of the linear regression of measured on predicted speeds.
    null_r2 : float
        The same of the null, speeds predicted without fluctuations (χ = 1); NaN where none were given. What a
        prediction is worth is what ``r2`` has beyond it.
    r2_log : float
        The same between logarithms, over the ``log_count`` pairs where both are positive; NaN for fewer than
        three.
    slope : float
        Through the origin, measured on predicted: 1 where the prediction is equal and not only proportional.
    spearman : float
        Rank correlation, average ranks.
    p_permutation : float
        Two-sided p of the rank correlation by permutation.
    effective_n : int
        The number of different predicted speeds: what the correlation rests on.
    predictor_range : float
        The largest predicted speed over the smallest, in magnitude: over a narrow range no R² means anything.
    left_out : int
        Maps left out because no speed was measured or predicted.
    r2_interval, slope_interval, spearman_interval : tuple of float
        (low, high).
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    predicted: FloatArray
    measured: FloatArray
    standard_error: FloatArray | None
    r2: float
    r2_interval: Interval
    null_r2: float
    r2_log: float
    log_count: int
    slope: float
    slope_interval: Interval
    spearman: float
    spearman_interval: Interval
    p_permutation: float
    effective_n: int
    predictor_range: float
    left_out: int
    status: str = field(default="completed", metadata=crossing(stays=True))
    provenance: Provenance = field(default_factory=lambda: Provenance("compare"))

    _kind: ClassVar[str] = "comparison"
    _order: ClassVar[tuple[str, ...]] = (
        "r2",
        "null_r2",
        "r2_log",
        "slope",
        "spearman",
        "p_permutation",
        "predictor_range",
        "r2_interval",
        "slope_interval",
        "spearman_interval",
    )

    @property
    def table(self) -> pd.DataFrame:
        """One row a map: map, predicted, measured, and where known standard_error."""
        import pandas as pd

        table = {
            "map": np.arange(self.predicted.size),
            "predicted": self.predicted,
            "measured": self.measured,
        }
        if self.standard_error is not None:
            table["standard_error"] = self.standard_error
        return pd.DataFrame(table)

    def to_pandas(self) -> pd.DataFrame:
        """Give ``table``."""
        return self.table

    def plot(self, ax: Axes | None = None, *, title: str | None = None) -> Axes:
        """Draw measured against predicted speeds, with the identity, the fitted slope and the statistics.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        title
            What to write above it.
        """
        from ._plots.comparison import draw

        return draw(self, ax, title)

    def _facts(self) -> Facts:
        return [
            ("R²", f"{_text.number(self.r2)} ({_text.interval(self.r2_interval, 3)})"),
            ("R² of the null, χ = 1", _text.number(self.null_r2)),
            ("R² of logarithms", f"{_text.number(self.r2_log)} (n = {self.log_count})"),
            ("slope", f"{_text.number(self.slope)} ({_text.interval(self.slope_interval, 3)})"),
            ("Spearman ρ", f"{_text.number(self.spearman)} ({_text.interval(self.spearman_interval, 3)})"),
            ("permutation", _text.p_value(self.p_permutation)),
            ("n", f"{self.predicted.size - self.left_out}, effective {self.effective_n}"),
            ("range of the prediction", f"{_text.number(self.predictor_range)}-fold"),
            ("left out", str(self.left_out)),
            ("status", self.status),
        ]
