"""Where a result comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ._version import __version__


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a result comes from: enough to make it again.

    Attributes
    ----------
    operation
        The operation of the core, or "load_session" for what was read from a file.
    spec
        Its parameters as they were sent; an array stands as its name, "@name".
    seed
        The 128-bit key of the random numbers, None where none were drawn: ``rng=seed`` gives the same bits
        again.
    version
        The version of this package.
    """

    operation: str
    spec: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """Give it as what JSON can hold; the seed as a text, since it may have 128 bits."""
        return {
            "operation": self.operation,
            "spec": dict(self.spec),
            "seed": None if self.seed is None else str(self.seed),
            "version": self.version,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any] | None) -> Provenance:
        """Read what ``to_dict`` gave."""
        if not fields:
            return cls("unknown", version="unknown")
        seed = fields.get("seed")
        return cls(
            operation=str(fields.get("operation", "unknown")),
            spec=dict(fields.get("spec") or {}),
            seed=None if seed is None else int(seed),
            version=str(fields.get("version", "unknown")),
        )
