"""Predicted learning speeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _assumption, _text
from ._assumption import Assumption
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SpeedPrediction(Result):
    """Predicted initial learning speeds, dm/dt per unit learning rate ε with m = ξᵀx/N; from
    ``predict_speed``.

    Arrays are read-only views, kept alive by the result.

    Attributes
    ----------
    speed : numpy.ndarray
        Shape (maps,), float64, per unit ε and per τ; relative where the noise is unknown, and ``assumptions``
        says so.
    velocity : numpy.ndarray
        The velocity of every unit, shape (maps, units), float64; speed = ξᵀ velocity / N.
    null_speed : numpy.ndarray or None
        ξᵀ(g ∘ Ḡ x̄)/N, shape (maps,), float64: the speed under χ = 1, without fluctuations. What a prediction
        is worth is what it explains beyond this.
    variance_along_target, variance_along_input : numpy.ndarray or None
        ξᵀCξ/N and ηᵀCη/N, shape (maps,), float64; None where no covariance was given.
    relation : str
        "flr1" or "flr2".
    estimator : str
        "equal-time" or "linearised".
    rule : str
        The learning rule, and those of its parameters that are not the default ones.
    assumptions : tuple of Assumption
        What was taken for granted, and whether it holds: read it before the numbers.
    status : str
        "completed", or for which maps no answer was found.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    speed: FloatArray
    velocity: FloatArray
    relation: str
    estimator: str
    rule: str
    null_speed: FloatArray | None = None
    variance_along_target: FloatArray | None = None
    variance_along_input: FloatArray | None = None
    assumptions: tuple[Assumption, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_speed"))

    _kind: ClassVar[str] = "speed-prediction"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map: map, speed, and where known null_speed and the two variances."""
        import pandas as pd

        table = {"map": np.arange(self.speed.size), "speed": self.speed}
        for name in ("null_speed", "variance_along_target", "variance_along_input"):
            if (values := getattr(self, name)) is not None:
                table[name] = values
        return pd.DataFrame(table)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the predicted speeds, fastest first.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.prediction import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        facts = [
            ("relation", self.relation),
            ("estimator", self.estimator),
            ("rule", self.rule),
            ("maps", str(self.speed.size)),
        ]
        finite = self.speed[np.isfinite(self.speed)]
        if finite.size:
            facts.append(("speed", _text.interval((float(finite.min()), float(finite.max())), 3)))
        return [*facts, *_assumption.facts(self.assumptions), ("status", self.status)]
