"""A name for what something holds, and random keys drawn from such names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Protocol, cast

import numpy as np

from ._errors import ParameterError
from ._noun import Noun
from .rules import LearningRule

_KEY_BYTES = 16


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def digest(*values: object) -> str:
    """Name what values hold, the same on every machine: 32 hexadecimal digits of their SHA-256.

    Parameters
    ----------
    *values
        Numbers, texts, None, arrays, nouns, rules, and lists and mappings of these; 1 and 1.0 are the same.

    Raises
    ------
    ParameterError
        One of them is something else.
    """
    found = hashlib.sha256()
    _feed(found, values)
    return found.hexdigest()[:32]


def key(*values: object) -> int:
    """Draw a 128-bit random key from what values hold.

    Parameters
    ----------
    *values
        As for ``digest``.
    """
    found = hashlib.sha256()
    _feed(found, values)
    return int.from_bytes(found.digest()[:_KEY_BYTES], "little")


def _feed(found: _Hash, value: Any) -> None:
    if isinstance(value, np.ndarray):
        little = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
        _feed(found, ("array", little.dtype.str, list(value.shape)))
        found.update(little.tobytes())
    elif isinstance(value, np.generic):
        _feed(found, value.item())
    elif isinstance(value, Mapping):
        _feed(found, [(str(name), value[name]) for name in sorted(value, key=str)])
        found.update(b"mapping;")
    elif isinstance(value, (list, tuple)):
        found.update(f"list {len(value)};".encode())
        for item in value:
            _feed(found, item)
    elif isinstance(value, Noun):
        parts = value._arrow_parts()
        _feed(found, (parts.kind, parts.fields, parts.arrays))
    elif isinstance(value, LearningRule):
        own = {item.name: getattr(value, item.name) for item in fields(cast("Any", value))}
        _feed(found, (value.name, own) if own else value.name)
    elif value is None or isinstance(value, (bool, int, float, str)):
        shown = repr(int(value) if isinstance(value, float) and value.is_integer() else value).encode()
        found.update(f"{len(shown)}:".encode() + shown + b";")
    else:
        raise ParameterError(
            f"a {type(value).__name__} stands in the experiment, expected numbers, texts, arrays, networks, "
            "tasks and rules: only what can be named by what it holds can be found again"
        )
