"""Reaching through a decoder, against plain NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import flrinterop as flr

EXACT = 1e-9
FINITE_RATE = 0.03
UNITS, TARGETS, LATENTS = 24, 8, 4


@pytest.fixture(scope="module")
def model() -> flr.bci.Model:
    return flr.bci.model(UNITS, noise=0.005, rng=3)


@pytest.fixture(scope="module")
def decoder() -> flr.LatentDecoder:
    draw = np.random.default_rng(1)
    axes = np.ascontiguousarray(np.linalg.qr(draw.normal(size=(UNITS, LATENTS)))[0].T)
    return flr.LatentDecoder(draw.normal(size=(2, LATENTS)), axes)


def transfer(model: flr.bci.Model, task: flr.tasks.CentreOut) -> np.ndarray:
    """Give T_ab = u_bᵀ B χ_b diag(g_b) Bᵀ e_a x̄_aᵀx̄_b / N from nothing but matrices."""
    weights, b = model.network.coupling.dense(), task.decoder.weights
    rest = np.zeros((TARGETS, UNITS))
    for _ in range(4000):
        rest = rest + 0.1 * (np.tanh(rest @ weights.T + model.cues) - rest)
    errors = task.wanted_speed * model.directions - task.decoder.velocity(rest)
    found = np.empty((TARGETS, TARGETS))
    for moved in range(TARGETS):
        slope = 1 - rest[moved] ** 2
        response = np.linalg.inv(np.eye(UNITS) - slope[:, None] * weights) * slope
        gain = model.directions[moved] @ b @ response @ b.T
        found[:, moved] = errors @ gain * (rest @ rest[moved]) / UNITS
    return found


def test_prediction_is_the_formula(model: flr.bci.Model, decoder: flr.LatentDecoder) -> None:
    task = model.task(decoder, wanted_speed=0.8)
    told, expected = task.predict(model.network), transfer(model, task)
    np.testing.assert_allclose(told.interference, expected, atol=1e-8)
    np.testing.assert_allclose(told.interleaved, expected.mean(axis=0), atol=1e-8)
    assert told.speed == pytest.approx(expected.mean())
    assert told.own_target == pytest.approx(np.diag(expected).mean())


def test_measured_without_noise_is_predicted(model: flr.bci.Model, decoder: flr.LatentDecoder) -> None:
    task = model.task(decoder)
    quiet = flr.Network(model.network.coupling, noise=0)
    told = task.predict(quiet)
    seen = task.measure(quiet, repeats=1, rng=1)
    scale = np.abs(told.interference).max()
    np.testing.assert_allclose(seen.per_target, told.interleaved, atol=FINITE_RATE * scale)
    alone = task.measure(quiet, repeats=1, trained_target=3, rng=1)
    np.testing.assert_allclose(alone.per_target, told.interference[3], atol=FINITE_RATE * scale)
    assert np.isnan(seen.standard_error)
    slow = task.measure(quiet, repeats=1, rate=seen.rate / 20, rng=1)
    assert flr.compare(told, slow).slope == pytest.approx(1, abs=FINITE_RATE)


def test_a_recording_predicts_from_its_residual_covariance(model, decoder: flr.LatentDecoder) -> None:
    task = model.task(decoder)
    bins = flr.bci.record(model, trials=6, bins=5, rng=4)
    means = np.stack([bins.activity[bins.target == a].mean(axis=0) for a in range(TARGETS)])
    rest = bins.activity - means[bins.target]
    covariance = rest.T @ rest / (len(rest) - TARGETS)
    gains = decoder.weights @ covariance @ decoder.weights.T / 0.005
    errors = model.directions - decoder.velocity(means)
    expected = errors @ gains @ model.directions.T * (means @ means.T) / UNITS
    told = task.predict(bins)
    np.testing.assert_allclose(told.interference, expected, atol=EXACT)
    unknown = flr.DecoderBaseline.from_samples(bins.activity, bins.target_deg, bins.trial)
    relative = task.predict(unknown)
    np.testing.assert_allclose(relative.interleaved, 0.005 * told.interleaved, atol=EXACT)
    assert "relative" in repr(relative)


def test_decoders_are_their_formula(decoder: flr.LatentDecoder) -> None:
    draw = np.random.default_rng(2)
    mean, scale, offset = draw.normal(size=UNITS), draw.uniform(1, 2, UNITS), draw.normal(size=2)
    made = flr.LatentDecoder(decoder.readout, decoder.projection, mean, scale, offset)
    x = draw.normal(size=(3, 5, UNITS))
    expected = ((x - mean) / scale) @ decoder.projection.T @ decoder.readout.T + offset
    np.testing.assert_allclose(made.velocity(x), expected, atol=EXACT)
    order = draw.permutation(UNITS)
    outside = made.perturbed("outside-manifold", order)
    np.testing.assert_array_equal(outside.projection, decoder.projection[:, order])
    wanted = draw.normal(size=(15, 2))
    fitted = flr.LatentDecoder.fit(decoder.projection, x.reshape(-1, UNITS), wanted)
    least = np.linalg.lstsq(x.reshape(-1, UNITS) @ decoder.projection.T, wanted, rcond=None)[0].T
    np.testing.assert_allclose(fitted.readout, least, atol=EXACT)


def test_targets_keep_the_order_of_the_task(model: flr.bci.Model, decoder: flr.LatentDecoder) -> None:
    order = np.array([3, 0, 7, 1, 2, 6, 5, 4])
    shuffled = flr.bci.Model(model.network, model.cues[order], model.directions[order])
    told, sorted_ = (m.task(decoder).predict(model.network).interleaved for m in (shuffled, model))
    np.testing.assert_allclose(told, sorted_[order], atol=EXACT)
    bins = flr.bci.record(shuffled, trials=3, bins=4, rng=4)
    task = shuffled.task(decoder)
    np.testing.assert_array_equal(task.predict(bins).baseline.directions, shuffled.directions)
    assert flr.compare(
        task.predict(bins), task.measure(model.network, repeats=1, duration=5, rng=1)
    ).effective_n


def test_a_factor_analysis_brings_its_own_scale(model: flr.bci.Model) -> None:
    bins = flr.bci.record(model, trials=5, bins=5, rng=6)
    factors = flr.factor_analysis(bins.activity, 3)
    made = flr.LatentDecoder.fit(factors, bins.activity, bins.wanted)
    same = flr.LatentDecoder.fit(
        made.projection, bins.activity, bins.wanted, mean=made.mean, scale=made.scale
    )
    np.testing.assert_allclose(made.weights, same.weights, atol=EXACT)
    np.testing.assert_allclose(made.mean, factors.mean_, atol=EXACT)
    with pytest.raises(flr.ParameterError, match="beside a factor analysis"):
        flr.LatentDecoder.fit(factors, bins.activity, bins.wanted, mean=made.mean)


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda m, d: d.perturbed("inside", [0]), flr.UnknownNameError, "within-manifold"),
        (lambda m, d: d.perturbed("within-manifold", [0, 0, 1, 2]), flr.ParameterError, "permutation"),
        (lambda m, d: m.task(d, wanted_speed=0), flr.ParameterError, "wantedSpeed|wanted_speed"),
        (lambda m, d: m.task("d"), flr.ParameterError, "LatentDecoder"),
        (lambda m, d: flr.predict_speed(m.network, m.task(d)), flr.ParameterError, "predict and measure"),
        (lambda m, d: m.task(d).predict(m), flr.ParameterError, "Network"),
        (
            lambda m, d: flr.tasks.CentreOut(d, m.cues[:4], m.directions[:4]).predict(
                flr.bci.record(m, 2, 2, rng=1)
            ),
            flr.ParameterError,
            "the task's directions",
        ),
        (lambda m, d: flr.tasks.CentreOut(d, m.cues, 2 * m.directions), flr.ParameterError, "unit vector"),
        (lambda m, d: m.task(d).measure(m.network, trained_target=9), flr.ParameterError, "trained target"),
        (lambda m, d: flr.bci.record(m, trials=0), flr.ParameterError, "trials"),
        (lambda m, d: flr.bci.model(5), flr.ParameterError, "units"),
        (lambda m, d: flr.LatentDecoder(np.ones((3, 2)), np.ones((2, 9))), flr.ShapeError, "readout"),
    ],
)
def test_bad_input_is_refused(model, decoder, ask, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ask(model, decoder)
