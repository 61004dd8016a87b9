"""Drawings that readouts are to follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from .. import _require, _text
from .._asking import ask
from .._noun import Facts, Noun
from .._types import ComplexArray, FloatArray, Rng
from .._wire import Parcel, Wire
from .task import PeriodicTask

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)
class LetterTrajectory(PeriodicTask):
    """Two readouts are to draw a closed curve once a period, one letter or drawing a map.

    The speed of learning is the fall of the readouts' error, −dE/ds with E = Σ_r ⟨e_r²⟩.

    Parameters
    ----------
    letters
        One capital or more, A to Z, each a map.
    units
        The number of units N.
    omega
        ω, the angular frequency, above 0, in 1/τ.
    harmonics
        The harmonics kept of a letter, 1 or more.
    rng
        The random key (SPEC 7) of readouts and inputs.

    Attributes
    ----------
    curves : numpy.ndarray
        f_rk, shape (maps, readouts, harmonics + 1), complex128: f_r(t) = Re Σ f_rk exp(ikωt); centred, of
        root-mean-square size 1.
    readouts : numpy.ndarray
        w_r, shape (readouts, units), float64: a readout reads w_rᵀx / N; orthogonal, of squared length N.
    inputs : numpy.ndarray
        η_k, shape (maps, harmonics + 1, units), complex128.

    Raises
    ------
    UnknownNameError
        A letter is not of the Latin alphabet.
    ParameterError
        A number is out of its range.

    Examples
    --------
    >>> import flrinterop as flr
    >>> task = flr.tasks.LetterTrajectory("AB", units=50, omega=0.3, rng=1)
    >>> task.curve([0.0, 1.0]).shape
    (2, 2, 2)
    """

    letters: str
    omega: float
    curves: ComplexArray
    readouts: FloatArray
    inputs: ComplexArray

    _kind: ClassVar[str] = "letter-trajectory"

    def __init__(self, letters: str, units: int, omega: float, harmonics: int = 4, rng: Rng = None) -> None:
        spec: Wire = {"letters": _require.text(letters, "letters")} | _numbers(units, omega, harmonics, rng)
        reply, provenance = ask("task.letter_trajectory", spec)
        made = self._unpack(reply.fields, reply.arrays, provenance)
        for name in ("letters", "omega", "curves", "readouts", "inputs"):
            object.__setattr__(self, name, getattr(made, name))
        Noun.__post_init__(self)

    @classmethod
    def from_points(
        cls, points: npt.ArrayLike, units: int, omega: float, harmonics: int = 4, rng: Rng = None
    ) -> LetterTrajectory:
        """Take a drawing of the user's own: a line that is closed from its last corner to the first.

        Parameters
        ----------
        points
            Shape (points, 2), or (points, dimensions) for as many readouts; three points or more.
        units
            The number of units N.
        omega
            ω, above 0, in 1/τ.
        harmonics
            The harmonics kept.
        rng
            The random key (SPEC 7) of readouts and inputs.

        Returns
        -------
        LetterTrajectory
            One map; the curve is centred and scaled to a root-mean-square size of 1, and runs at even speed.

        Raises
        ------
        ShapeError
            Another number of axes, or fewer than three points.
        ParameterError
            A number is not finite or out of its range.
        """
        parcel = Parcel()
        spec: Wire = {"points": parcel.put("points", _require.array(points, "points"))}
        spec |= _numbers(units, omega, harmonics, rng)
        reply, provenance = ask("task.letter_trajectory.from_points", spec, parcel)
        return cls._unpack(reply.fields, reply.arrays, provenance)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.readouts.shape[1])

    @property
    def maps(self) -> int:
        """The number of letters or drawings."""
        return int(self.curves.shape[0])

    @property
    def frequency(self) -> float:
        """ω, the angular frequency, in 1/τ."""
        return self.omega

    @property
    def harmonics(self) -> int:
        """The harmonics kept of a drawing."""
        return int(self.curves.shape[2]) - 1

    def curve(self, times: npt.ArrayLike) -> FloatArray:
        """Give what the readouts are to draw, f_r(t).

        Parameters
        ----------
        times
            Shape (times,), in τ.

        Returns
        -------
        numpy.ndarray
            Shape (maps, times, readouts), float64.
        """
        times = np.atleast_1d(_require.array(times, "times"))
        turns = np.exp(1j * self.omega * np.multiply.outer(np.arange(self.harmonics + 1), times))
        return np.ascontiguousarray(np.swapaxes((self.curves @ turns).real, 1, 2))

    def read(self, state: npt.ArrayLike) -> FloatArray:
        """Give what the readouts read, w_rᵀx / N.

        Parameters
        ----------
        state
            Shape (…, units).

        Returns
        -------
        numpy.ndarray
            Shape (…, readouts), float64.
        """
        x = _require.array(state, "state")
        return np.asarray(x @ self.readouts.T / self.units, dtype=np.float64)

    def to_pandas(self) -> pd.DataFrame:
        """Give the curves at 128 even times of a period: map, time, and one column a readout."""
        import pandas as pd

        times = np.arange(128) * self.period / 128
        drawn = self.curve(times)
        table = {"map": np.repeat(np.arange(self.maps), times.size), "time": np.tile(times, self.maps)}
        return pd.DataFrame(
            table | {f"readout_{r + 1}": drawn[..., r].ravel() for r in range(drawn.shape[-1])}
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the curves side by side, as far as their harmonics draw them.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from .._plots.letters import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        return [
            ("drawings", self.letters or str(self.maps)),
            ("units", str(self.units)),
            ("omega", f"{_text.number(self.omega)} / τ"),
            ("harmonics", str(self.harmonics)),
            ("readouts", str(self.readouts.shape[0])),
        ]


def _numbers(units: object, omega: object, harmonics: object, rng: Rng) -> Wire:
    return {
        "units": _require.whole(units, "units"),
        "omega": _require.real(omega, "omega"),
        "harmonics": _require.whole(harmonics, "harmonics"),
        "rng": rng,
    }
