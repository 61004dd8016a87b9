"""Verbs on networks: simulate, fixed_point, stability, respond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy.typing as npt

from . import _require
from ._activity import Activity
from ._asking import ask
from ._errors import ParameterError
from ._fixed_point import FixedPoint, Stability
from ._network import Network
from ._susceptibility import Susceptibility
from ._tasks.task import LearningTask
from ._types import Progress, Rng, State
from ._wire import Parcel, Wire


def simulate(
    network: Network,
    task: LearningTask | None = None,
    *,
    state: State = "spontaneous",
    trials: int = 64,
    duration: float = 200.0,
    step: float = 0.1,
    transient: float = 20.0,
    record: Sequence[str] = ("mean", "covariance"),
    lags: int = 0,
    lag_every: int = 1,
    integrator: str = "euler-maruyama",
    initial: npt.ArrayLike | None = None,
    dtype: Literal["float64", "float32"] | str = "float64",
    threads: int | None = None,
    rng: Rng = None,
    progress: Progress = False,
) -> Activity:
    """Run a network without learning.

    Parameters
    ----------
    network
        The network.
    task
        The task whose inputs are given, one after another; for ``state="evoked"`` only, and only with
        constant inputs. For tasks in time see ``measure_speed`` and its ``evoked``.
    state
        "spontaneous" (no input) or "evoked".
    trials
        Trials, each with its own noise.
    duration
        Recorded time of each trial, in τ.
    step
        Integration step, in τ.
    transient
        Time before recording begins, in τ.
    record
        What to keep: "mean", "covariance" (streamed: O(N²) memory for any duration), "samples".
    lags
        The number of lagged covariances beyond lag 0.
    lag_every
        Steps from one lag to the next.
    integrator
        "euler-maruyama".
    initial
        The state at the start, shape (units,) for all trials or (trials, units); None for 0.
    dtype
        "float64" or "float32", of the state and the samples; moments are float64.
    threads
        None for all cores; the bits do not depend on it.
    rng
        The random key (SPEC 7): the same key, the same bits.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    Activity
        With a leading axis (maps) in the evoked state. Its ``status`` says where a run diverged.

    Raises
    ------
    ParameterError
        A number is out of its range.
    ShapeError
        An array has not the shape above.
    UnknownNameError
        A name is not known.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(20, 0.5, rng=1))
    >>> flr.simulate(net, trials=2, duration=5, rng=3).covariance.shape
    (20, 20)
    """
    parcel = Parcel()
    kept = (record,) if isinstance(record, str) else tuple(record)
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "task": None
        if task is None
        else _require.instance(task, LearningTask, "task")._pack(parcel, "task."),
        "state": _require.text(state, "state"),
        "trials": _require.whole(trials, "trials"),
        "duration": _require.real(duration, "duration"),
        "step": _require.real(step, "step"),
        "transient": _require.real(transient, "transient"),
        "record": [_require.text(name, "record") for name in kept],
        "lags": _require.whole(lags, "lags"),
        "lag_every": _require.whole(lag_every, "lag_every"),
        "integrator": _require.text(integrator, "integrator"),
        "initial": None if initial is None else parcel.put("initial", _require.array(initial, "initial")),
        "dtype": _dtype(dtype),
        "threads": _require.threads(threads),
        "rng": rng,
    }
    reply, provenance = ask("simulate", spec, parcel, progress=progress)
    return Activity._unpack(reply.fields["activity"], reply.arrays, provenance)


def fixed_point(network: Network, input: npt.ArrayLike | None = None) -> FixedPoint:  # noqa: A002
    """Find the state that stays without noise, x* = φ(β(J x* + γ η)), by a damped Newton iteration.

    Parameters
    ----------
    network
        The network.
    input
        η, shape (units,); None for none.

    Returns
    -------
    FixedPoint
        Its ``status`` says when the iteration has not converged.

    Raises
    ------
    ShapeError
        The input has not the shape above.

    Examples
    --------
    >>> import flrinterop as flr
    >>> flr.fixed_point(flr.Network(flr.couplings.gaussian(20, 0.5, rng=1))).status
    'completed'
    """
    parcel = Parcel()
    given = None if input is None else _require.array(input, "input")
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "input": parcel.put("input", given),
    }
    reply, provenance = ask("fixed_point", spec, parcel)
    return FixedPoint(
        state=reply.arrays["state"],
        residual=float(reply.fields["residual"]),
        iterations=int(reply.fields["iterations"]),
        input=given,
        status=str(reply.fields["status"]),
        provenance=provenance,
    )


def stability(
    network: Network,
    state: npt.ArrayLike | FixedPoint,
    input: npt.ArrayLike | None = None,  # noqa: A002
) -> Stability:
    """Tell whether a state is stable: the eigenvalues of diag(g) J − 1 there, g = β φ'(β(J x + γ η)).

    Parameters
    ----------
    network
        The network.
    state
        x, shape (units,), or what ``fixed_point`` found, which brings its input along.
    input
        η, shape (units,); None for none.

    Raises
    ------
    ShapeError
        An array has not the shape above.
    """
    parcel = Parcel()
    if input is None and isinstance(state, FixedPoint):
        input = state.input  # noqa: A001
    spec: Wire = {
        "network": _require.instance(network, Network, "network")._pack(parcel),
        "state": parcel.put("state", _require.array(state, "state")),
        "input": None if input is None else parcel.put("input", _require.array(input, "input")),
    }
    reply, provenance = ask("stability", spec, parcel)
    names = ("eigenvalues_real", "eigenvalues_imaginary", "slopes")
    return Stability._unpack(reply.fields | {name: f"@{name}" for name in names}, reply.arrays, provenance)


def respond(
    source: Activity | Network,
    estimator: str | None = "equal-time",
    *,
    input: npt.ArrayLike | None = None,  # noqa: A002
    trials: int = 16,
    duration: float | None = None,
    step: float = 0.1,
    force: float = 1e-6,
    threads: int | None = None,
    rng: Rng = None,
) -> Susceptibility:
    """Estimate the susceptibility χ: how the mean activity answers a small constant force, δx = χ f.

    Parameters
    ----------
    source
        An Activity, or a Network (then ``estimator="linearised"`` or ``"perturbation"``).
    estimator
        From activity: "equal-time", χ = C/D, exact for symmetric J and weak noise; "lagged", χ = ∫C(t)dt
        C(0)⁻¹, exact for linear or Gaussian activity and any J, needs two lags or more; "one-lag", χ = −A⁻¹
        with A = log(C(Δ)C(0)⁻¹)/Δ, exact for an Ornstein–Uhlenbeck process and any J, needs one lag. From a
        network: "linearised", χ = (1 − diag(g) J)⁻¹, exact for weak noise; "perturbation", each unit is
        pushed in turn and the shift of the mean measured, always true and the slowest. None for "equal-time"
        or "linearised", as fits the source.
    input
        From a network: η, shape (units,), of the state that is to respond; None for none.
    trials, duration, step, force, threads, rng
        "perturbation" only: trials with their own noise; how long the force is on, in τ, None for 40
        relaxation times of the slowest mode; the integration step, in τ; the force on one unit, in 1/τ, small
        enough to be linear; threads, None for all cores; the random key (SPEC 7).

    Returns
    -------
    Susceptibility
        With standard errors where the estimator has them, what it assumes, and ``at(omega)``.

    Raises
    ------
    UnknownNameError
        The estimator is not known.
    ParameterError
        The estimator does not go with the source, or needs what the source does not have.
    ShapeError
        The input has not the shape above.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> flr.respond(flr.Activity.from_moments(np.zeros(2), np.eye(2), noise=0.5)).matrix
    array([[2., 0.],
           [0., 2.]])
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
        "input": None if input is None else parcel.put("input", _require.array(input, "input")),
        "trials": _require.whole(trials, "trials"),
        "duration": _require.optional_real(duration, "duration"),
        "step": _require.real(step, "step"),
        "force": _require.real(force, "force"),
        "threads": _require.threads(threads),
    }
    if estimator == "perturbation":
        spec["rng"] = rng
    reply, provenance = ask("respond", spec, parcel)
    return Susceptibility._unpack(reply.fields, reply.arrays, provenance)


def packed_source(source: object, parcel: Parcel) -> Wire:
    """Write what a prediction starts from."""
    found: Activity | Network = _require.one_of(source, (Activity, Network), "source")
    return found._pack(parcel, "source.")


def _dtype(value: object) -> str:
    name = getattr(value, "__name__", None) or getattr(value, "name", None) or value
    if not isinstance(name, str):
        raise ParameterError(f"dtype is {value!r}, expected 'float64' or 'float32'")
    return name
