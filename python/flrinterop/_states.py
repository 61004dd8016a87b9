"""The same analysis by a state of the animal: arousal, attention, any column of bins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._errors import UnknownNameError
from ._fit import FlrFit
from ._fitting import fit
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray, Rng
from ._wire import Parcel, Wire, columns, table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StateFit(Result):
    """A session fitted by a state; from ``fit_by_state``.

    Attributes
    ----------
    fits : tuple of FlrFit
        One fit a group, of the lowest state first; or the one fit without the state.
    table : pandas.DataFrame
        One row a group: state, mean_state, baseline_trials, baseline_bins, learning_trials, learning_bins,
        trace_of_covariance, evoked_squared (mean over targets), learning (verdict), slope, slope_low,
        slope_high,
        learning_p, rho, rho_low, rho_high, p, targets.
    method : str
        "split" or "regress".
    status : str
        "completed".
    provenance : Provenance
        Version, operation and parameters.
    """

    fits: tuple[FlrFit, ...]
    table: pd.DataFrame
    method: str
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("session.by_state"))

    _kind: ClassVar[str] = "state-fit"

    def to_pandas(self) -> pd.DataFrame:
        """Give ``table``."""
        return self.table

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "method": self.method,
            "status": self.status,
            "table": columns(self.table, parcel, f"{prefix}table."),
            "fits": [one._pack(parcel, f"{prefix}fits.{place}.") for place, one in enumerate(self.fits)],
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> StateFit:
        return cls(
            fits=tuple(FlrFit._unpack(one, arrays, Provenance("fit")) for one in wire["fits"]),
            table=table(wire["table"], arrays),
            method=str(wire["method"]),
            status=str(wire["status"]),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        facts = [("method", self.method)]
        for row in self.table.to_dict("records"):
            size = f"{row['baseline_trials']} + {row['learning_trials']} trials"
            found = f"ρ {_text.number(row['rho'])}, {_text.p_value(row['p'])}"
            trace = f"tr C {_text.number(row['trace_of_covariance'])}"
            facts.append((str(row["state"]), f"{size}, {trace}, {row['learning']}, {found}"))
        return [*facts, ("status", self.status)]


def fit_by_state(
    session: BciSession,
    column: str | npt.ArrayLike,
    *,
    groups: int = 2,
    method: str = "split",
    covariance: str = "residual",
    measure: str = "slope",
    covariate: str | None = None,
    rng: Rng = 0,
) -> StateFit:
    """Fit a session by a state such as arousal or attention: fluctuations of the moment are what the
    theory is about.

    Parameters
    ----------
    session
        The session.
    column
        A column of ``session.bins``, or one value a bin, shape (bins,), such as pupil size; NaN where it
        is not
        known: these bins are left out.
    groups
        The number of groups.
    method
        "split": the trials of each target and block are split by the mean of the column over their usable
        bins,
        and each group is fitted as a session of its own. "regress": what goes along with the column is
        taken out of
        the activity, by regression within targets in the first block.
    covariance, measure, covariate, rng
        As ``fit`` has them.

    Returns
    -------
    StateFit
        One fit a group, and their sizes in one table: fewer trials mean less power, so compare intervals.

    Raises
    ------
    UnknownNameError
        There is no such column or method.
    ShapeError
        The column has another length than the bins.
    FormatError
        A target has fewer than three trials in a group.
    ParameterError
        The column does not vary within targets.
    """
    import pandas as pd

    found = _require.instance(session, BciSession, "session", "flr.load_session(path) makes one")
    known = ("split", "regress")
    if method not in known:
        raise UnknownNameError(f"method is '{method}', expected one of: {', '.join(known)}")
    values = _column(found, column)
    count = _require.whole(groups, "groups") if method == "split" else None
    parcel = Parcel()
    spec: Wire = {"session": found._pack(parcel), "state": parcel.put("state", values), "groups": count}
    reply, provenance = ask("session.by_state", spec, parcel)
    fits, rows = [], []
    for place, wire in enumerate(reply.fields["sessions"]):
        own = BciSession._unpack(wire, reply.arrays, found.provenance)
        one = fit(own, covariance=covariance, measure=measure, covariate=covariate, rng=rng)
        name = "state taken out" if count is None else _name(place, count)
        fits.append(one)
        rows.append({"state": name} | _row(one, own, values))
    return StateFit(tuple(fits), pd.DataFrame(rows), method, provenance=provenance)


def _column(session: BciSession, column: str | npt.ArrayLike) -> FloatArray:
    if not isinstance(column, str):
        values: FloatArray = _require.array(column, "column")
        return values
    bins = session.bins
    if column not in bins.columns:
        raise UnknownNameError(f"column is '{column}', expected one of: {', '.join(bins.columns)}")
    return np.ascontiguousarray(bins[column].to_numpy(dtype=np.float64))


def _name(place: int, count: int) -> str:
    if count == 2:
        return ("low", "high")[place]
    return f"{place + 1} of {count}"


def _row(one: FlrFit, session: BciSession, values: FloatArray) -> dict[str, object]:
    bins = session._bins
    usable = bins["usable"] != 0
    row: dict[str, object] = {"mean_state": float(np.mean(values[usable]))}
    for name, block in zip(("baseline", "learning"), session.blocks, strict=False):
        own = usable & (bins["block"] == block.index)
        row[f"{name}_trials"] = int(np.unique(bins["trial"][own]).size)
        row[f"{name}_bins"] = int(np.count_nonzero(own))
    return row | {
        "trace_of_covariance": float(np.trace(one.covariance)),
        "evoked_squared": float(one.table["evoked_squared"].mean()),
        "learning": one.learning.verdict,
        "slope": one.learning.slope,
        "slope_low": one.learning.interval[0],
        "slope_high": one.learning.interval[1],
        "learning_p": one.learning.p,
        "rho": one.relation.rho,
        "rho_low": one.relation.interval[0],
        "rho_high": one.relation.interval[1],
        "p": one.relation.p,
        "targets": one.relation.n,
    }
