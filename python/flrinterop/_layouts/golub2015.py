"""Ragged trials of practised control: ``data`` with ``spike_counts`` and ``cursor_position``.

Golub et al., "Internal models for interpreting neural population activity during sensorimotor control", eLife
4 (2015), doi 10.7554/eLife.10015. A cell a trial, a column a bin, lengths in m. Neither the width of a bin
nor a decoder is stored; a bin's progress is its step along the direction from the cursor before it to the
target.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block
from .._types import Array
from . import _fields

NAME = "golub2015"
LOOKED_FOR = "data: a struct with spike_counts, cursor_position, target_position, a cell a trial"

_FIELDS = ("spike_counts", "cursor_position", "target_position")
_MM_IN_M = 1000.0
# degrees: targets are told apart to this
_DECIMALS = 3
_NOTES = (
    (
        "One block of practised control: no decoder, no width of a bin and no velocity are stored; "
        "step_progress_mm in bins is each step along the direction to the target, in mm per bin."
    ),
)


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    return _fields.lacking(variables.get("data"), _FIELDS, "data.")


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others.
    """
    where = f"'{file}': data"
    cells = {name: _fields.columns(variables["data"][name], where) for name in _FIELDS}
    count = len(cells["spike_counts"])
    if {len(values) for values in cells.values()} != {count} or count == 0:
        sizes = ", ".join(f"{name} {len(values)}" for name, values in cells.items())
        raise FormatError(f"{where} has cells of different numbers: {sizes}")
    units = len(_fields.shaped(cells["spike_counts"][0], (-1, -1), f"{where}.spike_counts{{1}}"))
    trials = [_trial(cells, place, units, where) for place in range(count)]
    joined = {name: np.concatenate([trial[name] for trial in trials]) for name in trials[0]}
    first = np.flatnonzero(np.diff(joined["trial"], prepend=0))
    step = joined.pop("step_progress_mm")
    return {
        "layout": NAME,
        "bin_s": float("nan"),
        "activity_kind": "counts",
        "notes": _NOTES,
        "blocks": (Block(1, "control", None),),
        "_decoders": (),
        "_bins": joined,
        "_velocity": {},
        "_progress": {},
        "_columns": {"step_progress_mm": step},
        "_trials": {name: joined[name][first] for name in ("trial", "block", "target_deg")},
    }


def _trial(cells: Mapping[str, list[Any]], place: int, units: int, where: str) -> dict[str, Array]:
    said = f"{{{place + 1}}}"
    counts = _fields.real(cells["spike_counts"][place], (units, -1), f"{where}.spike_counts{said}").T
    bins = len(counts)
    position = (
        _MM_IN_M
        * _fields.real(cells["cursor_position"][place], (2, bins), f"{where}.cursor_position{said}").T
    )
    target = _MM_IN_M * _fields.real(cells["target_position"][place], (2,), f"{where}.target_position{said}")
    degrees = float(np.round(np.rad2deg(np.arctan2(target[1], target[0])), _DECIMALS)) % 360
    towards = target - position
    distance = np.linalg.norm(towards, axis=1, keepdims=True)
    progress = np.full(bins, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        progress[1:] = np.sum(np.diff(position, axis=0) * (towards / distance)[:-1], axis=1)
    return {
        "block": np.ones(bins, dtype=np.int64),
        "trial": np.full(bins, place + 1, dtype=np.int64),
        "time": np.arange(1, bins + 1, dtype=np.int64),
        "usable": (distance[:, 0] > 0).astype(np.uint8),
        "position_mm": position,
        "target_position_mm": np.tile(target, (bins, 1)),
        "target_deg": np.full(bins, degrees),
        "activity": counts,
        "step_progress_mm": progress,
    }
