"""Simulated sessions in the tables of recorded ones, whose answer is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _text
from ._arrow import Parts
from ._asking import ask
from ._decoders import LatentDecoder
from ._noun import Facts, _names
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray, Progress, Rng
from ._wire import Parcel, Wire, number, plain, take
from .bci import Model

if TYPE_CHECKING:
    import pandas as pd

_OWN = ("model", "intuitive", "perturbed", "gained", "rate", "wanted_speed")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SimulatedSession(BciSession):
    """A session like a recorded one, and the answer that an analysis should find; from ``simulate_session``.

    Every verb that takes a ``BciSession`` takes it.

    Attributes
    ----------
    model : flrinterop.bci.Model
        The network, its cues and directions.
    intuitive, perturbed : LatentDecoder
        The old and the new decoder, of the units, mm/s.
    gained : numpy.ndarray
        What learning had added to the trial value (mean progress) of each trial of each target: with
        learning minus
        without, under the same noise, so that it is the learning curve nearly free of noise, shape (trials,
        targets), mm/s.
    rate : float
        ε; 0 where nothing is learned.
    wanted_speed : float
        v*, mm/s.
    """

    # a base with defaults asks for defaults here; simulate_session always gives them
    model: Model = None  # type: ignore[assignment]
    intuitive: LatentDecoder = None  # type: ignore[assignment]
    perturbed: LatentDecoder = None  # type: ignore[assignment]
    gained: FloatArray = None  # type: ignore[assignment]
    rate: float = 0.0
    wanted_speed: float = 0.0

    _kind: ClassVar[str] = "session"

    @property
    def latent_decoder(self) -> LatentDecoder | None:
        """The old decoder where the session holds units; None where it holds latents."""
        return self.intuitive if self._bins["activity"].shape[1] == self.model.network.units else None

    def truth(self, window: int = 75) -> pd.DataFrame:
        """Give the answer: one row a target, target_deg, slope (mm/s per trial of its own over the first
        trials,
        nearly free of noise) and change (mm/s, last 20 minus first 8 trials; NaN for fewer than 28).

        Parameters
        ----------
        window
            The number of first trials of each target.
        """
        import pandas as pd

        first = self.gained[:window]
        trial = np.arange(1, len(first) + 1)
        slope = (trial - trial.mean()) @ first / np.sum((trial - trial.mean()) ** 2)
        late, early = self.gained[-20:].mean(axis=0), self.gained[:8].mean(axis=0)
        change = late - early if len(self.gained) >= 28 else np.full(slope.shape, np.nan)
        return (
            pd.DataFrame({"target_deg": self.model.target_deg, "slope": slope, "change": change})
            .sort_values("target_deg")
            .reset_index(drop=True)
        )

    def _arrow_parts(self) -> Parts:
        parcel = Parcel()
        wire: Wire = {
            "session": self._pack(parcel, "session."),
            "model": self.model._pack(parcel, "model."),
            "intuitive": self.intuitive._pack(parcel, "intuitive."),
            "perturbed": self.perturbed._pack(parcel, "perturbed."),
            "gained": parcel.put("gained", np.ascontiguousarray(self.gained)),
            "rate": plain(self.rate),
            "wanted_speed": plain(self.wanted_speed),
            "status": self.status,
        }
        return Parts("simulated-session", wire, parcel.arrays, self.provenance.to_dict())

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> SimulatedSession:
        session = BciSession._unpack(wire["session"], arrays, provenance)
        held = {name: getattr(session, name) for name in _names(session)}
        held |= {"source": "", "provenance": provenance, "status": str(wire["status"])}
        unknown = Provenance("unknown")
        return cls(
            **held,
            model=Model._unpack(wire["model"], arrays, unknown),
            intuitive=LatentDecoder._unpack(wire["intuitive"], arrays, unknown),
            perturbed=LatentDecoder._unpack(wire["perturbed"], arrays, unknown),
            gained=take(wire["gained"], arrays),
            rate=number(wire["rate"]),
            wanted_speed=number(wire["wanted_speed"]),
        )

    def _facts(self) -> Facts:
        mean = float(self.truth()["slope"].mean())
        return [
            *BciSession._facts(self),
            ("true slope, mean over targets", f"{_text.number(mean)} mm/s per trial"),
            ("rate", _text.number(self.rate)),
        ]


def simulate_session(
    model: Model | None = None,
    decoder: LatentDecoder | None = None,
    perturbed: LatentDecoder | None = None,
    *,
    kind: str = "within-manifold",
    quantile: float = 0.25,
    latents: int = 10,
    activity: str = "latents",
    baseline_trials: int = 40,
    learning_trials: int = 75,
    bins: int = 10,
    interval: float = 5.0,
    settle: float = 30.0,
    step: float = 0.05,
    rise: float = 0.3,
    speed_mm_s: float = 150.0,
    distance_mm: float = 125.0,
    bin_s: float = 0.045,
    rng: Rng = None,
    progress: Progress = False,
) -> SimulatedSession:
    """Simulate a session: trials with the old decoder, then trials in which a new one is learned.

    The network learns by the error-driven rule dJ = ε (Bᵀe) xᵀ / N, all targets in turn; the tables are
    those of a
    recorded session, and the answer is known.

    Parameters
    ----------
    model
        The network and its cues, at most 8 targets; None for one of 100 units.
    decoder
        The old decoder, of the units; None for one regressed on the latents of a recording.
    perturbed
        The new decoder, of the units; None for one at a place of the predicted ranking.
    kind
        "within-manifold" or "outside-manifold": how the new decoder is perturbed where it is not given.
    quantile
        Its place in the ranking: 0 the fastest, 1 the slowest.
    latents
        The latents of the old decoder where it is not given.
    activity
        What the session holds: the "latents" of the old decoder, as recordings do, or the "units".
    baseline_trials, learning_trials
        Trials of each target with the old and with the new decoder, 3 or more.
    bins
        Bins of each trial.
    interval
        The time from one bin to the next, in τ.
    settle
        Time under the cue before the first bin, in τ; nothing is learned in it.
    step
        Integration step, in τ.
    rise
        The rise of progress that the rate is set for, over v*, if the initial speed lasted; 0 for a
        session in
        which nothing is learned.
    speed_mm_s
        What v* becomes, mm/s.
    distance_mm
        The distance of the targets from the centre, mm.
    bin_s
        The duration of a bin in the tables, s.
    rng
        The random key (SPEC 7).
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    SimulatedSession
        A ``BciSession`` with its ``truth()``.

    Raises
    ------
    ShapeError
        Model and decoders differ in units.
    ParameterError
        A number is out of its range, or the latents do not determine the new decoder's velocity.
    NumericalError
        The run diverged, or no perturbed decoder was found.

    Examples
    --------
    >>> import flrinterop as flr
    >>> made = flr.simulate_session(flr.bci.model(units=40, rng=1), latents=6, learning_trials=10, rng=2)
    >>> made.describe().blocks["trials"].tolist()
    [320, 80]
    """
    parcel = Parcel()
    held = None if model is None else _require.instance(model, Model, "model")
    spec: Wire = {
        "model": None if held is None else held._pack(parcel),
        "decoder": _packed(decoder, "decoder", parcel),
        "perturbed": _packed(perturbed, "perturbed", parcel),
        "kind": _require.text(kind, "kind"),
        "quantile": _require.real(quantile, "quantile"),
        "latents": _require.whole(latents, "latents"),
        "activity": _require.text(activity, "activity"),
        "baseline_trials": _require.whole(baseline_trials, "baseline_trials"),
        "learning_trials": _require.whole(learning_trials, "learning_trials"),
        "bins": _require.whole(bins, "bins"),
        "interval": _require.real(interval, "interval"),
        "settle": _require.real(settle, "settle"),
        "step": _require.real(step, "step"),
        "rise": _require.real(rise, "rise"),
        "speed_mm_s": _require.real(speed_mm_s, "speed_mm_s"),
        "distance_mm": _require.real(distance_mm, "distance_mm"),
        "bin_s": _require.real(bin_s, "bin_s"),
        "rng": rng,
    }
    reply, provenance = ask("bci.session", spec, parcel, progress=progress)
    return SimulatedSession._unpack(reply.fields, reply.arrays, provenance)


def _packed(decoder: LatentDecoder | None, what: str, parcel: Parcel) -> Wire | None:
    if decoder is None:
        return None
    return _require.instance(decoder, LatentDecoder, what)._pack(parcel, f"{what}.")
