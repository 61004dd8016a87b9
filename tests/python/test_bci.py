"""A brain–computer interface in silico: predicted against measured decoders, and sessions whose answer is
known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import flrinterop as flr

UNITS, LATENTS, TARGETS = 40, 6, 8
EXACT, FINITE_RATE, LEAST_RANK = 1e-9, 0.05, 0.9


@pytest.fixture(scope="module")
def model() -> flr.bci.Model:
    return flr.bci.model(units=UNITS, rng=1)


@pytest.fixture(scope="module")
def rest(model: flr.bci.Model) -> flr.bci.Recording:
    return flr.bci.record(model, trials=40, rng=2)


@pytest.fixture(scope="module")
def made(model: flr.bci.Model) -> flr.SimulatedSession:
    return flr.simulate_session(model, latents=LATENTS, learning_trials=60, rise=0.5, rng=3)


def test_ranked_by_activity_measured_by_learning(model: flr.bci.Model, rest: flr.bci.Recording) -> None:
    old = rest.decoder(latents=LATENTS)
    told = flr.rank_decoders(rest.baseline(), "within-manifold", 400, decoder=old, rng=4, intervals=0)
    rows = np.linspace(0, len(told) - 1, 12).astype(int)
    seen = [
        flr.bci.measure(model, told.decoder(row), told.wanted_speed, repeats=1, rng=5).speed for row in rows
    ]
    predicted = told.predicted_speed[rows]
    assert np.corrcoef(np.argsort(np.argsort(predicted)), np.argsort(np.argsort(seen)))[0, 1] > LEAST_RANK


def test_a_network_predicts_what_is_measured(model: flr.bci.Model, rest: flr.bci.Recording) -> None:
    old = rest.decoder(latents=LATENTS)
    silent = flr.bci.Model(flr.Network(model.network.coupling, noise=0), model.cues, model.directions)
    new = old.perturbed("within-manifold", [1, 0, 2, 4, 3, 5])
    wanted = silent.baseline().progress_through(old)
    told = flr.predict_decoder(silent.baseline(), new, wanted)
    seen = flr.bci.measure(silent, new, wanted, repeats=1, rng=1)
    np.testing.assert_allclose(
        seen.per_target, told.interleaved, atol=FINITE_RATE * np.abs(told.interference).max()
    )
    alone = flr.bci.measure(silent, new, wanted, repeats=1, trained_target=2, rng=1)
    np.testing.assert_allclose(
        alone.per_target, told.interference[2], atol=FINITE_RATE * np.abs(told.interference).max()
    )


def test_the_decoder_of_a_recording_points_at_the_targets(rest: flr.bci.Recording) -> None:
    old = rest.decoder(latents=LATENTS)
    np.testing.assert_allclose(old.projection @ old.projection.T, np.eye(LATENTS), atol=EXACT)
    assert 0.8 < rest.baseline().progress_through(old) < 1.05
    assert rest.to_pandas().shape == (rest.activity.shape[0], UNITS + 2)


def test_a_simulated_session_is_a_session(made: flr.SimulatedSession) -> None:
    assert isinstance(made, flr.BciSession)
    assert made.describe().blocks["trials"].tolist() == [320, 480]
    checks = made.validate()
    assert checks["holds"].all()
    assert {"intuitive", "perturbed"} == set(checks["block"])
    bins = made.bins
    moved = bins.groupby("trial")[["x_mm", "y_mm"]].diff().dropna()
    velocity = bins.loc[moved.index, ["velocity_intuitive_x_mm_s", "velocity_intuitive_y_mm_s"]].to_numpy()
    first = (bins.loc[moved.index, "block"] == 1).to_numpy()
    np.testing.assert_allclose(moved[first], 0.045 * velocity[first], atol=EXACT)


def test_the_latents_of_a_simulated_session_are_those_of_its_units(model: flr.bci.Model) -> None:
    options = {"latents": LATENTS, "learning_trials": 5, "rng": 3}
    latents = flr.simulate_session(model, **options)
    units = flr.simulate_session(model, activity="units", **options)
    old = units.intuitive
    z = (np.asarray(units._bins["activity"]) - old.mean) / old.scale @ old.projection.T
    np.testing.assert_allclose(latents._bins["activity"], z, atol=EXACT)
    assert latents.latent_decoder is None
    assert units.latent_decoder is units.intuitive
    told = flr.rank_decoders(units, "outside-manifold", 300, rng=1, intervals=0)
    assert told.permutation.shape[1] == UNITS


def test_the_fit_finds_the_answer(made: flr.SimulatedSession) -> None:
    fit = flr.fit(made)
    truth = made.truth(75)
    assert fit.learning.verdict == "rises"
    assert made.gained[-10:].mean() > 0
    margin = 4 * fit.table["slope_standard_error"].to_numpy() + 0.15 * truth["slope"].abs().max()
    assert (np.abs(fit.table["slope"].to_numpy() - truth["slope"].to_numpy()) < margin).all()


def test_a_session_without_learning_has_no_gain(model: flr.bci.Model) -> None:
    still = flr.simulate_session(model, latents=LATENTS, learning_trials=20, rise=0, rng=3)
    assert still.rate == 0
    assert not still.gained.any()
    assert not still.truth()["slope"].any()


def test_simulated_sessions_survive_files(made: flr.SimulatedSession, tmp_path: Path) -> None:
    made.save(tmp_path / "session.arrow")
    again = flr.load(tmp_path / "session.arrow")
    assert isinstance(again, flr.SimulatedSession)
    assert again.bins.equals(made.bins)
    assert again.truth().equals(made.truth())
    again = flr.simulate_session(made.model, latents=LATENTS, learning_trials=60, rise=0.5, rng=3)
    assert again.bins.equals(made.bins)


def test_other_nouns_survive_files(model: flr.bci.Model, rest: flr.bci.Recording, tmp_path: Path) -> None:
    for noun in (model, rest):
        noun.save(tmp_path / "noun.arrow")
        assert repr(flr.load(tmp_path / "noun.arrow")) == repr(noun)


def test_outside_decoders_have_no_session_of_latents(model: flr.bci.Model) -> None:
    with pytest.raises(flr.ParameterError, match="units, since the new decoder reads other latents"):
        flr.simulate_session(model, latents=LATENTS, kind="outside-manifold", rng=1)
    with pytest.raises(flr.UnknownNameError, match="latents, units"):
        flr.simulate_session(model, activity="spikes", rng=1)
