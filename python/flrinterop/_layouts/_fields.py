"""Checks of a file's fields that the layouts share: shapes, structs, whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .._errors import FormatError
from .._types import Array, FloatArray


def structs(value: object, fewest: int, most: int | None = None) -> bool:
    """Tell whether a value is a struct array of that many structs."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) >= fewest
        and (most is None or len(value) <= most)
        and all(isinstance(item, Mapping) for item in value)
    )


def lacking(holder: object, names: Sequence[str], prefix: str) -> list[str]:
    """List the fields that a struct lacks; the struct itself where it is none."""
    if not isinstance(holder, Mapping):
        return [prefix.rstrip(".") + " (struct)"]
    return [f"{prefix}{name}" for name in names if name not in holder]


def shaped(value: object, shape: tuple[int, ...], what: str) -> Array:
    """Take numbers of this shape; −1 is any length.

    Raises
    ------
    FormatError
        They are none, or have another shape.
    """
    try:
        found = np.asarray(value)
    except ValueError:
        raise FormatError(f"{what} is ragged, expected numbers of shape {wanted(shape)}") from None
    if found.dtype.kind not in "biuf":
        raise FormatError(
            f"{what} holds no numbers ({found.dtype}), expected numbers of shape {wanted(shape)}"
        )
    # a single row or column comes back with fewer dimensions, which only its size can tell
    if found.ndim < len(shape) and 1 in shape and found.size == np.prod([n for n in shape if n >= 0]):
        found = found.reshape(shape)
    fits = found.ndim == len(shape) and all(n in (-1, m) for n, m in zip(shape, found.shape, strict=True))
    if not fits:
        raise FormatError(f"{what} has shape {found.shape}, expected {wanted(shape)}")
    return found


def real(value: object, shape: tuple[int, ...], what: str) -> FloatArray:
    """Take numbers of this shape as float64, so that no arithmetic is done in a small whole type."""
    return np.array(shaped(value, shape, what), dtype=np.float64, order="C")


def whole(value: object, shape: tuple[int, ...], what: str) -> Array:
    """Take whole numbers of this shape as int64.

    Raises
    ------
    FormatError
        One is not whole.
    """
    found = shaped(value, shape, what)
    if found.dtype.kind == "f" and not np.all(np.isfinite(found) & (found == np.round(found))):
        raise FormatError(f"{what} holds other than whole numbers")
    return np.array(found, dtype=np.int64, order="C")


def finite(values: Array, what: str) -> None:
    """Refuse anything but finite numbers.

    Raises
    ------
    FormatError
        One is not finite.
    """
    if not np.all(np.isfinite(values)):
        raise FormatError(f"{what} holds NaN or infinity, expected finite numbers")


def columns(value: object, what: str) -> list[Any]:
    """Take a cell array as a list of its cells; a cell alone comes back as itself."""
    if isinstance(value, list):
        return value
    found = np.asarray(value)
    return list(value) if found.dtype == object else [found]  # type: ignore[call-overload]


def wanted(shape: tuple[int, ...]) -> str:
    """Write a shape; any length is n."""
    sizes = ", ".join("n" if n < 0 else str(n) for n in shape)
    return f"({sizes}{',' if len(shape) == 1 else ''})"
