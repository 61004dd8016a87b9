"""Ways to make a coupling matrix J, weights [post, pre]."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from . import _require
from ._asking import ask
from ._coupling import Coupling, validated
from ._errors import ParameterError
from ._types import Rng
from ._wire import Parcel, Wire

__all__ = ["from_array", "from_scipy", "gaussian", "hopfield", "low_rank", "masked", "pre_embedded", "sparse"]


def gaussian(units: int, strength: float = 1.0, symmetry: float = 0.0, rng: Rng = None) -> Coupling:
    """Random weights, J_ij ~ N(0, strength²/N), no self-coupling.

    Parameters
    ----------
    units
        The number of units N.
    strength
        The standard deviation of a weight times √N.
    symmetry
        The correlation of J_ij with J_ji, −1 to 1.
    rng
        The random key (SPEC 7).

    Raises
    ------
    ParameterError
        A number is out of its range.

    Examples
    --------
    >>> import flrinterop as flr
    >>> flr.couplings.gaussian(50, symmetry=1.0, rng=1).shape
    (50, 50)
    """
    return _made(
        "coupling.gaussian",
        {
            "units": _require.whole(units, "units"),
            "strength": _require.real(strength, "strength"),
            "symmetry": _require.real(symmetry, "symmetry"),
            "rng": rng,
        },
    )


def sparse(units: int, in_degree: int, strength: float = 1.0, rng: Rng = None) -> Coupling:
    """Random weights where every unit has the same number of inputs, J_ij ~ N(0, strength²/in_degree).

    Parameters
    ----------
    units
        The number of units N.
    in_degree
        The number of inputs of every unit.
    strength
        The standard deviation of a weight times √in_degree.
    rng
        The random key (SPEC 7).

    Raises
    ------
    ParameterError
        A number is out of its range.
    """
    return _made(
        "coupling.sparse",
        {
            "units": _require.whole(units, "units"),
            "in_degree": _require.whole(in_degree, "in_degree"),
            "strength": _require.real(strength, "strength"),
            "rng": rng,
        },
    )


def low_rank(left: npt.ArrayLike, right: npt.ArrayLike) -> Coupling:
    """J = U Vᵀ, without a factor 1/N, kept as its two factors.

    Parameters
    ----------
    left
        U, shape (units, rank).
    right
        V, shape (units, rank).

    Raises
    ------
    ShapeError
        The shapes differ.
    ParameterError
        A number is not finite.
    """
    factors = {"left": _require.array(left, "left"), "right": _require.array(right, "right")}
    return validated(Coupling("low-rank", factors))


def hopfield(patterns: npt.ArrayLike) -> Coupling:
    """J = (1/N) Σ ξξᵀ with a zero diagonal (Hopfield 1982, doi 10.1073/pnas.79.8.2554), kept low rank.

    Parameters
    ----------
    patterns
        ξ, shape (patterns, units).
    """
    parcel = Parcel()
    values = parcel.put("patterns", _require.array(patterns, "patterns"))
    return _made("coupling.hopfield", {"patterns": values}, parcel)


def pre_embedded(
    units: int | None = None,
    maps: int | None = None,
    rng: Rng = None,
    *,
    inputs: npt.ArrayLike | None = None,
    targets: npt.ArrayLike | None = None,
    scale: float = 1.0,
) -> Coupling:
    """J = (scale/N) Σ_μ (ξ^μ − η^μ)(ξ^μ + η^μ)ᵀ: maps learned before, kept low rank.

    Either ``inputs`` and ``targets``, or ``units``, ``maps`` and ``rng`` for random maps of ±1.

    Parameters
    ----------
    units
        The number of units N.
    maps
        The number of maps.
    rng
        The random key (SPEC 7).
    inputs
        η, shape (maps, units).
    targets
        ξ, shape (maps, units).
    scale
        A factor on every weight.

    Raises
    ------
    ParameterError
        Both ways were given, or neither.
    ShapeError
        The shapes of inputs and targets differ.

    Notes
    -----
    Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.

    Examples
    --------
    >>> import flrinterop as flr
    >>> flr.couplings.pre_embedded(units=100, maps=5, rng=1).kind
    'low-rank'
    """
    spec: Wire = {"scale": _require.real(scale, "scale")}
    parcel = Parcel()
    if units is not None:
        spec["units"] = _require.whole(units, "units")
    if maps is not None:
        spec["maps"] = _require.whole(maps, "maps")
    if inputs is not None:
        spec["inputs"] = parcel.put("inputs", _require.array(inputs, "inputs"))
    if targets is not None:
        spec["targets"] = parcel.put("targets", _require.array(targets, "targets"))
    if inputs is None and targets is None:
        if units is None or maps is None:
            raise ParameterError(
                "pre_embedded was given no whole set of arguments, expected either inputs and targets, "
                "or units, maps and rng"
            )
        spec["rng"] = rng
    return _made("coupling.pre_embedded", spec, parcel)


def masked(coupling: Coupling, mask: npt.ArrayLike) -> Coupling:
    """J ∘ M: the connections of a mask, and no other, now and after learning.

    Where at most a quarter of the connections exist, only they are held (12 bytes each); above that a matrix
    and its mask (9 N² bytes). The coupling itself is never made a matrix for it.

    In a sum only this part is masked. Learning changes what some part lets exist: where every part of a sum
    is masked, the connections of any of them; where one is not, all. Where a network has a ``mask`` too,
    both hold.

    Parameters
    ----------
    coupling
        J, in any structure.
    mask
        Not 0 where a connection exists, shape (units, units), bool or a number.

    Raises
    ------
    ShapeError
        The mask has not the coupling's shape.
    ParameterError
        The first argument is no coupling.

    Examples
    --------
    >>> import flrinterop as flr
    >>> import numpy as np
    >>> ring = np.eye(50, k=1) + np.eye(50, k=-1)
    >>> flr.couplings.masked(flr.couplings.gaussian(50, rng=1), ring).nbytes
    1380
    """
    parcel = Parcel()
    spec: Wire = {
        "coupling": _require.instance(coupling, Coupling, "coupling")._pack(parcel, "coupling."),
        "mask": parcel.put("mask", (_require.array(mask, "mask") != 0).astype(np.uint8)),
    }
    return _made("coupling.masked", spec, parcel)


def from_array(weights: npt.ArrayLike) -> Coupling:
    """Make a dense coupling from a matrix, which is not copied where it is C-contiguous float64.

    Parameters
    ----------
    weights
        J, weights [post, pre], shape (units, units).

    Raises
    ------
    ShapeError
        It is not square.
    ParameterError
        A number is not finite.
    """
    return validated(Coupling("dense", {"weights": _require.array(weights, "weights")}))


def from_scipy(matrix: Any) -> Coupling:
    """Make a sparse coupling from a SciPy sparse matrix or array, weights [post, pre].

    Parameters
    ----------
    matrix
        Any format, shape (units, units); repeated entries are summed.

    Raises
    ------
    ShapeError
        It is not square.
    ParameterError
        It is no SciPy sparse matrix, or a number is not finite.
    """
    if not hasattr(matrix, "tocsr"):
        hint = "from_array for a dense matrix"
        raise ParameterError(
            f"matrix is a {type(matrix).__name__}, expected a SciPy sparse matrix. Hint: {hint}"
        )
    rows, columns = matrix.shape
    if rows != columns:
        from ._errors import ShapeError

        raise ShapeError(f"matrix has shape ({rows}, {columns}), expected (units, units)")
    csr = matrix.tocsr(copy=True)
    csr.sum_duplicates()
    if csr.nnz > np.iinfo(np.int32).max:
        raise ParameterError(f"matrix stores {csr.nnz} weights, expected fewer than 2^31")
    return validated(
        Coupling(
            "sparse",
            {
                "offsets": _require.array(csr.indptr, "indptr", np.int32),
                "columns": _require.array(csr.indices, "indices", np.int32),
                "weights": _require.array(csr.data, "data"),
            },
        )
    )


def _made(operation: str, spec: Wire, parcel: Parcel | None = None) -> Coupling:
    reply, provenance = ask(operation, spec, parcel)
    return Coupling._unpack(reply.fields["coupling"], reply.arrays, provenance)
