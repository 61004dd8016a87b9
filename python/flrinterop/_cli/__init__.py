"""The command ``flr``: fit, simulate, run, doctor."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and exit with its code.

    Parameters
    ----------
    arguments
        Those of the command line; None for the process's own.
    """
    from ._app import app

    app(args=None if arguments is None else list(arguments), prog_name="flr")
