"""The mean activity under a periodic input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._fields import crossing
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import ComplexArray, FloatArray
from ._wire import Parcel

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PeriodicActivity(Result):
    """The mean activity under a periodic input by its harmonics, x̄(t) = Re Σ X_k exp(ikωt).

    What ``measure_speed`` found without learning (its ``evoked``), what a prediction rests on (its
    ``activity``), or what the user recorded (``from_samples``, or the components themselves).

    Attributes
    ----------
    omega : float
        ω, the angular frequency, in 1/τ (simulated) or 1/s (recorded).
    components : numpy.ndarray
        X_k, shape (maps, harmonics + 1, units), complex128, dimensionless; X_0 is the mean. A read-only view,
        kept alive by the result.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    omega: float
    components: ComplexArray
    status: str = field(default="completed", metadata=crossing(stays=True))
    provenance: Provenance = field(default_factory=lambda: Provenance("unknown"))

    _kind: ClassVar[str] = "periodic-activity"

    @classmethod
    def from_samples(
        cls, x: npt.ArrayLike, step: float, omega: float, harmonics: int = 3
    ) -> PeriodicActivity:
        """Take samples over whole periods that begin where the input has phase 0.

        Parameters
        ----------
        x
            Shape (maps, trials, times, units); times beyond the last whole period are not used.
        step
            The time from one sample to the next.
        omega
            ω, above 0.
        harmonics
            The harmonics kept, fewer than half the samples of a period.

        Raises
        ------
        ShapeError
            Another number of axes, or less than one period.
        ParameterError
            A number is not finite or out of its range.

        Examples
        --------
        >>> import flrinterop as flr, numpy as np
        >>> t = np.arange(200) * 0.1
        >>> x = 0.3 * np.cos(np.pi * t)[None, None, :, None]
        >>> flr.PeriodicActivity.from_samples(x, step=0.1, omega=np.pi).components[0, 1].round(6)
        array([0.3+0.j])
        """
        parcel = Parcel()
        spec = {
            "samples": parcel.put("samples", _require.array(x, "x")),
            "step": _require.real(step, "step"),
            "omega": _require.real(omega, "omega"),
            "harmonics": _require.whole(harmonics, "harmonics"),
        }
        reply, provenance = ask("periodic_activity.from_samples", spec, parcel)
        return cls._unpack(reply.fields, reply.arrays, provenance)

    def at(self, times: npt.ArrayLike) -> FloatArray:
        """Give x̄(t).

        Parameters
        ----------
        times
            Shape (times,), from where the phase is 0.

        Returns
        -------
        numpy.ndarray
            Shape (maps, times, units), float64.
        """
        times = np.atleast_1d(_require.array(times, "times"))
        turns = np.exp(1j * self.omega * np.multiply.outer(times, np.arange(self.components.shape[1])))
        return np.ascontiguousarray((turns @ self.components).real)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map, harmonic and unit: map, harmonic, unit, amplitude, phase."""
        import pandas as pd

        maps, harmonics, units = self.components.shape
        return pd.DataFrame(
            {
                "map": np.repeat(np.arange(maps), harmonics * units),
                "harmonic": np.tile(np.repeat(np.arange(harmonics), units), maps),
                "unit": np.tile(np.arange(units), maps * harmonics),
                "amplitude": np.abs(self.components).ravel(),
                "phase": np.angle(self.components).ravel(),
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the root-mean-square amplitude over units of every harmonic, one line a map.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.periodic import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        maps, harmonics, units = self.components.shape
        return [
            ("maps", str(maps)),
            ("units", str(units)),
            ("omega", _text.number(self.omega)),
            ("harmonics", str(harmonics - 1)),
            ("largest amplitude", _text.number(float(np.abs(self.components).max()))),
            ("status", self.status),
        ]
