"""Data frames, Arrow tables and dictionaries of arrays as the columns of a session."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import FormatError
from ._types import Array

if TYPE_CHECKING:
    import pandas as pd

    from ._session_parts import Block, Decoder, LatentMap

_AXES = ("x", "y")
_PAIRS = {
    "position_mm": ("x_mm", "y_mm"),
    "target_position_mm": ("target_x_mm", "target_y_mm"),
    "cursor_velocity_mm_s": ("cursor_velocity_x_mm_s", "cursor_velocity_y_mm_s"),
    "cursor_velocity_before_mm_s": ("cursor_velocity_before_x_mm_s", "cursor_velocity_before_y_mm_s"),
}
_DECODER_COLUMNS = ("decoder", "axis")
_ZERO_UNLESS_GIVEN = ("offset", "smoothing_x", "smoothing_y")
_NAMES = ("intuitive", "perturbed")


def parts(bin_table: Any, trial_table: Any, decoder_table: Any, unit_table: Any = None) -> dict[str, Any]:
    """Read the four tables into the parts of a session.

    Raises
    ------
    FormatError
        A column is missing, holds no numbers, or the tables do not fit each other.
    """
    table = _frame(bin_table, "bins")
    _have(table, ("trial",), "bins")
    latents, units = _numbered(table, "latent"), _numbered(table, "unit")
    activity = latents or units
    if not activity:
        raise FormatError(
            "bins has no column latent_1, latent_2 … and none unit_1, unit_2 … (what the decoder "
            "reads); it has: "
            f"{_listed(table)}"
        )
    trial_of_bin = _whole(table, "trial", "bins")
    trials = _trials(table, trial_of_bin, trial_table)
    found_decoders = _decoders(decoder_table, activity)
    place = {int(trial): row for row, trial in enumerate(trials["trial"])}
    unknown = [trial for trial in np.unique(trial_of_bin) if int(trial) not in place]
    if unknown:
        raise FormatError(f"bins has trial {unknown[0]}, which trials does not list")
    rows = np.array([place[int(trial)] for trial in trial_of_bin], dtype=np.int64)
    columns: dict[str, Array] = {
        "block": trials["block"][rows],
        "trial": trial_of_bin,
        "time": _whole(table, "time", "bins") if "time" in table else _counted(trial_of_bin),
        "usable": _flags(table, "usable", "bins")
        if "usable" in table
        else np.ones(len(trial_of_bin), dtype=np.uint8),
        "target_deg": trials["target_deg"][rows],
        "activity": _real(table, activity, "bins"),
    }
    for name, pair in _PAIRS.items():
        if any(column in table for column in pair):
            _have(table, pair, "bins")
            columns[name] = _real(table, pair, "bins")
    if "direction_deg" in table:
        columns["direction_deg"] = _real(table, ["direction_deg"], "bins")[:, 0]
    if latents and units:
        columns["counts"] = _real(table, units, "bins")
    names = [decoder.name for decoder in found_decoders]
    velocity = {name: [f"velocity_{name}_{axis}_mm_s" for axis in _AXES] for name in names}
    progress = {name: f"progress_{name}_mm_s" for name in names}
    known = {"block", "trial", "time", "usable", "target_deg", "direction_deg", *latents, *units}
    known |= {column for pair in (*_PAIRS.values(), *velocity.values()) for column in pair}
    known |= set(progress.values())
    return {
        "activity_kind": "latents" if latents else "counts",
        "_decoders": found_decoders,
        "_bins": columns,
        "_columns": {
            str(name): _real(table, [name], "bins")[:, 0]
            for name in table.columns
            if str(name) not in known and table[name].dtype.kind in "biuf"
        },
        "_velocity": {n: _real(table, pair, "bins") for n, pair in velocity.items() if pair[0] in table},
        "_progress": {n: _real(table, [c], "bins")[:, 0] for n, c in progress.items() if c in table},
        "_trials": trials,
        "latent_map": _map(unit_table, latents, units),
    }


def blocks(found: Mapping[str, Any], said: Sequence[Any] | None = None) -> tuple[Block, ...]:
    """Give the blocks that are said, or those that the tables number, each under the decoder of its place."""
    from ._session_parts import Block

    if said:
        return tuple(_block(one) for one in said)
    names = [decoder.name for decoder in found["_decoders"]]
    return tuple(
        Block(
            int(index),
            _NAMES[place] if place < len(_NAMES) else f"block {index}",
            names[place] if place < len(names) else names[0] if names else None,
        )
        for place, index in enumerate(np.unique(found["_trials"]["block"]))
    )


def _block(said: Any) -> Block:
    from ._session_parts import Block

    if isinstance(said, Block):
        return said
    parts = (
        [said.get(name) for name in ("index", "name", "decoder")] if isinstance(said, Mapping) else list(said)
    )
    if len(parts) != 3 or parts[0] is None or not isinstance(parts[1], str):
        raise FormatError(f"a block is {said!r}, expected its number, name and decoder (or None)")
    return Block(int(parts[0]), parts[1], None if parts[2] is None else str(parts[2]))


def _trials(table: pd.DataFrame, trial_of_bin: Array, trial_table: Any) -> dict[str, Array]:
    numbers, first = np.unique(trial_of_bin, return_index=True)
    order = np.argsort(first)
    numbers, first = numbers[order], first[order]
    if trial_table is None:
        own, what = table.iloc[first], "bins"
        for name in ("block", "target_deg"):
            if name in table and table.groupby("trial")[name].nunique().max() > 1:
                raise FormatError(f"bins.{name} changes within a trial, expected one value a trial")
    else:
        own, what = _frame(trial_table, "trials"), "trials"
        _have(own, ("trial",), "trials")
        numbers = _whole(own, "trial", "trials")
    spread = table.iloc[first].set_index(trial_of_bin[first])

    def column(name: str, default: float) -> Array:
        if name in own:
            return _real(own, [name], what)[:, 0]
        if name in spread:
            return _real(spread.reindex(numbers), [name], "bins")[:, 0]
        return np.full(len(numbers), default)

    block = column("block", 1.0)
    if not np.all(np.isfinite(block) & (block == np.round(block))):
        raise FormatError(
            f"{what}.block holds other than whole numbers, expected the number of each trial's block"
        )
    found: dict[str, Array] = {
        "trial": numbers.astype(np.int64),
        "block": block.astype(np.int64),
        "target_deg": column("target_deg", float("nan")),
    }
    for name in ("success", "inferred"):
        if name in own:
            found[name] = _flags(own, name, what)
    if "time_s" in own:
        found["time_s"] = _real(own, ["time_s"], what)[:, 0]
    return found


def _decoders(given: Any, activity: Sequence[str]) -> tuple[Decoder, ...]:
    from ._session_parts import Decoder

    if given is None:
        return ()
    if isinstance(given, Decoder):
        return (given,)
    if isinstance(given, Sequence) and all(isinstance(item, Decoder) for item in given):
        return tuple(given)
    table = _frame(given, "decoders")
    _have(table, _DECODER_COLUMNS, "decoders")
    table = table.assign(**{name: 0.0 for name in _ZERO_UNLESS_GIVEN if name not in table})
    own = _numbered(table, activity[0].rsplit("_", 1)[0])
    if own != list(activity):
        raise FormatError(
            f"decoders have the columns {', '.join(own) or 'none'}, expected those of bins: "
            f"{', '.join(activity)}"
        )
    found = []
    for name in dict.fromkeys(table["decoder"]):
        rows = table[table["decoder"] == name].set_index("axis")
        if sorted(rows.index) != list(_AXES):
            raise FormatError(
                f"decoder '{name}' has the axes {', '.join(map(str, rows.index))}, expected x and y"
            )
        rows = rows.loc[list(_AXES)]
        found.append(
            Decoder(
                str(name),
                _real(rows, ("smoothing_x", "smoothing_y"), "decoders"),
                _real(rows, own, "decoders"),
                _real(rows, ["offset"], "decoders")[:, 0].copy(),
            )
        )
    return tuple(found)


def _map(given: Any, latents: Sequence[str], units: Sequence[str]) -> LatentMap | None:
    from ._session_parts import LatentMap

    if given is None or isinstance(given, LatentMap):
        return given
    table = _frame(given, "units")
    if not latents or not any(name in table for name in ("mean", *latents)):
        return None
    _have(table, ("mean", *latents), "units")
    if units and len(table) != len(units):
        raise FormatError(
            f"units has {len(table)} rows, expected one for each of unit_1 … {units[-1]} of bins"
        )
    weights = np.ascontiguousarray(_real(table, latents, "units").T)
    return LatentMap(weights, _real(table, ["mean"], "units")[:, 0].copy())


def _frame(given: Any, what: str) -> pd.DataFrame:
    import pandas as pd

    if isinstance(given, pd.DataFrame):
        return given
    if hasattr(given, "to_pandas"):
        found = given.to_pandas()
    elif hasattr(given, "__arrow_c_stream__"):
        import pyarrow as pa

        found = pa.table(given).to_pandas()
    elif isinstance(given, Mapping):
        found = _joined(given, what)
    else:
        raise FormatError(
            f"{what} is {type(given).__name__}, expected a data frame, an Arrow table or a dictionary "
            f"of arrays"
        )
    if not isinstance(found, pd.DataFrame):
        raise FormatError(
            f"{what} is no table, expected a data frame, an Arrow table or a dictionary of arrays"
        )
    return found


def _joined(given: Mapping[str, Any], what: str) -> pd.DataFrame:
    import pandas as pd

    spread: dict[str, Array] = {}
    for name, values in given.items():
        array = np.asarray(values)
        if array.ndim == 1:
            spread[name] = array
            continue
        prefix = {"latents": "latent", "counts": "unit"}.get(name)
        if name == "weights" and what == "units":
            prefix, array = "latent", array.T
        if array.ndim != 2 or (prefix is None and not (name in _PAIRS and array.shape[1] == 2)):
            raise FormatError(
                f"{what}['{name}'] has shape {array.shape}, expected (rows,), or two-dimensional "
                f"latents, counts, "
                f"{', '.join(_PAIRS)}"
            )
        columns = [f"{prefix}_{i + 1}" for i in range(array.shape[1])] if prefix else _PAIRS[name]
        spread |= {column: array[:, place] for place, column in enumerate(columns)}
    lengths = {name: len(values) for name, values in spread.items()}
    if len(set(lengths.values())) > 1:
        text = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise FormatError(f"the columns of {what} have different lengths: {text}")
    return pd.DataFrame(spread)


def _have(table: pd.DataFrame, wanted: Sequence[str], what: str) -> None:
    missing = [name for name in wanted if name not in table]
    if missing:
        raise FormatError(f"{what} has no column {', '.join(missing)}; it has: {_listed(table)}")


def _listed(table: pd.DataFrame) -> str:
    return ", ".join(str(name) for name in table.columns)


def _numbered(table: pd.DataFrame, prefix: str) -> list[str]:
    found = [str(name) for name in table.columns if re.fullmatch(rf"{prefix}_\d+", str(name))]
    return sorted(found, key=lambda name: int(name.removeprefix(f"{prefix}_")))


def _counted(trial: Array) -> Array:
    starts = np.flatnonzero(np.concatenate([[True], trial[1:] != trial[:-1]]))
    return (np.arange(len(trial)) - np.repeat(starts, np.diff(np.append(starts, len(trial)))) + 1).astype(
        np.int64
    )


def _whole(table: pd.DataFrame, name: str, what: str) -> Array:
    values = _real(table, [name], what)[:, 0]
    if not np.all(np.isfinite(values) & (values == np.round(values))):
        raise FormatError(f"{what}.{name} holds other than whole numbers")
    return values.astype(np.int64)


def _flags(table: pd.DataFrame, name: str, what: str) -> Array:
    values = _real(table, [name], what)[:, 0]
    if not np.all((values == 0) | (values == 1)):
        raise FormatError(f"{what}.{name} holds other than true and false (1 and 0)")
    return values.astype(np.uint8)


def _real(table: pd.DataFrame, names: Sequence[Any], what: str) -> Array:
    try:
        return np.ascontiguousarray(table[list(names)].to_numpy(dtype=np.float64))
    except (TypeError, ValueError) as error:
        raise FormatError(
            f"{what}: {', '.join(map(str, names[:3]))} hold other than numbers: {error}"
        ) from error
