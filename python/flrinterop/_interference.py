"""How learning one map moves the others: predicted and measured."""

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


def beside_the_diagonal(matrix: FloatArray) -> FloatArray:
    """Give the entries off the diagonal, row after row: what learning one map does to another."""
    return np.ascontiguousarray(matrix[~np.eye(len(matrix), dtype=bool)])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class InterferencePrediction(Result):
    """How learning one map moves the others, predicted; from ``predict_interference``.

    Attributes
    ----------
    matrix : numpy.ndarray
        Entry [learned, moved]: how fast the overlap of one map moves while the other is learned, shape (maps,
        maps), float64, per unit ε and per τ (relative where the noise of an activity is unknown). Above 0
        learning helps, below 0 it interferes; the diagonal holds each map's own speed. A read-only view.
    rule : str
        The name of the learning rule.
    estimator : str
        The estimator of the susceptibility.
    status : str
        "completed", or for which maps no answer was found: their rows and columns are NaN.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    matrix: FloatArray
    rule: str
    estimator: str
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_interference"))

    _kind: ClassVar[str] = "interference-prediction"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a pair of maps: learned, moved, speed."""
        return _pairs(self.matrix)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the matrix.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.interference import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        return [
            ("rule", self.rule),
            ("estimator", self.estimator),
            *_shown(self.matrix),
            ("status", self.status),
        ]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class InterferenceMeasurement(Result):
    """How learning one map moves the others, measured; from ``measure_interference``.

    Attributes
    ----------
    matrix, standard_error : numpy.ndarray
        Entry [learned, moved] and its standard error over trials, shape (maps, maps), float64, per unit ε and
        per τ; NaN where a run diverged. Read-only views.
    rate : numpy.ndarray
        The learning rate that was used for each learned map, shape (maps,), float64.
    trials : int
        Runs of each pair of maps.
    map_status : tuple of str
        "completed" or what went wrong, one a learned map.
    status : str
        "completed", or what is to be said of the first map of which something is.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    matrix: FloatArray
    standard_error: FloatArray
    rate: FloatArray
    trials: int
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("measure_interference"))

    _kind: ClassVar[str] = "interference-measurement"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a pair of maps: learned, moved, speed, standard_error."""
        table = _pairs(self.matrix)
        table["standard_error"] = self.standard_error.ravel()
        return table

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the matrix.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.interference import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        return [("trials", str(self.trials)), *_shown(self.matrix), ("status", self.status)]


def _pairs(matrix: FloatArray) -> pd.DataFrame:
    import pandas as pd

    maps = len(matrix)
    return pd.DataFrame(
        {
            "learned": np.repeat(np.arange(maps), maps),
            "moved": np.tile(np.arange(maps), maps),
            "speed": matrix.ravel(),
        }
    )


def _shown(matrix: FloatArray) -> Facts:
    facts = [("maps", str(len(matrix)))]
    own = np.diagonal(matrix)
    own = own[np.isfinite(own)]
    if own.size:
        facts.append(("own speeds", _text.interval((float(own.min()), float(own.max())), 3)))
    others = beside_the_diagonal(matrix)
    others = others[np.isfinite(others)]
    if others.size:
        span = _text.interval((float(others.min()), float(others.max())), 3)
        facts.append(("of other maps", f"{span}, {int(np.sum(others < 0))} of {others.size} interfere"))
    return facts
