"""How a noun crosses: its wire form, derived from the types of its fields.

A new noun is a frozen dataclass that lists its fields and has a ``_kind``: it then crosses, is saved, and is
loaded once ``_files`` knows the kind. What the type of a field becomes in JSON:

============================  ===========================================================================
``str``, ``int``, ``bool``    itself (a ``Literal`` is a ``str``)
``float``                     a number; NaN and the infinities as texts
``Interval``                  [low, high]
``tuple[str, ...]``           a list; likewise of ``int`` and of ``Assumption``
an array of any dtype         "@name", and the array stands beside the JSON; it is never copied
``ComplexArray``              the same, real and imaginary parts on a last axis of 2
another noun                  its wire form, the names of its arrays beginning with "name."
``Provenance``                nothing: it is stored beside the noun
============================  ===========================================================================

Each may be ``… | None``. A field that may be None or has a default may be missing or null where it is read,
and is that then: files stay readable when a noun gets another field. Any other must be there.

On the wire "kind" is first, then values, lists, arrays and nouns, each in the order of the fields; what the
class names in ``_order`` comes before them. What a type does not say, ``field(metadata=crossing(…))`` does. A
noun whose wire form has another shape writes ``_pack`` and ``_unpack`` itself.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _assumption
from ._assumption import Assumption
from ._errors import FormatError
from ._provenance import Provenance
from ._types import Array, ComplexArray, Interval
from ._wire import Parcel, Wire, interval, number, plain, plain_interval, put_complex, take, take_complex

if TYPE_CHECKING:
    from ._noun import Noun


class Place(IntEnum):
    """Where on the wire a field comes."""

    VALUE = 0
    LIST = 1
    ARRAY = 2
    NOUN = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Crossing:
    """How values of one type cross.

    Attributes
    ----------
    what
        What is expected on the wire, for messages.
    place
        Where on the wire it comes.
    write
        Makes of a value what JSON holds, given where arrays go and the name that they take.
    read
        Makes a value of what JSON holds, given the arrays and where the noun comes from.
    """

    what: str
    place: Place
    write: Callable[[Any, Parcel, str], Any]
    read: Callable[[Any, Mapping[str, Array], Provenance], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field of a noun.

    Attributes
    ----------
    name, wired
        Its name in the noun and on the wire.
    crossing
        How it crosses; None where it does not.
    default
        Makes what it is where the wire does not say; None where the wire must.
    """

    name: str
    wired: str
    crossing: Crossing | None
    default: Callable[[], Any] | None


def crossing(
    *,
    name: str | None = None,
    stays: bool = False,
    operation: str | None = None,
    write: Callable[[Any], object] | None = None,
) -> dict[str, object]:
    """Give the metadata of a field that does not cross as its type says.

    Parameters
    ----------
    name
        Its name on the wire, where that is another one.
    stays
        It does not cross: what is read has the default.
    operation
        For a noun: the operation that it comes from once it is read; None for the provenance of the whole.
    write
        Makes of the value what JSON holds.
    """
    return {"name": name, "stays": stays, "operation": operation, "write": write}


def pack(noun: Noun, parcel: Parcel, prefix: str) -> Wire:
    """Write a noun; its arrays go to the parcel under names that begin with the prefix."""
    wire: Wire = {"kind": noun._kind}
    for one in fields(type(noun)):
        if one.crossing is not None:
            value, name = getattr(noun, one.name), f"{prefix}{one.wired}"
            wire[one.wired] = None if value is None else one.crossing.write(value, parcel, name)
    return wire


def unpack(
    kind: type[Noun], wire: Mapping[str, Any], arrays: Mapping[str, Array], provenance: Provenance
) -> dict[str, Any]:
    """Read the fields of a noun.

    Raises
    ------
    FormatError
        One is missing, or is not what it should be.
    """
    values: dict[str, Any] = {}
    for one in fields(kind):
        entry = wire.get(one.wired)
        if one.name == "provenance":
            values[one.name] = provenance
        elif one.default is not None and (one.crossing is None or entry is None):
            values[one.name] = one.default()
        elif one.crossing is not None:
            expected = f"expected {one.crossing.what}"
            if one.wired not in wire:
                raise FormatError(f"a '{kind._kind}' has no '{one.wired}', {expected}")
            try:
                values[one.name] = one.crossing.read(entry, arrays, provenance)
            except FormatError:
                raise
            except (KeyError, TypeError, ValueError) as error:
                raise FormatError(f"'{one.wired}' of a '{kind._kind}' is {entry!r}, {expected}") from error
    return values


def fields(kind: type[Any]) -> tuple[Field, ...]:
    """Give the fields of a noun in the order of the wire.

    Raises
    ------
    TypeError
        No value of the type of one of them crosses.
    """
    return _derived(kind)  # type: ignore[arg-type]  # mypy holds no class for hashable


@cache
def _derived(kind: type[Any]) -> tuple[Field, ...]:
    hints = typing.get_type_hints(kind)
    found = [_field(kind, item, hints[item.name]) for item in dataclasses.fields(kind)]
    leading: tuple[str, ...] = kind._order
    found.sort(key=lambda one: Place.VALUE if one.crossing is None else one.crossing.place)
    found.sort(key=lambda one: (*leading, one.name).index(one.name))
    return tuple(found)


def _field(kind: type[Any], item: dataclasses.Field[Any], hint: Any) -> Field:
    bare, special = _without_none(hint), item.metadata
    wired = special.get("name") or item.name
    default = _default(item, bare != hint)
    if bare is Provenance or (special.get("stays") and default is not None):
        return Field(item.name, wired, None, default)
    how = _how(bare, special.get("operation"))
    if how is None:
        raise TypeError(f"{kind.__name__}.{item.name} is a {item.type}, and none crosses")
    write = special.get("write")
    return Field(
        item.name, wired, how if write is None else dataclasses.replace(how, write=_value(write)), default
    )


def _default(item: dataclasses.Field[Any], may_be_none: bool) -> Callable[[], Any] | None:
    if item.default_factory is not dataclasses.MISSING:
        return item.default_factory
    if item.default is not dataclasses.MISSING:
        return lambda: item.default
    return (lambda: None) if may_be_none else None


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint
    kept = [one for one in typing.get_args(hint) if one is not types.NoneType]
    return kept[0] if len(kept) == 1 else hint


def _how(hint: Any, operation: str | None) -> Crossing | None:
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return _BY_TYPE[str]
    if origin is np.ndarray:
        return _ARRAY
    if isinstance(hint, type) and hasattr(hint, "_unpack"):
        return _noun(hint, operation)
    return None


def _value(write: Callable[[Any], object]) -> Callable[[Any, Parcel, str], Any]:
    return lambda value, _parcel, _name: write(value)


def _alone(read: Callable[[Any], object]) -> Callable[[Any, Mapping[str, Array], Provenance], Any]:
    return lambda entry, _arrays, _provenance: read(entry)


def _noun(kind: type[Noun], operation: str | None) -> Crossing:
    def read(entry: Any, arrays: Mapping[str, Array], provenance: Provenance) -> object:
        if not isinstance(entry, Mapping):
            raise TypeError
        try:
            return kind._unpack(entry, arrays, provenance if operation is None else Provenance(operation))
        except KeyError as error:
            raise FormatError(f"a '{kind._kind}' has no {error}") from error

    return Crossing(
        f"a '{kind._kind}'", Place.NOUN, lambda value, parcel, name: value._pack(parcel, f"{name}."), read
    )


def _list(what: str, one: Callable[[Any], object]) -> Crossing:
    return Crossing(what, Place.LIST, _value(list), _alone(lambda entry: tuple(one(item) for item in entry)))


def _text(entry: object) -> str:
    if entry is None:
        raise TypeError
    return str(entry)


_ARRAY = Crossing(
    "an array",
    Place.ARRAY,
    lambda value, parcel, name: parcel.put(name, value),
    lambda entry, arrays, _: take(entry, arrays),
)

_BY_TYPE: dict[Any, Crossing] = {
    str: Crossing("a text", Place.VALUE, _value(lambda value: value), _alone(_text)),
    int: Crossing("a whole number", Place.VALUE, _value(lambda value: value), _alone(int)),
    bool: Crossing("a flag", Place.VALUE, _value(lambda value: value), _alone(bool)),
    float: Crossing("a number", Place.VALUE, _value(plain), _alone(number)),
    Interval: Crossing("[low, high]", Place.VALUE, _value(plain_interval), _alone(interval)),
    tuple[str, ...]: _list("texts", str),
    tuple[int, ...]: _list("whole numbers", int),
    tuple[Assumption, ...]: Crossing(
        "assumptions", Place.LIST, _value(_assumption.write), _alone(_assumption.read)
    ),
    ComplexArray: Crossing(
        "a complex array",
        Place.ARRAY,
        lambda value, parcel, name: put_complex(parcel, name, value),
        lambda entry, arrays, _: take_complex(entry, arrays),
    ),
}
