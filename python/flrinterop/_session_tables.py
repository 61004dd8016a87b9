"""The columns of a session as data frames, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import FormatError
from ._types import Array

if TYPE_CHECKING:
    import pandas as pd

    from ._session import Block, Decoder

_AXES = ("x", "y")
_BIN_COLUMNS = (
    "block",
    "trial",
    "time",
    "usable",
    "x_mm",
    "y_mm",
    "target_x_mm",
    "target_y_mm",
    "target_deg",
)
_TRIAL_COLUMNS = ("trial", "block", "target_deg", "success")
_DECODER_COLUMNS = ("decoder", "axis", "offset", "smoothing_x", "smoothing_y")


def bins(
    columns: Mapping[str, Array], velocity: Mapping[str, Array], progress: Mapping[str, Array]
) -> pd.DataFrame:
    """Give one row a bin."""
    import pandas as pd

    table: dict[str, Array] = {name: columns[name] for name in ("block", "trial", "time")}
    table["usable"] = columns["usable"] != 0
    for axis, name in enumerate(_AXES):
        table[f"{name}_mm"] = columns["position_mm"][:, axis]
    for axis, name in enumerate(_AXES):
        table[f"target_{name}_mm"] = columns["target_position_mm"][:, axis]
    table["target_deg"] = columns["target_deg"]
    for place in range(columns["activity"].shape[1]):
        table[f"latent_{place + 1}"] = columns["activity"][:, place]
    for decoder, values in velocity.items():
        for axis, name in enumerate(_AXES):
            table[f"velocity_{decoder}_{name}_mm_s"] = values[:, axis]
    for decoder, values in progress.items():
        table[f"progress_{decoder}_mm_s"] = values
    return pd.DataFrame(table)


def trials(columns: Mapping[str, Array]) -> pd.DataFrame:
    """Give one row a trial."""
    import pandas as pd

    return pd.DataFrame(
        {name: columns[name] for name in _TRIAL_COLUMNS[:3]} | {"success": columns["success"] != 0}
    )


def decoders(found: Sequence[Decoder]) -> pd.DataFrame:
    """Give one row a decoder and axis."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for decoder in found:
        for axis, name in enumerate(_AXES):
            row: dict[str, Any] = {"decoder": decoder.name, "axis": name, "offset": decoder.offset[axis]}
            row |= {f"smoothing_{other}": decoder.smoothing[axis, place] for place, other in enumerate(_AXES)}
            row |= {f"latent_{place + 1}": weight for place, weight in enumerate(decoder.weights[axis])}
            rows.append(row)
    return pd.DataFrame(rows)


def summary(
    blocks: Sequence[Block],
    bin_columns: Mapping[str, Array],
    trial_columns: Mapping[str, Array],
    bin_s: float,
) -> pd.DataFrame:
    """Give one row a block."""
    import pandas as pd

    rows = []
    for block in blocks:
        own, own_trials = bin_columns["block"] == block.index, trial_columns["block"] == block.index
        usable = int(np.count_nonzero(own & (bin_columns["usable"] != 0)))
        success = trial_columns["success"][own_trials]
        rows.append(
            {
                "block": block.name,
                "decoder": block.decoder,
                "trials": int(np.count_nonzero(own_trials)),
                "success_fraction": float(np.mean(success)) if success.size else float("nan"),
                "bins": int(np.count_nonzero(own)),
                "usable_bins": usable,
                "usable_s": usable * bin_s,
                "targets": int(np.unique(trial_columns["target_deg"][own_trials]).size),
            }
        )
    return pd.DataFrame(rows)


def columns(
    bin_table: pd.DataFrame, trial_table: pd.DataFrame, decoder_table: pd.DataFrame
) -> dict[str, Any]:
    """Read tables of the three shapes above into the parts of a session.

    Raises
    ------
    FormatError
        A column is missing.
    """
    _have(bin_table, _BIN_COLUMNS, "bins")
    _have(trial_table, _TRIAL_COLUMNS, "trials")
    _have(decoder_table, _DECODER_COLUMNS, "decoders")
    latents = _latents(bin_table, "bins")
    if _latents(decoder_table, "decoders") != latents:
        raise FormatError(
            f"decoders have the columns {', '.join(_latents(decoder_table, 'decoders'))}, "
            f"expected those of bins: {', '.join(latents)}"
        )
    names = [str(name) for name in dict.fromkeys(decoder_table["decoder"])]
    return {
        "_decoders": tuple(_decoder(decoder_table, name, latents) for name in names),
        "_bins": {
            **{name: _whole(bin_table, name) for name in ("block", "trial", "time")},
            "usable": bin_table["usable"].to_numpy(dtype=np.uint8),
            "position_mm": _real(bin_table, "x_mm", "y_mm"),
            "target_position_mm": _real(bin_table, "target_x_mm", "target_y_mm"),
            "target_deg": bin_table["target_deg"].to_numpy(dtype=np.float64),
            "activity": _real(bin_table, *latents),
        },
        "_velocity": {
            name: _real(bin_table, f"velocity_{name}_x_mm_s", f"velocity_{name}_y_mm_s")
            for name in names
            if f"velocity_{name}_x_mm_s" in bin_table
        },
        "_progress": {
            name: bin_table[f"progress_{name}_mm_s"].to_numpy(dtype=np.float64)
            for name in names
            if f"progress_{name}_mm_s" in bin_table
        },
        "_trials": {
            **{name: _whole(trial_table, name) for name in ("trial", "block")},
            "target_deg": trial_table["target_deg"].to_numpy(dtype=np.float64),
            "success": trial_table["success"].to_numpy(dtype=np.uint8),
        },
    }


def _have(table: pd.DataFrame, wanted: Sequence[str], what: str) -> None:
    missing = [name for name in wanted if name not in table]
    if missing:
        found = ", ".join(str(name) for name in table.columns)
        raise FormatError(f"{what} has no column {', '.join(missing)}; it has: {found}")


def _latents(table: pd.DataFrame, what: str) -> list[str]:
    found = [str(name) for name in table.columns if re.fullmatch(r"latent_\d+", str(name))]
    if not found:
        raise FormatError(f"{what} has no column latent_1, latent_2 …: what the decoder reads")
    return sorted(found, key=lambda name: int(name.removeprefix("latent_")))


def _decoder(table: pd.DataFrame, name: str, latents: Sequence[str]) -> Decoder:
    from ._session import Decoder

    rows = table[table["decoder"] == name].set_index("axis")
    if sorted(rows.index) != list(_AXES):
        raise FormatError(
            f"decoder '{name}' has the axes {', '.join(map(str, rows.index))}, expected x and y"
        )
    rows = rows.loc[list(_AXES)]
    return Decoder(
        name,
        _real(rows, "smoothing_x", "smoothing_y"),
        _real(rows, *latents),
        rows["offset"].to_numpy(dtype=np.float64),
    )


def _whole(table: pd.DataFrame, name: str) -> Array:
    return table[name].to_numpy(dtype=np.int64)


def _real(table: pd.DataFrame, *names: str) -> Array:
    return np.ascontiguousarray(table[list(names)].to_numpy(dtype=np.float64))
