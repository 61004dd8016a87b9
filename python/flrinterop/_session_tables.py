"""The columns of a session as data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._session_columns import blocks, parts
from ._types import Array

if TYPE_CHECKING:
    import pandas as pd

    from ._session_parts import Block, Decoder, LatentMap

__all__ = ["bins", "blocks", "decoders", "parts", "summary", "trials", "units"]

_AXES = ("x", "y")
#: Pairs of columns: how their names begin and end.
_PAIRS = {
    "position_mm": ("", "mm"),
    "target_position_mm": ("target_", "mm"),
    "cursor_velocity_mm_s": ("cursor_velocity_", "mm_s"),
    "cursor_velocity_before_mm_s": ("cursor_velocity_before_", "mm_s"),
}


def bins(
    columns: Mapping[str, Array],
    velocity: Mapping[str, Array],
    progress: Mapping[str, Array],
    other: Mapping[str, Array],
    activity_kind: str,
) -> pd.DataFrame:
    """Give one row a bin."""
    import pandas as pd

    table: dict[str, Array] = {name: columns[name] for name in ("block", "trial", "time")}
    table["usable"] = columns["usable"] != 0
    for name, (before, after) in _PAIRS.items():
        if name in columns:
            for axis, letter in enumerate(_AXES):
                table[f"{before}{letter}_{after}"] = columns[name][:, axis]
    table["target_deg"] = columns["target_deg"]
    if "direction_deg" in columns:
        table["direction_deg"] = columns["direction_deg"]
    table |= _numbered(columns["activity"], _prefix(activity_kind))
    if "counts" in columns:
        table |= _numbered(columns["counts"], "unit")
    for decoder, values in velocity.items():
        for axis, letter in enumerate(_AXES):
            table[f"velocity_{decoder}_{letter}_mm_s"] = values[:, axis]
    for decoder, values in progress.items():
        table[f"progress_{decoder}_mm_s"] = values
    return pd.DataFrame(table | dict(other))


def trials(columns: Mapping[str, Array]) -> pd.DataFrame:
    """Give one row a trial."""
    import pandas as pd

    table: dict[str, Array] = {name: columns[name] for name in ("trial", "block", "target_deg")}
    for name in ("success", "inferred"):
        if name in columns:
            table[name] = columns[name] != 0
    if "time_s" in columns:
        table["time_s"] = columns["time_s"]
    return pd.DataFrame(table)


def decoders(found: Sequence[Decoder], activity_kind: str) -> pd.DataFrame:
    """Give one row a decoder and axis."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for decoder in found:
        for axis, name in enumerate(_AXES):
            row: dict[str, Any] = {"decoder": decoder.name, "axis": name, "offset": decoder.offset[axis]}
            row |= {f"smoothing_{other}": decoder.smoothing[axis, place] for place, other in enumerate(_AXES)}
            prefix = _prefix(activity_kind)
            row |= {f"{prefix}_{place + 1}": weight for place, weight in enumerate(decoder.weights[axis])}
            rows.append(row)
    return pd.DataFrame(rows)


def units(latent_map: LatentMap | None) -> pd.DataFrame:
    """Give one row a unit: how its count goes into the latents; no rows where that is not stored."""
    import pandas as pd

    if latent_map is None:
        return pd.DataFrame({"unit": np.zeros(0, dtype=np.int64), "mean": np.zeros(0)})
    numbers = np.arange(1, len(latent_map.mean) + 1)
    weights = np.ascontiguousarray(latent_map.weights.T)
    return pd.DataFrame({"unit": numbers, "mean": latent_map.mean} | _numbered(weights, "latent"))


def summary(
    found: Sequence[Block],
    bin_columns: Mapping[str, Array],
    trial_columns: Mapping[str, Array],
    bin_s: float,
) -> pd.DataFrame:
    """Give one row a block."""
    import pandas as pd

    used = np.isin(trial_columns["trial"], bin_columns["trial"][bin_columns["usable"] != 0])
    rows = []
    for block in found:
        own, own_trials = bin_columns["block"] == block.index, trial_columns["block"] == block.index
        usable = int(np.count_nonzero(own & (bin_columns["usable"] != 0)))
        targets = np.unique(trial_columns["target_deg"][own_trials])
        rows.append(
            {
                "block": block.name,
                "decoder": block.decoder,
                "trials": int(np.count_nonzero(own_trials)),
                "usable_trials": int(np.count_nonzero(own_trials & used)),
                "success_fraction": _mean(trial_columns.get("success"), own_trials),
                "trial_s": _mean(trial_columns.get("time_s"), own_trials & used),
                "bins": int(np.count_nonzero(own)),
                "usable_bins": usable,
                "usable_s": usable * bin_s,
                "targets": int(np.count_nonzero(~np.isnan(targets))),
            }
        )
    return pd.DataFrame(rows)


def _mean(values: Array | None, wanted: Array) -> float:
    return float("nan") if values is None or not np.any(wanted) else float(np.mean(values[wanted]))


def _prefix(activity_kind: str) -> str:
    return "unit" if activity_kind == "counts" else "latent"


def _numbered(values: Array, prefix: str) -> dict[str, Array]:
    return {f"{prefix}_{place + 1}": values[:, place] for place in range(values.shape[1])}
