"""The runtime: started late, missing, forked, interrupted, left at exit."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
from pathlib import Path

import pytest

from flrinterop import _dotnet
from flrinterop._doctor import doctor

_spec = importlib.util.spec_from_file_location("child", Path(__file__).with_name("child.py"))
assert _spec is not None
assert _spec.loader is not None
child = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(child)

HEAVY = ("numpy", "pyarrow", "pandas", "matplotlib", "clr", "pythonnet", "scipy")


def test_importing_starts_nothing() -> None:
    code, out, err = child.run(f"import sys, flrinterop; print([m for m in {HEAVY} if m in sys.modules])")
    assert (code, out.strip()) == (0, "[]"), err


def test_a_wrong_dotnet_root_is_named(tmp_path: Path) -> None:
    script = """
import flrinterop
from flrinterop import _bridge, _errors
try:
    _bridge.describe()
except _errors.RuntimeNotFoundError as error:
    assert isinstance(error, OSError)
    print(error)
"""
    code, out, err = child.run(script, DOTNET_ROOT=str(tmp_path))
    assert code == 0, err
    assert f"DOTNET_ROOT: {tmp_path} (no .NET runtime there)" in out
    assert "unset DOTNET_ROOT" in out


def test_an_old_runtime_is_told(tmp_path: Path) -> None:
    (tmp_path / "shared" / "Microsoft.NETCore.App" / "8.0.1").mkdir(parents=True)
    (tmp_path / "host" / "fxr" / "8.0.1").mkdir(parents=True)
    code, out, err = child.run(
        "from flrinterop._doctor import doctor; print(doctor())", DOTNET_ROOT=str(tmp_path)
    )
    assert code == 0, err
    assert "found 8.0.1, but 10.0 or newer is needed" in out
    assert "does not work" in out


def test_libraries_that_are_not_built_are_told(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from flrinterop import _bridge, _errors, _runtime
_runtime.ASSEMBLY = Path({str(tmp_path)!r}) / "FlrInterop.Bridge.dll"
try:
    _bridge.describe()
except _errors.RuntimeNotFoundError as error:
    print(error)
"""
    code, out, err = child.run(script)
    assert code == 0, err
    assert "not built" in out
    assert "make" in out


def test_the_newest_runtime_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("9.0.2", "10.0.1"):
        (tmp_path / "shared" / "Microsoft.NETCore.App" / version).mkdir(parents=True)
    (tmp_path / "host" / "fxr" / "10.0.1").mkdir(parents=True)
    monkeypatch.setenv("DOTNET_ROOT", str(tmp_path))
    (found,) = _dotnet.candidates()
    assert found.usable
    assert found.versions == ("9.0.2", "10.0.1")


def test_the_doctor_finds_this_installation_healthy() -> None:
    found = doctor()
    assert found.healthy, str(found)
    assert "core runtime" in str(found)
    assert "<pre>" in found._repr_html_()


@pytest.mark.parametrize(
    "script",
    [
        "view = _bridge.call('task.input_output_map.random', dict(units=9, maps=2, rng='1')).arrays",
        "import threading, time; threading.Thread(target=endless, daemon=True).start(); time.sleep(0.5)",
        "\ntry:\n    _bridge.call('nothing', {})\nexcept KeyError:\n    pass",
    ],
)
def test_a_process_ends_well(script: str) -> None:
    code, _, err = child.run(f"{child.ENDLESS}\n{script}")
    assert code == 0, err


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_ctrl_c_stops_the_job_and_the_session_goes_on() -> None:
    script = f"""{child.ENDLESS}
import sys
begun = []
def told(fraction):
    if not begun:
        begun.append(fraction)
        print("begun", flush=True)
try:
    endless(told)
except KeyboardInterrupt:
    print("interrupted", _bridge.counters(), flush=True)
again = _bridge.call("task.input_output_map.random", {{"units": 3, "maps": 2, "rng": "1"}})
print(again.arrays["inputs"].shape)
"""
    process = child.start(script)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "interrupted {'jobs': 0, 'imports': 0, 'exports': 0}" in out
    assert "(2, 3)" in out


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_is_told_to_spawn() -> None:
    script = """
import os
from flrinterop import _bridge, _errors
_bridge.counters()
child = os.fork()
if child == 0:
    try:
        _bridge.counters()
    except _errors.RuntimeNotFoundError as error:
        os._exit(0 if "spawn" in str(error) else 1)
    os._exit(2)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0
_bridge.counters()
"""
    code, _, err = child.run(script)
    assert code == 0, err


def test_a_process_forked_before_the_start_works() -> None:
    script = """
import os
from flrinterop import _bridge
child = os.fork()
_bridge.counters()
if child == 0:
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""
    code, _, err = child.run(script)
    assert code == 0, err
