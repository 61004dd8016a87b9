"""What a prediction takes for granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that a prediction takes for granted, and whether it holds here.

    Attributes
    ----------
    name
        What is assumed.
    value
        What was found.
    holds
        Whether it holds; None where that cannot be told from what there is.
    """

    name: str
    value: str
    holds: bool | None


def read(items: Iterable[Mapping[str, Any]] | None) -> tuple[Assumption, ...]:
    """Read a list of the core's."""
    return tuple(
        Assumption(
            str(item["name"]),
            str(item["value"]),
            None if item.get("holds") is None else bool(item["holds"]),
        )
        for item in items or ()
    )


def write(assumptions: Iterable[Assumption]) -> list[dict[str, Any]]:
    """Write them as JSON can hold them."""
    return [asdict(assumption) for assumption in assumptions]


def facts(assumptions: Iterable[Assumption]) -> list[tuple[str, str]]:
    """Give what to show of them: those that do not hold are marked."""
    return [
        (f"assumes: {item.name}", f"{item.value}{' (does not hold)' if item.holds is False else ''}")
        for item in assumptions
    ]
