"""Peers that may not be installed."""

import importlib.util
from collections.abc import Callable
from typing import Any


def jitted(loop: Callable[..., Any], **options: Any) -> Callable[..., Any] | None:
    """Compile a plain loop with Numba; None where Numba is not installed."""
    if importlib.util.find_spec("numba") is None:
        return None
    import numba

    compiled: Callable[..., Any] = numba.njit(fastmath=True, **options)(loop)
    return compiled
