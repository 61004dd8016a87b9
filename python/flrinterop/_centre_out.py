"""What reaching through a decoder gives: the model, what it records, how fast decoders are learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _text
from ._asking import ask
from ._latent_decoder import LatentDecoder
from ._network import Network
from ._noun import Facts, Noun, Result
from ._provenance import Provenance
from ._tasks.centre_out import CentreOut
from ._types import Array, FloatArray, IntArray, Rng
from ._wire import Parcel, Wire, number, plain, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CentreOutModel(Noun):
    """A network and its cues for targets; from ``CentreOut.model``, or of the user's own.

    Attributes
    ----------
    network : Network
        The network.
    cues : numpy.ndarray
        η_a, shape (targets, units), float64; at most 8 targets.
    directions : numpy.ndarray
        u_a, shape (targets, 2), float64, unit vectors.
    """

    network: Network
    cues: FloatArray
    directions: FloatArray

    _kind: ClassVar[str] = "centre-out-model"

    def record(
        self, trials: int = 40, bins: int = 10, interval: float = 10.0, rng: Rng = None
    ) -> CentreOutRecording:
        """Record activity under every cue, before anything is learned.

        Parameters
        ----------
        trials
            Trials of each target.
        bins
            Bins of each trial; a bin is the state at its end.
        interval
            The time from one bin to the next, in τ; the slowest mode relaxes in about 10 τ, so bins much
            closer than that say little more than one.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ParameterError
            A number is out of its range.
        """
        parcel = Parcel()
        spec = {
            "network": self.network._pack(parcel, "network."),
            "cues": parcel.put("cues", self.cues),
            "directions": parcel.put("directions", self.directions),
            "trials": _require.whole(trials, "trials"),
            "bins": _require.whole(bins, "bins"),
            "interval": _require.real(interval, "interval"),
            "rng": rng,
        }
        reply, provenance = ask("task.centre_out.record", spec, parcel)
        return CentreOutRecording._unpack(reply.fields, reply.arrays, provenance)

    def task(self, decoder: LatentDecoder, wanted_speed: float = 1.0) -> CentreOut:
        """Give the task to reach these targets through a decoder.

        Parameters
        ----------
        decoder
            The decoder.
        wanted_speed
            v*, above 0.
        """
        return CentreOut(decoder, self.cues, self.directions, wanted_speed)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "network": self.network._pack(parcel, f"{prefix}network."),
            "cues": parcel.put(f"{prefix}cues", self.cues),
            "directions": parcel.put(f"{prefix}directions", self.directions),
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> CentreOutModel:
        network = Network._unpack(wire["network"], arrays, provenance)
        return cls(network, take(wire["cues"], arrays), take(wire["directions"], arrays))

    def _facts(self) -> Facts:
        return [("targets", str(self.cues.shape[0])), ("units", str(self.cues.shape[1]))]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CentreOutRecording(Result):
    """Activity recorded while every cue was shown, before anything was learned; from
    ``CentreOutModel.record``.

    Attributes
    ----------
    activity : numpy.ndarray
        x, shape (bins, units), float64; sorted by trial and time.
    target, trial : numpy.ndarray
        The target and the trial of each bin, shape (bins,), int32 and int64.
    direction : numpy.ndarray
        The direction wanted in each bin, shape (bins, 2), float64.
    status : str
        "completed", or "diverged at step k" with everything trimmed to what is valid.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    activity: FloatArray
    target: IntArray
    trial: IntArray
    direction: FloatArray
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("task.centre_out.record"))

    _kind: ClassVar[str] = "centre-out-recording"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a bin: trial, target, direction_x, direction_y, and one column a unit."""
        import pandas as pd

        x, y = self.direction.T
        front = pd.DataFrame({"trial": self.trial, "target": self.target, "direction_x": x, "direction_y": y})
        names = [f"unit_{i + 1}" for i in range(self.activity.shape[1])]
        return pd.concat([front, pd.DataFrame(self.activity, columns=names)], axis=1)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        names = ("activity", "target", "trial", "direction")
        arrays = {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in names}
        return {"kind": self._kind, "status": self.status} | arrays

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> CentreOutRecording:
        names = ("activity", "target", "trial", "direction")
        found: dict[str, Any] = {name: take(wire[name], arrays) for name in names}
        return cls(status=str(wire.get("status") or "completed"), provenance=provenance, **found)

    def _facts(self) -> Facts:
        return [
            ("bins", str(self.activity.shape[0])),
            ("units", str(self.activity.shape[1])),
            ("trials", str(np.unique(self.trial).size)),
            ("status", self.status),
        ]


class _DecoderSpeed(Result):
    """What predicted and measured speeds of a decoder share."""

    __slots__ = ()
    speed: FloatArray
    _measured: ClassVar[bool]
    _numbers: ClassVar[tuple[str, ...]]
    _arrays: ClassVar[tuple[str, ...]]
    _texts: ClassVar[tuple[str, ...]]

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the speed of every target.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.centre_out import draw

        return draw(self.speed, self._measured, ax)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire: Wire = {"kind": self._kind} | {name: getattr(self, name) for name in self._texts}
        wire |= {name: plain(getattr(self, name)) for name in self._numbers}
        return wire | {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in self._arrays}

    @classmethod
    def _read(cls, wire: Mapping[str, Any], arrays: Mapping[str, Array]) -> dict[str, Any]:
        found: dict[str, Any] = {name: number(wire[name]) for name in cls._numbers}
        found |= {name: take(wire[name], arrays) for name in cls._arrays}
        return found | {name: wire[name] for name in cls._texts if name in wire}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CentreOutPrediction(_DecoderSpeed):
    """How fast a decoder will be learned, per unit ε and per τ; from ``CentreOut.predict``.

    Attributes
    ----------
    speed : numpy.ndarray
        The rise of each target's progress when all are trained in turn, shape (targets,), float64.
    mean : float
        Its mean over targets: the decoder's speed.
    own_target : float
        The mean of each target trained alone.
    identity_null : float
        The speed with the identity in place of the response: what error, |B| and |x̄|² alone say.
    flr2 : float
        FLR2, which leaves the error out.
    interference : numpy.ndarray
        T, row a trained, column b moved, shape (targets, targets), float64.
    error, progress : numpy.ndarray
        v* u_a − v_a, shape (targets, 2), and u_a · v_a, shape (targets,), before learning, float64.
    time_to_criterion : float
        ε t at which the mean progress first reaches 0.8 v*, response and activity frozen; infinite where it
        never does.
    estimator : str
        "equal-time" or "linearised".
    noise_known : bool
        Whether speeds are absolute; else they are relative.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    speed: FloatArray
    mean: float
    own_target: float
    identity_null: float
    flr2: float
    interference: FloatArray
    error: FloatArray
    progress: FloatArray
    time_to_criterion: float
    estimator: str
    noise_known: bool
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("task.centre_out.predict"))

    _kind: ClassVar[str] = "centre-out-prediction"
    _measured: ClassVar[bool] = False
    _numbers: ClassVar[tuple[str, ...]] = ("mean", "own_target", "identity_null", "flr2", "time_to_criterion")
    _arrays: ClassVar[tuple[str, ...]] = ("speed", "interference", "error", "progress")
    _texts: ClassVar[tuple[str, ...]] = ("estimator", "noise_known", "status")

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target: target, speed, own_speed, progress."""
        import pandas as pd

        own = np.diagonal(self.interference)
        table = {"target": np.arange(self.speed.size), "speed": self.speed, "own_speed": own}
        return pd.DataFrame(table | {"progress": self.progress})

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> CentreOutPrediction:
        return cls(provenance=provenance, **cls._read(wire, arrays))

    def _facts(self) -> Facts:
        return [
            ("speed", _text.number(self.mean) + ("" if self.noise_known else " (relative: noise unknown)")),
            ("estimator", self.estimator),
            ("identity null", _text.number(self.identity_null)),
            ("targets", str(self.speed.size)),
            ("status", self.status),
        ]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CentreOutMeasurement(_DecoderSpeed):
    """How fast progress through a decoder rose when it was learned, per unit ε and per τ; from
    ``CentreOut.measure``.

    Attributes
    ----------
    speed : numpy.ndarray
        The rise of each target's progress, mean over repeats, shape (targets,), float64.
    mean : float
        Its mean over targets: the decoder's speed.
    mean_standard_error : float
        The standard error of ``mean`` over repeats; NaN for one repeat.
    rate : float
        The learning rate ε that was used.
    status : str
        "completed", or "diverged at step k".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    speed: FloatArray
    mean: float
    mean_standard_error: float
    rate: float
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("task.centre_out.measure"))

    _kind: ClassVar[str] = "centre-out-measurement"
    _measured: ClassVar[bool] = True
    _numbers: ClassVar[tuple[str, ...]] = ("mean", "mean_standard_error", "rate")
    _arrays: ClassVar[tuple[str, ...]] = ("speed",)
    _texts: ClassVar[tuple[str, ...]] = ("status",)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target: target, speed."""
        import pandas as pd

        return pd.DataFrame({"target": np.arange(self.speed.size), "speed": self.speed})

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> CentreOutMeasurement:
        return cls(provenance=provenance, **cls._read(wire, arrays))

    def _facts(self) -> Facts:
        return [
            ("speed", f"{_text.number(self.mean)} ± {_text.number(self.mean_standard_error)}"),
            ("rate", _text.number(self.rate)),
            ("targets", str(self.speed.size)),
            ("status", self.status),
        ]


def predicted(
    task: CentreOut, source: Network | CentreOutRecording, noise: float | None
) -> CentreOutPrediction:
    """Predict how fast the decoder of a task will be learned."""
    parcel = Parcel()
    found = _require.one_of(source, (Network, CentreOutRecording), "source")
    spec: Wire = {"task": task._pack(parcel), "noise": _require.optional_real(noise, "noise")}
    if isinstance(found, Network):
        spec["network"] = found._pack(parcel, "network.")
    else:
        names = ("activity", "target", "trial")
        spec |= {name: parcel.put(name, np.ascontiguousarray(getattr(found, name))) for name in names}
    reply, provenance = ask("task.centre_out.predict", spec, parcel)
    return CentreOutPrediction._unpack(reply.fields, reply.arrays, provenance)
