"""A velocity decoder through latents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._errors import ParameterError, UnknownNameError
from ._noun import Facts, Noun
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, take, take_optional

if TYPE_CHECKING:
    import pandas as pd

_ARRAYS = ("readout", "projection", "mean", "scale", "offset")
_KINDS = ("within-manifold", "outside-manifold")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LatentDecoder(Noun):
    """A velocity decoder through latents: v = M2 P diag(1/σ)(x − μ) + M0.

    Parameters
    ----------
    readout
        M2, shape (2, latents), float64, velocity for one unit of a latent.
    projection
        P, shape (latents, units), float64; its rows best orthonormal.
    mean, scale
        μ and σ, shape (units,), float64; None for 0 and 1.
    offset
        M0, shape (2,), float64, velocity; None for 0.

    Attributes
    ----------
    weights : numpy.ndarray
        B = M2 P diag(1/σ), shape (2, units), float64.
    shift : numpy.ndarray
        M0 − B μ, shape (2,), float64: v = B x + shift.

    Raises
    ------
    ShapeError
        The shapes do not fit together.
    ParameterError
        A number is not finite, or a scale is not above 0.

    Notes
    -----
    Sadtler et al., Nature 512 (2014), doi 10.1038/nature13665.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> flr.LatentDecoder(np.eye(2), np.eye(2, 20)).perturbed("within-manifold", [1, 0]).readout
    array([[0., 1.],
           [1., 0.]])
    """

    readout: FloatArray
    projection: FloatArray
    mean: FloatArray | None = None
    scale: FloatArray | None = None
    offset: FloatArray | None = None
    weights: FloatArray = field(init=False)
    shift: FloatArray = field(init=False)

    _kind: ClassVar[str] = "latent-decoder"

    def __post_init__(self) -> None:
        for name in _ARRAYS:
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else _require.array(value, name))
        parcel = Parcel()
        reply, _ = ask("decoder.validate", {"decoder": self._pack(parcel)}, parcel)
        for name in ("weights", "shift"):
            object.__setattr__(self, name, reply.arrays[name])
        usual = {"mean": np.zeros(self.units), "scale": np.ones(self.units), "offset": np.zeros(2)}
        for name, value in usual.items():
            if getattr(self, name) is None:
                object.__setattr__(self, name, value)
        Noun.__post_init__(self)

    @classmethod
    def fit(
        cls,
        projection: npt.ArrayLike,
        activity: npt.ArrayLike,
        wanted: npt.ArrayLike,
        *,
        mean: npt.ArrayLike | None = None,
        scale: npt.ArrayLike | None = None,
    ) -> LatentDecoder:
        """Fit the readout of latents by least squares to wanted velocities, M0 = 0.

        Parameters
        ----------
        projection
            P, shape (latents, units).
        activity
            x, shape (bins, units).
        wanted
            The velocity wanted in each bin, shape (bins, 2).
        mean, scale
            μ and σ, shape (units,); None for 0 and 1.

        Raises
        ------
        ShapeError
            The shapes do not fit together, or there are fewer bins than latents.
        NumericalError
            The latents depend on each other in these bins.
        """
        parcel = Parcel()
        given = {
            "projection": projection,
            "activity": activity,
            "wanted": wanted,
            "mean": mean,
            "scale": scale,
        }
        spec = {
            name: None if value is None else parcel.put(name, _require.array(value, name))
            for name, value in given.items()
        }
        reply, provenance = ask("decoder.fit", spec, parcel)
        return cls._unpack(reply.fields, reply.arrays, provenance)

    @property
    def units(self) -> int:
        """The number of units."""
        return int(self.projection.shape[1])

    @property
    def latents(self) -> int:
        """The number of latents."""
        return int(self.projection.shape[0])

    def velocity(self, activity: npt.ArrayLike) -> FloatArray:
        """Give the velocities that activity decodes to.

        Parameters
        ----------
        activity
            x, shape (…, units).

        Returns
        -------
        numpy.ndarray
            Shape (…, 2), float64.
        """
        x = _require.array(activity, "activity")
        return np.asarray(x @ self.weights.T + self.shift, dtype=np.float64)

    def perturbed(self, kind: str, permutation: npt.ArrayLike) -> LatentDecoder:
        """Give the decoder with its latents ("within-manifold") or its units ("outside-manifold") permuted.

        Parameters
        ----------
        kind
            "within-manifold": columns of M2 move; "outside-manifold": columns of P.
        permutation
            Column j of the new matrix is column permutation[j] of the old one; shape (latents,) or (units,).

        Raises
        ------
        UnknownNameError
            The kind is not known.
        ParameterError
            It is no permutation of that length.
        """
        if kind not in _KINDS:
            raise UnknownNameError(f"kind is {kind!r}, expected one of: {', '.join(_KINDS)}")
        within = kind == _KINDS[0]
        order = _require.array(permutation, "permutation", np.int64)
        count = self.latents if within else self.units
        if not np.array_equal(np.sort(order, axis=None), np.arange(count)) or order.ndim != 1:
            raise ParameterError(f"permutation is not each of 0 … {count - 1} once, expected a permutation")
        return LatentDecoder(
            np.ascontiguousarray(self.readout[:, order]) if within else self.readout,
            self.projection if within else np.ascontiguousarray(self.projection[:, order]),
            self.mean,
            self.scale,
            self.offset,
        )

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a unit: unit, weight_x, weight_y."""
        import pandas as pd

        x, y = self.weights
        return pd.DataFrame({"unit": np.arange(self.units), "weight_x": x, "weight_y": y})

    def _pack(self, parcel: Parcel, prefix: str = "decoder.") -> Wire:
        return {"kind": self._kind} | {
            name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _ARRAYS
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> LatentDecoder:
        given = {name: take_optional(wire.get(name), arrays) for name in _ARRAYS[2:]}
        return cls(take(wire["readout"], arrays), take(wire["projection"], arrays), **given)

    def _facts(self) -> Facts:
        return [
            ("units", str(self.units)),
            ("latents", str(self.latents)),
            ("|B|", _text.number(float(np.linalg.norm(self.weights)))),
        ]
