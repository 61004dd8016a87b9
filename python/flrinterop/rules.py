"""Learning rules, dJ/dt = ε G(x, task); m = ξᵀx/N is the overlap with the target.

A verb takes a rule or its name: ``rule="hebbian"`` is ``rule=flr.rules.Hebbian()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._errors import ParameterError

__all__ = ["ErrorDriven", "Hebbian", "KurikawaKaneko", "LearningRule"]


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
