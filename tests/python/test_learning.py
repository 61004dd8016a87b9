"""The whole course of learning; against a plain loop it is held in test_rules.py."""

from pathlib import Path

import numpy as np
import pytest

import flrinterop as flr

UNITS = 15
TOGETHER = 1e-9


def test_a_map_that_is_not_learned_says_so() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), gain=0.5)
    run = flr.learn(net, flr.tasks.InputOutputMap.random(UNITS, 2, rng=2), rate=1e-6, duration=5, rng=1)
    assert run.map_status == ("threshold not reached",) * 2
    assert np.isnan(run.time_to_threshold).all()
    assert run.to_pandas().shape == (run.times.size * 2, 4)


def test_learning_together_makes_one_coupling() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, rng=1), gain=0.5)
    task = flr.tasks.InputOutputMap.random(UNITS, 2, rng=2)
    run = flr.learn(net, task, rate=0.1, duration=5, together=True, rng=1)
    assert run.couplings.shape == (UNITS, UNITS)
    assert run.overlap.shape == (2, run.times.size)


@pytest.mark.parametrize("rule", ["hebbian", "oja"])
@pytest.mark.parametrize("kind", ["dense", "low-rank", "hopfield"])
def test_maps_learned_together_keep_the_structure(rule: str, kind: str, tmp_path: Path) -> None:
    units, maps, rate, step, steps = 60, 5, 0.8, 0.1, 80
    task = flr.tasks.InputOutputMap.random(units, maps, rng=2)
    before = {
        "dense": flr.couplings.gaussian(units, strength=0.8, rng=1),
        "low-rank": flr.couplings.pre_embedded(units=units, maps=2, scale=0.4, rng=1),
        "hopfield": flr.couplings.hopfield(flr.tasks.InputOutputMap.random(units, 2, rng=4).targets),
    }[kind]
    net = flr.Network(before, gain=0.7, noise=0, input_strength=0.5)
    run = flr.learn(
        net, task, rule, rate=rate, duration=steps * step, step=step, every=1, together=True, rng=3
    )
    assert run.start is not None
    assert run.matrices is None
    weights, x = np.array(before.dense()), np.zeros((maps, units))
    for place in range(steps):
        np.testing.assert_allclose(run.overlap[:, place], (task.targets * x).mean(axis=1), atol=TOGETHER)
        teacher = place % maps
        xi = task.targets[teacher]
        change = np.outer(xi, x[teacher]) - ((xi**2)[:, None] * weights if rule == "oja" else 0)
        x = x + step * (np.tanh(0.7 * (x @ weights.T + 0.5 * task.inputs)) - x)
        weights = weights + rate * step / units * change
    np.testing.assert_allclose(run.couplings, weights, atol=TOGETHER)
    assert run.coupling().nbytes == before.nbytes + 16 * units * maps
    with pytest.raises(flr.ParameterError, match="index is 1"):
        run.coupling(1)
    run.save(tmp_path / "run.arrow")
    again = flr.load(tmp_path / "run.arrow")
    assert isinstance(again, flr.LearningRun)
    np.testing.assert_array_equal(again.couplings, run.couplings)


@pytest.mark.parametrize("rule", [flr.rules.Oja(), flr.rules.Covariance, "gradient", flr.rules.Force()])
def test_rules_measure_what_they_predict(rule: object) -> None:
    net = flr.Network(flr.couplings.gaussian(40, strength=0.7, rng=1), gain=0.8, noise=0, input_strength=0.5)
    task = flr.tasks.InputOutputMap.random(40, 3, rng=2)
    told, seen = flr.predict_speed(net, task, rule), flr.measure_speed(net, task, rule, trials=1, rng=1)
    np.testing.assert_allclose(seen.speed, told.speed, rtol=0.01)


@pytest.mark.parametrize("keep", [True, False])
def test_what_was_learned_before_ctrl_c_is_kept_where_asked(keep: bool) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0:
            raise KeyboardInterrupt

    net = flr.Network(flr.couplings.gaussian(100, rng=1))
    task = flr.tasks.InputOutputMap.random(100, 8, rng=2)
    arguments = {"rate": 1e-3, "duration": 1e6, "every": 10, "rng": 3, "progress": stop}
    if not keep:
        with pytest.raises(KeyboardInterrupt):
            flr.learn(net, task, "hebbian", **arguments)
        return
    run = flr.learn(net, task, "hebbian", **arguments, keep_partial=True)
    assert "cancelled" in run.status
    assert 0 < run.times.size < 1e6
    assert run.overlap.shape == (8, run.times.size)
    assert np.isfinite(run.overlap).all()
    whole = flr.learn(net, task, "hebbian", rate=1e-3, duration=20, every=10, rng=3)
    shared = min(run.times.size, whole.times.size)
    np.testing.assert_array_equal(run.overlap[:, :shared], whole.overlap[:, :shared])


def test_what_is_learned_keeps_its_structure(tmp_path: Path) -> None:
    maps = flr.tasks.InputOutputMap.random(UNITS, 3, rng=2)
    net = flr.Network(flr.couplings.pre_embedded(units=UNITS, maps=2, rng=1), gain=0.5)
    kept = flr.learn(net, maps, "oja", rate=0.5, duration=5, rng=3)
    matrices = flr.learn(net, maps, "kurikawa-kaneko", rate=0.5, duration=5, rng=3)
    assert matrices.start is None
    assert matrices.couplings.shape == (3, UNITS, UNITS)
    assert kept.start is not None
    assert kept.kept is not None
    assert kept.left is not None
    assert kept.right is not None
    assert kept.coupling(1).nbytes < 8 * UNITS**2
    plain = kept.kept[1] * kept.start.dense() + np.outer(kept.left[1], kept.right[1])
    np.testing.assert_allclose(kept.couplings[1], plain, atol=1e-14)
    kept.save(tmp_path / "run.arrow")
    again = flr.load(tmp_path / "run.arrow")
    assert isinstance(again, flr.LearningRun)
    np.testing.assert_array_equal(again.couplings, kept.couplings)
    assert "two vectors a map" in kept.form
    np.testing.assert_array_equal(matrices.coupling(2).dense(), matrices.couplings[2])
    with pytest.raises(flr.ParameterError, match="index is 3"):
        kept.coupling(3)


def test_matrices_that_no_memory_holds_are_refused_at_once() -> None:
    net = flr.Network(flr.couplings.pre_embedded(units=1_000_000, maps=2, rng=1))
    maps = flr.tasks.InputOutputMap.random(1_000_000, 1, rng=2)
    with pytest.raises(flr.ParameterError, match="8 TB for what is learned"):
        flr.learn(net, maps, "kurikawa-kaneko", rate=0.1, duration=0.2)


def test_a_run_keeps_to_its_memory_limit() -> None:
    net = flr.Network(flr.couplings.pre_embedded(units=300, maps=2, rng=1), gain=0.5)
    task = flr.tasks.InputOutputMap.random(300, 2, rng=2)
    arguments = {"rate": 0.1, "duration": 2, "threads": 1, "rng": 3}
    kept = flr.learn(net, task, memory_limit=1_000_000, **arguments)
    matrices = flr.learn(net, task, keep_structure=False, **arguments)
    assert kept.start is not None
    assert matrices.start is None
    np.testing.assert_allclose(kept.overlap, matrices.overlap, atol=TOGETHER)
    with pytest.raises(flr.ParameterError, match=r"1\.4 MB for what is learned .* at most 1 MB"):
        flr.learn(net, task, keep_structure=False, memory_limit=1_000_000, **arguments)
    for measure in (flr.measure_speed, flr.measure_interference):
        with pytest.raises(flr.ParameterError, match=r"7\.2 MB: 10 matrices"):
            measure(net, task, threads=1, memory_limit=1_000_000)
    with pytest.raises(flr.ParameterError, match="memory_limit"):
        flr.learn(net, task, memory_limit=0, **arguments)
