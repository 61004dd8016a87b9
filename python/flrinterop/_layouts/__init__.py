"""Layouts of recorded sessions, one module each: told by their variables, never by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._errors import FormatError
from . import hennig2021


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout that can be read.

    Attributes
    ----------
    name
        Its name.
    looked_for
        What a file of this layout holds, in words.
    missing
        What a file lacks of it; empty where it has this layout.
    read
        The parts of a session.
    """

    name: str
    looked_for: str
    missing: Callable[[Mapping[str, Any]], list[str]]
    read: Callable[[Mapping[str, Any], str], dict[str, Any]]


#: All of them; a new one adds its line here.
LAYOUTS = (Layout(hennig2021.NAME, hennig2021.LOOKED_FOR, hennig2021.missing, hennig2021.read),)


def recognise(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Find the layout of a file by its variables and read the parts of a session.

    Parameters
    ----------
    variables
        The variables of the file.
    file
        Its name, for messages.

    Raises
    ------
    FormatError
        It is no session: what was found, and what was looked for.
    """
    lacks = {layout: layout.missing(variables) for layout in LAYOUTS}
    for layout, lacking in lacks.items():
        if not lacking:
            return layout.read(variables, file)
    looked_for = "; ".join(
        f"{layout.name} ({layout.looked_for}), which lacks here: {', '.join(lacking)}"
        for layout, lacking in lacks.items()
    )
    raise FormatError(f"'{file}' is no session. Found: {_found(variables)}. Looked for: {looked_for}")


def _found(variables: Mapping[str, Any]) -> str:
    return (
        ", ".join(f"{name} ({_kind(value)})" for name, value in sorted(variables.items())) or "no variables"
    )


def _kind(value: object) -> str:
    if isinstance(value, dict):
        fields = list(value)
        return f"struct with {', '.join(map(str, fields[:12]))}{' …' if len(fields) > 12 else ''}"
    if isinstance(value, list):
        return f"list of {len(value)}"
    shape = getattr(value, "shape", None)
    return type(value).__name__ if shape is None else f"array {tuple(shape)}"
