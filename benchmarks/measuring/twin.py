"""The C# program of the benchmarks, kept running: what is timed inside it, and the machine's peaks."""

import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
BUILT = FOLDER / "bin" / "Release" / "net10.0" / "FlrInterop.Benchmarks.dll"


class Twin:
    """One question a line, one number back. Taken as `make build` left it; built where it is missing."""

    def __init__(self) -> None:
        program = BUILT
        if not program.exists():
            out = tempfile.mkdtemp(prefix="flr-benchmark-")
            subprocess.run(
                ["dotnet", "build", str(FOLDER), "-c", "Release", "-v", "q", "-o", out],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            program = Path(out) / BUILT.name
        self._process = subprocess.Popen(
            ["dotnet", str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._known: dict[str, float] = {}

    def ask(self, *words: object) -> float:
        """Do one thing once."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def peak(self, dtype: str = "float64", threads: int = 1) -> float:
        """Measure GFLOP/s of independent fused multiply–adds."""
        return self._once(f"peak {dtype} {threads}")

    def bandwidth(self, threads: int = 1) -> float:
        """Measure GB/s of memory read and written back, beyond the caches."""
        return self._once(f"bandwidth {threads}")

    def close(self) -> None:
        """End the program."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _once(self, question: str) -> float:
        if question not in self._known:
            self._known[question] = max(self.ask(question) for _ in range(3))
        return self._known[question]
