"""Starts the .NET runtime at the first call, once, and gives the wall to the bridge.

Nothing else touches pythonnet.

No .NET object is kept in a module: what the interpreter tears down at exit must not call into .NET.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from . import _dotnet
from ._errors import RuntimeNotFoundError

#: Where the build puts the .NET libraries.
FOLDER = Path(__file__).parent / "dotnet"
ASSEMBLY = FOLDER / "FlrInterop.Bridge.dll"
CONFIGURATION = FOLDER / "FlrInterop.Bridge.runtimeconfig.json"


class _State:
    """Whether the runtime was started here, and whether this process is a fork of one where it was."""

    started = False
    forked = False
    lock = threading.Lock()


def wall() -> Any:
    """Give the class of the core's entry points; starts the runtime where it is not started yet.

    Raises
    ------
    RuntimeNotFoundError
        .NET is missing or too old, the libraries are not built, or this is a fork of a process that
        had started it.
    """
    if _State.forked:
        raise RuntimeNotFoundError(
            "this process was forked from one in which the .NET runtime had started, "
            "and a runtime does not survive a fork. "
            "Fix: use spawn: multiprocessing.get_context('spawn'); joblib's loky and Dask workers are fine"
        )
    if not _State.started:
        with _State.lock:
            if not _State.started:
                _start()
                if hasattr(os, "register_at_fork"):
                    os.register_at_fork(after_in_child=_forked)
                _State.started = True
    from FlrInterop.Bridge import Wall

    return Wall


def is_started() -> bool:
    """Whether the runtime was started by this package in this process."""
    return _State.started and not _State.forked


def _forked() -> None:
    _State.forked = True
    _State.lock = threading.Lock()


def _start() -> None:
    for file in (ASSEMBLY, CONFIGURATION):
        if not file.is_file():
            raise RuntimeNotFoundError(
                f"the .NET libraries of this package are not built: there is no '{file}'. "
                "Fix: pip install the wheel, or run 'make' in the source tree"
            )
    try:
        import pythonnet
    except ImportError as error:
        fix = "pip install pythonnet"
        raise RuntimeNotFoundError(f"pythonnet cannot be imported ({error}). Fix: {fix}") from error

    running = pythonnet.get_runtime_info()
    if running is not None and running.kind != "CoreCLR":
        raise RuntimeNotFoundError(
            f"another package has chosen the runtime {running.kind} for this process, expected CoreCLR. "
            "Fix: import and use flrinterop first, or set PYTHONNET_RUNTIME=coreclr"
        )
    tried = _dotnet.candidates()
    found = _dotnet.chosen(tried)
    if found is None:
        raise RuntimeNotFoundError(_dotnet.missing_message(tried))
    try:
        pythonnet.load("coreclr", runtime_config=str(CONFIGURATION), dotnet_root=str(found.root))
        import clr

        clr.AddReference(str(ASSEMBLY))
    except Exception as error:
        shown = "\n".join(f"  {candidate}" for candidate in tried)
        raise RuntimeNotFoundError(
            f"the .NET runtime in {found.root} did not start: {error}. Tried:\n{shown}\nFix: {_dotnet.FIX}"
        ) from error
