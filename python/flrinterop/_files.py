"""Nouns in files: Arrow IPC, self-describing, the same for Python and C#."""

from __future__ import annotations

import os
from importlib import import_module

import numpy as np

from . import _arrow, _require
from ._errors import FormatError
from ._noun import Noun
from ._provenance import Provenance

_HOME = {
    "auto-association": ("_tasks.auto_association", "AutoAssociation"),
    "centre-out": ("_tasks.centre_out", "CentreOut"),
    "centre-out-measurement": ("_centre_out", "CentreOutMeasurement"),
    "centre-out-model": ("_centre_out", "CentreOutModel"),
    "centre-out-prediction": ("_centre_out", "CentreOutPrediction"),
    "centre-out-recording": ("_centre_out", "CentreOutRecording"),
    "latent-decoder": ("_latent_decoder", "LatentDecoder"),
    "cosine-wave": ("_tasks.cosine_wave", "CosineWave"),
    "letter-trajectory": ("_tasks.letter_trajectory", "LetterTrajectory"),
    "time-series": ("_tasks.time_series", "TimeSeries"),
    "periodic-activity": ("_periodic_activity", "PeriodicActivity"),
    "periodic-prediction": ("_periodic_prediction", "PeriodicPrediction"),
    "periodic-measurement": ("_periodic_measurement", "PeriodicMeasurement"),
    "onset-prediction": ("_onset", "OnsetPrediction"),
    "activity": ("_activity", "Activity"),
    "comparison": ("_comparison", "Comparison"),
    "coupling": ("_coupling", "Coupling"),
    "diagnostics": ("_diagnostics", "Diagnostics"),
    "direction-pairs": ("_directions", "DirectionPairs"),
    "directions": ("_directions", "Directions"),
    "fit": ("_fit", "FlrFit"),
    "fixed-point": ("_fixed_point", "FixedPoint"),
    "input-output-map": ("tasks", "InputOutputMap"),
    "interference-measurement": ("_interference", "InterferenceMeasurement"),
    "interference-prediction": ("_interference", "InterferencePrediction"),
    "landscape": ("_landscape", "Landscape"),
    "learning-order": ("_learning_order", "LearningOrder"),
    "network": ("_network", "Network"),
    "session": ("_session", "BciSession"),
    "speed-measurement": ("_measurement", "SpeedMeasurement"),
    "learning-run": ("_learning_run", "LearningRun"),
    "speed-prediction": ("_prediction", "SpeedPrediction"),
    "stability": ("_fixed_point", "Stability"),
    "susceptibility": ("_susceptibility", "Susceptibility"),
    "time-prediction": ("_time_prediction", "TimePrediction"),
}


def load(path: str | os.PathLike[str]) -> Noun:
    """Bring back what ``.save(path)`` wrote, here or in C#.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Noun
        A Coupling, Network, task, BciSession, or any result; its ``provenance`` is the one it was
        saved with.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    FormatError
        It is no Arrow IPC file of this library.

    Examples
    --------
    >>> import flrinterop as flr, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "coupling.arrow"
    ...     flr.couplings.gaussian(10, rng=1).save(path)
    ...     flr.load(path).units
    10
    """
    parts = _arrow.load(_require.path(path))
    if parts.kind not in _HOME:
        raise FormatError(f"'{path}' holds a '{parts.kind}', expected one of: {', '.join(sorted(_HOME))}")
    module, name = _HOME[parts.kind]
    noun: type[Noun] = getattr(import_module(f".{module}", __package__), name)
    arrays = {name: np.asarray(values) for name, values in parts.arrays.items()}
    return noun._unpack(parts.fields, arrays, Provenance.from_dict(parts.provenance))
