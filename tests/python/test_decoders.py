"""Factor analysis, subspace angles and ranked decoders, against NumPy, SciPy and scikit-learn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.linalg

import flrinterop as flr

LIKELIHOOD, SHARED, ANGLE, EXACT = 1e-4, 1e-3, 1e-7, 1e-9
UNITS, TARGETS = 12, 8
DEGREES = 45.0 * np.arange(TARGETS)


@pytest.fixture(scope="module")
def counts() -> np.ndarray:
    draw = np.random.default_rng(3)
    shared = draw.normal(size=(600, 2)) @ draw.normal(scale=0.4, size=(2, 10))
    made = draw.poisson(np.exp(1 + shared)).astype(float)
    made[:, 4] = 2.0
    return made


@pytest.fixture(scope="module")
def bins() -> dict[str, np.ndarray]:
    draw = np.random.default_rng(4)
    trial = np.repeat(np.arange(160), 10)
    place = trial % TARGETS
    mean = draw.normal(scale=0.3, size=(TARGETS, UNITS))
    spread = draw.normal(scale=0.1, size=(UNITS, UNITS))
    x = mean[place] + draw.normal(size=(trial.size, UNITS)) @ spread
    return {"activity": x, "target_deg": DEGREES[place], "trial": trial, "place": place}


@pytest.fixture(scope="module")
def decoder(bins: dict[str, np.ndarray]) -> flr.LatentDecoder:
    angle = np.deg2rad(bins["target_deg"])
    wanted = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    axes = np.linalg.qr(np.random.default_rng(5).normal(size=(UNITS, 6)))[0].T
    mean = bins["activity"].mean(axis=0)
    z = (bins["activity"] - mean) @ axes.T
    readout = np.linalg.lstsq(z, wanted, rcond=None)[0].T
    return flr.LatentDecoder(np.ascontiguousarray(readout), np.ascontiguousarray(axes), mean=mean)


@pytest.fixture(scope="module")
def baseline(bins: dict[str, np.ndarray]) -> flr.DecoderBaseline:
    return flr.DecoderBaseline.from_samples(bins["activity"], bins["target_deg"], bins["trial"], noise=0.02)


@pytest.fixture(scope="module")
def ranking(baseline: flr.DecoderBaseline, decoder: flr.LatentDecoder) -> flr.DecoderRanking:
    return flr.rank_decoders(
        baseline, "within-manifold", 400, decoder=decoder, angle_range=(0, 180), progress_range=(-1, 1), rng=6
    )


def test_factor_analysis_is_scikit_learns(counts: np.ndarray) -> None:
    sklearn = pytest.importorskip("sklearn.decomposition")
    own = flr.factor_analysis(counts, 2, standardise=False)
    kept = own.kept_units_
    other = sklearn.FactorAnalysis(2, tol=1e-10, max_iter=5000, svd_method="lapack").fit(counts[:, kept])
    assert own.status == "completed"
    assert own.score(counts) == pytest.approx(other.score(counts[:, kept]), abs=LIKELIHOOD)
    assert own.loglike_ == pytest.approx(own.score(counts), abs=EXACT)
    inside = own.components_.T @ own.components_
    np.testing.assert_allclose(
        inside[np.ix_(kept, kept)], other.components_.T @ other.components_, atol=SHARED * inside.max()
    )
    np.testing.assert_allclose(own.noise_variance_[kept], other.noise_variance_, rtol=SHARED)
    np.testing.assert_allclose(own.mean_[kept], other.mean_)
    # posterior means agree up to a rotation
    left, right = own.transform(counts), other.transform(counts[:, kept])
    np.testing.assert_allclose(left @ left.T, right @ right.T, atol=0.01 * np.abs(left @ left.T).max())


def test_factor_analysis_is_an_estimator(counts: np.ndarray) -> None:
    model = flr.FactorAnalysis(dimensions=2).set_params(starts=1)
    assert model.get_params()["starts"] == 1
    with pytest.raises(flr.ParameterError, match="not fitted"):
        model.transform(counts)
    with pytest.raises(flr.ParameterError, match="no parameter 'n_components'"):
        model.set_params(n_components=3)
    fitted = model.fit(counts)
    assert fitted is model
    assert model.components_.shape == (2, 10)
    assert not model.components_[:, 4].any()
    assert model.transform(counts).shape == (600, 2)
    np.testing.assert_array_equal(model.fit_transform(counts), model.transform(counts))
    assert np.linalg.eigvalsh(model.get_covariance()).min() >= -EXACT
    assert 0 < model.shared_fraction_ < 1
    assert len(model.to_pandas()) == 10


def test_orthonormal_latents_have_the_spread_of_the_shared_space(counts: np.ndarray) -> None:
    model = flr.factor_analysis(counts, 2)
    posterior, latents = model.transform(counts), model.latents(counts)
    in_units = posterior @ model.components_
    np.testing.assert_allclose(
        np.linalg.norm(latents, axis=1), np.linalg.norm(in_units, axis=1), rtol=1e-9, atol=1e-12
    )


def test_cross_validation_finds_the_dimension(counts: np.ndarray, tmp_path: Path) -> None:
    model = flr.factor_analysis(counts, trials=np.arange(600) // 10, candidates=[1, 2, 3, 4], starts=1)
    tried = model.cross_validation_
    assert tried is not None
    assert list(tried["dimensions"]) == [1, 2, 3, 4]
    assert model.dimensions_ == tried["dimensions"][tried["log_likelihood"].idxmax()] == 2
    assert model.plot().get_xlabel() == "number of factors"
    model.save(tmp_path / "model.arrow")
    again = flr.load(tmp_path / "model.arrow")
    assert again.cross_validation_.equals(tried)
    np.testing.assert_array_equal(again.transform(counts), model.transform(counts))
    assert again.get_params() == model.get_params()


def test_subspace_angles_are_scipys() -> None:
    draw = np.random.default_rng(8)
    a, b = draw.normal(size=(9, 3)), draw.normal(size=(9, 4))
    b[:, 0] = a[:, 0]
    np.testing.assert_allclose(flr.subspace_angles(a, b), scipy.linalg.subspace_angles(a, b), atol=ANGLE)
    np.testing.assert_allclose(flr.subspace_angles(a, b, degrees=True), np.rad2deg(flr.subspace_angles(a, b)))
    with pytest.raises(flr.ShapeError):
        flr.subspace_angles(a, b[:5])


def test_predictions_are_those_of_the_formula(
    bins: dict[str, np.ndarray], baseline: flr.DecoderBaseline, ranking: flr.DecoderRanking
) -> None:
    x, place = bins["activity"], bins["place"]
    means = np.stack([x[place == a].mean(axis=0) for a in range(TARGETS)])
    left = x - means[place]
    covariance = left.T @ left / (len(x) - TARGETS)
    u = np.stack([np.cos(np.deg2rad(DEGREES)), np.sin(np.deg2rad(DEGREES))], axis=1)
    wanted = baseline.progress_through(ranking.old_decoder)
    assert ranking.wanted_speed == pytest.approx(wanted, rel=EXACT)
    for row in (0, len(ranking) // 2, len(ranking) - 1):
        new = ranking.decoder(row)
        error = wanted * u - new.velocity(means)
        response = new.weights @ covariance @ new.weights.T / 0.02
        told = (u @ response @ error.T).T * (means @ means.T / UNITS)
        np.testing.assert_allclose(ranking.interference(row), told, rtol=1e-8, atol=1e-8 * np.abs(told).max())
        assert ranking.predicted_speed[row] == pytest.approx(told.mean(), rel=1e-8)
        assert ranking.own_target[row] == pytest.approx(np.diag(told).mean(), rel=1e-8)
        null = (u @ (new.weights @ new.weights.T) @ error.T).T * (means @ means.T / UNITS)
        assert ranking.identity_null[row] == pytest.approx(null.mean(), rel=1e-8)
        assert ranking.initial_error[row] == pytest.approx(
            np.sqrt(np.mean(np.sum(error**2, axis=1))) / wanted, rel=1e-8
        )


def test_the_frozen_kernel_is_a_matrix_exponential(
    baseline: flr.DecoderBaseline, ranking: flr.DecoderRanking
) -> None:
    told = ranking.prediction(0)
    weights, means, u = told.decoder.weights, baseline.means, baseline.directions
    response = weights @ baseline.response[0] @ weights.T
    kernel = np.kron(means @ means.T / UNITS / TARGETS, response)
    reached = told.time_to_criterion(0.9)
    times = np.array([0, 0.3, 1.0]) * reached
    curve = told.curve(times)
    for time, progress in zip(times, curve, strict=True):
        error = (scipy.linalg.expm(-kernel * time) @ told.error.ravel()).reshape(TARGETS, 2)
        np.testing.assert_allclose(progress, told.wanted_speed - np.sum(u * error, axis=1), atol=1e-8)
    assert curve[-1].mean() == pytest.approx(0.9 * told.wanted_speed, rel=1e-6)
    table = ranking.curve(0)
    assert {"time", "progress", "progress_45_deg"} <= set(table.columns)
    assert (np.diff(table["progress"]) > 0).all()


def test_a_ranking_is_a_table(ranking: flr.DecoderRanking) -> None:
    table = ranking.to_pandas()
    assert (np.diff(table["predicted_speed"]) <= 0).all()
    assert table["rank"].tolist() == list(range(1, len(ranking) + 1))
    first = table.head(100)
    assert (first["interval_low"] < first["predicted_speed"]).mean() > 0.9
    assert (first["standard_error"] > 0).all()
    assert len(set(table["permutation"])) == len(table)
    assert len(ranking.per_target(0)) == TARGETS
    assert {a.name for a in ranking.assumptions} > {"noise intensity known"}
    with pytest.raises(flr.ParameterError, match="row is -1"):
        ranking.decoder(-1)


def test_outside_the_manifold_needs_units(
    baseline: flr.DecoderBaseline, decoder: flr.LatentDecoder, made_session: flr.BciSession
) -> None:
    found = flr.rank_decoders(
        baseline, "outside-manifold", 200, decoder=decoder, angle_range=(0, 180), rng=1, intervals=0
    )
    assert found.permutation.shape[1] == UNITS
    assert np.isnan(found.standard_error).all()
    with pytest.raises(flr.ParameterError, match="outside-manifold"):
        flr.rank_decoders(made_session, "outside-manifold", 10, wanted_speed=1, rng=1)
    with pytest.raises(flr.ParameterError, match="decoder"):
        flr.rank_decoders(baseline, "within-manifold", 10, rng=1)
    with pytest.raises(flr.UnknownNameError):
        flr.rank_decoders(baseline, "sideways", 10, decoder=decoder, rng=1)


def test_the_recorded_session_is_ranked(recorded: flr.BciSession) -> None:
    found = flr.rank_decoders(recorded, "within-manifold", 2000, rng=2)
    again = flr.rank_decoders(recorded, "within-manifold", 2000, threads=1, rng=2)
    assert found.status == "completed"
    assert len(found) > 10
    np.testing.assert_array_equal(found.predicted_speed, again.predicted_speed)
    assert found.wanted_speed == pytest.approx(100.349, abs=1e-3)
    np.testing.assert_allclose(np.trace(found.baseline.response[0]), 15.8590, atol=1e-4)
    assert "relative" in repr(found)


def test_a_baseline_of_a_network_is_linearised() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, strength=0.5, rng=1), noise=0.01)
    cues = np.random.default_rng(1).normal(size=(TARGETS, UNITS))
    found = flr.DecoderBaseline.from_network(net, cues, DEGREES)
    assert found.estimator == "linearised"
    x = found.means[0]
    np.testing.assert_allclose(x, np.tanh(net.coupling.dense() @ x + cues[0]), atol=1e-8)
    slopes = 1 - x**2
    expected = np.linalg.inv(np.eye(UNITS) - slopes[:, None] * net.coupling.dense()) * slopes
    np.testing.assert_allclose(found.response[0], expected, atol=1e-8)
    np.testing.assert_allclose(found.target_deg, DEGREES)


@pytest.mark.parametrize("what", ["decoder", "baseline", "ranking", "prediction"])
def test_decoders_survive_files(
    what: str,
    decoder: flr.LatentDecoder,
    baseline: flr.DecoderBaseline,
    ranking: flr.DecoderRanking,
    tmp_path: Path,
) -> None:
    noun = {
        "decoder": decoder,
        "baseline": baseline,
        "ranking": ranking,
        "prediction": ranking.prediction(0),
    }[what]
    noun.save(tmp_path / "noun.arrow")
    again = flr.load(tmp_path / "noun.arrow")
    assert type(again) is type(noun)
    assert again.to_pandas().equals(noun.to_pandas())
    assert repr(again) == repr(noun)
    assert "<table" in again._repr_html_()


def test_pictures(ranking: flr.DecoderRanking, counts: np.ndarray) -> None:
    assert ranking.plot().get_ylabel() == "predicted speed"
    assert ranking.prediction(0).plot().get_title() == "interference between targets"
    assert flr.factor_analysis(counts, 2).plot().get_ylabel() == "shared variance (scaled units)"
