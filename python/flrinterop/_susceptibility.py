"""How the mean activity answers a small constant force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _assumption, _text
from ._assumption import Assumption
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, take, take_optional

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Susceptibility(Result):
    """How the mean activity answers a small constant force, δx = χ f; from ``respond``.

    Attributes
    ----------
    matrix : numpy.ndarray
        χ, shape (units, units), evoked (maps, units, units), float64; a read-only view, kept alive by the
        result.
    estimator : str
        "equal-time" (χ = C/D) or "linearised" (χ = (1 − diag(g) J)⁻¹).
    standard_error : numpy.ndarray or None
        Of each entry, shape as matrix; None where the estimator is exact or the effective number of samples
        unknown.
    assumptions : tuple of Assumption
        What was taken for granted, and whether it holds.
    status : str
        "completed", or why there is no finite answer.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    matrix: FloatArray
    estimator: str
    standard_error: FloatArray | None = None
    assumptions: tuple[Assumption, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("respond"))

    _kind: ClassVar[str] = "susceptibility"

    def to_pandas(self) -> pd.DataFrame:
        """Give the matrix: one row a responding unit, one column a forced unit; evoked with map in the
        index.
        """
        import pandas as pd

        units = self.matrix.shape[-1]
        post: pd.Index[Any] = pd.RangeIndex(units, name="unit")
        if self.matrix.ndim == 3:
            post = pd.MultiIndex.from_product(
                [range(self.matrix.shape[0]), range(units)], names=["map", "unit"]
            )
        columns = pd.RangeIndex(units, name="forced_unit")
        return pd.DataFrame(self.matrix.reshape(-1, units), index=post, columns=columns)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the matrix (the first map's in the evoked state).

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.susceptibility import draw

        return draw(self, ax)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "estimator": self.estimator,
            "status": self.status,
            "assumptions": _assumption.write(self.assumptions),
            "matrix": parcel.put(f"{prefix}matrix", self.matrix),
            "standard_error": parcel.put(f"{prefix}standard_error", self.standard_error),
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> Susceptibility:
        return cls(
            matrix=take(wire.get("matrix", "@matrix"), arrays),
            estimator=str(wire["estimator"]),
            standard_error=take_optional(wire.get("standard_error"), arrays),
            assumptions=_assumption.read(wire.get("assumptions")),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        diagonal = float(np.mean(np.diagonal(self.matrix, axis1=-2, axis2=-1)))
        return [
            ("estimator", self.estimator),
            ("shape", _text.shape(self.matrix.shape)),
            ("mean of the diagonal", _text.number(diagonal)),
            *_assumption.facts(self.assumptions),
            ("status", self.status),
        ]
