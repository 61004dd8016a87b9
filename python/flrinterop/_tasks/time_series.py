"""Inputs and targets over one period, from the user's arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from .. import _require, _text
from .._noun import Facts, Noun
from .._types import FloatArray
from .task import PeriodicTask, checked

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TimeSeries(PeriodicTask):
    """Inputs and targets over one period, which repeats; every unit is to follow its own target.

    The speed of learning is the fall of the error, −dE/ds with E = ``⟨|ξ(t) − x(t)|²⟩ / N``.

    Parameters
    ----------
    inputs
        η, shape (times, units) or (maps, times, units), float64, dimensionless; not copied where
        C-contiguous.
    targets
        ξ, shape as inputs.
    step
        The time from one sample to the next, above 0, in τ; the period is times · step.
    harmonics
        The harmonics kept, fewer than half the times; None for at most 8.

    Raises
    ------
    ShapeError
        The shapes differ, or there are fewer than three times.
    ParameterError
        A number is not finite or out of its range.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> t = np.arange(100) * 0.1
    >>> wave = np.sin(2 * np.pi * t / 10)[:, None] * np.ones(20)
    >>> flr.tasks.TimeSeries(wave, wave, step=0.1).period
    10.0
    """

    inputs: FloatArray
    targets: FloatArray
    step: float
    harmonics: int | None = None

    _kind: ClassVar[str] = "time-series"

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", _require.array(self.inputs, "inputs"))
        object.__setattr__(self, "targets", _require.array(self.targets, "targets"))
        object.__setattr__(self, "step", _require.real(self.step, "step"))
        if self.harmonics is not None:
            object.__setattr__(self, "harmonics", _require.whole(self.harmonics, "harmonics"))
        object.__setattr__(self, "harmonics", checked(self)["harmonics"])
        Noun.__post_init__(self)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.inputs.shape[-1])

    @property
    def maps(self) -> int:
        """The number of series."""
        return int(self.inputs.shape[0]) if self.inputs.ndim == 3 else 1

    @property
    def frequency(self) -> float:
        """ω, the angular frequency, in 1/τ."""
        return 2 * np.pi / self.period

    @property
    def omega(self) -> float:
        """ω, the angular frequency, in 1/τ."""
        return self.frequency

    @property
    def period(self) -> float:
        """The time that the series takes, in τ."""
        return float(self.step * self.inputs.shape[-2])

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map, time and unit: map, time, unit, input, target."""
        import pandas as pd

        maps, times, units = self.inputs.reshape(-1, *self.inputs.shape[-2:]).shape
        return pd.DataFrame(
            {
                "map": np.repeat(np.arange(maps), times * units),
                "time": np.tile(np.repeat(np.arange(times) * self.step, units), maps),
                "unit": np.tile(np.arange(units), maps * times),
                "input": self.inputs.ravel(),
                "target": self.targets.ravel(),
            }
        )

    def _facts(self) -> Facts:
        return [
            ("maps", str(self.maps)),
            ("units", str(self.units)),
            ("period", f"{_text.number(self.period)} τ"),
            ("harmonics", str(self.harmonics)),
        ]
