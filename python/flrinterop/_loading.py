"""The verb that reads a recorded session."""

from __future__ import annotations

import os
from pathlib import Path

from . import _layouts, _matfile, _require
from ._errors import FormatError
from ._provenance import Provenance
from ._session import BciSession

_READERS = {".mat": _matfile.read}


def load_session(path: str | os.PathLike[str]) -> BciSession:
    """Read a recorded session; its layout is told by the variables in it, never by its name.

    Parameters
    ----------
    path
        A MATLAB file (.mat, version 5 to 7.2) of a layout that this package knows: the one of Hennig et al.
        2021 ("Bs" and "D").

    Raises
    ------
    FileNotFoundError
        There is no such file.
    FormatError
        It cannot be read, or it is no session: the message lists what was found and what was looked for.

    Notes
    -----
    Hennig et al., Nat. Neurosci. 24 (2021), doi 10.1038/s41593-021-00822-8.
    """
    found = Path(_require.path(path))
    reader = _READERS.get(found.suffix.lower())
    if reader is None:
        raise FormatError(
            f"'{found.name}' ends in '{found.suffix}', expected one of: {', '.join(sorted(_READERS))}. "
            "Hint: BciSession.from_tables takes data frames from any other source"
        )
    parts = _layouts.recognise(reader(found), found.name)
    return BciSession(
        source=found.name,
        provenance=Provenance("load_session", {"file": found.name, "layout": parts["layout"]}),
        **parts,
    )
