"""Cosine waves: predicted against measured speeds of learning a rhythm that the input shows.

Thirty networks, ω from 0.25 to 2 per τ. With the input in two phases learning goes towards the target; with
the input in one phase it goes the wrong way where ω is above 1/τ, and the prediction says so. A constant
input teaches no rhythm at all. From activity alone: spontaneous fluctuations for χ(ω), what the wave evokes
for the drive.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from criteria import Criteria
from draws import UNITS, network
from matplotlib.figure import Figure

import flrinterop as flr

DRAWS, STEP, RULES = 30, 0.05, ("hebbian", "error-driven")
OMEGAS = (0.25, 0.5, 1.0, 2.0)
COLOURS = {"linearised": "#0072B2", "one-lag": "#009E73", "equal-time": "#D55E00"}
RECORDING = {"trials": 8, "duration": 1000, "transient": 100, "step": STEP, "lags": 1, "lag_every": 5}


def wave(net: flr.Network, number: int, phases: str) -> flr.tasks.CosineWave:
    """Give a wave whose target is like what the network amplifies, to a degree.

    Parameters
    ----------
    net
        The network.
    number
        The draw; it sets ω and the likeness.
    phases
        "one" or "two".
    """
    omega = OMEGAS[(number // 2) % len(OMEGAS)]
    random = flr.tasks.CosineWave.random(UNITS, 1, omega, phases=phases, rng=2000 + number)
    axis = np.linalg.svd(flr.respond(net, "linearised").matrix)[0][:, 0] * np.sqrt(UNITS)
    cosine = 0.26 * (number % 4)
    target = cosine * axis + np.sqrt(1 - cosine**2) * random.targets[0]
    return flr.tasks.CosineWave(target[None], omega, cosine=random.cosine, sine=random.sine)


def draw(number: int) -> dict[tuple[str, str, str], float]:
    """Predict and measure one network's waves under every rule.

    Parameters
    ----------
    number
        The draw.
    """
    net = network(number, input_strength=0.2)
    rest = flr.simulate(net, **RECORDING, threads=1, rng=number)
    found = {}
    for phases in ("two", "one"):
        task = wave(net, number, phases)
        for rule in RULES:
            seen = flr.measure_speed(net, task, rule, trials=8, step=STEP, threads=1, rng=3000 + number)
            found[phases, rule, "measured"] = float(seen.speed[0])
            found[phases, rule, "linearised"] = float(flr.predict_speed(net, task, rule, step=STEP).speed[0])
            for estimator in ("one-lag", "equal-time"):
                told = flr.predict_speed(rest, task, rule, estimator=estimator, evoked=seen)
                found[phases, rule, estimator] = float(told.speed[0])
    return found


def main() -> None:
    """Print one line a task, rule and predictor, draw one panel each."""
    with ThreadPoolExecutor(2) as pool:
        draws = list(pool.map(draw, range(DRAWS)))
    criteria = Criteria()
    figure = Figure(figsize=(10, 8), layout="constrained")
    axes = iter(figure.subplots(2, 2).flat)
    for phases in ("two", "one"):
        for rule in RULES:
            ax = next(axes)
            measured = np.array([one[phases, rule, "measured"] for one in draws])
            for name, colour in COLOURS.items():
                told = np.array([one[phases, rule, name] for one in draws])
                found = flr.compare(told, measured)
                right = np.mean(np.sign(told) == np.sign(measured))
                print(
                    f"{phases} phase(s), {rule:12} {name:10} R² {found.r2:.4f}  slope {found.slope:.3f}"
                    f"  span {found.predictor_range:.0f}-fold  right sign {right:.0%}"
                )
                ax.plot(told, measured, ".", color=colour, label=f"{name}, R² {found.r2:.3f}")
                if name == "linearised":
                    criteria.at_least(f"{phases} phase(s), {rule}, linearised R²", found.r2, 0.995)
                elif name == "one-lag":
                    criteria.at_least(f"{phases} phase(s), {rule}, one-lag R²", found.r2, 0.99)
            print(f"{phases} phase(s), {rule}: {np.mean(measured < 0):.0%} go the wrong way")
            ax.axline((0, 0), slope=1, color="k", linewidth=0.6)
            ax.set(title=f"input in {phases} phase(s), {rule}", xlabel="predicted", ylabel="measured")
            ax.legend(fontsize=7)

    net = network(2, input_strength=0.2)
    constant = np.sign(np.random.default_rng(1).standard_normal((1, UNITS)))
    target = np.sign(np.random.default_rng(2).standard_normal((1, UNITS)))
    still = flr.tasks.CosineWave(target, 0.5, constant=constant)
    told = float(flr.predict_speed(net, still, step=STEP).speed[0])
    print(f"constant input: predicted speed of the rhythm {told:.1e}")
    criteria.within("constant input, predicted speed", told, -1e-11, 1e-11)
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
