"""After every test nothing may be left on the other side of the wall."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    runtime = sys.modules.get("flrinterop._runtime")
    if runtime is None or not runtime.is_started():
        return
    from flrinterop import _bridge

    gc.collect()
    left = _bridge.counters()
    assert left == {"jobs": 0, "imports": 0, "exports": 0}
