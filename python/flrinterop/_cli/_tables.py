"""A data frame on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _text

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


def shown(table: pd.DataFrame) -> Table:
    """Give a table for the screen, its numbers to three digits.

    Parameters
    ----------
    table
        The data frame.
    """
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in table.columns:
        made.add_column(str(name).replace("_", " "), justify="right", overflow="fold")
    for row in table.itertuples(index=False, name=None):
        made.add_row(*(_cell(value) for value in row))
    return made


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() and abs(value) < 1e6 else _text.number(value)
    return str(value)
