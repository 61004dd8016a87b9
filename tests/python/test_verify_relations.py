"""Predicted against measured speeds over many networks: `make verify` prints the table."""

import numpy as np
import pytest

import flrinterop as flr

UNITS, NOISE, STRENGTH = 100, 1e-3, 0.5


def draws() -> list[tuple[str, flr.Network, flr.tasks.InputOutputMap]]:
    """Give 48 networks with one map each, the gain at 0.3 to 0.9 of the instability, at most 1.5."""
    made = []
    for draw in range(48):
        maps = (1, 3, 5, 10)[draw % 4]
        random = np.random.default_rng(draw)
        known = flr.tasks.InputOutputMap.random(units=UNITS, maps=maps, rng=draw)
        coupling = flr.couplings.pre_embedded(inputs=known.inputs, targets=known.targets)
        leading = np.linalg.eigvals(coupling.dense()).real.max()
        gain = min(1.5, random.uniform(0.3, 0.9) / max(leading, 1e-9))
        new = flr.tasks.InputOutputMap.random(units=UNITS, maps=1, rng=1000 + draw)
        share = random.uniform(0, 1)  # from a random target to one that is known
        mixed = np.sign(share * known.targets[:1] + (1 - share) * new.targets)
        net = flr.Network(coupling, gain=gain, noise=NOISE, input_strength=STRENGTH)
        made.append((f"{maps} maps", net, flr.tasks.InputOutputMap(new.inputs, mixed)))
    return made


@pytest.mark.verify
def test_relations_over_networks(capsys: pytest.CaptureFixture[str]) -> None:
    told: dict[str, list[float]] = {}
    seen: list[float] = []
    for number, (_, net, task) in enumerate(draws()):
        rest = flr.simulate(net, trials=64, duration=200, rng=number)
        evoked = flr.simulate(net, task, state="evoked", trials=64, duration=200, rng=number)
        predictions = {
            "linearised": flr.predict_speed(net, task),
            "FLR1, evoked C and mean": flr.predict_speed(evoked, task),
            "FLR1, spontaneous C, evoked mean": flr.predict_speed(rest, task, evoked=evoked),
            "FLR1, spontaneous alone": flr.predict_speed(rest, task),
            "FLR2, spontaneous C, evoked mean": flr.predict_speed(rest, task, relation="flr2", evoked=evoked),
        }
        for name, prediction in predictions.items():
            told.setdefault(name, []).append(float(prediction.speed[0]))
        seen.append(float(flr.measure_speed(net, task, trials=64, rng=number).speed[0]))
    with capsys.disabled():
        print(f"\n{'predictor':34} {'R²':>6} {'R² log':>7} {'slope':>6} {'range':>7}")
        found = {name: flr.compare(np.array(speeds), np.array(seen)) for name, speeds in told.items()}
        for name, one in found.items():
            print(f"{name:34} {one.r2:6.3f} {one.r2_log:7.3f} {one.slope:6.3f} {one.predictor_range:6.1f}×")
    assert found["linearised"].predictor_range >= 10
    assert found["linearised"].r2 >= 0.997
    assert 0.97 <= found["linearised"].slope <= 1.03
    assert found["FLR1, evoked C and mean"].r2 >= 0.9
