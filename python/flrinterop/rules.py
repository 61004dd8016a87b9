"""Learning rules, dJ/dt = ε G(x, task); m = ξᵀx/N is the overlap with the target.

A verb takes a rule or its name: ``rule="hebbian"`` is ``rule=flr.rules.Hebbian()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._errors import ParameterError

__all__ = [
    "Covariance",
    "ErrorDriven",
    "Force",
    "Gradient",
    "Hebbian",
    "KurikawaKaneko",
    "LearningRule",
    "NodePerturbation",
    "Oja",
]


@dataclass(frozen=True, slots=True)
class LearningRule:
    """A rule of the library; its subclasses are the rules."""

    name: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Hebbian(LearningRule):
    """G_ij = ξ_i x_j / N, "hebbian".

    Source: Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.
    """

    name: ClassVar[str] = "hebbian"


@dataclass(frozen=True, slots=True)
class ErrorDriven(LearningRule):
    """G_ij = (ξ_i − x_i) x_j / N, "error-driven", the perceptron's.

    Source: Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.
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
    """G_ij = ξ_i (x_j − ξ_i J_ij) / N, "oja": Oja's rule with the target clamped.

    Source: Oja, J. Math. Biol. 15 (1982), doi 10.1007/BF00275687.
    """

    name: ClassVar[str] = "oja"


@dataclass(frozen=True, slots=True)
class Covariance(LearningRule):
    """G_ij = ξ_i (x_j − θ_j) / N, "covariance", θ the mean activity without input.

    Source: Sejnowski, J. Math. Biol. 4 (1977), doi 10.1007/BF00275079.
    """

    name: ClassVar[str] = "covariance"


@dataclass(frozen=True, slots=True)
class NodePerturbation(LearningRule):
    """G_ij = (R − R̄) e_i x_j, "node-perturbation": reward, and each unit's trace of its own noise.

    Source: Fiete & Seung, Phys. Rev. Lett. 97 (2006), doi 10.1103/PhysRevLett.97.048104.
    """

    name: ClassVar[str] = "node-perturbation"


@dataclass(frozen=True, slots=True)
class Force(LearningRule):
    """Recursive least squares on the recurrent weights, "force"; predictable only at a small rate.

    Source: Sussillo & Abbott, Neuron 63 (2009), doi 10.1016/j.neuron.2009.07.018.
    """

    name: ClassVar[str] = "force"


@dataclass(frozen=True, slots=True)
class Gradient(LearningRule):
    """G_ij = (g ∘ χᵀ(ξ − x))_i x_j / N, "gradient": the gradient of the squared error at the fixed point."""

    name: ClassVar[str] = "gradient"


def name_of(rule: LearningRule | str | type[LearningRule]) -> str:
    """Give the name of a rule; a name stays as it is, for the core to know or refuse.

    Raises
    ------
    ParameterError
        It is neither.
    """
    if isinstance(rule, str):
        return rule
    if isinstance(rule, LearningRule) or (isinstance(rule, type) and issubclass(rule, LearningRule)):
        return rule.name
    raise ParameterError(f"rule is a {type(rule).__name__}, expected a rule of flr.rules or its name")
