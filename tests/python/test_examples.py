"""The examples run as they are, and the demo leaves its figure and its report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from flrinterop import _demo

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "examples" / "notebooks"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "python"), "MPLBACKEND": "Agg"}


def executed(name: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Run a notebook and give what it shows."""
    monkeypatch.setenv("PYTHONPATH", ENVIRONMENT["PYTHONPATH"])
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def test_the_quickstart_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = executed("quickstart.ipynb", monkeypatch)
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert any("R²" in output.get("data", {}).get("text/html", "") for output in shown)


def test_the_walk_through_a_recorded_session_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = executed("recorded_session.ipynb", monkeypatch)
    said = [str(output.get("data", {}).get("text/plain", "")) + output.get("text", "") for output in shown]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert not any(output.get("name") == "stderr" for output in shown)
    for what in ("learning is not established", "effective_n", "DecoderRanking", "Surrogate", " kB"):
        assert any(what in text for text in said), what


@pytest.mark.parametrize("name", ["quickstart.ipynb", "recorded_session.ipynb"])
def test_notebooks_are_kept_without_outputs(name: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_the_example_prints_every_criterion_with_its_interval(tmp_path: Path) -> None:
    script = ROOT / "examples" / "python" / "learning_speed.py"
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("FLR1, equal-time", "FLR2", "linearised"):
        assert name in done.stdout
    assert done.stdout.count("R² ") == done.stdout.count("slope ") == done.stdout.count("Spearman ") == 3
    assert (tmp_path / "output" / "theory_against_simulation.png").stat().st_size > 10_000


def test_the_grid_meets_its_criterion(tmp_path: Path) -> None:
    script = ROOT / "examples" / "python" / "grid.py"
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("under every rule: yes")
    assert (tmp_path / "output" / "grid" / "table.arrow").is_file()


def test_the_recorded_half_of_the_demo(
    tmp_path: Path, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fit = _demo.recorded(recording, tmp_path)
    page = (tmp_path / _demo.REPORT).read_text(encoding="utf-8")
    assert fit.learning.verdict in page
    printed = capsys.readouterr().out
    assert "largest error" in printed
    assert fit.verdict in printed
