"""Bins by target before and after learning: ``expParams``, ``beforeLearning``, ``afterLearning``.

Golub et al., "Learning by neural reassociation", Nat. Neurosci. 21 (2018), doi 10.1038/s41593-018-0095-3.
``clouds`` holds a cell a target; a column of it is a bin. Progress is in mm per bin. There is no index of
trials: the bins of a target stand together as one trial, so that no curve can be made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import FormatError
from .._session_parts import Block, Decoder, LatentMap
from .._types import Array
from . import _fields

NAME = "golub2018"
LOOKED_FOR = "expParams with two mappings, beforeLearning.clouds and afterLearning.clouds: cells by target"

_WINDOWS = ("beforeLearning", "afterLearning")
_NAMES = ("intuitive", "perturbed")
_MAPPINGS = {"intuitive": "intuitiveMapping", "perturbed": "perturbedMapping"}
_PARTS = ("M1", "M2", "m0", "mu_u", "Sigma_u", "beta", "Sigma_z", "D", "V", "K", "d", "eta", "dt")
_CLOUDS = (
    "spikes",
    "factorActivity",
    "cursorToTargetDirection",
    "cursorProgress",
    *(f"{name}Progress" for name in _NAMES),
    *(f"vraw_{name}" for name in _NAMES),
    "angles",
)
_NOTES = (
    (
        "No trial is stored: the bins of a target stand as one trial in each block, inferred; before and "
        "after are two "
        "states, not a curve."
    ),
    "The authors chose the window after learning, so that what it shows is likely to be selected.",
)


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    found: list[str] = []
    mappings = variables.get("expParams")
    if not isinstance(mappings, Mapping):
        found.append("expParams (struct)")
    else:
        for mapping in _MAPPINGS.values():
            found += _fields.lacking(mappings.get(mapping), _PARTS, f"expParams.{mapping}.")
    for window in _WINDOWS:
        holder = variables.get(window)
        clouds = holder.get("clouds") if isinstance(holder, Mapping) else None
        found += _fields.lacking(clouds, _CLOUDS, f"{window}.clouds.")
    return found


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A field has a shape that does not go with the others.
    """
    mappings = {name: variables["expParams"][field] for name, field in _MAPPINGS.items()}
    bin_s = float(_fields.real(mappings["intuitive"]["dt"], (), f"'{file}': intuitiveMapping.dt"))
    if not bin_s > 0:
        raise FormatError(f"'{file}': intuitiveMapping.dt is {bin_s}, expected a number above 0")
    latent_map = _map(mappings["intuitive"], f"'{file}': expParams.intuitiveMapping")
    decoders = tuple(
        _decoder(mapping, name, latent_map.weights.shape[0], f"'{file}': expParams.{_MAPPINGS[name]}")
        for name, mapping in mappings.items()
    )
    blocks, before = [], 0
    for index, window in enumerate(_WINDOWS, 1):
        block = _window(
            variables[window]["clouds"], index, before, latent_map, bin_s, f"'{file}': {window}.clouds"
        )
        before = int(block["trial"][-1])
        blocks.append(block)
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    first = np.flatnonzero(np.diff(joined["trial"], prepend=0))
    velocity = {name: joined.pop(f"vraw_{name}") for name in _NAMES}
    progress = {name: joined.pop(f"{name}Progress") for name in _NAMES}
    own = joined.pop("cursorProgress")
    return {
        "layout": NAME,
        "bin_s": bin_s,
        "activity_kind": "latents",
        "latent_map": latent_map,
        "notes": (*_NOTES, *_windows(variables)),
        "blocks": tuple(Block(index, name, name) for index, name in enumerate(_NAMES, 1)),
        "_decoders": decoders,
        "_bins": joined,
        "_velocity": velocity,
        "_progress": progress,
        "_columns": {"cursor_progress_mm_s": own},
        "_trials": {
            **{name: joined[name][first] for name in ("trial", "block", "target_deg")},
            "inferred": np.ones(len(first), dtype=np.uint8),
        },
    }


def _windows(variables: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    for window, words in zip(_WINDOWS, ("before", "after"), strict=True):
        trials = np.ravel(
            np.asarray(variables[window].get("windowIdx", variables[window]["clouds"].get("windowIdx", [])))
        )
        if trials.size and trials.dtype.kind in "uif":
            said.append(f"{words} learning is trials {int(trials.min())} to {int(trials.max())}")
    return (f"By the file, {' and '.join(said)}.",) if said else ()


def _map(parts: Mapping[str, Any], where: str) -> LatentMap:
    posterior = _fields.real(parts["beta"], (-1, -1), f"{where}.beta")
    latents, units = posterior.shape
    turn = _turn(parts, latents, where)
    scale = _fields.real(parts["Sigma_u"], (units, units), f"{where}.Sigma_u")
    mean = _fields.real(parts["mu_u"], (units,), f"{where}.mu_u")
    return LatentMap(np.ascontiguousarray(turn @ posterior @ scale), mean)


def _turn(parts: Mapping[str, Any], latents: int, where: str) -> Array:
    square = (latents, latents)
    spread, directions = (_fields.real(parts[name], square, f"{where}.{name}") for name in ("D", "V"))
    return spread @ directions.T


def _decoder(parts: Mapping[str, Any], name: str, latents: int, where: str) -> Decoder:
    square = (latents, latents)
    gain = _fields.real(parts["K"], (2, latents), f"{where}.K")
    order = _fields.real(parts["eta"], square, f"{where}.eta")
    scale = _fields.real(parts["Sigma_z"], square, f"{where}.Sigma_z")
    centre = _fields.real(parts["d"], (latents,), f"{where}.d")
    try:
        weights = np.linalg.solve(_turn(parts, latents, where).T, (gain @ order @ scale).T).T
    except np.linalg.LinAlgError:
        raise FormatError(f"{where}: D V' has no inverse, expected factors that span their space") from None
    smoothing = _fields.real(parts["M1"], (2, 2), f"{where}.M1")
    return Decoder(name, smoothing, np.ascontiguousarray(weights), -gain @ centre)


def _window(
    clouds: Mapping[str, Any], index: int, before: int, latent_map: LatentMap, bin_s: float, where: str
) -> dict[str, Array]:
    angles = np.atleast_1d(np.asarray(clouds["angles"])).astype(np.float64)
    cells = {name: _fields.columns(clouds[name], where) for name in _CLOUDS if name != "angles"}
    for name, values in cells.items():
        if len(values) != len(angles):
            raise FormatError(
                f"{where}.{name} has {len(values)} cells, expected one for each of {len(angles)} angles"
            )
    latents, units = latent_map.weights.shape
    parts: list[dict[str, Array]] = []
    for place, angle in enumerate(angles):
        said = f"{where}(cell {place + 1})"
        counts = _fields.real(cells["spikes"][place], (units, -1), f"{said}.spikes").T
        bins = len(counts)

        def pair(name: str, rows: int = 2, place: int = place, bins: int = bins, said: str = said) -> Array:
            return _fields.real(cells[name][place], (rows, bins), f"{said}.{name}").T

        towards = pair("cursorToTargetDirection")
        part = {
            "block": np.full(bins, index, dtype=np.int64),
            "trial": np.full(bins, before + place + 1, dtype=np.int64),
            "time": np.arange(1, bins + 1, dtype=np.int64),
            "usable": np.all(np.isfinite(towards), axis=1).astype(np.uint8),
            "target_deg": np.full(bins, angle % 360),
            "direction_deg": np.rad2deg(np.arctan2(towards[:, 1], towards[:, 0])),
            "activity": pair("factorActivity", latents),
            "counts": counts,
        }
        for name in ("cursorProgress", *(f"{decoder}Progress" for decoder in _NAMES)):
            part[name] = _fields.real(cells[name][place], (bins,), f"{said}.{name}") / bin_s
        for decoder in _NAMES:
            part[f"vraw_{decoder}"] = pair(f"vraw_{decoder}")
        parts.append(part)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
