"""What runtime was found and tried, versions, CPU features, and what to do where something is missing."""

from __future__ import annotations

import html
import platform
import sys
from dataclasses import dataclass, field
from importlib import metadata

from . import _dotnet, _runtime

_PACKAGES = ("numpy", "pyarrow", "pandas", "matplotlib", "pythonnet", "clr_loader")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The state of this installation; printing it shows everything.

    Attributes
    ----------
    healthy
        Whether the core answers.
    facts
        Names and values, in the order to be shown.
    tried
        Where .NET was looked for and what was there.
    problems
        What is wrong, each with its one-line fix.
    """

    healthy: bool
    facts: dict[str, str]
    tried: list[str]
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        width = max((len(name) for name in self.facts), default=0)
        lines = [f"{name:<{width}}  {value}" for name, value in self.facts.items()]
        lines += ["looked for .NET in", *(f"  {place}" for place in self.tried)]
        lines += [f"problem: {problem}" for problem in self.problems]
        lines.append("flrinterop works" if self.healthy else "flrinterop does not work here")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def doctor() -> Diagnosis:
    """Look at this installation; never raises.

    Returns
    -------
    Diagnosis
        What was found and tried, versions, CPU features, and one-line fixes; print it.
    """
    facts = {
        "flrinterop": _version("flrinterop"),
        "python": f"{platform.python_version()} ({sys.executable})",
    }
    facts |= {name: _version(name) for name in _PACKAGES}
    facts["libraries"] = str(_runtime.FOLDER)
    problems: list[str] = []
    tried: list[str] = []
    try:
        places = _dotnet.candidates()
        tried = [str(place) for place in places]
        found = _dotnet.chosen(places)
        facts["dotnet"] = "none" if found is None else str(found.root)
        facts |= _core()
    except Exception as error:  # a diagnosis that fails says so
        problems.append(f"{type(error).__name__}: {error}")
    return Diagnosis(not problems, facts, tried, problems)


def _core() -> dict[str, str]:
    from . import _bridge

    fields = _bridge.call("environment", {}).fields
    return {
        f"core {name}".replace("_", " "): ", ".join(map(str, value))
        if isinstance(value, list)
        else str(value)
        for name, value in fields.items()
    }


def _version(package: str) -> str:
    if package == "flrinterop":
        from ._version import __version__

        return __version__
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
