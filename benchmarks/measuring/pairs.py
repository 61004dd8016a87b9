"""Pairs: the same work by us and by a peer, in turn, the best of all repeats; printed, and written as
JSON.
"""

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from .describing import machine
from .twin import Twin

# OpenBLAS keeps its threads spinning for a while after a product: they would take the next one's cores.
SETTLE_S = 0.15


@dataclass
class Case:
    """One row: rates in `unit` of us and of the peers.

    `goal` is the least ratio to `goal_peer`; where that peer is not installed, or none is named, it is to be
    no slower than the best peer there is. `fraction` is that of the machine's measured multiply–add peak or
    memory bandwidth, said in `fraction_of`.
    """

    name: str
    unit: str
    ours: float
    peers: dict[str, float] = field(default_factory=dict)
    goal: float | None = None
    goal_peer: str = "best"
    fraction: float | None = None
    fraction_of: str = ""
    note: str = ""

    @property
    def best(self) -> str | None:
        """The fastest peer."""
        return max(self.peers, key=lambda name: self.peers[name]) if self.peers else None

    @property
    def ratio(self) -> float | None:
        """Our rate over that of the fastest peer."""
        return None if self.best is None else self.ours / self.peers[self.best]


def in_turn(repeats: int, *works: Callable[[], float | None], settle: float = SETTLE_S) -> list[float]:
    """Give the best seconds of each work, all done in turn; a work may time itself and say the seconds."""
    best = [np.inf] * len(works)
    for _ in range(repeats):
        for place, work in enumerate(works):
            time.sleep(settle)
            start = time.perf_counter()
            told = work()
            best[place] = min(best[place], time.perf_counter() - start if told is None else told)
    return best


def per_step(short: float, few: int, whole: float, many: int) -> float:
    """Take from the seconds of two runs those of one step, without what is done once a run."""
    return (whole - short) / (many - few) if whole > 1.2 * short else whole / many


class Report:
    """Prints cases as they come and writes them at the end."""

    def __init__(self, name: str, question: str, twin: Twin, json_path: str | None) -> None:
        self._name, self._question, self.twin, self._path = name, question, twin, json_path
        self._cases: list[Case] = []
        self._growths: list[dict[str, object]] = []
        print(f"{question}\npeak {twin.peak():.1f} GFLOP/s float64, one thread", flush=True)

    def add(self, case: Case) -> Case:
        """Print a row."""
        self._cases.append(case)
        peers = "  ".join(f"{name} {rate:.4g}" for name, rate in case.peers.items())
        ratio = "" if case.ratio is None else f"  = {case.ratio:.2f} × {case.best}"
        goal = "" if case.goal is None else f"  (goal {case.goal:g} × {case.goal_peer})"
        share = "" if case.fraction is None else f"  {100 * case.fraction:.0f} % of {case.fraction_of}"
        print(
            f"{case.name:42s} {case.ours:10.4g} {case.unit}  {peers}{ratio}{goal}{share}  {case.note}",
            flush=True,
        )
        return case

    def growth(self, what: str, sizes: Sequence[float], seconds: Sequence[float], expected: str) -> None:
        """Say the exponent with which a time grows, from its least-squares line in logarithms."""
        if len(sizes) < 2:
            return
        exponent = float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
        self._growths.append({"what": what, "sizes": list(sizes), "exponent": exponent, "expected": expected})
        print(
            f"{what}: time grows as size^{exponent:.2f} over {list(sizes)} (operations: {expected})",
            flush=True,
        )

    def close(self) -> None:
        """Write the JSON and end the twin."""
        if self._path is not None:
            rows = [asdict(case) | {"best": case.best, "ratio": case.ratio} for case in self._cases]
            path = Path(self._path)
            path.parent.mkdir(parents=True, exist_ok=True)
            told: Mapping[str, object] = {
                "benchmark": self._name,
                "question": self._question,
                "machine": machine(self.twin),
                "cases": rows,
                "growths": self._growths,
            }
            path.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
        self.twin.close()


def quick_or_whole(name: str, text: str) -> tuple[argparse.Namespace, Report]:
    """Read the command line that all benchmarks share, and begin the report."""
    parser = argparse.ArgumentParser(description=text.splitlines()[0])
    parser.add_argument(
        "--repeats", type=int, default=None, help="how often each work is done; the best counts"
    )
    parser.add_argument("--quick", action="store_true", help="a few small cases, in less than 20 s")
    parser.add_argument("--width", choices=["Bits512", "Bits256", "Portable"], default="best")
    parser.add_argument("--json", default=None, help="also write the figures to this file")
    chosen = parser.parse_args()
    chosen.repeats = chosen.repeats or (2 if chosen.quick else 7)
    return chosen, Report(name, text.splitlines()[0], Twin(), chosen.json)
