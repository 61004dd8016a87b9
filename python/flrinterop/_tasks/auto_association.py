"""Patterns to be recalled from a part of themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from .. import _bridge, _require, _text
from .._asking import ask
from .._fields import crossing
from .._noun import Facts, Noun
from .._types import FloatArray, Rng
from .._wire import Parcel, Wire
from .task import LearningTask, checked

if TYPE_CHECKING:
    import pandas as pd

    from .._network import Network
    from ..tasks import InputOutputMap


@dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)
class AutoAssociation(LearningTask):
    """Patterns that are to be recalled from a part of themselves: the input is a cue, the target the pattern.

    Verbs take it as the input–output pairs cue → pattern.

    Parameters
    ----------
    patterns
        ξ, shape (maps, units), float64, dimensionless; not copied where C-contiguous.
    cue
        The fraction of signs flipped in each cue, 0 to 1, rounded to whole units; or the cues themselves,
        shape (maps, units).
    rng
        The random key (SPEC 7) of which signs are flipped.

    Attributes
    ----------
    cues : numpy.ndarray
        Shape (maps, units), float64.
    seed : int
        The key of which signs are flipped.

    Raises
    ------
    ShapeError
        The shapes differ.
    ParameterError
        A number is not finite or out of its range.

    Notes
    -----
    Hopfield, PNAS 79 (1982), doi 10.1073/pnas.79.8.2554; graded units: PNAS 81 (1984),
    doi 10.1073/pnas.81.10.3088.

    Examples
    --------
    >>> import flrinterop as flr
    >>> memory = flr.tasks.AutoAssociation.random(units=100, maps=3, cue=0.2, rng=1)
    >>> memory.overlap(memory.cues[0]).round(2)[0]
    np.float64(0.6)
    """

    patterns: FloatArray
    cues: FloatArray
    seed: int = field(metadata=crossing(write=str))  # may have 128 bits

    _kind: ClassVar[str] = "auto-association"

    def __init__(self, patterns: npt.ArrayLike, cue: float | npt.ArrayLike = 0.2, rng: Rng = None) -> None:
        given = _require.array(patterns, "patterns")
        object.__setattr__(self, "patterns", given)
        if np.ndim(cue) == 0:
            parcel = Parcel()
            spec = {
                "patterns": parcel.put("patterns", given),
                "cue": _require.real(cue, "cue"),
                "rng": rng,
            }
            reply, _ = ask("task.auto_association", spec, parcel)
            object.__setattr__(self, "cues", reply.arrays["cues"])
            object.__setattr__(self, "seed", int(reply.fields["seed"]))
        else:
            object.__setattr__(self, "cues", _require.array(cue, "cue"))
            object.__setattr__(self, "seed", int(_bridge.key(rng)))
            checked(self)
        Noun.__post_init__(self)

    @classmethod
    def random(cls, units: int, maps: int, cue: float = 0.2, rng: Rng = None) -> AutoAssociation:
        """Random patterns, every number ±1 with equal chance.

        Parameters
        ----------
        units
            The number of units N.
        maps
            The number of patterns.
        cue
            The fraction of signs flipped in each cue, 0 to 1.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ParameterError
            A number is out of its range.
        """
        spec = {
            "units": _require.whole(units, "units"),
            "maps": _require.whole(maps, "maps"),
            "cue": _require.real(cue, "cue"),
            "rng": rng,
        }
        reply, provenance = ask("task.auto_association.random", spec)
        return cls._unpack(reply.fields, reply.arrays, provenance)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.patterns.shape[1])

    @property
    def maps(self) -> int:
        """The number of patterns."""
        return int(self.patterns.shape[0])

    @property
    def flipped(self) -> float:
        """The fraction of the cues' signs that are against the patterns."""
        return float(np.mean(self.patterns * self.cues < 0))

    def to_maps(self) -> InputOutputMap:
        """Give it as input–output pairs, cue → pattern."""
        from ..tasks import InputOutputMap

        return InputOutputMap(self.cues, self.patterns)

    def overlap(self, state: npt.ArrayLike) -> FloatArray:
        """Give the overlap of states with every pattern, ξᵀx / N.

        Parameters
        ----------
        state
            Shape (…, units).

        Returns
        -------
        numpy.ndarray
            Shape (…, maps), float64.
        """
        x = _require.array(state, "state")
        return np.asarray(x @ self.patterns.T / self.units, dtype=np.float64)

    def recall(self, network: Network, flipped: float | None = None) -> FloatArray:
        """Tell where the noise-free network ends that starts at each cue and gets no input.

        Parameters
        ----------
        network
            The network.
        flipped
            Start at the patterns with this fraction of signs flipped; None to start at the cues.

        Returns
        -------
        numpy.ndarray
            The overlap of the state of rest with its pattern, shape (maps,), float64; NaN where the state
            does not come to rest.

        Raises
        ------
        ShapeError
            Another number of units.
        """
        parcel = Parcel()
        spec = self._with(network, parcel) | {"flipped": _require.optional_real(flipped, "flipped")}
        reply, _ = ask("task.auto_association.recall", spec, parcel)
        found: FloatArray = reply.arrays["overlap"]
        return found

    def basin(self, network: Network, step: float = 0.02) -> FloatArray:
        """Measure each pattern's basin: the largest fraction of flipped signs from which it is recalled.

        It counts as recalled where the overlap is at least 0.9 of the one that the network rests at when it
        starts at the pattern itself.

        Parameters
        ----------
        network
            The network.
        step
            The step of the fraction, above 0 and up to 0.5.

        Returns
        -------
        numpy.ndarray
            Shape (maps,), float64; 0 where the pattern is no memory.

        Raises
        ------
        ShapeError
            Another number of units.
        ParameterError
            The step is out of its range.
        """
        parcel = Parcel()
        spec = self._with(network, parcel) | {"step": _require.real(step, "step")}
        reply, _ = ask("task.auto_association.basin", spec, parcel)
        found: FloatArray = reply.arrays["basin"]
        return found

    def energy(self, network: Network, state: npt.ArrayLike, input: npt.ArrayLike | None = None) -> float:  # noqa: A002
        """Give E = −½ xᵀJx − γ ηᵀx + (1/β) Σ ∫₀^{x_i} φ⁻¹; for symmetric J it never grows without noise.

        Parameters
        ----------
        network
            The network.
        state
            x, shape (units,), within the range of φ.
        input
            η, shape (units,); None for none.

        Raises
        ------
        ShapeError
            Another number of units.
        """
        from .._network import Network

        parcel = Parcel()
        spec = {
            "network": _require.instance(network, Network, "network")._pack(parcel, "network."),
            "state": parcel.put("state", _require.array(state, "state")),
            "input": None if input is None else parcel.put("input", _require.array(input, "input")),
        }
        reply, _ = ask("energy", spec, parcel)
        return float(reply.fields["energy"])

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map and unit: map, unit, pattern, cue."""
        import pandas as pd

        return pd.DataFrame(
            {
                "map": np.repeat(np.arange(self.maps), self.units),
                "unit": np.tile(np.arange(self.units), self.maps),
                "pattern": self.patterns.ravel(),
                "cue": self.cues.ravel(),
            }
        )

    def _with(self, network: object, parcel: Parcel) -> Wire:
        from .._network import Network

        return {
            "network": _require.instance(network, Network, "network")._pack(parcel, "network."),
            "task": self._pack(parcel),
        }

    def _facts(self) -> Facts:
        return [
            ("patterns", str(self.maps)),
            ("units", str(self.units)),
            ("signs flipped in the cues", _text.number(self.flipped)),
        ]
