"""How fast do many networks learn, each with its own J that changes every step?

    python benchmarks/plastic.py [--repeats 7] [--quick] [--json FILE]

The rule of Kurikawa and Kaneko, which keeps no structure: every weight is read and written once a step.
Billions of synapse-updates a second; the fraction of peak counts 6 operations a synapse, and of bandwidth
16 bytes.
"""

import sys
import time

from measuring import THREADS, Case, in_turn, jitted, per_step, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

NETWORKS, RATE, STEP, GAIN, NOISE = 64, 0.05, 0.1, 0.8, 1e-3
GOALS = {100: 4.0, 300: 2.6}


def numpy_seconds(units: int, steps: int) -> float:
    rng = np.random.default_rng(1)
    J = np.repeat(0.8 / np.sqrt(units) * rng.standard_normal((1, units, units)), NETWORKS, axis=0)
    target, drive = rng.choice([-1.0, 1.0], (2, NETWORKS, units))
    x, change = np.zeros((NETWORKS, units)), np.empty_like(J)
    sigma = np.sqrt(2 * NOISE * STEP)
    start = time.perf_counter()
    for _ in range(steps):
        u = np.matmul(J, x[:, :, None])[:, :, 0]
        g = RATE * STEP / units * (target - x)
        np.multiply(J, u[:, :, None], out=change)
        np.subtract(x[:, None, :], change, out=change)
        change *= g[:, :, None]
        J += change
        x += STEP * (np.tanh(GAIN * (u + drive)) - x) + sigma * rng.standard_normal(x.shape)
    return time.perf_counter() - start


def plain_loop(J, x, target, drive, noise, steps):
    """Do the same one network after another, for a compiler that fuses what it can."""
    networks, units = x.shape
    for e in range(networks):
        u = np.zeros(units)
        for step in range(steps):
            for i in range(units):
                total = 0.0
                for j in range(units):
                    total += J[e, i, j] * x[e, j]
                u[i] = total
            for i in range(units):
                g = RATE * STEP / units * (target[e, i] - x[e, i])
                for j in range(units):
                    J[e, i, j] += g * (x[e, j] - u[i] * J[e, i, j])
            for i in range(units):
                x[e, i] += STEP * (np.tanh(GAIN * (u[i] + drive[e, i])) - x[e, i]) + noise[step % 16, e, i]


def numba_seconds(compiled, units: int, steps: int) -> float:
    rng = np.random.default_rng(1)
    J = np.repeat(0.8 / np.sqrt(units) * rng.standard_normal((1, units, units)), NETWORKS, axis=0)
    target, drive = rng.choice([-1.0, 1.0], (2, NETWORKS, units))
    noise = np.sqrt(2 * NOISE * STEP) * rng.standard_normal((16, NETWORKS, units))
    half = NETWORKS // THREADS
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(THREADS) as pool:
        start = time.perf_counter()
        list(
            pool.map(
                lambda at: compiled(
                    J[at : at + half],
                    np.zeros((half, units)),
                    target[at : at + half],
                    drive[at : at + half],
                    noise[:, at : at + half],
                    steps,
                ),
                range(0, NETWORKS, half),
            )
        )
        return time.perf_counter() - start


def main() -> int:
    chosen, report = quick_or_whole("plastic", "How fast do many networks learn, each with a J of its own?")
    compiled = jitted(plain_loop, nogil=True)
    peak, bandwidth = report.twin.peak("float64", THREADS), report.twin.bandwidth(THREADS)
    sizes, took = [], []
    for units in (100, 300) if chosen.quick else (100, 300, 1000):
        network = flr.Network(flr.couplings.gaussian(units, 0.8, rng=1), gain=GAIN, noise=NOISE)
        task = flr.tasks.InputOutputMap.random(units, NETWORKS, rng=2)
        few, many = max(2, int(2e8 / (NETWORKS * units**2))), max(4, int(2e9 / (NETWORKS * units**2)))
        fewer = max(2, many // 10)

        def learn(steps: int, net=network, pairs=task) -> float:
            start = time.perf_counter()
            flr.learn(
                net,
                pairs,
                "kurikawa-kaneko",
                rate=RATE,
                duration=STEP * steps,
                step=STEP,
                every=steps,
                threads=THREADS,
                rng=3,
            )
            return time.perf_counter() - start

        works = [
            # Two lengths, so that what is done once (J copied in and out) falls out.
            lambda n=few: learn(n),
            lambda n=many: learn(n),
            lambda u=units, n=fewer: numpy_seconds(u, n),
        ]
        if compiled is not None:
            works.append(lambda u=units, n=fewer: numba_seconds(compiled, u, n))
        short, whole, *peers = in_turn(chosen.repeats, *works)
        mine = per_step(short, few, whole, many)
        synapses = NETWORKS * units**2 / 1e9
        rate = synapses / mine
        held = dict(zip(("NumPy", "Numba"), (synapses * fewer / peer for peer in peers), strict=False))
        kept_in_cache = NETWORKS * units**2 * 8 < 2**25
        report.add(
            Case(
                f"N = {units}, {NETWORKS} networks",
                "G synapse-updates/s",
                rate,
                held,
                GOALS.get(units),
                "Numba",
                6 * rate / peak if kept_in_cache or units <= 300 else 16 * rate / bandwidth,
                "multiply–add peak" if kept_in_cache or units <= 300 else "memory bandwidth",
            )
        )
        sizes.append(units)
        took.append(mine)
    report.growth(f"step of {NETWORKS} networks, N", sizes, took, "2 in N")
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
