"""Trials of decoder stabilisation: ``trialData`` with ``binCounts``, ``decodedVl``, ``refPos``.

Degenhart et al., "Stabilization of a brain–computer interface via the alignment of low-dimensional spaces of
neural activity", Nat. Biomed. Eng. 4 (2020), doi 10.1038/s41551-020-0542-9. A struct a trial: counts (bins ×
electrodes, empty where the animal only observed), the decoded velocity in mm/s, whose y axis points down, and
the position of the cursor in mm before each bin and after the last. A block is a run of trials of equal type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block
from .._types import Array
from . import _fields

NAME = "degenhart2020"
LOOKED_FOR = "trialData: a struct a trial with binCounts, decodedVl, refPos, moveBin, type"
BIN_S = 0.045

_FIELDS = ("binCounts", "decodedVl", "refPos", "moveBin", "type")
#: The cursor of such a trial is helped: its velocity is not the decoded one.
_ASSISTED = "gradualTrain"
_UP = np.array([1.0, -1.0])
_DECIMALS = 3
_S_IN_MS = 1e-3
_NOTES = (
    (
        "No decoder is stored in this layout. The decoded y axis points down and is given with its sign "
        "turned; "
        "in assisted trials (gradualTrain) the cursor's velocity is not the decoded one and is left out."
    ),
)


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    trials = variables.get("trialData")
    trials = [trials] if isinstance(trials, Mapping) else trials
    if not _fields.structs(trials, 1):
        return ["trialData (struct array)"]
    assert trials is not None
    return _fields.lacking(trials[0], _FIELDS, "trialData.")


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others, or no trial has bins.
    """
    stored = variables["trialData"]
    stored = [stored] if isinstance(stored, Mapping) else stored
    where = f"'{file}': trialData"
    units = next((np.asarray(t["binCounts"]).shape[1] for t in stored if np.ndim(t["binCounts"]) == 2), 0)
    if units == 0:
        raise FormatError(f"{where}: no trial has binCounts (bins × electrodes)")
    kinds = [str(trial["type"]) for trial in stored]
    block = 1 + np.cumsum([0, *(a != b for a, b in zip(kinds[1:], kinds[:-1], strict=True))])
    goals = [_goal(trial) for trial in stored]
    centre = _centre(goals)
    target = np.array([_degrees(goal - centre) for goal in goals])
    # where some targets are known, a trial without one cannot be put beside the others
    excused = np.isnan(target) & ~np.all(np.isnan(target))
    parts = [
        _trial(
            trial, place, int(block[place]), units, goals[place], target[place], bool(excused[place]), where
        )
        for place, trial in enumerate(stored)
    ]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    decoded = joined.pop("decoded")
    if np.all(np.isnan(joined["target_position_mm"])):
        del joined["target_position_mm"]
    trials: dict[str, Array] = {
        "trial": np.arange(1, len(stored) + 1),
        "block": block.astype(np.int64),
        "target_deg": target,
    }
    return {
        "layout": NAME,
        "bin_s": BIN_S,
        "activity_kind": "counts",
        "notes": _NOTES,
        "blocks": _blocks(kinds, block),
        "_decoders": (),
        "_bins": joined,
        "_velocity": {},
        "_progress": {},
        "_columns": {"decoded_velocity_x_mm_s": decoded[:, 0], "decoded_velocity_y_mm_s": decoded[:, 1]},
        "_trials": trials | _success(stored) | _times(stored),
    }


def _blocks(kinds: list[str], block: Array) -> tuple[Block, ...]:
    found: list[Block] = []
    seen: dict[str, int] = {}
    for index in np.unique(block):
        kind = kinds[int(np.argmax(block == index))]
        seen[kind] = seen.get(kind, 0) + 1
        found.append(Block(int(index), kind if seen[kind] == 1 else f"{kind} ({seen[kind]})", None))
    return tuple(found)


def _trial(
    trial: Mapping[str, Any],
    place: int,
    block: int,
    units: int,
    goal: Array,
    target: float,
    excused: bool,
    where: str,
) -> dict[str, Array]:
    said = f"{where}({place + 1})"
    counts = np.asarray(trial["binCounts"])
    counts = (
        np.zeros((0, units)) if counts.size == 0 else _fields.real(counts, (-1, units), f"{said}.binCounts")
    )
    bins = len(counts)
    if bins:
        decoded = _fields.real(trial["decodedVl"], (bins, 2), f"{said}.decodedVl") * _UP
        position = _fields.real(trial["refPos"], (bins + 1, 2), f"{said}.refPos")[1:]
        moves = float(_fields.real(trial["moveBin"], (), f"{said}.moveBin"))
    else:
        decoded, position, moves = np.zeros((0, 2)), np.zeros((0, 2)), 1.0
    time = np.arange(1, bins + 1, dtype=np.int64)
    placed = np.all(np.isfinite(position), axis=1) & ~np.all(position == goal, axis=1)
    return {
        "block": np.full(bins, block, dtype=np.int64),
        "trial": np.full(bins, place + 1, dtype=np.int64),
        "time": time,
        "usable": ((time >= moves) & placed & (not excused)).astype(np.uint8),
        "position_mm": position,
        "target_position_mm": np.tile(goal, (bins, 1)),
        "target_deg": np.full(bins, target),
        "cursor_velocity_mm_s": np.full_like(decoded, np.nan) if trial["type"] == _ASSISTED else decoded,
        "activity": counts,
        "decoded": decoded,
    }


def _goal(trial: Mapping[str, Any]) -> Array:
    found = np.asarray(trial.get("tgtPos", []))
    if found.dtype.kind not in "biuf" or found.size < 2:
        return np.full(2, np.nan)
    goal: Array = np.ravel(found)[:2].astype(np.float64)
    return goal


def _centre(goals: list[Array]) -> Array:
    known = np.array([goal for goal in goals if np.all(np.isfinite(goal))])
    if len(known) == 0:
        return np.zeros(2)
    different = np.unique(np.round(known, _DECIMALS), axis=0)
    centre: Array = (different.min(axis=0) + different.max(axis=0)) / 2
    return centre


def _degrees(towards: Array) -> float:
    if not np.all(np.isfinite(towards)):
        return float("nan")
    return float(np.round(np.rad2deg(np.arctan2(towards[1], towards[0])), _DECIMALS)) % 360


def _success(stored: list[Mapping[str, Any]]) -> dict[str, Array]:
    if not all("success" in trial and np.size(trial["success"]) == 1 for trial in stored):
        return {}
    return {"success": np.array([bool(trial["success"]) for trial in stored], dtype=np.uint8)}


def _times(stored: list[Mapping[str, Any]]) -> dict[str, Array]:
    names = ("cursorOnsetTime", "trialEndTime")
    if not all(name in trial and np.size(trial[name]) == 1 for trial in stored for name in names):
        return {}
    onset, end = (np.array([float(trial[name]) for trial in stored]) for name in names)
    return {"time_s": _S_IN_MS * (end - onset)}
