"""The wire form that is derived from the fields of a noun."""

from __future__ import annotations

import dataclasses
import importlib
import json
import math
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
import pytest

import flrinterop as flr
from flrinterop import _files
from flrinterop._assumption import Assumption
from flrinterop._fields import crossing, fields
from flrinterop._noun import Noun, Result
from flrinterop._provenance import Provenance
from flrinterop._types import Array, ComplexArray, FloatArray, Interval
from flrinterop._wire import Parcel

BIG = 2**127


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Inner(Result):
    """A noun within a noun."""

    numbers: FloatArray
    provenance: Provenance = field(default_factory=lambda: Provenance("inner"))

    _kind: ClassVar[str] = "inner"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Made(Result):
    """One field of every kind."""

    text: str
    side: Literal["left", "right"]
    number: float
    count: int
    flag: bool
    interval: Interval
    values: FloatArray
    whole: Array
    turning: ComplexArray
    inner: Inner
    renamed: Inner = field(metadata=crossing(name="other", operation="elsewhere"))
    key: int = field(metadata=crossing(write=str))
    no_text: str | None = None
    no_number: float | None = None
    no_count: int | None = None
    no_array: FloatArray | None = None
    no_inner: Inner | None = None
    texts: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    status: str = "completed"
    own: str = field(default="its own", metadata=crossing(stays=True))
    provenance: Provenance = field(default_factory=lambda: Provenance("made"))

    _kind: ClassVar[str] = "made"
    _order: ClassVar[tuple[str, ...]] = ("status", "values")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Wrong(Noun):
    """A field whose type does not cross."""

    both: int | str

    _kind: ClassVar[str] = "wrong"


def made(**changed: Any) -> Made:
    given: dict[str, Any] = {
        "text": "a",
        "side": "left",
        "number": math.inf,
        "count": 3,
        "flag": True,
        "interval": (-1.5, math.nan),
        "values": np.arange(3.0),
        "whole": np.arange(4, dtype=np.int32),
        "turning": np.array([1 + 2j, 3 - 4j]),
        "inner": Inner(np.ones(2)),
        "renamed": Inner(np.zeros(2)),
        "key": BIG,
    }
    return Made(**given | changed)


FULL = {
    "no_text": "b",
    "no_number": -0.5,
    "no_count": 7,
    "no_array": np.eye(2),
    "no_inner": Inner(np.full(3, 9.0)),
    "texts": ("x", "y"),
    "counts": (1, 2),
    "assumptions": (Assumption("stable", "yes", True), Assumption("open", "?", None)),
    "status": "diverged at step 3",
}


def crossed(noun: Made, **changed: Any) -> Made:
    """Write, change and read a noun."""
    parcel = Parcel()
    wire = json.loads(json.dumps(noun._pack(parcel, "p.")))
    for name, value in changed.items():
        if value is KeyError:
            del wire[name]
        else:
            wire[name] = value
    return Made._unpack(wire, parcel.arrays, Provenance("asked"))


def same(left: Any, right: Any) -> bool:
    if isinstance(left, Noun):
        return all(
            same(getattr(left, name), getattr(right, name))
            for name in left.__dataclass_fields__
            if name != "provenance"
        )
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and np.array_equal(left, right)
    if isinstance(left, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and (left == right or (left != left and right != right))


@pytest.mark.parametrize("given", [{}, FULL], ids=["least", "full"])
def test_every_kind_of_field_comes_back(given: Mapping[str, Any]) -> None:
    noun = made(**given)
    back = crossed(noun)
    assert same(noun, back)
    assert same(noun, pickle.loads(pickle.dumps(back)))
    assert not back.values.flags.writeable
    assert not back.turning.flags.writeable


def test_it_is_saved_and_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_files._HOME, "made", (__name__, "Made"))
    monkeypatch.setattr(_files, "import_module", lambda *_: sys.modules[__name__])
    noun = made(**FULL)
    noun.save(tmp_path / "made.arrow")
    back = flr.load(tmp_path / "made.arrow")
    assert isinstance(back, Made)
    assert same(noun, back)


def test_the_order_of_the_wire() -> None:
    parcel = Parcel()
    wire = made(**FULL)._pack(parcel, "p.")
    values = [
        "text",
        "side",
        "number",
        "count",
        "flag",
        "interval",
        "key",
        "no_text",
        "no_number",
        "no_count",
    ]
    lists, arrays = ["texts", "counts", "assumptions"], ["whole", "turning", "no_array"]
    nouns = ["inner", "other", "no_inner"]
    assert list(wire) == ["kind", "status", "values", *values, *lists, *arrays, *nouns]
    assert list(parcel.arrays) == [
        *(f"p.{name}" for name in ("values", *arrays)),
        *(f"p.{name}.numbers" for name in nouns),
    ]
    assert wire["number"] == "Infinity"
    assert wire["interval"] == [-1.5, "NaN"]
    assert wire["key"] == str(BIG)
    assert parcel.arrays["p.turning"].shape == (2, 2)


def test_arrays_are_not_copied() -> None:
    parcel = Parcel()
    noun = made()
    wire = noun._pack(parcel)
    back = Made._unpack(wire, parcel.arrays, Provenance("asked"))
    for name in ("values", "whole", "turning"):
        assert np.shares_memory(getattr(noun, name), getattr(back, name)), name


def test_where_it_comes_from() -> None:
    back = crossed(made(own="changed"))
    assert back.provenance.operation == back.inner.provenance.operation == "asked"
    assert back.renamed.provenance.operation == "elsewhere"
    assert back.own == "its own"


@pytest.mark.parametrize(
    "name", ["text", "number", "count", "interval", "values", "turning", "inner", "other"]
)
def test_a_missing_field_is_named(name: str) -> None:
    with pytest.raises(flr.FormatError, match=f"a 'made' has no '{name}', expected "):
        crossed(made(), **{name: KeyError})


@pytest.mark.parametrize("name", [*(set(FULL) - {"status"}), "status"])
@pytest.mark.parametrize("given", [KeyError, None], ids=["missing", "null"])
def test_what_has_a_default_may_be_missing(name: str, given: object) -> None:
    back = crossed(made(**FULL), **{name: given})
    assert getattr(back, name) == Made.__dataclass_fields__[name].default


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("text", None),
        ("count", "many"),
        ("number", "much"),
        ("interval", [1]),
        ("values", None),
        ("values", "@elsewhere"),
        ("counts", 3),
        ("assumptions", [{"value": "no name"}]),
        ("inner", 3),
    ],
)
def test_what_it_should_not_be_is_named(name: str, given: object) -> None:
    with pytest.raises(flr.FormatError, match=f"'{name}' of a 'made' is .*, expected "):
        crossed(made(), **{name: given})


def test_what_is_wrong_within_is_named() -> None:
    with pytest.raises(flr.FormatError, match="a 'inner' has no 'numbers', expected an array"):
        crossed(made(), inner={"kind": "inner"})


def test_a_type_that_does_not_cross_is_named() -> None:
    with pytest.raises(TypeError, match=r"Wrong\.both is a int \| str"):
        Wrong(3)._pack(Parcel())


def derived() -> list[type[Noun]]:
    """Give the nouns whose wire form follows from their fields."""
    nouns = [
        getattr(importlib.import_module(f"flrinterop.{module}"), name)
        for module, name in _files._HOME.values()
    ]
    return [noun for noun in nouns if noun._unpack.__func__ is Noun._unpack.__func__]


@pytest.mark.parametrize("noun", derived(), ids=lambda noun: noun._kind)
def test_the_types_of_a_noun_cross(noun: type[Noun]) -> None:
    assert {one.name for one in fields(noun)} == {item.name for item in dataclasses.fields(noun)}
