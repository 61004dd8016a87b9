"""Speed against alignment with what is already known.

A new map is like a known one to a degree: its target like a known target, its input like a known target or
a known input. Closed forms at gain β, relative to a random new map: target along a known target × (1 + β);
input along a known target × (1 + β)² + β²; input along a known input × (1 − β)² + β²; a known map again
× 1 − β + 2β³, so that alignment with one's own map helps only for β > 0.71.
"""

import numpy as np
from criteria import Criteria
from matplotlib.figure import Figure

import flrinterop as flr

UNITS, KNOWN, GAIN, STRENGTH, REPEATS = 200, 3, 0.5, 0.2, 12
SHARES = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
KINDS = {
    "target like a known target": 1 + GAIN,
    "input like a known target": (1 + GAIN) ** 2 + GAIN**2,
    "both": (1 + GAIN) * ((1 + GAIN) ** 2 + GAIN**2),
    "input like a known input": (1 - GAIN) ** 2 + GAIN**2,
    "a known map again": 1 - GAIN + 2 * GAIN**3,
}


def mixed(known: np.ndarray, new: np.ndarray, share: float, chance: np.random.Generator) -> np.ndarray:
    """Take a share of the units' signs from what is known, the rest from what is new.

    Parameters
    ----------
    known, new
        Patterns of ±1, shape (units,).
    share
        From 0, all new, to 1, all known.
    chance
        Draws the units.
    """
    return np.where(chance.random(known.size) < share, known, new)


def task(kind: str, known: flr.tasks.InputOutputMap, chance: np.random.Generator) -> flr.tasks.InputOutputMap:
    """Give one map a share.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    known
        The maps that the network knows.
    chance
        Draws the new patterns.
    """
    first, second = known.targets[0], known.targets[1]
    inputs, targets = [], []
    new = np.sign(chance.standard_normal((2, UNITS)))
    for share in SHARES:
        like_input = {
            "target like a known target": new[0],
            "input like a known target": mixed(second, new[0], share, chance),
            "both": mixed(second, new[0], share, chance),
            "input like a known input": mixed(known.inputs[1], new[0], share, chance),
            "a known map again": mixed(known.inputs[0], new[0], share, chance),
        }[kind]
        alone = kind in ("input like a known target", "input like a known input")
        inputs.append(like_input)
        targets.append(new[1] if alone else mixed(first, new[1], share, chance))
    return flr.tasks.InputOutputMap(np.array(inputs), np.array(targets))


def main() -> None:
    """Print and draw the relative speeds of every kind."""
    told = {kind: np.zeros((REPEATS, SHARES.size)) for kind in KINDS}
    seen = {kind: np.zeros((REPEATS, SHARES.size)) for kind in KINDS}
    for repeat in range(REPEATS):
        known = flr.tasks.InputOutputMap.random(units=UNITS, maps=KNOWN, rng=repeat)
        coupling = flr.couplings.pre_embedded(inputs=known.inputs, targets=known.targets)
        net = flr.Network(coupling, gain=GAIN, noise=1e-3, input_strength=STRENGTH)
        chance = np.random.default_rng(repeat)
        for kind in KINDS:
            maps = task(kind, known, chance)
            told[kind][repeat] = flr.predict_speed(net, maps).speed
            seen[kind][repeat] = flr.measure_speed(net, maps, trials=24, rng=repeat).speed
    criteria = Criteria()
    found = flr.compare(
        np.concatenate([*told.values()], axis=None), np.concatenate([*seen.values()], axis=None)
    )
    print(f"linearised, {found.predicted.size} maps: R² {found.r2:.4f}  slope {found.slope:.3f}")
    criteria.at_least("linearised R²", found.r2, 0.999)
    criteria.within("linearised slope", found.slope, 0.97, 1.03)
    figure = Figure(figsize=(6.5, 4.6), layout="constrained")
    ax = figure.subplots()
    for number, (kind, closed) in enumerate(KINDS.items()):
        base = seen[kind][:, 0].mean()
        measured, predicted = (
            seen[kind].mean(axis=0) / base,
            told[kind].mean(axis=0) / told[kind][:, 0].mean(),
        )
        print(
            f"{kind:28} × {measured[-1]:.3f} measured, × {predicted[-1]:.3f} linearised,"
            f" × {closed:.3f} closed form"
        )
        criteria.within(f"{kind}, measured ÷ closed form", measured[-1] / closed, 0.9, 1.1)
        ax.plot(SHARES, measured, "o", color=f"C{number}")
        ax.plot(SHARES, predicted, "-", color=f"C{number}", label=kind)
        ax.plot(1.04, closed, "<", color=f"C{number}")
    ax.axhline(1, color="k", linewidth=0.6)
    ax.set(
        xlabel="share of signs taken from what is known", ylabel="speed ÷ speed of a random map", yscale="log"
    )
    ax.legend(
        loc="lower left", title=f"β = {GAIN}; points measured, lines linearised, ◂ closed form", fontsize=8
    )
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
