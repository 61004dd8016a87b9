"""How fast is FORCE, recursive least squares on all recurrent weights?

    python benchmarks/force.py [--repeats 5] [--quick] [--json FILE]

Sixteen networks, eight side by side on each of two threads, P and J updated every step: network-steps a
second. The fraction of peak counts the 4 N² multiply–adds of a step.
"""

import sys
import time

from measuring import THREADS, Case, in_turn, jitted, per_step, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

NETWORKS, STEP, GAIN, NOISE = 16, 0.1, 1.2, 1e-3
GOALS = {250: 2.2, 750: 1.8}


def numpy_seconds(units: int, steps: int) -> float:
    rng = np.random.default_rng(1)
    J, P = 0.8 / np.sqrt(units) * rng.standard_normal((units, units)), np.eye(units)
    x, target, drive = rng.standard_normal(units), rng.choice([-0.5, 0.5], units), rng.standard_normal(units)
    outer = np.empty((units, units))
    start = time.perf_counter()
    for _ in range(steps):
        u, k = J @ x, P @ x
        y = k / (1 + x @ k)
        np.multiply.outer(k, y, out=outer)
        P -= outer
        np.multiply.outer(target - u, y, out=outer)
        J += outer
        x = (
            x
            + STEP * (np.tanh(GAIN * (u + drive)) - x)
            + np.sqrt(2 * NOISE * STEP) * rng.standard_normal(units)
        )
    return time.perf_counter() - start


def plain_loop(J, P, x, target, drive, noise, steps):
    units = x.size
    u, k = np.zeros(units), np.zeros(units)
    for step in range(steps):
        shrink = 1.0
        for i in range(units):
            left, right = 0.0, 0.0
            for j in range(units):
                left += J[i, j] * x[j]
                right += P[i, j] * x[j]
            u[i], k[i] = left, right
            shrink += right * x[i]
        for i in range(units):
            a, b = k[i] / shrink, (target[i] - u[i]) / shrink
            for j in range(units):
                P[i, j] -= a * k[j]
                J[i, j] += b * k[j]
        for i in range(units):
            x[i] += STEP * (np.tanh(GAIN * (u[i] + drive[i])) - x[i]) + noise[step % 16, i]


def numba_seconds(compiled, units: int, steps: int) -> float:
    from concurrent.futures import ThreadPoolExecutor

    rng = np.random.default_rng(1)

    def one(_: int) -> None:
        compiled(
            0.8 / np.sqrt(units) * rng.standard_normal((units, units)),
            np.eye(units),
            rng.standard_normal(units),
            rng.choice([-0.5, 0.5], units),
            rng.standard_normal(units),
            0.01 * rng.standard_normal((16, units)),
            steps,
        )

    with ThreadPoolExecutor(THREADS) as pool:
        start = time.perf_counter()
        list(pool.map(one, range(THREADS)))
        return (time.perf_counter() - start) / THREADS


def main() -> int:
    chosen, report = quick_or_whole("force", "How fast is recursive least squares on all weights?")
    compiled = jitted(plain_loop, nogil=True)
    sizes, took = [], []
    for units in (250,) if chosen.quick else (250, 750, 2000):
        network = flr.Network(flr.couplings.gaussian(units, 0.8, rng=1), gain=GAIN, noise=NOISE)
        task = flr.tasks.InputOutputMap.random(units, NETWORKS, rng=2)
        few = 4
        many = few + max(4, int(4e8 / (NETWORKS * units**2)))

        def learn(steps: int, net=network, pairs=task) -> float:
            start = time.perf_counter()
            rule = flr.rules.Force(interval=STEP)
            flr.learn(
                net,
                pairs,
                rule,
                rate=1.0,
                duration=STEP * steps,
                step=STEP,
                every=steps,
                threads=THREADS,
                rng=3,
            )
            return time.perf_counter() - start

        works = [lambda n=few: learn(n), lambda n=many: learn(n), lambda u=units, n=many: numpy_seconds(u, n)]
        if compiled is not None:
            works.append(lambda u=units, n=many: numba_seconds(compiled, u, n))
        short, whole, *peers = in_turn(min(chosen.repeats, 5), *works)
        mine = per_step(short, few, whole, many) / NETWORKS
        report.add(
            Case(
                f"N = {units}, {NETWORKS} networks",
                "network-steps/s",
                1 / mine,
                dict(zip(("NumPy", "Numba"), (many / peer for peer in peers), strict=False)),
                GOALS.get(units),
                "Numba",
                8 * units**2 / mine / 1e9 / report.twin.peak("float64", THREADS),
                "multiply–add peak",
            )
        )
        sizes.append(units)
        took.append(mine)
    report.growth("step, N", sizes, took, "2 in N")
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
