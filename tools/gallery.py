"""Runs every example of a published figure and writes docs/gallery.md from what it prints: `make gallery`."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT / "examples" / "python" / "papers"
PICTURES = ROOT / "docs" / "images" / "papers"

HEAD = """# Gallery: the published claims

T. Kurikawa and K. Kaneko, *Nature Communications* 16 (2025),
[doi:10.1038/s41467-025-64976-w](https://doi.org/10.1038/s41467-025-64976-w). Each figure is drawn by one
example; what it claims is printed with what was found, and its exit code is 1 where a claim is missed. This
page is written by `make gallery` from what the examples print. One of them in C#:
`dotnet run --project examples/csharp/GainAndKnownMaps -c Release` (speed against the gain).
"""


def section(example: Path) -> tuple[str, bool]:
    """Run an example and give its section of the page, and whether every claim was met."""
    text = ast.get_docstring(ast.parse(example.read_text(encoding="utf-8"))) or ""
    title, _, rest = text.partition("\n")
    start = time.perf_counter()
    found = subprocess.run(
        [sys.executable, str(example)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    seconds = time.perf_counter() - start
    picture = ROOT / "output" / "papers" / f"{example.stem}.png"
    if found.returncode not in (0, 1) or not picture.exists():
        raise RuntimeError(f"{example.name} failed:\n{found.stderr}")
    shutil.copyfile(picture, PICTURES / picture.name)
    print(f"{example.name}: {seconds:.0f} s, exit code {found.returncode}", flush=True)
    lines = [line for line in found.stdout.splitlines() if not line.startswith("figure:")]
    name = example.relative_to(ROOT).as_posix()
    page = f"""
## {title.rstrip(".")}

{rest.strip()}

`python {name}`, {seconds:.0f} s:

![{title}](images/papers/{picture.name})

```text
{chr(10).join(lines)}
```
"""
    return page, found.returncode == 0


def main() -> None:
    """Write the page; exit code 1 where a claim is missed."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    parts = [section(example) for example in sorted(PAPERS.glob("Kurikawa_Kaneko_2025_*.py"))]
    (ROOT / "docs" / "gallery.md").write_text(HEAD + "".join(page for page, _ in parts), encoding="utf-8")
    sys.exit(0 if all(met for _, met in parts) else 1)


if __name__ == "__main__":
    main()
