"""The surface: names, arguments and defaults that notebooks, examples and outside checks rely on."""

from __future__ import annotations

import inspect
import subprocess
import sys
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

import flrinterop as flr
from flrinterop import _bridge

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "scipy", "pandas", "matplotlib", "pyarrow", "pythonnet", "clr", "tqdm")

SIGNATURES = {
    "simulate": "(network, task=None, *, state='spontaneous', trials=64, duration=200.0, step=0.1, "
    "transient=20.0, record=('mean', 'covariance'), lags=0, lag_every=1, integrator='euler-maruyama', "
    "initial=None, dtype='float64', threads=None, rng=None, progress=False)",
    "respond": "(source, estimator='equal-time', *, input=None, trials=16, duration=None, step=0.1, "
    "force=1e-06, threads=None, rng=None)",
    "fixed_point": "(network, input=None)",
    "stability": "(network, state, input=None)",
    "predict_speed": "(source, task, rule='hebbian', *, relation='flr1', estimator=None, evoked=None, "
    "step=None, follow_slope=False)",
    "predict_onset": "(source, task, *, estimator=None)",
    "measure_speed": "(network, task, rule='hebbian', *, rate=None, trials=64, duration=None, step=0.1, "
    "threads=None, memory_limit=None, rng=None, progress=False)",
    "predict_learning_time": "(source, task, rule='hebbian', *, threshold=0.8, method=None, estimator=None, "
    "evoked=None, threads=None, progress=False)",
    "predict_interference": "(source, task, rule='hebbian', *, estimator=None, evoked=None)",
    "measure_interference": "(network, task, rule='hebbian', *, rate=None, trials=64, duration=None, "
    "step=0.1, threads=None, memory_limit=None, rng=None, progress=False)",
    "order_of_learning": "(network, task, rule='hebbian', *, threshold=0.8, random_orders=0, threads=None, "
    "rng=0, progress=False)",
    "times_in_order": "(network, task, rule='hebbian', order=None, *, threshold=0.8)",
    "best_directions": "(source, count=10, *, orthogonal_to=None, within=None, readout=None, novelty=None, "
    "novelty_from=None, estimator=None)",
    "best_pairs": "(source, count=10, *, orthogonal_to=None, within=None, readout=None, novelty=None, "
    "novelty_from=None, estimator=None)",
    "diagnose": "(source, input=None)",
    "landscape": "(activity, target, input, bins=40)",
    "compare": "(predicted, measured, *, resamples=10000, rng=0)",
    "load_session": "(path=None, *, bins=None, trials=None, units=None, decoders=None, blocks=None, "
    "notes=(), bin_s=None)",
    "load": "(path)",
    "doctor": "()",
    "Experiment": "(networks, tasks, rules=('hebbian',), seeds=(0,), predictions=(('flr1', 'linearised'), "
    "('flr1', 'equal-time'), ('flr2', 'equal-time')), simulate=<factory>, measure=<factory>, evoked=False)",
    "run": "(experiment, *, directory, client=None, resume=True, progress=False)",
    "fit": "(session, *, covariance='residual', measure='slope', covariate=None, rng=0, progress=False)",
    "factor_analysis": "(counts, dimensions=None, *, trials=None, candidates=None, standardise=True, "
    "starts=3, tolerance=1e-08, max_iterations=2000, folds=4, rng=0, progress=False)",
    "subspace_angles": "(A, B, *, degrees=False)",
    "predict_decoder": "(baseline, decoder, wanted_speed)",
    "surrogate": "(session, *, covariance='residual', slowest=50.0)",
    "Network": "(coupling, gain=1.0, noise=0.001, input_strength=1.0, transfer='tanh', mask=None, dale=None)",
    "couplings.gaussian": "(units, strength=1.0, symmetry=0.0, rng=None)",
    "couplings.sparse": "(units, in_degree, strength=1.0, rng=None)",
    "couplings.low_rank": "(left, right)",
    "couplings.hopfield": "(patterns)",
    "couplings.pre_embedded": "(units=None, maps=None, rng=None, *, inputs=None, targets=None, scale=1.0)",
    "couplings.from_array": "(weights)",
    "couplings.from_scipy": "(matrix)",
    "tasks.InputOutputMap": "(inputs, targets)",
    "tasks.InputOutputMap.random": "(units, maps, rng=None)",
    "tasks.AutoAssociation": "(patterns, cue=0.2, rng=None)",
    "tasks.AutoAssociation.random": "(units, maps, cue=0.2, rng=None)",
    "tasks.CentreOut": "(decoder, cues, directions, wanted_speed=1.0)",
    "tasks.CentreOut.predict": "(self, source)",
    "bci.model": "(units=100, disorder=0.2, noise=0.005, amplitude=0.35, rng=0)",
    "bci.record": "(model, trials=40, bins=10, interval=10.0, *, rng=None)",
    "bci.measure": "(model, decoder, wanted_speed, *, repeats=3, step=0.05, settle=50.0, duration=120.0, "
    "rate=None, trained_target=None, rng=None)",
    "bci.Model": "(network, cues, directions)",
    "tasks.CentreOut.measure": "(self, network, *, repeats=3, step=0.05, settle=50.0, duration=120.0, "
    "rate=None, trained_target=None, rng=None)",
    "LatentDecoder": "(readout, projection=None, mean=None, scale=None, offset=None)",
    "LatentDecoder.fit": "(projection, activity, wanted, *, mean=None, scale=None)",
    "tasks.CosineWave": "(targets, omega, *, target_sine=None, cosine=None, sine=None, constant=None)",
    "tasks.CosineWave.random": "(units, maps, omega, phases='two', rng=None)",
    "tasks.CosineWave.rhythm": "(units, maps, omega, rng=None)",
    "tasks.LetterTrajectory": "(letters, units, omega, harmonics=4, rng=None)",
    "tasks.LetterTrajectory.from_points": "(points, units, omega, harmonics=4, rng=None)",
    "tasks.TimeSeries": "(inputs, targets, step, harmonics=None)",
    "PeriodicActivity.from_samples": "(x, step, omega, harmonics=3)",
    "Susceptibility.at": "(self, omega)",
    "Activity.from_samples": "(x, step=None, state='spontaneous', noise=None)",
    "Activity.from_moments": "(mean, covariance, state='spontaneous', noise=None)",
    "BciSession.activity": "(self, block=None, covariance='residual')",
    "BciSession.validate": "(self)",
    "BciSession.describe": "(self)",
    "FlrFit.relate": "(self, predictor, speed)",
    "FlrFit.plot": "(self, ax=None)",
    "FlrFit.to_html": "(self, path=None)",
}

#: Where a verb's arguments are an operation's parameters under the same names.
OPERATIONS = {
    "simulate": "simulate",
    "respond": "respond",
    "fixed_point": "fixed_point",
    "stability": "stability",
    "predict_speed": "predict_speed",
    "predict_onset": "predict_onset",
    "measure_speed": "measure_speed",
    "bci.record": "bci.record",
    "bci.measure": "bci.measure",
    "rank_decoders": "rank_decoders",
    "simulate_session": "bci.session",
    "surrogate": "surrogate",
    "predict_learning_time": "predict_learning_time",
    "predict_interference": "predict_interference",
    "measure_interference": "measure_interference",
    "order_of_learning": "order_of_learning",
    "best_directions": "best_directions",
    "best_pairs": "best_pairs",
    "diagnose": "diagnose",
    "landscape": "landscape",
    "couplings.gaussian": "coupling.gaussian",
    "couplings.sparse": "coupling.sparse",
    "couplings.hopfield": "coupling.hopfield",
    "couplings.pre_embedded": "coupling.pre_embedded",
    "tasks.AutoAssociation": "task.auto_association",
    "tasks.AutoAssociation.random": "task.auto_association.random",
    "LatentDecoder.fit": "decoder.fit",
    "tasks.CosineWave.random": "task.cosine_wave.random",
    "tasks.CosineWave.rhythm": "task.cosine_wave.rhythm",
    "tasks.LetterTrajectory": "task.letter_trajectory",
    "tasks.LetterTrajectory.from_points": "task.letter_trajectory.from_points",
    "tasks.InputOutputMap.random": "task.input_output_map.random",
    "tasks.InputOutputMap.at_angles": "task.input_output_map.at_angles",
    "Activity.from_moments": "activity.from_moments",
}
#: Python's own, or meant to differ: a fresh key, and one default that names the estimator.
OWN = {"progress", "self"}
MAY_DIFFER = {"rng", "estimator"}
RESULTS = (
    "DecoderBaseline",
    "DecoderPrediction",
    "DecoderRanking",
    "FactorAnalysis",
    "PooledFit",
    "SimulatedSession",
    "StateFit",
    "Surrogate",
    "SurrogateLearning",
    "Activity",
    "BciSession",
    "bci.Measurement",
    "bci.Recording",
    "Comparison",
    "Diagnostics",
    "DirectionPairs",
    "Directions",
    "FixedPoint",
    "FlrFit",
    "InterferenceMeasurement",
    "InterferencePrediction",
    "Landscape",
    "LearningOrder",
    "OnsetPrediction",
    "PeriodicActivity",
    "PeriodicMeasurement",
    "PeriodicPrediction",
    "SpeedMeasurement",
    "SpeedPrediction",
    "Stability",
    "Susceptibility",
    "TimePrediction",
)


def found(name: str) -> Any:
    return reduce(getattr, name.split("."), flr)


def shown(name: str) -> str:
    signature = inspect.signature(found(name))
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()
    ]
    return str(inspect.Signature(bare))


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name: str) -> None:
    assert shown(name) == SIGNATURES[name]


@pytest.mark.parametrize("name", flr.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(flr, name)
    assert name in dir(flr)
    assert name == "__version__" or inspect.getdoc(value)


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = flr.no_such_name


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_has_what_results_have(name: str) -> None:
    kind = found(name)
    for member in (
        "to_pandas",
        "_repr_html_",
        "save",
        "__arrow_c_array__",
        "__arrow_c_stream__",
        "__arrow_c_schema__",
    ):
        assert callable(getattr(kind, member)), member
    assert {"status", "provenance"} <= set(kind.__dataclass_fields__)


@pytest.mark.parametrize("name", OPERATIONS)
def test_arguments_and_defaults_are_the_cores(name: str) -> None:
    core = {item["name"]: item for item in _bridge.describe()["operations"][OPERATIONS[name]]["parameters"]}
    own = {
        label: parameter
        for label, parameter in inspect.signature(found(name)).parameters.items()
        if label not in OWN
    }
    assert set(own) == set(core)
    for label in set(own) - MAY_DIFFER:
        default = own[label].default
        if core[label]["required"]:
            assert default is inspect.Parameter.empty, label
        elif default is not inspect.Parameter.empty:
            assert (list(default) if isinstance(default, tuple) else default) == core[label]["default"], label


def test_importing_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import flrinterop; new = set(sys.modules) - before; "
        f"print([name for name in {HEAVY!r} if name in new])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "python")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_version_is_the_packages() -> None:
    assert f'version = "{flr.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
