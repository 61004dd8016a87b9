"""The verb that ranks perturbed decoders."""

from __future__ import annotations

from . import _require
from ._asking import ask
from ._baselines import DecoderBaseline
from ._decoders import LatentDecoder
from ._ranking import DecoderRanking
from ._session import BciSession
from ._types import Interval, Progress, Rng
from ._wire import Parcel, Wire, plain


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
        ``|B|²`` over that of the old decoder: without this, one kind can look faster by its norm alone.
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


def _range(value: Interval, what: str) -> list[float | str | None]:
    low, high = value
    return [plain(_require.real(low, what)), plain(_require.real(high, what))]
