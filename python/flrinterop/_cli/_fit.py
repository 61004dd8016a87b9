"""``flr fit``: verdict first."""

from __future__ import annotations

from pathlib import Path

from .. import _fit_parts
from .._fitting import fit
from .._loading import load_session
from ._answer import Answer
from ._tables import shown


def fit_file(
    answer: Answer,
    file: Path,
    report: Path | None,
    save: Path | None,
    covariance: str,
    measure: str,
    covariate: str | None,
) -> None:
    """Fit a session and say what was found.

    Parameters
    ----------
    answer
        Where to write.
    file
        The session.
    report, save
        The page and the Arrow file to write.
    covariance, measure, covariate
        As for ``flr.fit``.
    """
    session = load_session(file)
    with answer.progress("fit") as told:
        found = fit(session, covariance=covariance, measure=measure, covariate=covariate, progress=told)
    answer.say(found.verdict)
    answer.say("")
    for name, value in found.learning._facts():
        answer.say(f"  {name:<28}{value}")
    answer.say("")
    answer.say(shown(found.table))
    answer.say("")
    for name, value in found.relation._facts():
        answer.say(f"  {name:<28}{value}")
    written = {}
    for name, path in (("report", report), ("saved", save)):
        if path is not None:
            found.to_html(path) if name == "report" else found.save(path)
            written[name] = str(path)
            answer.say(f"{name}: {path}")
    answer.give(
        {
            "verdict": found.verdict,
            "file": found.session.source,
            "layout": found.session.layout,
            "options": dict(found.options),
            "learning": _fit_parts.written(found.learning),
            "relation": _fit_parts.written(found.relation),
            "table": found.table.to_dict("records"),
            "diagnostics": dict(found.diagnostics),
            "status": found.status,
            "version": found.provenance.version,
            **written,
        }
    )
