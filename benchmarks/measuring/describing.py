"""The machine and the versions, as a benchmark's report names them."""

import datetime
import importlib.metadata
import os
import platform

from .twin import Twin


def machine(twin: Twin) -> dict[str, object]:
    """Measure and name what the figures depend on; nothing here names the host."""
    import flrinterop as flr

    facts = flr.doctor().facts
    threads = min(2, os.cpu_count() or 1)
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "cpu_features": facts.get("core cpu features", "unknown"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "threads": threads,
        "peak_gflops": {
            f"{dtype}, {count} thread{'s' * (count > 1)}": round(twin.peak(dtype, count), 1)
            for dtype in ("float64", "float32")
            for count in sorted({1, threads})
        },
        "bandwidth_gb_s": {
            f"{count} thread{'s' * (count > 1)}": round(twin.bandwidth(count), 1)
            for count in sorted({1, threads})
        },
        "versions": {"FlrInterop": flr.__version__, "runtime": facts.get("core runtime", "unknown")}
        | _versions(),
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor()


def _versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in ("numpy", "scipy", "numba", "jax"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
