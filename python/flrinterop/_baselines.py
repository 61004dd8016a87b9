"""What is known before a new decoder is tried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._decoders import LatentDecoder
from ._fields import crossing
from ._network import Network
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray
from ._wire import Parcel, Wire

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecoderBaseline(Result):
    """What is known before a new decoder is tried: the mean activity of every target, and how activity
    answers a
    small force, from recorded fluctuations (C / D) or from a model (χ diag(g)).

    Attributes
    ----------
    directions : numpy.ndarray
        u_a, the unit vector to every target, shape (targets, 2), float64.
    means : numpy.ndarray
        x̄_a, shape (targets, units), float64.
    response : numpy.ndarray
        C / D or χ diag(g): shape (1, units, units), or (targets, units, units) for one each.
    estimator : str
        "equal-time" from activity, "linearised" from a network.
    noise : float or None
        D, None where unknown: speeds are relative then.
    count : int
        The bins behind it; 0 for a network or for moments.
    origin : numpy.ndarray or None
        The zero of activity, shape (units,), None for 0.
    activity, target, trial : numpy.ndarray or None
        The bins themselves, shapes (bins, units), (bins,), (bins,): what intervals need.
    status : str
        "completed".
    provenance : Provenance
        Version, operation and parameters.
    """

    directions: FloatArray
    means: FloatArray
    response: FloatArray
    estimator: str
    noise: float | None = None
    count: int = 0
    origin: FloatArray | None = None
    activity: FloatArray | None = None
    target: Array | None = None
    trial: Array | None = None
    status: str = field(default="completed", metadata=crossing(stays=True))
    provenance: Provenance = field(default_factory=lambda: Provenance("decoder.baseline"))

    _kind: ClassVar[str] = "decoder-baseline"

    @classmethod
    def from_samples(
        cls,
        activity: npt.ArrayLike,
        target_deg: npt.ArrayLike,
        trial: npt.ArrayLike | None = None,
        *,
        noise: float | None = None,
        origin: npt.ArrayLike | None = None,
        per_target: bool = False,
    ) -> DecoderBaseline:
        """Take bins of activity: means of every target over its bins, and the covariance of the bins about
        them.

        Differences between targets are evoked and no susceptibility: they are left out of the covariance.

        Parameters
        ----------
        activity
            x, shape (bins, units), finite.
        target_deg
            The direction of each bin's target, shape (bins,), degrees counter-clockwise from the first axis.
        trial
            The trial of each bin, shape (bins,), whole numbers: what is drawn anew for intervals; None
            where every
            bin is one.
        noise
            D, above 0; None where unknown: speeds are relative then, and their order does not need it.
        origin
            The zero of activity, shape (units,); None for 0. For raw counts, the mean over all bins.
        per_target
            One covariance for every target instead of one for all.

        Raises
        ------
        ShapeError
            The shapes do not fit together.
        ParameterError
            A number is not finite, or a target has too few bins.
        """
        degrees, place = np.unique(_require.array(target_deg, "target_deg"), return_inverse=True)
        own = np.arange(len(place)) if trial is None else _require.array(trial, "trial", np.int64)
        return cls._of_bins(
            _require.array(activity, "activity"),
            place.reshape(-1),
            own,
            directions_at(degrees),
            noise=_require.optional_real(noise, "noise"),
            origin=None if origin is None else _require.array(origin, "origin"),
            per_target=per_target,
        )

    @classmethod
    def from_moments(
        cls,
        means: npt.ArrayLike,
        covariance: npt.ArrayLike,
        target_deg: npt.ArrayLike,
        *,
        noise: float | None = None,
        origin: npt.ArrayLike | None = None,
    ) -> DecoderBaseline:
        """Take moments of activity as they are; rankings from them have no intervals.

        Parameters
        ----------
        means
            x̄_a, shape (targets, units), finite.
        covariance
            C of the residuals about the targets' means, shape (units, units) or (targets, units, units).
        target_deg
            The direction of each target, shape (targets,), degrees.
        noise
            D, above 0; None where unknown.
        origin
            The zero of activity, shape (units,); None for 0.

        Raises
        ------
        ShapeError
            The shapes do not fit together.
        """
        parcel = Parcel()
        return cls._ask(
            {
                "means": parcel.put("means", _require.array(means, "means")),
                "covariance": parcel.put("covariance", _require.array(covariance, "covariance")),
                "directions": parcel.put("directions", directions_at(target_deg)),
                "noise": _require.optional_real(noise, "noise"),
                "origin": None if origin is None else parcel.put("origin", _require.array(origin, "origin")),
            },
            parcel,
        )

    @classmethod
    def from_network(
        cls, network: Network, cues: npt.ArrayLike, target_deg: npt.ArrayLike
    ) -> DecoderBaseline:
        """Take a network without sampling it: the fixed point under every cue, and χ diag(g) there.

        Parameters
        ----------
        network
            The network.
        cues
            η_a, shape (targets, units).
        target_deg
            The direction of each target, shape (targets,), degrees.

        Raises
        ------
        ShapeError
            The shapes do not fit together.
        NumericalError
            No fixed point was found under a cue.
        """
        held = _require.instance(network, Network, "network")
        return cls._of_network(held, _require.array(cues, "cues"), directions_at(target_deg))

    @classmethod
    def from_session(cls, session: BciSession) -> DecoderBaseline:
        """Take the usable bins of a session's first block: residual covariance, noise unknown.

        Parameters
        ----------
        session
            The session.

        Raises
        ------
        ParameterError
            A target has fewer than two usable bins.
        """
        parcel = Parcel()
        found = _require.instance(session, BciSession, "session")
        return cls._ask({"session": found._pack(parcel, "session.")}, parcel)

    @classmethod
    def _of_bins(
        cls,
        activity: FloatArray,
        target: Array,
        trial: Array,
        directions: FloatArray,
        *,
        noise: float | None,
        origin: FloatArray | None = None,
        per_target: bool = False,
    ) -> DecoderBaseline:
        parcel = Parcel()
        spec: Wire = {
            "activity": parcel.put("activity", activity),
            "target": parcel.put("target", np.ascontiguousarray(target, dtype=np.int32)),
            "trial": parcel.put("trial", np.ascontiguousarray(trial, dtype=np.int64)),
            "directions": parcel.put("directions", directions),
            "noise": noise,
            "origin": parcel.put("origin", origin),
            "per_target": bool(per_target),
        }
        return cls._ask(spec, parcel)

    @classmethod
    def _of_network(cls, network: Network, cues: FloatArray, directions: FloatArray) -> DecoderBaseline:
        parcel = Parcel()
        spec: Wire = {
            "network": network._pack(parcel),
            "cues": parcel.put("cues", cues),
            "directions": parcel.put("directions", directions),
        }
        return cls._ask(spec, parcel)

    @classmethod
    def _ask(cls, spec: Wire, parcel: Parcel) -> DecoderBaseline:
        reply, provenance = ask("decoder.baseline", spec, parcel)
        return cls._unpack(reply.fields["baseline"], reply.arrays, provenance)

    @property
    def target_deg(self) -> FloatArray:
        """The direction of every target, shape (targets,), degrees, 0 … 360."""
        found: FloatArray = np.rad2deg(np.arctan2(self.directions[:, 1], self.directions[:, 0])) % 360
        return np.round(found, 9) % 360

    @property
    def units(self) -> int:
        """The number of units."""
        return int(self.means.shape[1])

    def progress_through(self, decoder: LatentDecoder) -> float:
        """Give v*, the mean over targets of the progress through a decoder.

        Parameters
        ----------
        decoder
            The decoder.
        """
        velocity = _require.instance(decoder, LatentDecoder, "decoder").velocity(self.means)
        return float(np.mean(np.sum(velocity * self.directions, axis=1)))

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target and unit: target_deg, unit, mean, variance."""
        import pandas as pd

        targets, units = self.means.shape
        variance = np.broadcast_to(np.diagonal(self.response, axis1=1, axis2=2), (targets, units))
        return pd.DataFrame(
            {
                "target_deg": np.repeat(self.target_deg, units),
                "unit": np.tile(np.arange(units), targets),
                "mean": self.means.ravel(),
                "variance": variance.ravel() * (self.noise or 1),
            }
        )

    def _pack(self, parcel: Parcel, prefix: str = "baseline.") -> Wire:
        return Result._pack(self, parcel, prefix)

    def _without_bins(self) -> DecoderBaseline:
        return replace(self, activity=None, target=None, trial=None)

    def _facts(self) -> Facts:
        return [
            ("targets", str(self.means.shape[0])),
            ("units", str(self.units)),
            ("bins", str(self.count) if self.count else "none"),
            ("estimator", self.estimator),
            ("noise", "of the model" if self.estimator == "linearised" else _noise(self.noise)),
            ("status", self.status),
        ]


def directions_at(target_deg: npt.ArrayLike) -> FloatArray:
    """Give unit vectors at angles in degrees, shape (targets, 2)."""
    angle = np.deg2rad(_require.array(target_deg, "target_deg"))
    return np.ascontiguousarray(np.stack([np.cos(angle), np.sin(angle)], axis=-1))


def _noise(value: float | None) -> str:
    return "unknown: speeds are relative" if value is None else _text.number(value)
