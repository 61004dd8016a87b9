"""The verb that asks whether the relation holds in a session."""

from __future__ import annotations

from . import _fit_parts, _require
from ._asking import ask
from ._fit import FlrFit
from ._frames import frame
from ._session import BciSession
from ._types import Progress, Rng
from ._wire import Parcel, Wire


def fit(
    session: BciSession,
    *,
    covariance: str = "residual",
    measure: str = "slope",
    covariate: str | None = None,
    rng: Rng = 0,
    progress: Progress = False,
) -> FlrFit:
    """Ask a session whether anything was learned, and whether predicted go with measured speeds over targets.

    For target θ with direction u: ξ = M2ᵀu through the perturbed decoder, z̄ the mean of the intuitive block,
    C its covariance; FLR2 = ``ξᵀCξ |z̄|²``.

    Parameters
    ----------
    session
        The session.
    covariance
        "residual" (about the mean of each target; default), "total", "within-trial" or "trial-mean".
    measure
        The speed: "slope" of the trial value over each target's first 75 trials (default), or another speed
        of the table.
    covariate
        What the partial correlation holds fixed; None for the open-loop start.
    rng
        The random key (SPEC 7) of the permutations.
    progress
        True for a bar, or a function that is told the fraction done.

    Returns
    -------
    FlrFit
        Verdict first.

    Raises
    ------
    UnknownNameError
        A name is not known.
    ParameterError
        It is no session, or it has no usable bins.

    Notes
    -----
    Kurikawa & Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w; the window is that of Hennig et
    al., Nat. Neurosci. 24 (2021), doi 10.1038/s41593-021-00822-8.
    """
    parcel = Parcel()
    found = _require.instance(session, BciSession, "session", "flr.load_session(path) makes one")
    options: Wire = {
        "covariance": _require.text(covariance, "covariance"),
        "measure": _require.text(measure, "measure"),
        "covariate": None if covariate is None else _require.text(covariate, "covariate"),
    }
    spec: Wire = {"session": found._pack(parcel), **options, "rng": rng}
    reply, provenance = ask("fit", spec, parcel, progress=progress)
    fields = reply.fields
    return FlrFit(
        verdict=str(fields["verdict"]),
        learning=_fit_parts.learning(fields["learning"]),
        relation=_fit_parts.relation(fields["relation"]),
        diagnostics=dict(fields.get("diagnostics") or {}),
        table=frame(reply.tables["table"]),
        curves=frame(reply.tables["curves"]),
        windows=frame(reply.tables["windows"]),
        covariance=reply.arrays["covariance"],
        means=reply.arrays["means"],
        directions=reply.arrays["directions"],
        session=found,
        options=options,
        provenance=provenance,
    )
