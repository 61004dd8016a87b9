"""One way to ask the core: parameters and arrays in, reply and provenance out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import _bridge
from ._errors import FlrError
from ._provenance import Provenance
from ._types import Progress, Rng
from ._wire import Address, Parcel


def ask(
    operation: str,
    spec: Mapping[str, Any],
    parcel: Parcel | None = None,
    *,
    progress: Progress = False,
    keep_partial: bool = False,
) -> tuple[_bridge.Reply, Provenance]:
    """Run an operation of the core and say where its result comes from.

    Parameters
    ----------
    operation
        Its name.
    spec
        Its parameters; one named "rng" is a SPEC 7 ``rng`` and crosses as a 128-bit key.
    parcel
        The arrays that the parameters refer to, and the functions that the core may call meanwhile.
    progress
        False, True or a function that is told the fraction done.
    keep_partial
        Whether Ctrl-C gives what there is by then instead of being raised.
    """
    sent = dict(spec)
    seed: int | None = None
    if "rng" in sent:
        rng: Rng = sent["rng"]
        key = _bridge.key(rng)
        sent["rng"], seed = key, int(key)
    parcel = parcel or Parcel()
    try:
        reply = _bridge.call(operation, sent, parcel.arrays, progress=progress, keep_partial=keep_partial)
    except FlrError as error:
        for callback in parcel.callbacks:
            callback.explain(error)
        raise
    finally:
        # the job has ended, whatever came of it
        for callback in parcel.callbacks:
            callback.close()
    return reply, Provenance(operation, _recorded(sent), seed)


def _recorded(value: Any) -> Any:
    """Give what is worth writing down: an address means nothing after the call."""
    if isinstance(value, Address):
        return value.shown
    if isinstance(value, Mapping):
        return {name: _recorded(item) for name, item in value.items()}
    return [_recorded(item) for item in value] if isinstance(value, list) else value
