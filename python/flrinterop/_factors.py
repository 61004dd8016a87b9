"""Factor analysis in the shape of a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._errors import ParameterError
from ._frames import frame
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray, Progress, Rng
from ._wire import Parcel, Wire, frozen, number, plain, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_PARAMETERS = ("dimensions", "standardise", "starts", "tolerance", "max_iterations", "folds", "rng")
_KEPT = ("kept_units", "mean", "scale", "loadings", "noise_variance")


@dataclass(eq=False, repr=False)
class FactorAnalysis(Result):
    """Factor analysis: x = m + L z + noise, z of unit covariance, each unit with a noise variance Ψ of its
    own.

    Made by ``factor_analysis``, or by itself as an estimator:
    ``FactorAnalysis(dimensions=10).fit(counts)``. L is
    determined up to a rotation: compare LLᵀ, Ψ, likelihoods and angles between spaces, never columns.

    Parameters
    ----------
    dimensions
        The number of factors; None for the one that predicts held-out bins best.
    standardise
        Whether every unit is divided by its standard deviation (N − 1 degrees) first.
    starts
        Starts of the EM; the likeliest end is kept.
    tolerance
        A fit is finished when an iteration raises the log-likelihood of a bin by less.
    max_iterations
        Iterations of one start at most; reaching it is a status, not an error.
    folds
        Folds of the cross-validation.
    rng
        The random key (SPEC 7) of the starts.

    Attributes
    ----------
    components_ : numpy.ndarray
        Lᵀ of the scaled units, shape (dimensions, units), float64; 0 for units that never change.
    noise_variance_ : numpy.ndarray
        Ψ of the scaled units, shape (units,), float64; 0 for units that never change.
    mean_, scale_ : numpy.ndarray
        What each unit was reduced by and divided by, shape (units,), float64, in the activity's unit.
    shared_fraction_ : float
        tr LLᵀ / (tr LLᵀ + tr Ψ), the share of the variance that units have in common.
    loglike_ : float
        The mean log-likelihood of a bin in the sample, of the scaled units.
    dimensions_, n_iter_, n_features_in_ : int
        The number of factors, the iterations of the start that was kept, the number of units.
    kept_units_ : numpy.ndarray
        The units that vary, int32.
    cross_validation_ : pandas.DataFrame or None
        One row a number of factors tried: dimensions, log_likelihood (mean of a held-out bin), unfinished
        (folds that reached the cap); None where the number was given.
    status : str
        "completed", or "not finished after k iterations": compare such a fit only loosely.
    provenance : Provenance
        Version, operation, parameters and seed.

    Notes
    -----
    Rubin & Thayer, Psychometrika 47 (1982), doi 10.1007/BF02293851; orthonormalised latents: Yu et al.,
    J. Neurophysiol. 102 (2009), doi 10.1152/jn.90941.2008.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> draw = np.random.default_rng(1)
    >>> counts = draw.poisson(np.exp(draw.normal(size=(500, 2)) @ draw.normal(scale=0.4, size=(2, 8)) + 1))
    >>> flr.factor_analysis(counts, 2).components_.shape
    (2, 8)
    """

    dimensions: int | None = None
    standardise: bool = True
    starts: int = 3
    tolerance: float = 1e-8
    max_iterations: int = 2000
    folds: int = 4
    rng: Rng = 0
    status: str = field(default="not fitted", init=False)
    provenance: Provenance = field(default_factory=lambda: Provenance("factor_analysis"), init=False)

    _kind: ClassVar[str] = "factor-analysis"
    # scikit-learn looks for this on what a pipeline holds
    _estimator_type: ClassVar[str] = "transformer"

    def fit(
        self,
        X: npt.ArrayLike,
        y: object = None,
        *,
        trials: npt.ArrayLike | None = None,
        candidates: Sequence[int] | None = None,
        progress: Progress = False,
    ) -> Self:
        """Fit to activity.

        Parameters
        ----------
        X
            Counts or rates, shape (bins, units), finite; units that never change are left out.
        y
            Not used.
        trials
            The trial of each bin, shape (bins,): cross-validation holds out whole trials; None where every
            bin is
            one.
        candidates
            The numbers of factors to try; None for 1 to 15.
        progress
            True for a bar, or a function that is told the fraction done.

        Raises
        ------
        ShapeError
            Not two axes, or fewer than two bins.
        ParameterError
            A value is not finite, or the number of factors does not fit.
        """
        parcel = Parcel()
        spec: Wire = {
            "activity": parcel.put("activity", _require.array(X, "X")),
            "dimensions": None if self.dimensions is None else _require.whole(self.dimensions, "dimensions"),
            "trials": None
            if trials is None
            else parcel.put("trials", _require.array(trials, "trials", np.int64)),
            "candidates": None
            if candidates is None
            else parcel.put("candidates", _require.array(list(candidates), "candidates", np.int64)),
            "standardise": bool(self.standardise),
            "starts": _require.whole(self.starts, "starts"),
            "tolerance": _require.real(self.tolerance, "tolerance"),
            "max_iterations": _require.whole(self.max_iterations, "max_iterations"),
            "folds": _require.whole(self.folds, "folds"),
            "rng": self.rng,
        }
        reply, provenance = ask("factor_analysis", spec, parcel, progress=progress)
        found = reply.tables.get("cross_validation")
        self._learn(reply.fields["model"], reply.arrays, None if found is None else frame(found), provenance)
        return self

    def transform(self, X: npt.ArrayLike) -> FloatArray:
        """Give the posterior means of the factors of new bins, E[z | x] = β (x − m).

        Parameters
        ----------
        X
            Activity, shape (bins, units), finite, all units.

        Returns
        -------
        numpy.ndarray
            Shape (bins, dimensions), float64; a read-only view.

        Raises
        ------
        ShapeError
            Another number of units.
        """
        return self._apply(X)[0]["posterior_means"]

    def fit_transform(self, X: npt.ArrayLike, y: object = None, **fit_params: Any) -> FloatArray:
        """Fit, then transform the same bins."""
        return self.fit(X, y, **fit_params).transform(X)

    def latents(self, X: npt.ArrayLike) -> FloatArray:
        """Give orthonormalised posterior means: lengths and angles are those in the space of the scaled
        units.

        Parameters
        ----------
        X
            Activity, shape (bins, units), finite, all units.

        Returns
        -------
        numpy.ndarray
            Shape (bins, dimensions), float64, along the axes of falling shared variance.
        """
        return self._apply(X)[0]["latents"]

    def score(self, X: npt.ArrayLike, y: object = None) -> float:
        """Give the mean log-likelihood of a bin under N(m, LLᵀ + Ψ), of the scaled units.

        Parameters
        ----------
        X
            Activity, shape (bins, units), finite, all units.
        y
            Not used.
        """
        return self._apply(X)[1]

    def get_covariance(self) -> FloatArray:
        """Give LLᵀ + Ψ of the scaled units, shape (units, units), float64."""
        self._check()
        covariance: FloatArray = self.components_.T @ self.components_ + np.diag(self.noise_variance_)
        return covariance

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Give the parameters, as scikit-learn does."""
        return {name: getattr(self, name) for name in _PARAMETERS}

    def set_params(self, **params: Any) -> Self:
        """Set parameters, as scikit-learn does.

        Raises
        ------
        ParameterError
            There is no such parameter.
        """
        for name, value in params.items():
            if name not in _PARAMETERS:
                raise ParameterError(
                    f"there is no parameter '{name}', expected one of: {', '.join(_PARAMETERS)}"
                )
            setattr(self, name, value)
        return self

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a unit: unit, mean, scale, noise_variance, shared_variance, loading_1 …."""
        import pandas as pd

        self._check()
        units: dict[str, Any] = {
            "unit": np.arange(self.n_features_in_),
            "mean": self.mean_,
            "scale": self.scale_,
            "noise_variance": self.noise_variance_,
            "shared_variance": np.sum(self.components_**2, axis=0),
        }
        units |= {f"loading_{place + 1}": row for place, row in enumerate(self.components_)}
        return pd.DataFrame(units)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the cross-validated log-likelihood where there is one, else the shared variance along each
        axis.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.factors import draw

        self._check()
        return draw(self, ax)

    def _apply(self, X: npt.ArrayLike) -> tuple[dict[str, FloatArray], float]:
        parcel = Parcel()
        spec: Wire = {
            "model": self._model(parcel, "model."),
            "activity": parcel.put("activity", _require.array(X, "X")),
        }
        reply, _ = ask("factor_analysis.apply", spec, parcel)
        found = {name: reply.arrays[name] for name in ("posterior_means", "latents")}
        return found, number(reply.fields["log_likelihood"])

    def _check(self) -> None:
        if self.status == "not fitted":
            raise ParameterError("this FactorAnalysis is not fitted yet. Hint: call fit(counts) first")

    def _learn(
        self,
        wire: Mapping[str, Any],
        arrays: Mapping[str, Array],
        validation: pd.DataFrame | None,
        provenance: Provenance,
    ) -> None:
        units = int(wire["units"])
        kept, mean, scale, loadings, noise = (frozen(take(wire[name], arrays)) for name in _KEPT)
        self._held = dict(zip(_KEPT, (kept, mean, scale, loadings, noise), strict=True))
        self.n_features_in_ = units
        self.kept_units_ = kept
        self.dimensions_ = int(loadings.shape[1])
        self.n_iter_ = int(wire["iterations"])
        self.loglike_ = number(wire["log_likelihood"])
        self.shared_fraction_ = number(wire["shared_fraction"])
        self.components_ = _whole(loadings.T, kept, units, 0.0)
        self.noise_variance_ = _whole(noise, kept, units, 0.0)
        self.mean_ = _whole(mean, kept, units, 0.0)
        self.scale_ = _whole(scale, kept, units, 1.0)
        self.cross_validation_ = validation
        self.status = str(wire["status"])
        self.provenance = provenance

    def _model(self, parcel: Parcel, prefix: str) -> Wire:
        self._check()
        wire: Wire = {
            "kind": self._kind,
            "units": self.n_features_in_,
            "log_likelihood": plain(self.loglike_),
            "shared_fraction": plain(self.shared_fraction_),
            "iterations": self.n_iter_,
            "status": self.status,
        }
        return wire | {name: parcel.put(f"{prefix}{name}", self._held[name]) for name in _KEPT}

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        wire = self._model(parcel, prefix)
        wire["parameters"] = {name: getattr(self, name) for name in _PARAMETERS if name != "rng"}
        if self.cross_validation_ is not None:
            wire["cross_validation"] = {
                name: self.cross_validation_[name].tolist() for name in self.cross_validation_.columns
            }
        return wire

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> FactorAnalysis:
        made = cls(**(wire.get("parameters") or {}))
        tried = wire.get("cross_validation")
        made._learn(wire, arrays, None if tried is None else frame(tried), provenance)
        made.dimensions = made.dimensions_ if tried is None else made.dimensions
        made.rng = 0 if provenance.seed is None else provenance.seed
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.__dict__)

    def _facts(self) -> Facts:
        if self.status == "not fitted":
            return [("status", self.status)]
        dropped = self.n_features_in_ - self.kept_units_.size
        return [
            (
                "dimensions",
                f"{self.dimensions_}{'' if self.cross_validation_ is None else ', cross-validated'}",
            ),
            (
                "units",
                f"{self.n_features_in_}{f', {dropped} never change and are left out' if dropped else ''}",
            ),
            ("shared variance", f"{_text.number(100 * self.shared_fraction_)} %"),
            ("log-likelihood of a bin", _text.number(self.loglike_, 6)),
            ("status", self.status),
        ]


def _whole(values: Array, kept: Array, units: int, otherwise: float) -> FloatArray:
    """Put the values of the kept units into an array of all units."""
    whole = np.full((*values.shape[:-1], units), otherwise)
    whole[..., kept] = values
    return frozen(whole)


def _rebuilt(kind: type[FactorAnalysis], values: dict[str, Any]) -> FactorAnalysis:
    made = object.__new__(kind)
    made.__dict__.update(
        {name: frozen(value) if isinstance(value, np.ndarray) else value for name, value in values.items()}
    )
    return made
