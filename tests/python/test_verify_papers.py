"""The examples of the published figures meet what they claim: `make verify` prints what each found."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted((ROOT / "examples" / "python" / "papers").glob("Kurikawa_Kaneko_2025_*.py"))


@pytest.mark.verify
@pytest.mark.parametrize("example", PAPERS, ids=lambda path: path.stem)
def test_a_published_figure_meets_its_claims(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = subprocess.run(
        [sys.executable, str(example)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    with capsys.disabled():
        print(f"\n{example.stem}\n{found.stdout}")
    assert found.returncode == 0, found.stdout + found.stderr
