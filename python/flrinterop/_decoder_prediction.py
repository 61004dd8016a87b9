"""How fast one decoder will be learned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._baselines import DecoderBaseline
from ._decoders import LatentDecoder
from ._fields import crossing
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NUMBERS = ("speed", "own_target", "identity_null", "flr2", "wanted_speed")
_ARRAYS = ("interference", "interleaved", "error", "progress")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecoderPrediction(Result):
    """How fast one decoder will be learned under the error-driven rule dJ = ε (Bᵀe) xᵀ / N; from
    ``predict_decoder``.

    Speeds are progress gained per unit ε and τ, in the decoder's unit of velocity; relative where the
    noise is
    unknown.

    Attributes
    ----------
    speed : float
        The mean over targets of the progress gained when all are trained in turn.
    own_target : float
        The same when each target is trained alone.
    identity_null : float
        The speed with the identity in place of the covariance: what error, ``|B|`` and ``|x̄|²`` alone say.
    flr2 : float
        FLR2, which leaves the error out.
    interference : numpy.ndarray
        T: what training target a (row) adds to the progress of target b (column), shape (targets, targets).
    interleaved : numpy.ndarray
        The speed of each target when all are trained in turn, shape (targets,).
    error : numpy.ndarray
        e = v* u − v before learning, shape (targets, 2).
    progress : numpy.ndarray
        u · v before learning, shape (targets,).
    wanted_speed : float
        v*.
    baseline, decoder
        What it was predicted from, and the decoder.
    status : str
        "completed".
    provenance : Provenance
        Version, operation and parameters.
    """

    speed: float
    own_target: float
    identity_null: float
    flr2: float
    interference: FloatArray
    interleaved: FloatArray
    error: FloatArray
    progress: FloatArray
    wanted_speed: float
    baseline: DecoderBaseline = field(metadata=crossing(operation="decoder.baseline"))
    decoder: LatentDecoder
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_decoder"))

    _kind: ClassVar[str] = "decoder-prediction"
    _order: ClassVar[tuple[str, ...]] = ("status",)

    def curve(self, times: npt.ArrayLike) -> FloatArray:
        """Give the progress of every target as learning goes on, response and activity frozen as they were.

        Parameters
        ----------
        times
            s = ε t, 0 or more, shape (times,).

        Returns
        -------
        numpy.ndarray
            Shape (times, targets), float64.

        Raises
        ------
        ParameterError
            A time is negative.
        """
        return self._ask(times=_require.array(times, "times")).arrays["curve"]  # type: ignore[no-any-return]

    def time_to_criterion(self, fraction: float = 0.8) -> float:
        """Give the time s = ε t at which the mean progress first reaches a fraction of v*; infinite where
        never.

        Parameters
        ----------
        fraction
            The criterion, above 0 and up to 1.
        """
        reply = self._ask(fraction=_require.real(fraction, "fraction"))
        return number(reply.fields["time_to_criterion"])

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target: target_deg, speed, own_target, progress, error (``|e|``)."""
        import pandas as pd

        return pd.DataFrame(
            {
                "target_deg": self.baseline.target_deg,
                "speed": self.interleaved,
                "own_target": np.diagonal(self.interference),
                "progress": self.progress,
                "error": np.linalg.norm(self.error, axis=1),
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the matrix of interference: what training each target adds to the progress of every other.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.ranking import interference

        return interference(self, ax)

    def _ask(self, times: Array | None = None, fraction: float = 0.8) -> Any:
        parcel = Parcel()
        spec = _spec(self.baseline, self.decoder, self.wanted_speed, parcel)
        spec |= {"times": parcel.put("times", times), "fraction": fraction}
        return ask("predict_decoder", spec, parcel)[0]

    def _facts(self) -> Facts:
        return [
            ("speed", f"{_text.number(self.speed)} per ε and τ{_relative(self.baseline)}"),
            ("each target alone", _text.number(self.own_target)),
            ("with the identity for C", _text.number(self.identity_null)),
            ("initial progress", f"{_text.number(float(self.progress.mean()) / self.wanted_speed)} of v*"),
            (
                "interference",
                f"{_text.number(100 * float(np.mean(self.interference < 0)), 2)} % of T is negative",
            ),
            ("status", self.status),
        ]


def predict_decoder(
    baseline: DecoderBaseline | BciSession, decoder: LatentDecoder, wanted_speed: float
) -> DecoderPrediction:
    """Predict how fast one decoder will be learned.

    Parameters
    ----------
    baseline
        What is known before, or a session.
    decoder
        The new decoder.
    wanted_speed
        v*, above 0: the mean progress through the old decoder, ``baseline.progress_through(old)``.

    Returns
    -------
    DecoderPrediction
        Speed, interference between targets, and the learning curve of the frozen kernel.

    Raises
    ------
    ShapeError
        Decoder and baseline differ in units.
    ParameterError
        v* is not above 0.
    """
    known = DecoderBaseline.from_session(baseline) if isinstance(baseline, BciSession) else baseline
    known = _require.instance(known, DecoderBaseline, "baseline")
    new = _require.instance(decoder, LatentDecoder, "decoder")
    wanted = _require.real(wanted_speed, "wanted_speed")
    parcel = Parcel()
    reply, provenance = ask("predict_decoder", _spec(known, new, wanted, parcel), parcel)
    found: dict[str, Any] = {name: number(reply.fields[name]) for name in _NUMBERS}
    found |= {name: reply.arrays[name] for name in _ARRAYS}
    return DecoderPrediction(
        baseline=known,
        decoder=new,
        provenance=provenance,
        **found,
    )


def _spec(baseline: DecoderBaseline, decoder: LatentDecoder, wanted: float, parcel: Parcel) -> Wire:
    return {
        "baseline": baseline._without_bins()._pack(parcel),
        "decoder": decoder._pack(parcel),
        "wanted_speed": wanted,
    }


def _relative(baseline: DecoderBaseline) -> str:
    known = baseline.noise is not None or baseline.estimator == "linearised"
    return "" if known else ", relative"
