"""The whole course of learning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _text
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ARRAYS = ("times", "overlap", "error", "time_to_threshold", "couplings")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LearningRun(Result):
    """How overlap and error went while a network learned; from ``learn``.

    Arrays are read-only views, kept alive by the result.

    Attributes
    ----------
    times : numpy.ndarray
        The times of the records, shape (times,), float64, in τ from the start.
    overlap, error : numpy.ndarray
        ξᵀx / N and |ξ − x|² / N, shape (maps, times), float64; NaN after the end of a map that ended early,
        and ``map_status`` says so.
    time_to_threshold : numpy.ndarray
        When the overlap first reached the threshold, shape (maps,), float64, in τ; NaN where it did not.
    couplings : numpy.ndarray
        The learned J, shape (maps, units, units), or (units, units) where all maps were learned together.
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
    couplings: FloatArray
    rule: str = ""
    map_status: tuple[str, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("learn"))

    _kind: ClassVar[str] = "learning-run"

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
        } | {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _ARRAYS}

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> LearningRun:
        return cls(
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
        return [*facts, ("status", self.status)]
