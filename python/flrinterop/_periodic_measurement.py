"""Measured speeds of learning a task in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ._measurement import SpeedMeasurement
from ._periodic_activity import PeriodicActivity
from ._provenance import Provenance
from ._types import Array
from ._wire import Parcel, Wire

_OWN = ("speed", "standard_error", "rate", "duration", "trials", "map_status", "status", "provenance")


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class PeriodicMeasurement(SpeedMeasurement):
    """Speeds of learning a task in time, measured by paired simulation; from ``measure_speed``.

    Attributes
    ----------
    speed : numpy.ndarray
        The mean over trials of the task's own measure (the amplitude in phase with the target, or the fall of
        the readouts' error), shape (maps,), float64, per unit ε and per τ; NaN where a run diverged.
    standard_error : numpy.ndarray
        Over trials, shape (maps,), float64; NaN for one trial.
    rate, duration : numpy.ndarray
        The learning rate ε that was used, and how long learning was on in τ (whole periods), shape (maps,),
        float64.
    evoked : PeriodicActivity
        The activity of the runs without learning, mean over trials: what ``predict_speed`` may be given as
        ``evoked``.
    trials : int
        The number of trials.
    map_status : tuple of str
        The status of each map.
    status : str
        "completed", or what went wrong first.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    evoked: PeriodicActivity

    _kind: ClassVar[str] = "periodic-measurement"

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire = SpeedMeasurement._pack(self, parcel, prefix)
        return wire | {"evoked": self.evoked._pack(parcel, f"{prefix}evoked.")}

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> PeriodicMeasurement:
        own = SpeedMeasurement._unpack(wire, arrays, provenance)
        return cls(
            evoked=PeriodicActivity._unpack(wire["evoked"], arrays, provenance),
            **{name: getattr(own, name) for name in _OWN},
        )
