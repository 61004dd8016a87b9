"""How a noun becomes a JSON object and named arrays, and how a reply is read: the wire forms of the core."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np

from ._errors import FlrError
from ._types import Array, ComplexArray, Interval

Wire: TypeAlias = dict[str, Any]


class Address(int):
    """Where something lies in this process: the core is told the number, a provenance the name.

    Parameters
    ----------
    value
        The address.
    shown
        What lies there, for people.
    """

    shown: str

    def __new__(cls, value: int, shown: str) -> Address:
        made = super().__new__(cls, value)
        made.shown = shown
        return made


class Entry(Protocol):
    """A function that the core may call until the call that it was sent with has ended."""

    def close(self) -> None:
        """Take it away."""

    def explain(self, error: FlrError) -> None:
        """Raise what it raised itself, if it did."""


class Parcel:
    """Arrays on their way to the core, each under a name of its own, and functions that it may call."""

    __slots__ = ("arrays", "callbacks")

    def __init__(self) -> None:
        self.arrays: dict[str, Array] = {}
        self.callbacks: list[Entry] = []

    def put(self, name: str, values: Array | None) -> str | None:
        """Add an array and give the reference to it; None stays None.

        Parameters
        ----------
        name
            The name wanted; a number is added where it is taken.
        values
            The array, contiguous, not copied.
        """
        if values is None:
            return None
        free, count = name, 1
        while free in self.arrays:
            count += 1
            free = f"{name}.{count}"
        self.arrays[free] = values
        return f"@{free}"


def take(reference: object, arrays: Mapping[str, Array]) -> Array:
    """Give the array that a reference "@name" stands for."""
    return arrays[str(reference).removeprefix("@")]


def take_optional(reference: object, arrays: Mapping[str, Array]) -> Array | None:
    """Give the array that a reference stands for, None for None."""
    return None if reference is None else take(reference, arrays)


def take_complex(reference: object, arrays: Mapping[str, Array]) -> ComplexArray:
    """Give the complex array that crossed as real and imaginary parts on a last axis of 2; no copy."""
    parts = np.ascontiguousarray(take(reference, arrays))
    return parts.view(np.complex128)[..., 0]


def put_complex(parcel: Parcel, name: str, values: ComplexArray) -> str | None:
    """Add a complex array as real and imaginary parts on a last axis of 2; no copy where contiguous."""
    whole = np.ascontiguousarray(values, dtype=np.complex128)
    return parcel.put(name, whole.view(np.float64).reshape(*values.shape, 2))


def number(value: object) -> float:
    """Read a number; JSON has no NaN or infinity, so they come as texts or null."""
    return math.nan if value is None else float(value)  # type: ignore[arg-type]


def optional_number(value: object) -> float | None:
    """Read a number, None for null."""
    return None if value is None else number(value)


def interval(value: object) -> Interval:
    """Read [low, high]."""
    if not isinstance(value, Sequence):
        return (math.nan, math.nan)
    low, high = value
    return (number(low), number(high))


def plain(value: float | None) -> float | str | None:
    """Write a number: NaN and infinity as texts."""
    if value is None or math.isfinite(value):
        return value
    if math.isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"


def plain_interval(value: Interval) -> list[float | str | None]:
    """Write [low, high]."""
    return [plain(value[0]), plain(value[1])]


def frozen(values: Array) -> Array:
    """Give a read-only view that shares and keeps alive the memory of an array."""
    view = values.view()
    view.flags.writeable = False
    return view


def columns(table: Any, parcel: Parcel, prefix: str) -> Wire:
    """Write a data frame: number columns as arrays, text columns as lists.

    Parameters
    ----------
    table
        A pandas DataFrame.
    parcel
        Where the arrays go.
    prefix
        What comes before the names of the columns.
    """
    wire: Wire = {}
    for name in table.columns:
        values = table[name].to_numpy()
        if values.dtype.kind in "iu":
            wire[name] = parcel.put(f"{prefix}{name}", np.ascontiguousarray(values, dtype=np.int64))
        elif values.dtype.kind == "b":
            wire[name] = parcel.put(f"{prefix}{name}", np.ascontiguousarray(values, dtype=np.uint8))
        elif values.dtype.kind == "f":
            wire[name] = parcel.put(f"{prefix}{name}", np.ascontiguousarray(values, dtype=np.float64))
        else:
            wire[name] = [str(value) for value in values]
    return wire


def table(wire: Mapping[str, Any], arrays: Mapping[str, Array]) -> Any:
    """Read what ``columns`` wrote as a pandas DataFrame."""
    import pandas as pd

    return pd.DataFrame(
        {
            name: list(value) if isinstance(value, list) else np.array(take(value, arrays))
            for name, value in wire.items()
        }
    )
