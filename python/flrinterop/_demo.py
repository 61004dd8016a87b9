"""The main job end to end: a simulated network, then a recorded session. Run it as ``python -m
flrinterop._demo``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flrinterop as flr
from flrinterop._comparison import Comparison
from flrinterop._plots.style import styled

SESSION = Path("tests") / "data" / "hennig2021_monkeyJ_20120528" / "20120528.mat"
FIGURE = "theory_against_simulation.png"
REPORT = "hennig2021_monkeyJ_20120528.html"
UNITS, MAPS = 100, 40


def network() -> flr.Network:
    """Give the demo's network: five maps known already, in a background of symmetric random couplings."""
    known = flr.couplings.pre_embedded(units=UNITS, maps=5, scale=0.5, rng=1)
    background = flr.couplings.gaussian(units=UNITS, strength=0.7, symmetry=1.0, rng=2)
    return flr.Network(known + background, gain=0.5, noise=1e-3, input_strength=0.2)


def task(rest: flr.Activity) -> flr.tasks.InputOutputMap:
    """Give the demo's maps: the one place that says which they are.

    Parameters
    ----------
    rest
        Spontaneous activity of the network.
    """
    return flr.tasks.InputOutputMap.at_angles(rest, MAPS, rng=3)


def simulated(output: Path) -> dict[str, Comparison]:
    """Predict the speeds of the maps from spontaneous activity and from the model, measure them, compare,
    draw.

    Parameters
    ----------
    output
        The folder of the figure.
    """
    with stage("network"):
        net = network()
    with stage("spontaneous activity"):
        rest = flr.simulate(net, trials=64, duration=500, rng=4, progress=True)
    with stage("predicted speeds"):
        maps = task(rest)
        told = {
            "FLR1, equal-time C/D": flr.predict_speed(rest, maps),
            "FLR2": flr.predict_speed(rest, maps, relation="flr2"),
            "linearised (needs J)": flr.predict_speed(net, maps),
        }
    with stage("measured speeds"):
        seen = flr.measure_speed(net, maps, rng=5, progress=True)
    with stage("comparison"):
        found = {name: flr.compare(speeds, seen) for name, speeds in told.items()}
    for name, comparison in found.items():
        print(f"  {name:<22} {line(comparison)}")
    print("  (for the Hebbian rule FLR2 is FLR1 with one slope for all units: at rest the two agree)")
    with stage("figure"):
        draw(found, output / FIGURE)
    return found


def recorded(path: Path, output: Path) -> flr.FlrFit:
    """Load the session, reproduce what is stored, say whether anything was learned, relate, report.

    Parameters
    ----------
    path
        The file of the session.
    output
        The folder of the report.
    """
    with stage("session"):
        session = flr.load_session(path)
    with stage("stored velocities and progress, computed again"):
        checks = session.validate()
    for check in checks.itertuples():
        print(
            f"  {check.quantity}, {check.block}: "
            f"largest error {check.largest_error:.1e} (tolerance {check.tolerance:.1e})"
        )
    with stage("fit"):
        fit = flr.fit(session, progress=True)
    print(f"  {fit.verdict}")
    print(
        "  "
        + fit.table.to_string(index=False, float_format=lambda value: f"{value:.4g}").replace("\n", "\n  ")
    )
    for name, value in fit.relation._facts():
        print(f"  {name:<28} {value}")
    with stage("report"):
        fit.to_html(output / REPORT)
    return fit


def line(found: Comparison) -> str:
    """Give a comparison on one line."""

    def interval(value: tuple[float, float]) -> str:
        return f"({value[0]:.3f} … {value[1]:.3f})"

    return (
        f"R² {found.r2:.4f} {interval(found.r2_interval)}  "
        f"slope {found.slope:.3f} {interval(found.slope_interval)}  "
        f"ρ {found.spearman:.3f} {interval(found.spearman_interval)}  p {found.p_permutation:.1e}  "
        f"range {found.predictor_range:.2f}-fold"
    )


def draw(found: dict[str, Comparison], path: Path) -> None:
    """Draw the comparisons side by side.

    Parameters
    ----------
    found
        The comparisons by title.
    path
        The file.
    """
    from matplotlib.figure import Figure

    with styled():
        figure = Figure(figsize=(4.2 * len(found), 4.2), layout="constrained")
        for ax, (title, comparison) in zip(figure.subplots(1, len(found)), found.items(), strict=True):
            comparison.plot(ax, title=title)
        figure.savefig(path)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Say what is being done and what it took."""
    print(f"{name} …", flush=True)
    start = time.perf_counter()
    yield
    print(f"  {time.perf_counter() - start:.2f} s", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run both halves and say where figure and report are.

    Parameters
    ----------
    arguments
        Those of the command line.
    """
    parser = argparse.ArgumentParser(prog="python -m flrinterop._demo", description=__doc__)
    parser.add_argument(
        "session", nargs="?", type=Path, help="a recorded session (default: the one among the tests' data)"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("output"), help="where figure and report go (default: output)"
    )
    chosen = parser.parse_args(arguments)
    chosen.output.mkdir(parents=True, exist_ok=True)
    beside = Path(__file__).resolve().parents[2] / SESSION
    path = chosen.session or (SESSION if SESSION.exists() else beside)
    print("1. A simulated network: theory against simulation")
    simulated(chosen.output)
    print("2. A recorded session")
    recorded(path, chosen.output)
    print(f"figure: {chosen.output / FIGURE}")
    print(f"report: {chosen.output / REPORT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
