"""The command ``flr``: the verdict first, one JSON document where asked for, a code for every end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import flrinterop as flr
from flrinterop import _doctor
from flrinterop._cli import _answer, _run
from flrinterop._cli._app import app

GAUSSIAN = {"kind": "gaussian", "units": 20, "strength": 0.5}
NETWORK = {"coupling": GAUSSIAN, "gain": 0.8}
MODULE = [sys.executable, "-m", "flrinterop"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(flr.__file__).parents[1])}
ENDINGS = {"done": 0, "defect": 1, "bad input": 2, "no answer": 3, "no runtime": 4, "stopped": 130}


def flr_(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def written(folder: Path, **content: object) -> Path:
    path = folder / "spec.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def grid_in(folder: Path, **changes: object) -> Path:
    content: dict[str, object] = {
        "networks": [NETWORK],
        "tasks": [{"kind": "InputOutputMap.random", "maps": 2}],
        "seeds": {"stop": 2},
        "simulate": {"trials": 2, "duration": 5},
        "measure": {"trials": 2},
    }
    return written(folder, **(content | changes))


def test_a_fit_says_the_verdict_first_and_writes_a_report(recording: Path, tmp_path: Path) -> None:
    report, saved = tmp_path / "report.html", tmp_path / "fit.arrow"
    done = flr_("fit", recording, "--report", report, "--save", saved)
    assert done.exit_code == ENDINGS["done"], done.output
    fit = flr.load(saved)
    assert isinstance(fit, flr.FlrFit)
    assert done.stdout.startswith(fit.verdict)
    assert report.read_text(encoding="utf-8") == fit.to_html()
    for part in ("Spearman ρ", "permutation", str(report), str(saved)):
        assert part in done.stdout


def test_a_fit_as_json_is_one_document(recording: Path) -> None:
    done = flr_("fit", recording, "--json", "--covariance", "total", "--measure", "slope_40")
    assert done.exit_code == ENDINGS["done"], done.output
    found = json.loads(done.stdout)
    fit = flr.fit(flr.load_session(recording), covariance="total", measure="slope_40")
    assert found["verdict"] == fit.verdict
    assert found["options"]["covariance"] == "total"
    assert found["relation"]["rho"] == fit.relation.rho
    assert [row["slope"] for row in found["table"]] == fit.table["slope"].tolist()
    assert next(iter(found)) == "verdict"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fit", "no_such_file.mat"], "there is no file"),
        (["fit", "RECORDING", "--covariance", "totl"], "totl"),
        (["fit", "RECORDING", "--measure", "speed"], "speed"),
        (["fit", "NOTE"], "note.txt"),
        (["run", "NOTE", "--directory", "RUNS"], "is no JSON"),
        (["simulate", "NOTE", "-o", "RUNS"], "is no JSON"),
    ],
)
def test_bad_input_is_a_sentence_and_a_code(
    arguments: list[str], says: str, recording: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("no session", encoding="utf-8")
    places = {"RECORDING": recording, "NOTE": note, "RUNS": tmp_path / "runs"}
    done = flr_(*(places.get(argument, argument) for argument in arguments))
    assert done.exit_code == ENDINGS["bad input"]
    assert done.stderr.startswith("error: ")
    assert says in done.stderr
    assert "Traceback" not in done.output
    assert not done.stdout


def test_an_error_has_its_hint_on_its_own_line_and_a_traceback_when_asked_for(tmp_path: Path) -> None:
    done = flr_("fit", tmp_path / "none.mat", "--debug")
    assert done.exit_code == ENDINGS["bad input"]
    assert "Traceback" in done.stderr
    assert re.search(r"^hint: a relative path", done.stderr, re.MULTILINE)


def test_an_error_as_json(tmp_path: Path) -> None:
    done = flr_("fit", tmp_path / "none.mat", "--json")
    assert done.exit_code == ENDINGS["bad input"]
    error = json.loads(done.stdout)["error"]
    assert error["type"] == "FileNotFoundError"
    assert error["hint"]
    assert not done.stderr


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (flr.ParameterError("x"), "bad input"),
        (flr.UnknownNameError("x"), "bad input"),
        (FileNotFoundError("x"), "bad input"),
        (flr.NumericalError("x"), "no answer"),
        (flr.RuntimeNotFoundError("x"), "no runtime"),
        (flr.FlrError("x"), "defect"),
        (ZeroDivisionError("x"), "defect"),
    ],
)
def test_every_error_has_its_code(error: Exception, ending: str) -> None:
    assert _answer.code_of(error) == ENDINGS[ending]


def test_a_defect_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise ZeroDivisionError("one over nothing")

    monkeypatch.setattr(_run, "run_file", broken)
    done = flr_("run", grid_in(tmp_path), "--directory", tmp_path)
    assert done.exit_code == ENDINGS["defect"]
    assert "this is a defect: ZeroDivisionError: one over nothing" in done.stderr


def test_simulate_writes_what_the_verb_gives(tmp_path: Path) -> None:
    net = flr.Network(flr.couplings.gaussian(20, 0.5, rng=1), gain=0.8)
    net.save(tmp_path / "net.arrow")
    output = tmp_path / "out.arrow"
    spec = written(tmp_path, network={"file": "net.arrow"}, trials=2, duration=5, rng=3)
    done = flr_("simulate", spec, "-o", output, "--json")
    assert done.exit_code == ENDINGS["done"], done.output
    assert json.loads(done.stdout)["status"] == "completed"
    found = flr.load(output)
    assert isinstance(found, flr.Activity)
    expected = flr.simulate(net, trials=2, duration=5, rng=3)
    assert found.covariance is not None
    assert (found.covariance == expected.covariance).all()


def test_simulate_takes_a_task_and_says_when_a_run_diverged(tmp_path: Path) -> None:
    task = {"kind": "InputOutputMap.random", "maps": 3}
    evoked = written(tmp_path, network=NETWORK, task=task, state="evoked", trials=2, duration=5)
    done = flr_("simulate", evoked, "-o", tmp_path / "evoked.arrow")
    assert done.exit_code == ENDINGS["done"], done.output
    assert "evoked" in done.stdout
    explosive = {"coupling": GAUSSIAN | {"strength": 50.0}, "transfer": "linear"}
    spec = written(tmp_path, network=explosive, trials=2, duration=500)
    done = flr_("simulate", spec, "-o", tmp_path / "out.arrow")
    assert done.exit_code == ENDINGS["no answer"]
    assert "diverged" in done.stdout


def test_run_prints_a_summary_and_leaves_the_table(tmp_path: Path) -> None:
    spec, runs = grid_in(tmp_path), tmp_path / "runs"
    done = flr_("run", spec, "--directory", runs)
    assert done.exit_code == ENDINGS["done"], done.output
    assert "2 cells, 0 failed" in done.stdout
    again = flr_("run", spec, "--directory", runs, "--json")
    found = json.loads(again.stdout)
    assert found["cells"] == 2
    assert found["rows"] == 4
    assert Path(found["table"]).is_file()


def test_run_says_which_cells_failed(tmp_path: Path) -> None:
    spec = grid_in(tmp_path, networks={"right": NETWORK, "wrong": NETWORK | {"gain": -1}})
    done = flr_("run", spec, "--directory", tmp_path / "runs")
    assert done.exit_code == ENDINGS["no answer"]
    assert "4 cells, 2 failed" in done.stdout
    assert "wrong, 0, hebbian, seed 0: failed: ParameterError" in done.stdout


def test_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    done = flr_("doctor", "--json")
    assert done.exit_code == ENDINGS["done"]
    assert json.loads(done.stdout)["healthy"] is True
    assert "flrinterop works" in flr_("doctor").stdout
    monkeypatch.setattr(_doctor._dotnet, "candidates", list)
    monkeypatch.setattr(_doctor, "_core", lambda: 1 / 0)
    assert flr_("doctor").exit_code == ENDINGS["no runtime"]


def test_the_module_is_the_command() -> None:
    done = subprocess.run([*MODULE, "--version"], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == flr.__version__
    wrong = subprocess.run([*MODULE, "fti"], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert wrong.returncode == ENDINGS["bad input"]


def test_ctrl_c_keeps_what_is_done_and_says_so(tmp_path: Path) -> None:
    spec, runs = grid_in(tmp_path, seeds={"stop": 10_000}), tmp_path / "runs"
    child = subprocess.Popen(
        [*MODULE, "run", str(spec), "--directory", str(runs)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    while child.poll() is None and not list((runs / "cells").glob("*.arrow")):
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=60)
    assert child.returncode == ENDINGS["stopped"]
    assert "the same command goes on from there" in out
    assert list((runs / "cells").glob("*.arrow"))
    assert not list(runs.rglob("*.part"))
