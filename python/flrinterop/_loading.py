"""The verb that reads a recorded session."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import _containers, _layouts, _require, _tablefile
from ._errors import ParameterError
from ._files import load
from ._provenance import Provenance
from ._session import BciSession


def load_session(
    path: str | os.PathLike[str] | None = None,
    *,
    bins: Any = None,
    trials: Any = None,
    units: Any = None,
    decoders: Any = None,
    blocks: Sequence[Any] | None = None,
    notes: Sequence[str] = (),
    bin_s: float | None = None,
) -> BciSession:
    """Read a recorded session from a file or from your own tables.

    The layout of a file is told by the variables in it, never by its name.

    Parameters
    ----------
    path
        A MATLAB file (.mat, version 5 to 7.3), an .npz file, an NWB file, what ``session.save`` wrote, or a
        Parquet or Arrow IPC file (or a folder of them, as ``session.save_tables`` writes) with the tables
        below.
    bins, trials, units, decoders
        In place of a path: data frames, Arrow tables or dictionaries of arrays. ``bins`` is always needed,
        with the columns trial and latent_1 … or unit_1 …; a fit needs targets, positions or directions, and
        two decoders. ``BciSession.from_tables`` has the table of columns.
    blocks, notes
        With tables only: the blocks in their order, each (number, name, decoder or None), and what must be
        known to judge the results.
    bin_s
        The width of a bin, in s: of your own tables, or, by default 0.045, in which the spike times of an NWB
        file are counted. Files that are binned already say their own, and refuse another.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    FormatError
        It cannot be read, or it is no session: the message lists what was found and what was looked for.
    ParameterError
        Both a path and tables are given, or neither.

    Notes
    -----
    Layouts: Hennig et al. 2021, doi 10.1038/s41593-021-00822-8; Hennig et al. 2018, doi 10.7554/eLife.36774;
    Golub et al. 2018, doi 10.1038/s41593-018-0095-3; Golub et al. 2015, doi 10.7554/eLife.10015; Stealey et
    al. 2024, doi 10.1101/2024.10.01.616115; Degenhart et al. 2020, doi 10.1038/s41551-020-0542-9; NWB;
    tables. ``session.describe()`` says what is there, what is missing and what can therefore be done.

    Examples
    --------
    >>> import numpy as np, flrinterop as flr
    >>> counts = np.random.default_rng(1).poisson(3, (50, 4))
    >>> session = flr.load_session(bins={"trial": np.repeat(np.arange(10), 5), "counts": counts})
    >>> session.describe().can_be_fitted
    False
    """
    width = _require.optional_real(bin_s, "bin_s")
    if width is not None and not 0 < width < float("inf"):
        raise ParameterError(f"bin_s is {width}, expected a number above 0")
    if path is None:
        if bins is None:
            raise ParameterError("neither path nor bins is given, expected a file or your own tables")
        return BciSession.from_tables(
            bins, trials, decoders, units=units, blocks=blocks, notes=notes, bin_s=width
        )
    if any(given is not None for given in (bins, trials, units, decoders, blocks)) or notes:
        raise ParameterError("both a path and tables are given, expected one of them")
    return _from_file(Path(_require.path(path, folder=True)), width)


def _from_file(found: Path, width: float | None) -> BciSession:
    if found.is_file() and _tablefile.is_saved(found):
        saved = load(found)
        return _require.instance(
            saved, BciSession, f"'{found.name}'", "flrinterop.load gives back other nouns"
        )
    parts = _layouts.recognise(_containers.read(found, width), found.name)
    own = parts["bin_s"]
    if width is not None and own != width:
        if own == own:
            raise ParameterError(
                f"bin_s is {width}, but '{found.name}' holds bins of {own} s. Hint: leave bin_s out"
            )
        parts["bin_s"] = width
    return BciSession(
        source=found.name,
        provenance=Provenance("load_session", {"file": found.name, "layout": parts["layout"]}),
        **parts,
    )
