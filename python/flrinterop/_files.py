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
    "activity": ("_activity", "Activity"),
    "auto-association": ("_tasks.auto_association", "AutoAssociation"),
    "bci-measurement": ("bci", "Measurement"),
    "bci-recording": ("bci", "Recording"),
    "centre-out": ("_tasks.centre_out", "CentreOut"),
    "centre-out-model": ("bci", "Model"),
    "comparison": ("_comparison", "Comparison"),
    "cosine-wave": ("_tasks.cosine_wave", "CosineWave"),
    "coupling": ("_coupling", "Coupling"),
    "decoder-baseline": ("_baselines", "DecoderBaseline"),
    "decoder-prediction": ("_decoder_prediction", "DecoderPrediction"),
    "decoder-ranking": ("_ranking", "DecoderRanking"),
    "diagnostics": ("_diagnostics", "Diagnostics"),
    "direction-pairs": ("_directions", "DirectionPairs"),
    "directions": ("_directions", "Directions"),
    "factor-analysis": ("_factors", "FactorAnalysis"),
    "fit": ("_fit", "FlrFit"),
    "fixed-point": ("_fixed_point", "FixedPoint"),
    "input-output-map": ("tasks", "InputOutputMap"),
    "interference-measurement": ("_interference", "InterferenceMeasurement"),
    "interference-prediction": ("_interference", "InterferencePrediction"),
    "landscape": ("_landscape", "Landscape"),
    "latent-decoder": ("_decoders", "LatentDecoder"),
    "learning-order": ("_learning_order", "LearningOrder"),
    "learning-run": ("_learning_run", "LearningRun"),
    "letter-trajectory": ("_tasks.letter_trajectory", "LetterTrajectory"),
    "network": ("_network", "Network"),
    "onset-prediction": ("_onset", "OnsetPrediction"),
    "periodic-activity": ("_periodic_activity", "PeriodicActivity"),
    "periodic-measurement": ("_periodic_measurement", "PeriodicMeasurement"),
    "periodic-prediction": ("_periodic_prediction", "PeriodicPrediction"),
    "pooled-fit": ("_pooling", "PooledFit"),
    "session": ("_session", "BciSession"),
    "simulated-session": ("_simulated", "SimulatedSession"),
    "speed-measurement": ("_measurement", "SpeedMeasurement"),
    "speed-prediction": ("_prediction", "SpeedPrediction"),
    "stability": ("_fixed_point", "Stability"),
    "state-fit": ("_states", "StateFit"),
    "surrogate": ("_surrogate", "Surrogate"),
    "surrogate-learning": ("_surrogate", "SurrogateLearning"),
    "susceptibility": ("_susceptibility", "Susceptibility"),
    "time-prediction": ("_time_prediction", "TimePrediction"),
    "time-series": ("_tasks.time_series", "TimeSeries"),
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
