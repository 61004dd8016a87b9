"""Speed against the gain and against the number of maps that the network already knows.

Random new maps, Hebbian rule. More gain and more known maps make spontaneous activity vary more, and learning
faster; the closed form for few known maps and weak input is speed ∝ β³ (1 + 4 K β² / N).
"""

import numpy as np
from criteria import Criteria
from matplotlib.figure import Figure

import flrinterop as flr

UNITS, NEW, STRENGTH, REPEATS = 100, 10, 0.1, 3
GAINS = (0.2, 0.35, 0.5, 0.7, 0.9, 1.2, 1.5, 1.8)
KNOWN = (0, 1, 3, 5, 10, 15)
GAIN_OF_COUNTS, COUNT_OF_GAINS = 0.5, 5


def network(known: int, gain: float, repeat: int) -> flr.Network:
    """Give a network that knows some maps.

    Parameters
    ----------
    known
        The number of embedded maps; for 0 nothing is coupled.
    gain
        β.
    repeat
        Which maps.
    """
    nothing = flr.couplings.from_array(np.zeros((UNITS, UNITS)))
    coupling = flr.couplings.pre_embedded(units=UNITS, maps=known, rng=50 + repeat) if known else nothing
    return flr.Network(coupling, gain=gain, noise=1e-3, input_strength=STRENGTH)


def point(known: int, gain: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Predict from the couplings and from rest, and measure; shapes (repeats · maps,).

    Parameters
    ----------
    known
        The number of known maps.
    gain
        β.
    """
    told, rested, seen = [], [], []
    for repeat in range(REPEATS):
        net = network(known, gain, repeat)
        task = flr.tasks.InputOutputMap.random(units=UNITS, maps=NEW, rng=900 + repeat)
        rest = flr.simulate(net, trials=64, duration=200, rng=repeat)
        told.append(flr.predict_speed(net, task).speed)
        rested.append(flr.predict_speed(rest, task).speed)
        seen.append(flr.measure_speed(net, task, trials=8, rng=repeat).speed)
    return np.concatenate(told), np.concatenate(rested), np.concatenate(seen)


def main() -> None:
    """Print and draw both dependences."""
    by_gain = [point(COUNT_OF_GAINS, gain) for gain in GAINS]
    by_count = [point(count, GAIN_OF_COUNTS) for count in KNOWN]
    told, rested, seen = (np.concatenate(one) for one in zip(*by_gain, *by_count, strict=True))
    criteria = Criteria()
    whole, alone = flr.compare(told, seen), flr.compare(rested, seen)
    print(f"{seen.size} maps, speeds span {whole.predictor_range:.0f}-fold")
    print(
        f"linearised                R² {whole.r2:.4f}  logarithms {whole.r2_log:.4f}  slope {whole.slope:.3f}"
    )
    print(
        f"equal-time, rest alone    R² {alone.r2:.4f}  logarithms {alone.r2_log:.4f}  slope {alone.slope:.3f}"
    )
    criteria.at_least("linearised R²", whole.r2, 0.999)
    criteria.at_least("linearised R² of the logarithms", whole.r2_log, 0.999)
    criteria.within("linearised slope", whole.slope, 0.97, 1.03)

    rise = np.mean(by_gain[-1][2]) / np.mean(by_gain[0][2])
    cubed = (GAINS[-1] / GAINS[0]) ** 3
    print(f"gain {GAINS[0]} → {GAINS[-1]}: {rise:.0f} times faster, of which β³ gives {cubed:.0f}")
    more = np.mean(by_count[-1][2]) / np.mean(by_count[0][2])
    closed = 1 + 4 * KNOWN[-1] * GAIN_OF_COUNTS**2 / UNITS
    print(
        f"{KNOWN[0]} → {KNOWN[-1]} known maps at β = {GAIN_OF_COUNTS}: × {more:.3f},"
        f" closed form × {closed:.3f}"
    )
    criteria.within("known maps, measured ÷ closed form", more / closed, 0.9, 1.1)

    figure = Figure(figsize=(10, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    for ax, points, at in ((left, by_gain, GAINS), (right, by_count, KNOWN)):
        for which, style, label in (
            (2, "o", "measured"),
            (0, "-", "linearised"),
            (1, "--", "rest alone, equal-time"),
        ):
            ax.plot(at, [np.mean(one[which]) for one in points], style, label=label)
        ax.set_ylabel("speed (dm/dt per ε, 1/τ)")
        ax.legend()
    left.set(xlabel="gain β", yscale="log", title=f"{COUNT_OF_GAINS} known maps")
    right.plot(
        KNOWN, np.mean(by_count[0][2]) * (1 + 4 * np.array(KNOWN) * GAIN_OF_COUNTS**2 / UNITS), ":", color="k"
    )
    right.set(xlabel="known maps K", title=f"β = {GAIN_OF_COUNTS}; dotted: 1 + 4Kβ²/N")
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
