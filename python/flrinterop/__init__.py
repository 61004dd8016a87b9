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
    from . import bci, couplings, rules, tasks
    from ._activity import Activity
    from ._baselines import DecoderBaseline
    from ._comparison import Comparison
    from ._coupling import Coupling
    from ._decoder_prediction import DecoderPrediction, predict_decoder
    from ._decoders import LatentDecoder
    from ._diagnostics import Diagnostics
    from ._directions import DirectionPairs, Directions
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
    from ._experiment import Experiment
    from ._factoring import factor_analysis, subspace_angles
    from ._factors import FactorAnalysis
    from ._files import load
    from ._fit import FlrFit
    from ._fitting import fit
    from ._fixed_point import FixedPoint, Stability
    from ._interference import InterferenceMeasurement, InterferencePrediction
    from ._landscape import Landscape
    from ._learning import learn
    from ._learning_order import LearningOrder
    from ._learning_run import LearningRun
    from ._loading import load_session
    from ._looking import best_directions, best_pairs, diagnose, landscape
    from ._measurement import SpeedMeasurement
    from ._network import Network
    from ._onset import OnsetPrediction, predict_onset
    from ._periodic_activity import PeriodicActivity
    from ._periodic_measurement import PeriodicMeasurement
    from ._periodic_prediction import PeriodicPrediction
    from ._pooling import PooledFit, fit_many
    from ._prediction import SpeedPrediction
    from ._rank import rank_decoders
    from ._ranking import DecoderRanking
    from ._running import run
    from ._session import BciSession
    from ._simulated import SimulatedSession, simulate_session
    from ._speeds import compare, measure_speed, predict_speed
    from ._states import StateFit, fit_by_state
    from ._surrogate import Surrogate, SurrogateLearning, surrogate
    from ._susceptibility import Susceptibility
    from ._theory import (
        measure_interference,
        order_of_learning,
        predict_interference,
        predict_learning_time,
        times_in_order,
    )
    from ._time_prediction import TimePrediction

_HOME = {
    "Activity": "_activity",
    "BciSession": "_session",
    "Comparison": "_comparison",
    "Coupling": "_coupling",
    "DecoderBaseline": "_baselines",
    "DecoderPrediction": "_decoder_prediction",
    "DecoderRanking": "_ranking",
    "Diagnostics": "_diagnostics",
    "DirectionPairs": "_directions",
    "Directions": "_directions",
    "Experiment": "_experiment",
    "FactorAnalysis": "_factors",
    "FixedPoint": "_fixed_point",
    "FlrError": "_errors",
    "FlrFit": "_fit",
    "FormatError": "_errors",
    "InterferenceMeasurement": "_interference",
    "InterferencePrediction": "_interference",
    "Landscape": "_landscape",
    "LatentDecoder": "_decoders",
    "LearningOrder": "_learning_order",
    "LearningRun": "_learning_run",
    "Network": "_network",
    "NumericalError": "_errors",
    "OnsetPrediction": "_onset",
    "ParameterError": "_errors",
    "PeriodicActivity": "_periodic_activity",
    "PeriodicMeasurement": "_periodic_measurement",
    "PeriodicPrediction": "_periodic_prediction",
    "PooledFit": "_pooling",
    "RuntimeNotFoundError": "_errors",
    "ShapeError": "_errors",
    "SimulatedSession": "_simulated",
    "SpeedMeasurement": "_measurement",
    "SpeedPrediction": "_prediction",
    "Stability": "_fixed_point",
    "StateFit": "_states",
    "Surrogate": "_surrogate",
    "SurrogateLearning": "_surrogate",
    "Susceptibility": "_susceptibility",
    "TimePrediction": "_time_prediction",
    "UnknownNameError": "_errors",
    "best_directions": "_looking",
    "best_pairs": "_looking",
    "compare": "_speeds",
    "diagnose": "_looking",
    "doctor": "_doctor",
    "factor_analysis": "_factoring",
    "fit": "_fitting",
    "fit_by_state": "_states",
    "fit_many": "_pooling",
    "fixed_point": "_dynamics",
    "landscape": "_looking",
    "learn": "_learning",
    "load": "_files",
    "load_session": "_loading",
    "measure_interference": "_theory",
    "measure_speed": "_speeds",
    "order_of_learning": "_theory",
    "predict_decoder": "_decoder_prediction",
    "predict_interference": "_theory",
    "predict_learning_time": "_theory",
    "predict_onset": "_onset",
    "predict_speed": "_speeds",
    "rank_decoders": "_rank",
    "respond": "_dynamics",
    "run": "_running",
    "simulate": "_dynamics",
    "simulate_session": "_simulated",
    "stability": "_dynamics",
    "subspace_angles": "_factoring",
    "surrogate": "_surrogate",
    "times_in_order": "_theory",
}
_MODULES = ("bci", "couplings", "rules", "tasks")

__all__ = [
    "Activity",
    "BciSession",
    "Comparison",
    "Coupling",
    "DecoderBaseline",
    "DecoderPrediction",
    "DecoderRanking",
    "Diagnostics",
    "DirectionPairs",
    "Directions",
    "Experiment",
    "FactorAnalysis",
    "FixedPoint",
    "FlrError",
    "FlrFit",
    "FormatError",
    "InterferenceMeasurement",
    "InterferencePrediction",
    "Landscape",
    "LatentDecoder",
    "LearningOrder",
    "LearningRun",
    "Network",
    "NumericalError",
    "OnsetPrediction",
    "ParameterError",
    "PeriodicActivity",
    "PeriodicMeasurement",
    "PeriodicPrediction",
    "PooledFit",
    "RuntimeNotFoundError",
    "ShapeError",
    "SimulatedSession",
    "SpeedMeasurement",
    "SpeedPrediction",
    "Stability",
    "StateFit",
    "Surrogate",
    "SurrogateLearning",
    "Susceptibility",
    "TimePrediction",
    "UnknownNameError",
    "__version__",
    "bci",
    "best_directions",
    "best_pairs",
    "compare",
    "couplings",
    "diagnose",
    "doctor",
    "factor_analysis",
    "fit",
    "fit_by_state",
    "fit_many",
    "fixed_point",
    "landscape",
    "learn",
    "load",
    "load_session",
    "measure_interference",
    "measure_speed",
    "order_of_learning",
    "predict_decoder",
    "predict_interference",
    "predict_learning_time",
    "predict_onset",
    "predict_speed",
    "rank_decoders",
    "respond",
    "rules",
    "run",
    "simulate",
    "simulate_session",
    "stability",
    "subspace_angles",
    "surrogate",
    "tasks",
    "times_in_order",
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
