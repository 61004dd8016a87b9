"""Neurodata Without Borders (NWB) files, read with PyNWB."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ._errors import FormatError

#: The bin of the field's decoders, in s, where the caller says nothing.
BIN_S = 0.045


def read(path: Path, bin_s: float | None) -> Mapping[str, Any]:
    """Read units and intervals: spike_times, obs_intervals, trials, epochs and bin_s, where they are there.

    Parameters
    ----------
    path
        The file.
    bin_s
        The width of the bins in which spikes will be counted, in s; 0.045 where None.

    Raises
    ------
    FormatError
        PyNWB is not installed, or cannot read the file.
    """
    from ._containers import unreadable

    try:
        import pynwb
    except ImportError as error:
        raise FormatError(
            f"'{path.name}' is an NWB file, which PyNWB reads, and PyNWB is not installed. "
            'Hint: pip install "flrinterop[nwb]"'
        ) from error
    try:
        # what the file's makers should have written otherwise is nothing that its reader can act upon
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pynwb.NWBHDF5IO(str(path), "r") as stored:
                found = _parts(stored.read())
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise unreadable(path, "an NWB file", error) from error
    return {**found, "bin_s": BIN_S if bin_s is None else bin_s}


def _parts(stored: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    units = stored.units
    if units is not None and "spike_times" in units.colnames:
        found["spike_times"] = [
            np.asarray(units["spike_times"][unit], dtype=np.float64) for unit in range(len(units))
        ]
        if "obs_intervals" in units.colnames:
            found["obs_intervals"] = [
                np.asarray(units["obs_intervals"][unit], dtype=np.float64).reshape(-1, 2)
                for unit in range(len(units))
            ]
    if stored.trials is not None:
        found["trials"] = _columns(stored.trials)
    for name in ("epochs", "invalid_times"):
        table = stored.epochs if name == "epochs" else stored.invalid_times
        if table is not None:
            found[name] = _columns(table)
    for group in (stored.acquisition, stored.processing):
        for name in group:
            found.setdefault("other", []).append(str(name))
    return found


def _columns(table: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in table.colnames:
        values = np.asarray(table[name][:])
        if values.ndim == 1 and values.dtype.kind in "biufUO":
            found[name] = values
    return found
