"""How numbers are written for a reader."""

from __future__ import annotations

import math

from ._types import Interval


def number(value: float | None, digits: int = 3) -> str:
    """Write a number with so many significant digits; a dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e5:
        decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
        shown = f"{value:.{decimals}f}"
    else:
        shown = f"{value:.{digits - 1}e}"
    return shown.replace("-", "−") if "e" not in shown else shown.replace("-", "−", 1) if value < 0 else shown


def interval(value: Interval, digits: int = 2) -> str:
    """Write an interval: "0.91 … 0.98"."""
    return f"{number(value[0], digits)} … {number(value[1], digits)}"


def p_value(value: float | None) -> str:
    """Write a p with its sign: "p = 0.03", "p < 0.001"."""
    if value is None or math.isnan(value):
        return "p –"
    return "p < 0.001" if value < 1e-3 else f"p = {number(value, 2)}"


def size(count: int) -> str:
    """Write a number of bytes."""
    shown, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if shown < 1000:
            break
        shown, unit = shown / 1000, larger
    return f"{shown:.3g} {unit}"


def shape(value: tuple[int, ...] | None) -> str:
    """Write a shape, or that there is none."""
    return "not recorded" if value is None else str(value).replace(" ", "")
