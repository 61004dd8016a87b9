"""Tasks in time against plain NumPy: curves, waves, speeds in closed form, the loop that they stand for."""

from __future__ import annotations

import numpy as np
import pytest

import flrinterop as flr

EXACT = 1e-9
EULER = 0.02
CROSSING = 1e-4
LINEAR = 0.05
UNITS, MAPS, GAIN, STRENGTH, OMEGA = 30, 3, 0.7, 0.3, 0.6
STEPS = round(2 * np.pi / OMEGA / 0.1)
#: a period holds a whole number of steps
STEP = 2 * np.pi / OMEGA / STEPS


@pytest.fixture(scope="module")
def network() -> flr.Network:
    coupling = flr.couplings.gaussian(UNITS, strength=0.8, rng=1)
    return flr.Network(coupling, gain=GAIN, noise=0, input_strength=STRENGTH, transfer="linear")


@pytest.fixture(scope="module")
def wave() -> flr.tasks.CosineWave:
    return flr.tasks.CosineWave.random(UNITS, MAPS, OMEGA, rng=2)


def in_phase(network: flr.Network, wave: flr.tasks.CosineWave, rule: str) -> np.ndarray:
    """Give Re ξᵀ χ(ω)(g Ḡ X) / N of a linear network with Euler's step, from nothing but its matrices."""
    shifted = (np.exp(1j * OMEGA * STEP) - 1) / STEP
    response = np.linalg.inv((1 + shifted) * np.eye(UNITS) - GAIN * network.coupling.dense())
    speeds = []
    for target, cosine, sine in zip(wave.targets, wave.cosine, wave.sine, strict=True):
        x = GAIN * STRENGTH * response @ (cosine - 1j * sine)
        goal = target.astype(complex) - (x if rule == "error-driven" else 0)
        drive = np.real(np.outer(goal, x.conj())) / (2 * UNITS)
        speeds.append((target @ response @ (GAIN * drive @ x)).real / UNITS)
    return np.array(speeds)


@pytest.mark.parametrize("rule", ["hebbian", "error-driven"])
def test_a_linear_networks_speed_is_its_closed_form(network, wave, rule: str) -> None:
    told = flr.predict_speed(network, wave, rule)
    np.testing.assert_allclose(told.speed, in_phase(network, wave, rule), rtol=EXACT)
    np.testing.assert_allclose(told.speed, told.in_phase)
    assert told.status == "completed"


@pytest.mark.parametrize("phases", ["one", "two", "constant"])
def test_a_linear_networks_activity_is_its_closed_form(network, phases: str) -> None:
    wave = flr.tasks.CosineWave.random(UNITS, MAPS, OMEGA, phases, rng=2)
    told = flr.predict_speed(network, wave)
    shifted = (np.exp(1j * OMEGA * STEP) - 1) / STEP
    period = np.linspace(0, 2 * np.pi / OMEGA, 64, endpoint=False)
    eta = wave.input_at(period)
    for harmonic, rate in ((0, 0.0), (1, shifted)):
        component = np.einsum("mtn,t->mn", eta, np.exp(-1j * harmonic * OMEGA * period)) / 64
        response = np.linalg.inv((1 + rate) * np.eye(UNITS) - GAIN * network.coupling.dense())
        expected = (1 + harmonic) * GAIN * STRENGTH * component @ response.T
        np.testing.assert_allclose(told.activity.components[:, harmonic], expected, atol=EXACT)


def test_measured_speeds_are_a_plain_loops(wave: flr.tasks.CosineWave) -> None:
    net = flr.Network(
        flr.couplings.gaussian(UNITS, strength=0.8, rng=1), gain=GAIN, noise=0, input_strength=STRENGTH
    )
    steps, step = STEPS, STEP
    rate, periods = 1e-4, 12
    seen = flr.measure_speed(net, wave, rate=rate, duration=periods * steps * step, trials=1, rng=1)
    eta = wave.input_at(step * np.arange(steps))
    weights, x = np.array(net.coupling.dense()), np.zeros(UNITS)
    for place in range(40 * steps):
        x = x + step * (np.tanh(GAIN * (weights @ x + STRENGTH * eta[0, place % steps])) - x)
    amplitude = []
    for _ in range(periods):
        total = 0.0
        for place in range(steps):
            phase = np.cos(2 * np.pi * place / steps)
            total += 2 * phase * (wave.targets[0] @ x) / UNITS / steps
            change = phase * np.outer(wave.targets[0], x) / UNITS
            x = x + step * (np.tanh(GAIN * (weights @ x + STRENGTH * eta[0, place])) - x)
            weights = weights + rate * step * change
        amplitude.append(total)
    late = np.arange(periods // 2, periods)
    slope = np.polyfit(late * steps * step, np.array(amplitude)[late], 1)[0] / rate
    assert seen.speed[0] == pytest.approx(slope, rel=EULER)
    assert seen.map_status == ("completed",) * MAPS


def test_measured_is_as_predicted_and_compares(wave: flr.tasks.CosineWave) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.8, rng=1), gain=GAIN, noise=0, input_strength=STRENGTH)
    told, seen = flr.predict_speed(net, wave), flr.measure_speed(net, wave, trials=1, rng=1)
    np.testing.assert_allclose(seen.speed, told.speed, rtol=LINEAR)
    assert flr.compare(told, seen).slope == pytest.approx(1, abs=LINEAR)
    assert isinstance(told, flr.SpeedPrediction)
    assert isinstance(seen, flr.SpeedMeasurement)
    np.testing.assert_allclose(seen.evoked.components[:, 1], told.activity.components[:, 1], atol=1e-4)


def test_the_evoked_harmonics_may_come_in_any_form(wave: flr.tasks.CosineWave) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.8, rng=1), gain=GAIN, input_strength=STRENGTH)
    rest = flr.simulate(net, trials=8, duration=50, lags=2, rng=3)
    seen = flr.measure_speed(net, wave, trials=1, duration=30, rng=1)
    ways = [seen, seen.evoked, np.array(seen.evoked.components)]
    speeds = [flr.predict_speed(rest, wave, estimator="one-lag", evoked=way).speed for way in ways]
    np.testing.assert_array_equal(speeds[0], speeds[1])
    np.testing.assert_array_equal(speeds[0], speeds[2])
    alone = flr.predict_speed(rest, wave, estimator="one-lag")
    observed = {item.name: item.holds for item in alone.assumptions}
    assert observed["evoked activity observed"] is False
    assert not np.array_equal(alone.speed, speeds[0])


def test_a_constant_input_cannot_teach_a_rhythm(network: flr.Network) -> None:
    told = flr.predict_speed(network, flr.tasks.CosineWave.random(UNITS, 2, OMEGA, "constant", rng=1))
    assert np.abs(told.speed).max() < EXACT
    assert all(text.startswith("no rhythm") for text in told.outcome)
    assert (told.tracking_amplitude > 0).all()


def test_input_in_one_phase_goes_the_wrong_way_and_says_so(network: flr.Network) -> None:
    told = flr.predict_speed(network, flr.tasks.CosineWave.random(UNITS, 8, 4.0, "one", rng=1))
    assert (told.speed < 0).all()
    assert set(told.outcome) == {"the wrong way at first"}
    assert "the wrong way" in repr(told)


def test_large_amplitudes_need_the_slope_that_follows_them(wave: flr.tasks.CosineWave) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.8, rng=1), gain=1.0, noise=0, input_strength=3)
    seen = flr.measure_speed(net, wave, trials=1, rng=1).speed
    mean, followed = (flr.predict_speed(net, wave, follow_slope=flag).speed for flag in (False, True))
    assert np.abs(followed - seen).max() < 0.1 * np.abs(mean - seen).max()
    with pytest.raises(flr.ParameterError, match="follow_slope"):
        flr.predict_speed(flr.simulate(net, trials=2, duration=20, rng=1), wave, follow_slope=True)


@pytest.mark.parametrize("letters", ["ABCDEFGHIJKLM", "NOPQRSTUVWXYZ"])
def test_letters_are_closed_curves(letters: str) -> None:
    task = flr.tasks.LetterTrajectory(letters, UNITS, OMEGA, rng=1)
    times = np.linspace(0, task.period, 256, endpoint=False)
    drawn = task.curve(times)
    assert drawn.shape == (13, 256, 2)
    np.testing.assert_allclose(task.curve(times + task.period), drawn, atol=EXACT)
    np.testing.assert_allclose(drawn.mean(axis=1), 0, atol=EXACT)
    np.testing.assert_allclose((drawn**2).sum(axis=2).mean(axis=1), 1, rtol=EXACT)
    np.testing.assert_allclose(task.readouts @ task.readouts.T / UNITS, np.eye(2), atol=EXACT)
    np.testing.assert_allclose(task.read(task.target_at(times)), drawn, atol=EXACT)


def test_a_drawing_of_many_harmonics_is_the_line_itself() -> None:
    corners = np.array([[0.0, 0], [2, 0], [2, 1], [0, 1]])
    task = flr.tasks.LetterTrajectory.from_points(corners, UNITS, OMEGA, harmonics=60, rng=1)
    drawn = task.curve(np.arange(6) * task.period / 6)[0]
    even = np.array([[0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [0, 1]]) - [1, 0.5]
    size = np.sqrt(np.mean(drawn[1:2] ** 2) * 2 / 0.25)
    np.testing.assert_allclose(drawn, size * even, atol=0.03)


@pytest.mark.parametrize("told_of_readouts", [False, True])
def test_the_fall_of_a_drawings_error_is_the_measured_one(told_of_readouts: bool) -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.8, rng=1), gain=GAIN, noise=0, input_strength=STRENGTH)
    task = flr.tasks.LetterTrajectory("KL", UNITS, OMEGA, harmonics=2, rng=1)
    rule = flr.rules.ReadoutError(task.readouts) if told_of_readouts else "error-driven"
    told, seen = flr.predict_speed(net, task, rule), flr.measure_speed(net, task, rule, trials=1, rng=1)
    np.testing.assert_allclose(seen.speed, told.speed, rtol=LINEAR)
    np.testing.assert_array_equal(told.speed, told.error_fall)


def test_a_series_of_a_wave_is_the_wave(network: flr.Network, wave: flr.tasks.CosineWave) -> None:
    count = 64
    step = wave.period / count
    times = step * np.arange(count)
    series = flr.tasks.TimeSeries(wave.input_at(times), wave.target_at(times), step, harmonics=2)
    assert series.maps == MAPS
    assert series.omega == pytest.approx(OMEGA)
    np.testing.assert_allclose(series.input_at(times), wave.input_at(times), atol=EXACT)
    told, same = flr.predict_speed(network, series), flr.predict_speed(network, wave)
    np.testing.assert_allclose(told.in_phase, same.in_phase, rtol=1e-6)


def test_samples_give_the_harmonics() -> None:
    draw = np.random.default_rng(1)
    components = draw.normal(size=(2, 3, 4)) + 1j * draw.normal(size=(2, 3, 4))
    components[:, 0] = components[:, 0].real
    known = flr.PeriodicActivity(OMEGA, components)
    step = 2 * np.pi / OMEGA / 20
    x = known.at(step * np.arange(47))[:, None]
    found = flr.PeriodicActivity.from_samples(x, step, OMEGA, harmonics=2)
    np.testing.assert_allclose(found.components, components, atol=EXACT)


def test_onset_is_where_the_frozen_eigenvalue_crosses() -> None:
    net = flr.Network(flr.couplings.gaussian(UNITS, 0.6, rng=1), gain=0.8, noise=0, input_strength=0.05)
    task = flr.tasks.CosineWave.rhythm(UNITS, 2, 1.0, rng=2)
    told = flr.predict_onset(net, task)
    assert told.status == "completed"
    generator = 0.8 * net.coupling.dense() - np.eye(UNITS)
    for place in range(2):
        wave = task.targets[place] - 1j * task.target_sine[place]
        x = np.linalg.solve(1j * np.eye(UNITS) - generator, 0.8 * 0.05 * wave)
        learned = np.real(np.outer(wave, x.conj())) / (2 * UNITS)
        leading = np.linalg.eigvals(generator + told.frozen[place] * 0.8 * learned)
        assert abs(leading.real.max()) < CROSSING
    assert (told.time < told.frozen).all()
    assert np.abs(told.frequency - 1).max() < 0.2


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda n, w: flr.simulate(n, w, state="evoked"), flr.ParameterError, "measure_speed"),
        (lambda n, w: flr.learn(n, w, rate=1, duration=1), flr.ParameterError, "cosine-wave"),
        (lambda n, w: flr.predict_speed(n, w, "oja"), flr.ParameterError, "no average"),
        (lambda n, w: flr.predict_speed(n, w, relation="flr2"), flr.ParameterError, "flr1"),
        (lambda n, w: flr.predict_speed(n, w, relation="flr3"), flr.UnknownNameError, "flr1"),
        (lambda n, w: flr.predict_speed(n, w, estimator="one-lag"), flr.ParameterError, "linearised"),
        (
            lambda n, w: flr.predict_speed(n, flr.tasks.InputOutputMap.random(UNITS, 1), step=0.1),
            flr.ParameterError,
            "step",
        ),
        (
            lambda n, w: flr.predict_onset(n, flr.tasks.InputOutputMap.random(UNITS, 1)),
            flr.ParameterError,
            "rhythm",
        ),
        (lambda n, w: flr.tasks.CosineWave(w.targets, 1.0), flr.ParameterError, "no input"),
        (lambda n, w: flr.tasks.CosineWave(w.targets, -1, cosine=w.cosine), flr.ParameterError, "omega"),
        (
            lambda n, w: flr.tasks.CosineWave(w.targets, 1, cosine=np.ones((1, 2))),
            flr.ShapeError,
            "cosine",
        ),
        (
            lambda n, w: flr.tasks.CosineWave.random(3, 1, 1.0, "three"),
            flr.UnknownNameError,
            "two, one, constant",
        ),
        (lambda n, w: flr.tasks.LetterTrajectory("?", 9, 1.0), flr.UnknownNameError, "letter"),
        (lambda n, w: flr.tasks.LetterTrajectory.from_points([[0, 0], [1, 1]], 9, 1.0), flr.ShapeError, "3"),
        (lambda n, w: flr.tasks.TimeSeries(np.ones((9, 2)), np.ones((8, 2)), 1), flr.ShapeError, "targets"),
    ],
)
def test_bad_input_is_refused(network, wave, ask, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ask(network, wave)
