"""Build hook: publishes the .NET libraries into the package, beside the Python that calls them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
PROJECT = ROOT / "src" / "FlrInterop.Bridge"
TARGET = ROOT / "python" / "flrinterop" / "dotnet"
ENTRY_POINTS = ("FlrInterop.Bridge.dll", "FlrInterop.Bridge.runtimeconfig.json")


class PublishError(RuntimeError):
    """The .NET libraries could not be published."""


def publish(project: Path = PROJECT, target: Path = TARGET) -> None:
    """Publish the bridge and all that it needs, for any machine, and put it in place of what was there.

    Parameters
    ----------
    project : Path
        The folder of the bridge's project.
    target : Path
        The folder that the libraries are to stand in; replaced as a whole, so nothing stale stays.

    Raises
    ------
    PublishError
        There is no .NET SDK, or it could not build the project.
    """
    dotnet = shutil.which("dotnet")
    if dotnet is None:
        raise PublishError(
            "flrinterop is built with the .NET SDK 10 or later, and there is no `dotnet` on the PATH. "
            "Install it from https://dotnet.microsoft.com/download and build again."
        )
    fresh = ROOT / "artifacts" / "bridge"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [dotnet, "publish", str(project), "-c", "Release", "-o", str(fresh), "-v", "quiet", "--nologo"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode != 0:
        raise PublishError(f"`{' '.join(command)}` failed with code {done.returncode}:\n{done.stdout}")
    missing = [name for name in ENTRY_POINTS if not (fresh / name).is_file()]
    if missing:
        raise PublishError(f"`{' '.join(command)}` wrote no {', '.join(missing)} in {fresh}")
    # Replaced, not overwritten: a Python that runs now keeps the files that it has mapped.
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(fresh, target, ignore=shutil.ignore_patterns("*.pdb", "*.xml"))


class PublishHook(BuildHookInterface[BuilderConfig]):
    """Runs `publish` before a wheel is built, and marks the wheel as one for every platform."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Publish, unless FLRINTEROP_PUBLISH=0 says that the caller has done it or will do it."""
        if self.target_name != "wheel":
            return
        if os.environ.get("FLRINTEROP_PUBLISH") != "0":
            publish()
        build_data["pure_python"] = True


if __name__ == "__main__":
    try:
        publish()
    except PublishError as error:
        sys.exit(str(error))
