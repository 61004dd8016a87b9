"""What a fit found: whether anything was learned, and the relation of two columns over targets."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from . import _text
from ._types import Interval
from ._wire import interval, number, plain, plain_interval


class _Shown:
    """Shows itself as a small table."""

    __slots__ = ()

    def _facts(self) -> list[tuple[str, str]]:
        return []

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{html.escape(name)}</th>"
            f"<td style='text-align:left'>{html.escape(value)}</td></tr>"
            for name, value in self._facts()
        )
        return f"<table>{rows}</table>"


@dataclass(frozen=True, slots=True)
class Trend(_Shown):
    """A trend of the trial value over trials, one intercept a target.

    Attributes
    ----------
    verdict
        "rises", "falls" or "no trend": where the 95 % interval lies.
    slope, standard_error
        mm/s per trial; the standard error by Newey and West (doi 10.2307/1913610).
    interval
        95 % interval of the slope.
    p
        Two-sided.
    """

    verdict: str
    slope: float
    standard_error: float
    interval: Interval
    p: float

    def _facts(self) -> list[tuple[str, str]]:
        slope = f"{_text.number(self.slope)} ± {_text.number(self.standard_error, 2)} mm/s per trial"
        return [
            ("verdict", self.verdict),
            ("slope", slope),
            ("95 % interval", _text.interval(self.interval, 3)),
            ("p", _text.p_value(self.p)),
        ]


@dataclass(frozen=True, slots=True)
class Learning(Trend):
    """Whether anything was learned: the trend over the window of the speeds, and over the whole block.

    Attributes
    ----------
    verdict, slope, standard_error, interval, p
        Over the window of the speeds: see ``Trend``.
    block
        The same over the whole block.
    agree
        Whether the windows that were tried agree; learning is established only where they do.
    notes
        What else speaks for or against learning.
    """

    block: Trend
    agree: bool
    notes: tuple[str, ...]

    def _facts(self) -> list[tuple[str, str]]:
        return [
            *Trend._facts(self),
            ("whole block", f"{self.block.verdict}, {_text.p_value(self.block.p)}"),
            ("windows agree", "yes" if self.agree else "no"),
            *(("note", note) for note in self.notes),
        ]


@dataclass(frozen=True, slots=True)
class Relation(_Shown):
    """How a predictor goes with a speed over targets; never to be read as a bare correlation.

    Attributes
    ----------
    predictor, speed
        The two columns of the table.
    rho
        Spearman's rank correlation, opposite targets tied where they share the predictor.
    interval
        95 % (Fisher z).
    p
        Two-sided, exact over all orders of the speeds.
    effective_n
        The number of different values of the predictor.
    power
        Of this test for a true correlation of 0.5.
    predictor_range
        The largest value of the predictor over the smallest.
    partial, partial_p
        The same given the open-loop start.
    axes_p
        With opposite targets averaged and the axes permuted.
    q, q_p
        Cochran's Q: whether the speeds differ at all.
    reliability
        The part of the variance of the speeds that is not noise.
    """

    predictor: str
    speed: str
    rho: float
    interval: Interval
    p: float
    effective_n: int
    power: float
    predictor_range: float
    partial: float
    partial_p: float
    axes_p: float
    q: float
    q_p: float
    reliability: float

    def _facts(self) -> list[tuple[str, str]]:
        return [
            ("relation", f"{self.predictor} with {self.speed}"),
            ("Spearman ρ", f"{_text.number(self.rho)} ({_text.interval(self.interval)})"),
            ("permutation", _text.p_value(self.p)),
            ("over axes", _text.p_value(self.axes_p)),
            ("effective n", str(self.effective_n)),
            ("power", _text.number(self.power, 2)),
            ("range of the predictor", f"{_text.number(self.predictor_range)}-fold"),
            ("partial ρ", f"{_text.number(self.partial)}, {_text.p_value(self.partial_p)}"),
            ("do speeds differ", f"Q = {_text.number(self.q)}, {_text.p_value(self.q_p)}"),
            ("reliability of the speeds", _text.number(self.reliability, 2)),
        ]


def trend(values: Mapping[str, Any]) -> Trend:
    """Read a trend of the core's."""
    return Trend(**_trend(values))


def learning(values: Mapping[str, Any]) -> Learning:
    """Read what the core found about learning."""
    return Learning(
        **_trend(values),
        block=trend(values["block"]),
        agree=bool(values["agree"]),
        notes=tuple(str(note) for note in values.get("notes") or ()),
    )


def relation(values: Mapping[str, Any]) -> Relation:
    """Read a relation of the core's."""
    found: dict[str, Any] = {
        name: number(values.get(name))
        for name in _names(Relation)
        if name not in ("predictor", "speed", "interval", "effective_n")
    }
    return Relation(
        predictor=str(values["predictor"]),
        speed=str(values["speed"]),
        interval=interval(values["interval"]),
        effective_n=int(values["effective_n"]),
        **found,
    )


def written(part: Trend | Relation) -> dict[str, Any]:
    """Write a part as JSON can hold it."""
    found: dict[str, Any] = {}
    for name in _names(type(part)):
        value = getattr(part, name)
        if isinstance(value, Trend):
            found[name] = written(value)
        elif name == "notes":
            found[name] = list(value)
        elif isinstance(value, tuple):
            found[name] = plain_interval(value)
        else:
            found[name] = plain(value) if isinstance(value, float) else value
    return found


def _trend(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "verdict": str(values["verdict"]),
        "interval": interval(values["interval"]),
        **{name: number(values[name]) for name in ("slope", "standard_error", "p")},
    }


def _names(kind: type[Any]) -> list[str]:
    return [item.name for item in fields(kind)]
