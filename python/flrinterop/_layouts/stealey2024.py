"""A baseline and a shuffled decoder: ``counts``, ``trial_offset``, ``K_baseline``, ``K_perturbed``.

Stealey et al., "Neural population variance explains adaptation differences during learning", bioRxiv (2024),
doi 10.1101/2024.10.01.616115. A row is an update of 100 ms; trial i owns the rows from ``trial_offset[i]`` up
to ``trial_offset[i + 1]``. The velocity obeys v_t = A v_{t−1} + K s_t + b within a trial; A and b are not
stored and are fitted here to the rows of the baseline, of which the first trial is left out because its
filter is still converging. Axis 0 of the decoder is y of the screen: the axes are given in the order of the
screen, in mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block, Decoder
from .._types import Array, FloatArray
from . import _fields

NAME = "stealey2024"
LOOKED_FOR = "counts, trial_offset, K_baseline, K_perturbed and a row a trial of block, pert, target_deg"
BIN_S = 0.1

_ROWS = ("counts", "decoder_pos", "decoder_vel")
_TRIALS = ("block", "pert", "error_clamp", "target_deg", "trial_time_s")
_MM_IN_CM = 10.0
_BASELINE, _PERTURBED, _WASHOUT = 1, 2, 3
_NAMES = {_BASELINE: "intuitive", _PERTURBED: "perturbed", _WASHOUT: "washout"}
_DECODERS = ("intuitive", "perturbed")
# A (2×2) and b (2): three unknowns an axis
_FEWEST_ROWS = 4
_NOTES = (
    "Error-clamped trials do not count: their cursors run on a line.",
    "Every stored trial is a success; the time of a trial is what can show learning beside progress.",
    (
        "The file's axes are given in the order of the screen (its axis 0 is y), in mm; A and b of v = A v "
        "+ K s + b "
        "are fitted to the baseline."
    ),
)


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    needed = (*_ROWS, "trial_offset", *_TRIALS, "K_baseline", "K_perturbed")
    return [name for name in needed if name not in variables]


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others, or the baseline is too short to fit A and b.
    """
    where = f"'{file}': "
    counts = _fields.real(variables["counts"], (-1, -1), f"{where}counts")
    rows, units = counts.shape
    offset = _fields.whole(variables["trial_offset"], (-1,), f"{where}trial_offset")
    lengths = np.diff(offset)
    if len(offset) < 2 or offset[0] != 0 or offset[-1] != rows or np.any(lengths < 0):
        raise FormatError(
            f"{where}trial_offset runs from {offset[:1]} to {offset[-1:]}, expected a rise from 0 to "
            f"the {rows} rows"
        )
    count = len(lengths)
    stored = {name: _fields.real(variables[name], (count,), f"{where}{name}") for name in _TRIALS}
    block = np.where(stored["pert"] != 0, _PERTURBED, np.where(stored["block"] == 1, _BASELINE, _WASHOUT))
    trial_of_row = np.repeat(np.arange(count), lengths)
    # x of the screen first, from cm to mm
    position, velocity = (
        _MM_IN_CM * _fields.real(variables[name], (rows, 2), f"{where}{name}")[:, ::-1]
        for name in ("decoder_pos", "decoder_vel")
    )
    gains = {
        name: _MM_IN_CM * _fields.real(variables[f"K_{key}"], (2, units), f"{where}K_{key}")[::-1]
        for name, key in zip(_DECODERS, ("baseline", "perturbed"), strict=True)
    }
    before = _before(velocity, trial_of_row, stored["error_clamp"] != 0)
    fitted = _memory(
        before, velocity - counts @ gains["intuitive"].T, (block == _BASELINE)[trial_of_row], file
    )
    target = stored["target_deg"] % 360
    present = [int(index) for index in np.unique(block)]
    return {
        "layout": NAME,
        "bin_s": BIN_S,
        "activity_kind": "counts",
        "notes": _NOTES,
        "blocks": tuple(
            Block(index, _NAMES[index], _DECODERS[1] if index == _PERTURBED else _DECODERS[0])
            for index in present
        ),
        "_decoders": tuple(
            Decoder(name, fitted[:2].T.copy(), np.ascontiguousarray(gain), fitted[2].copy())
            for name, gain in gains.items()
        ),
        "_bins": {
            "block": block[trial_of_row],
            "trial": trial_of_row + 1,
            "time": 1 + np.arange(rows) - offset[trial_of_row],
            "usable": (stored["error_clamp"] == 0)[trial_of_row].astype(np.uint8),
            "position_mm": position,
            "target_deg": target[trial_of_row],
            "direction_deg": target[trial_of_row],
            "cursor_velocity_mm_s": velocity,
            "cursor_velocity_before_mm_s": before,
            "activity": counts,
        },
        "_velocity": {},
        "_progress": {},
        "_columns": {"error_clamp": stored["error_clamp"][trial_of_row]},
        "_trials": {
            "trial": np.arange(1, count + 1),
            "block": block,
            "target_deg": target,
            "time_s": stored["trial_time_s"],
        },
    }


def _before(velocity: FloatArray, trial: Array, clamped: Array) -> FloatArray:
    # Not known at the start of a trial, in the first one, whose filter converges, and where the cursor is
    # clamped.
    found = np.full_like(velocity, np.nan)
    follows = (trial[1:] == trial[:-1]) & (trial[1:] > 0) & ~clamped[trial[1:]]
    found[1:][follows] = velocity[:-1][follows]
    return found


def _memory(before: FloatArray, rest: FloatArray, baseline: Array, file: str) -> FloatArray:
    chosen = baseline & np.all(np.isfinite(before) & np.isfinite(rest), axis=1)
    known = np.column_stack([before[chosen], np.ones(np.count_nonzero(chosen))])
    if len(known) < _FEWEST_ROWS or np.linalg.matrix_rank(known) < known.shape[1]:
        raise FormatError(
            f"'{file}': {len(known)} rows of the baseline follow another one (trials after the first, "
            f"error_clamp 0), "
            "too few or too alike to fit A and b of v = A v + K s + b"
        )
    fitted: FloatArray = np.linalg.lstsq(known, rest[chosen], rcond=None)[0]
    return fitted
