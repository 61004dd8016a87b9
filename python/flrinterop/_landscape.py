"""Activity seen along a target and an input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from . import _text
from ._fields import crossing
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Landscape(Result):
    """How often activity is where, along a target and an input; from ``landscape``.

    Arrays are read-only views, kept alive by the result.

    Attributes
    ----------
    target_edges, input_edges : numpy.ndarray
        The edges of the bins of ξᵀx/N and of ηᵀx/N, shape (bins + 1,), float64.
    probability : numpy.ndarray
        The fraction of samples in each bin, shape (bins along the target, bins along the input), float64.
    potential : numpy.ndarray
        −log p, the lowest 0, shape as ``probability``, float64; infinity where no sample was.
    count : int
        The number of samples.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    target_edges: FloatArray
    input_edges: FloatArray
    probability: FloatArray
    potential: FloatArray
    count: int
    status: str = field(default="completed", metadata=crossing(stays=True))
    provenance: Provenance = field(default_factory=lambda: Provenance("landscape"))

    _kind: ClassVar[str] = "landscape"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a bin: along_target and along_input (its middle), probability, potential."""
        import pandas as pd

        along, across = _middles(self.target_edges), _middles(self.input_edges)
        return pd.DataFrame(
            {
                "along_target": np.repeat(along, across.size),
                "along_input": np.tile(across, along.size),
                "probability": self.probability.ravel(),
                "potential": self.potential.ravel(),
            }
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the potential: valleys where activity mostly is, blank where it never was.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.landscape import draw

        return draw(self, ax)

    def _facts(self) -> Facts:
        along, across = self.target_edges, self.input_edges
        return [
            ("samples", str(self.count)),
            ("bins", _text.shape(self.probability.shape)),
            ("along the target", _text.interval((float(along[0]), float(along[-1])), 3)),
            ("along the input", _text.interval((float(across[0]), float(across[-1])), 3)),
            ("status", self.status),
        ]


def _middles(edges: FloatArray) -> FloatArray:
    return (edges[1:] + edges[:-1]) / 2
