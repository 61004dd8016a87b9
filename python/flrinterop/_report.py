"""A fit on one page that needs nothing else: no script, no font and no picture from outside."""

from __future__ import annotations

import base64
import html
import io
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import _text
from ._fit_parts import range_of
from ._report_style import CSS
from ._report_text import COLUMNS, DEFINITIONS, NOT_CLAIMED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from ._fit import FlrFit


def page(fit: FlrFit) -> str:
    """Write the page.

    Parameters
    ----------
    fit
        The fit.
    """
    title = f"Learning and its prediction: {fit.session.source or fit.session.layout}"
    body = "".join(
        (
            f"<h1>{_safe(title)}</h1>",
            _verdict(fit),
            _session(fit),
            _section("Was anything learned?", _learning(fit)),
            _section("One row a target", _table(fit.table)),
            _section("Does the prediction go with the speed?", _relation(fit)),
            _section("Diagnostics", _diagnostics(fit)),
            _section("What the relation does not claim", _list(NOT_CLAIMED)),
            _section("Definitions", _list(tuple(_safe(text) for text in DEFINITIONS))),
            _section("Where this comes from", _provenance(fit)),
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(title)}</title><style>{CSS}</style></head><body><main>{body}</main></body></html>\n"
    )


def summary(fit: FlrFit) -> str:
    """Write what a notebook shows: the verdict, the table, the relation in a sentence.

    Parameters
    ----------
    fit
        The fit.
    """
    return f"<div><p><b>{_safe(fit.verdict)}</b></p>{_table(fit.table)}<p>{_sentence(fit)}</p></div>"


def _verdict(fit: FlrFit) -> str:
    learning = fit.learning
    if learning.established:
        tone, head = "up", "Learning is established"
    elif not learning.agree:
        tone, head = "flat", "Learning is not established"
    elif learning.verdict == "falls":
        tone, head = "down", "Performance falls: this is no learning"
    else:
        tone, head = "flat", "No learning detected"
    block = learning.block
    rest = (
        f"Over the whole block: {block.verdict}, {_text.number(block.slope)} mm/s per trial "
        f"({_text.interval(block.interval, 3)}, {_text.p_value(block.p)})."
    )
    first = f'<p class="big">{_safe(head)}</p><p>{_safe(fit.verdict)}</p>'
    return f'<div class="verdict {tone}">{first}<p>{_safe(rest)}</p></div>'


def _sentence(fit: FlrFit) -> str:
    found = fit.relation
    return _safe(
        f"Over {found.n} targets the rank correlation of {found.predictor} with {found.speed} is "
        f"{_text.number(found.rho)} (95 % {_text.interval(found.interval)}, "
        f"permutation {_text.p_value(found.p)}); the predictor has {found.effective_n} different values, its "
        f"range is {range_of(found.predictor_range)}, and the power to see a correlation of 0.5 is "
        f"{_text.number(found.power, 2)}."
    )


def _session(fit: FlrFit) -> str:
    blocks = fit.session.describe().blocks
    parts = [
        f"{row['block']}: {row['trials']} trials{_successes(row['success_fraction'])}, "
        f"{row['usable_bins']} usable bins"
        for row in blocks.to_dict("records")
    ]
    covariance = fit.options.get("covariance", "–")
    width = "" if math.isnan(fit.session.bin_s) else f" Bins of {1000 * fit.session.bin_s:g} ms."
    text = f"{'; '.join(parts)}.{width} Covariance: {covariance}."
    notes = _list(tuple(_safe(note) for note in fit.session.notes)) if fit.session.notes else ""
    return f'<p class="quiet">{_safe(text)}</p>{notes}'


def _successes(fraction: float) -> str:
    return "" if math.isnan(fraction) else f" ({100 * fraction:.0f} % successes)"


def _learning(fit: FlrFit) -> str:
    from ._plots.fit import curves

    notes = [_safe(note) for note in fit.learning.notes]
    if not fit.learning.agree:
        notes.insert(0, "The windows do not agree: learning is <b>not established</b> in this session.")
    permuted = f"Permuting trials within targets: {_text.p_value(fit.learning.permutation_p)}."
    notes.append(_safe(permuted))
    picture = _picture(
        lambda figure: curves(fit, figure.add_gridspec(1, 1)[0]),
        9.5,
        4.6,
        "progress over trials, one panel a target",
    )
    return picture + (_list(tuple(notes)) if notes else "") + _table(fit.windows)


def _relation(fit: FlrFit) -> str:
    from ._plots.fit import ellipse, relation

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        relation(fit, left)
        ellipse(fit, right)

    facts = "".join(
        f"<tr><th>{_safe(name)}</th><td>{_safe(value)}</td></tr>" for name, value in fit.relation._facts()
    )
    alt = "measured speed against prediction; covariance through the perturbed decoder, with the targets"
    return f'{_picture(draw, 9.5, 4.3, alt)}<p>{_sentence(fit)}</p><table class="facts">{facts}</table>'


def _diagnostics(fit: FlrFit) -> str:
    from ._plots.fit import power

    shown = {name: value for name, value in fit.diagnostics.items() if name != "power_curve"}
    rows = "".join(
        f"<tr><th>{_safe(_words(name))}</th><td>{_shown(value)}</td></tr>" for name, value in shown.items()
    )
    text = f'<table class="facts">{rows}</table>' if rows else ""
    if fit.diagnostics.get("power_curve"):
        text += _picture(
            lambda figure: power(fit, figure.subplots()), 4.6, 3.4, "power of the test over true correlations"
        )
    return text or "<p>None.</p>"


def _provenance(fit: FlrFit) -> str:
    found = fit.provenance
    options = ", ".join(f"{name} = {value}" for name, value in fit.options.items() if value is not None)
    rows = {
        "file": fit.session.source or "–",
        "layout": fit.session.layout,
        "options": options,
        "flrinterop": found.version,
        "operation": found.operation,
        "seed": "–" if found.seed is None else str(found.seed),
        "theory": "Kurikawa & Kaneko, Nature Communications 16 (2025), doi 10.1038/s41467-025-64976-w",
    }
    if fit.session.layout == "hennig2021":
        rows["recording"] = "Hennig et al., Nature Neuroscience 24 (2021), doi 10.1038/s41593-021-00822-8"
    cells = "".join(f"<tr><th>{_safe(name)}</th><td>{_safe(value)}</td></tr>" for name, value in rows.items())
    return f'<table class="facts">{cells}</table>'


def _table(table: pd.DataFrame) -> str:
    head = "".join(f"<th>{_safe(COLUMNS.get(str(name), _words(str(name))))}</th>" for name in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<div class="scroll"><table class="data">{body}</table></div>'


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return _safe(f"{value:g}" if value.is_integer() and abs(value) < 1e6 else _text.number(value))
    return _safe("–" if value is None else str(value))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "<br>".join(f"{_safe(_words(str(name)))}: {_shown(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    return _cell(value)


def _picture(draw: Callable[[Figure], object], width: float, height: float, alt: str) -> str:
    from matplotlib.figure import Figure

    from ._plots.style import styled

    with styled():
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        stream = io.BytesIO()
        # no software's name or date inside: the same fit gives the same page
        figure.savefig(stream, format="png", dpi=170, metadata={"Software": None})
    data = base64.b64encode(stream.getvalue()).decode()
    words = html.escape(alt, quote=True)
    return f'<img src="data:image/png;base64,{data}" alt="{words}" style="max-width:{width:g}in">'


def _section(title: str, body: str) -> str:
    return f"<section><h2>{_safe(title)}</h2>{body}</section>"


def _list(items: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _safe(text: str) -> str:
    return html.escape(text, quote=False)
