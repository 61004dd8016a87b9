"""How fast is one network simulated? The C# simulator against NumPy on the same work, in turn, in one run.

    python benchmarks/simulate.py [--repeats 7] [--quick] [--width Bits256]

One row a case: millions of unit-steps a second (best of all repeats) of both, their ratio, the goal where
there is one, and the fraction of the machine's measured multiply-add peak that the product J x alone accounts
for. Both use two threads (one where there is one trial); NumPy steps ``x += dt * (tanh(J @ x) - x) + sigma *
z`` with ``Generator.standard_normal``, in place, in the same precision.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

THREADS = 2
os.environ.pop("OPENBLAS_CORETYPE", None)
os.environ.pop("OPENBLAS_L2_SIZE", None)
os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS)

import numpy as np  # noqa: E402  (the threads are set before it is loaded)

# OpenBLAS keeps its threads spinning for a while after a product: they would take the simulator's cores.
SETTLE_S = 0.15
HERE = Path(__file__).resolve().parent
GOALS = {
    (100, 64, "float64"): 4.5,
    (500, 64, "float64"): 2.0,
    (1000, 64, "float64"): 1.5,
    (100, 64, "float32"): 6.0,
    (500, 64, "float32"): 1.8,
    (1000, 64, "float32"): 1.3,
    (100, 1, "float64"): 7.0,
}


def numpy_seconds(units: int, trials: int, dtype: str, covariance: bool, steps: int) -> float:
    """The seconds that NumPy takes for the same steps."""
    rng = np.random.default_rng(1)
    kind = np.dtype(dtype)
    weights = (0.8 / np.sqrt(units) * rng.standard_normal((units, units))).astype(kind)
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


class Simulator:
    """The C# benchmark, built in Release and kept running."""

    def __init__(self, width: str | None) -> None:
        out = tempfile.mkdtemp(prefix="flr-benchmark-")
        subprocess.run(
            ["dotnet", "build", str(HERE), "-c", "Release", "-v", "q", "-o", out],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        command = ["dotnet", str(Path(out) / "FlrInterop.Benchmarks.dll"), *([width] if width else [])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words: object) -> float:
        """One question, one number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="only the cases that have a goal")
    parser.add_argument("--width", choices=["Bits512", "Bits256", "Portable"], default=None)
    chosen = parser.parse_args()
    simulator = Simulator(chosen.width)
    peak = {dtype: max(simulator.ask("peak", dtype) for _ in range(3)) for dtype in ("float64", "float32")}
    print(f"peak: {peak['float64']:.1f} GFLOP/s float64, {peak['float32']:.1f} float32, one core")
    print("units trials dtype   record      C# M/s  NumPy M/s  ratio  goal  J x of peak")
    for units in (100, 500, 1000):
        for trials in (1, 16, 64):
            for dtype in ("float64", "float32"):
                for covariance in (False, True):
                    goal = None if covariance else GOALS.get((units, trials, dtype))
                    if chosen.quick and goal is None:
                        continue
                    threads = 1 if trials == 1 else THREADS
                    # About 40 ms of work each.
                    steps = max(
                        4, int(4e9 / (units * trials * (units + 200) * (6 if trials == 1 else 1) * 0.6))
                    )
                    ours, theirs = [], []
                    for _ in range(chosen.repeats):
                        record = "covariance" if covariance else "mean"
                        time.sleep(SETTLE_S)
                        ours.append(simulator.ask(units, trials, dtype, record, threads, steps))
                        theirs.append(
                            numpy_seconds(units, trials, dtype, covariance, max(2, steps // 3))
                            * steps
                            / max(2, steps // 3)
                        )
                    work = units * trials * steps / 1e6
                    share = 2 * units * work / min(ours) / 1e3 / (peak[dtype] * threads)
                    print(
                        f"{units:5d} {trials:6d} {dtype} {record:10s} {work / min(ours):8.1f}"
                        f" {work / min(theirs):10.1f} {min(theirs) / min(ours):6.2f}"
                        f" {goal or '':>5}  {100 * share:5.0f} %",
                        flush=True,
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
