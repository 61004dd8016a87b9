"""What an example claims, printed as met or missed; the exit code is 1 where one is missed."""

from __future__ import annotations

import sys
from pathlib import Path

from matplotlib.figure import Figure

OUTPUT = Path("output") / "papers"


class Criteria:
    """The claims of one example, told one by one."""

    def __init__(self) -> None:
        self.missed = 0

    def at_least(self, name: str, value: float, bound: float) -> None:
        """Claim that a value is not below a bound.

        Parameters
        ----------
        name
            What it is.
        value
            What was found.
        bound
            The least.
        """
        self._tell(name, value, f"≥ {bound:g}", value >= bound)

    def within(self, name: str, value: float, low: float, high: float) -> None:
        """Claim that a value lies between two others.

        Parameters
        ----------
        name
            What it is.
        value
            What was found.
        low, high
            The bounds, themselves allowed.
        """
        self._tell(name, value, f"in {low:g} … {high:g}", low <= value <= high)

    def close(self, figure: Figure, source: str) -> None:
        """Save the figure under the name of the example and leave.

        Parameters
        ----------
        figure
            What was drawn.
        source
            The example's ``__file__``.
        """
        OUTPUT.mkdir(parents=True, exist_ok=True)
        path = OUTPUT / f"{Path(source).stem}.png"
        figure.savefig(path, dpi=110)
        print(f"figure: {path.as_posix()}")
        sys.exit(1 if self.missed else 0)

    def _tell(self, name: str, value: float, claim: str, met: bool) -> None:
        self.missed += not met
        print(f"{'met   ' if met else 'MISSED'}  {name}: {value:.4f}, claimed {claim}")
