"""The repository keeps its own rules: sizes, paths, and a README whose commands exist."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_EXAMPLE = 60
LONGEST_PAPER = 130  # a published figure with its criterion
# Folders that only one machine has: a user's home, a work folder, a temporary folder, a drive.
ABSOLUTE_PATH = re.compile(
    r"""(?<![\w.:/~$}])(?:/(?:root|home|Users|work|mnt|tmp)/[\w.-]|/opt/(?!dotnet\b|homebrew\b)[\w.-]|[A-Z]:\\\w)"""
)


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.fail(f"git could not list the files of {ROOT}: {listing.stderr}")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """Give the text of a file, or None for a binary one."""
    content = path.read_bytes()
    return None if b"\0" in content else content.decode("utf-8", errors="replace")


def test_no_absolute_paths() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), 1)
        if not line.startswith("#!") and ABSOLUTE_PATH.search(line)
    ]
    assert not found, "\n".join(found)


def test_source_files_are_short() -> None:
    sizes = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked("*.py", "*.cs")
    }
    assert sizes
    long = {str(path): lines for path, lines in sizes.items() if lines > LONGEST_FILE}
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"


def lines_of_example(path: Path) -> int:
    if path.suffix != ".ipynb":
        return len(path.read_text(encoding="utf-8").splitlines())
    return sum(
        len("".join(cell["source"]).splitlines())
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    )


def test_examples_are_short() -> None:
    sizes = {
        path: lines_of_example(path) for path in tracked("examples/*.py", "examples/*.cs", "examples/*.ipynb")
    }
    assert sizes
    most = {path: LONGEST_PAPER if path.parent.name == "papers" else LONGEST_EXAMPLE for path in sizes}
    long = {path.name: lines for path, lines in sizes.items() if lines >= most[path]}
    assert not long, f"{LONGEST_EXAMPLE} lines or more, {LONGEST_PAPER} for a paper's figure: {long}"


def make_targets() -> set[str]:
    return set(
        re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/getting-started.md"])
def test_commands_exist(page: str) -> None:
    named = set(re.findall(r"(?:\$ |`)make ([a-z][a-z-]*)", (ROOT / page).read_text(encoding="utf-8")))
    assert named, f"{page} names no command"
    assert named <= make_targets(), f"{page} names {named - make_targets()}, which the Makefile does not have"


def test_links_between_pages_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked("*.md")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)
