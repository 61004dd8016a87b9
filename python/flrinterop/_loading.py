"""The verb that reads a recorded session."""

from __future__ import annotations

import os
from pathlib import Path

from . import _containers, _layouts, _require, _tablefile
from ._errors import ParameterError
from ._files import load
from ._provenance import Provenance
from ._session import BciSession


def load_session(path: str | os.PathLike[str], *, bin_s: float | None = None) -> BciSession:
    """Read a recorded session; its layout is told by the variables in it, never by its name.

    Parameters
    ----------
    path
        A MATLAB file (.mat, version 5 to 7.3), an .npz file, an NWB file, or a Parquet or Arrow IPC file
        (or a folder of them) with the tables that ``BciSession.from_tables`` describes.
    bin_s
        The width of the bins, in s, where a file holds spike times (NWB): 0.045 by default. Files that are
        binned already say their own, and refuse another.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    FormatError
        It cannot be read, or it is no session: the message lists what was found and what was looked for.

    Notes
    -----
    Layouts: Hennig et al. 2021, doi 10.1038/s41593-021-00822-8; Hennig et al. 2018, doi 10.7554/eLife.36774;
    Golub et al. 2018, doi 10.1038/s41593-018-0095-3; Golub et al. 2015, doi 10.7554/eLife.10015; Stealey et
    al. 2024, doi 10.1101/2024.10.01.616115; Degenhart et al. 2020, doi 10.1038/s41551-020-0542-9; NWB; tables.
    ``session.describe()`` says what is there, what is missing and what can therefore be done.
    """
    width = _require.optional_real(bin_s, "bin_s")
    if width is not None and not 0 < width < float("inf"):
        raise ParameterError(f"bin_s is {width}, expected a number above 0")
    found = Path(_require.path(path))
    if found.is_file() and _tablefile.is_saved(found):
        saved = load(found)
        return _require.instance(saved, BciSession, f"'{found.name}'", "flrinterop.load gives back other nouns")
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
