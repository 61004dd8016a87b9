"""The relation over several sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _text
from ._asking import ask
from ._errors import ParameterError
from ._fit import FlrFit
from ._fitting import fit
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, Interval, Progress, Rng
from ._wire import Parcel, Wire, columns, interval, number, plain, plain_interval, table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NUMBERS = ("mean_rho", "p", "rho", "tau2", "q", "q_p", "i2")


@dataclass(frozen=True, slots=True)
class Pool:
    """A relation pooled over sessions; raw values are never stacked.

    Attributes
    ----------
    sessions : int
        The number of sessions.
    mean_rho, p : float
        The mean of the sessions' ρ, and its two-sided p, speeds permuted within each session.
    rho : float
        The size by random effects (Fisher's z, DerSimonian and Laird).
    interval : tuple of float
        Its 95 % interval (Hartung and Knapp): with two sessions nearly (−1, 1).
    tau2 : float
        The variance of Fisher's z between sessions; NaN for one session.
    q, q_p, i2 : float
        Cochran's Q of Fisher's z, its p, and the share of the spread that is between sessions.
    """

    sessions: int
    mean_rho: float
    p: float
    rho: float
    interval: Interval
    tau2: float
    q: float
    q_p: float
    i2: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PooledFit(Result):
    """Several sessions together; from ``fit_many``.

    Attributes
    ----------
    verdict : str
        One sentence: what can and what cannot be concluded.
    learned : Pool
        Over the sessions in which progress rises.
    all : Pool
        Over all sessions: what the ones without a rise would add; not a test of the relation.
    table : pandas.DataFrame
        One row a session: session, learning (verdict), established, slope (of the block's window, mm/s per
        trial),
        rises, targets, rho, p, pooled ("yes", "apart" or "left out": fewer than four targets, or a constant
        column).
    predictor, speed : str
        The two columns related.
    fits : tuple of FlrFit
        The fits, in the order given; empty where it was loaded from a file.
    status : str
        "completed".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    verdict: str
    learned: Pool
    all: Pool
    table: pd.DataFrame
    predictor: str
    speed: str
    fits: tuple[FlrFit, ...] = ()
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("fit.pool"))

    _kind: ClassVar[str] = "pooled-fit"

    def to_pandas(self) -> pd.DataFrame:
        """Give ``table``."""
        return self.table

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw ρ of each session with its interval, and the pooled ones below.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.pooling import draw

        return draw(self, ax)

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "verdict": self.verdict,
            "predictor": self.predictor,
            "speed": self.speed,
            "status": self.status,
            "learned": _written(self.learned),
            "all": _written(self.all),
            "table": columns(self.table, parcel, f"{prefix}table."),
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> PooledFit:
        found = table(wire["table"], arrays)
        for name in ("established", "rises"):
            found[name] = found[name] != 0
        return cls(
            verdict=str(wire["verdict"]),
            learned=_pool(wire["learned"]),
            all=_pool(wire["all"]),
            table=found,
            predictor=str(wire["predictor"]),
            speed=str(wire["speed"]),
            status=str(wire["status"]),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        return [("verdict", self.verdict), *_shown("with a rise", self.learned), *_shown("all", self.all)]


def fit_many(
    sessions: Iterable[BciSession | FlrFit],
    *,
    predictor: str = "flr2",
    covariance: str = "residual",
    measure: str = "slope",
    covariate: str | None = None,
    rng: Rng = 0,
    progress: Progress = False,
) -> PooledFit:
    """Fit sessions and pool the relation over them: raw values are never stacked.

    The mean of the sessions' ρ is tested by permuting speeds within each session; its size is pooled by
    random
    effects. Sessions in which progress does not rise are listed apart.

    Parameters
    ----------
    sessions
        Sessions, or fits of them.
    predictor
        A column of the fits' tables.
    covariance, measure, covariate
        As ``fit`` has them; for sessions that are fitted already, ``measure`` alone is used.
    rng
        The random key (SPEC 7) of the permutations.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    PooledFit
        Verdict first.

    Raises
    ------
    ParameterError
        There are no sessions, or one is none.
    UnknownNameError
        There is no such column.

    Notes
    -----
    DerSimonian & Laird 1986, doi 10.1016/0197-2456(86)90046-2; Hartung & Knapp 2001, doi 10.1002/sim.1009.
    """
    import pandas as pd

    held = [_require.one_of(one, (BciSession, FlrFit), "a session") for one in sessions]
    if not held:
        raise ParameterError("sessions is empty, expected one or more")
    fits = tuple(
        one
        if isinstance(one, FlrFit)
        else fit(one, covariance=covariance, measure=measure, covariate=covariate, rng=rng)
        for one in held
    )
    relations = [one.relate(predictor, measure) for one in fits]
    x = [one.table[predictor].to_numpy(dtype=float) for one in fits]
    y = [one.table[measure].to_numpy(dtype=float) for one in fits]
    rises = np.array([one.learning.verdict == "rises" for one in fits], dtype=np.uint8)
    parcel = Parcel()
    place = np.repeat(np.arange(len(fits), dtype=np.int32), [len(values) for values in x])
    spec: Wire = {
        "session": parcel.put("session", place),
        "predictor": parcel.put("predictor", np.concatenate(x)),
        "speed": parcel.put("speed", np.concatenate(y)),
        "rises": parcel.put("rises", rises),
        "rng": rng,
    }
    reply, provenance = ask("fit.pool", spec, parcel, progress=progress)
    left = {int(place) for place in reply.arrays["left_out"]}
    apart = ["left out" if k in left else "yes" if rise else "apart" for k, rise in enumerate(rises)]
    found = pd.DataFrame(
        {
            "session": [one.session.source or f"session {k + 1}" for k, one in enumerate(fits)],
            "learning": [one.learning.verdict for one in fits],
            "established": [one.learning.established for one in fits],
            "slope": [one.learning.slope for one in fits],
            "rises": rises != 0,
            "targets": np.array(reply.arrays["targets"]),
            "rho": np.array(reply.arrays["rho"]),
            "p": [relation.p for relation in relations],
            "pooled": apart,
        }
    )
    return PooledFit(
        verdict=str(reply.fields["verdict"]),
        learned=_pool(reply.fields["learned"]),
        all=_pool(reply.fields["all"]),
        table=found,
        predictor=predictor,
        speed=measure,
        fits=fits,
        provenance=provenance,
    )


def _pool(wire: Mapping[str, Any]) -> Pool:
    return Pool(
        sessions=int(wire["sessions"]),
        interval=interval(wire["interval"]),
        **{name: number(wire[name]) for name in _NUMBERS},
    )


def _written(pool: Pool) -> Wire:
    wire: Wire = {"sessions": pool.sessions, "interval": plain_interval(pool.interval)}
    return wire | {name: plain(getattr(pool, name)) for name in _NUMBERS}


def _shown(what: str, pool: Pool) -> Facts:
    size = f"{_text.number(pool.rho)} ({_text.interval(pool.interval)}), τ² = {_text.number(pool.tau2, 2)}"
    return [
        (f"sessions {what}", str(pool.sessions)),
        (f"mean ρ, {what}", f"{_text.number(pool.mean_rho)}, {_text.p_value(pool.p)}"),
        (f"random effects, {what}", size),
    ]
