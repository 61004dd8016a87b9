"""A recorded brain–computer interface (BCI) session."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _require, _session_tables, _text
from ._activity import Activity
from ._asking import ask
from ._frames import frame
from ._noun import Facts, Result
from ._provenance import Provenance
from ._session_description import SessionDescription
from ._session_parts import Block, Decoder, LatentMap
from ._types import Array
from ._wire import Parcel, Wire, frozen, number, plain, take, take_optional

if TYPE_CHECKING:
    import pandas as pd

_BINS = ("block", "trial", "time", "usable", "target_deg", "activity")
#: Columns of bins and trials that a session may lack.
_BINS_OR_NOT = (
    "position_mm",
    "target_position_mm",
    "direction_deg",
    "cursor_velocity_mm_s",
    "cursor_velocity_before_mm_s",
    "counts",
)
_TRIALS = ("trial", "block", "target_deg")
_TRIALS_OR_NOT = ("success", "time_s", "inferred")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BciSession(Result):
    """A session of an intuitive block, then a block with a perturbed decoder, as tables; from
    ``load_session``.

    Attributes
    ----------
    layout : str
        The layout of the file, or "tables".
    bin_s : float
        The time from one decoder update (a bin) to the next, in s; NaN where the file does not say.
    blocks : tuple of Block
        The blocks in their order.
    activity_kind : str
        "latents" or "counts".
    latent_map : LatentMap or None
        How counts become latents, where both are stored.
    notes : tuple of str
        What must be known to judge the results.
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
    activity_kind: str = "latents"
    latent_map: LatentMap | None = None
    notes: tuple[str, ...] = ()
    _columns: Mapping[str, Array] = field(default_factory=dict)

    _kind: ClassVar[str] = "session"

    def __post_init__(self) -> None:
        for name in ("_bins", "_velocity", "_progress", "_trials", "_columns"):
            columns = {
                key: frozen(np.ascontiguousarray(values)) for key, values in getattr(self, name).items()
            }
            object.__setattr__(self, name, columns)

    @classmethod
    def from_tables(
        cls,
        bins: Any,
        trials: Any = None,
        decoders: Any = None,
        *,
        units: Any = None,
        bin_s: float | None = None,
        blocks: Sequence[Any] | None = None,
        notes: Sequence[str] = (),
    ) -> BciSession:
        """Take your own data: data frames, Arrow tables, or dictionaries of arrays.

        Parameters
        ----------
        bins
            One row a decoder update, sorted by trial and time:

            ======================================== ======== =========================================
            column                                   needed   what
            ======================================== ======== =========================================
            trial                                    always   the number of the trial, int
            latent_1 … or unit_1 …                   always   latents, or spike counts; with both,
                                                              the decoder reads the latents
            block                                    —        1, 2, …; else from trials, else 1
            time                                     —        the bin in its trial, from 1, int
            usable                                   —        false where the cursor is frozen
            target_deg                               to fit   here or in trials; one value a trial
            x_mm, y_mm, target_x_mm, target_y_mm     to fit   cursor after the bin's move, and target
            direction_deg                            instead  the direction in which progress counts
            cursor_velocity_x_mm_s, …_y_mm_s         —        with the memory of earlier bins
            velocity_NAME_x_mm_s, …_y_mm_s           —        stored M2 z + M0 of the decoder NAME
            progress_NAME_mm_s                       —        stored progress through it
            anything else that is a number           —        kept beside, pupil size for example
            ======================================== ======== =========================================

            In a dictionary of arrays the groups may be two-dimensional: latents (bins, k), counts (bins,
            units), position_mm, target_position_mm and cursor_velocity_mm_s (bins, 2).
        trials
            One row a trial: trial, and where recorded block, target_deg, success, time_s, inferred. Made from
            bins where None.
        decoders
            One row a decoder and axis: decoder, axis ("x", "y"), offset, smoothing_x, smoothing_y, and
            latent_1 … or unit_1 … as in bins; or a list of Decoder. A fit needs two.
        units
            How counts become latents, one row a unit in the order of unit_1 …: mean, and latent_1 …, the
            weights W of z = W (s − mean); or a LatentMap. Only ``validate`` needs it.
        bin_s
            The time from one bin to the next, in s; a fit does not need it.
        blocks
            The blocks in their order, each (number, name, decoder or None); block 1 is "intuitive" under the
            first decoder, block 2 "perturbed" under the second, where None.
        notes
            What must be known to judge the results.

        Raises
        ------
        FormatError
            A column is missing, holds something else than numbers, or the tables do not fit each other.

        Examples
        --------
        >>> import numpy as np, flrinterop as flr
        >>> counts = np.random.default_rng(1).poisson(3, (50, 4))
        >>> flr.BciSession.from_tables({"trial": np.repeat(np.arange(10), 5), "counts": counts}).activity_kind
        'counts'
        """
        parts = _session_tables.parts(bins, trials, decoders, units)
        return cls(
            layout="tables",
            bin_s=math.nan if bin_s is None else _require.real(bin_s, "bin_s"),
            blocks=_session_tables.blocks(parts, blocks),
            provenance=Provenance("from_tables"),
            notes=tuple(notes),
            **parts,
        )

    @property
    def bins(self) -> pd.DataFrame:
        """One row a decoder update, with the columns that ``from_tables`` describes; lengths in mm,
        velocities in mm/s.
        """
        return _session_tables.bins(
            self._bins, self._velocity, self._progress, self._columns, self.activity_kind
        )

    @property
    def trials(self) -> pd.DataFrame:
        """One row a trial: trial, block, target_deg and, where recorded, success, time_s, inferred."""
        return _session_tables.trials(self._trials)

    @property
    def decoders(self) -> pd.DataFrame:
        """One row a decoder and axis: decoder, axis, offset, smoothing_x, smoothing_y, latent_1 …; in
        mm/s.
        """
        return _session_tables.decoders(self._decoders, self.activity_kind)

    @property
    def units(self) -> pd.DataFrame:
        """One row a unit: unit, mean, latent_1 …, how counts become latents; none where not stored."""
        return _session_tables.units(self.latent_map)

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

    def activity(self, block: str | None = None, covariance: str = "residual") -> Activity:
        """Give mean and covariance of a block's usable bins, the same noun that a simulation gives.

        Parameters
        ----------
        block
            The name of the block; the first ("intuitive" in most layouts) where None.
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
            "block": None if block is None else _require.text(block, "block"),
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

    def describe(self) -> SessionDescription:
        """Say what is there, what a fit lacks, and what can therefore be done; ``blocks`` has a row a
        block.
        """
        parcel = Parcel()
        reply, _ = ask("session.describe", {"session": self._pack(parcel)}, parcel)
        return SessionDescription(
            source=self.source,
            layout=self.layout,
            blocks=_session_tables.summary(self.blocks, self._bins, self._trials, self.bin_s),
            **{name: tuple(reply.fields[name]) for name in ("present", "missing", "possible", "notes")},
        )

    def save_tables(self, folder: str | os.PathLike[str], kind: str = "parquet") -> None:
        """Write bins, trials, units and decoders as one file each, for ``load_session`` and others.

        Parameters
        ----------
        folder
            Where to; it is made where it does not exist, and files of these names in it are written over.
        kind
            "parquet", or "arrow" for Arrow IPC.

        Raises
        ------
        ParameterError
            The kind is neither.
        """
        from . import _tablefile

        _tablefile.write_folder(self, folder, kind)

    def to_pandas(self) -> pd.DataFrame:
        """Give ``bins``."""
        return self.bins

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        def put(name: str, values: Array | None) -> str | None:
            return parcel.put(f"{prefix}{name}", values)

        bins: Wire = {name: put(f"bins.{name}", self._bins.get(name)) for name in (*_BINS, *_BINS_OR_NOT)}
        bins["columns"] = {name: put(f"bins.columns.{name}", v) for name, v in self._columns.items()}
        bins["velocity_mm_s"] = {name: put(f"bins.velocity.{name}", v) for name, v in self._velocity.items()}
        bins["progress_mm_s"] = {name: put(f"bins.progress.{name}", v) for name, v in self._progress.items()}
        return {
            "kind": self._kind,
            "layout": self.layout,
            "activity_kind": self.activity_kind,
            "bin_s": plain(self.bin_s),
            "notes": list(self.notes),
            "latent_map": None
            if self.latent_map is None
            else {
                "weights": put("latent_map.weights", self.latent_map.weights),
                "mean": put("latent_map.mean", self.latent_map.mean),
            },
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
            "trials": {
                name: put(f"trials.{name}", self._trials.get(name)) for name in (*_TRIALS, *_TRIALS_OR_NOT)
            },
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> BciSession:
        bins = wire["bins"]
        return cls(
            layout=str(wire["layout"]),
            bin_s=number(wire["bin_s"]),
            blocks=tuple(
                Block(int(b["index"]), str(b["name"]), None if b["decoder"] is None else str(b["decoder"]))
                for b in wire["blocks"]
            ),
            _decoders=tuple(
                Decoder(
                    str(d["name"]), *(take(d[part], arrays) for part in ("smoothing", "weights", "offset"))
                )
                for d in wire["decoders"]
            ),
            _bins=_taken(bins, (*_BINS, *_BINS_OR_NOT), arrays),
            _columns={name: take(v, arrays) for name, v in (bins.get("columns") or {}).items()},
            activity_kind=str(wire.get("activity_kind") or "latents"),
            latent_map=_latent_map(wire.get("latent_map"), arrays),
            notes=tuple(str(note) for note in wire.get("notes") or ()),
            _velocity={name: take(v, arrays) for name, v in (bins.get("velocity_mm_s") or {}).items()},
            _progress={name: take(v, arrays) for name, v in (bins.get("progress_mm_s") or {}).items()},
            _trials=_taken(wire["trials"], (*_TRIALS, *_TRIALS_OR_NOT), arrays),
            source=str(provenance.spec.get("file", "")),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        facts = [
            ("source", self.source),
            ("layout", self.layout),
            ("bin", "" if math.isnan(self.bin_s) else f"{_text.number(1000 * self.bin_s)} ms"),
        ]
        for block in self.blocks:
            trials = int(np.count_nonzero(self._trials["block"] == block.index))
            usable = int(np.count_nonzero((self._bins["block"] == block.index) & (self._bins["usable"] != 0)))
            facts.append((block.name, f"{trials} trials, {usable} usable bins"))
        facts.append((self.activity_kind, f"{self._bins['activity'].shape[1]} columns"))
        facts += [("note", note) for note in self.notes]
        return [fact for fact in facts if fact[1]]


def _taken(wire: Mapping[str, Any], names: Sequence[str], arrays: Mapping[str, Array]) -> dict[str, Array]:
    found = {name: take_optional(wire.get(name), arrays) for name in names}
    return {name: values for name, values in found.items() if values is not None}


def _latent_map(wire: Any, arrays: Mapping[str, Array]) -> LatentMap | None:
    return None if wire is None else LatentMap(take(wire["weights"], arrays), take(wire["mean"], arrays))
