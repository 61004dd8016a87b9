"""Verbs that look at a source: which directions are learned fastest, what to trust, the landscape."""

from __future__ import annotations

import numpy.typing as npt

from . import _require
from ._activity import Activity
from ._asking import ask
from ._diagnostics import Diagnostics
from ._directions import DirectionPairs, Directions
from ._dynamics import packed_source
from ._landscape import Landscape
from ._network import Network
from ._types import FloatArray
from ._wire import Parcel, Wire


def best_directions(
    source: Activity | Network,
    count: int = 10,
    *,
    orthogonal_to: npt.ArrayLike | None = None,
    within: npt.ArrayLike | None = None,
    readout: npt.ArrayLike | None = None,
    novelty: float | None = None,
    novelty_from: npt.ArrayLike | None = None,
    estimator: str | None = None,
) -> Directions:
    """Find the target directions that a Hebbian rule learns fastest.

    The leading eigenvectors of the symmetric part of χ diag(g) within what the constraints leave: of the
    covariance C where χ is C/D.

    Parameters
    ----------
    source
        Activity before any learning (of an evoked one the mean response over its maps), or a Network.
    count
        How many, 1 or more.
    orthogonal_to
        What is known already, shape (vectors, units) or (units,): directions are orthogonal to all of it.
    within
        A manifold, shape (vectors, units) or (units,): directions are sums of these.
    readout
        The weights of a readout, shape (readouts, units) or (units,): directions are sums of these, those
        that it can tell apart.
    novelty
        The angle from ``novelty_from``, in degrees, above 0 and up to 90.
    novelty_from
        What novelty is measured from, shape (units,); None for the mean of an evoked activity.
    estimator
        "equal-time", "lagged" or "one-lag" (activity), "linearised" (network); None for the one that fits.

    Returns
    -------
    Directions
        The fastest first; the status says where the constraints leave fewer than were asked for.

    Raises
    ------
    ShapeError
        A constraint has another number of units.
    ParameterError
        The constraints leave no direction, or the source lacks what the estimator needs.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> rest = flr.Activity.from_moments(np.zeros(3), np.diag([1.0, 3.0, 2.0]), noise=1.0)
    >>> np.abs(flr.best_directions(rest, 2).vectors).round(9)
    array([[0., 1., 0.],
           [0., 0., 1.]])
    """
    constraints = (orthogonal_to, within, readout, novelty, novelty_from)
    parcel = Parcel()
    reply, provenance = ask("best_directions", _spec(source, count, constraints, estimator, parcel), parcel)
    return Directions._unpack(reply.fields, reply.arrays, provenance)


def best_pairs(
    source: Activity | Network,
    count: int = 10,
    *,
    orthogonal_to: npt.ArrayLike | None = None,
    within: npt.ArrayLike | None = None,
    readout: npt.ArrayLike | None = None,
    novelty: float | None = None,
    novelty_from: npt.ArrayLike | None = None,
    estimator: str | None = None,
) -> DirectionPairs:
    """Find the pairs of input and target that a Hebbian rule learns fastest, by FLR2.

    The target's factor is largest along the leading axes of χ diag(g), the input's along its leading right
    singular vectors. Each pair takes new directions for both. Constraints are on the targets.

    Parameters
    ----------
    source
        Activity before any learning, or a Network.
    count
        How many, 1 or more.
    orthogonal_to, within, readout, novelty, novelty_from, estimator
        As in ``best_directions``.

    Returns
    -------
    DirectionPairs
        The fastest first.

    Raises
    ------
    ShapeError
        A constraint has another number of units.
    ParameterError
        The constraints leave no direction, or the source lacks what the estimator needs.
    """
    constraints = (orthogonal_to, within, readout, novelty, novelty_from)
    parcel = Parcel()
    reply, provenance = ask("best_pairs", _spec(source, count, constraints, estimator, parcel), parcel)
    return DirectionPairs._unpack(reply.fields, reply.arrays, provenance)


def diagnose(source: Activity | Network, input: npt.ArrayLike | None = None) -> Diagnostics:  # noqa: A002
    """Say where a prediction from an activity or a network may be trusted.

    Of a network, at its fixed point: distance to instability, non-normality (Henrici) of diag(g) J, violation
    of detailed balance, amplitude against the linear range, spread between the linearised and the equal-time
    response. Of an activity: the amplitude, and with recorded lags the others from the generator they tell.

    Parameters
    ----------
    source
        Activity with its covariance, or a Network.
    input
        Of a network: η, shape (units,); None for none.

    Returns
    -------
    Diagnostics
        Each item with name, value, limit, whether it holds, and a sentence.

    Raises
    ------
    ShapeError
        The input has another length than the network.
    ParameterError
        There is no covariance, or an input is given with an activity.

    Notes
    -----
    Henrici, Numer. Math. 4 (1962) 24–40, doi 10.1007/BF01386294.

    Examples
    --------
    >>> import flrinterop as flr
    >>> net = flr.Network(flr.couplings.gaussian(50, symmetry=1.0, rng=1), gain=0.3)
    >>> flr.diagnose(net).trustworthy
    True
    """
    parcel = Parcel()
    spec: Wire = {
        "source": packed_source(source, parcel),
        "input": None if input is None else parcel.put("input", _require.array(input, "input")),
    }
    reply, provenance = ask("diagnose", spec, parcel)
    return Diagnostics._unpack(reply.fields, reply.arrays, provenance)


def landscape(
    activity: Activity | npt.ArrayLike,
    target: npt.ArrayLike,
    input: npt.ArrayLike,  # noqa: A002
    bins: int = 40,
) -> Landscape:
    """See activity along a target and an input: how often it is where, and the effective potential −log p.

    Parameters
    ----------
    activity
        An Activity with its samples, from ``simulate(..., record=("samples",))``, of an evoked one all its
        maps; or samples of shape (…, units).
    target, input
        ξ and η, shape (units,).
    bins
        Bins along each direction, 2 or more, over the range that the samples take.

    Raises
    ------
    ShapeError
        The units differ.
    ParameterError
        The activity kept no samples, or a number is not finite or out of range.

    Examples
    --------
    >>> import flrinterop as flr, numpy as np
    >>> x = np.random.default_rng(1).normal(size=(4, 200, 3))
    >>> float(flr.landscape(x, [1, 0, 0], [0, 1, 0], bins=8).probability.sum().round(12))
    1.0
    """
    parcel = Parcel()
    spec: Wire = {
        "activity": activity._pack(parcel, "activity.")
        if isinstance(activity, Activity)
        else parcel.put("activity", _require.array(activity, "activity")),
        "target": parcel.put("target", _require.array(target, "target")),
        "input": parcel.put("input", _require.array(input, "input")),
        "bins": _require.whole(bins, "bins"),
    }
    reply, provenance = ask("landscape", spec, parcel)
    return Landscape._unpack(reply.fields, reply.arrays, provenance)


def _spec(
    source: object, count: int, constraints: tuple[object, ...], estimator: str | None, parcel: Parcel
) -> Wire:
    orthogonal_to, within, readout, novelty, novelty_from = constraints
    return {
        "source": packed_source(source, parcel),
        "count": _require.whole(count, "count"),
        "orthogonal_to": parcel.put("orthogonal_to", _rows(orthogonal_to, "orthogonal_to")),
        "within": parcel.put("within", _rows(within, "within")),
        "readout": parcel.put("readout", _rows(readout, "readout")),
        "novelty": _require.optional_real(novelty, "novelty"),
        "novelty_from": None
        if novelty_from is None
        else parcel.put("novelty_from", _require.array(novelty_from, "novelty_from")),
        "estimator": None if estimator is None else _require.text(estimator, "estimator"),
    }


def _rows(value: object, what: str) -> FloatArray | None:
    if value is None:
        return None
    found: FloatArray = _require.array(value, what)
    return found[None, :] if found.ndim == 1 else found
