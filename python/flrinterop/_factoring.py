"""The verbs that fit factor analysis and compare spaces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import _require
from ._asking import ask
from ._factors import FactorAnalysis
from ._types import FloatArray, Progress, Rng
from ._wire import Parcel, Wire


def factor_analysis(
    counts: npt.ArrayLike,
    dimensions: int | None = None,
    *,
    trials: npt.ArrayLike | None = None,
    candidates: Sequence[int] | None = None,
    standardise: bool = True,
    starts: int = 3,
    tolerance: float = 1e-8,
    max_iterations: int = 2000,
    folds: int = 4,
    rng: Rng = 0,
    progress: Progress = False,
) -> FactorAnalysis:
    """Fit factor analysis to counts or rates: what units share, and what each has alone.

    Parameters
    ----------
    counts
        Shape (bins, units), finite; units that never change are left out.
    dimensions
        The number of factors; None for the one that predicts held-out bins best.
    trials
        The trial of each bin, shape (bins,), whole numbers: cross-validation holds out whole trials; None
        where every bin is one.
    candidates
        The numbers of factors to try; None for 1 to 15.
    standardise
        Whether every unit is divided by its standard deviation (N − 1 degrees) first.
    starts
        Starts of the EM; the likeliest end is kept.
    tolerance
        A fit is finished when an iteration raises the log-likelihood of a bin by less.
    max_iterations
        Iterations of one start at most; reaching it is a status, not an error.
    folds
        Folds of the cross-validation; a trial's fold is its rank modulo this.
    rng
        The random key (SPEC 7) of the starts.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    FactorAnalysis
        Fitted, in the shape of a scikit-learn estimator.

    Raises
    ------
    ShapeError
        Not two axes, or fewer than two bins.
    ParameterError
        A value is not finite, or a number does not fit.

    Notes
    -----
    Expectation–maximisation, Rubin & Thayer, Psychometrika 47 (1982), doi 10.1007/BF02293851. The
    dimension is
    often hardly determined: look at ``cross_validation_``.
    """
    made = FactorAnalysis(dimensions, standardise, starts, tolerance, max_iterations, folds, rng)
    return made.fit(counts, trials=trials, candidates=candidates, progress=progress)


def subspace_angles(A: npt.ArrayLike, B: npt.ArrayLike, *, degrees: bool = False) -> FloatArray:
    """Give the principal angles between two spaces, as ``scipy.linalg.subspace_angles`` does.

    Parameters
    ----------
    A
        A basis, shape (units, p), of full column rank.
    B
        A basis, shape (units, q), of full column rank.
    degrees
        Degrees instead of radians.

    Returns
    -------
    numpy.ndarray
        Angles, descending, shape (min(p, q),), float64, radians.

    Raises
    ------
    ShapeError
        The numbers of units differ, or a basis has more columns than units.
    ParameterError
        A number is not finite, or the columns of a basis depend on each other.

    Notes
    -----
    Björck & Golub, Math. Comp. 27 (1973), doi 10.1090/S0025-5718-1973-0348991-3.
    """
    parcel = Parcel()
    spec: Wire = {
        "first": parcel.put("first", _require.array(A, "A")),
        "second": parcel.put("second", _require.array(B, "B")),
    }
    reply, _ = ask("subspace_angles", spec, parcel)
    found = np.array(reply.arrays["angles"])[::-1]
    return found.copy() if degrees else np.deg2rad(found)
