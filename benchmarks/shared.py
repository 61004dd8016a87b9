"""How fast do many maps learn by Hebb's rule where all share one J₀? The update is of rank one a map.

    python benchmarks/shared.py [--repeats 7] [--quick] [--json FILE]

Each map's J is J₀ + ξ aᵀ with a growing by ε h x / N, so one product with J₀ serves all maps and no map
needs N² numbers. NumPy does the same work: ``J0 @ X + xi * (a · x)``. The fraction of peak counts J₀ X
alone.
"""

import sys
import time

from measuring import THREADS, Case, in_turn, per_step, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

MAPS, RATE, STEP, GAIN, NOISE = 64, 0.05, 0.1, 0.8, 1e-3


def numpy_seconds(units: int, steps: int) -> float:
    rng = np.random.default_rng(1)
    J = 0.8 / np.sqrt(units) * rng.standard_normal((units, units))
    target, drive = rng.choice([-1.0, 1.0], (2, units, MAPS))
    x, a, z = np.zeros((units, MAPS)), np.zeros((units, MAPS)), np.empty((units, MAPS))
    sigma = np.sqrt(2 * NOISE * STEP)
    overlap = np.zeros(MAPS)
    start = time.perf_counter()
    for _ in range(steps):
        rng.standard_normal(out=z)
        u = J @ x
        u += target * np.einsum("ij,ij->j", a, x)
        a += RATE * STEP / units * x
        x += STEP * (np.tanh(GAIN * (u + drive)) - x) + sigma * z
        overlap = np.einsum("ij,ij->j", target, x) / units
    assert np.isfinite(overlap).all()
    return time.perf_counter() - start


def main() -> int:
    chosen, report = quick_or_whole("shared", "How fast do many maps learn by Hebb's rule from one J₀?")
    sizes, took = [], []
    for units in (100, 300) if chosen.quick else (100, 300, 1000):
        network = flr.Network(flr.couplings.gaussian(units, 0.8, rng=1), gain=GAIN, noise=NOISE)
        task = flr.tasks.InputOutputMap.random(units, MAPS, rng=2)
        few, many = 10, 10 + max(10, int(1e9 / (MAPS * units * (units + 200))))

        def learn(steps: int, net=network, pairs=task) -> float:
            start = time.perf_counter()
            flr.learn(
                net,
                pairs,
                "hebbian",
                rate=RATE,
                duration=STEP * steps,
                step=STEP,
                every=steps,
                threads=THREADS,
                rng=3,
            )
            return time.perf_counter() - start

        short, whole, peer = in_turn(
            chosen.repeats,
            lambda n=few: learn(n),
            lambda n=many: learn(n),
            lambda u=units, n=many // 4: numpy_seconds(u, n),
        )
        mine = per_step(short, few, whole, many)
        work = units * MAPS / 1e6
        report.add(
            Case(
                f"N = {units}, {MAPS} maps",
                "M unit-steps/s",
                work / mine,
                {"NumPy": work * (many // 4) / peer},
                fraction=2 * units * work / mine / 1e3 / report.twin.peak("float64", THREADS),
                fraction_of="multiply–add peak",
                note=f"as if {units * work / mine / 1e3:.3g} G synapse-updates/s",
            )
        )
        sizes.append(units)
        took.append(mine)
    report.growth(f"step of {MAPS} maps, N", sizes, took, "2 in N")
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
