"""Learning rules, dJ/dt = ε G(x, task); m = ξᵀx/N is the overlap with the target.

A verb takes a rule, its class or its name: ``rule="hebbian"`` is ``rule=flr.rules.Hebbian()``.
"""

from __future__ import annotations

from ._rules.base import LearningRule, RuleProperties
from ._rules.custom import Custom
from ._rules.shipped import (
    Covariance,
    ErrorDriven,
    Force,
    Gradient,
    Hebbian,
    KurikawaKaneko,
    NodePerturbation,
    Oja,
    ReadoutError,
)

__all__ = [
    "Covariance",
    "Custom",
    "ErrorDriven",
    "Force",
    "Gradient",
    "Hebbian",
    "KurikawaKaneko",
    "LearningRule",
    "NodePerturbation",
    "Oja",
    "ReadoutError",
    "RuleProperties",
]
