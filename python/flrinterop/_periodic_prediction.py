"""Predicted speeds of learning a task in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _assumption
from ._noun import Facts
from ._periodic_activity import PeriodicActivity
from ._prediction import SpeedPrediction
from ._provenance import Provenance
from ._types import Array, ComplexArray, FloatArray
from ._wire import Parcel, Wire, put_complex, take, take_complex

if TYPE_CHECKING:
    import pandas as pd

_REAL = ("speed", "in_phase", "error_fall", "tracking_amplitude")
_COMPLEX = ("velocity", "response_along_target")


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class PeriodicPrediction(SpeedPrediction):
    """Predicted initial speeds of learning a task in time, per unit learning rate ε and per τ.

    dX_k/ds = χ(kω)(ḡ ∘ Ḡ X_k) for the harmonics X_k of the activity; from ``predict_speed``.

    Attributes
    ----------
    speed : numpy.ndarray
        Of the task's own measure, shape (maps,), float64: ``in_phase`` for waves, else ``error_fall``.
    in_phase : numpy.ndarray
        The growth of the amplitude in phase with the target, Re ξ₁ᴴ dX_1/ds / N, shape (maps,), float64;
        negative where learning begins the wrong way.
    error_fall : numpy.ndarray
        −dE/ds, E = Σ_r ⟨e_r²⟩ over the readouts and a period, shape (maps,), float64.
    velocity : numpy.ndarray
        dX_k/ds, shape (maps, harmonics + 1, units), complex128.
    activity : PeriodicActivity
        The activity before learning that it rests on.
    response_along_target : numpy.ndarray
        χ_ξ = ξᵀχ(ω)(ḡ ∘ ξ)/N, shape (maps,), complex128: for a Hebbian rule the speed is
        ``(χ'|A|² + χ''A·B)/2N`` with X_1 = A − iB.
    tracking_amplitude : numpy.ndarray
        ``|χ_ξ||X_0|²/(Nω)``, shape (maps,), float64: the amplitude, per ε, with which activity follows the
        target while the rule is on and the input is constant.
    outcome : tuple of str
        For each map "learns", "the wrong way at first", or "no rhythm: …".
    relation, estimator, rule : str
        "flr1", the estimator of χ(ω), the name of the rule.
    assumptions : tuple of Assumption
        What was taken for granted, and whether it holds: read it before the numbers.
    status : str
        "completed", or for which map no periodic state was found.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    velocity: Array
    in_phase: FloatArray
    error_fall: FloatArray
    tracking_amplitude: FloatArray
    response_along_target: ComplexArray
    activity: PeriodicActivity
    outcome: tuple[str, ...] = ()

    _kind: ClassVar[str] = "periodic-prediction"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map: map, speed, in_phase, error_fall, tracking_amplitude, outcome."""
        import pandas as pd

        table: dict[str, Any] = {"map": np.arange(self.speed.size)}
        table |= {name: getattr(self, name) for name in _REAL}
        return pd.DataFrame(table | {"outcome": list(self.outcome)})

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire: Wire = {
            "kind": self._kind,
            "estimator": self.estimator,
            "rule": self.rule,
            "status": self.status,
            "outcome": list(self.outcome),
            "assumptions": _assumption.write(self.assumptions),
            "activity": self.activity._pack(parcel, f"{prefix}activity."),
        }
        wire |= {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _REAL}
        return wire | {name: put_complex(parcel, f"{prefix}{name}", getattr(self, name)) for name in _COMPLEX}

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> PeriodicPrediction:
        numbers: dict[str, Any] = {name: take(wire[name], arrays) for name in _REAL}
        numbers |= {name: take_complex(wire[name], arrays) for name in _COMPLEX}
        return cls(
            relation="flr1",
            estimator=str(wire["estimator"]),
            rule=str(wire["rule"]),
            assumptions=_assumption.read(wire.get("assumptions")),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
            activity=PeriodicActivity._unpack(wire["activity"], arrays, provenance),
            outcome=tuple(str(text) for text in wire["outcome"]),
            **numbers,
        )

    def _facts(self) -> Facts:
        facts = SpeedPrediction._facts(self)
        wrong = sum(text == "the wrong way at first" for text in self.outcome)
        still = sum(text.startswith("no rhythm") for text in self.outcome)
        told = [("the wrong way at first", f"{wrong} of {self.speed.size} maps")] if wrong else []
        told += [("no rhythm can be learned", f"{still} of {self.speed.size} maps")] if still else []
        return [*facts[:-1], *told, facts[-1]]
