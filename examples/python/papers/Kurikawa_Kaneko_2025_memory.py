"""Auto-association: how fast a Hopfield network learns one more pattern from a cue of it.

Twelve networks that store 1 to 30 patterns, below the instability; four new patterns each, from random to
like a stored one, cued with 20 % of the signs flipped. Then what learning does: the largest cue error from
which the pattern comes back, before and after.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from criteria import Criteria
from matplotlib.figure import Figure

import flrinterop as flr

UNITS, NETWORKS, NEW, STRENGTH = 100, 12, 4, 0.5
STORED = (1, 3, 5, 10, 20, 30)
COLOURS = {"linearised": "#0072B2", "equal-time": "#D55E00", "null": "#BBBBBB"}


def network(number: int) -> tuple[flr.Network, np.ndarray]:
    """Give a Hopfield network below its instability, and what it stores.

    Parameters
    ----------
    number
        The draw.
    """
    chance = np.random.default_rng(number)
    stored = chance.choice([-1.0, 1.0], (STORED[number % len(STORED)], UNITS))
    coupling = flr.couplings.hopfield(stored)
    leading = np.linalg.eigvalsh(coupling.dense())[-1]
    gain = chance.uniform(0.3, 0.85) / leading
    return flr.Network(coupling, gain=gain, noise=1e-3, input_strength=STRENGTH), stored


def task(stored: np.ndarray, number: int) -> flr.tasks.AutoAssociation:
    """Give new patterns that are like a stored one to 0 … 0.6.

    Parameters
    ----------
    stored
        What the network stores.
    number
        The draw.
    """
    chance = np.random.default_rng(100 + number)
    new = chance.choice([-1.0, 1.0], (NEW, UNITS))
    like = chance.random((NEW, UNITS)) < np.linspace(0, 0.6, NEW)[:, None]
    return flr.tasks.AutoAssociation(np.where(like, stored[0], new), cue=0.2, rng=number)


def draw(number: int) -> dict[str, np.ndarray]:
    """Predict and measure the patterns of one network.

    Parameters
    ----------
    number
        The draw.
    """
    net, stored = network(number)
    patterns = task(stored, number)
    rest = flr.simulate(net, trials=64, duration=300, threads=1, rng=number)
    evoked = flr.simulate(
        net, patterns.to_maps(), state="evoked", trials=32, duration=200, threads=1, rng=number
    )
    told = flr.predict_speed(net, patterns)
    return {
        "linearised": told.speed,
        "equal-time": flr.predict_speed(rest, patterns, evoked=evoked).speed,
        "null": told.null_speed,
        "measured": flr.measure_speed(net, patterns, trials=16, step=0.05, threads=1, rng=number).speed,
    }


def main() -> None:
    """Print and draw predicted against measured speeds, then the basins."""
    with ThreadPoolExecutor(2) as pool:
        draws = list(pool.map(draw, range(NETWORKS)))
    speeds = {name: np.concatenate([one[name] for one in draws]) for name in draws[0]}
    criteria = Criteria()
    figure = Figure(figsize=(10, 4.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for name, colour in COLOURS.items():
        found = flr.compare(speeds[name], speeds["measured"])
        print(
            f"{name:11} R² {found.r2:.4f}  logarithms {found.r2_log:.4f}  slope {found.slope:.3f}"
            f"  span {found.predictor_range:.0f}-fold  n {speeds[name].size}"
        )
        left.loglog(speeds[name], speeds["measured"], ".", color=colour, label=f"{name}, R² {found.r2:.3f}")
        if name == "linearised":
            criteria.at_least("linearised R²", found.r2, 0.999)
            criteria.within("linearised slope", found.slope, 0.97, 1.03)
        elif name == "equal-time":
            criteria.at_least("equal-time R², fluctuations at rest", found.r2, 0.98)
    left.axline((1, 1), (2, 2), color="k", linewidth=0.6)
    left.set(xlabel="predicted speed", ylabel="measured speed")
    left.legend()

    chance = np.random.default_rng(7)
    pattern = flr.tasks.AutoAssociation.random(units=UNITS, maps=1, cue=0.2, rng=8)
    stored = flr.couplings.hopfield(chance.choice([-1.0, 1.0], (3, UNITS)))
    before = flr.Network(stored, gain=2.0, noise=1e-3, input_strength=STRENGTH)
    run = flr.learn(before, pattern.to_maps(), "hebbian", rate=0.02, duration=120, rng=9)
    after = flr.Network(
        flr.couplings.from_array(run.couplings[0]), gain=2.0, noise=1e-3, input_strength=STRENGTH
    )
    kept = [float(pattern.recall(net, 0.2)[0]) for net in (before, after)]
    print(
        f"gain 2, 20 % of the signs flipped, cue taken off: overlap {kept[0]:.2f} before learning,"
        f" {kept[1]:.2f} after"
    )
    print(f"basin after learning: up to {pattern.basin(after)[0]:.0%} of the signs flipped")
    criteria.within("overlap before learning", kept[0], -0.5, 0.5)
    criteria.at_least("overlap after learning", kept[1], 0.6)
    shares = np.linspace(0, 0.5, 11)
    for net, label in ((before, "before learning"), (after, "after learning")):
        right.plot(shares, [float(pattern.recall(net, share)[0]) for share in shares], "o-", label=label)
    right.set(xlabel="share of flipped signs in the cue", ylabel="overlap with the pattern, cue taken off")
    right.legend()
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
