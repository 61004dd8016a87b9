"""One way to ask the core: parameters and arrays in, reply and provenance out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import _bridge
from ._provenance import Provenance
from ._types import Progress, Rng
from ._wire import Parcel


def ask(
    operation: str, spec: Mapping[str, Any], parcel: Parcel | None = None, *, progress: Progress = False
) -> tuple[_bridge.Reply, Provenance]:
    """Run an operation of the core and say where its result comes from.

    Parameters
    ----------
    operation
        Its name.
    spec
        Its parameters; one named "rng" is a SPEC 7 ``rng`` and crosses as a 128-bit key.
    parcel
        The arrays that the parameters refer to.
    progress
        False, True or a function that is told the fraction done.
    """
    sent = dict(spec)
    seed: int | None = None
    if "rng" in sent:
        rng: Rng = sent["rng"]
        key = _bridge.key(rng)
        sent["rng"], seed = key, int(key)
    arrays = {} if parcel is None else parcel.arrays
    reply = _bridge.call(operation, sent, arrays, progress=progress)
    return reply, Provenance(operation, sent, seed)
