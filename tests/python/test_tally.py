"""The closing line of the test run counts what it should."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tally() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tally", ROOT / "tools" / "tally.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("tally", module)
    spec.loader.exec_module(module)
    return module


def report(folder: Path, name: str, *cases: str) -> Path:
    path = folder / name
    body = "".join(f"<testcase name='t'>{case}</testcase>" for case in cases)
    path.write_text(f"<testsuites><testsuite>{body}</testsuite></testsuites>")
    return path


def test_adds_up_reports(tally: ModuleType, tmp_path: Path) -> None:
    first = report(tmp_path, "a.xml", "", "", "")
    second = report(tmp_path, "b.xml", "", "")
    assert tally.closing_line([first, second]) == ("5 passed, 0 failed", True)


def test_failures_errors_and_skips(tally: ModuleType, tmp_path: Path) -> None:
    path = report(tmp_path, "a.xml", "<failure/>", "<error/>", "<skipped/>", "")
    assert tally.closing_line([path]) == ("1 passed, 2 failed, 1 skipped", False)


def test_a_missing_or_empty_report_is_a_failure(tally: ModuleType, tmp_path: Path) -> None:
    assert tally.closing_line([tmp_path / "none.xml"]) == ("0 passed, 1 failed", False)
    assert tally.closing_line([report(tmp_path, "empty.xml")]) == ("0 passed, 1 failed", False)
