"""What a fit found: whether anything was learned, and the relation of two columns over targets."""

from __future__ import annotations

import html
import math
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
        Whether the window of the speeds and the first 40 trials agree.
    established
        Whether learning is established: progress rises over both.
    permutation_p
        By permuting trials within targets.
    notes
        What else speaks for or against learning.
    """

    block: Trend
    agree: bool
    established: bool
    permutation_p: float
    notes: tuple[str, ...]

    def _facts(self) -> list[tuple[str, str]]:
        return [
            *Trend._facts(self),
            ("whole block", f"{self.block.verdict}, {_text.p_value(self.block.p)}"),
            ("windows agree", "yes" if self.agree else "no"),
            ("learning established", "yes" if self.established else "no"),
            ("permutation", _text.p_value(self.permutation_p)),
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
    noise_interval
        95 % by bootstrap over trials: the noise of these speeds only, not how ρ would vary over other
        targets.
    p
        Two-sided, exact over all orders of the speeds.
    n, left_out
        Targets that have both values, and those that have not.
    effective_n
        The number of different values of the predictor.
    power
        Of this test for a true correlation of 0.5.
    detectable_rho
        The correlation that it would find with a chance of 80 %.
    predictor_range
        The largest value of the predictor over the smallest.
    covariate, partial, partial_p
        The column held fixed, and the rank correlation given it; NaN where it is one of the two columns.
    axes_rho, axes_p
        Over axes, opposite targets averaged, where they share the predictor; NaN elsewhere.
    q, q_p
        Cochran's Q: whether the speeds differ at all.
    reliability
        The part of the variance of the speeds that is not noise.
    notes
        What must be said beside the numbers.
    """

    predictor: str
    speed: str
    rho: float
    interval: Interval
    noise_interval: Interval
    p: float
    n: int
    left_out: int
    effective_n: int
    power: float
    detectable_rho: float
    predictor_range: float
    covariate: str
    partial: float
    partial_p: float
    axes_rho: float
    axes_p: float
    q: float
    q_p: float
    reliability: float
    notes: tuple[str, ...] = ()

    def _facts(self) -> list[tuple[str, str]]:
        left = f", {self.left_out} left out" if self.left_out else ""
        facts = [
            ("relation", f"{self.predictor} with {self.speed}"),
            ("Spearman ρ", f"{_text.number(self.rho)} ({_text.interval(self.interval)})"),
            ("permutation", _text.p_value(self.p)),
            ("targets", f"{self.n}{left}, {self.effective_n} different predictions"),
            ("power for ρ = 0.5", _text.number(self.power, 2)),
            ("found with 80 % chance", f"|ρ| ≥ {_text.number(self.detectable_rho, 2)}"),
            ("range of the predictor", range_of(self.predictor_range)),
        ]
        if math.isfinite(self.noise_interval[0]):
            facts.append(("noise of these speeds only", _text.interval(self.noise_interval)))
        if math.isfinite(self.partial):
            facts.append(
                (f"given {self.covariate}", f"{_text.number(self.partial)}, {_text.p_value(self.partial_p)}")
            )
        if math.isfinite(self.axes_p):
            facts.append(("over axes", f"{_text.number(self.axes_rho)}, {_text.p_value(self.axes_p)}"))
        facts.append(("do the slopes differ", f"Q = {_text.number(self.q)}, {_text.p_value(self.q_p)}"))
        facts.append(("reliability of the slopes", _text.number(self.reliability, 2)))
        return [*facts, *(("note", note) for note in self.notes)]


def trend(values: Mapping[str, Any]) -> Trend:
    """Read a trend of the core's."""
    return Trend(**_trend(values))


def learning(values: Mapping[str, Any]) -> Learning:
    """Read what the core found about learning."""
    return Learning(
        **_trend(values),
        block=trend(values["block"]),
        agree=bool(values["agree"]),
        established=bool(values["established"]),
        permutation_p=number(values.get("permutation_p")),
        notes=tuple(str(note) for note in values.get("notes") or ()),
    )


def relation(values: Mapping[str, Any]) -> Relation:
    """Read a relation of the core's."""
    found: dict[str, Any] = {}
    for item in fields(Relation):
        value = values.get(item.name)
        if item.type == "Interval":
            found[item.name] = interval(value)
        elif item.type == "str":
            found[item.name] = "" if value is None else str(value)
        elif item.type == "int":
            found[item.name] = int(values[item.name])
        elif item.name == "notes":
            found[item.name] = tuple(str(note) for note in value or ())
        else:
            found[item.name] = number(value)
    return Relation(**found)


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


def range_of(value: float) -> str:
    """Write the range of a predictor: how many times its largest magnitude is its smallest."""
    return f"{_text.number(value)}-fold" if math.isfinite(value) else "of both signs"


def _names(kind: type[Any]) -> list[str]:
    return [item.name for item in fields(kind)]
