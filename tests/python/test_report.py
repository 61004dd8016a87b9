"""The report is one page that needs nothing else, and says first what matters first."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import flrinterop as flr

VOID = {"meta", "img", "br"}


class Balance(HTMLParser):
    """Follows the tags, and collects what would be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.pictures: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")]
        if tag == "img":
            self.pictures.append(found)
        assert tag not in ("script", "link", "iframe", "object")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else(made_fit: flr.FlrFit, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    text = made_fit.to_html(path)
    assert path.read_text(encoding="utf-8") == text
    page = Balance()
    page.feed(text)
    assert not page.open
    assert all(value.startswith("data:image/png;base64,") for value in page.loaded)
    assert len(page.pictures) == 3
    for picture in page.pictures:
        assert picture["alt"]
        content = base64.b64decode(str(picture["src"]).split(",", 1)[1], validate=True)
        assert content.startswith(b"\x89PNG")
    assert "url(" not in text
    assert "@import" not in text


def test_the_order_of_the_page(made_fit: flr.FlrFit) -> None:
    text = made_fit.to_html()
    order = [
        "Learning is not established",
        "Nothing was learned",
        "Was anything learned?",
        "One row a target",
        "Does the prediction go with the speed?",
        "Diagnostics",
        "What the relation does not claim",
        "Where this comes from",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_the_page_says(made_fit: flr.FlrFit) -> None:
    text = re.sub(r"base64,[^\"]+", "", made_fit.to_html())
    for part in (
        "&lt;no trend&gt; over the first window &amp; over the block",
        "not established",
        "success rises",
        "0.500 (95 % −0.30 … 0.90, permutation p = 0.20)",
        "5.00-fold",
        "10.1371/journal.pcbi.1005023",
        str(2**127 + 1),
        flr.__version__,
    ):
        assert part in text, part
    assert "nan" not in text.lower().replace("covariance", "").replace("provenance", "")


def test_the_same_fit_gives_the_same_page(made_fit: flr.FlrFit) -> None:
    assert made_fit.to_html() == made_fit.to_html()


def test_a_notebook_shows_the_verdict_first(made_fit: flr.FlrFit) -> None:
    shown = made_fit._repr_html_()
    assert shown.index("Nothing was learned") < shown.index("<table")
    assert "ρ" in made_fit.relation._repr_html_()
    assert "no trend" in made_fit.learning._repr_html_()
