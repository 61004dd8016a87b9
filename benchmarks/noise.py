"""How many normals does one thread make in a second? The kernel's Box–Muller against NumPy's ziggurat.

python benchmarks/noise.py [--repeats 7] [--quick] [--width Bits256] [--json FILE]
"""

import sys
import time

from measuring import Case, in_turn, quick_or_whole

import numpy as np  # isort: skip

UNITS = 4096
GOALS = {"float64": 7.0, "float32": 11.0}
NARROWER_GOAL = 5.0


def main() -> int:
    chosen, report = quick_or_whole("noise", "How many normals does one thread make in a second?")
    rng = np.random.default_rng(1)
    for dtype in ("float64", "float32"):
        lanes = 64 // np.dtype(dtype).itemsize
        # A millisecond each and many repeats: a burst is seldom interrupted.
        rounds, bursts = 20, 10 * chosen.repeats
        out = np.empty(UNITS * lanes, dtype)

        def theirs(n=rounds // 10, d=dtype, place=out) -> float:
            start = time.perf_counter()
            for _ in range(n):
                rng.standard_normal(out=place, dtype=d)
            return (time.perf_counter() - start) * 10

        widths = [chosen.width] if chosen.width != "best" else ["best", "Bits256"]
        for width in widths:
            mine, peer = in_turn(
                bursts,
                lambda w=width, d=dtype, n=rounds: report.twin.ask("noise", d, w, n),
                theirs,
                settle=0.01,
            )
            count = UNITS * lanes * rounds / 1e9
            goal = GOALS[dtype] if width == "best" else NARROWER_GOAL
            report.add(
                Case(
                    f"{dtype}, {'the widest registers' if width == 'best' else width}",
                    "G normals/s",
                    count / mine,
                    {"NumPy": count / peer},
                    goal,
                    "NumPy",
                )
            )
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
