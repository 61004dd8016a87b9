"""Waves to be followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from .. import _require, _text
from .._asking import ask
from .._noun import Facts, Noun
from .._types import FloatArray, Rng
from .task import PeriodicTask, checked, patterns

if TYPE_CHECKING:
    import pandas as pd

_ARRAYS = ("targets", "target_sine", "cosine", "sine", "constant")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CosineWave(PeriodicTask):
    """The units are to follow ξ cos ωt (+ ξ₂ sin ωt) while the input is η₁ cos ωt + η₂ sin ωt + η₀.

    The speed of learning is the growth of the amplitude in phase with the target. A constant input cannot
    teach a rhythm, and input in one phase learns the wrong way at first above ω = 1/τ or below: predictions
    say so.

    Parameters
    ----------
    targets
        ξ, shape (maps, units), float64, dimensionless; not copied where C-contiguous.
    omega
        ω, the angular frequency, above 0, in 1/τ.
    target_sine
        ξ₂, shape as targets; None for none.
    cosine, sine, constant
        η₁, η₂ and η₀, shape as targets; None for none, but not all.

    Raises
    ------
    ShapeError
        The shapes differ.
    ParameterError
        A number is not finite, ω is not above 0, or there is no input at all.

    Examples
    --------
    >>> import flrinterop as flr
    >>> wave = flr.tasks.CosineWave.random(units=50, maps=4, omega=0.5, rng=1)
    >>> wave.input_at([0, 1.0]).shape
    (4, 2, 50)
    """

    targets: FloatArray
    omega: float
    target_sine: FloatArray | None = field(default=None, kw_only=True)
    cosine: FloatArray | None = field(default=None, kw_only=True)
    sine: FloatArray | None = field(default=None, kw_only=True)
    constant: FloatArray | None = field(default=None, kw_only=True)

    _kind: ClassVar[str] = "cosine-wave"

    def __post_init__(self) -> None:
        object.__setattr__(self, "targets", _require.array(self.targets, "targets"))
        object.__setattr__(self, "omega", _require.real(self.omega, "omega"))
        for name in _ARRAYS[1:]:
            object.__setattr__(self, name, patterns(getattr(self, name), name))
        checked(self)
        Noun.__post_init__(self)

    @classmethod
    def random(cls, units: int, maps: int, omega: float, phases: str = "two", rng: Rng = None) -> CosineWave:
        """Waves of independent random patterns of ±1.

        Parameters
        ----------
        units
            The number of units N.
        maps
            The number of waves.
        omega
            ω, above 0, in 1/τ.
        phases
            How the input runs in time: "two", (η₁ cos ωt + η₂ sin ωt)/√2 with two patterns; "one", η cos ωt;
            "constant", η.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ParameterError
            A number is out of its range.
        UnknownNameError
            ``phases`` is none of those.
        """
        return cls._drawn("task.cosine_wave.random", units, maps, omega, rng, phases=phases)

    @classmethod
    def rhythm(cls, units: int, maps: int, omega: float, rng: Rng = None) -> CosineWave:
        """Waves that are played in as the input, ξ₁ cos ωt + ξ₂ sin ωt for both.

        The Hebbian rule makes a rhythm of it that goes on by itself; ``predict_onset`` tells when.

        Parameters
        ----------
        units
            The number of units N.
        maps
            The number of waves.
        omega
            ω, above 0, in 1/τ.
        rng
            The random key (SPEC 7).

        Raises
        ------
        ParameterError
            A number is out of its range.
        """
        return cls._drawn("task.cosine_wave.rhythm", units, maps, omega, rng)

    @property
    def units(self) -> int:
        """The number of units N."""
        return int(self.targets.shape[1])

    @property
    def maps(self) -> int:
        """The number of waves."""
        return int(self.targets.shape[0])

    @property
    def frequency(self) -> float:
        """ω, the angular frequency, in 1/τ."""
        return self.omega

    def to_pandas(self) -> pd.DataFrame:
        """Give one row a map and unit: map, unit, and a column for each pattern that is given."""
        import pandas as pd

        table = {
            "map": np.repeat(np.arange(self.maps), self.units),
            "unit": np.tile(np.arange(self.units), self.maps),
        }
        for name in _ARRAYS:
            if (values := getattr(self, name)) is not None:
                table[name] = values.ravel()
        return pd.DataFrame(table)

    @classmethod
    def _drawn(
        cls, operation: str, units: int, maps: int, omega: float, rng: Rng, **more: object
    ) -> CosineWave:
        spec = {
            "units": _require.whole(units, "units"),
            "maps": _require.whole(maps, "maps"),
            "omega": _require.real(omega, "omega"),
            "rng": rng,
        } | {name: _require.text(value, name) for name, value in more.items()}
        reply, provenance = ask(operation, spec)
        return cls._unpack(reply.fields, reply.arrays, provenance)

    def _facts(self) -> Facts:
        given = [name for name in _ARRAYS[2:] if getattr(self, name) is not None]
        return [
            ("waves", str(self.maps)),
            ("units", str(self.units)),
            ("omega", f"{_text.number(self.omega)} / τ"),
            ("input", ", ".join(given)),
        ]
