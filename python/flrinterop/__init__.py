"""Predict how fast a recurrent network learns from its activity before learning, and simulate it learning.

A C# core behind a Python package. Importing it starts nothing: each name is loaded when it is first used, and
the .NET runtime starts with the first call that computes.

Source: T. Kurikawa & K. Kaneko, "Fluctuation-Learning Relationship in Recurrent Neural Networks", Nature
Communications 16 (2025), doi 10.1038/s41467-025-64976-w.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from . import couplings, rules, tasks
    from ._activity import Activity
    from ._centre_out import CentreOutMeasurement, CentreOutModel, CentreOutPrediction, CentreOutRecording
    from ._comparison import Comparison
    from ._coupling import Coupling
    from ._doctor import doctor
    from ._dynamics import fixed_point, respond, simulate, stability
    from ._errors import (
        FlrError,
        FormatError,
        NumericalError,
        ParameterError,
        RuntimeNotFoundError,
        ShapeError,
        UnknownNameError,
    )
    from ._files import load
    from ._fit import FlrFit
    from ._fitting import fit
    from ._fixed_point import FixedPoint, Stability
    from ._latent_decoder import LatentDecoder
    from ._learning import learn
    from ._learning_run import LearningRun
    from ._loading import load_session
    from ._measurement import SpeedMeasurement
    from ._network import Network
    from ._onset import OnsetPrediction, predict_onset
    from ._periodic_activity import PeriodicActivity
    from ._periodic_measurement import PeriodicMeasurement
    from ._periodic_prediction import PeriodicPrediction
    from ._prediction import SpeedPrediction
    from ._session import BciSession
    from ._speeds import compare, measure_speed, predict_speed
    from ._susceptibility import Susceptibility

_HOME = {
    "Activity": "_activity",
    "BciSession": "_session",
    "CentreOutMeasurement": "_centre_out",
    "CentreOutModel": "_centre_out",
    "CentreOutPrediction": "_centre_out",
    "CentreOutRecording": "_centre_out",
    "Comparison": "_comparison",
    "Coupling": "_coupling",
    "FixedPoint": "_fixed_point",
    "FlrError": "_errors",
    "FlrFit": "_fit",
    "FormatError": "_errors",
    "LatentDecoder": "_latent_decoder",
    "LearningRun": "_learning_run",
    "Network": "_network",
    "NumericalError": "_errors",
    "OnsetPrediction": "_onset",
    "ParameterError": "_errors",
    "PeriodicActivity": "_periodic_activity",
    "PeriodicMeasurement": "_periodic_measurement",
    "PeriodicPrediction": "_periodic_prediction",
    "RuntimeNotFoundError": "_errors",
    "ShapeError": "_errors",
    "SpeedMeasurement": "_measurement",
    "SpeedPrediction": "_prediction",
    "Stability": "_fixed_point",
    "Susceptibility": "_susceptibility",
    "UnknownNameError": "_errors",
    "compare": "_speeds",
    "doctor": "_doctor",
    "fit": "_fitting",
    "fixed_point": "_dynamics",
    "learn": "_learning",
    "load": "_files",
    "load_session": "_loading",
    "measure_speed": "_speeds",
    "predict_onset": "_onset",
    "predict_speed": "_speeds",
    "respond": "_dynamics",
    "simulate": "_dynamics",
    "stability": "_dynamics",
}
_MODULES = ("couplings", "rules", "tasks")

__all__ = [
    "Activity",
    "BciSession",
    "CentreOutMeasurement",
    "CentreOutModel",
    "CentreOutPrediction",
    "CentreOutRecording",
    "Comparison",
    "Coupling",
    "FixedPoint",
    "FlrError",
    "FlrFit",
    "FormatError",
    "LatentDecoder",
    "LearningRun",
    "Network",
    "NumericalError",
    "OnsetPrediction",
    "ParameterError",
    "PeriodicActivity",
    "PeriodicMeasurement",
    "PeriodicPrediction",
    "RuntimeNotFoundError",
    "ShapeError",
    "SpeedMeasurement",
    "SpeedPrediction",
    "Stability",
    "Susceptibility",
    "UnknownNameError",
    "__version__",
    "compare",
    "couplings",
    "doctor",
    "fit",
    "fixed_point",
    "learn",
    "load",
    "load_session",
    "measure_speed",
    "predict_onset",
    "predict_speed",
    "respond",
    "rules",
    "simulate",
    "stability",
    "tasks",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
