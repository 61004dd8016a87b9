"""Equal seeds give equal bits: in C# and in Python, on one thread and on two."""

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

import flrinterop as flr

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "csharp" / "LearningSpeed" / "bin" / "Release" / "net10.0" / "LearningSpeed.dll"
NUMBER = r"(-?[\d.]+(?:E-?\d+)?)"


def network() -> flr.Network:
    known = flr.couplings.pre_embedded(units=100, maps=5, scale=0.5, rng=1)
    background = flr.couplings.gaussian(units=100, strength=0.7, symmetry=1.0, rng=2)
    return flr.Network(known + background, gain=0.5, noise=1e-3, input_strength=0.2)


def test_the_example_in_csharp_prints_the_numbers_of_python() -> None:
    if not EXAMPLE.exists():
        pytest.fail(f"{EXAMPLE.relative_to(ROOT)} is not built. Run make build")
    printed = subprocess.run(["dotnet", str(EXAMPLE)], capture_output=True, text=True, check=True).stdout
    net = network()
    rest = flr.simulate(net, trials=64, duration=500, rng=4)
    task = flr.tasks.InputOutputMap.at_angles(rest, maps=40, rng=3)
    seen = flr.measure_speed(net, task, rng=5)
    told = [
        flr.predict_speed(rest, task),
        flr.predict_speed(rest, task, relation="flr2"),
        flr.predict_speed(net, task),
    ]
    for label, name in (("R²", "r2"), ("slope", "slope"), ("Spearman", "spearman")):
        lines = re.findall(rf"{label} +{NUMBER}  \({NUMBER} … {NUMBER}\)", printed)
        assert len(lines) == len(told)
        for line, prediction in zip(lines, told, strict=True):
            found = flr.compare(prediction, seen)
            assert tuple(map(float, line)) == (getattr(found, name), *getattr(found, f"{name}_interval"))
    first = re.search(rf"map 0: {NUMBER}, {NUMBER}", printed)
    assert first is not None
    assert tuple(map(float, first.groups())) == (told[2].speed[0], seen.speed[0])


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_threads_change_no_bit_and_trials_do_not_know_of_each_other(dtype: str) -> None:
    record = ("mean", "covariance", "samples")
    net = network()
    options = {"duration": 5, "transient": 1, "record": record, "dtype": dtype, "rng": 6}
    one = flr.simulate(net, trials=64, threads=1, **options)
    two = flr.simulate(net, trials=64, threads=2, **options)
    five = flr.simulate(net, trials=5, threads=2, **options)
    single = flr.simulate(net, trials=1, **options)
    for name in record:
        assert np.array_equal(getattr(one, name), getattr(two, name))
    assert np.array_equal(one.samples[:5], five.samples)
    assert np.array_equal(one.samples[:1], single.samples)


def test_an_evoked_run_has_the_same_bits_on_any_number_of_threads() -> None:
    net = network()
    task = flr.tasks.InputOutputMap.random(units=100, maps=3, rng=1)
    one, two = (
        flr.simulate(net, task, state="evoked", trials=9, duration=5, threads=threads, rng=7)
        for threads in (1, 2)
    )
    assert np.array_equal(one.covariance, two.covariance)
    assert np.array_equal(one.mean, two.mean)
    measured = [
        flr.measure_speed(net, task, trials=9, duration=5, threads=threads, rng=7).speed for threads in (1, 2)
    ]
    assert np.array_equal(*measured)
