"""How a command answers: text or one JSON document on stdout, all else on stderr, a code at the end."""

from __future__ import annotations

import json
import math
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from .._errors import FlrError, NumericalError, RuntimeNotFoundError

#: Bad input: a file, a name, a shape or a number.
BAD_INPUT = 2
#: The computation has no whole answer: it diverged, or cells of a grid failed.
NO_ANSWER = 3
#: The .NET runtime is missing or does not work.
NO_RUNTIME = 4
#: Ctrl-C.
STOPPED = 130
#: A defect of this package.
DEFECT = 1


class Answer:
    """Where a command writes to.

    Parameters
    ----------
    as_json
        Whether stdout gets one JSON document and nothing else.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: object) -> None:
        """Write a text, except where JSON is asked for."""
        if not self.as_json:
            self._out.print(escape(str(text)) if isinstance(text, str) else text)

    def give(self, document: Any) -> None:
        """Write the JSON document where it is asked for; NaN and infinity are null."""
        if self.as_json:
            sys.stdout.write(json.dumps(_plain(document), ensure_ascii=False, allow_nan=False) + "\n")

    def fail(self, error: BaseException) -> None:
        """Write what went wrong and what to do about it."""
        text, _, hint = str(error).partition(" Hint: ")
        if self.as_json:
            document = {"type": type(error).__name__, "message": text, "hint": hint or None}
            self.give({"error": document})
            return
        self._err.print(f"[bold red]error:[/] {escape(text)}")
        if hint:
            self._err.print(f"[bold]hint:[/] {escape(hint)}")

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[float], object]]:
        """Show a bar on stderr where somebody looks at it; gives the function to tell the fraction done."""
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        hidden = not self._err.is_terminal
        with Progress(*columns, console=self._err, transient=True, disable=hidden) as bar:
            task = bar.add_task(what, total=1.0)
            yield lambda fraction: bar.update(task, completed=fraction)


@contextmanager
def answering(as_json: bool, debug: bool) -> Iterator[Answer]:
    """Turn errors into a text, a hint and an exit code.

    Parameters
    ----------
    as_json
        Whether stdout gets one JSON document.
    debug
        Whether to show the traceback too.
    """
    answer = Answer(as_json)
    try:
        yield answer
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        if debug:
            traceback.print_exc()
        known = isinstance(error, (FlrError, OSError))
        answer.fail(error if known else _defect(error))
        raise typer.Exit(code_of(error)) from None


def code_of(error: BaseException) -> int:
    """Give the exit code that an error stands for."""
    if isinstance(error, RuntimeNotFoundError):
        return NO_RUNTIME
    if isinstance(error, NumericalError):
        return NO_ANSWER
    if type(error) is FlrError:
        return DEFECT
    return BAD_INPUT if isinstance(error, (FlrError, OSError)) else DEFECT


def _defect(error: Exception) -> FlrError:
    said = f"{type(error).__name__}: {error}"
    return FlrError(f"this is a defect: {said}. Hint: run it again with --debug and report what it prints")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
