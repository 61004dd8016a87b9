"""A rule of the user's own: a function on whole batches of trials."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .. import _require
from .._errors import ParameterError
from .._wire import Parcel, Wire
from .base import LearningRule, RuleProperties
from .callback import ENTRY, Callback, Function


@dataclass(frozen=True, slots=True)
class Custom(LearningRule):
    """A rule dJ/dt = ε G that a function tells; the slow way, as Python is called in every step.

    ``function(x, coupling, inputs, targets)`` is given read-only float64 views, the trials or maps in front:

    - x, the activity, shape (batch, units);
    - coupling, each trial's own J, shape (batch, units, units), weights [post, pre]; None where a speed is
      predicted from an activity, which knows no J;
    - inputs η and targets ξ, shape (batch, units); inputs are 0 where the network's input strength is 0.

    It returns G, shape (batch, units, units), with any factor 1/N inside; or a pair (post, pre), each of
    shape (batch, units), for G_ij = post_i pre_j. Trials are learned eight at a time, so a batch may hold
    copies that are thrown away. The views are valid until the function returns: keep copies, not views.

    ``predict_speed`` calls it once a map with the mean activity (batch = 1), for Ḡ x̄; a term that only noise
    brings (−C x̄/N of the error-driven rule) is then left out. The flags say what the rule is: FLR2 and
    learning times rely on them; nothing checks them.

    Parameters
    ----------
    function
        As above. What it raises ends the call, with the original exception as its cause.
    name
        What results call the rule.
    stochastic, local, bounded, rank_one, needs_readout, hebbian, corrective
        What the rule is; see ``RuleProperties``.

    Examples
    --------
    >>> import flrinterop as flr
    >>> rule = flr.rules.Custom(lambda x, coupling, inputs, targets: (targets / x.shape[1], x), name="mine")
    >>> net = flr.Network(flr.couplings.gaussian(20, rng=1), gain=0.5)
    >>> flr.predict_speed(net, flr.tasks.InputOutputMap.random(20, 3, rng=2), rule).rule
    'mine'
    """

    function: Function
    _: KW_ONLY
    name: str = "custom"
    stochastic: bool = False
    local: bool = False
    bounded: bool = False
    rank_one: bool = False
    needs_readout: bool = False
    hebbian: bool = False
    corrective: bool = False

    def __post_init__(self) -> None:
        if not callable(self.function):
            raise ParameterError(f"function is a {type(self.function).__name__}, expected a function")
        _require.text(self.name, "name")

    def _pack(self, parcel: Parcel) -> Wire:
        callback = Callback(self.function, self.name)
        parcel.callbacks.append(callback)
        flags = {name: bool(getattr(self, name)) for name in RuleProperties.__dataclass_fields__}
        return {
            "kind": "function-rule",
            "name": self.name,
            "entry": ENTRY,
            "function": callback.number,
            **flags,
        }
