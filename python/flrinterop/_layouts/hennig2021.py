"""Binned progress of an intuitive and a perturbed block: ``Bs`` (two structs) and ``D`` with ``D.decoders``.

Hennig et al., "Learning is shaped by abrupt changes in neural engagement", Nat. Neurosci. 24 (2021),
doi 10.1038/s41593-021-00822-8. A row of a block is a bin of 45 ms, sorted by trial; lengths in mm, velocities
in mm/s. MATLAB
stores small whole numbers in small types, which differ between files and blocks: all are cast to int64 first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block, Decoder, LatentMap
from .._types import Array, FloatArray
from . import _fields

NAME = "hennig2021"
LOOKED_FOR = "Bs: two structs of bins, D: a struct with two decoders"
BIN_S = 0.045
#: Bins 1 to 6 of a trial are frozen, the cursor does not move: the first bin that counts.
FIRST_USABLE = 7

_DECODERS = ("intuitive", "perturbed")
# the field of each decoder's own stored velocity and progress
_SUFFIXES = {"intuitive": "int", "perturbed": "wmp"}
_COLUMNS = ("trial_index", "time", "isCorrect", "target")
_PAIRS = ("pos", "targetpos", "vel_int", "vel_wmp")
_NUMBERS = ("progress_int", "progress_wmp")
# a file may lack these, or hold only NaN; each by the name of its column
_OTHERS = {"pupilSize": "pupil_size", "handSpeed": "hand_speed"}
_FIELDS = (*_COLUMNS, *_PAIRS, *_NUMBERS, "latents")


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it.

    Parameters
    ----------
    variables
        The variables of a file.
    """
    lacking: list[str] = []
    blocks: Any = variables.get("Bs")
    if not _fields.structs(blocks, 2, 2):
        lacking.append("Bs (1×2 struct)")
    else:
        lacking += [
            f"Bs({place + 1}).{name}" for place in range(2) for name in _FIELDS if name not in blocks[place]
        ]
    holder = variables.get("D")
    decoders: Any = holder.get("decoders") if isinstance(holder, dict) else None
    if not _fields.structs(decoders, 2, 2):
        lacking.append("D.decoders (1×2 struct)")
        return lacking
    for place in range(2):
        parts = decoders[place].get("fDecoder")
        parts = parts if isinstance(parts, dict) else {}
        lacking += [
            f"D.decoders({place + 1}).fDecoder.{name}" for name in ("M0", "M1", "M2") if name not in parts
        ]
    return lacking


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Parameters
    ----------
    variables
        The variables of the file, none missing.
    file
        Its name, for messages.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others.
    """
    decoders = tuple(
        _decoder(parts["fDecoder"], name, file)
        for name, parts in zip(_DECODERS, variables["D"]["decoders"], strict=True)
    )
    latents = decoders[0].weights.shape[1]
    if decoders[1].weights.shape[1] != latents:
        raise FormatError(
            f"'{file}': the decoders read {latents} and {decoders[1].weights.shape[1]} latents, "
            "expected equal numbers"
        )
    blocks = [_block(block, place + 1, latents, file) for place, block in enumerate(variables["Bs"])]
    shared = [name for name in blocks[0] if all(name in block for block in blocks)]
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in shared}
    return {
        "layout": NAME,
        "bin_s": BIN_S,
        "blocks": tuple(Block(place + 1, name, name) for place, name in enumerate(_DECODERS)),
        "_decoders": decoders,
        "_bins": {
            "block": joined["block"],
            "trial": joined["trial_index"],
            "time": joined["time"],
            "usable": (joined["time"] >= FIRST_USABLE).astype(np.uint8),
            "position_mm": joined["pos"],
            "target_position_mm": joined["targetpos"],
            "target_deg": joined["target"].astype(np.float64),
            "activity": joined["latents"],
        },
        "_velocity": {name: joined[f"vel_{suffix}"] for name, suffix in _SUFFIXES.items()},
        "_progress": {name: joined[f"progress_{suffix}"] for name, suffix in _SUFFIXES.items()},
        "_columns": {name: joined[name] for name in shared if name.startswith(tuple(_OTHERS.values()))},
        "latent_map": _map(variables["D"], latents),
        "_trials": _trials(joined, file),
    }


def _map(holder: Mapping[str, Any], latents: int) -> LatentMap | None:
    # beta is rotated and divided by the units' deviations already
    parts = holder.get("FactorAnalysisParams")
    if not isinstance(parts, Mapping) or "beta" not in parts or "spikeCountMean" not in parts:
        return None
    weights, mean = np.asarray(parts["beta"]), np.ravel(np.asarray(parts["spikeCountMean"]))
    if weights.shape != (latents, mean.size) or not (
        np.all(np.isfinite(weights)) and np.all(np.isfinite(mean))
    ):
        return None
    return LatentMap(np.ascontiguousarray(weights, dtype=np.float64), mean.astype(np.float64))


def _trials(bins: Mapping[str, Array], file: str) -> dict[str, Array]:
    keys = np.stack([bins["block"], bins["trial_index"]])
    changes = np.any(keys[:, 1:] != keys[:, :-1], axis=0)
    first = np.concatenate([[0], np.flatnonzero(changes) + 1])
    if len(np.unique(keys[1, first])) != len(first):
        raise FormatError(
            f"'{file}': bins of one trial_index do not stand together, expected rows sorted by trial"
        )
    own = np.repeat(first, np.diff(np.append(first, keys.shape[1])))
    for name in ("target", "isCorrect"):
        differs = bins[name] != bins[name][own]
        if np.any(differs):
            trial = bins["trial_index"][np.argmax(differs)]
            raise FormatError(f"'{file}': {name} changes within trial {trial}, expected one value a trial")
    return {
        "trial": bins["trial_index"][first],
        "block": bins["block"][first],
        "target_deg": bins["target"][first].astype(np.float64),
        "success": bins["isCorrect"][first].astype(np.uint8),
    }


def _block(block: Mapping[str, Any], index: int, latents: int, file: str) -> dict[str, Array]:
    where = f"'{file}': Bs({index})"
    rows = int(np.asarray(block["trial_index"]).size)
    if rows == 0:
        raise FormatError(f"{where} has no bins")
    found: dict[str, Array] = {"block": np.full(rows, index, dtype=np.int64)}
    for name in _COLUMNS:
        found[name] = _fields.shaped(block[name], (rows,), f"{where}.{name}").astype(np.int64)
    for name in _PAIRS:
        found[name] = _fields.shaped(block[name], (rows, 2), f"{where}.{name}").astype(np.float64)
    for name in _NUMBERS:
        found[name] = _fields.shaped(block[name], (rows,), f"{where}.{name}").astype(np.float64)
    found["latents"] = _fields.shaped(block["latents"], (rows, latents), f"{where}.latents").astype(
        np.float64
    )
    for name, column in _OTHERS.items():
        values = np.asarray(block.get(name))
        if values.dtype.kind in "biuf" and values.shape == (rows,):
            found[column] = values.astype(np.float64)
        elif values.dtype.kind in "biuf" and values.ndim == 2 and len(values) == rows:
            found |= {f"{column}_{place + 1}": own.astype(np.float64) for place, own in enumerate(values.T)}
    return found


def _decoder(parts: Mapping[str, Any], name: str, file: str) -> Decoder:
    where = f"'{file}': fDecoder of the {name} decoder"
    weights = np.asarray(parts["M2"])
    if weights.ndim != 2:
        raise FormatError(f"{where}.M2 has shape {weights.shape}, expected (2, latents)")

    def part(field: str, shape: tuple[int, ...]) -> FloatArray:
        return np.ascontiguousarray(_fields.shaped(parts[field], shape, f"{where}.{field}"), dtype=np.float64)

    return Decoder(name, part("M1", (2, 2)), part("M2", (2, weights.shape[1])), part("M0", (2,)))
