"""The commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ._answer import NO_ANSWER, NO_RUNTIME, answering

app = typer.Typer(
    name="flr",
    help="Predict how fast a network learns from its activity before learning, in models and recordings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, and nothing else.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def _version(asked: bool) -> None:
    if asked:
        from .._version import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def flr(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Predict how fast a network learns from its activity before learning, in models and recordings.

    Exit codes: 0 done; 1 a defect; 2 bad input; 3 no whole answer (diverged, or cells failed); 4 no .NET
    runtime; 130 stopped by Ctrl-C.
    """


@app.command()
def fit(
    file: Annotated[Path, typer.Argument(help="A recorded session.")],
    report: Annotated[Path | None, typer.Option(help="Write the whole story on one HTML page.")] = None,
    save: Annotated[Path | None, typer.Option(help="Save the fit to an Arrow file, for flr.load.")] = None,
    covariance: Annotated[
        str, typer.Option(help="residual, total, within-trial or trial-mean.")
    ] = "residual",
    measure: Annotated[str, typer.Option(help="The learning speed: a column of the table.")] = "slope",
    covariate: Annotated[
        str | None, typer.Option(help="What the partial correlation holds fixed.", show_default="open_loop")
    ] = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say whether anything was learned in a recorded session, and whether predictions go with speeds."""
    from ._fit import fit_file

    with answering(json, debug) as answer:
        fit_file(answer, file, report, save, covariance, measure, covariate)


@app.command()
def simulate(
    spec: Annotated[
        Path, typer.Argument(help="A JSON file: network, task, and the options of flr.simulate.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The Arrow file to write.")],
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Run a network without learning, and write its activity."""
    from ._simulate import simulate_file

    with answering(json, debug) as answer:
        if not simulate_file(answer, spec, output):
            raise typer.Exit(NO_ANSWER)


@app.command()
def run(
    grid: Annotated[Path, typer.Argument(help="A JSON file: networks, tasks, rules, seeds.")],
    directory: Annotated[Path, typer.Option("--directory", "-d", help="Where the cells are kept.")],
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler.", show_default="this machine")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Take the cells that are there as done.")] = True,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Run a grid of networks, tasks, rules and seeds; stopped, it goes on when called again."""
    from ._run import run_file

    with answering(json, debug) as answer:
        if not run_file(answer, grid, directory, scheduler, resume):
            raise typer.Exit(NO_ANSWER)


@app.command()
def doctor(json: Json = False, debug: Debug = False) -> None:
    """Look at this installation: what was found, what is missing, what to do about it."""
    from .._doctor import doctor as look

    with answering(json, debug) as answer:
        found = look()
        answer.say(str(found))
        facts = {"facts": found.facts, "tried": found.tried, "problems": found.problems}
        answer.give({"healthy": found.healthy, **facts})
        if not found.healthy:
            raise typer.Exit(NO_RUNTIME)
