"""When a rhythm that is taught begins to go on by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _text
from ._activity import Activity
from ._asking import ask
from ._dynamics import packed_source
from ._network import Network
from ._noun import Facts, Result
from ._provenance import Provenance
from ._tasks.task import LearningTask
from ._types import FloatArray
from ._wire import Parcel, Wire

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ARRAYS = ("time", "frozen", "frequency")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OnsetPrediction(Result):
    """When a rhythm that is taught begins to go on by itself; from ``predict_onset``.

    Attributes
    ----------
    time : numpy.ndarray
        ε t at which the network without input first oscillates by itself, shape (maps,), float64; NaN where
        it never does, and ``map_status`` says so.
    frozen : numpy.ndarray
        The same with the activity kept as it is before learning, shape (maps,), float64: about twice as
        long, for activity grows while it learns.
    frequency : numpy.ndarray
        The angular frequency at onset, shape (maps,), float64, in 1/τ.
    estimator : str
        The estimator of the susceptibility.
    map_status : tuple of str
        The status of each map.
    status : str
        "completed", or which map has no onset.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    time: FloatArray
    frozen: FloatArray
    frequency: FloatArray
    estimator: str
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_onset"))

    _kind: ClassVar[str] = "onset-prediction"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map: map, time, frozen, frequency, status."""
        import pandas as pd

        table: dict[str, Any] = {"map": np.arange(self.time.size)}
        table |= {name: getattr(self, name) for name in _ARRAYS}
        return pd.DataFrame(table | {"status": list(self.map_status)})

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the time of onset of every map, earliest first, with and without the growth of activity.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.onset import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        found = self.time[np.isfinite(self.time)]
        facts = [
            ("maps", str(self.time.size)),
            ("estimator", self.estimator),
            ("with an onset", str(found.size)),
        ]
        if found.size:
            facts.append(("time (ε t)", _text.interval((float(found.min()), float(found.max())), 3)))
        return [*facts, ("status", self.status)]


def predict_onset(
    source: Activity | Network, task: LearningTask, *, estimator: str | None = None
) -> OnsetPrediction:
    """Predict when Hebbian learning of a wave makes the network oscillate by itself.

    The coupling that is learned gives diag(g) J − 1 an eigenvalue on the imaginary axis; from activity −χ⁻¹
    stands for it. For waves that are played in as the input, ``CosineWave.rhythm``, at small amplitude.

    Parameters
    ----------
    source
        Activity before any learning, or a Network.
    task
        The waves, each learned on its own.
    estimator
        "equal-time", "lagged" or "one-lag" (activity), "linearised" (network); None for "equal-time" or
        "linearised", as fits the source.

    Returns
    -------
    OnsetPrediction
        Times as ε t, with the frequency at onset.

    Raises
    ------
    ShapeError
        Source and task have different numbers of units.
    ParameterError
        The task is no wave, or the source does not know what the estimator needs.
    NumericalError
        χ cannot be estimated from this activity.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(30, 0.5, rng=1), gain=0.8, input_strength=0.2)
    >>> flr.predict_onset(net, flr.tasks.CosineWave.rhythm(30, 2, omega=1.0, rng=2)).status
    'completed'
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "task": _require.instance(task, LearningTask, "task")._pack(parcel, "task."),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
    }
    reply, provenance = ask("predict_onset", spec, parcel)
    return OnsetPrediction._unpack(reply.fields, reply.arrays, provenance)
