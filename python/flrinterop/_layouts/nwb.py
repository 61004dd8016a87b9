"""Spike times of an NWB file, counted in bins of its trials, its epochs, or the stretch that was observed.

Neurodata Without Borders: Rübel et al., eLife 11 (2022), doi 10.7554/eLife.78362. Times are in s. A file of
this kind seldom holds a decoder; the means and the covariance of its activity can be had from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block
from .._types import Array, FloatArray

NAME = "nwb"
LOOKED_FOR = "units with spike_times in an NWB file"
# a bin that ends by rounding after its interval still belongs to it
_ROUNDING = 1e-6


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    return [] if variables.get("spike_times") else ["units.spike_times"]


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        No interval is as long as a bin.
    """
    width = float(variables["bin_s"])
    spikes: list[FloatArray] = variables["spike_times"]
    start, stop, kind, kept = _intervals(variables, spikes)
    number = np.floor((stop - start) / width + _ROUNDING).astype(np.int64)
    number = np.where(np.isfinite(stop - start), np.maximum(number, 0), 0)
    if not np.any(number > 0):
        raise FormatError(f"'{file}': none of the {len(start)} {kind} is as long as a bin of {width} s")
    count = len(start)
    trial = np.repeat(np.arange(1, count + 1, dtype=np.int64), number)
    counts = np.empty((len(trial), len(spikes)))
    for unit, times in enumerate(spikes):
        counts[:, unit] = _counted(np.sort(times), start, number, width)
    known = variables.get("trials") or {}
    target = _column(known, "target_deg", kept)
    target = np.full(count, np.nan) if target is None else target % 360
    excused = np.isnan(target) & ~np.all(np.isnan(target))
    trials: dict[str, Array] = {
        "trial": np.arange(1, count + 1, dtype=np.int64),
        "block": np.ones(count, dtype=np.int64),
        "target_deg": target,
        "time_s": stop - start,
    }
    success = _column(known, "success", kept)
    if success is not None and np.all((success == 0) | (success == 1)):
        trials["success"] = success.astype(np.uint8)
    steps = np.arange(1, len(trial) + 1, dtype=np.int64)
    return {
        "layout": NAME,
        "bin_s": width,
        "activity_kind": "counts",
        "notes": (
            f"Spikes are counted in bins of {width:g} s from the start of each interval ({count} {kind}).",
        ),
        "blocks": (Block(1, "recording", None),),
        "_decoders": (),
        "_bins": {
            "block": np.ones(len(trial), dtype=np.int64),
            "trial": trial,
            "time": steps - np.repeat(np.cumsum(number) - number, number),
            "usable": (~excused)[trial - 1].astype(np.uint8),
            "target_deg": target[trial - 1],
            "activity": counts,
        },
        "_velocity": {},
        "_progress": {},
        "_trials": trials,
    }


def _intervals(
    variables: Mapping[str, Any], spikes: list[FloatArray]
) -> tuple[FloatArray, FloatArray, str, Array | None]:
    for kind in ("trials", "epochs"):
        table = variables.get(kind) or {}
        if "start_time" in table and "stop_time" in table:
            start = np.asarray(table["start_time"], dtype=np.float64)
            stop = np.asarray(table["stop_time"], dtype=np.float64)
            order = np.argsort(start, kind="stable")
            return start[order], stop[order], kind, order if kind == "trials" else None
    observed = [row for rows in variables.get("obs_intervals", []) for row in rows]
    stretches = np.unique(np.array(observed).reshape(-1, 2), axis=0)
    if len(stretches) and np.all(stretches[1:, 0] >= stretches[:-1, 1]):
        return stretches[:, 0], stretches[:, 1], "observed intervals", None
    times = np.concatenate([unit for unit in spikes if unit.size] or [np.zeros(1)])
    return np.array([times.min()]), np.array([times.max()]), "from the first spike to the last", None


def _counted(times: FloatArray, start: FloatArray, number: Array, width: float) -> FloatArray:
    found = []
    for begin, bins in zip(start, number, strict=True):
        edges = begin + width * np.arange(bins + 1)
        found.append(np.diff(np.searchsorted(times, edges)))
    return np.concatenate(found).astype(np.float64)


def _column(table: Mapping[str, Any], name: str, kept: Array | None) -> FloatArray | None:
    values = table.get(name)
    if values is None or kept is None or np.asarray(values).dtype.kind not in "biuf":
        return None
    return np.asarray(values, dtype=np.float64)[kept]
