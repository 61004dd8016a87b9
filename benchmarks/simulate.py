"""How fast is one network simulated? The simulator against NumPy on the same work, in turn, in one run.

    python benchmarks/simulate.py [--repeats 7] [--quick] [--width Bits256] [--json FILE]

One row a case: millions of unit-steps a second of both, their ratio, the goal where there is one, and the
fraction of the machine's measured multiply–add peak that the product J x alone accounts for. NumPy steps
``x += dt * (tanh(J @ x) - x) + sigma * z`` with ``Generator.standard_normal``, in place, in the same
precision.
"""

import sys
import time

from measuring import THREADS, Case, in_turn, quick_or_whole

import numpy as np  # isort: skip

GOALS = {
    (100, 64, "float64"): 4.5,
    (500, 64, "float64"): 2.0,
    (1000, 64, "float64"): 1.5,
    (100, 64, "float32"): 6.0,
    (500, 64, "float32"): 1.8,
    (1000, 64, "float32"): 1.3,
    (100, 1, "float64"): 7.0,
}
TWO_THREADS = 1.7
QUICK = {(100, 64, "float64"), (500, 64, "float64"), (100, 64, "float32"), (100, 1, "float64")}


def numpy_seconds(units: int, trials: int, dtype: str, covariance: bool, steps: int) -> float:
    """The seconds that NumPy takes for the same steps."""
    rng = np.random.default_rng(1)
    kind = np.dtype(dtype)
    weights = (0.8 / np.sqrt(units) * rng.standard_normal((units, units), kind)).astype(kind)
    shape = (units, trials) if trials > 1 else (units,)
    x, h, z = np.zeros(shape, kind), np.empty(shape, kind), np.empty(shape, kind)
    total = np.zeros(shape)
    products = np.zeros((units, units))
    together = max(1, 128 // trials)
    buffer = np.empty((units, together * trials), kind)
    dt, sigma = kind.type(0.1), kind.type(np.sqrt(2 * 1e-3 * 0.1))
    start = time.perf_counter()
    for step in range(steps):
        rng.standard_normal(out=z, dtype=kind)
        np.matmul(weights, x, out=h)
        np.tanh(h, out=h)
        h -= x
        h *= dt
        x += h
        z *= sigma
        x += z
        total += x
        if covariance:
            place = step % together
            buffer[:, place * trials : (place + 1) * trials] = x.reshape(units, trials)
            if place == together - 1 or step == steps - 1:
                held = buffer[:, : (place + 1) * trials]
                products += held @ held.T
    return time.perf_counter() - start


def main() -> int:
    chosen, report = quick_or_whole("simulate", "How fast is one network simulated, without learning?")
    twin = report.twin
    seconds: dict[tuple[int, int, str], float] = {}
    for units in (100, 500, 1000, 5000):
        for trials in (1, 16, 64):
            for dtype in ("float64", "float32"):
                for record in ("mean", "covariance"):
                    if chosen.quick and ((units, trials, dtype) not in QUICK or record == "covariance"):
                        continue
                    # About 120 ms of work each, and steps enough that packing J, once a run, is a small
                    # part; for one trial three times the samples whose products are added at once.
                    effort = units * trials * (units + 200) * (6 if trials == 1 else 1) * 0.6
                    steps = max(384 if trials == 1 else 48, int(1.2e10 / effort))
                    fewer = max(2, steps // 3)

                    def ours(u=units, t=trials, d=dtype, r=record, n=steps) -> float:
                        return twin.ask("simulate", u, t, d, r, THREADS, n, chosen.width)

                    def theirs(u=units, t=trials, d=dtype, r=record, n=fewer, m=steps) -> float:
                        return numpy_seconds(u, t, d, r == "covariance", n) * m / n

                    mine, peer = in_turn(chosen.repeats, ours, theirs)
                    work = units * trials * steps / 1e6
                    peak = twin.peak(dtype, THREADS)
                    report.add(
                        Case(
                            f"N = {units}, {trials} trials, {dtype}, {record}",
                            "M unit-steps/s",
                            work / mine,
                            {"NumPy": work / peer},
                            None if record == "covariance" else GOALS.get((units, trials, dtype)),
                            "NumPy",
                            2 * units * work / mine / 1e3 / peak,
                            "multiply–add peak",
                        )
                    )
                    if record == "mean":
                        seconds[units, trials, dtype] = mine / steps
    _growths(report, seconds)
    _threads(report, twin, chosen)
    report.close()
    return 0


def _growths(report, seconds) -> None:
    sizes = [n for n in (500, 1000, 5000) if (n, 64, "float64") in seconds]
    report.growth("step of 64 trials, N", sizes, [seconds[n, 64, "float64"] for n in sizes], "2 in N")
    counts = [t for t in (1, 16, 64) if (1000, t, "float64") in seconds]
    report.growth(
        "step of N = 1000, trials", counts, [seconds[1000, t, "float64"] for t in counts], "1 in trials"
    )


def _threads(report, twin, chosen) -> None:
    if THREADS < 2:
        return
    units, trials, steps = 500, 64, 200
    one, two = in_turn(
        chosen.repeats,
        lambda: twin.ask("simulate", units, trials, "float64", "mean", 1, steps, chosen.width),
        lambda: twin.ask("simulate", units, trials, "float64", "mean", 2, steps, chosen.width),
    )
    work = units * trials * steps / 1e6
    report.add(
        Case(
            f"two threads, N = {units}, {trials} trials",
            "M unit-steps/s",
            work / two,
            {"one thread": work / one},
            TWO_THREADS,
            "one thread",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
