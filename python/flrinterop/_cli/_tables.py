"""A data frame as lines of text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from .. import _text

if TYPE_CHECKING:
    import pandas as pd


def shown(table: pd.DataFrame) -> str:
    """Give a table as text: numbers to three digits, the words of a column's name one below the other.

    Parameters
    ----------
    table
        The data frame.
    """
    heads = [str(name).split("_") for name in table.columns]
    # the last word of every name stands right above the numbers
    rising = zip_longest(*(reversed(words) for words in heads), fillvalue="")
    lines = [list(words) for words in rising][::-1]
    lines += [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    return "\n".join(
        "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)) for line in lines
    )


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() and abs(value) < 1e6 else _text.number(value)
    return str(value)
