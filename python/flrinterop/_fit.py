"""What the relation says about a recorded session."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from . import _fit_parts, _require, _text
from ._asking import ask
from ._fit_parts import Learning, Relation
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, columns, table, take

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_TABLES = ("table", "curves", "windows")
_ARRAYS = ("covariance", "means", "directions")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FlrFit(Result):
    """What the fluctuation–learning relation says about a session; from ``fit``. Read it in this order.

    Attributes
    ----------
    verdict : str
        First: was anything learned at all?
    learning : Learning
        The trend behind it: verdict ("rises", "falls", "no trend"), slope, standard_error, interval, p;
        ``block`` has the same for the whole block.
    table : pandas.DataFrame
        One row a target: target_deg, trials, slope, slope_standard_error, slope_40, change, trials_to_peak,
        initial_slope
        (speeds, mm/s per trial or mm/s), open_loop (mm/s), variance_along_target, evoked_squared, flr1, flr2.
    relation : Relation
        FLR2 with the slope over targets; ``relate`` gives any other pair of columns.
    windows : pandas.DataFrame
        One row a measure and window: measure, window, verdict, slope, standard_error, low, high, p.
    curves : pandas.DataFrame
        One row a trial: target_deg, trial (of its target, from 1), value (mm/s), moving_mean (mm/s).
    diagnostics : Mapping
        What else was looked at.
    covariance : numpy.ndarray
        C of the intuitive block, shape (k, k), float64; a read-only view, kept alive by the result.
    means : numpy.ndarray
        z̄ for each target, shape (targets, k), float64.
    directions : numpy.ndarray
        ξ = M2ᵀu for each target through the perturbed decoder, shape (targets, k), float64.
    session : BciSession
        The session.
    options : Mapping
        covariance, measure and covariate as they were given.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    verdict: str
    learning: Learning
    table: pd.DataFrame
    relation: Relation
    curves: pd.DataFrame
    windows: pd.DataFrame
    diagnostics: Mapping[str, Any]
    covariance: FloatArray
    means: FloatArray
    directions: FloatArray
    session: BciSession
    options: Mapping[str, Any]
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("fit"))

    _kind: ClassVar[str] = "fit"

    def relate(self, predictor: str, speed: str) -> Relation:
        """Relate any two columns of the table over targets.

        Parameters
        ----------
        predictor
            A column, such as "variance_along_target".
        speed
            A column, such as "slope_40".

        Raises
        ------
        UnknownNameError
            There is no such column.
        """
        parcel = Parcel()
        spec: Wire = {
            "session": self.session._pack(parcel),
            **self.options,
            "predictor": _require.text(predictor, "predictor"),
            "speed": _require.text(speed, "speed"),
        }
        if self.provenance.seed is not None:
            spec["rng"] = self.provenance.seed
        reply, _ = ask("fit.relate", spec, parcel)
        return _fit_parts.relation(reply.fields.get("relation", reply.fields))

    def to_pandas(self) -> pd.DataFrame:
        """Give ``table``."""
        return self.table

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the relation; without ``ax`` a whole figure: the learning curve of every target, predicted
        against measured speeds, the covariance through the decoder with the targets, the power of the test.

        Parameters
        ----------
        ax
            Where to draw the relation alone; None for the whole figure, ``.figure`` of what is returned.
        """
        from ._plots.fit import draw

        return draw(self, ax)

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """Write the whole story on one page that needs nothing else: verdict, table, relation, pictures,
        provenance.

        Parameters
        ----------
        path
            The file; replaced where it exists. None to write none.

        Returns
        -------
        str
            The page.
        """
        from ._report import page

        text = page(self)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "verdict": self.verdict,
            "learning": _fit_parts.written(self.learning),
            "relation": _fit_parts.written(self.relation),
            "diagnostics": dict(self.diagnostics),
            "options": dict(self.options),
            "status": self.status,
            "session": self.session._pack(parcel, f"{prefix}session."),
            "source": self.session.source,
            **{name: columns(getattr(self, name), parcel, f"{prefix}{name}.") for name in _TABLES},
            **{name: parcel.put(f"{prefix}{name}", getattr(self, name)) for name in _ARRAYS},
        }

    @classmethod
    def _unpack(cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance) -> FlrFit:
        loaded = Provenance("load_session", {"file": str(wire.get("source", ""))})
        found: dict[str, Any] = {name: table(wire[name], arrays) for name in _TABLES}
        found |= {name: take(wire[name], arrays) for name in _ARRAYS}
        return cls(
            verdict=str(wire["verdict"]),
            learning=_fit_parts.learning(wire["learning"]),
            relation=_fit_parts.relation(wire["relation"]),
            diagnostics=dict(wire.get("diagnostics") or {}),
            options=dict(wire.get("options") or {}),
            status=str(wire.get("status") or "completed"),
            session=BciSession._unpack(wire["session"], arrays, loaded),
            provenance=provenance,
            **found,
        )

    def _facts(self) -> Facts:
        relation = self.relation
        return [
            ("verdict", self.verdict),
            ("session", self.session.source),
            ("learning", f"{self.learning.verdict}, {_text.p_value(self.learning.p)}"),
            (
                f"ρ({relation.predictor}, {relation.speed})",
                f"{_text.number(relation.rho)}, {_text.p_value(relation.p)}",
            ),
            ("status", self.status),
        ]

    def _repr_html_(self) -> str:
        from ._report import summary

        return summary(self)
