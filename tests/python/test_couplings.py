"""Couplings against NumPy and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import flrinterop as flr

ROUNDING = 1e-12
matrices = hnp.arrays(np.float64, st.integers(1, 6).map(lambda n: (n, n)), elements=st.floats(-1e6, 1e6))


@settings(max_examples=30, deadline=None)
@given(matrices)
def test_a_dense_matrix_comes_back(weights: np.ndarray) -> None:
    coupling = flr.couplings.from_array(weights)
    assert coupling.kind == "dense"
    assert coupling.units == len(weights)
    assert np.array_equal(coupling.dense(), weights)


@settings(max_examples=30, deadline=None)
@given(matrices, st.floats(-10, 10))
def test_a_sparse_matrix_comes_back(weights: np.ndarray, factor: float) -> None:
    coupling = flr.couplings.from_scipy(scipy.sparse.csc_array(weights))
    assert coupling.kind == "sparse"
    assert np.array_equal(coupling.dense(), weights)
    assert np.array_equal((factor * coupling).dense(), factor * weights)


def test_orders_and_types_of_arrays_cross() -> None:
    weights = np.arange(9).reshape(3, 3)
    for given_as in (
        weights,
        weights.T.astype(float),
        np.asfortranarray(weights.astype(np.float32)),
        weights.tolist(),
    ):
        expected = np.asarray(given_as, dtype=float)
        assert np.array_equal(flr.couplings.from_array(given_as).dense(), expected)


def test_a_contiguous_matrix_is_not_copied() -> None:
    weights = np.eye(3)
    assert np.shares_memory(flr.couplings.from_array(weights).arrays["weights"], weights)
    assert weights.flags.writeable


def test_sums_keep_their_structure() -> None:
    draw = np.random.default_rng(1)
    left, right = draw.normal(size=(2, 7, 2))
    a, b = flr.couplings.low_rank(left, right), flr.couplings.gaussian(7, rng=2)
    both = a + 2.0 * b - a * 0.5
    assert both.kind == "sum"
    assert [part.kind for part in both.parts] == ["low-rank", "dense", "low-rank"]
    np.testing.assert_allclose(
        both.dense(), 0.5 * left @ right.T + 2 * b.dense(), rtol=ROUNDING, atol=ROUNDING
    )
    assert both.nbytes == 2 * a.nbytes + b.nbytes
    assert both.shape == (7, 7)


def test_pre_embedded_and_hopfield_are_their_formulas() -> None:
    draw = np.random.default_rng(1)
    inputs, targets = draw.choice([-1.0, 1.0], size=(2, 3, 8))
    made = flr.couplings.pre_embedded(inputs=inputs, targets=targets, scale=0.5)
    expected = 0.5 * (targets - inputs).T @ (targets + inputs) / 8
    np.testing.assert_allclose(made.dense(), expected, atol=ROUNDING)
    stored = inputs.T @ inputs / 8
    np.fill_diagonal(stored, 0)
    np.testing.assert_allclose(flr.couplings.hopfield(inputs).dense(), stored, atol=ROUNDING)


@pytest.mark.parametrize("share", [0.1, 0.6])
@pytest.mark.parametrize("kind", ["dense", "low-rank", "sparse", "hopfield", "sum", "masked"])
def test_a_masked_coupling_is_the_product_of_the_matrices(kind: str, share: float) -> None:
    units, draw = 24, np.random.default_rng(3)
    mask = draw.random((units, units)) < share
    low_rank = flr.couplings.low_rank(*draw.normal(size=(2, units, 2)))
    whole = {
        "dense": flr.couplings.gaussian(units, rng=1),
        "low-rank": low_rank,
        "sparse": flr.couplings.sparse(units, 5, rng=1),
        "hopfield": flr.couplings.hopfield(draw.choice([-1.0, 1.0], size=(2, units))),
        "sum": flr.couplings.gaussian(units, rng=1) + low_rank,
        "masked": flr.couplings.masked(low_rank, draw.random((units, units)) < 0.7),
    }[kind]
    made = flr.couplings.masked(whole, mask)
    assert made.kind == "masked"
    assert np.array_equal(made.dense(), whole.dense() * mask)
    assert np.array_equal((-2.0 * made).dense(), -2.0 * whole.dense() * mask)
    np.testing.assert_allclose(
        (made + low_rank).dense(), whole.dense() * mask + low_rank.dense(), atol=ROUNDING
    )
    assert ("mask" in made.arrays) == (made.nbytes == 9 * units**2)
    assert "connections" in repr(made)


@pytest.mark.parametrize("share", [0.1, 0.6])
def test_a_masked_network_is_the_network_of_the_product(share: float) -> None:
    units, draw = 20, np.random.default_rng(4)
    mask = draw.random((units, units)) < share
    whole = flr.couplings.pre_embedded(units=units, maps=2, rng=1)
    task = flr.tasks.InputOutputMap.random(units, 2, rng=2)
    made = flr.Network(flr.couplings.masked(whole, mask), gain=0.5)
    plain = flr.Network(whole.dense() * mask, gain=0.5, mask=mask)
    ways = (
        lambda net: flr.simulate(net, trials=2, duration=5, rng=3).covariance,
        lambda net: flr.respond(net, "linearised").matrix,
        lambda net: flr.fixed_point(net, task.inputs[0]).state,
        lambda net: flr.predict_speed(net, task).speed,
        lambda net: flr.learn(net, task, rate=0.3, duration=4, rng=5).couplings,
        lambda net: flr.learn(net, task, "force", rate=0.1, duration=4, together=True, rng=5).couplings,
    )
    for way in ways:
        np.testing.assert_allclose(way(made), way(plain), rtol=ROUNDING, atol=ROUNDING)
    learned = flr.learn(made, task, rate=0.3, duration=4, rng=5)
    assert learned.coupling(1).kind == "masked"
    np.testing.assert_array_equal(learned.coupling(1).dense(), learned.couplings[1])


@pytest.mark.parametrize("tolerance", [1e-12, 1e-3, 0.2])
def test_a_compressed_coupling_is_as_near_as_its_tolerance(tolerance: float) -> None:
    units, draw = 40, np.random.default_rng(5)
    basis = draw.normal(size=(units, 2))
    parts = [
        flr.couplings.low_rank(basis @ draw.normal(size=(2, 3)), 10.0**-k * draw.normal(size=(units, 3)))
        for k in range(4)
    ]
    whole = parts[0] + flr.couplings.sparse(units, 4, rng=1) + parts[1] + parts[2] + parts[3]
    fewer = whole.compressed(tolerance)
    assert [part.kind for part in fewer.parts] == ["low-rank", "sparse"]
    before, after = whole.dense(), fewer.dense()
    assert np.linalg.norm(before - after) <= 1.01 * tolerance * np.linalg.norm(before)
    assert fewer.parts[0].arrays["left"].shape[1] <= 2
    singular = np.linalg.svd(sum(part.dense() for part in parts), compute_uv=False)
    needed = np.sqrt(np.cumsum(singular[::-1] ** 2))[::-1] > tolerance * np.linalg.norm(before)
    assert fewer.parts[0].arrays["left"].shape[1] == max(1, np.count_nonzero(needed))


def test_learning_again_and_again_does_not_make_the_rank_grow() -> None:
    units = 50
    coupling = flr.couplings.pre_embedded(units=units, maps=2, scale=0.3, rng=1)
    task, plain = flr.tasks.InputOutputMap.random(units, 1, rng=2), coupling.dense()
    for time in range(10):
        net = flr.Network(coupling, input_strength=0.5)
        run = flr.learn(net, task, rate=0.1, duration=2, rng=time)
        assert run.left is not None
        assert run.right is not None
        plain = plain + run.left.T @ run.right
        coupling = run.coupling()
        assert coupling.arrays["left"].shape == (units, 3)
    assert np.linalg.norm(coupling.dense() - plain) <= 10 * 1e-12 * np.linalg.norm(plain)


def test_numpy_leaves_products_to_the_coupling() -> None:
    made = np.float64(2.0) * flr.couplings.from_array(np.eye(2))
    assert isinstance(made, flr.Coupling)
    with pytest.raises(TypeError):
        _ = np.eye(2) * made
    with pytest.raises(TypeError):
        _ = made + 1


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda: flr.couplings.from_array(np.ones((2, 3))), flr.ShapeError, "shape"),
        (lambda: flr.couplings.from_array([[1.0, 2.0], [3.0]]), flr.ShapeError, "unequal"),
        (lambda: flr.couplings.from_array(np.eye(2) * 1j), flr.ParameterError, "real"),
        (lambda: flr.couplings.from_array([["a", "b"]]), flr.ParameterError, "real"),
        (lambda: flr.couplings.from_array(np.full((2, 2), np.nan)), flr.ParameterError, "finite"),
        (lambda: flr.couplings.from_array(scipy.sparse.eye_array(3)), flr.ParameterError, "sparse"),
        (lambda: flr.couplings.from_scipy(np.eye(3)), flr.ParameterError, "from_array"),
        (lambda: flr.couplings.from_scipy(scipy.sparse.csr_array((2, 3))), flr.ShapeError, "units"),
        (lambda: flr.couplings.masked(flr.couplings.gaussian(3, rng=1), np.eye(2)), flr.ShapeError, "mask"),
        (lambda: flr.couplings.masked(np.eye(3), np.eye(3)), flr.ParameterError, "coupling"),
        (lambda: flr.couplings.gaussian(3, rng=1).compressed(-1), flr.ParameterError, "tolerance"),
        (lambda: flr.couplings.gaussian(0, rng=1), flr.ParameterError, "units"),
        (lambda: flr.couplings.gaussian(3.5, rng=1), flr.ParameterError, "whole"),
        (lambda: flr.couplings.gaussian(3, rng=-1), flr.ParameterError, "rng"),
        (lambda: flr.couplings.gaussian(3, symmetry=2, rng=1), flr.ParameterError, "symmetry"),
        (lambda: flr.couplings.pre_embedded(units=3), flr.ParameterError, "inputs and targets"),
        (
            lambda: flr.couplings.from_array(np.eye(2)) + flr.couplings.from_array(np.eye(3)),
            flr.ShapeError,
            "units",
        ),
    ],
)
def test_bad_input_is_refused(make, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as raised:
        make()
    assert isinstance(raised.value, flr.FlrError | ValueError)
