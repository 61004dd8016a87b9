"""The package's own tables, from Parquet or Arrow files: bins, trials, units, decoders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import _session_columns

NAME = "tables"
LOOKED_FOR = "a table of bins with trial and latent_1 … or unit_1 …; see load_session"


def missing(variables: Mapping[str, Any]) -> list[str]:
    """Tell what the variables lack of this layout; nothing where they have it."""
    return [] if hasattr(variables.get("bins"), "columns") else ["bins (table)"]


def read(variables: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Read the parts of a session.

    Raises
    ------
    FormatError
        A column is missing, holds no numbers, or the tables do not fit each other.
    """
    parts = _session_columns.parts(
        variables["bins"], variables.get("trials"), variables.get("decoders"), variables.get("units")
    )
    said = variables.get("about") or {}
    return {
        "layout": str(said.get("layout", NAME)),
        "bin_s": float("nan") if said.get("bin_s") is None else float(said["bin_s"]),
        "notes": tuple(said.get("notes", ())),
        "blocks": _session_columns.blocks(parts, said.get("blocks")),
        **parts,
    }
