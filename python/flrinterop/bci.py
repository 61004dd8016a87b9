"""A brain–computer interface in silico: activity before learning, decoders, and learning through a decoder.

>>> import flrinterop as flr
>>> model = flr.bci.model(units=40, rng=1)
>>> rest = flr.bci.record(model, trials=10, rng=2)
>>> old = rest.decoder(latents=6)
>>> told = flr.rank_decoders(rest.baseline(), "within-manifold", 200, decoder=old, rng=3)
>>> seen = flr.bci.measure(model, told.decoder(0), told.wanted_speed, rng=4)
>>> seen.per_target.shape
(8,)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _require, _text
from ._asking import ask
from ._baselines import DecoderBaseline
from ._bci_model import Model
from ._decoders import LatentDecoder
from ._factoring import factor_analysis
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray, Rng
from ._wire import Parcel, Wire, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["Measurement", "Model", "Recording", "measure", "model", "record"]

_RECORDED = ("activity", "target", "trial", "wanted")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Recording(Result):
    """Activity recorded while every cue was shown, before anything was learned; from ``record``.

    Attributes
    ----------
    activity : numpy.ndarray
        x, shape (bins, units), float64.
    target : numpy.ndarray
        The place of each bin's target, shape (bins,), int32.
    trial : numpy.ndarray
        The trial of each bin, shape (bins,), int64.
    wanted : numpy.ndarray
        The direction wanted in each bin, shape (bins, 2).
    model : Model
        Where it comes from.
    status : str
        "completed", or "diverged at step k".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    activity: FloatArray
    target: Array
    trial: Array
    wanted: FloatArray
    model: Model
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("bci.record"))

    _kind: ClassVar[str] = "bci-recording"
    _order: ClassVar[tuple[str, ...]] = ("status", "model")

    @property
    def target_deg(self) -> FloatArray:
        """The direction of each bin's target, shape (bins,), degrees."""
        found: FloatArray = self.model.target_deg[self.target]
        return found

    def baseline(self, *, per_target: bool = False) -> DecoderBaseline:
        """Give means and residual covariance, with the noise of the network: what predictions start from.

        Parameters
        ----------
        per_target
            One covariance for every target instead of one for all.
        """
        return DecoderBaseline._of_bins(
            self.activity,
            self.target,
            self.trial,
            self.model.directions,
            noise=self.model.network.noise or None,
            per_target=per_target,
        )

    def decoder(self, latents: int = 10, *, rng: Rng = 0) -> LatentDecoder:
        """Give the decoder that a laboratory would choose: velocities towards the targets, regressed on the
        orthonormal latents of a factor analysis.

        Parameters
        ----------
        latents
            The number of latents.
        rng
            The random key (SPEC 7) of the factor analysis.
        """
        factors = factor_analysis(self.activity, latents, standardise=False, rng=rng)
        return LatentDecoder.fit(factors, self.activity, self.wanted)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a bin: trial, target_deg, unit_1 …."""
        import pandas as pd

        table = pd.DataFrame({"trial": self.trial, "target_deg": self.target_deg})
        units = pd.DataFrame(
            self.activity, columns=[f"unit_{place + 1}" for place in range(self.activity.shape[1])]
        )
        return pd.concat([table, units], axis=1)

    def _facts(self) -> Facts:
        return [
            ("bins", str(self.activity.shape[0])),
            ("trials", str(np.unique(self.trial).size)),
            ("units", str(self.activity.shape[1])),
            ("status", self.status),
        ]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Measurement(Result):
    """How fast progress through a decoder rose when it was learned; from ``measure``.

    Attributes
    ----------
    speed : float
        The mean over targets of the rise of progress, per unit ε and τ.
    standard_error : float
        Over repeats; NaN for one repeat.
    per_target : numpy.ndarray
        The rise of each target, shape (targets,).
    target_deg : numpy.ndarray
        The direction of each target, degrees.
    rate : float
        ε.
    status : str
        "completed", or "diverged at step k".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    speed: float
    standard_error: float
    per_target: FloatArray
    target_deg: FloatArray
    rate: float
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("bci.measure"))

    _kind: ClassVar[str] = "bci-measurement"
    _order: ClassVar[tuple[str, ...]] = ("status",)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how fast each target's progress rose.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.centre_out import draw

        return draw(self, ax)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target: target_deg, speed."""
        import pandas as pd

        return pd.DataFrame({"target_deg": self.target_deg, "speed": self.per_target})

    def _facts(self) -> Facts:
        return [
            ("speed", f"{_text.number(self.speed)} ± {_text.number(self.standard_error, 2)} per ε and τ"),
            ("rate", _text.number(self.rate)),
            ("status", self.status),
        ]


def model(
    units: int = 100,
    disorder: float = 0.2,
    noise: float = 0.005,
    amplitude: float = 0.35,
    rng: Rng = 0,
) -> Model:
    """Make a network with an intrinsic manifold of 10 dimensions, and cues for eight targets.

    J = Q diag(0.9 … 0.35) Qᵀ + g · Gaussian / √N with Q orthonormal, scaled down where its leading eigenvalue
    would exceed 0.93; gain 1, tanh; cues with the first and second harmonic of the target's angle and parts
    of their own, within and off the manifold.

    Parameters
    ----------
    units
        N, 20 or more.
    disorder
        g, 0 or more.
    noise
        D, 0 or more.
    amplitude
        The root mean square of the evoked activity, above 0 and at most 0.6.
    rng
        The random key (SPEC 7).

    Returns
    -------
    Model
        Network, cues and directions.

    Raises
    ------
    ParameterError
        A number is out of its range.
    """
    spec: Wire = {
        "units": _require.whole(units, "units"),
        "disorder": _require.real(disorder, "disorder"),
        "noise": _require.real(noise, "noise"),
        "amplitude": _require.real(amplitude, "amplitude"),
        "rng": rng,
    }
    reply, provenance = ask("bci.model", spec)
    return Model._unpack(reply.fields["model"], reply.arrays, provenance)


def record(
    model: Model, trials: int = 40, bins: int = 10, interval: float = 10.0, *, rng: Rng = None
) -> Recording:
    """Record activity under every cue, before anything is learned.

    Parameters
    ----------
    model
        The network and its cues.
    trials
        Trials of each target.
    bins
        Bins of each trial.
    interval
        The time from one bin to the next, in τ.
    rng
        The random key (SPEC 7) of the noise.

    Returns
    -------
    Recording
        The bins.

    Raises
    ------
    ParameterError
        A number is out of its range.
    """
    parcel = Parcel()
    held = _require.instance(model, Model, "model")
    spec: Wire = {
        "model": held._pack(parcel),
        "trials": _require.whole(trials, "trials"),
        "bins": _require.whole(bins, "bins"),
        "interval": _require.real(interval, "interval"),
        "rng": rng,
    }
    reply, provenance = ask("bci.record", spec, parcel)
    return Recording(
        model=held,
        status=str(reply.fields["status"]),
        provenance=provenance,
        **{name: reply.arrays[name] for name in _RECORDED},
    )


def measure(
    model: Model,
    decoder: LatentDecoder,
    wanted_speed: float,
    *,
    repeats: int = 3,
    step: float = 0.05,
    settle: float = 50.0,
    duration: float = 120.0,
    rate: float | None = None,
    trained_target: int | None = None,
    rng: Rng = None,
) -> Measurement:
    """Measure how fast a decoder is learned by the error-driven rule dJ = ε (Bᵀe) xᵀ / N.

    Paired simulation: the same noise with and without learning; the slope of the difference over the last two
    thirds of the run, divided by ε.

    Parameters
    ----------
    model
        The network and its cues; at most 8 targets.
    decoder
        The decoder to be learned, of the units.
    wanted_speed
        v*, above 0.
    repeats
        Repeats with other noise.
    step
        Integration step, in τ.
    settle
        Time under the cue before learning begins, in τ.
    duration
        Time of learning, in τ.
    rate
        ε; None for one that raises progress by about 2 % of v*.
    trained_target
        The only target that is trained, from 0; None for all in turn.
    rng
        The random key (SPEC 7) of the noise.

    Returns
    -------
    Measurement
        Speeds per unit ε and τ.

    Raises
    ------
    ShapeError
        Model and decoder differ in units.
    ParameterError
        A number is out of its range.
    """
    parcel = Parcel()
    held = _require.instance(model, Model, "model")
    spec: Wire = {
        "model": held._pack(parcel),
        "decoder": _require.instance(decoder, LatentDecoder, "decoder")._pack(parcel),
        "wanted_speed": _require.real(wanted_speed, "wanted_speed"),
        "repeats": _require.whole(repeats, "repeats"),
        "step": _require.real(step, "step"),
        "settle": _require.real(settle, "settle"),
        "duration": _require.real(duration, "duration"),
        "rate": _require.optional_real(rate, "rate"),
        "trained_target": None
        if trained_target is None
        else _require.whole(trained_target, "trained_target"),
        "rng": rng,
    }
    reply, provenance = ask("bci.measure", spec, parcel)
    fields = reply.fields
    return Measurement(
        speed=number(fields["speed"]),
        standard_error=number(fields["standard_error"]),
        per_target=reply.arrays["per_target"],
        target_deg=held.target_deg,
        rate=number(fields["rate"]),
        status=str(fields["status"]),
        provenance=provenance,
    )
