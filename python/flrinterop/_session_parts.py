"""The blocks and decoders of a session, and how its counts become latents."""

from __future__ import annotations

from dataclasses import dataclass

from ._types import FloatArray


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of trials with one decoder in use.

    Attributes
    ----------
    index
        Its number in the tables, from 1.
    name
        "intuitive" or "perturbed" for example.
    decoder
        The decoder in use; None where none is stored.
    """

    index: int
    name: str
    decoder: str | None


@dataclass(frozen=True, slots=True)
class Decoder:
    """How activity z moves the cursor: v_t = M1 v_{t−1} + M2 z_t + M0, in mm/s.

    Attributes
    ----------
    name
        Its name.
    smoothing
        M1, shape (2, 2).
    weights
        M2, shape (2, k), mm/s per unit of activity.
    offset
        M0, shape (2,), mm/s.
    """

    name: str
    smoothing: FloatArray
    weights: FloatArray
    offset: FloatArray


@dataclass(frozen=True, slots=True)
class LatentMap:
    """How the spike counts s of a bin become latents: z = W (s − μ).

    Attributes
    ----------
    weights
        W, shape (latents, units).
    mean
        μ, shape (units,), counts.
    """

    weights: FloatArray
    mean: FloatArray
