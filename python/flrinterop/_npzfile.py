"""NumPy's .npz files; nothing in them is unpickled."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np


def read(path: Path) -> Mapping[str, Any]:
    """Read every array of a file.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    FormatError
        It is cut short, is no .npz, or holds pickled objects, which are refused.
    """
    from ._containers import unreadable

    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise unreadable(path, "a .npz file", error) from error
