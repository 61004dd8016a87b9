"""Networks and maps whose learning speeds span a wide range; the examples beside this file share them."""

from __future__ import annotations

import numpy as np

import flrinterop as flr

UNITS = 100
KINDS = ("1 known map", "3 known maps", "5 known maps", "10 known maps", "symmetric", "asymmetric")


def coupling(kind: str, rng: int) -> flr.Coupling:
    """Give a coupling of one of the kinds.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    rng
        The random key.
    """
    if "known" in kind:
        return flr.couplings.pre_embedded(units=UNITS, maps=int(kind.split()[0]), rng=rng)
    return flr.couplings.gaussian(units=UNITS, symmetry=1.0 if kind == "symmetric" else 0.0, rng=rng)


def network(number: int, *, input_strength: float = 0.5, noise: float = 1e-3) -> flr.Network:
    """Give network `number`: its gain lies at 0.3 to 0.85 of the instability and is at most 1.5.

    Parameters
    ----------
    number
        The draw; its kind is ``KINDS[number % 6]``.
    input_strength
        γ.
    noise
        D.
    """
    made = coupling(KINDS[number % len(KINDS)], rng=1000 + number)
    leading = float(np.linalg.eigvals(made.dense()).real.max())
    fraction = np.random.default_rng(number).uniform(0.3, 0.85)
    gain = min(1.5, fraction / max(leading, 1e-3))
    return flr.Network(made, gain=gain, noise=noise, input_strength=input_strength)


def maps(net: flr.Network, number: int, count: int = 4) -> flr.tasks.InputOutputMap:
    """Give maps whose targets go from random to the leading axis of the couplings, every other input too.

    Parameters
    ----------
    net
        The network.
    number
        The draw.
    count
        The number of maps.
    """
    weights = net.coupling.dense()
    leading = np.sign(np.linalg.eigh(weights + weights.T)[1][:, -1])
    random = flr.tasks.InputOutputMap.random(units=net.units, maps=count, rng=2000 + number)
    chance = np.random.default_rng(3000 + number)
    share = np.linspace(0, 0.8, count)[:, None]
    targets = np.where(chance.random((count, net.units)) < share, leading, random.targets)
    known = (chance.random((count, net.units)) < share) & (np.arange(count)[:, None] % 2 == 1)
    return flr.tasks.InputOutputMap(np.where(known, leading, random.inputs), targets)
