"""Runs a script in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "python"

#: A job that would take hours.
ENDLESS = """
from flrinterop import _bridge
import numpy as np
def endless(progress=False):
    J, maps = np.zeros((20, 20)), np.ones((1, 20))
    spec = {
        "network": {"coupling": {"kind": "dense", "weights": "@J"}},
        "task": {"inputs": "@maps", "targets": "@maps"},
        "duration": 1e6, "trials": 256, "rng": "1",
    }
    return _bridge.call("measure_speed", spec, {"J": J, "maps": maps}, progress=progress)
"""


def start(script: str, **environment: str) -> subprocess.Popen[str]:
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE), **environment}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(script: str, **environment: str) -> tuple[int, str, str]:
    child = start(script, **environment)
    out, err = child.communicate(timeout=120)
    return child.returncode, out, err
