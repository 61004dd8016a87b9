"""Layouts of recorded sessions, one module each: told by their variables, never by the name of the file.

A module of this folder whose name has no underscore in front is a layout: ``NAME``; ``LOOKED_FOR``, what a
file of it holds, in words; ``missing(variables)``, what a file lacks of it; ``read(variables, file)``, the
parts of a session. To add a layout, add its file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from .._errors import FormatError


@cache
def layouts() -> tuple[ModuleType, ...]:
    """Give the modules of all layouts, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return tuple(import_module(f".{name}", __name__) for name in names)


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
    lacks = {layout: layout.missing(variables) for layout in layouts()}
    for layout, lacking in lacks.items():
        if not lacking:
            parts: dict[str, Any] = layout.read(variables, file)
            return parts
    looked_for = "; ".join(
        f"{layout.NAME} ({layout.LOOKED_FOR}), which lacks here: {_some(lacking)}"
        for layout, lacking in lacks.items()
    )
    raise FormatError(f"'{file}' is no session. Found: {_found(variables)}. Looked for: {looked_for}")


def _some(lacking: list[str]) -> str:
    shown = 8
    return (
        f"{', '.join(lacking[:shown])}{f' and {len(lacking) - shown} more' if len(lacking) > shown else ''}"
    )


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
