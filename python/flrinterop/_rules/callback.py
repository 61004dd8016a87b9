"""A Python function that the core calls by its address, on views of the core's memory."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

import numpy as np

from .._errors import FlrError, ParameterError, ShapeError
from .._types import Array, FloatArray
from .._wire import Address

Function: TypeAlias = Callable[..., Any]


class _Call(ctypes.Structure):
    """What one call is lent, as the core lays it out: addresses of float64, the trial running fastest."""

    _fields_ = (
        ("function", ctypes.c_int64),
        ("units", ctypes.c_int64),
        ("trials", ctypes.c_int64),
        ("state", ctypes.c_void_p),
        ("coupling", ctypes.c_void_p),
        ("input", ctypes.c_void_p),
        ("target", ctypes.c_void_p),
        ("change", ctypes.c_void_p),
    )


_ENTRY = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Call))


class Callback:
    """A function under a number by which the core may call it until it is closed.

    It is called by threads of the core, one after another as the interpreter allows. Nothing that the
    function raises crosses: it is kept, and the core is told that the call failed. The core's way in is one
    entry for all functions, which lasts: a call that comes too late finds no function and fails.

    Parameters
    ----------
    function
        A function of (x, coupling, inputs, targets); see ``Custom``.
    name
        The name of its rule.
    """

    def __init__(self, function: Function, name: str) -> None:
        self._function = function
        self._name = name
        self._raised: BaseException | None = None
        self.number = Address(next(_numbers), _shown(function))
        _open[self.number] = self

    def close(self) -> None:
        """Take the function away: the core cannot call it any more."""
        _open.pop(self.number, None)

    def explain(self, error: FlrError) -> None:
        """Raise what the function raised, if it did, in place of what the core made of it.

        Parameters
        ----------
        error
            What the call failed with.

        Raises
        ------
        ParameterError
            The function raised an exception, which is its cause.
        FlrError
            What the function returned has a wrong shape.
        """
        raised = self._raised
        if raised is None:
            return
        if isinstance(raised, FlrError) or not isinstance(raised, Exception):
            raise raised
        raise ParameterError(
            f"the function of the rule '{self._name}' raised {type(raised).__name__}: {raised}"
        ) from raised

    def enter(self, call: Any) -> int:
        """Answer one call: 0, or 1 where it failed."""
        try:
            self._run(call)
        except BaseException as error:
            self._raised = self._raised or error
            return 1
        return 0

    def _run(self, call: Any) -> None:
        units, trials = int(call.units), int(call.trials)
        update = self._function(
            _vectors(call.state, units, trials),
            None if call.coupling is None else _matrices(call.coupling, units, trials),
            _vectors(call.input, units, trials),
            _vectors(call.target, units, trials),
        )
        change = _matrices(call.change, units, trials, writeable=True)
        if isinstance(update, tuple) and len(update) == 2:
            post, pre = (self._shaped(part, (trials, units), "(batch, units)") for part in update)
            np.multiply(post[:, :, None], pre[:, None, :], out=change)
        else:
            change[...] = self._shaped(update, (trials, units, units), "(batch, units, units)")

    def _shaped(self, value: object, shape: tuple[int, ...], axes: str) -> Array:
        found = np.asarray(value)
        if found.dtype.kind not in "fiub":
            raise ParameterError(
                f"the function of the rule '{self._name}' returned {found.dtype}, expected real numbers: "
                "G of shape (batch, units, units) or a pair (post, pre)"
            )
        if found.shape != shape:
            raise ShapeError(
                f"the function of the rule '{self._name}' returned shape {found.shape}, "
                f"expected {shape} {axes}. Hint: G of shape (batch, units, units) or a pair (post, pre)"
            )
        return found


def _enter(pointer: Any) -> int:
    callback = _open.get(pointer.contents.function)
    return 1 if callback is None else callback.enter(pointer.contents)


_numbers = itertools.count(1)
# weak: a rule that was packed and never sent leaves nothing behind
_open: WeakValueDictionary[int, Callback] = WeakValueDictionary()
_entry = _ENTRY(_enter)
#: Where the core calls.
ENTRY = Address(ctypes.cast(_entry, ctypes.c_void_p).value or 0, "python")


def _vectors(address: int, units: int, trials: int) -> FloatArray:
    return _view(address, (units, trials)).T


def _matrices(address: int, units: int, trials: int, *, writeable: bool = False) -> FloatArray:
    return _view(address, (units, units, trials), writeable=writeable).transpose(2, 0, 1)


def _view(address: int, shape: tuple[int, ...], *, writeable: bool = False) -> FloatArray:
    count = int(np.prod(shape))
    memory = memoryview((ctypes.c_double * count).from_address(address)).cast("B")
    values: FloatArray = np.frombuffer(memory, dtype=np.float64).reshape(shape)
    values.flags.writeable = writeable
    return values


def _shown(function: Function) -> str:
    name = getattr(function, "__qualname__", type(function).__qualname__)
    return f"{getattr(function, '__module__', None) or type(function).__module__}.{name}"
