"""Tables from the core as data frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas as pd


def frame(table: Any) -> pd.DataFrame:
    """Give a table of a reply as a data frame.

    Parameters
    ----------
    table
        A data frame, anything with ``to_pandas`` or the Arrow PyCapsule methods, or columns by name.
    """
    import pandas as pd

    if isinstance(table, pd.DataFrame):
        return table
    if hasattr(table, "to_pandas"):
        return cast("pd.DataFrame", table.to_pandas())
    if isinstance(table, Mapping):
        return pd.DataFrame(dict(table))
    import pyarrow

    if hasattr(table, "__arrow_c_stream__"):
        return cast("pd.DataFrame", pyarrow.table(table).to_pandas())
    return cast("pd.DataFrame", pyarrow.record_batch(table).to_pandas())
