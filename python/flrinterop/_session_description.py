"""What a session holds and what that allows, in sentences."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SessionDescription:
    """What is there, what a fit lacks, and what can therefore be done.

    Attributes
    ----------
    source
        The name of the file.
    layout
        Its layout.
    blocks
        One row a block: block, decoder, trials, usable_trials, success_fraction, trial_s (mean time of a
        trial with usable bins), bins, usable_bins, usable_s, targets; NaN where not recorded.
    present
        What is there.
    missing
        What a fit needs and the session lacks; empty where it can be fitted.
    possible
        What can therefore be done.
    notes
        What must be known to judge the results.
    """

    source: str
    layout: str
    blocks: pd.DataFrame
    present: tuple[str, ...]
    missing: tuple[str, ...]
    possible: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def can_be_fitted(self) -> bool:
        """Whether nothing that a fit needs is missing."""
        return not self.missing

    def __repr__(self) -> str:
        name = f"{self.source} ({self.layout})" if self.source else self.layout
        lines = [name, self.blocks.to_string(index=False)]
        for title, sentences in self._lists():
            lines += [f"{title}:", *(f"  - {sentence}" for sentence in sentences)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        name = f"{self.source} ({self.layout})" if self.source else self.layout
        parts = [f"<p><strong>{html.escape(name)}</strong></p>", self.blocks.to_html(index=False)]
        for title, sentences in self._lists():
            items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
            parts.append(f"<p>{title}</p><ul>{items}</ul>")
        return "".join(parts)

    def _lists(self) -> list[tuple[str, tuple[str, ...]]]:
        found = [
            ("There is", self.present),
            ("Missing for a fit", self.missing or ("nothing",)),
            ("What can be done", self.possible or ("nothing",)),
            ("Notes", self.notes),
        ]
        return [(title, sentences) for title, sentences in found if sentences]
