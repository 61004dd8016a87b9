"""Where a .NET runtime could be, and what is there."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

#: The oldest .NET that can run the core.
NEEDED = 10

#: What to do when there is none.
FIX = (
    f"install the .NET {NEEDED} runtime (https://dotnet.microsoft.com/download), "
    "or set DOTNET_ROOT to the folder of one that is installed"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A folder where .NET could be.

    Attributes
    ----------
    origin
        Why it was looked at: "DOTNET_ROOT", "PATH" or "usual place".
    root
        The folder.
    versions
        The versions of Microsoft.NETCore.App in it.
    has_host
        Whether it holds the host library that starts a runtime.
    """

    origin: str
    root: Path
    versions: tuple[str, ...]
    has_host: bool

    @property
    def usable(self) -> bool:
        """Whether a runtime that is new enough is there."""
        return self.has_host and any(_major(version) >= NEEDED for version in self.versions)

    @property
    def finding(self) -> str:
        """What was found there, in a few words."""
        if not self.root.is_dir():
            return "no such folder"
        if not self.versions:
            return "no .NET runtime there"
        shown = f"found {', '.join(self.versions)}"
        if not self.has_host:
            return f"{shown}, but no host/fxr"
        return shown if self.usable else f"{shown}, but {NEEDED}.0 or newer is needed"

    def __str__(self) -> str:
        return f"{self.origin}: {self.root} ({self.finding})"


def candidates() -> list[Candidate]:
    """List every place where .NET is looked for, in order.

    A ``DOTNET_ROOT`` is what the user wants: where it is set, nothing else is looked at.
    """
    wanted = os.environ.get("DOTNET_ROOT")
    if wanted:
        return [_inspect("DOTNET_ROOT", Path(wanted))]
    found: list[Candidate] = []
    command = shutil.which("dotnet")
    if command:
        found.append(_inspect("PATH", Path(command).resolve().parent))
    for place in _usual_places():
        if all(place != candidate.root for candidate in found):
            found.append(_inspect("usual place", place))
    return found


def chosen(tried: list[Candidate]) -> Candidate | None:
    """Give the first place that can be used."""
    return next((candidate for candidate in tried if candidate.usable), None)


def missing_message(tried: list[Candidate]) -> str:
    """Say what was tried and what to do."""
    lines = [f"no .NET {NEEDED} runtime was found. Tried:", *(f"  {candidate}" for candidate in tried)]
    if len(tried) == 1 and tried[0].origin == "DOTNET_ROOT":
        fix = f"unset DOTNET_ROOT, which points to {tried[0].root}, or {FIX}"
    else:
        fix = FIX
    return "\n".join([*lines, f"Fix: {fix}"])


def _inspect(origin: str, root: Path) -> Candidate:
    shared = root / "shared" / "Microsoft.NETCore.App"
    host = root / "host" / "fxr"
    versions = sorted((entry.name for entry in _entries(shared)), key=_order)
    return Candidate(origin, root, tuple(versions), bool(_entries(host)))


def _entries(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if entry.is_dir() and entry.name[:1].isdigit()]
    except OSError:
        return []


def _usual_places() -> list[Path]:
    home = Path.home() / ".dotnet"
    if sys.platform == "win32":
        return [Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "dotnet", home]
    if sys.platform == "darwin":
        return [Path("/usr/local/share/dotnet"), Path("/opt/homebrew/opt/dotnet/libexec"), home]
    places = [
        "/usr/share/dotnet",
        "/usr/lib/dotnet",
        "/usr/lib64/dotnet",
        "/usr/local/share/dotnet",
        "/opt/dotnet",
    ]
    return [*(Path(place) for place in places), home]


def _major(version: str) -> int:
    head = version.split(".", 1)[0]
    return int(head) if head.isdigit() else 0


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("-", 1)[0].split("."))
