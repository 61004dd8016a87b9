"""What all learning rules share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .._asking import ask
from .._errors import ParameterError
from .._wire import Parcel, Wire


@dataclass(frozen=True, slots=True)
class RuleProperties:
    """What a rule is; the core's tests hold every rule to it.

    Attributes
    ----------
    local : bool
        Each weight changes by what its two units know, and a signal that all units share.
    bounded : bool
        Weights stay bounded for ever.
    stochastic : bool
        The rule learns from the network's own noise: without noise it does nothing.
    rank_one : bool
        One step's update has rank 1; otherwise its rank may be as large as N.
    needs_readout : bool
        The rule needs a readout whose error it is told.
    hebbian : bool
        The update is target × presynaptic activity: FLR2 holds for it.
    corrective : bool
        Nothing is learned any more where the activity is the target.
    """

    local: bool
    bounded: bool
    stochastic: bool
    rank_one: bool
    needs_readout: bool
    hebbian: bool
    corrective: bool


class LearningRule:
    """A learning rule, an immutable value; its subclasses are the rules."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """What a verb may be given in place of the rule with its default parameters."""
        raise NotImplementedError

    @property
    def properties(self) -> RuleProperties:
        """What the rule is, as the core declares it.

        Raises
        ------
        ParameterError
            A parameter of the rule is out of its range.
        """
        fields = self._described()
        return RuleProperties(**{name: bool(fields[name]) for name in RuleProperties.__dataclass_fields__})

    @property
    def description(self) -> str:
        """The name, and in brackets the parameters that are not the default ones: what results call it."""
        return str(self._described()["description"])

    def _described(self) -> dict[str, Any]:
        parcel = Parcel()
        return ask("rule.describe", {"rule": self._pack(parcel)}, parcel)[0].fields

    def _parameters(self, parcel: Parcel) -> Wire:
        return {}

    def _pack(self, parcel: Parcel) -> Wire:
        return {"kind": "rule", "name": self.name, **self._parameters(parcel)}


def packed(rule: LearningRule | str | type[LearningRule], parcel: Parcel) -> Wire | str:
    """Give the wire form of a rule; a name stays as it is, for the core to know or refuse.

    Raises
    ------
    ParameterError
        It is neither a rule nor a name.
    """
    if isinstance(rule, str):
        return rule
    if isinstance(rule, LearningRule):
        return rule._pack(parcel)
    if isinstance(rule, type) and issubclass(rule, LearningRule):
        try:
            made = rule()
        except TypeError as error:
            raise ParameterError(f"rule is the class {rule.__name__}, expected an object of it") from error
        return made._pack(parcel)
    hint = ". Hint: flr.rules.Custom(function) makes one of a function" if callable(rule) else ""
    raise ParameterError(f"rule is a {type(rule).__name__}, expected a rule of flr.rules or its name{hint}")
