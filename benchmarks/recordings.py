"""How long does a recorded session take: reading, fitting, ranking decoders?

    python benchmarks/recordings.py [--repeats 7] [--quick] [--json FILE]

A made session of 24,000 bins and 85 units, where nothing is learned, and the recorded one that the tests
use, with 10,000 candidate decoders. There is no peer: no other program does this.
"""

import sys
from pathlib import Path

from measuring import Case, in_turn, quick_or_whole

import numpy as np  # isort: skip

import flrinterop as flr

RECORDING = (
    Path(__file__).resolve().parents[1] / "tests" / "data" / "hennig2021_monkeyJ_20120528" / "20120528.mat"
)
TRIALS, BINS, UNITS, BASELINE = 1200, 20, 85, 400
CANDIDATES, TARGETS = 10_000, 8


def tables(trials: int) -> dict[str, object]:
    """Make the tables of a session; the first third of its trials are the intuitive block."""
    random = np.random.default_rng(0)
    trial = np.repeat(np.arange(trials), BINS)
    target = random.permutation(np.tile(np.arange(TARGETS) * 360 / TARGETS, trials // TARGETS))[trial]
    angle = np.deg2rad(target)
    bins = {
        "trial": trial,
        "time": np.tile(np.arange(1, BINS + 1), trials),
        "block": np.where(trial < trials * BASELINE // TRIALS, 1, 2),
        "target_deg": target,
        "counts": random.poisson(3, (trial.size, UNITS)).astype(float),
        "position_mm": random.normal(size=(trial.size, 2)),
        "target_position_mm": 100 * np.column_stack([np.cos(angle), np.sin(angle)]),
    }
    weights = 3 * random.normal(size=(4, UNITS))
    decoders = {"decoder": np.repeat(["intuitive", "perturbed"], 2), "axis": ["x", "y"] * 2}
    decoders |= {f"unit_{unit + 1}": weights[:, unit] for unit in range(UNITS)}
    return {"bins": bins, "decoders": decoders, "bin_s": 0.045}


def main() -> int:
    chosen, report = quick_or_whole("recordings", "How long does a recorded session take?")
    repeats = min(chosen.repeats, 5)
    trials = TRIALS // 5 if chosen.quick else TRIALS
    made = tables(trials)
    session, recorded = flr.load_session(**made), flr.load_session(RECORDING)
    read, fitted, ranked = in_turn(
        repeats,
        lambda: flr.load_session(**made) and None,
        lambda: flr.fit(session, rng=1) and None,
        lambda: flr.rank_decoders(recorded, "within-manifold", candidates=CANDIDATES, rng=1) and None,
    )
    size = f"{trials * BINS} bins of {UNITS} units"
    report.add(Case(f"{size} taken from arrays", "a second", 1 / read, note=f"{read:.2f} s"))
    report.add(Case(f"{size} fitted", "a second", 1 / fitted, note=f"{fitted:.2f} s"))
    report.add(
        Case(
            f"{CANDIDATES} decoders of a recorded session ranked",
            "decoders/s",
            CANDIDATES / ranked,
            note=f"{ranked:.2f} s",
        )
    )
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
