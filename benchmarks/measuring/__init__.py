"""What all benchmarks share: threads, the machine's peak, pairs timed in turn, and the report.

Import it before NumPy: the threads of its BLAS are set here.
"""

import os

THREADS = min(2, os.cpu_count() or 1)
os.environ.pop("OPENBLAS_CORETYPE", None)
os.environ.pop("OPENBLAS_L2_SIZE", None)
os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS)

from .pairs import Case, Report, in_turn, per_step, quick_or_whole  # noqa: E402  (the threads are set before NumPy is loaded)
from .peers import jitted  # noqa: E402
from .twin import Twin  # noqa: E402

__all__ = ["THREADS", "Case", "Report", "Twin", "in_turn", "jitted", "per_step", "quick_or_whole"]
