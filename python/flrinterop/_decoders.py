"""Decoders that read velocity through latents, and what is known before a new one is tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._factors import FactorAnalysis
from ._noun import Facts, Noun, _rebuild
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, take

if TYPE_CHECKING:
    import pandas as pd

_DECODER = ("readout", "projection", "mean", "scale", "offset")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LatentDecoder(Noun):
    """A velocity decoder through latents: v = M2 P diag(1/σ)(x − μ) + M0, a single bin, without memory.

    Parameters
    ----------
    readout
        M2, shape (2, latents), velocity for one unit of a latent.
    projection
        P, shape (latents, units); its rows best orthonormal, or the two kinds of perturbation cannot be
        matched in ``|B|``. None for a decoder that reads recorded latents directly: it can be perturbed
        within the manifold only.
    mean
        μ, shape (units,); None for 0.
    scale
        σ, shape (units,), above 0; None for 1.
    offset
        M0, shape (2,), velocity; None for 0.

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
    >>> decoder = flr.LatentDecoder(np.eye(2, 4), np.eye(4, 10))
    >>> decoder.weights.shape
    (2, 10)
    """

    readout: FloatArray
    projection: FloatArray | None = None
    mean: FloatArray | None = None
    scale: FloatArray | None = None
    offset: FloatArray | None = None
    reads_latents: bool = field(default=False, init=False)
    weights: FloatArray = field(init=False)
    shift: FloatArray = field(init=False)

    _kind: ClassVar[str] = "latent-decoder"

    def __post_init__(self) -> None:
        parcel = Parcel()
        wire: Wire = {"kind": self._kind}
        for name in _DECODER:
            value = getattr(self, name)
            wire[name] = None if value is None else parcel.put(name, _require.array(value, name))
        reply, _ = ask("decoder.latent", {"decoder": wire}, parcel)
        for name, value in _decoder_parts(reply.fields["decoder"], reply.arrays).items():
            object.__setattr__(self, name, value)
        Noun.__post_init__(self)

    @classmethod
    def fit(
        cls,
        projection: FactorAnalysis | npt.ArrayLike,
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
            P, shape (latents, units); or a factor analysis, whose orthonormal axes, mean and scale are taken:
            units that it left out have weight 0.
        activity
            x, shape (bins, units).
        wanted
            The velocity wanted in each bin, shape (bins, 2).
        mean, scale
            μ and σ, shape (units,); None for 0 and 1, or for the factor analysis's.

        Raises
        ------
        ShapeError
            The shapes do not fit together, or there are fewer bins than latents.
        ParameterError
            A mean or a scale beside a factor analysis.
        NumericalError
            The latents depend on each other in these bins.
        """
        parcel = Parcel()
        spec: Wire = {
            "projection": projection._model(parcel, "projection.")
            if isinstance(projection, FactorAnalysis)
            else parcel.put("projection", _require.array(projection, "projection")),
        }
        given = {"activity": activity, "wanted": wanted, "mean": mean, "scale": scale}
        for name, value in given.items():
            spec[name] = None if value is None else parcel.put(name, _require.array(value, name))
        reply, provenance = ask("decoder.fit", spec, parcel)
        return cls._unpack(reply.fields["decoder"], reply.arrays, provenance)

    def perturbed(self, kind: str, permutation: npt.ArrayLike) -> LatentDecoder:
        """Permute latents (within the manifold) or units (outside it): column j becomes column p_j.

        Parameters
        ----------
        kind
            "within-manifold" or "outside-manifold".
        permutation
            p, each of 0 … latents − 1 (within) or units − 1 (outside) once.

        Raises
        ------
        ParameterError
            It is not a permutation of that length.
        UnknownNameError
            There is no such kind.
        """
        parcel = Parcel()
        spec: Wire = {
            "decoder": self._pack(parcel),
            "kind": _require.text(kind, "kind"),
            "permutation": parcel.put("permutation", _require.array(permutation, "permutation", np.int64)),
        }
        reply, _ = ask("decoder.latent", spec, parcel)
        return _rebuild(type(self), _decoder_parts(reply.fields["decoder"], reply.arrays))

    def velocity(self, activity: npt.ArrayLike) -> FloatArray:
        """Give the velocity of every bin, B x + shift.

        Parameters
        ----------
        activity
            x, shape (…, units).

        Returns
        -------
        numpy.ndarray
            Shape (…, 2), float64.
        """
        found: FloatArray = _require.array(activity, "activity") @ self.weights.T + self.shift
        return found

    @property
    def units(self) -> int:
        """The number of units."""
        return int(self.weights.shape[1])

    @property
    def latents(self) -> int:
        """The number of latents."""
        return int(self.readout.shape[1])

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a unit: unit, weight_x, weight_y, the rows of B."""
        import pandas as pd

        return pd.DataFrame(
            {"unit": np.arange(self.units), "weight_x": self.weights[0], "weight_y": self.weights[1]}
        )

    def _pack(self, parcel: Parcel, prefix: str = "decoder.") -> Wire:
        wire: Wire = {"kind": self._kind, "reads_latents": self.reads_latents}
        return wire | {name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _DECODER}

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> LatentDecoder:
        return _rebuild(cls, _decoder_parts(wire, arrays))

    def _facts(self) -> Facts:
        return [
            ("latents", str(self.latents)),
            ("units", "the latents themselves" if self.reads_latents else str(self.units)),
            ("|B|²", _text.number(float(np.sum(self.weights**2)))),
        ]


def _decoder_parts(wire: Mapping[str, Any], arrays: Mapping[str, Array]) -> dict[str, Any]:
    """Read a decoder of the core's with what follows from it."""
    found: dict[str, Any] = {name: take(wire[name], arrays) for name in _DECODER}
    found["reads_latents"] = bool(wire.get("reads_latents"))
    weights = (found["readout"] @ found["projection"]) / found["scale"]
    found["weights"] = weights
    found["shift"] = found["offset"] - weights @ found["mean"]
    return found
