"""Reaching from the centre to targets through a decoder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from .. import _require, _text
from .._decoders import LatentDecoder
from .._errors import ParameterError
from .._noun import Facts, Noun
from .._types import FloatArray, Rng
from .task import LearningTask, checked

if TYPE_CHECKING:
    import pandas as pd

    from .._baselines import DecoderBaseline
    from .._decoder_prediction import DecoderPrediction
    from .._network import Network
    from ..bci import Measurement, Recording


_SAME_DIRECTION = 1e-6


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CentreOut(LearningTask):
    """Reaching from the centre to targets through a decoder: a brain–computer interface in silico.

    The error-driven rule sees the velocity error only, dJ = ε (Bᵀe) xᵀ/N with e = v* u − v. What is learned
    is the decoder, so the task has its own ``predict`` and ``measure``.

    Parameters
    ----------
    decoder
        The decoder that moves the cursor.
    cues
        η_a, shape (targets, units), float64.
    directions
        u_a, shape (targets, 2), float64, unit vectors.
    wanted_speed
        v*, the velocity wanted along u_a, above 0.

    Raises
    ------
    ShapeError
        The shapes do not fit together.
    ParameterError
        A number is not finite, a direction has not length 1, or v* is not above 0.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> model = flr.bci.model(units=40, rng=1)
    >>> axes = np.linalg.qr(np.random.default_rng(1).normal(size=(40, 4)))[0].T
    >>> task = flr.tasks.CentreOut(flr.LatentDecoder(np.eye(2, 4), axes), model.cues, model.directions)
    >>> task.predict(model.network).interleaved.shape
    (8,)
    """

    decoder: LatentDecoder
    cues: FloatArray
    directions: FloatArray
    wanted_speed: float = 1.0

    _kind: ClassVar[str] = "centre-out"

    def __post_init__(self) -> None:
        _require.instance(self.decoder, LatentDecoder, "decoder")
        object.__setattr__(self, "cues", _require.array(self.cues, "cues"))
        object.__setattr__(self, "directions", _require.array(self.directions, "directions"))
        object.__setattr__(self, "wanted_speed", _require.real(self.wanted_speed, "wanted_speed"))
        checked(self)
        Noun.__post_init__(self)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.cues.shape[1])

    @property
    def maps(self) -> int:
        """The number of targets."""
        return int(self.cues.shape[0])

    def predict(self, source: Network | Recording | DecoderBaseline) -> DecoderPrediction:
        """Predict how fast the decoder will be learned, from what is known before.

        T_ab = u_bᵀ S_b e_a · x̄_aᵀx̄_b/N is what training target a adds to the progress of target b, with
        S = B χ diag(g) Bᵀ from a network, S = B C Bᵀ/D from a recording, C its residual covariance.

        Parameters
        ----------
        source
            The network, activity recorded before learning, or a baseline of the same targets in the same
            order.

        Raises
        ------
        ShapeError
            Another number of units.
        ParameterError
            The source is none of these, or its targets are others.
        NumericalError
            A cue has no fixed point.
        """
        from .._baselines import DecoderBaseline
        from .._bci_model import Model
        from .._decoder_prediction import predict_decoder
        from .._network import Network
        from ..bci import Recording

        found = _require.one_of(source, (Network, Recording, DecoderBaseline), "source")
        if isinstance(found, Network):
            known = Model(found, self.cues, self.directions).baseline()
        else:
            known = found.baseline() if isinstance(found, Recording) else found
        if known.directions.shape != self.directions.shape or np.any(
            np.abs(known.directions - self.directions) > _SAME_DIRECTION
        ):
            degrees = np.round(known.target_deg, 3).tolist()
            raise ParameterError(f"source has targets at {degrees} degrees, expected the task's directions")
        return predict_decoder(known, self.decoder, self.wanted_speed)

    def measure(
        self,
        network: Network,
        *,
        repeats: int = 3,
        step: float = 0.05,
        settle: float = 50.0,
        duration: float = 120.0,
        rate: float | None = None,
        trained_target: int | None = None,
        rng: Rng = None,
    ) -> Measurement:
        """Measure how fast progress through the decoder rises when it is learned, by paired simulation.

        Parameters
        ----------
        network
            The network before learning; at most 8 targets.
        repeats
            Repeats with other noise.
        step
            Integration step, in τ.
        settle
            Time under the cue before learning, in τ.
        duration
            Time of learning, in τ; the slope is taken over its last two thirds.
        rate
            ε; None for one that raises progress by about 2 % of v*.
        trained_target
            The only target that is trained; None for all in turn.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ShapeError
            Another number of units.
        ParameterError
            A number is out of its range.
        NumericalError
            A cue has no fixed point.
        """
        from .. import bci

        return bci.measure(
            bci.Model(network, self.cues, self.directions),
            self.decoder,
            self.wanted_speed,
            repeats=repeats,
            step=step,
            settle=settle,
            duration=duration,
            rate=rate,
            trained_target=trained_target,
            rng=rng,
        )

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a target and unit: target, unit, direction_x, direction_y, cue."""
        import pandas as pd

        return pd.DataFrame(
            {
                "target": np.repeat(np.arange(self.maps), self.units),
                "unit": np.tile(np.arange(self.units), self.maps),
                "direction_x": np.repeat(self.directions[:, 0], self.units),
                "direction_y": np.repeat(self.directions[:, 1], self.units),
                "cue": self.cues.ravel(),
            }
        )

    def _facts(self) -> Facts:
        return [
            ("targets", str(self.maps)),
            ("units", str(self.units)),
            ("wanted speed", _text.number(self.wanted_speed)),
            ("decoder", f"{self.decoder.latents} latents"),
        ]
