"""The coupling matrix J in its structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import numpy as np

from . import _require, _text
from ._asking import ask
from ._noun import Facts, Noun
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, frozen, take

_ARRAYS = {
    "dense": ("weights",),
    "low-rank": ("left", "right"),
    "sparse": ("offsets", "columns", "weights"),
    "diagonal": ("weights",),
    # A matrix and its mask, or the compressed rows of the existing connections; the rest is None.
    "masked": ("offsets", "columns", "weights", "mask"),
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Coupling(Noun):
    """The coupling matrix J, weights [post, pre], in the structure it was made with; made by
    ``flr.couplings``.

    ``a + b`` and ``2.0 * a`` keep the structure; only ``dense()`` makes N² numbers.

    Attributes
    ----------
    kind : str
        "dense", "low-rank", "sparse", "diagonal", "masked" or "sum".
    arrays : Mapping[str, numpy.ndarray]
        The numbers of the structure, read-only: dense ``weights`` (units, units); low-rank ``left``,
        ``right``
        (units, rank), J = left rightᵀ; sparse ``offsets`` (units + 1,), ``columns``, ``weights`` (stored,);
        diagonal ``weights`` (units,); masked ``weights`` and ``mask`` (units, units), or, where at most a
        quarter of the connections exist, theirs as in sparse. Empty for a sum.
    parts : tuple of Coupling
        The parts of a sum.

    Examples
    --------
    >>> import flrinterop as flr
    >>> j = 0.5 * flr.couplings.pre_embedded(units=100, maps=5, rng=1)
    >>> j.kind, j.shape
    ('low-rank', (100, 100))
    """

    kind: str
    arrays: Mapping[str, Array]
    parts: tuple[Coupling, ...] = ()

    _kind: ClassVar[str] = "coupling"
    # NumPy must leave 2.0 * coupling to us
    __array_ufunc__: ClassVar[None] = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "arrays", {name: frozen(values) for name, values in self.arrays.items()})

    @property
    def units(self) -> int:
        """The number of units N."""
        if self.parts:
            return self.parts[0].units
        first = next(iter(self.arrays.values()))
        return int(first.shape[0]) - (1 if "offsets" in self.arrays else 0)

    @property
    def shape(self) -> tuple[int, int]:
        """(units, units)."""
        return (self.units, self.units)

    @property
    def nbytes(self) -> int:
        """The memory that the structure holds, in bytes."""
        return sum(values.nbytes for values in self.arrays.values()) + sum(part.nbytes for part in self.parts)

    def dense(self) -> FloatArray:
        """Give J as one matrix.

        Returns
        -------
        numpy.ndarray
            Weights [post, pre], shape (units, units), float64; a read-only view.
        """
        if self.kind == "dense":
            return self.arrays["weights"]
        parcel = Parcel()
        reply, _ = ask("coupling.dense", {"coupling": self._pack(parcel, "coupling.")}, parcel)
        return cast(FloatArray, reply.arrays["dense"])

    def compressed(self, tolerance: float = 1e-12) -> Coupling:
        """Give the same coupling in fewer numbers: its low-rank parts merged into one, of the least rank that
        the tolerance allows.

        By QR of both factors and the singular values of a matrix of the size of the rank: no matrix of N²
        numbers is made. Other parts stay as they are.

        Parameters
        ----------
        tolerance
            The most that J may change, ``‖J − J'‖ ≤ tolerance · ‖J‖`` (Frobenius), 0 to 1; no less than
            rounding is left out in any case.

        Returns
        -------
        Coupling
            The same numbers where all the rank is needed.

        Raises
        ------
        ParameterError
            The tolerance is out of its range.

        Examples
        --------
        >>> import flrinterop as flr
        >>> j = flr.couplings.pre_embedded(units=100, maps=5, rng=1)
        >>> (j + j + j).nbytes // j.nbytes, (j + j + j).compressed().nbytes // j.nbytes
        (3, 1)
        """
        parcel = Parcel()
        spec = {
            "coupling": self._pack(parcel, "coupling."),
            "tolerance": _require.real(tolerance, "tolerance"),
        }
        reply, provenance = ask("coupling.compressed", spec, parcel)
        return Coupling._unpack(reply.fields["coupling"], reply.arrays, provenance)

    def __add__(self, other: object) -> Coupling:
        """Add two couplings of the same number of units, each kept in its structure."""
        if not isinstance(other, Coupling):
            return NotImplemented
        return validated(Coupling("sum", {}, (*_opened(self), *_opened(other))))

    def __mul__(self, factor: object) -> Coupling:
        """Multiply every weight by a finite factor."""
        if isinstance(factor, (Coupling, np.ndarray)):
            return NotImplemented
        parcel = Parcel()
        spec = {"coupling": self._pack(parcel, "coupling."), "factor": _require.real(factor, "factor")}
        reply, provenance = ask("coupling.scale", spec, parcel)
        return Coupling._unpack(reply.fields["coupling"], reply.arrays, provenance)

    __rmul__ = __mul__

    def __neg__(self) -> Coupling:
        """Change the sign of every weight."""
        return self * -1.0

    def __sub__(self, other: object) -> Coupling:
        """Subtract a coupling of the same number of units."""
        if not isinstance(other, Coupling):
            return NotImplemented
        return self + -other

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        if self.parts:
            parts = [part._pack(parcel, f"{prefix}{place}.") for place, part in enumerate(self.parts)]
            return {"kind": self.kind, "parts": parts}
        return {"kind": self.kind} | {
            name: parcel.put(f"{prefix}{name}", self.arrays.get(name)) for name in _ARRAYS[self.kind]
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> Coupling:
        kind = wire["kind"]
        if kind == "sum":
            return cls(kind, {}, tuple(cls._unpack(part, arrays, provenance) for part in wire["parts"]))
        return cls(kind, {name: take(wire[name], arrays) for name in _ARRAYS[kind] if wire[name] is not None})

    def _existing(self) -> int:
        mask = self.arrays.get("mask")
        return int(self.arrays["weights"].size if mask is None else np.count_nonzero(mask))

    def _facts(self) -> Facts:
        facts = [("kind", self.kind), ("units", str(self.units)), ("memory", _text.size(self.nbytes))]
        if self.kind == "low-rank":
            facts.insert(2, ("rank", str(self.arrays["left"].shape[1])))
        if self.kind == "masked":
            facts.insert(2, ("connections", str(self._existing())))
        if self.parts:
            facts.insert(2, ("parts", ", ".join(part.kind for part in self.parts)))
        return facts


def validated(coupling: Coupling) -> Coupling:
    """Have the core check a coupling made here, and give it back."""
    parcel = Parcel()
    ask("coupling.validate", {"coupling": coupling._pack(parcel, "coupling.")}, parcel)
    return coupling


def _opened(coupling: Coupling) -> tuple[Coupling, ...]:
    return coupling.parts or (coupling,)
