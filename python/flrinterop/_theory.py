"""Verbs on several maps and on whole courses of learning: times, interference, the order of learning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import _require
from ._activity import Activity
from ._asking import ask
from ._dynamics import packed_source
from ._interference import InterferenceMeasurement, InterferencePrediction
from ._learning_order import LearningOrder
from ._network import Network
from ._rules.base import LearningRule, packed
from ._speeds import measuring, packed_evoked
from ._time_prediction import TimePrediction
from ._types import Progress, Rng
from ._wire import Parcel, Wire
from .tasks import InputOutputMap


def predict_learning_time(
    source: Activity | Network,
    task: InputOutputMap,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    threshold: float = 0.8,
    method: str | None = None,
    estimator: str | None = None,
    evoked: Activity | npt.ArrayLike | None = None,
    threads: int | None = None,
    progress: Progress = False,
) -> TimePrediction:
    """Predict how long each map takes to be learned on its own, per unit learning rate: divide by ε.

    "adiabatic": the slow flow dJ/ds = Ḡ(x*(J)), s = ε t, along which the state stays at the fixed point of
    the couplings of the moment. "formula": dm/ds = v₀ F(m)/F(m₀) with F = (1 − m)(1 − m²)(q + m²(1 − q)), q =
    ``|x̄|²/N``, from what is known before learning (without 1 − m for a rule that goes on at the target).

    Parameters
    ----------
    source
        A Network, or activity before any learning.
    task
        The input–output pairs, each learned on its own.
    rule
        A rule of ``flr.rules`` or its name.
    threshold
        The overlap ξᵀx/N at which a map counts as learned.
    method
        "adiabatic" or "formula"; None for "adiabatic" of a Network and "formula" of an Activity, which has no
        other.
    estimator
        Of an activity: how the initial speed is predicted, "equal-time", "lagged" or "one-lag"; None for
        "equal-time".
    evoked
        Of an activity: what the inputs evoke before learning, a mean of shape (maps, units) or an evoked
        Activity; None where unknown.
    threads
        None for all cores; the bits do not depend on it.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    TimePrediction
        A map that does not reach the threshold has the time NaN and a status that says so.

    Raises
    ------
    ShapeError
        Source and task have different numbers of units.
    ParameterError
        The rule has no slow flow ("force"), or the adiabatic flow is asked of an activity.
    UnknownNameError
        Rule, method or estimator is not known.

    Notes
    -----
    Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(40, strength=0.6, rng=1), gain=0.8)
    >>> task = flr.tasks.InputOutputMap.random(40, 3, rng=2)
    >>> flr.predict_learning_time(net, task, "error-driven", threshold=0.5).status
    'completed'
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "task": _require.instance(task, InputOutputMap, "task")._pack(parcel),
        "rule": packed(rule, parcel),
        "threshold": _require.real(threshold, "threshold"),
        "method": None if method is None else _require.text(method, "method"),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
        "evoked": packed_evoked(evoked, task, parcel),
        "threads": _require.threads(threads),
    }
    reply, provenance = ask("predict_learning_time", spec, parcel, progress=progress)
    return TimePrediction._unpack(reply.fields, reply.arrays, provenance)


def predict_interference(
    source: Activity | Network,
    task: InputOutputMap,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    estimator: str | None = None,
    evoked: Activity | npt.ArrayLike | None = None,
) -> InterferencePrediction:
    """Predict how learning one map moves the others in the same network.

    Learning map a moves the overlap of map b at ξ_bᵀ χ_b (g_b ∘ Ḡ_a x̄_b)/N per unit ε.

    Parameters
    ----------
    source
        Activity before any learning, or a Network.
    task
        The input–output pairs.
    rule
        A rule of ``flr.rules`` or its name.
    estimator
        "equal-time", "lagged" or "one-lag" (activity), "linearised" (network); None for the one that fits the
        source.
    evoked
        Of an activity: what the inputs evoke before learning, a mean of shape (maps, units) or an evoked
        Activity; None where unknown.

    Returns
    -------
    InterferencePrediction
        ``matrix[learned, moved]``; ``compare`` takes its entries off the diagonal.

    Raises
    ------
    ShapeError
        Source and task have different numbers of units.
    ParameterError
        The rule has no mean drive, or needs what the source does not know.
    UnknownNameError
        Rule or estimator is not known.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(40, strength=0.6, rng=1), gain=0.8)
    >>> flr.predict_interference(net, flr.tasks.InputOutputMap.random(40, 3, rng=2)).matrix.shape
    (3, 3)
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "task": _require.instance(task, InputOutputMap, "task")._pack(parcel),
        "rule": packed(rule, parcel),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
        "evoked": packed_evoked(evoked, task, parcel),
    }
    reply, provenance = ask("predict_interference", spec, parcel)
    return InterferencePrediction._unpack(reply.fields, reply.arrays, provenance)


def measure_interference(
    network: Network,
    task: InputOutputMap,
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
) -> InterferenceMeasurement:
    """Measure how learning one map moves the others, by paired simulation.

    While map a is learned, a second state under the input of map b runs with the same changing couplings, and
    a third with the couplings before learning: the slope of the difference tells.

    Parameters
    ----------
    network
        The network before learning.
    task
        The input–output pairs.
    rule
        A rule of ``flr.rules`` or its name.
    rate
        ε; None to choose it for each map, small enough for learning to be slow.
    trials
        Runs of each pair of maps, each with its own noise.
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
    InterferenceMeasurement
        ``matrix[learned, moved]`` with standard errors; the diagonal holds the maps' own speeds.

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
        "task": _require.instance(task, InputOutputMap, "task")._pack(parcel),
        "rule": packed(rule, parcel),
        **measuring(rate, trials, duration, step, threads, memory_limit),
        "rng": rng,
    }
    reply, provenance = ask("measure_interference", spec, parcel, progress=progress)
    return InterferenceMeasurement._unpack(reply.fields, reply.arrays, provenance)


def order_of_learning(
    network: Network,
    task: InputOutputMap,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    threshold: float = 0.8,
    random_orders: int = 0,
    threads: int | None = None,
    rng: Rng = 0,
    progress: Progress = False,
) -> LearningOrder:
    """Find the order in which maps are learned soonest one after another in one network.

    By the adiabatic flow: up to five maps the best of all orders; above, at each turn the map that is learned
    soonest from what is known by then.

    Parameters
    ----------
    network
        The network before learning.
    task
        The input–output pairs.
    rule
        A rule of ``flr.rules`` or its name.
    threshold
        The overlap at which a map counts as learned and the next one's turn comes.
    random_orders
        How many random orders to predict the times of as well: what the order gains over chance.
    threads
        Threads for the random orders, None for all cores; the bits do not depend on it.
    rng
        The random key (SPEC 7) of the random orders.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    LearningOrder
        The order, the time of each map at its turn, and the total times of the random orders.

    Raises
    ------
    ShapeError
        Network and task have different numbers of units.
    ParameterError
        The rule has no slow flow, or a number is out of its range.
    UnknownNameError
        The rule is not known.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(30, strength=0.6, rng=1), gain=0.8)
    >>> task = flr.tasks.InputOutputMap.random(30, 3, rng=2)
    >>> told = flr.order_of_learning(net, task, "error-driven", threshold=0.5, random_orders=4)
    >>> bool(told.total_time <= told.random_times.min())
    True
    """
    parcel = Parcel()
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "task": _require.instance(task, InputOutputMap, "task")._pack(parcel),
        "rule": packed(rule, parcel),
        "threshold": _require.real(threshold, "threshold"),
        "random_orders": _require.whole(random_orders, "random_orders"),
        "threads": _require.threads(threads),
        "rng": rng,
    }
    reply, provenance = ask("order_of_learning", spec, parcel, progress=progress)
    return LearningOrder._unpack(reply.fields, reply.arrays, provenance)


def times_in_order(
    network: Network,
    task: InputOutputMap,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    order: Sequence[int] | npt.ArrayLike | None = None,
    *,
    threshold: float = 0.8,
) -> LearningOrder:
    """Predict how long each map takes at its turn when maps are learned in a given order.

    Parameters
    ----------
    network
        The network before learning.
    task
        The input–output pairs.
    rule
        A rule of ``flr.rules`` or its name.
    order
        Each map once, shape (maps,), whole numbers; None for 0, 1, 2, …
    threshold
        The overlap at which a map counts as learned and the next one's turn comes.

    Raises
    ------
    ShapeError
        Network and task have different numbers of units.
    ParameterError
        The order does not hold each map once, or the rule has no slow flow.
    UnknownNameError
        The rule is not known.
    """
    parcel = Parcel()
    maps = _require.instance(task, InputOutputMap, "task").maps
    places = _require.array(np.arange(maps) if order is None else order, "order", np.int32)
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "task": task._pack(parcel),
        "rule": packed(rule, parcel),
        "order": parcel.put("order", places),
        "threshold": _require.real(threshold, "threshold"),
    }
    reply, provenance = ask("times_in_order", spec, parcel)
    return LearningOrder._unpack(reply.fields, reply.arrays, provenance)
