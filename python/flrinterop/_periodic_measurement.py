"""Measured speeds of learning a task in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._measurement import SpeedMeasurement
from ._periodic_activity import PeriodicActivity


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
