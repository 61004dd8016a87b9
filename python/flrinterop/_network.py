"""A recurrent network of rate units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._coupling import Coupling
from ._noun import Facts, Noun
from ._wire import Parcel, Wire


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Network(Noun):
    """A network of rate units: τ dx = [−x + φ(β(J x + γ η))] dt + √(2 D τ) dW, time in units of τ.

    Parameters
    ----------
    coupling
        J, weights [post, pre]: a Coupling, or a matrix of shape (units, units).
    gain
        β, above 0.
    noise
        The noise intensity D, 0 or more: an isolated linear unit has stationary variance D.
    input_strength
        γ.
    transfer
        φ: "tanh", "linear", "relu" or "logistic".
    mask
        The weights that learning may change, shape (units, units), not 0 where it may; None where all may.
    dale
        The sign that each unit's outgoing weights keep, shape (units,), 1, −1 or 0 for either; None where all
        may change sign.

    Raises
    ------
    ParameterError
        A number is out of its range.
    ShapeError
        An array has not the shape above.
    UnknownNameError
        The transfer function is not known.

    Notes
    -----
    Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.pre_embedded(units=100, maps=5, rng=1), gain=0.8)
    >>> net.units
    100
    """

    coupling: Coupling
    gain: float = 1.0
    noise: float = 1e-3
    input_strength: float = 1.0
    transfer: str = "tanh"
    mask: npt.NDArray[np.uint8] | None = None
    dale: npt.NDArray[np.float64] | None = None

    _kind: ClassVar[str] = "network"

    def __post_init__(self) -> None:
        coupling = self.coupling
        if not isinstance(coupling, Coupling):
            from .couplings import from_array

            coupling = from_array(coupling)
        checked = {
            "coupling": coupling,
            "gain": _require.real(self.gain, "gain"),
            "noise": _require.real(self.noise, "noise"),
            "input_strength": _require.real(self.input_strength, "input_strength"),
            "transfer": _require.text(self.transfer, "transfer"),
            "mask": None if self.mask is None else (_require.array(self.mask, "mask") != 0).astype(np.uint8),
            "dale": None if self.dale is None else _require.array(self.dale, "dale"),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        parcel = Parcel()
        ask("network.validate", {"network": self._pack(parcel)}, parcel)
        Noun.__post_init__(self)

    @property
    def units(self) -> int:
        """The number of units N."""
        return self.coupling.units

    def _pack(self, parcel: Parcel, prefix: str = "network.") -> Wire:
        return {
            "coupling": self.coupling._pack(parcel, f"{prefix}coupling."),
            "gain": self.gain,
            "noise": self.noise,
            "input_strength": self.input_strength,
            "transfer": self.transfer,
            "mask": parcel.put(f"{prefix}mask", self.mask),
            "dale": parcel.put(f"{prefix}dale", self.dale),
        }

    def _facts(self) -> Facts:
        facts = [
            ("units", str(self.units)),
            ("coupling", self.coupling.kind),
            ("gain", _text.number(self.gain)),
            ("noise", _text.number(self.noise)),
            ("input_strength", _text.number(self.input_strength)),
            ("transfer", self.transfer),
        ]
        if self.mask is not None:
            facts.append(("plastic weights", str(int(np.count_nonzero(self.mask)))))
        if self.dale is not None:
            facts.append(("signed units", str(int(np.count_nonzero(self.dale)))))
        return facts
