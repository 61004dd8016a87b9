"""What all tasks share, and what all tasks in time share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .. import _require
from .._asking import ask
from .._noun import Noun
from .._types import Array, FloatArray
from .._wire import Parcel, Wire


class LearningTask(Noun):
    """What a network is to learn; its subclasses are the kinds of task."""

    __slots__ = ()

    @property
    def units(self) -> int:
        """The number of units N."""
        raise NotImplementedError

    @property
    def maps(self) -> int:
        """The number of maps, each learned on its own."""
        raise NotImplementedError

    def _pack(self, parcel: Parcel, prefix: str = "task.") -> Wire:
        return super()._pack(parcel, prefix)


class PeriodicTask(LearningTask):
    """A task in time that repeats: inputs η(t) and targets ξ(t) of angular frequency ω and its harmonics.

    Its subclasses are CosineWave, LetterTrajectory and TimeSeries.
    """

    __slots__ = ()

    @property
    def frequency(self) -> float:
        """ω, the angular frequency, in 1/τ."""
        raise NotImplementedError

    @property
    def period(self) -> float:
        """2π/ω, in τ."""
        return float(2 * np.pi / self.frequency)

    def input_at(self, times: npt.ArrayLike) -> FloatArray:
        """Give the inputs η(t), without the input strength γ.

        Parameters
        ----------
        times
            Shape (times,), in τ from where the phase is 0.

        Returns
        -------
        numpy.ndarray
            Shape (maps, times, units), float64; of the harmonics that the task keeps.
        """
        return self._at(times, "inputs")

    def target_at(self, times: npt.ArrayLike) -> FloatArray:
        """Give the targets ξ(t); with readouts the smallest pattern whose readouts are the curve.

        Parameters
        ----------
        times
            Shape (times,), in τ from where the phase is 0.

        Returns
        -------
        numpy.ndarray
            Shape (maps, times, units), float64; of the harmonics that the task keeps.
        """
        return self._at(times, "targets")

    def _at(self, times: npt.ArrayLike, what: str) -> FloatArray:
        parcel = Parcel()
        spec = {
            "task": self._pack(parcel, "task."),
            "times": parcel.put("times", np.atleast_1d(_require.array(times, "times"))),
        }
        reply, _ = ask("task.in_time", spec, parcel)
        found: FloatArray = reply.arrays[what]
        return found


def checked(task: LearningTask) -> dict[str, object]:
    """Have the core check a task made here; give what it says of it."""
    parcel = Parcel()
    reply, _ = ask("task.validate", {"task": task._pack(parcel, "task.")}, parcel)
    return dict(reply.fields)


def patterns(value: object, what: str) -> Array | None:
    """Take an array or None."""
    return None if value is None else _require.array(value, what)
