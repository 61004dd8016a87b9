"""How fast are networks that no dense matrix could hold, and do they stay small?

    python benchmarks/structures.py [--repeats 5] [--quick] [--json FILE]

Sixteen trials together, mean only. NumPy does ``U @ (V.T @ x)``, SciPy its CSR product, with the same
step as in simulate.py. What a coupling holds is compared with what its structure needs, and the memory of
the process stays far below one dense matrix: both are asserted.
"""

import resource
import sys
import time

from measuring import THREADS, Case, in_turn, per_step, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

TRIALS, STEP, GAIN, NOISE = 16, 0.1, 0.8, 1e-3
GIGABYTE = 2**30
RANK_GOAL, HARD_GOAL, SPARSE_GOAL = 4.0, 3.0, 5.0


def peer_seconds(product, units: int, steps: int) -> float:
    rng = np.random.default_rng(1)
    x, z = np.zeros((units, TRIALS)), np.empty((units, TRIALS))
    total = np.zeros_like(x)
    sigma = np.sqrt(2 * NOISE * STEP)
    start = time.perf_counter()
    for _ in range(steps):
        rng.standard_normal(out=z)
        h = product(x)
        h *= GAIN
        np.tanh(h, out=h)
        h -= x
        h *= STEP
        x += h
        z *= sigma
        x += z
        total += x
    return time.perf_counter() - start


def our_seconds(coupling: flr.Coupling, steps: int) -> float:
    network = flr.Network(coupling, gain=GAIN, noise=NOISE)
    start = time.perf_counter()
    flr.simulate(
        network,
        trials=TRIALS,
        duration=STEP * steps,
        step=STEP,
        transient=0,
        record=("mean",),
        threads=THREADS,
        rng=3,
    )
    return time.perf_counter() - start


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> int:
    chosen, report = quick_or_whole("structures", "How fast are networks that no dense matrix could hold?")
    repeats = min(chosen.repeats, 5)

    def add(name, coupling, product, multiply_adds, needed, goal, peer) -> float:
        units = coupling.units
        assert coupling.nbytes == needed, f"{name}: {coupling.nbytes} bytes instead of {needed}"
        few, many = 2, 2 + max(8, int((1e7 if chosen.quick else 4e7) / (units * TRIALS)))
        short, whole, other = in_turn(
            repeats,
            lambda: our_seconds(coupling, few),
            lambda: our_seconds(coupling, many),
            lambda: peer_seconds(product, units, few),
        )
        mine, theirs = per_step(short, few, whole, many), other / few
        work = units * TRIALS / 1e6
        report.add(
            Case(
                name,
                "M unit-steps/s",
                work / mine,
                {peer: work / theirs},
                goal,
                peer,
                2 * multiply_adds * TRIALS / mine / 1e9 / report.twin.peak("float64", THREADS),
                "multiply–add peak",
                f"{coupling.nbytes / 1e6:.0f} MB (dense: {8 * units**2 / 1e9:.1f} GB)",
            )
        )
        return mine

    rng = np.random.default_rng(5)
    took: dict[tuple[int, int], float] = {}
    for rank in (5,) if chosen.quick else (5, 20, 50):
        for units in (10_000, 100_000):
            left = rng.standard_normal((units, rank)) / np.sqrt(units)
            right = rng.standard_normal((units, rank)) / np.sqrt(units)
            goal = HARD_GOAL if (rank, units) == (50, 100_000) else RANK_GOAL
            took[rank, units] = add(
                f"low rank {rank}, N = {units}",
                flr.couplings.low_rank(left, right),
                lambda x, u=left, v=right: u @ (v.T @ x),
                2 * units * rank,
                2 * units * rank * 8,
                goal,
                "NumPy",
            )
            if (rank, units) == (5, 100_000):
                assert peak_bytes() < GIGABYTE, f"{peak_bytes() / GIGABYTE:.2f} GB"
    report.growth("low rank 5, N", [10_000, 100_000], [took[5, 10_000], took[5, 100_000]], "1 in N")
    units, maps = 100_000, 5
    task = flr.tasks.InputOutputMap.random(units, maps, rng=2)
    for name, coupling, extra in (
        ("Hopfield, 5 patterns", flr.couplings.hopfield(task.targets), units * 8),
        ("pre-embedded, 5 maps", flr.couplings.pre_embedded(inputs=task.inputs, targets=task.targets), 0),
    ):
        factors = (coupling.parts[0] if coupling.parts else coupling).arrays
        diagonal = coupling.parts[1].arrays["weights"][:, None] if coupling.parts else 0.0
        add(
            f"{name}, N = {units}",
            coupling,
            lambda x, f=factors, d=diagonal: f["left"] @ (f["right"].T @ x) + d * x,
            2 * units * maps + extra // 8,
            2 * units * maps * 8 + extra,
            None,
            "NumPy",
        )
    for units in (10_000,) if chosen.quick else (10_000, 100_000):
        sparse = flr.couplings.sparse(units, 100, 0.8, rng=1)
        from scipy.sparse import csr_array

        held = csr_array(
            (sparse.arrays["weights"], sparse.arrays["columns"], sparse.arrays["offsets"]),
            shape=(units, units),
        )
        add(
            f"sparse, 100 inputs a unit, N = {units}",
            sparse,
            lambda x, j=held: j @ x,
            units * 100,
            units * 100 * 12 + (units + 1) * 4,
            SPARSE_GOAL,
            "SciPy",
        )
    assert peak_bytes() < 4 * GIGABYTE, f"{peak_bytes() / GIGABYTE:.2f} GB"
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
