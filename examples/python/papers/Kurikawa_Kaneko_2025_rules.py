"""Input–output maps under every rule: predicted against measured initial speeds.

Twelve networks of six kinds, four maps each, with noise. For every rule: the linearised response (the
couplings are known), one-lag and equal-time (activity under the input alone), and the null χ = 1, no
fluctuations at all, which by itself explains most of the range of a Hebbian rule.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from criteria import Criteria
from draws import maps, network
from matplotlib.figure import Figure

import flrinterop as flr

NETWORKS = 12
TRIALS = {  # pairs of runs; rules that explore at random need more
    "hebbian": 8,
    "error-driven": 8,
    "kurikawa-kaneko": 8,
    "oja": 8,
    "covariance": 8,
    "gradient": 8,
    "force": 8,
    "node-perturbation": 480,
}
COLOURS = {"linearised": "#0072B2", "one-lag": "#009E73", "equal-time": "#D55E00", "null": "#BBBBBB"}
RECORDING = {"trials": 6, "duration": 2000, "transient": 100, "step": 0.05, "lags": 1, "lag_every": 10}


def speeds(number: int) -> dict[tuple[str, str], np.ndarray]:
    """Predict and measure the maps of one network under every rule.

    Parameters
    ----------
    number
        The draw.
    """
    net = network(number)
    task = maps(net, number)
    evoked = flr.simulate(net, task, state="evoked", **RECORDING, threads=1, rng=number)
    found = {}
    for rule, trials in TRIALS.items():
        linearised = flr.predict_speed(net, task, rule)
        seen = flr.measure_speed(net, task, rule, trials=trials, step=0.05, threads=1, rng=100 + number)
        found[rule, "linearised"] = linearised.speed
        found[rule, "null"] = linearised.null_speed
        found[rule, "one-lag"] = flr.predict_speed(evoked, task, rule, estimator="one-lag").speed
        found[rule, "equal-time"] = flr.predict_speed(evoked, task, rule, estimator="equal-time").speed
        found[rule, "measured"] = seen.speed
    return found


def force(alpha: float, networks: int = 6) -> flr.Comparison:
    """Compare speeds of FORCE with P(0) = 1/α: slow for a large α only.

    Parameters
    ----------
    alpha
        α; 1 to 100 are usual.
    networks
        How many networks.
    """
    rule, told, seen = flr.rules.Force(regularisation=alpha), [], []
    for number in range(networks):
        net = network(number)
        task = maps(net, number)
        told.append(flr.predict_speed(net, task, rule).speed)
        seen.append(flr.measure_speed(net, task, rule, rate=1, trials=8, step=0.05, rng=number).speed)
    return flr.compare(np.concatenate(told), np.concatenate(seen))


def main() -> None:
    """Print one line a rule and predictor, draw one panel a rule."""
    with ThreadPoolExecutor(2) as pool:
        draws = list(pool.map(speeds, range(NETWORKS)))
    criteria = Criteria()
    figure = Figure(figsize=(14, 7), layout="constrained")
    for ax, rule in zip(figure.subplots(2, 4).flat, TRIALS, strict=True):
        measured = np.concatenate([one[rule, "measured"] for one in draws])
        for name, colour in COLOURS.items():
            told = np.concatenate([one[rule, name] for one in draws])
            found = flr.compare(told, measured)
            print(
                f"{rule:18} {name:11} R² {found.r2:.4f}  logarithms {found.r2_log:.4f}"
                f"  slope {found.slope:.3f}  span {found.predictor_range:.0f}-fold  n {measured.size}"
            )
            ax.loglog(told, measured, ".", color=colour, label=f"{name}, R² {found.r2:.3f}")
            if name == "linearised":
                criteria.at_least(
                    f"{rule}, linearised R²", found.r2, 0.98 if rule == "node-perturbation" else 0.999
                )
                criteria.within(f"{rule}, linearised slope", found.slope, 0.97, 1.03)
                criteria.at_least(f"{rule}, span of the predictions", found.predictor_range, 10)
            elif name == "one-lag":
                criteria.at_least(f"{rule}, one-lag R²", found.r2, 0.99)
        ax.axline((1, 1), (2, 2), color="k", linewidth=0.6)
        ax.set(title=rule, xlabel="predicted speed", ylabel="measured speed")
        ax.legend(fontsize=7)
    for alpha in (1e6, 1e5, 1e4, 1e3, 10):
        found = force(alpha)
        print(f"force, α = {alpha:9g}: linearised R² {found.r2:.4f}  slope {found.slope:.3f}")
    print("with its usual α, 1 to 100, FORCE has no slow regime, and no initial speed")
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
