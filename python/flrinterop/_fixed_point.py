"""The noise-free state and its stability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _text
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, ComplexArray, FloatArray
from ._wire import Parcel, Wire, frozen, number, plain, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FixedPoint(Result):
    """A state that stays: x* = φ(β(J x* + γ η)); from ``fixed_point``.

    Attributes
    ----------
    state : numpy.ndarray
        x*, shape (units,), float64; a read-only view, kept alive by the result. ``numpy.asarray(found)``
        gives it.
    residual : float
        The largest ``|φ(β(J x + γ η)) − x|``.
    iterations : int
        How many steps of Newton's method it took.
    input : numpy.ndarray or None
        η, shape (units,), None for none.
    status : str
        "completed", or that it has not converged.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    state: FloatArray
    residual: float
    iterations: int
    input: FloatArray | None = None
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("fixed_point"))

    _kind: ClassVar[str] = "fixed-point"
    _order: ClassVar[tuple[str, ...]] = ("status",)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> FloatArray:
        """Give the state."""
        return np.array(self.state, dtype=dtype) if copy else np.asarray(self.state, dtype=dtype)

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a unit: unit, state."""
        import pandas as pd

        return pd.DataFrame({"unit": np.arange(self.state.size), "state": self.state})

    def _facts(self) -> Facts:
        size = float(np.sqrt(np.mean(self.state**2)))
        return [
            ("units", str(self.state.size)),
            ("root mean square", _text.number(size)),
            ("residual", _text.number(self.residual)),
            ("iterations", str(self.iterations)),
            ("status", self.status),
        ]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Stability(Result):
    """Whether a state is stable; from ``stability``. Deviations obey δẋ = (diag(g) J − 1) δx.

    Attributes
    ----------
    eigenvalues : numpy.ndarray
        Of diag(g) J − 1, shape (units,), complex128, per τ.
    slopes : numpy.ndarray
        g = β φ'(h), shape (units,), float64; a read-only view, kept alive by the result.
    stable : bool
        Whether every real part is below 0.
    leading : complex
        The eigenvalue of the largest real part.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    eigenvalues: ComplexArray
    slopes: FloatArray
    stable: bool
    leading: complex
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("stability"))

    _kind: ClassVar[str] = "stability"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row an eigenvalue: real, imaginary."""
        import pandas as pd

        return pd.DataFrame({"real": self.eigenvalues.real, "imaginary": self.eigenvalues.imag})

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the eigenvalues in the complex plane.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.stability import draw

        return draw(self, ax)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        real, imaginary = (
            np.ascontiguousarray(self.eigenvalues.real),
            np.ascontiguousarray(self.eigenvalues.imag),
        )
        return {
            "kind": self._kind,
            "status": self.status,
            "stable": self.stable,
            "leading": [plain(self.leading.real), plain(self.leading.imag)],
            "eigenvalues_real": parcel.put(f"{prefix}eigenvalues_real", real),
            "eigenvalues_imaginary": parcel.put(f"{prefix}eigenvalues_imaginary", imaginary),
            "slopes": parcel.put(f"{prefix}slopes", self.slopes),
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> Stability:
        real = take(wire["eigenvalues_real"], arrays)
        leading = wire["leading"]
        return cls(
            eigenvalues=frozen(real + 1j * take(wire["eigenvalues_imaginary"], arrays)),
            slopes=take(wire["slopes"], arrays),
            stable=bool(wire["stable"]),
            leading=complex(number(leading[0]), number(leading[1])),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        sign = "−" if self.leading.imag < 0 else "+"
        leading = f"{_text.number(self.leading.real)} {sign} {_text.number(abs(self.leading.imag))}i"
        return [("stable", str(self.stable)), ("leading eigenvalue", leading), ("status", self.status)]
