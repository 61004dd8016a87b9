"""Patterns to be recalled, against plain NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import flrinterop as flr

EXACT = 1e-9
UNITS, MAPS, GAIN = 60, 3, 3.0


@pytest.fixture(scope="module")
def memory() -> flr.tasks.AutoAssociation:
    return flr.tasks.AutoAssociation.random(UNITS, MAPS, cue=0.2, rng=1)


@pytest.fixture(scope="module")
def network(memory: flr.tasks.AutoAssociation) -> flr.Network:
    return flr.Network(flr.couplings.hopfield(memory.patterns), gain=GAIN, noise=0, input_strength=0.4)


def rest(network: flr.Network, x: np.ndarray) -> np.ndarray:
    weights = network.coupling.dense()
    for _ in range(4000):
        x = x + 0.1 * (np.tanh(GAIN * (weights @ x)) - x)
    return x


def test_cues_have_a_fifth_of_the_signs_flipped(memory: flr.tasks.AutoAssociation) -> None:
    assert (memory.cues * memory.patterns < 0).mean(axis=1).tolist() == [0.2] * MAPS
    assert memory.flipped == pytest.approx(0.2)
    np.testing.assert_allclose(np.diag(memory.overlap(memory.cues)), 0.6)
    again = flr.tasks.AutoAssociation(memory.patterns, 0.2, rng=memory.seed)
    np.testing.assert_array_equal(again.cues, memory.cues)


def test_recall_is_where_a_plain_loop_ends(memory, network: flr.Network) -> None:
    ends = np.array([memory.patterns[k] @ rest(network, memory.cues[k]) / UNITS for k in range(MAPS)])
    np.testing.assert_allclose(memory.recall(network), ends, atol=1e-6)
    np.testing.assert_allclose(memory.recall(network, flipped=0.2), ends, atol=1e-6)
    assert (memory.recall(network, flipped=0) > 0.9).all()


def test_basins_are_where_recall_ends(memory, network: flr.Network) -> None:
    basin = memory.basin(network, step=0.1)
    assert basin.shape == (MAPS,)
    own = memory.recall(network, flipped=0)
    for place, size in enumerate(basin):
        assert memory.recall(network, flipped=float(size))[place] >= 0.9 * own[place]
    assert (memory.basin(flr.Network(network.coupling, gain=0.1)) == 0).all()


def test_energy_is_its_formula_and_falls(memory, network: flr.Network) -> None:
    x, eta = 0.5 * memory.cues[0], memory.cues[0]
    weights = network.coupling.dense()
    entropy = (x * np.arctanh(x) + 0.5 * np.log(1 - x**2)).sum() / GAIN
    expected = -0.5 * x @ weights @ x - 0.4 * eta @ x + entropy
    assert memory.energy(network, x, eta) == pytest.approx(expected, rel=EXACT)
    assert memory.energy(network, rest(network, x)) < memory.energy(network, x)


def test_verbs_take_it_as_its_pairs(memory: flr.tasks.AutoAssociation) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.7, rng=1), gain=0.7, noise=0, input_strength=0.4)
    pairs = memory.to_maps()
    np.testing.assert_array_equal(flr.predict_speed(net, memory).speed, flr.predict_speed(net, pairs).speed)
    seen, same = (flr.measure_speed(net, task, trials=1, rng=1).speed for task in (memory, pairs))
    np.testing.assert_array_equal(seen, same)
    evoked = [flr.simulate(net, task, state="evoked", trials=1, duration=2) for task in (memory, pairs)]
    np.testing.assert_array_equal(evoked[0].mean, evoked[1].mean)
    learned = [flr.learn(net, task, rate=0.1, duration=3, rng=1).overlap for task in (memory, pairs)]
    np.testing.assert_array_equal(*learned)


def test_cues_may_be_given(memory: flr.tasks.AutoAssociation) -> None:
    half = 0.5 * np.asarray(memory.patterns)
    assert flr.tasks.AutoAssociation(memory.patterns, half, rng=3).flipped == 0
    with pytest.raises(flr.ShapeError, match="cues"):
        flr.tasks.AutoAssociation(memory.patterns, half[:1])
    with pytest.raises(flr.ParameterError, match="flipped"):
        flr.tasks.AutoAssociation(memory.patterns, 1.5)
    assert memory.to_pandas().columns.tolist() == ["map", "unit", "pattern", "cue"]
