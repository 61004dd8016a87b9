"""The long examples run, and published figures meet their claims: `make verify` prints what each found."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "python"
PAPERS = sorted((EXAMPLES / "papers").glob("Kurikawa_Kaneko_2025_*.py"))
OTHERS = [EXAMPLES / "landscape.py", EXAMPLES / "when_not_to_trust.py"]


@pytest.mark.verify
@pytest.mark.parametrize("example", PAPERS + OTHERS, ids=lambda path: path.stem)
def test_a_long_example_meets_its_claims(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = subprocess.run(
        [sys.executable, str(example)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    with capsys.disabled():
        print(f"\n{example.stem}\n{found.stdout}")
    assert found.returncode == 0, found.stdout + found.stderr
