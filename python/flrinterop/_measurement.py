"""Measured learning speeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _text
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ARRAYS = ("speed", "standard_error", "rate", "duration")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SpeedMeasurement(Result):
    """Learning speeds measured by paired simulation, dm/dt per unit learning rate ε; from ``measure_speed``.

    Arrays are read-only views, kept alive by the result.

    Attributes
    ----------
    speed : numpy.ndarray
        The mean over trials, shape (maps,), float64, per unit ε and per τ; NaN where a run diverged, and
        ``map_status`` says so.
    standard_error : numpy.ndarray
        Over trials, shape (maps,), float64; NaN for one trial.
    rate, duration : numpy.ndarray
        The learning rate ε that was used, and how long learning was on in τ, shape (maps,), float64.
    rule : str
        The learning rule, and those of its parameters that are not the default ones.
    trials : int
        The number of trials.
    map_status : tuple of str
        The status of each map.
    status : str
        "completed", or what went wrong first.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    speed: FloatArray
    standard_error: FloatArray
    rate: FloatArray
    duration: FloatArray
    trials: int
    rule: str = ""
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("measure_speed"))

    _kind: ClassVar[str] = "speed-measurement"
    _order: ClassVar[tuple[str, ...]] = ("rule",)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map: map, speed, standard_error, rate, duration, status."""
        import pandas as pd

        table: dict[str, Any] = {"map": np.arange(self.speed.size)}
        table |= {name: getattr(self, name) for name in _ARRAYS}
        table["status"] = list(self.map_status) or [self.status] * self.speed.size
        return pd.DataFrame(table)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the measured speeds with their standard errors, fastest first.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.prediction import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        facts = [("rule", self.rule), ("maps", str(self.speed.size)), ("trials", str(self.trials))]
        finite = self.speed[np.isfinite(self.speed)]
        if finite.size:
            facts.append(("speed", _text.interval((float(finite.min()), float(finite.max())), 3)))
        errors = self.standard_error[np.isfinite(self.standard_error)]
        if errors.size:
            facts.append(("median standard error", _text.number(float(np.median(errors)))))
        return [*facts, ("status", self.status)]
