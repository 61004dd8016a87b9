"""How the mean activity answers a small constant force."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _assumption, _require, _text
from ._asking import ask
from ._assumption import Assumption
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import ComplexArray, FloatArray
from ._wire import Parcel, take_complex

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
        "equal-time" (χ = C/D), "lagged", "one-lag", "linearised" (χ = (1 − diag(g) J)⁻¹) or "perturbation".
    standard_error : numpy.ndarray or None
        Of each entry, shape as matrix; None where the estimator is exact or the effective number of samples
        unknown.
    lagged : numpy.ndarray or None
        The lagged covariances that χ(ω) of the "lagged" estimator rests on, shape (lags + 1, units, units),
        evoked (maps, …), float64; None for the others.
    lag_step : float or None
        The time from one lag to the next.
    cuts : tuple of int
        The lag where each map's integral ends.
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
    lagged: FloatArray | None = None
    lag_step: float | None = None
    cuts: tuple[int, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("respond"))

    _kind: ClassVar[str] = "susceptibility"
    _order: ClassVar[tuple[str, ...]] = (
        "estimator",
        "status",
        "assumptions",
        "matrix",
        "standard_error",
        "lagged",
    )

    def at(self, omega: npt.ArrayLike) -> ComplexArray:
        """Give the answer to a small periodic force, δx(t) = Re χ(ω) f exp(iωt); χ(0) is ``matrix``.

        Linearised (1 + iω − diag(g) J)⁻¹, equal-time C (D + iωC)⁻¹, one-lag (iω − A)⁻¹, lagged
        ∫₀^∞ exp(−iωt) C(t) dt C(0)⁻¹.

        Parameters
        ----------
        omega
            ω, the angular frequency in 1/τ (simulated) or 1/s (recorded): a number or shape (omegas,).

        Returns
        -------
        numpy.ndarray
            χ(ω), shape as ``matrix``, with (omegas,) in front where several were given; complex128.

        Raises
        ------
        ParameterError
            ω is not finite, or χ was measured with a constant force only ("perturbation").

        Examples
        --------
        >>> import flrinterop as flr, numpy as np
        >>> found = flr.respond(flr.Activity.from_moments(np.zeros(1), np.eye(1), noise=1.0))
        >>> found.at(1.0)
        array([[0.5-0.5j]])
        """
        parcel = Parcel()
        given = _require.array(omega, "omega")
        spec = {
            "susceptibility": self._pack(parcel, "susceptibility."),
            "omegas": parcel.put("omegas", np.atleast_1d(given)),
        }
        reply, _ = ask("susceptibility.at", spec, parcel)
        found = take_complex("@response", reply.arrays)
        return found if given.ndim else found[0]

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

    def _facts(self) -> Facts:
        diagonal = float(np.mean(np.diagonal(self.matrix, axis1=-2, axis2=-1)))
        return [
            ("estimator", self.estimator),
            ("shape", _text.shape(self.matrix.shape)),
            ("mean of the diagonal", _text.number(diagonal)),
            *_assumption.facts(self.assumptions),
            ("status", self.status),
        ]
