"""Types that the signatures share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
ComplexArray: TypeAlias = npt.NDArray[np.complex128]
Interval: TypeAlias = tuple[float, float]

#: What SPEC 7 calls ``rng``: a whole number is used as it is, anything else gives 128 bits; None draws a
# fresh key.
Rng: TypeAlias = int | np.random.SeedSequence | np.random.Generator | None

#: False for none, True for a bar, or a function that is told the fraction done, 0 to 1.
Progress: TypeAlias = bool | Callable[[float], object]

State: TypeAlias = Literal["spontaneous", "evoked"]
