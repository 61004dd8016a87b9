"""Which perturbed decoder will be learned fastest."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from . import _require, _text
from ._assumption import Assumption
from ._baselines import DecoderBaseline
from ._decoder_prediction import DecoderPrediction, _relative, predict_decoder
from ._decoders import LatentDecoder
from ._fields import crossing
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecoderRanking(Result):
    """Candidate decoders, the one predicted to be learned fastest first; from ``rank_decoders``.

    Every column has one row a candidate kept. Much of the range of speeds is that of the initial error:
    compare
    ``predicted_speed`` with ``identity_null``, ``initial_error`` and ``open_loop_progress`` beside it.

    Attributes
    ----------
    perturbation : str
        "within-manifold" or "outside-manifold".
    permutation : numpy.ndarray
        p of each candidate, shape (rows, latents) or (rows, units), int32.
    predicted_speed : numpy.ndarray
        Progress gained per unit ε and τ (relative where the noise is unknown), shape (rows,), descending.
    standard_error, interval_low, interval_high : numpy.ndarray
        Over trials drawn anew; NaN beyond the rows that intervals were asked for.
    own_target : numpy.ndarray
        The speed of targets trained alone.
    identity_null : numpy.ndarray
        The speed with the identity in place of the covariance, in units of its own.
    initial_error, open_loop_progress : numpy.ndarray
        Root mean square of ``|e|`` and mean progress before learning, over v*.
    speed_ratio, squared_norm, angles : numpy.ndarray
        Open-loop speed over that of the old decoder; ``|B|²``; the angle of each row of B to the old
        one, degrees, shape (rows, 2).
    wanted_speed : float
        v*.
    drawn, different : int
        The permutations drawn, and the different ones among them.
    assumptions : tuple of Assumption
        What was assumed, and whether it holds.
    baseline, old_decoder
        What they were ranked from, and the decoder that was perturbed.
    status : str
        "completed", or that no candidate lies within the ranges.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    perturbation: str
    permutation: Array
    predicted_speed: FloatArray
    standard_error: FloatArray
    interval_low: FloatArray
    interval_high: FloatArray
    own_target: FloatArray
    identity_null: FloatArray
    initial_error: FloatArray
    open_loop_progress: FloatArray
    speed_ratio: FloatArray
    squared_norm: FloatArray
    angles: FloatArray
    wanted_speed: float
    drawn: int
    different: int
    assumptions: tuple[Assumption, ...]
    baseline: DecoderBaseline = field(metadata=crossing(operation="decoder.baseline"))
    old_decoder: LatentDecoder = field(metadata=crossing(name="decoder"))
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("rank_decoders"))

    _kind: ClassVar[str] = "decoder-ranking"
    _order: ClassVar[tuple[str, ...]] = (
        "perturbation",
        "wanted_speed",
        "drawn",
        "different",
        "status",
        "assumptions",
        "baseline",
        "old_decoder",
    )

    def __len__(self) -> int:
        return int(self.predicted_speed.size)

    def decoder(self, row: int) -> LatentDecoder:
        """Give the decoder of a row.

        Parameters
        ----------
        row
            The row, from 0, the fastest.

        Raises
        ------
        ParameterError
            There is no such row.
        """
        return self.old_decoder.perturbed(self.perturbation, self.permutation[self._row(row)])

    def prediction(self, row: int) -> DecoderPrediction:
        """Give everything that is predicted of a row.

        Parameters
        ----------
        row
            The row, from 0.
        """
        return predict_decoder(self.baseline, self.decoder(row), self.wanted_speed)

    def per_target(self, row: int) -> pd.DataFrame:
        """Give one row a target: target_deg, speed, own_target, progress, error.

        Parameters
        ----------
        row
            The row, from 0.
        """
        return self.prediction(row).to_pandas()

    def interference(self, row: int) -> FloatArray:
        """Give T of a row: what training target a (row) adds to the progress of target b (column).

        Parameters
        ----------
        row
            The row, from 0.
        """
        return self.prediction(row).interference

    def curve(self, row: int, times: npt.ArrayLike | None = None) -> pd.DataFrame:
        """Give the learning curve of a row, response and activity frozen as they were.

        Parameters
        ----------
        row
            The row, from 0.
        times
            s = ε t, 0 or more, shape (times,); None for 60 times to twice the time at which 80 % of v* is
            reached.

        Returns
        -------
        pandas.DataFrame
            time, progress (mean over targets), and progress of each target, over v*.
        """
        import pandas as pd

        told = self.prediction(row)
        if times is None:
            reached = told.time_to_criterion()
            if not (math.isfinite(reached) and reached > 0):
                reached = self.wanted_speed / max(abs(told.speed), np.finfo(float).tiny)
            times = np.linspace(0, 2 * reached, 60)
        found = told.curve(times) / self.wanted_speed
        table = pd.DataFrame({"time": np.asarray(times, dtype=float), "progress": found.mean(axis=1)})
        for place, degrees in enumerate(self.baseline.target_deg):
            table[f"progress_{degrees:g}_deg"] = found[:, place]
        return table

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a candidate kept, fastest first: rank, predicted_speed, standard_error, interval_low,
        interval_high, identity_null, own_target, initial_error, open_loop_progress, speed_ratio,
        squared_norm,
        angle_x_deg, angle_y_deg, permutation.
        """
        import pandas as pd

        order = (
            "predicted_speed",
            "standard_error",
            "interval_low",
            "interval_high",
            "identity_null",
            "own_target",
            "initial_error",
            "open_loop_progress",
            "speed_ratio",
            "squared_norm",
        )
        table = pd.DataFrame(
            {"rank": np.arange(1, len(self) + 1)} | {name: getattr(self, name) for name in order}
        )
        table["angle_x_deg"], table["angle_y_deg"] = self.angles[:, 0], self.angles[:, 1]
        table["permutation"] = [tuple(int(at) for at in row) for row in self.permutation]
        return table

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw predicted speed against initial error, with intervals of the first rows.

        Parameters
        ----------
        ax
            Where to draw; None for a new figure.
        """
        from ._plots.ranking import draw

        return draw(self, ax)

    def _row(self, row: int) -> int:
        found = _require.whole(row, "row")
        if not 0 <= found < len(self):
            from ._errors import ParameterError

            raise ParameterError(f"row is {found}, expected from 0 to {len(self) - 1}")
        return found

    def _facts(self) -> Facts:
        facts = [
            ("kind", self.perturbation),
            ("candidates", f"{self.drawn} drawn, {self.different} different, {len(self)} within the ranges"),
        ]
        if len(self):
            first = _text.number(float(self.predicted_speed[0]))
            margin = float(self.standard_error[0])
            sure = f" ± {_text.number(margin, 2)}" if math.isfinite(margin) else ""
            facts.append(("fastest", f"{first}{sure} per ε and τ{_relative(self.baseline)}"))
            facts.append(("slowest", _text.number(float(self.predicted_speed[-1]))))
        if len(self) > 2:
            facts.append(
                (
                    "rank correlation with the identity null",
                    _text.number(_spearman(self.predicted_speed, self.identity_null)),
                )
            )
            facts.append(
                (
                    "rank correlation with the initial error",
                    _text.number(_spearman(self.predicted_speed, self.initial_error)),
                )
            )
        facts += [(a.name, str(a.value)) for a in self.assumptions]
        return [*facts, ("status", self.status)]


def _spearman(left: FloatArray, right: FloatArray) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(left, right).statistic)
