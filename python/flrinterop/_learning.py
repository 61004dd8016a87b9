"""The verb that lets a network learn."""

from __future__ import annotations

import numpy.typing as npt

from . import _require
from ._asking import ask
from ._learning_run import LearningRun
from ._network import Network
from ._rules.base import LearningRule, packed
from ._tasks.task import LearningTask
from ._types import Progress, Rng
from ._wire import Parcel, Wire


def learn(
    network: Network,
    task: LearningTask,
    rule: LearningRule | type[LearningRule] | str = "hebbian",
    *,
    rate: float,
    duration: float,
    step: float = 0.1,
    threshold: float = 0.8,
    together: bool = False,
    initial: npt.ArrayLike | None = None,
    every: int | None = None,
    keep_partial: bool = False,
    threads: int | None = None,
    keep_structure: bool = True,
    memory_limit: int | None = None,
    rng: Rng = None,
    progress: Progress = False,
) -> LearningRun:
    """Let a network learn, each map on its own copy of the coupling or all in one.

    Explicit Euler on (x, J) together: both advance from the values at the start of the step, J by
    rate · step · G(x). Masked weights stay 0 and signed weights keep their sign.

    A rule that only ever adds one vector of its own to the columns of J (hebbian, covariance, oja with
    targets of ±1) keeps the structure of the coupling: two vectors a map beside one J₀ that all share, also
    where fewer than N / 2 maps are learned together. Any other rule, a mask or signs make N² numbers a map
    (together, N² in all); the result's ``form`` tells the memory.

    Parameters
    ----------
    network
        The network before learning.
    task
        Input–output pairs or patterns to be recalled: constant inputs.
    rule
        A rule of ``flr.rules`` or its name.
    rate
        ε, above 0.
    duration
        How long to learn, in τ.
    step
        Integration step, in τ.
    threshold
        The overlap at which a map counts as learned.
    together
        All maps in one coupling, taking turns, instead of each in its own copy.
    initial
        The state at the start, shape (units,) or (maps, units), float64; None for 0.
    every
        Steps from one record to the next; None for about 1,000 records.
    keep_partial
        On Ctrl-C, give what was learned by then, with the status "cancelled" and arrays up to there, instead
        of raising KeyboardInterrupt.
    threads
        None for all cores; the bits do not depend on it.
    keep_structure
        Whether to keep J₀ and two vectors a map in place of matrices where the rule and the network allow
        it: the same numbers to rounding.
    memory_limit
        Bytes that it may take; None for the memory that there is. What would take more is refused before
        any is taken.
    rng
        The random key (SPEC 7).
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    LearningRun
        Overlap and error over time, times to the threshold, the learned couplings.

    Raises
    ------
    ShapeError
        Network, task and initial state do not fit together.
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
        "rate": _require.real(rate, "rate"),
        "duration": _require.real(duration, "duration"),
        "step": _require.real(step, "step"),
        "threshold": _require.real(threshold, "threshold"),
        "together": bool(together),
        "initial": None if initial is None else parcel.put("initial", _require.array(initial, "initial")),
        "every": None if every is None else _require.whole(every, "every"),
        "keep_partial": bool(keep_partial),
        "threads": _require.threads(threads),
        "keep_structure": bool(keep_structure),
        "memory_limit": None if memory_limit is None else _require.whole(memory_limit, "memory_limit"),
        "rng": rng,
    }
    reply, provenance = ask("learn", spec, parcel, progress=progress, keep_partial=bool(keep_partial))
    return LearningRun._unpack(reply.fields, reply.arrays, provenance)
