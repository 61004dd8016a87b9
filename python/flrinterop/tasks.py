"""What a network is to learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _require
from ._asking import ask
from ._noun import Facts, Noun
from ._tasks.auto_association import AutoAssociation
from ._tasks.centre_out import CentreOut
from ._tasks.cosine_wave import CosineWave
from ._tasks.letter_trajectory import LetterTrajectory
from ._tasks.task import LearningTask, PeriodicTask
from ._tasks.time_series import TimeSeries
from ._types import FloatArray, Rng
from ._wire import Parcel

if TYPE_CHECKING:
    import pandas as pd

    from ._activity import Activity

__all__ = [
    "AutoAssociation",
    "CentreOut",
    "CosineWave",
    "InputOutputMap",
    "LearningTask",
    "LetterTrajectory",
    "PeriodicTask",
    "TimeSeries",
]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class InputOutputMap(LearningTask):
    """Constant inputs η and the targets ξ that each is to evoke, one pair a row, each learned on its own.

    Parameters
    ----------
    inputs
        η, shape (maps, units), float64, dimensionless; not copied where C-contiguous.
    targets
        ξ, shape (maps, units), float64, dimensionless; not copied where C-contiguous.

    Raises
    ------
    ShapeError
        The shapes differ.
    ParameterError
        A number is not finite.

    Examples
    --------
    >>> import flrinterop as flr
    >>> task = flr.tasks.InputOutputMap.random(units=100, maps=20, rng=2)
    >>> task.inputs.shape
    (20, 100)
    """

    inputs: FloatArray
    targets: FloatArray

    _kind: ClassVar[str] = "input-output-map"

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", _require.array(self.inputs, "inputs"))
        object.__setattr__(self, "targets", _require.array(self.targets, "targets"))
        parcel = Parcel()
        ask("task.validate", {"task": self._pack(parcel)}, parcel)
        Noun.__post_init__(self)

    @classmethod
    def random(cls, units: int, maps: int, rng: Rng = None) -> InputOutputMap:
        """Random pairs, every number ±1 with equal chance.

        Parameters
        ----------
        units
            The number of units N.
        maps
            The number of pairs.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ParameterError
            A number is below 1.
        """
        spec = {"units": _require.whole(units, "units"), "maps": _require.whole(maps, "maps"), "rng": rng}
        reply, provenance = ask("task.input_output_map.random", spec)
        return cls._unpack({"inputs": "@inputs", "targets": "@targets"}, reply.arrays, provenance)

    @classmethod
    def at_angles(cls, activity: Activity, maps: int, rng: Rng = None, *, axes: int = 3) -> InputOutputMap:
        """Targets of ±1 at many angles to the leading axes of spontaneous activity, with random inputs of ±1.

        Over such maps predicted speeds span a wide range; over a narrow one no comparison means anything.

        Parameters
        ----------
        activity
            Spontaneous activity with its covariance.
        maps
            The number of pairs, 2 or more.
        rng
            The random key (SPEC 7).
        axes
            How many leading axes are used.

        Raises
        ------
        ParameterError
            A number is out of its range, or the activity has no covariance.
        """
        from ._activity import Activity

        parcel = Parcel()
        spec = {
            "activity": _require.instance(activity, Activity, "activity")._pack(parcel),
            "maps": _require.whole(maps, "maps"),
            "axes": _require.whole(axes, "axes"),
            "rng": rng,
        }
        reply, provenance = ask("task.input_output_map.at_angles", spec, parcel)
        return cls._unpack({"inputs": "@inputs", "targets": "@targets"}, reply.arrays, provenance)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.inputs.shape[1])

    @property
    def maps(self) -> int:
        """The number of pairs."""
        return int(self.inputs.shape[0])

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map and unit: map, unit, input, target."""
        import pandas as pd

        maps, units = self.inputs.shape
        return pd.DataFrame(
            {
                "map": np.repeat(np.arange(maps), units),
                "unit": np.tile(np.arange(units), maps),
                "input": self.inputs.ravel(),
                "target": self.targets.ravel(),
            }
        )

    def _facts(self) -> Facts:
        return [("maps", str(self.maps)), ("units", str(self.units))]
