"""The one choke point for calls to the core: every call is a job that Ctrl-C can stop."""

from __future__ import annotations

import ctypes
import json
import math
import operator
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import _runtime
from ._errors import FlrError, ParameterError, translated

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

#: The longest that Ctrl-C waits to be seen.
SLICE_MILLISECONDS = 50

_RUNNING, _COMPLETED = 0, 1
_KEY_LIMIT = 1 << 128
_SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}

Progress = bool | Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an operation of the core replied.

    Attributes
    ----------
    fields
        Numbers, texts and wire forms of nouns.
    arrays
        Read-only views on .NET's memory by name, each keeping its memory alive.
    tables
        Tables by name.
    """

    fields: dict[str, Any]
    arrays: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)


def call(
    operation: str,
    spec: Mapping[str, Any],
    arrays: Mapping[str, object] | None = None,
    *,
    progress: Progress = False,
    keep_partial: bool = False,
) -> Reply:
    """Run an operation of the core and wait for it; Ctrl-C stops it, and the session goes on.

    Parameters
    ----------
    operation
        Its name.
    spec
        Its parameters; an array stands as "@name". NumPy scalars are taken as plain ones.
    arrays
        The arrays by name; C-contiguous ones cross without a copy and are borrowed until the call returns.
    progress
        False, True for a bar, or a function that is told the fraction done, in this thread.
    keep_partial
        Whether Ctrl-C gives what the operation has by then, where it keeps any, instead of being raised.

    Raises
    ------
    FlrError
        The subclass that the core's error code stands for.
    KeyboardInterrupt
        After the job has ended and everything is released.
    """
    text = json.dumps(_plain(spec, operation))
    wall = _runtime.wall()
    block = _lent(arrays) if arrays else None
    job = 0
    try:
        job = int(wall.Start(operation, text, 0 if block is None else ctypes.addressof(block)))
        if job < 0:
            raise FlrError(str(wall.LastError()))
        with _watching(progress) as told:
            _wait(wall, job, told)
        return _reply(wall, job)
    except BaseException as error:
        if job > 0:
            wall.Cancel(job)
            while (state := int(wall.Wait(job, SLICE_MILLISECONDS))) == _RUNNING:
                pass
            if keep_partial and isinstance(error, KeyboardInterrupt) and state == _COMPLETED:
                return _reply(wall, job)
        raise
    finally:
        if job > 0:
            wall.Release(job)


def describe() -> dict[str, Any]:
    """Give every operation with its parameters, types, units and defaults, and every error code."""
    found: dict[str, Any] = json.loads(str(_runtime.wall().Describe()))
    return found


def counters() -> dict[str, int]:
    """Give the exact numbers of live jobs, borrowed inputs and exported structures."""
    found: dict[str, int] = json.loads(str(_runtime.wall().Counters()))
    return found


def key(rng: int | np.random.SeedSequence | np.random.Generator | None) -> str:
    """Give the 128-bit key of a SPEC 7 ``rng`` as decimal digits.

    Parameters
    ----------
    rng
        A whole number from 0 to 2**128 - 1 is the key itself; a ``SeedSequence`` or ``Generator`` gives
        128 bits, the latter moving on; None draws a fresh key from the operating system.

    Raises
    ------
    ParameterError
        It is none of these.
    """
    if rng is None:
        return str(secrets.randbits(128))
    words = _words(rng)
    if words is not None:
        return str(sum(word << (32 * place) for place, word in enumerate(words)))
    if type(rng).__name__ in ("bool", "bool_"):
        raise ParameterError(f"rng is {rng!r}, expected a whole number, a SeedSequence, a Generator or None")
    try:
        whole = operator.index(rng)  # type: ignore[arg-type]
    except TypeError:
        raise ParameterError(
            f"rng is {rng!r}, expected a whole number, a SeedSequence, a Generator or None"
        ) from None
    if not 0 <= whole < _KEY_LIMIT:
        raise ParameterError(f"rng is {whole}, expected a whole number from 0 to 2**128 - 1")
    return str(whole)


def _words(rng: object) -> list[int] | None:
    import numpy as np

    if isinstance(rng, np.random.SeedSequence):
        return [int(word) for word in rng.generate_state(4, np.uint32)]
    if isinstance(rng, np.random.Generator):
        return [int(word) for word in rng.integers(0, 1 << 32, size=4, dtype=np.uint32)]
    return None


def _plain(value: Any, what: str) -> Any:
    """Coerce to what JSON holds; NumPy scalars do not cross."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(item, str(name)) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, what) for item in value]
    if type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    try:
        return operator.index(value)
    except TypeError:
        pass
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if isinstance(value, float) or (kind == "f" and value.shape == ()):
        return _number(float(value))
    raise ParameterError(f"{what} is {value!r}, expected a number, a text, a list or None")


def _number(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _restored(value: Any) -> Any:
    """Turn the texts that stand for NaN and the infinities back into numbers."""
    if isinstance(value, str):
        return _SPECIAL.get(value, value)
    if isinstance(value, list):
        return [_restored(item) for item in value]
    if isinstance(value, dict):
        return {name: _restored(item) for name, item in value.items()}
    return value


def _lent(arrays: Mapping[str, object]) -> Any:
    from ._arrow import Block, lend

    block = Block()
    lend(arrays, ctypes.addressof(block))
    return block


def _wait(wall: Any, job: int, told: Callable[[float], object] | None) -> None:
    last = -1.0
    while int(wall.Wait(job, SLICE_MILLISECONDS)) == _RUNNING:
        if told is not None:
            fraction = float(json.loads(str(wall.Poll(job)))["progress"])
            if fraction > last:
                last = fraction
                told(fraction)


def _reply(wall: Any, job: int) -> Reply:
    from ._arrow import take_array, take_table

    outcome = json.loads(str(wall.Poll(job)))
    if outcome["state"] != "completed":
        raise translated(outcome["error"]["code"], outcome["error"]["message"])

    def exported(name: str, address: int) -> None:
        if int(wall.Take(job, name, address)) < 0:
            raise FlrError(str(wall.LastError()))

    return Reply(
        _restored(outcome["fields"]),
        {name: take_array(name, exported) for name in outcome["arrays"]},
        {name: take_table(name, exported) for name in outcome["tables"]},
    )


def _watching(progress: Progress) -> Any:
    from ._progress import watching

    return watching(progress)
