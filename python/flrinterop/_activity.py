"""The activity of a network or of recorded units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray, State
from ._wire import Parcel

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOMENTS = ("mean", "covariance", "lagged", "samples")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Activity(Result):
    """The activity of a network or of recorded units, from ``simulate``, a session, or the user's own arrays.

    In the spontaneous state arrays have the shapes below; in the evoked state each has a leading axis (maps).
    All are read-only views, kept alive by the result; what was not recorded is None.

    Attributes
    ----------
    mean : numpy.ndarray
        x̄, shape (units,), float64, dimensionless.
    covariance : numpy.ndarray
        C over all trials and times about their common mean, divided by count − 1, shape (units, units),
        float64.
    lagged : numpy.ndarray or None
        C(k · lag_step) = ⟨δx(t + k) δx(t)ᵀ⟩, shape (lags + 1, units, units), float64.
    samples : numpy.ndarray or None
        Shape (trials, times, units), float64 or float32.
    state : str
        "spontaneous" (no input) or "evoked" (the task's input on); no learning in either.
    step, lag_step : float or None
        The time from one sample, or lag, to the next, in τ (simulated) or s (recorded).
    count : int
        The number of samples behind the moments, for each map.
    trials : int
        The number of trials.
    noise : float or None
        The noise intensity D, None where unknown.
    gain, input_strength, transfer
        β, γ and φ of the source, None where unknown.
    status : str
        "completed", or "diverged at step k" with everything trimmed to what is valid.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    units: int
    state: State
    mean: FloatArray | None
    covariance: FloatArray | None
    lagged: FloatArray | None = None
    samples: Array | None = None
    step: float | None = None
    lag_step: float | None = None
    count: int = 0
    trials: int = 1
    noise: float | None = None
    gain: float | None = None
    input_strength: float | None = None
    transfer: str | None = None
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("unknown"))

    _kind: ClassVar[str] = "activity"
    _order: ClassVar[tuple[str, ...]] = ("units", "state", "count", "trials", "transfer", "status")

    @classmethod
    def from_samples(
        cls,
        x: npt.ArrayLike,
        step: float | None = None,
        state: State = "spontaneous",
        noise: float | None = None,
    ) -> Activity:
        """Take recorded or simulated samples; mean and covariance are computed.

        Parameters
        ----------
        x
            Shape (trials, times, units) or (times, units), evoked (maps, trials, times, units).
        step
            The time from one sample to the next.
        state
            "spontaneous" or "evoked".
        noise
            D, None where unknown.

        Raises
        ------
        ShapeError
            The shape is none of those.
        ParameterError
            A number is not finite.

        Examples
        --------
        >>> import flrinterop as flr, numpy as np
        >>> x = np.random.default_rng(1).normal(size=(4, 200, 3))
        >>> flr.Activity.from_samples(x, step=0.1).covariance.shape
        (3, 3)
        """
        parcel = Parcel()
        spec = {
            "samples": parcel.put("samples", _require.array(x, "x", np.float64)),
            "step": _require.optional_real(step, "step"),
            "state": _require.text(state, "state"),
            "noise": _require.optional_real(noise, "noise"),
        }
        reply, provenance = ask("activity.from_samples", spec, parcel)
        return cls._unpack(reply.fields["activity"], reply.arrays, provenance)

    @classmethod
    def from_moments(
        cls,
        mean: npt.ArrayLike,
        covariance: npt.ArrayLike,
        state: State = "spontaneous",
        noise: float | None = None,
    ) -> Activity:
        """Take a mean and a covariance that are known.

        Parameters
        ----------
        mean
            Shape (units,), evoked (maps, units).
        covariance
            Shape (units, units), evoked (maps, units, units); symmetric.
        state
            "spontaneous" or "evoked".
        noise
            D, None where unknown: then predicted speeds are relative.

        Raises
        ------
        ShapeError
            The shapes do not go together.
        ParameterError
            A number is not finite, or the covariance is not symmetric.

        Examples
        --------
        >>> import flrinterop as flr, numpy as np
        >>> flr.Activity.from_moments(np.zeros(3), np.eye(3), noise=1.0).units
        3
        """
        parcel = Parcel()
        spec = {
            "mean": parcel.put("mean", _require.array(mean, "mean")),
            "covariance": parcel.put("covariance", _require.array(covariance, "covariance")),
            "state": _require.text(state, "state"),
            "noise": _require.optional_real(noise, "noise"),
        }
        reply, provenance = ask("activity.from_moments", spec, parcel)
        return cls._unpack(reply.fields["activity"], reply.arrays, provenance)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a unit: unit, mean, variance; in the evoked state one a map and unit, with map in
        front.
        """
        import pandas as pd

        if self.mean is None:
            return pd.DataFrame({"unit": np.arange(0), "mean": np.zeros(0)})
        table = {"unit": np.resize(np.arange(self.units), self.mean.size), "mean": self.mean.ravel()}
        if self.mean.ndim == 2:
            table = {"map": np.repeat(np.arange(self.mean.shape[0]), self.units)} | table
        if self.covariance is not None:
            table["variance"] = np.diagonal(self.covariance, axis1=-2, axis2=-1).ravel()
        return pd.DataFrame(table)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the spectrum of the covariance: variance along each principal axis, largest first.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.activity import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        facts = [
            ("state", self.state),
            ("units", str(self.units)),
            ("trials", str(self.trials)),
            ("samples a map" if self.state == "evoked" else "samples", str(self.count)),
            ("noise", _text.number(self.noise) if self.noise is not None else "unknown"),
            ("step", _text.number(self.step) if self.step is not None else "unknown"),
        ]
        held = [
            f"{name} {_text.shape(values.shape)}"
            for name in _MOMENTS
            if (values := getattr(self, name)) is not None
        ]
        return [*facts, ("holds", ", ".join(held) or "nothing"), ("status", self.status)]
