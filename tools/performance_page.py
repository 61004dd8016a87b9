"""Writes docs/performance.md from what the benchmarks measured.

python tools/performance_page.py FOLDER PAGE
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

ORDER = ["simulate", "plastic", "shared", "force", "noise", "structures", "theory", "boundary"]
HEAD = """\
% Written by `make bench`. Do not edit: the next run overwrites it.

# How fast it is

Each row is one pair: the same work done by FlrInterop and by a peer, in turn, in one run on one machine,
the best of all repeats for both. *Ratio* is our rate over that of the fastest peer that was installed. A
*goal* is a least ratio; where none is named, it is to be no slower than the fastest peer. *Of peak* is
the fraction of the multiply–adds, or of the bytes, that this machine was measured to do in a second, by
the same program in the same run.
"""
WITHIN = """\
## What the figures rest on

The order of every sum, the places of the noise and the elementary functions are fixed, so that bits are
equal on every register width, number of threads and number of trials run together. Errors of the
elementary functions in units in the last place, the largest that the tests allow, against a reference in
exact integer arithmetic:

| function | float64 | float32 |
| --- | --- | --- |
| log on (0, 1) | 1.2 | 1.2 |
| sin, cos on ±π/4 | 1 | 1 |
| tanh | 2.5 | 2.5 |
| 1 / (1 + exp(−x)) | 3 | 3 |
"""


def page(told: list[dict[str, Any]]) -> str:
    """Write the page."""
    parts = [HEAD, _machine(told), _summary(told)]
    parts += [_section(one) for one in told]
    parts.append(WITHIN)
    return "\n".join(parts)


def _machine(told: list[dict[str, Any]]) -> str:
    first = told[0]["machine"]
    peaks = {name: _middle(told, "peak_gflops", name) for name in first["peak_gflops"]}
    widths = {name: _middle(told, "bandwidth_gb_s", name) for name in first["bandwidth_gb_s"]}
    load = max(one["machine"]["load"] for one in told)
    rows = [
        ("date", first["date"]),
        ("processor", f"{first['processor']}, {first['architecture']}, {first['cores']} cores"),
        ("features", first["cpu_features"]),
        ("system", first["system"]),
        ("versions", ", ".join(f"{name} {version}" for name, version in first["versions"].items())),
        ("threads", f"{first['threads']} where nothing else is said"),
        ("multiply–add peak, GFLOP/s", "; ".join(f"{name}: {rate:g}" for name, rate in peaks.items())),
        ("memory read and written, GB/s", "; ".join(f"{name}: {rate:g}" for name, rate in widths.items())),
        ("busiest", f"{load:g} processes on average at the end of a benchmark" + _busy(load, first["cores"])),
    ]
    lines = ["## The machine", "", "| | |", "| --- | --- |", *(f"| {name} | {what} |" for name, what in rows)]
    return "\n".join(lines) + "\n"


def _middle(told: list[dict[str, Any]], what: str, name: str) -> float:
    return float(statistics.median(one["machine"][what][name] for one in told))


def _busy(load: float, cores: int) -> str:
    if load <= cores + 0.5:
        return ""
    return ": **other work was going on, so these figures are too low and the ratios uncertain**"


def _goal(case: dict[str, Any]) -> tuple[str, bool | None]:
    """Say the goal, and whether it is met; None where it could not be judged."""
    if case["goal"] is not None and case["goal_peer"] in case["peers"]:
        reached = case["ours"] / case["peers"][case["goal_peer"]]
        met = reached >= case["goal"]
        return f"{case['goal']:g} × {case['goal_peer']}: {'met' if met else f'missed, {reached:.2f}'}", met
    if case["ratio"] is None:
        return "–", None
    met = case["ratio"] >= 1
    text = f"1 ×: {'met' if met else 'missed'}"
    if case["goal"] is not None:
        text += f"; {case['goal']:g} × {case['goal_peer']}: not judged, not installed"
    return text, met


def _summary(told: list[dict[str, Any]]) -> str:
    judged = [(one["benchmark"], case["name"], *_goal(case)) for one in told for case in one["cases"]]
    met = sum(1 for *_, good in judged if good)
    missed = [f"- `{name}`, {case}: {text}" for name, case, text, good in judged if good is False]
    lines = ["## Goals", "", f"{met} met, {len(missed)} missed."]
    if missed:
        lines += ["", "Missed:", "", *missed]
    return "\n".join(lines) + "\n"


def _section(one: dict[str, Any]) -> str:
    lines = [f"## `{one['benchmark']}`: {one['question']}", ""]
    lines += [
        "| case | rate | peers | ratio | goal | of peak | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for case in one["cases"]:
        peers = ", ".join(f"{name} {rate:.3g}" for name, rate in case["peers"].items())
        ratio = "" if case["ratio"] is None else f"{case['ratio']:.2f}"
        share = "" if case["fraction"] is None else f"{100 * case['fraction']:.0f} % of {case['fraction_of']}"
        cells = [
            case["name"],
            f"{case['ours']:.3g} {case['unit']}",
            peers,
            ratio,
            _goal(case)[0],
            share,
            case["note"],
        ]
        lines.append(f"| {' | '.join(cells)} |")
    if one["growths"]:
        lines.append("")
        lines += [
            f"- {growth['what']}: time ~ size^{growth['exponent']:.2f} over "
            f"{', '.join(f'{size:g}' for size in growth['sizes'])} (operations: {growth['expected']})"
            for growth in one["growths"]
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Read the folder, write the page."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    told = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    told.sort(
        key=lambda one: (
            ORDER.index(one["benchmark"]) if one["benchmark"] in ORDER else len(ORDER),
            one["benchmark"],
        )
    )
    target.write_text(page(told), encoding="utf-8")
    print(f"written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
