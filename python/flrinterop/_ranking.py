"""Which perturbed decoder will be learned fastest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._assumption import Assumption
from ._decoders import DecoderBaseline, LatentDecoder
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray, Interval, Progress, Rng
from ._wire import Parcel, Wire, number, plain, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NUMBERS = ("speed", "own_target", "identity_null", "flr2", "wanted_speed")
_ARRAYS = ("interference", "interleaved", "error", "progress")
_COLUMNS = (
    "permutation",
    "predicted_speed",
    "standard_error",
    "interval_low",
    "interval_high",
    "own_target",
    "identity_null",
    "initial_error",
    "open_loop_progress",
    "speed_ratio",
    "squared_norm",
    "angles",
)


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
        The speed with the identity in place of the covariance: what error, |B| and |x̄|² alone say.
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
    baseline: DecoderBaseline
    decoder: LatentDecoder
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("predict_decoder"))

    _kind: ClassVar[str] = "decoder-prediction"

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
        """Give one row a target: target_deg, speed, own_target, progress, error (|e|)."""
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

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire: Wire = {"kind": self._kind, "status": self.status}
        wire |= {name: plain(getattr(self, name)) for name in _NUMBERS}
        wire |= {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _ARRAYS}
        wire["baseline"] = self.baseline._pack(parcel, f"{prefix}baseline.")
        wire["decoder"] = self.decoder._pack(parcel, f"{prefix}decoder.")
        return wire

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> DecoderPrediction:
        found: dict[str, Any] = {name: number(wire[name]) for name in _NUMBERS}
        found |= {name: take(wire[name], arrays) for name in _ARRAYS}
        return cls(
            baseline=DecoderBaseline._unpack(wire["baseline"], arrays, Provenance("decoder.baseline")),
            decoder=LatentDecoder._unpack(wire["decoder"], arrays, Provenance("decoder.latent")),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
            **found,
        )

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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecoderRanking(Result):
    """Candidate decoders, the one predicted to be learned fastest first; from ``rank_decoders``.

    Every column has one row a candidate kept. Much of the range of speeds is that of the initial error:
    compare
    ``predicted_speed`` with ``identity_null``, ``initial_error`` and ``open_loop_progress`` beside it.

    Attributes
    ----------
    perturbation : str
        "within-manifold" or "outside-manifold".
    permutation : numpy.ndarray
        p of each candidate, shape (rows, latents) or (rows, units), int32.
    predicted_speed : numpy.ndarray
        Progress gained per unit ε and τ (relative where the noise is unknown), shape (rows,), descending.
    standard_error, interval_low, interval_high : numpy.ndarray
        Over trials drawn anew; NaN beyond the rows that intervals were asked for.
    own_target : numpy.ndarray
        The speed of targets trained alone.
    identity_null : numpy.ndarray
        The speed with the identity in place of the covariance, in units of its own.
    initial_error, open_loop_progress : numpy.ndarray
        Root mean square of |e| and mean progress before learning, over v*.
    speed_ratio, squared_norm, angles : numpy.ndarray
        Open-loop speed over that of the old decoder; |B|²; the angle of each row of B to the old one,
        degrees,
        shape (rows, 2).
    wanted_speed : float
        v*.
    drawn, different : int
        The permutations drawn, and the different ones among them.
    assumptions : tuple of Assumption
        What was assumed, and whether it holds.
    baseline, old_decoder
        What they were ranked from, and the decoder that was perturbed.
    status : str
        "completed", or that no candidate lies within the ranges.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    perturbation: str
    permutation: Array
    predicted_speed: FloatArray
    standard_error: FloatArray
    interval_low: FloatArray
    interval_high: FloatArray
    own_target: FloatArray
    identity_null: FloatArray
    initial_error: FloatArray
    open_loop_progress: FloatArray
    speed_ratio: FloatArray
    squared_norm: FloatArray
    angles: FloatArray
    wanted_speed: float
    drawn: int
    different: int
    assumptions: tuple[Assumption, ...]
    baseline: DecoderBaseline
    old_decoder: LatentDecoder
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("rank_decoders"))

    _kind: ClassVar[str] = "decoder-ranking"

    def __len__(self) -> int:
        return int(self.predicted_speed.size)

    def decoder(self, row: int) -> LatentDecoder:
        """Give the decoder of a row.

        Parameters
        ----------
        row
            The row, from 0, the fastest.

        Raises
        ------
        ParameterError
            There is no such row.
        """
        return self.old_decoder.perturbed(self.perturbation, self.permutation[self._row(row)])

    def prediction(self, row: int) -> DecoderPrediction:
        """Give everything that is predicted of a row.

        Parameters
        ----------
        row
            The row, from 0.
        """
        return predict_decoder(self.baseline, self.decoder(row), self.wanted_speed)

    def per_target(self, row: int) -> pd.DataFrame:
        """Give one row a target: target_deg, speed, own_target, progress, error.

        Parameters
        ----------
        row
            The row, from 0.
        """
        return self.prediction(row).to_pandas()

    def interference(self, row: int) -> FloatArray:
        """Give T of a row: what training target a (row) adds to the progress of target b (column).

        Parameters
        ----------
        row
            The row, from 0.
        """
        return self.prediction(row).interference

    def curve(self, row: int, times: npt.ArrayLike | None = None) -> pd.DataFrame:
        """Give the learning curve of a row, response and activity frozen as they were.

        Parameters
        ----------
        row
            The row, from 0.
        times
            s = ε t, 0 or more, shape (times,); None for 60 times to twice the time at which 80 % of v* is
            reached.

        Returns
        -------
        pandas.DataFrame
            time, progress (mean over targets), and progress of each target, over v*.
        """
        import pandas as pd

        told = self.prediction(row)
        if times is None:
            reached = told.time_to_criterion()
            if not (math.isfinite(reached) and reached > 0):
                reached = self.wanted_speed / max(abs(told.speed), np.finfo(float).tiny)
            times = np.linspace(0, 2 * reached, 60)
        found = told.curve(times) / self.wanted_speed
        table = pd.DataFrame({"time": np.asarray(times, dtype=float), "progress": found.mean(axis=1)})
        for place, degrees in enumerate(self.baseline.target_deg):
            table[f"progress_{degrees:g}_deg"] = found[:, place]
        return table

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a candidate kept, fastest first: rank, predicted_speed, standard_error, interval_low,
        interval_high, identity_null, own_target, initial_error, open_loop_progress, speed_ratio,
        squared_norm,
        angle_x_deg, angle_y_deg, permutation.
        """
        import pandas as pd

        order = (
            "predicted_speed",
            "standard_error",
            "interval_low",
            "interval_high",
            "identity_null",
            "own_target",
            "initial_error",
            "open_loop_progress",
            "speed_ratio",
            "squared_norm",
        )
        table = pd.DataFrame(
            {"rank": np.arange(1, len(self) + 1)} | {name: getattr(self, name) for name in order}
        )
        table["angle_x_deg"], table["angle_y_deg"] = self.angles[:, 0], self.angles[:, 1]
        table["permutation"] = [tuple(int(at) for at in row) for row in self.permutation]
        return table

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw predicted speed against initial error, with intervals of the first rows.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.ranking import draw

        return draw(self, ax)

    def _row(self, row: int) -> int:
        found = _require.whole(row, "row")
        if not 0 <= found < len(self):
            from ._errors import ParameterError

            raise ParameterError(f"row is {found}, expected from 0 to {len(self) - 1}")
        return found

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire: Wire = {
            "kind": self._kind,
            "perturbation": self.perturbation,
            "wanted_speed": self.wanted_speed,
            "drawn": self.drawn,
            "different": self.different,
            "status": self.status,
            "assumptions": [{"name": a.name, "value": a.value, "holds": a.holds} for a in self.assumptions],
            "baseline": self.baseline._pack(parcel, f"{prefix}baseline."),
            "decoder": self.old_decoder._pack(parcel, f"{prefix}decoder."),
        }
        return wire | {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _COLUMNS}

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> DecoderRanking:
        return cls(
            perturbation=str(wire["perturbation"]),
            wanted_speed=number(wire["wanted_speed"]),
            drawn=int(wire["drawn"]),
            different=int(wire["different"]),
            assumptions=tuple(
                Assumption(str(a["name"]), a.get("value"), a.get("holds")) for a in wire["assumptions"]
            ),
            baseline=DecoderBaseline._unpack(wire["baseline"], arrays, Provenance("decoder.baseline")),
            old_decoder=LatentDecoder._unpack(wire["decoder"], arrays, Provenance("decoder.latent")),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
            **{name: take(wire[name], arrays) for name in _COLUMNS},
        )

    def _facts(self) -> Facts:
        facts = [
            ("kind", self.perturbation),
            ("candidates", f"{self.drawn} drawn, {self.different} different, {len(self)} within the ranges"),
        ]
        if len(self):
            first = _text.number(float(self.predicted_speed[0]))
            margin = float(self.standard_error[0])
            sure = f" ± {_text.number(margin, 2)}" if math.isfinite(margin) else ""
            facts.append(("fastest", f"{first}{sure} per ε and τ{_relative(self.baseline)}"))
            facts.append(("slowest", _text.number(float(self.predicted_speed[-1]))))
        if len(self) > 2:
            facts.append(
                (
                    "rank correlation with the identity null",
                    _text.number(_spearman(self.predicted_speed, self.identity_null)),
                )
            )
            facts.append(
                (
                    "rank correlation with the initial error",
                    _text.number(_spearman(self.predicted_speed, self.initial_error)),
                )
            )
        facts += [(a.name, str(a.value)) for a in self.assumptions]
        return [*facts, ("status", self.status)]


def rank_decoders(
    source: BciSession | DecoderBaseline,
    kind: str,
    candidates: int = 10_000,
    *,
    decoder: LatentDecoder | None = None,
    angle_range: Interval = (20, 75),
    speed_ratio_range: Interval = (0.3, 1.5),
    progress_range: Interval = (0, 0.7),
    norm_ratio_range: Interval = (0.8, 1.25),
    wanted_speed: float | None = None,
    intervals: int = 100,
    resamples: int = 200,
    threads: int | None = None,
    rng: Rng = None,
    progress: Progress = False,
) -> DecoderRanking:
    """Rank perturbations of a decoder by how fast they will be learned, from activity before learning.

    Speed = (1/targets²) Σ_ab u_bᵀ S e_a · x̄_aᵀx̄_b / N, with S = B C Bᵀ / D: the residual covariance of the
    open-loop velocities through the candidate. Ranks do not need D.

    Parameters
    ----------
    source
        A session (the usable bins of its first block), or a ``DecoderBaseline`` of the user's own arrays.
    kind
        "within-manifold" (latents are permuted) or "outside-manifold" (units are).
    candidates
        Permutations to draw.
    decoder
        The old decoder; None for the first block's of a session of latents. Outside-manifold decoders need
        one
        that reads units.
    angle_range
        The angle of each row of B to the old one, degrees.
    speed_ratio_range
        The mean open-loop speed over that of the old decoder.
    progress_range
        The mean open-loop progress over v*.
    norm_ratio_range
        |B|² over that of the old decoder: without this, one kind can look faster by its norm alone.
    wanted_speed
        v*; None for the mean progress through the old decoder.
    intervals
        How many of the first rows get an interval.
    resamples
        Resamples of the trials behind an interval.
    threads
        None for all cores; the result does not depend on it.
    rng
        The random key (SPEC 7).
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    DecoderRanking
        The candidates within the ranges, fastest first.

    Raises
    ------
    ParameterError
        The old decoder makes no progress, reads latents and was to be perturbed outside the manifold, or is
        missing.
    UnknownNameError
        There is no such kind.

    Notes
    -----
    Perturbations: Sadtler et al., Nature 512 (2014), doi 10.1038/nature13665.
    """
    parcel = Parcel()
    found = _require.one_of(source, (BciSession, DecoderBaseline), "source")
    held = getattr(found, "latent_decoder", None) if decoder is None else decoder
    spec: Wire = {
        "source": found._pack(parcel, "source."),
        "kind": _require.text(kind, "kind"),
        "candidates": _require.whole(candidates, "candidates"),
        "decoder": None if held is None else _require.instance(held, LatentDecoder, "decoder")._pack(parcel),
        "angle_range": _range(angle_range, "angle_range"),
        "speed_ratio_range": _range(speed_ratio_range, "speed_ratio_range"),
        "progress_range": _range(progress_range, "progress_range"),
        "norm_ratio_range": _range(norm_ratio_range, "norm_ratio_range"),
        "wanted_speed": _require.optional_real(wanted_speed, "wanted_speed"),
        "intervals": _require.whole(intervals, "intervals"),
        "resamples": _require.whole(resamples, "resamples"),
        "threads": _require.threads(threads),
        "rng": rng,
    }
    reply, provenance = ask("rank_decoders", spec, parcel, progress=progress)
    return DecoderRanking._unpack(reply.fields, reply.arrays, provenance)


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
        "baseline": baseline._pack(parcel, bins=False),
        "decoder": decoder._pack(parcel),
        "wanted_speed": wanted,
    }


def _range(value: Interval, what: str) -> list[float | str | None]:
    low, high = value
    return [plain(_require.real(low, what)), plain(_require.real(high, what))]


def _relative(baseline: DecoderBaseline) -> str:
    known = baseline.noise is not None or baseline.estimator == "linearised"
    return "" if known else ", relative"


def _spearman(left: FloatArray, right: FloatArray) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(left, right).statistic)
