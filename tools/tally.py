"""Add up test reports in JUnit's format and close with one line, `N passed, N failed`, for the whole."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree


def outcomes(report: Path) -> Counter[str]:
    """Count the outcomes of one report; a report that is missing or empty counts as one failure."""
    if not report.is_file():
        return Counter(failed=1)
    counts: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        elif case.find("skipped") is not None:
            counts["skipped"] += 1
        else:
            counts["passed"] += 1
    return counts or Counter(failed=1)


def closing_line(reports: Iterable[Path]) -> tuple[str, bool]:
    """Give the closing line for several reports, and whether all is well."""
    total = sum((outcomes(report) for report in reports), Counter[str]())
    line = f"{total['passed']} passed, {total['failed']} failed"
    if total["skipped"]:
        line += f", {total['skipped']} skipped"
    return line, total["failed"] == 0


if __name__ == "__main__":
    text, good = closing_line(Path(name) for name in sys.argv[1:])
    print(text)
    sys.exit(0 if good else 1)
