"""Directions, and pairs of input and target, ranked by how fast they are learned."""

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
class Directions(Result):
    """The target directions that a Hebbian rule learns fastest; from ``best_directions``.

    Attributes
    ----------
    vectors : numpy.ndarray
        Of unit length, the fastest first, shape (count, units), float64; a read-only view.
    predicted_speed : numpy.ndarray
        ξᵀχ(g ∘ ξ)/N for ξᵀξ = N, shape (count,), float64: the speed per unit of x̄ᵀx̄/N, per unit ε; relative
        where the noise is unknown.
    estimator : str
        The estimator of the susceptibility.
    assumptions : tuple of Assumption
        What was taken for granted, and whether it holds.
    status : str
        "completed", or "n of count directions: …" where the constraints leave fewer.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    vectors: FloatArray
    predicted_speed: FloatArray
    estimator: str
    assumptions: tuple[Assumption, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("best_directions"))

    _kind: ClassVar[str] = "directions"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a direction: rank (from 1), predicted_speed, unit_0, unit_1 and so on."""
        import pandas as pd

        return pd.concat([_ranked(self.predicted_speed), _units(self.vectors, "unit")], axis=1)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the predicted speeds by rank.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.directions import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        return _shown(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DirectionPairs(Result):
    """The pairs of input and target that a Hebbian rule learns fastest; from ``best_pairs``.

    Attributes
    ----------
    inputs, targets : numpy.ndarray
        η and ξ of unit length, the fastest pair first, shape (count, units), float64; read-only views. Times
        √N they are patterns of the length that ``predicted_speed`` speaks of.
    predicted_speed : numpy.ndarray
        (ξᵀχ(g ∘ ξ)/N)(x̄ᵀx̄/N) with x̄ = χ(g γ η) and ξᵀξ = ηᵀη = N, shape (count,), float64, per unit ε.
    estimator : str
        The estimator of the susceptibility.
    assumptions : tuple of Assumption
        What was taken for granted, and whether it holds.
    status : str
        "completed", or "n of count directions: …" where the constraints leave fewer.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    inputs: FloatArray
    targets: FloatArray
    predicted_speed: FloatArray
    estimator: str
    assumptions: tuple[Assumption, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("best_pairs"))

    _kind: ClassVar[str] = "direction-pairs"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a pair: rank (from 1), predicted_speed, input_0 and so on, target_0 and so on."""
        import pandas as pd

        parts = [_ranked(self.predicted_speed), _units(self.inputs, "input"), _units(self.targets, "target")]
        return pd.concat(parts, axis=1)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the predicted speeds by rank.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.directions import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        return _shown(self)


def _shown(found: Directions | DirectionPairs) -> Facts:
    facts = [("count", str(found.predicted_speed.size)), ("estimator", found.estimator)]
    if found.predicted_speed.size:
        span = (float(found.predicted_speed[0]), float(found.predicted_speed[-1]))
        facts.append(("predicted speed", _text.interval(span, 3)))
    return [*facts, *_assumption.facts(found.assumptions), ("status", found.status)]


def _ranked(speed: FloatArray) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"rank": np.arange(1, speed.size + 1), "predicted_speed": speed})


def _units(vectors: FloatArray, label: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(vectors, columns=[f"{label}_{unit}" for unit in range(vectors.shape[1])])
