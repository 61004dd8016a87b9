"""Letters: how fast two readouts learn to draw the closed curve of a letter.

Thirty networks, one letter each, four harmonics; the measure is the fall of the curve's error. The linearised
response knows the couplings; one-lag and equal-time know spontaneous fluctuations and what the input evokes.
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


def letter(number: int) -> flr.tasks.LetterTrajectory:
    """Give the draw's letter.

    Parameters
    ----------
    number
        The draw.
    """
    omega = OMEGAS[(number // 2) % len(OMEGAS)]
    return flr.tasks.LetterTrajectory(chr(ord("A") + number % 26), UNITS, omega, rng=2000 + number)


def draw(number: int) -> dict[tuple[str, str], float]:
    """Predict and measure one network's letter under every rule.

    Parameters
    ----------
    number
        The draw.
    """
    net, task = network(number, input_strength=0.2), letter(number)
    rest = flr.simulate(net, **RECORDING, threads=1, rng=number)
    found = {}
    for rule in RULES:
        seen = flr.measure_speed(net, task, rule, trials=8, step=STEP, threads=1, rng=3000 + number)
        found[rule, "measured"] = float(seen.speed[0])
        found[rule, "linearised"] = float(flr.predict_speed(net, task, rule, step=STEP).speed[0])
        for estimator in ("one-lag", "equal-time"):
            told = flr.predict_speed(rest, task, rule, estimator=estimator, evoked=seen)
            found[rule, estimator] = float(told.speed[0])
    return found


def main() -> None:
    """Print one line a rule and predictor, draw them and some letters."""
    with ThreadPoolExecutor(2) as pool:
        draws = list(pool.map(draw, range(DRAWS)))
    criteria = Criteria()
    figure = Figure(figsize=(14, 4.4), layout="constrained")
    *panels, shapes = figure.subplots(1, 3)
    for ax, rule in zip(panels, RULES, strict=True):
        measured = np.array([one[rule, "measured"] for one in draws])
        for name, colour in COLOURS.items():
            told = np.array([one[rule, name] for one in draws])
            found = flr.compare(told, measured)
            print(
                f"{rule:12} {name:10} R² {found.r2:.4f}  logarithms {found.r2_log:.4f}"
                f"  slope {found.slope:.3f}  span {found.predictor_range:.0f}-fold"
            )
            ax.loglog(told, measured, ".", color=colour, label=f"{name}, R² {found.r2:.3f}")
            if name == "linearised":
                criteria.at_least(f"{rule}, linearised R²", found.r2, 0.995)
                criteria.within(f"{rule}, linearised slope", found.slope, 0.95, 1.05)
            elif name == "one-lag":
                criteria.at_least(f"{rule}, one-lag R²", found.r2, 0.99)
        ax.axline((1, 1), (2, 2), color="k", linewidth=0.6)
        ax.set(title=rule, xlabel="predicted fall of the error", ylabel="measured fall of the error")
        ax.legend(fontsize=8)
    times = np.linspace(0, 2 * np.pi, 200)
    for place, text in enumerate("FLR"):
        curve = flr.tasks.LetterTrajectory(text, UNITS, omega=1.0, rng=0).curve(times)[0]
        shapes.plot(curve[:, 0] + 3 * place, curve[:, 1])
    shapes.set(title="targets of the two readouts", aspect="equal")
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
