"""A network in a session's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _assumption, _require, _text
from ._arrow import Parts
from ._asking import ask
from ._assumption import Assumption
from ._coupling import Coupling
from ._network import Network
from ._noun import Facts, Result, _rebuild
from ._provenance import Provenance
from ._session import BciSession
from ._types import Array, FloatArray, Interval, Rng
from ._wire import Parcel, Wire, interval, number, plain, take
from .bci import Model

if TYPE_CHECKING:
    import pandas as pd

_ERRORS = ("covariance_error", "mean_error", "slowest_time")
_OWN = ("cues", "directions", "origin", "target_deg")
_SPEEDS = ("target_deg", "simulated", "predicted", "animal")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Surrogate(Network):
    """A linear network whose stationary covariance and evoked means are a session's; from ``surrogate``.

    J = 1 − D C⁻¹ solves (J − 1) C + C (J − 1)ᵀ + 2 D = 0, and the cue of a target is η = (1 − J) z̄. Every
    verb that
    takes a ``Network`` takes it.

    Attributes
    ----------
    cues : numpy.ndarray
        η of each target, shape (targets, units).
    directions : numpy.ndarray
        u of each target, shape (targets, 2).
    target_deg : numpy.ndarray
        Their directions, degrees, ascending.
    origin : numpy.ndarray
        The zero of activity, shape (units,): the network's activity is the session's minus this.
    covariance_error : float
        The norm of the difference of the two covariances over that of the session's (Frobenius).
    mean_error : float
        The largest difference of an evoked mean from the session's, over the root mean square of these.
    raised : int
        The directions whose variance was raised so that the network is not too slow.
    slowest_time : float
        The longest relaxation time, in τ.
    assumptions : tuple of Assumption
        What was assumed.
    session : BciSession
        The session.
    options : Mapping
        covariance and slowest as they were given.
    status : str
        "completed".
    provenance : Provenance
        Version, operation and parameters, and the two errors.
    """

    cues: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    directions: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))
    target_deg: FloatArray = field(default_factory=lambda: np.zeros(0))
    origin: FloatArray = field(default_factory=lambda: np.zeros(0))
    covariance_error: float = 0.0
    mean_error: float = 0.0
    raised: int = 0
    slowest_time: float = 0.0
    assumptions: tuple[Assumption, ...] = ()
    session: BciSession | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("surrogate"))

    def model(self) -> Model:
        """Give the network with its cues, for ``flr.bci`` and ``flr.simulate_session``."""
        network = {item.name: getattr(self, item.name) for item in fields(Network)}
        return Model(_rebuild(Network, network), self.cues, self.directions)

    def learn(self, measure: str = "slope", *, rng: Rng = 0) -> SurrogateLearning:
        """Let the network learn the session's new decoder, and compare the speeds of its targets with the
        animal's.

        The mean course of activity is followed, without noise.

        Parameters
        ----------
        measure
            The animal's speed: a speed of the table of ``fit``.
        rng
            The random key (SPEC 7) of the permutations.

        Returns
        -------
        SurrogateLearning
            Speeds of every target, simulated, predicted and the animal's.

        Raises
        ------
        ParameterError
            There are more than 8 targets.
        """
        parcel = Parcel()
        session = _require.instance(self.session, BciSession, "session")
        spec: Wire = {
            "session": session._pack(parcel),
            **self.options,
            "measure": _require.text(measure, "measure"),
            "rng": rng,
        }
        reply, provenance = ask("surrogate.learn", spec, parcel)
        return SurrogateLearning(
            rho=number(reply.fields["rho"]),
            interval=interval(reply.fields["interval"]),
            p=number(reply.fields["p"]),
            learning=str(reply.fields["learning"]),
            status=str(reply.fields["status"]),
            measure=measure,
            provenance=provenance,
            **{name: reply.arrays[name] for name in _SPEEDS},
        )

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target and unit: target_deg, unit, cue."""
        import pandas as pd

        targets, units = self.cues.shape
        return pd.DataFrame(
            {
                "target_deg": np.repeat(self.target_deg, units),
                "unit": np.tile(np.arange(units), targets),
                "cue": self.cues.ravel(),
            }
        )

    def _arrow_parts(self) -> Parts:
        parcel = Parcel()
        wire: Wire = {
            "network": self._pack(parcel),
            "raised": self.raised,
            "assumptions": _assumption.write(self.assumptions),
            "options": dict(self.options),
            "status": self.status,
            "session": None if self.session is None else self.session._pack(parcel, "session."),
        }
        wire |= {name: plain(getattr(self, name)) for name in _ERRORS}
        wire |= {name: parcel.put(name, getattr(self, name)) for name in _OWN}
        return Parts("surrogate", wire, parcel.arrays, self.provenance.to_dict())

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> Surrogate:
        network = wire["network"]
        base = Network._unpack(network, arrays, provenance)
        found: dict[str, Any] = {item.name: getattr(base, item.name) for item in fields(Network)}
        found["coupling"] = Coupling._unpack(network["coupling"], arrays, provenance)
        found |= {name: take(wire[name], arrays) for name in _OWN}
        found |= {name: number(wire[name]) for name in _ERRORS}
        held = wire.get("session")
        loaded = Provenance("load_session", {"file": str(wire.get("source", ""))})
        found |= {
            "raised": int(wire["raised"]),
            "assumptions": _assumption.read(wire["assumptions"]),
            "session": None if held is None else BciSession._unpack(held, arrays, loaded),
            "options": dict(wire.get("options") or {}),
            "status": str(wire.get("status") or "completed"),
            "provenance": provenance,
        }
        return _rebuild(cls, found)

    def _facts(self) -> Facts:
        return [
            *Network._facts(self),
            ("targets", str(self.cues.shape[0])),
            ("error of the covariance", f"{_text.number(100 * self.covariance_error)} %"),
            ("error of the evoked means", f"{_text.number(100 * self.mean_error)} %"),
            ("directions raised", str(self.raised)),
            ("slowest relaxation", f"{_text.number(self.slowest_time)} τ"),
            ("status", self.status),
        ]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SurrogateLearning(Result):
    """Learning simulated on a surrogate under a session's new decoder, beside the animal's.

    Attributes
    ----------
    target_deg : numpy.ndarray
        Degrees.
    simulated, predicted : numpy.ndarray
        The rise of each target's progress, all trained in turn, per ε and τ: relative, since D is unknown.
    animal : numpy.ndarray
        The animal's speed by ``measure``.
    rho : float
        Spearman's ρ of simulated with animal speeds over targets.
    interval : tuple of float
        Its 95 % interval.
    p : float
        Its two-sided permutation p.
    learning : str
        What ``fit`` says of learning: where nothing rises, there is nothing to compare with.
    measure : str
        What counts as the animal's speed.
    status : str
        "completed", or "diverged at step k".
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    target_deg: FloatArray
    simulated: FloatArray
    predicted: FloatArray
    animal: FloatArray
    rho: float
    interval: Interval
    p: float
    learning: str
    measure: str = "slope"
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("surrogate.learn"))

    _kind: ClassVar[str] = "surrogate-learning"

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target: target_deg, simulated, predicted, animal."""
        import pandas as pd

        return pd.DataFrame({name: getattr(self, name) for name in _SPEEDS})

    def _facts(self) -> Facts:
        return [
            ("learning in the session", self.learning),
            ("ρ(simulated, animal)", f"{_text.number(self.rho)} ({_text.interval(self.interval)})"),
            ("permutation", _text.p_value(self.p)),
            ("targets", str(self.target_deg.size)),
            ("status", self.status),
        ]


def surrogate(session: BciSession, *, covariance: str = "residual", slowest: float = 50.0) -> Surrogate:
    """Make a network whose stationary covariance and evoked means are those of a session's first block.

    Parameters
    ----------
    session
        The session.
    covariance
        "residual" (about the mean of each target; default), "total", "within-trial" or "trial-mean".
    slowest
        The longest relaxation time that the network may have, in τ, above 1: the variance of quieter
        directions is
        raised to the largest one over this.

    Returns
    -------
    Surrogate
        A ``Network`` with its cues; ``covariance_error`` and ``mean_error`` say how far it is from the
        session.

    Raises
    ------
    ParameterError
        The activity does not vary.

    Notes
    -----
    Of all J with this covariance it is the symmetric one: moments at one time do not tell the others
    apart. D is the
    variance of the quietest direction; it only sets the unit of time, so speeds are relative.
    """
    parcel = Parcel()
    found = _require.instance(session, BciSession, "session", "flr.load_session(path) makes one")
    options: Wire = {
        "covariance": _require.text(covariance, "covariance"),
        "slowest": _require.real(slowest, "slowest"),
    }
    reply, asked = ask("surrogate", {"session": found._pack(parcel), **options}, parcel)
    told = reply.fields
    errors = {name: number(told[name]) for name in _ERRORS}
    provenance = Provenance(asked.operation, {**asked.spec, **errors}, asked.seed)
    wire = {
        **told,
        **told["model"],
        "target_deg": "@target_deg",
        "origin": "@origin",
        "options": options,
        "session": None,
    }
    made = Surrogate._unpack(wire, reply.arrays, provenance)
    object.__setattr__(made, "session", found)
    return made
