"""Raw counts of an intuitive and a perturbed block: ``D`` with ``D.dec`` and ``D.blocks``.

Hennig et al., "Constraints on neural redundancy", eLife 7 (2018), doi 10.7554/eLife.36774. A row of a block
is a bin of 45 ms. The y axis of the file points down: its heading is atan2(−v_y, v_x). Here the sign of every
y is turned, velocities and decoders alike, so that angles are counter-clockwise as everywhere else. Neither
trials nor targets are stored: a trial begins where the velocity breaks, and only one that opens with frozen
bins shows its target, the direction in which it waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block, Decoder, LatentMap
from .._types import Array, FloatArray
from . import _fields

NAME = "hennig2018"
LOOKED_FOR = "D.dec: how counts become latents, D.blocks: two structs of bins or more"
BIN_S = 0.045

_NAMES = ("intuitive", "perturbed")
_CALIBRATION = ("spikeCountMean", "spikeCountStd")
_FACTORS = ("L", "ph", "spikeRot")
_BINS = ("spikes", "latents", "vel", "velNext", "thetas", "isFreezePeriod")
_DECODER = ("M0", "M1", "M2")
_UP = np.array([1.0, -1.0])
# targets stand 45° apart; a frozen cursor shows its target's direction to rounding
_APART_DEG = 45.0
_ROUNDING_DEG = 1e-3
_NOTE = (
    "Trials and targets are inferred: the file stores neither. A trial is a run of bins without a break "
    "in the "
    "velocity; its target is known only where it opens with frozen bins, and no other trial counts."
)
_AXES_NOTE = "The file's y axis points down: every y is given with its sign turned."


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    holder = variables.get("D")
    if not isinstance(holder, Mapping):
        return ["D (struct)"]
    found = _fields.lacking(holder.get("dec"), (*_CALIBRATION, "FactorAnalysisParams"), "D.dec.")
    if not found:
        found += _fields.lacking(
            holder["dec"]["FactorAnalysisParams"], _FACTORS, "D.dec.FactorAnalysisParams."
        )
    blocks = holder.get("blocks")
    if not _fields.structs(blocks, len(_NAMES)):
        return [*found, "D.blocks (1×2 struct)"]
    assert blocks is not None
    for place, block in enumerate(blocks, 1):
        found += _fields.lacking(block, _BINS, f"D.blocks({place}).")
        found += _fields.lacking(block.get("fDecoder"), _DECODER, f"D.blocks({place}).fDecoder.")
    return found


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others.
    """
    latent_map = _map(variables["D"]["dec"], file)
    latents, units = latent_map.weights.shape
    names = [
        _NAMES[place] if place < len(_NAMES) else f"block {place + 1}"
        for place in range(len(variables["D"]["blocks"]))
    ]
    decoders, blocks, before = [], [], 0
    for place, (stored, name) in enumerate(zip(variables["D"]["blocks"], names, strict=True), 1):
        where = f"'{file}': D.blocks({place})"
        decoders.append(_decoder(stored["fDecoder"], name, latents, where))
        block = _block(stored, place, before, latents, units, where)
        before = int(block["trial"][-1])
        blocks.append(block)
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    first = np.flatnonzero(np.diff(joined["trial"], prepend=0))
    return {
        "layout": NAME,
        "bin_s": BIN_S,
        "activity_kind": "latents",
        "latent_map": latent_map,
        "notes": (_NOTE, _AXES_NOTE),
        "blocks": tuple(Block(place, name, name) for place, name in enumerate(names, 1)),
        "_decoders": tuple(decoders),
        "_bins": joined,
        "_velocity": {},
        "_progress": {},
        "_trials": {
            **{name: joined[name][first] for name in ("trial", "block", "target_deg")},
            "inferred": np.ones(len(first), dtype=np.uint8),
        },
    }


def _map(dec: Mapping[str, Any], file: str) -> LatentMap:
    where = f"'{file}': D.dec"
    parts = dec["FactorAnalysisParams"]
    loadings = _fields.real(parts["L"], (-1, -1), f"{where}.FactorAnalysisParams.L")
    units, latents = loadings.shape
    private = _fields.real(parts["ph"], (units,), f"{where}.FactorAnalysisParams.ph")
    rotation = _fields.real(parts["spikeRot"], (latents, latents), f"{where}.FactorAnalysisParams.spikeRot")
    mean, spread = (_fields.real(dec[name], (units,), f"{where}.{name}") for name in _CALIBRATION)
    if not np.all(spread > 0):
        raise FormatError(f"{where}.spikeCountStd holds {spread.min()}, expected numbers above 0")
    posterior = np.linalg.solve(loadings @ loadings.T + np.diag(private), loadings).T
    return LatentMap(np.ascontiguousarray(rotation.T @ posterior / spread), mean)


def _decoder(parts: Mapping[str, Any], name: str, latents: int, where: str) -> Decoder:
    smoothing = _fields.real(parts["M1"], (2, 2), f"{where}.fDecoder.M1")
    weights = _fields.real(parts["M2"], (2, latents), f"{where}.fDecoder.M2")
    offset = _fields.real(parts["M0"], (2,), f"{where}.fDecoder.M0")
    return Decoder(name, smoothing * np.outer(_UP, _UP), weights * _UP[:, None], offset * _UP)


def _block(
    stored: Mapping[str, Any], index: int, before: int, latents: int, units: int, where: str
) -> dict[str, Array]:
    counts = _fields.real(stored["spikes"], (-1, units), f"{where}.spikes")
    rows = len(counts)
    if rows == 0:
        raise FormatError(f"{where} has no bins")
    vel = _fields.real(stored["vel"], (rows, 2), f"{where}.vel")
    vel_next = _fields.real(stored["velNext"], (rows, 2), f"{where}.velNext")
    thetas = _fields.real(stored["thetas"], (rows,), f"{where}.thetas")
    frozen = _fields.shaped(stored["isFreezePeriod"], (rows,), f"{where}.isFreezePeriod") != 0
    first = np.concatenate([[0], 1 + np.flatnonzero(np.any(vel_next[:-1] != vel[1:], axis=1))])
    lengths = np.diff(np.append(first, rows))
    target = np.repeat(
        [_target(thetas, frozen, a, a + n) for a, n in zip(first, lengths, strict=True)], lengths
    )
    return {
        "block": np.full(rows, index, dtype=np.int64),
        "trial": before + 1 + np.repeat(np.arange(len(first), dtype=np.int64), lengths),
        "time": 1 + np.arange(rows, dtype=np.int64) - np.repeat(first, lengths),
        "usable": (~frozen & np.isfinite(target) & np.isfinite(thetas)).astype(np.uint8),
        "target_deg": target,
        "direction_deg": thetas,
        "cursor_velocity_mm_s": vel_next * _UP,
        "cursor_velocity_before_mm_s": vel * _UP,
        "activity": _fields.real(stored["latents"], (rows, latents), f"{where}.latents"),
        "counts": counts,
    }


def _target(thetas: FloatArray, frozen: Array, start: int, end: int) -> float:
    if not frozen[start]:
        return float("nan")
    waiting = thetas[start:end][frozen[start:end]]
    nearest = float(_APART_DEG * np.round(waiting[0] / _APART_DEG))
    if not np.all(np.abs(waiting - nearest) < _ROUNDING_DEG):
        return float("nan")
    return nearest % 360
