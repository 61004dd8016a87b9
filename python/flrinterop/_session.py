"""A recorded brain–computer interface (BCI) session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _session_tables, _text
from ._activity import Activity
from ._asking import ask
from ._frames import frame
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array, FloatArray
from ._wire import Parcel, Wire, frozen, number, take

if TYPE_CHECKING:
    import pandas as pd

_BINS = ("block", "trial", "time", "usable", "position_mm", "target_position_mm", "target_deg", "activity")
_TRIALS = ("trial", "block", "target_deg", "success")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of trials with one decoder in use.

    Attributes
    ----------
    index
        Its number in the tables, from 1.
    name
        "intuitive" or "perturbed".
    decoder
        The decoder in use.
    """

    index: int
    name: str
    decoder: str


@dataclass(frozen=True, slots=True)
class Decoder:
    """How activity z moves the cursor: v_t = M1 v_{t−1} + M2 z_t + M0, in mm/s.

    Attributes
    ----------
    name
        Its name.
    smoothing
        M1, shape (2, 2).
    weights
        M2, shape (2, k), mm/s per unit of activity.
    offset
        M0, shape (2,), mm/s.
    """

    name: str
    smoothing: FloatArray
    weights: FloatArray
    offset: FloatArray


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BciSession(Result):
    """A session of an intuitive block, then a block with a perturbed decoder, as tables; from
    ``load_session``.

    Attributes
    ----------
    layout : str
        The layout of the file, or "tables".
    bin_s : float
        The time from one decoder update (a bin) to the next, in s.
    blocks : tuple of Block
        The blocks in their order.
    source : str
        The name of the file, without its folder.
    status : str
        "completed".
    provenance : Provenance
        Version, operation and parameters.
    """

    layout: str
    bin_s: float
    blocks: tuple[Block, ...]
    _decoders: tuple[Decoder, ...]
    _bins: Mapping[str, Array]
    _velocity: Mapping[str, Array]
    _progress: Mapping[str, Array]
    _trials: Mapping[str, Array]
    source: str = ""
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("load_session"))

    _kind: ClassVar[str] = "session"

    def __post_init__(self) -> None:
        for name in ("_bins", "_velocity", "_progress", "_trials"):
            columns = {
                key: frozen(np.ascontiguousarray(values)) for key, values in getattr(self, name).items()
            }
            object.__setattr__(self, name, columns)

    @classmethod
    def from_tables(
        cls,
        bins: pd.DataFrame,
        trials: pd.DataFrame,
        decoders: pd.DataFrame,
        *,
        bin_s: float,
        blocks: tuple[Block, ...] = (Block(1, "intuitive", "intuitive"), Block(2, "perturbed", "perturbed")),
    ) -> BciSession:
        """Take tables with the columns of ``session.bins``, ``session.trials`` and ``session.decoders``.

        Parameters
        ----------
        bins
            One row a bin: block, trial, time, usable, x_mm, y_mm, target_x_mm, target_y_mm, target_deg,
            latent_1 …, and
            where stored velocity_NAME_x_mm_s, velocity_NAME_y_mm_s, progress_NAME_mm_s for a decoder NAME.
        trials
            One row a trial: trial, block, target_deg, success.
        decoders
            One row a decoder and axis: decoder, axis ("x", "y"), offset, smoothing_x, smoothing_y, latent_1
            ….
        bin_s
            The time from one bin to the next, in s.
        blocks
            The blocks in their order.

        Raises
        ------
        FormatError
            A column is missing.
        """
        return cls(
            layout="tables",
            bin_s=_require.real(bin_s, "bin_s"),
            blocks=tuple(blocks),
            provenance=Provenance("from_tables"),
            **_session_tables.columns(bins, trials, decoders),
        )

    @property
    def bins(self) -> pd.DataFrame:
        """One row a decoder update, with the columns that ``from_tables`` describes; lengths in mm,
        velocities in mm/s.
        """
        return _session_tables.bins(self._bins, self._velocity, self._progress)

    @property
    def trials(self) -> pd.DataFrame:
        """One row a trial: trial, block, target_deg, success."""
        return _session_tables.trials(self._trials)

    @property
    def decoders(self) -> pd.DataFrame:
        """One row a decoder and axis: decoder, axis, offset, smoothing_x, smoothing_y, latent_1 …; in
        mm/s.
        """
        return _session_tables.decoders(self._decoders)

    def decoder(self, name: str) -> Decoder:
        """Give a decoder as its matrices.

        Parameters
        ----------
        name
            "intuitive" or "perturbed".

        Raises
        ------
        UnknownNameError
            There is no such decoder.
        """
        for decoder in self._decoders:
            if decoder.name == name:
                return decoder
        from ._errors import UnknownNameError

        raise UnknownNameError(
            f"decoder is '{name}', expected one of: {', '.join(d.name for d in self._decoders)}"
        )

    def activity(self, block: str = "intuitive", covariance: str = "residual") -> Activity:
        """Give mean and covariance of a block's usable bins, the same noun that a simulation gives.

        Parameters
        ----------
        block
            The name of the block.
        covariance
            "residual" (about the mean of each target; default), "total", "within-trial" or "trial-mean".

        Raises
        ------
        UnknownNameError
            A name is not known.
        """
        parcel = Parcel()
        spec: Wire = {
            "session": self._pack(parcel),
            "block": _require.text(block, "block"),
            "covariance": _require.text(covariance, "covariance"),
        }
        reply, provenance = ask("session.activity", spec, parcel)
        return Activity._unpack(reply.fields["activity"], reply.arrays, provenance)

    def validate(self) -> pd.DataFrame:
        """Compute stored velocities and progress again and compare: quantity, block, largest_error,
        tolerance.

        Where an error is above its tolerance, the file does not reproduce itself and should not be analysed.
        """
        parcel = Parcel()
        reply, _ = ask("session.validate", {"session": self._pack(parcel)}, parcel)
        return frame(reply.tables["validation"])

    def describe(self) -> pd.DataFrame:
        """Give one row a block: block, decoder, trials, success_fraction, bins, usable_bins, usable_s,
        targets.
        """
        return _session_tables.summary(self.blocks, self._bins, self._trials, self.bin_s)

    def to_pandas(self) -> pd.DataFrame:
        """Give ``bins``."""
        return self.bins

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        def put(name: str, values: Array) -> str | None:
            return parcel.put(f"{prefix}{name}", values)

        bins: Wire = {name: put(f"bins.{name}", self._bins[name]) for name in _BINS}
        bins["velocity_mm_s"] = {name: put(f"bins.velocity.{name}", v) for name, v in self._velocity.items()}
        bins["progress_mm_s"] = {name: put(f"bins.progress.{name}", v) for name, v in self._progress.items()}
        return {
            "kind": self._kind,
            "layout": self.layout,
            "bin_s": self.bin_s,
            "blocks": [{"index": b.index, "name": b.name, "decoder": b.decoder} for b in self.blocks],
            "decoders": [
                {
                    "name": d.name,
                    "smoothing": put(f"decoders.{d.name}.smoothing", d.smoothing),
                    "weights": put(f"decoders.{d.name}.weights", d.weights),
                    "offset": put(f"decoders.{d.name}.offset", d.offset),
                }
                for d in self._decoders
            ],
            "bins": bins,
            "trials": {name: put(f"trials.{name}", self._trials[name]) for name in _TRIALS},
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> BciSession:
        bins = wire["bins"]
        return cls(
            layout=str(wire["layout"]),
            bin_s=number(wire["bin_s"]),
            blocks=tuple(Block(int(b["index"]), str(b["name"]), str(b["decoder"])) for b in wire["blocks"]),
            _decoders=tuple(
                Decoder(
                    str(d["name"]), *(take(d[part], arrays) for part in ("smoothing", "weights", "offset"))
                )
                for d in wire["decoders"]
            ),
            _bins={name: take(bins[name], arrays) for name in _BINS},
            _velocity={name: take(v, arrays) for name, v in (bins.get("velocity_mm_s") or {}).items()},
            _progress={name: take(v, arrays) for name, v in (bins.get("progress_mm_s") or {}).items()},
            _trials={name: take(wire["trials"][name], arrays) for name in _TRIALS},
            source=str(provenance.spec.get("file", "")),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        facts = [
            ("source", self.source),
            ("layout", self.layout),
            ("bin", f"{_text.number(1000 * self.bin_s)} ms"),
        ]
        for block in self.blocks:
            trials = int(np.count_nonzero(self._trials["block"] == block.index))
            usable = int(np.count_nonzero((self._bins["block"] == block.index) & (self._bins["usable"] != 0)))
            facts.append((block.name, f"{trials} trials, {usable} usable bins"))
        facts.append(("activity", f"{self._bins['activity'].shape[1]} columns"))
        return [fact for fact in facts if fact[1]]
