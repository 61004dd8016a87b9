"""A network, and a cue and a direction for every target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._asking import ask
from ._baselines import DecoderBaseline, directions_at
from ._network import Network
from ._noun import Facts, Noun
from ._types import FloatArray
from ._wire import Parcel, Wire

if TYPE_CHECKING:
    from ._decoders import LatentDecoder
    from ._tasks.centre_out import CentreOut


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Model(Noun):
    """A network, and a cue and a direction for every target.

    Parameters
    ----------
    network
        The network.
    cues
        η_a, the input that stands for each target, shape (targets, units).
    directions
        u_a, the unit vector to each target, shape (targets, 2).

    Raises
    ------
    ShapeError
        The shapes do not fit together.
    ParameterError
        A number is not finite, or a direction has not length 1.
    """

    network: Network
    cues: FloatArray
    directions: FloatArray

    _kind: ClassVar[str] = "centre-out-model"
    _order: ClassVar[tuple[str, ...]] = ("network",)

    def __post_init__(self) -> None:
        _require.instance(self.network, Network, "network")
        for name in ("cues", "directions"):
            object.__setattr__(self, name, _require.array(getattr(self, name), name))
        parcel = Parcel()
        ask("bci.model", {"own": self._pack(parcel)}, parcel)
        Noun.__post_init__(self)

    @classmethod
    def at(cls, network: Network, cues: npt.ArrayLike, target_deg: npt.ArrayLike) -> Model:
        """Take targets by their directions in degrees.

        Parameters
        ----------
        network
            The network.
        cues
            Shape (targets, units).
        target_deg
            Shape (targets,), degrees counter-clockwise from the first axis.
        """
        return cls(network, _require.array(cues, "cues"), directions_at(target_deg))

    @property
    def target_deg(self) -> FloatArray:
        """The direction of every target, shape (targets,), degrees."""
        found: FloatArray = np.rad2deg(np.arctan2(self.directions[:, 1], self.directions[:, 0])) % 360
        return np.round(found, 9) % 360

    def baseline(self) -> DecoderBaseline:
        """Give what the network itself says before a new decoder is tried: fixed points and linear
        response.
        """
        return DecoderBaseline._of_network(self.network, self.cues, self.directions)

    def task(self, decoder: LatentDecoder, wanted_speed: float = 1.0) -> CentreOut:
        """Give the task to reach these targets through a decoder.

        Parameters
        ----------
        decoder
            The decoder.
        wanted_speed
            v*, above 0.
        """
        from ._tasks.centre_out import CentreOut

        return CentreOut(decoder, self.cues, self.directions, wanted_speed)

    def _pack(self, parcel: Parcel, prefix: str = "model.") -> Wire:
        return Noun._pack(self, parcel, prefix)

    def _facts(self) -> Facts:
        return [
            ("targets", str(self.cues.shape[0])),
            ("units", str(self.network.units)),
            ("noise", _text.number(self.network.noise)),
        ]
