"""Where a prediction may be trusted, and where not."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _text
from ._errors import UnknownNameError
from ._noun import Facts, Result
from ._provenance import Provenance
from ._types import Array
from ._wire import Parcel, Wire, take

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that decides whether a prediction may be trusted.

    Attributes
    ----------
    name : str
        What was looked at.
    value : float
        What was found.
    limit : float
        The value from which on predictions suffer.
    holds : bool or None
        Whether it is on the good side of the limit; None where the source cannot tell.
    sentence : str
        What it means for a prediction.
    """

    name: str
    value: float
    limit: float
    holds: bool | None
    sentence: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Diagnostics(Result):
    """Where a prediction from an activity or a network may be trusted; from ``diagnose``.

    Attributes
    ----------
    items : tuple of Diagnostic
        Each thing looked at: name, value, limit, holds, sentence; ``diagnostics["estimator spread"]`` gives
        one.
    status : str
        "completed", or why something could not be looked at.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    items: tuple[Diagnostic, ...]
    status: str = "completed"
    provenance: Provenance = field(default_factory=lambda: Provenance("diagnose"))

    _kind: ClassVar[str] = "diagnostics"

    @property
    def trustworthy(self) -> bool:
        """Whether nothing looked at speaks against a prediction by the equal-time relation."""
        return all(item.holds is not False for item in self.items)

    def __getitem__(self, name: str) -> Diagnostic:
        for item in self.items:
            if item.name == name:
                return item
        known = ", ".join(item.name for item in self.items)
        raise UnknownNameError(f"'{name}' was not looked at, expected one of: {known}")

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a diagnostic: name, value, limit, holds, sentence."""
        import pandas as pd

        names = ("name", "value", "limit", "holds", "sentence")
        return pd.DataFrame({name: [getattr(item, name) for item in self.items] for name in names})

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th style='text-align:left'>{label}</th>" for label in ("", "value", "limit", "holds", "")
        )
        rows = "".join(f"<tr>{''.join(map(_cell, _cells(item)))}</tr>" for item in self.items)
        caption = f"<caption style='text-align:left'><b>{type(self).__name__}</b>: {html.escape(self.status)}"
        return f"<table>{caption}</caption><tr>{head}</tr>{rows}</table>"

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return {
            "kind": self._kind,
            "status": self.status,
            "items": [
                {"name": item.name, "holds": item.holds, "sentence": item.sentence} for item in self.items
            ],
            "value": parcel.put(f"{prefix}value", np.array([item.value for item in self.items])),
            "limit": parcel.put(f"{prefix}limit", np.array([item.limit for item in self.items])),
        }

    @classmethod
    def _unpack(
        cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
    ) -> Diagnostics:
        return cls(
            items=tuple(
                Diagnostic(
                    name=str(item["name"]),
                    value=float(value),
                    limit=float(limit),
                    holds=None if item.get("holds") is None else bool(item["holds"]),
                    sentence=str(item["sentence"]),
                )
                for item, value, limit in zip(
                    wire["items"], take(wire["value"], arrays), take(wire["limit"], arrays), strict=True
                )
            ),
            status=str(wire.get("status") or "completed"),
            provenance=provenance,
        )

    def _facts(self) -> Facts:
        facts = [
            (item.name, f"{_text.number(item.value)} (limit {_text.number(item.limit)}: {_held(item)})")
            for item in self.items
        ]
        return [*facts, ("status", self.status)]


def _cells(item: Diagnostic) -> tuple[str, ...]:
    return item.name, _text.number(item.value), _text.number(item.limit), _held(item), item.sentence


def _cell(text: str) -> str:
    return f"<td style='text-align:left'>{html.escape(text)}</td>"


def _held(item: Diagnostic) -> str:
    return "unknown" if item.holds is None else "holds" if item.holds else "does not hold"
