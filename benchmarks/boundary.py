"""What does it cost to cross from Python to the core: a call, a gigabyte, the start?

    python benchmarks/boundary.py [--repeats 5] [--quick] [--json FILE]

A gigabyte goes over as a coupling matrix, whose numbers the core reads once to check that they are
finite; NumPy's copy of it stands beside. That nothing is copied is asserted. The start is a process of
its own, imports included.
"""

import resource
import subprocess
import sys
import time

from measuring import Case, in_turn, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

CALLS = 200
START = "import time; a = time.perf_counter(); import flrinterop as flr; {call}"
STARTS = {
    "import flrinterop": START.format(call=""),
    "first answer of the core": START.format(call="flr.couplings.gaussian(3, rng=1)"),
    "import numpy": "import numpy",
}


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def started(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def calls(work) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        work()
    return (time.perf_counter() - start) / CALLS


def main() -> int:
    chosen, report = quick_or_whole("boundary", "What does it cost to cross from Python to the core?")
    repeats = min(chosen.repeats, 5)
    weights = np.eye(2)
    coupling = flr.couplings.low_rank(weights, weights)
    (call,) = in_turn(repeats, lambda: calls(lambda: flr.couplings.low_rank(weights, weights)))
    report.add(Case("the smallest call, there and back", "calls/s", 1 / call, note=f"{1e6 * call:.0f} µs"))
    del coupling

    units = 3620 if chosen.quick else 11586
    matrix = np.full((units, units), 0.5)
    size = matrix.nbytes / 1e9
    before = peak_bytes()
    held = flr.couplings.from_array(matrix)
    grown = peak_bytes() - before
    assert grown < matrix.nbytes / 4, (
        f"a matrix of {size:.2f} GB took {grown / 1e9:.2f} GB more: it was copied"
    )
    assert np.shares_memory(held.arrays["weights"], matrix)
    mine, copied = in_turn(
        repeats, lambda: flr.couplings.from_array(matrix) and None, lambda: matrix.copy().sum() * 0 or None
    )
    report.add(
        Case(
            f"{size:.2f} GB handed over and checked",
            "GB/s",
            size / mine,
            {"NumPy's copy": size / copied},
            fraction=size / mine / report.twin.bandwidth(1),
            fraction_of="memory bandwidth",
            note="nothing copied",
        )
    )
    del held
    for name, seconds in zip(
        STARTS, in_turn(repeats, *(lambda c=code: started(c) for code in STARTS.values())), strict=True
    ):
        report.add(Case(f"a process: {name}", "a second", 1 / seconds, note=f"{seconds:.2f} s"))
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
