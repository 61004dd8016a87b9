"""Telling how far a job is: not at all, by a bar, or by a function of the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ._errors import ParameterError


@contextmanager
def watching(progress: object) -> Iterator[Callable[[float], object] | None]:
    """Give the function to tell the fraction done, None where nobody listens; the end is told as 1.0.

    Parameters
    ----------
    progress
        False or None, True for a bar, or a function.
    """
    if progress is None or progress is False:
        yield None
    elif progress is True:
        with _bar() as told:
            yield told
            told(1.0)
    elif callable(progress):
        yield progress
        progress(1.0)
    else:
        raise ParameterError(
            f"progress is {progress!r}, expected False, True or a function of the fraction done"
        )


@contextmanager
def _bar() -> Iterator[Callable[[float], object]]:
    from tqdm.auto import tqdm

    shape = "{l_bar}{bar}| {elapsed}<{remaining}"
    with tqdm(total=1.0, bar_format=shape) as bar:

        def told(fraction: float) -> None:
            bar.update(fraction - bar.n)

        yield told
