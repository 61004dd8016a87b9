"""The built wheel, alone in an empty environment outside the tree, runs the quickstart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUICKSTART = ROOT / "examples" / "notebooks" / "quickstart.ipynb"
# What an installed package must never need: the tree it came from, and what the tests' own environment says.
NOT_INHERITED = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "FLRINTEROP_PUBLISH")


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | {"MPLBACKEND": "Agg"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} failed with {done.returncode}:\n{done.stdout[-4000:]}"
    return done.stdout


def where_wheels_come_from() -> list[str]:
    """Pip's options for the wheelhouse, or for the package index where there is none."""
    named = os.environ.get("WHEELHOUSE")
    folder = Path(named) if named is not None else ROOT.parent / "shared" / "wheels"
    if named == "" or not (ROOT / folder).is_dir():
        return []
    return ["--no-index", "--find-links", str((ROOT / folder).resolve())]


def script_of(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.timeout(1200)
def test_installed_wheel_runs_the_quickstart(tmp_path: Path) -> None:
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    run(
        sys.executable, *pip, "wheel", ROOT, "--no-deps", "--no-build-isolation", "-w", tmp_path, cwd=tmp_path
    )
    (wheel,) = tmp_path.glob("flrinterop-*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in ("py.typed", "dotnet/FlrInterop.Bridge.dll", "dotnet/FlrInterop.Bridge.runtimeconfig.json"):
        assert f"flrinterop/{needed}" in names

    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = (*pip, "--python", python, "install", "--no-compile", *where_wheels_come_from(), wheel)
    run(sys.executable, *install, cwd=tmp_path)

    script = tmp_path / "quickstart.py"
    script.write_text(script_of(QUICKSTART), encoding="utf-8")
    run(python, script, cwd=tmp_path)
    assert run(python.with_name("flr"), "--version", cwd=tmp_path)
    place = run(python, "-c", "import flrinterop; print(flrinterop.__file__)", cwd=tmp_path)
    assert environment in Path(place.strip()).parents
