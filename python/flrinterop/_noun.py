"""What every noun of this package can do: show itself, be saved and loaded, be pickled, and cross as
Arrow.
"""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import numpy as np

from . import _fields
from ._arrow import ArrowExportable, Parts
from ._provenance import Provenance
from ._types import Array
from ._wire import Parcel, Wire, frozen

if TYPE_CHECKING:
    import pandas as pd

Facts = list[tuple[str, str]]
N = TypeVar("N", bound="Noun")


class Noun(ArrowExportable):
    """An immutable thing with a wire form.

    Subclasses are frozen dataclasses; their arrays are read-only views. Each gives its fields, of whose types
    ``_fields`` makes the wire form, its ``_kind``, and ``_facts``, what to show.
    """

    __slots__ = ()
    #: What it is called on the wire and in files.
    _kind: ClassVar[str]
    #: The fields that come first on the wire.
    _order: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        for name in _names(self):
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                object.__setattr__(self, name, frozen(value))

    def _pack(self, parcel: Parcel, prefix: str = "") -> Wire:
        return _fields.pack(self, parcel, prefix)

    @classmethod
    def _unpack(cls, wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance) -> Self:
        return _rebuild(cls, _fields.unpack(cls, wire, arrays, provenance))

    def _facts(self) -> Facts:
        return []

    def _arrow_parts(self) -> Parts:
        parcel = Parcel()
        return Parts(self._kind, self._pack(parcel), parcel.arrays)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to an Arrow IPC file that describes itself; ``flr.load`` brings it back, here or in C#.

        Parameters
        ----------
        path
            The file; replaced where it exists.
        """
        from . import _arrow

        _arrow.save(path, self._arrow_parts())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self._facts())
        return f"{type(self).__name__}({shown})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{html.escape(name)}</th>"
            f"<td style='text-align:left'>{html.escape(value)}</td></tr>"
            for name, value in self._facts()
        )
        return f"<table><caption style='text-align:left'><b>{type(self).__name__}</b></caption>{rows}</table>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), {name: getattr(self, name) for name in _names(self)})


class Result(Noun):
    """A noun that was computed: it has a status, a provenance, and a table.

    Attributes
    ----------
    status : str
        "completed", or what went wrong and from where on nothing is valid.
    provenance : Provenance
        Version, operation, parameters and seed.
    """

    __slots__ = ()
    status: str
    provenance: Provenance

    def to_pandas(self) -> pd.DataFrame:
        """Give its numbers as a table."""
        raise NotImplementedError

    def _arrow_parts(self) -> Parts:
        parcel = Parcel()
        return Parts(self._kind, self._pack(parcel), parcel.arrays, self.provenance.to_dict())


def _names(noun: Noun) -> list[str]:
    return [field.name for field in fields(noun)]  # type: ignore[arg-type]


def _rebuild(kind: type[N], values: dict[str, Any]) -> N:
    # not through __init__: what was valid when it was pickled needs no core to check it again
    made = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, frozen(value) if isinstance(value, np.ndarray) else value)
    return made
