"""The rules of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from .. import _require
from .._types import Array
from .._wire import Parcel, Wire, frozen
from .base import LearningRule


@dataclass(frozen=True, slots=True)
class Hebbian(LearningRule):
    """G_ij = ξ_i x_j / N, "hebbian": the target clamped.

    Source: Hebb, The Organization of Behavior (1949); FLR2 of Kurikawa & Kaneko, Nat. Commun. 16 (2025),
    doi 10.1038/s41467-025-64976-w.
    """

    name: ClassVar[str] = "hebbian"


@dataclass(frozen=True, slots=True)
class ErrorDriven(LearningRule):
    """G_ij = (ξ_i − x_i) x_j / N, "error-driven", the perceptron's.

    Source: Widrow & Hoff, IRE WESCON Conv. Rec. 4 (1960) 96–104.
    """

    name: ClassVar[str] = "error-driven"


@dataclass(frozen=True, slots=True)
class KurikawaKaneko(LearningRule):
    """G_ij = (ξ_i − x_i)(x_j − u_i J_ij) / N with u = J x, "kurikawa-kaneko"; keeps each row's norm bounded.

    Source: Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.
    """

    name: ClassVar[str] = "kurikawa-kaneko"


@dataclass(frozen=True, slots=True)
class Oja(LearningRule):
    """G_ij = y_i (x_j − y_i J_ij) / N, "oja": Hebbian, and weights decay with the postsynaptic square.

    Source: Oja, J. Math. Biol. 15 (1982) 267–273, doi 10.1007/BF00275687.

    Parameters
    ----------
    unsupervised
        y is the unit's own activity x instead of the target ξ, which is then not learned from.
    full_decay
        The decay is at full strength, −y_i² J_ij, instead of divided by N.
    """

    unsupervised: bool = False
    full_decay: bool = False
    name: ClassVar[str] = "oja"

    def _parameters(self, parcel: Parcel) -> Wire:
        return {"unsupervised": bool(self.unsupervised), "full_decay": bool(self.full_decay)}


@dataclass(frozen=True, slots=True, eq=False)
class Covariance(LearningRule):
    """G_ij = ξ_i (x_j − θ_j) / N, "covariance", the centred Hebbian rule.

    Source: Sejnowski, J. Math. Biol. 4 (1977) 303–321, doi 10.1007/BF00275079.

    Parameters
    ----------
    threshold
        θ: "spontaneous", the mean activity without input; "task-mean", the mean over the task's inputs of the
        states that they evoke before learning; "sliding", a running mean from 0 (no speed lasts: the
        predicted one is 0); or an array of shape (units,).
    sliding_time
        τ_θ of the sliding threshold, θ̇ = (x − θ)/τ_θ, in τ, above 0.
    """

    threshold: npt.ArrayLike | str = "spontaneous"
    sliding_time: float = 8.0
    name: ClassVar[str] = "covariance"

    def __post_init__(self) -> None:
        if not isinstance(self.threshold, str):
            held: Array = frozen(_require.array(self.threshold, "threshold").copy())
            object.__setattr__(self, "threshold", held)

    def _parameters(self, parcel: Parcel) -> Wire:
        time = _require.real(self.sliding_time, "sliding_time")
        if isinstance(self.threshold, str):
            return {"threshold": self.threshold, "sliding_time": time}
        held = _require.array(self.threshold, "threshold")
        return {"threshold": parcel.put("rule.threshold", held), "sliding_time": time}


@dataclass(frozen=True, slots=True)
class NodePerturbation(LearningRule):
    """G_ij = (R − R̄) e_i x_j, "node-perturbation": reward, its running mean, each unit's trace of its noise.

    The reward is R = −|ξ − x|²/N.

    Source: Fiete & Seung, Phys. Rev. Lett. 97 (2006) 048104, doi 10.1103/PhysRevLett.97.048104.

    Parameters
    ----------
    trace_time
        τ_e, how long a unit remembers its own noise, in τ, above 0.
    baseline_time
        τ_b, how long the reward is averaged, in τ, above 0.
    """

    trace_time: float = 2.0
    baseline_time: float = 10.0
    name: ClassVar[str] = "node-perturbation"

    def _parameters(self, parcel: Parcel) -> Wire:
        return {
            "trace_time": _require.real(self.trace_time, "trace_time"),
            "baseline_time": _require.real(self.baseline_time, "baseline_time"),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Force(LearningRule):
    """Recursive least squares, "force": on all recurrent weights, or by readouts that are fed back.

    It has a speed at a small ε/α only.

    Every interval h, P ← P − P x (P x)ᵀ/(1 + xᵀP x), then J ← J + (f − u)(P x)ᵀ, where f is the recurrent
    input that would hold a part of the target.
    P begins as (ε/α) 1: the learning rate ε = 1 is FORCE with its α, and a small ε is a large α.

    With feedback q, readouts z_r = w_rᵀx come back to the units as Σ_r q_r z_r and only w is trained,
    J = J₀ + Σ_r q_r w_rᵀ: Δw_r = e_r P x with the errors e = (q qᵀ)⁻¹ q (f − u), so that
    J ← J + Π (f − u)(P x)ᵀ, Π = qᵀ(q qᵀ)⁻¹q. The readouts drive u to f as far as they reach.

    Source: Sussillo & Abbott, Neuron 63 (2009) 544–557, doi 10.1016/j.neuron.2009.07.018.

    Parameters
    ----------
    regularisation
        α, above 0.
    interval
        h, the time from one update to the next, in τ, above 0; rounded to whole integration steps.
    level
        The part of the target that is to be held, above 0: 1 is out of reach of saturating units.
    feedback
        q, how each readout is fed back to the units, shape (readouts, units), finite, its rows linearly
        independent, of any length and angle, since only their span counts; copied. None trains all
        recurrent weights.

    Raises
    ------
    ParameterError
        A parameter is out of its range, or the rows of feedback are not linearly independent: raised by the
        verb or property that uses the rule.
    ShapeError
        feedback is not of shape (readouts, units): raised there too.
    """

    regularisation: float = 1.0
    interval: float = 0.2
    level: float = 0.8
    feedback: npt.ArrayLike | None = None
    name: ClassVar[str] = "force"

    def __post_init__(self) -> None:
        if self.feedback is not None:
            held: Array = frozen(_require.array(self.feedback, "feedback").copy())
            object.__setattr__(self, "feedback", held)

    def __eq__(self, other: object) -> bool:
        return self._value() == other._value() if isinstance(other, Force) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._value())

    def _value(self) -> tuple[object, ...]:
        numbers = (self.regularisation, self.interval, self.level)
        if self.feedback is None:
            return numbers
        held = np.asarray(self.feedback)
        return (*numbers, held.shape, held.tobytes())

    def _parameters(self, parcel: Parcel) -> Wire:
        told: Wire = {
            "regularisation": _require.real(self.regularisation, "regularisation"),
            "interval": _require.real(self.interval, "interval"),
            "level": _require.real(self.level, "level"),
        }
        if self.feedback is not None:
            told["feedback"] = parcel.put("rule.feedback", _require.array(self.feedback, "feedback"))
        return told


@dataclass(frozen=True, slots=True)
class Gradient(LearningRule):
    """The gradient of −½|ξ − x|², "gradient": at the fixed point, or through time.

    At the fixed point G_ij = (g ∘ χᵀ(ξ − x))_i x_j / N.

    Source: Pineda, Phys. Rev. Lett. 59 (1987) 2229, doi 10.1103/PhysRevLett.59.2229 (fixed point); Werbos,
    Proc. IEEE 78 (1990) 1550, doi 10.1109/5.58337 (through time).

    Parameters
    ----------
    window
        L, how far back in time errors go, in τ, above 0; None for the gradient at the fixed point, which a
        long window gives as well.
    """

    window: float | None = None
    name: ClassVar[str] = "gradient"

    def _parameters(self, parcel: Parcel) -> Wire:
        return {"window": _require.optional_real(self.window, "window")}


@dataclass(frozen=True, slots=True, eq=False)
class ReadoutError(LearningRule):
    """G = Σ_r w_r (w_rᵀ(ξ − x)/N) xᵀ / N, "readout-error": told the errors of a few readouts only.

    Parameters
    ----------
    readouts
        w, shape (readouts, units), of squared length N.
    """

    readouts: npt.ArrayLike
    name: ClassVar[str] = "readout-error"

    def __post_init__(self) -> None:
        held: Array = frozen(_require.array(self.readouts, "readouts").copy())
        object.__setattr__(self, "readouts", held)

    def _parameters(self, parcel: Parcel) -> Wire:
        return {"readouts": parcel.put("rule.readouts", _require.array(self.readouts, "readouts"))}
