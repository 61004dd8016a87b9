"""The whole course of learning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _text
from ._coupling import Coupling
from ._errors import ParameterError
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, take, take_optional

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ARRAYS = ("times", "overlap", "error", "time_to_threshold")
_STRUCTURE = ("kept", "left", "right")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LearningRun(Result):
    """How overlap and error went while a network learned; from ``learn``.

    Arrays are read-only views, kept alive by the result.

    Attributes
    ----------
    times : numpy.ndarray
        The times of the records, shape (times,), float64, in τ from the start.
    overlap, error : numpy.ndarray
        ξᵀx / N and ``|ξ − x|² / N``, shape (maps, times), float64; NaN after the end of a map that ended
        early, and ``map_status`` says so.
    time_to_threshold : numpy.ndarray
        When the overlap first reached the threshold, shape (maps,), float64, in τ; NaN where it did not.
    start : Coupling or None
        J₀ where structure was kept: a rule that only ever adds one vector of its own to the columns of J
        needs two vectors a map, J = kept · J₀ + left rightᵀ. None where every J became a matrix.
    kept, left, right : numpy.ndarray or None
        How much of J₀ is left, shape (maps,), and the two vectors, shape (maps, units), float64.
    matrices : numpy.ndarray or None
        The learned J, shape (maps, units, units), or (units, units) where all maps were learned together;
        None where structure was kept.
    mask : numpy.ndarray or None
        The connections of a masked coupling, which are all that learning changed, shape (units, units),
        uint8; None where the coupling was not masked.
    together : bool
        Whether structure was kept and all maps are in one coupling of rank maps.
    form : str
        Whether structure was kept, and the memory that this took.
    rule : str
        The learning rule, and those of its parameters that are not the default ones.
    map_status : tuple of str
        "completed", "threshold not reached" or "diverged at step k", one a map.
    status : str
        "completed", or what is to be said of the first map of which something is.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    times: FloatArray
    overlap: FloatArray
    error: FloatArray
    time_to_threshold: FloatArray
    matrices: FloatArray | None = None
    start: Coupling | None = None
    kept: FloatArray | None = None
    left: FloatArray | None = None
    right: FloatArray | None = None
    mask: npt.NDArray[np.uint8] | None = None
    together: bool = False
    form: str = ""
    rule: str = ""
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("learn"))

    _kind: ClassVar[str] = "learning-run"

    @property
    def couplings(self) -> FloatArray:
        """The learned J, shape (maps, units, units), or (units, units) where all were learned together.

        Where structure was kept this makes N² numbers a map, each time: ``coupling`` does not.
        """
        if self.matrices is not None:
            return self.matrices
        if self.together:
            return self.coupling().dense()
        return np.stack([self.coupling(place).dense() for place in range(len(self.overlap))])

    def coupling(self, index: int = 0) -> Coupling:
        """Give the coupling that a map has learned, in its structure where that was kept.

        Parameters
        ----------
        index
            The map; 0 where all were learned together.

        Returns
        -------
        Coupling
            Dense, masked where it was before, or a sum of J₀ and a coupling of rank 1 (of rank maps where
            all were learned together); low-rank parts are merged and compressed to a change of at most
            10⁻¹² of the norm of J, so that learning the same again and again does not make the rank grow.

        Raises
        ------
        ParameterError
            There is no such map.
        """
        from .couplings import from_array, low_rank, masked

        together = self.together or (self.matrices is not None and self.matrices.ndim == 2)
        count = 1 if together else len(self.overlap)
        if not 0 <= index < count:
            raise ParameterError(f"index is {index}, expected 0 to {count - 1}")
        if self.matrices is not None:
            learned = from_array(self.matrices if together else self.matrices[index])
            return learned if self.mask is None else masked(learned, self.mask)
        assert self.start is not None
        assert self.kept is not None
        assert self.left is not None
        assert self.right is not None
        before = self.start if self.kept[index] == 1 else float(self.kept[index]) * self.start
        own = slice(None) if together else slice(index, index + 1)
        return (before + low_rank(self.left[own].T, self.right[own].T)).compressed()

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map and record: map, time, overlap, error."""
        import pandas as pd

        maps, records = self.overlap.shape
        return pd.DataFrame(
            {
                "map": np.repeat(np.arange(maps), records),
                "time": np.tile(self.times, maps),
                "overlap": self.overlap.ravel(),
                "error": self.error.ravel(),
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the overlap of every map over time.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.learning import draw

        return draw(self, ax)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "rule": self.rule,
            "status": self.status,
            "map_status": list(self.map_status),
            "form": self.form,
            "couplings": None if self.matrices is None else parcel.put(f"{prefix}couplings", self.matrices),
            "mask": parcel.put(f"{prefix}mask", self.mask),
            "structure": self._pack_structure(parcel, f"{prefix}structure."),
        } | {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _ARRAYS}

    def _pack_structure(self, parcel: Parcel, prefix: str) -> Wire | None:
        if self.start is None:
            return None
        return {"start": self.start._pack(parcel, f"{prefix}start."), "together": int(self.together)} | {
            name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _STRUCTURE
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> LearningRun:
        structure = wire.get("structure") or {}
        start = structure.get("start")
        return cls(
            matrices=take_optional(wire.get("couplings"), arrays),
            start=None if start is None else Coupling._unpack(start, arrays, provenance),
            kept=take_optional(structure.get("kept"), arrays),
            left=take_optional(structure.get("left"), arrays),
            right=take_optional(structure.get("right"), arrays),
            mask=take_optional(wire.get("mask"), arrays),
            together=bool(structure.get("together")),
            form=str(wire.get("form") or ""),
            rule=str(wire.get("rule") or ""),
            map_status=tuple(str(status) for status in wire.get("map_status") or ()),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
            **{name: take(wire[name], arrays) for name in _ARRAYS},
        )

    def _facts(self) -> Facts:
        reached = self.time_to_threshold[np.isfinite(self.time_to_threshold)]
        facts = [
            ("rule", self.rule),
            ("maps", str(self.overlap.shape[0])),
            ("learned for", f"{_text.number(float(self.times[-1]))} τ" if self.times.size else "–"),
            ("threshold reached by", f"{reached.size} of {self.time_to_threshold.size} maps"),
        ]
        if reached.size:
            facts.append(("median time to threshold", f"{_text.number(float(np.median(reached)))} τ"))
        if self.form:
            facts.append(("learned", self.form))
        return [*facts, ("status", self.status)]
