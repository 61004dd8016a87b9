"""Checks at entry that Python alone can make: the types. Shapes, ranges and names are checked by the core."""

from __future__ import annotations

import operator
import os
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from . import _arrow
from ._errors import ParameterError, ShapeError
from ._types import Array

T = TypeVar("T")


def array(value: object, what: str, *dtypes: npt.DTypeLike) -> Array:
    """Take anything that holds numbers as a contiguous array of the first of the dtypes that fits.

    A C-contiguous array that has one of the dtypes is taken as it is; anything else is copied once.

    Parameters
    ----------
    value
        A NumPy array, or anything with ``__array__``, the buffer protocol or the Arrow PyCapsule methods, or
        nested lists.
    what
        Its name, for messages.
    *dtypes
        The dtypes allowed, the preferred one first; float64 where none is given.

    Raises
    ------
    ParameterError
        It does not hold real numbers.
    ShapeError
        It is ragged.
    """
    allowed = [np.dtype(dtype) for dtype in dtypes or (np.float64,)]
    if hasattr(value, "toarray"):
        raise ParameterError(f"{what} is a sparse {type(value).__name__}, expected a dense array")
    if _is_ragged(value):
        raise ShapeError(f"{what} has rows of unequal length, expected a rectangular array")
    found = _arrow.numeric(value, what)
    if found.dtype in allowed:
        return found
    if found.dtype.kind == "f" and allowed[0].kind in "iu":
        raise ParameterError(f"{what} has dtype {found.dtype}, expected whole numbers")
    return found.astype(allowed[0], order="C")


def _is_ragged(value: object) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    lengths = {len(item) if hasattr(item, "__len__") else -1 for item in value}
    return len(lengths) > 1 or any(_is_ragged(item) for item in value)


def whole(value: object, what: str) -> int:
    """Take a whole number.

    Raises
    ------
    ParameterError
        It is none, or a bool.
    """
    if isinstance(value, (bool, np.bool_)):
        raise ParameterError(f"{what} is {value!r}, expected a whole number")
    try:
        return operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        if isinstance(value, (float, np.floating)) and float(value).is_integer():
            return int(value)
        raise ParameterError(f"{what} is {value!r}, expected a whole number") from None


def real(value: object, what: str) -> float:
    """Take a real number.

    Raises
    ------
    ParameterError
        It is none, or a bool or text.
    """
    if isinstance(value, (bool, np.bool_, str, bytes)):
        raise ParameterError(f"{what} is {value!r}, expected a number")
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ParameterError(f"{what} is {value!r}, expected a number") from None


def optional_real(value: object, what: str) -> float | None:
    """Take a real number or None."""
    return None if value is None else real(value, what)


def text(value: object, what: str) -> str:
    """Take a text.

    Raises
    ------
    ParameterError
        It is none.
    """
    if not isinstance(value, str):
        raise ParameterError(f"{what} is {value!r}, expected a text")
    return value


def threads(value: object) -> int | None:
    """Take a number of threads, or None for all cores."""
    return None if value is None else whole(value, "threads")


def instance(value: object, kind: type[T], what: str, hint: str = "") -> T:
    """Take an instance of a class of this package.

    Raises
    ------
    ParameterError
        It is something else.
    """
    if isinstance(value, kind):
        return value
    advice = f". Hint: {hint}" if hint else ""
    raise ParameterError(f"{what} is a {type(value).__name__}, expected {_article(kind.__name__)}{advice}")


def one_of(value: object, kinds: tuple[type[Any], ...], what: str) -> Any:
    """Take an instance of one of some classes of this package.

    Raises
    ------
    ParameterError
        It is something else.
    """
    if isinstance(value, kinds):
        return value
    names = " or ".join(_article(kind.__name__) for kind in kinds)
    raise ParameterError(f"{what} is a {type(value).__name__}, expected {names}")


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def path(value: object, *, folder: bool = False) -> str:
    """Take the path of a file that exists, or of a folder where one will do.

    Raises
    ------
    ParameterError
        It is no path.
    FileNotFoundError
        There is no such file.
    """
    if not isinstance(value, (str, os.PathLike)):
        raise ParameterError(f"path is a {type(value).__name__}, expected a path")
    found = Path(value)
    if not found.exists():
        near = found.parent.resolve()
        where = "its folder does not exist either" if not near.is_dir() else "its folder exists"
        raise FileNotFoundError(
            f"there is no file '{found}' ({where}). Hint: a relative path starts at '{Path.cwd()}'"
        )
    if not found.is_file() and not (folder and found.is_dir()):
        raise ParameterError(f"path '{found}' is a folder, expected a file")
    return str(found)
