"""Verbs on learning speeds: predict_speed, measure_speed, compare."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from . import _require
from ._activity import Activity
from ._asking import ask
from ._comparison import Comparison
from ._decoder_prediction import DecoderPrediction
from ._dynamics import packed_source
from ._interference import InterferenceMeasurement, InterferencePrediction, beside_the_diagonal
from ._measurement import SpeedMeasurement
from ._network import Network
from ._periodic_activity import PeriodicActivity
from ._periodic_measurement import PeriodicMeasurement
from ._periodic_prediction import PeriodicPrediction
from ._prediction import SpeedPrediction
from ._rules.base import LearningRule, packed
from ._tasks.task import LearningTask, PeriodicTask
from ._time_prediction import TimePrediction
from ._types import Array, Progress, Rng
from ._wire import Parcel, Wire
from .bci import Measurement


def predict_speed(
    source: Activity | Network,
    task: LearningTask,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    relation: str = "flr1",
    estimator: str | None = None,
    evoked: Activity | PeriodicActivity | npt.ArrayLike | None = None,
    step: float | None = None,
    follow_slope: bool = False,
) -> SpeedPrediction:
    """Predict how fast each map is learned at first, dm/dt per unit learning rate ε.

    FLR1: ṁ = ξᵀ χ (g ∘ Ḡ x̄_η) / N, any rule. FLR2: (ξᵀCξ/N) (x̄_ηᵀx̄_η/N), Hebbian.
    Tasks in time: dX_k/ds = χ(kω)(ḡ ∘ Ḡ X_k) for the harmonics X_k of the activity.

    Parameters
    ----------
    source
        Activity before any learning, or a Network.
    task
        Any task of ``flr.tasks``, each map learned on its own.
    rule
        A rule of ``flr.rules`` or its name.
    relation
        "flr1" or "flr2".
    estimator
        "equal-time", "lagged" or "one-lag" (activity), "linearised" (network); None for "equal-time" or
        "linearised", as fits the source.
    evoked
        What the inputs evoke before learning: a mean of shape (maps, units), or an evoked Activity; for a
        task in time a PeriodicActivity, a measurement that has one, or its complex components (maps,
        harmonics + 1, units). None where unknown.
    step
        Tasks in time: the Euler step that the network will be run with, in τ; None for 0.1 from a network and
        for continuous time from activity.
    follow_slope
        Tasks in time, from a network: the slope g follows the activity through the period, as large
        amplitudes need, instead of its mean.

    Returns
    -------
    SpeedPrediction
        For a task in time a PeriodicPrediction.

    Raises
    ------
    ShapeError
        Source and task have different numbers of units.
    UnknownNameError
        Rule, relation or estimator is not known.

    Notes
    -----
    Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.pre_embedded(units=50, maps=2, rng=1), gain=0.5)
    >>> flr.predict_speed(net, flr.tasks.InputOutputMap.random(50, 3, rng=2)).speed.shape
    (3,)
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "task": _require.instance(task, LearningTask, "task")._pack(parcel, "task."),
        "rule": packed(rule, parcel),
        "relation": _require.text(relation, "relation"),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
        "evoked": packed_evoked(evoked, task, parcel),
        "step": _require.optional_real(step, "step"),
        "follow_slope": bool(follow_slope),
    }
    reply, provenance = ask("predict_speed", spec, parcel)
    kind = PeriodicPrediction if reply.fields["kind"] == PeriodicPrediction._kind else SpeedPrediction
    return kind._unpack(reply.fields, reply.arrays, provenance)


def measure_speed(
    network: Network,
    task: LearningTask,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    rate: float | None = None,
    trials: int = 64,
    duration: float | None = None,
    step: float = 0.1,
    threads: int | None = None,
    memory_limit: int | None = None,
    rng: Rng = None,
    progress: Progress = False,
) -> SpeedMeasurement:
    """Measure how fast each map is learned at first: two runs with the same noise, one learns, the difference
    tells.

    Parameters
    ----------
    network
        The network before learning.
    task
        Any task of ``flr.tasks``, each map learned on its own copy of the coupling.
    rule
        A rule of ``flr.rules`` or its name.
    rate
        ε; None to choose it for each map, small enough for learning to be slow.
    trials
        Pairs of runs, each with its own noise.
    duration
        How long learning is on, in τ; None to choose it for each map.
    step
        Integration step, in τ.
    threads
        None for all cores; the bits do not depend on it.
    memory_limit
        Bytes that it may take; None for the memory that there is. What would take more is refused before
        any is taken: every trial at work has a coupling of its own, 64 N² bytes a thread.
    rng
        The random key (SPEC 7).
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    SpeedMeasurement
        With a standard error over trials; for a task in time a PeriodicMeasurement, which has the activity
        that the inputs evoked without learning.

    Raises
    ------
    ShapeError
        Network and task have different numbers of units.
    ParameterError
        A number is out of its range, or it would take more memory than there is or than ``memory_limit``.
    UnknownNameError
        The rule is not known.
    """
    parcel = Parcel()
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "task": _require.instance(task, LearningTask, "task")._pack(parcel, "task."),
        "rule": packed(rule, parcel),
        **measuring(rate, trials, duration, step, threads, memory_limit),
        "rng": rng,
    }
    reply, provenance = ask("measure_speed", spec, parcel, progress=progress)
    kind = PeriodicMeasurement if reply.fields["kind"] == PeriodicMeasurement._kind else SpeedMeasurement
    return kind._unpack(reply.fields, reply.arrays, provenance)


def compare(
    predicted: SpeedPrediction | InterferencePrediction | TimePrediction | DecoderPrediction | npt.ArrayLike,
    measured: SpeedMeasurement | InterferenceMeasurement | Measurement | npt.ArrayLike,
    *,
    resamples: int = 10_000,
    rng: Rng = 0,
) -> Comparison:
    """Put predicted beside measured speeds: R², slope, rank correlation, with intervals and a permutation p.

    Beside R² stands that of the null: the speeds that the same drive would give without fluctuations.

    Parameters
    ----------
    predicted
        A SpeedPrediction, an InterferencePrediction (its entries off the diagonal, row after row), a
        TimePrediction, a DecoderPrediction (its targets), or numbers of shape (maps,).
    measured
        A SpeedMeasurement, an InterferenceMeasurement, a ``bci.Measurement`` (its targets), or numbers of
        shape (maps,), such as ε times measured times; NaN where none was measured.
    resamples
        Resamples of the bootstrap, and permutations.
    rng
        The random key (SPEC 7).

    Raises
    ------
    ShapeError
        The shapes differ.
    ParameterError
        There are too few maps.

    Examples
    --------
    >>> import flrinterop as flr
    >>> round(flr.compare([1.0, 2.0, 3.0, 4.0], [1.1, 1.9, 3.2, 3.9]).spearman, 9)
    1.0
    """
    parcel = Parcel()
    null = getattr(predicted, "null_speed", None)
    told = _speeds(predicted, "predicted")
    seen = _speeds(measured, "measured")
    error: Array | None = None
    if isinstance(measured, SpeedMeasurement):
        error = measured.standard_error
    elif isinstance(measured, InterferenceMeasurement):
        error = beside_the_diagonal(measured.standard_error)
    spec: Wire = {
        "predicted": parcel.put("predicted", told),
        "measured": parcel.put("measured", seen),
        "standard_error": parcel.put("standard_error", error),
        "null_speed": parcel.put("null_speed", null),
        "resamples": _require.whole(resamples, "resamples"),
        "rng": rng,
    }
    reply, provenance = ask("compare", spec, parcel)
    wire = reply.fields | {name: spec[name] for name in ("predicted", "measured", "standard_error")}
    return Comparison._unpack(wire, parcel.arrays, provenance)


def _speeds(value: object, what: str) -> Array:
    if isinstance(value, (InterferencePrediction, InterferenceMeasurement)):
        return beside_the_diagonal(value.matrix)
    if isinstance(value, TimePrediction):
        return value.time
    if isinstance(value, DecoderPrediction):
        return value.interleaved
    if isinstance(value, Measurement):
        return value.per_target
    return _require.array(getattr(value, "speed", value), what)


def measuring(
    rate: float | None,
    trials: int,
    duration: float | None,
    step: float,
    threads: int | None,
    memory_limit: int | None,
) -> Wire:
    """Check and write how paired simulations are to measure."""
    return {
        "rate": _require.optional_real(rate, "rate"),
        "trials": _require.whole(trials, "trials"),
        "duration": _require.optional_real(duration, "duration"),
        "step": _require.real(step, "step"),
        "threads": _require.threads(threads),
        "memory_limit": None if memory_limit is None else _require.whole(memory_limit, "memory_limit"),
    }


def packed_evoked(value: Any, task: LearningTask, parcel: Parcel) -> Wire | str | None:
    """Write what the inputs of a task evoke before learning."""
    if isinstance(value, PeriodicMeasurement):
        value = value.evoked
    elif isinstance(task, PeriodicTask) and np.iscomplexobj(value):
        components = np.asarray(value, dtype=np.complex128)
        value = PeriodicActivity(task.frequency, components) if components.ndim else value
    if isinstance(value, (Activity, PeriodicActivity)):
        return value._pack(parcel, "evoked.")
    return None if value is None else parcel.put("evoked", _require.array(value, "evoked"))
