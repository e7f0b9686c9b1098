"""The command line: ``abm``. Each command loads what it needs when it is called, so that help is quick."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from abm.cli.quiet_stream import QuietStream
from abm.errors import InputError

DONE, SOME_FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
LARGEST_SEED = 2**32 - 1

app = typer.Typer(
    name="abm",
    help="Joined-up: a model of health and social care integration in England.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from abm.runs.provenance import DISTRIBUTION, version_of

        print(f"abm {version_of(DISTRIBUTION)}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Joined-up: a model of health and social care integration in England."""


@app.command()
def run(
    scenario: Annotated[str, typer.Argument(help="Path of a scenario, or the name of one that ships.")],
    *,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a lever, a parameter, places or the period."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the first replication.")] = 1,
    replications: Annotated[int, typer.Option(min=1, help="How many times, each with luck of its own.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Results folder; out/NAME when not given.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write measures.csv for spreadsheets too.")] = False,
) -> None:
    """Run one scenario and write a results folder with a report."""
    with _nothing_written_when_interrupted():
        from abm.scenario.scenario import Scenario

        # Before the rest loads, so that a mistake shows at once.
        chosen = Scenario.load(scenario).with_settings(settings or [])

        from abm.cli.progress import months_progress
        from abm.reports.run_report import write_report
        from abm.runs.replications import run_to_folder

        folder = out if out is not None else Path("out") / _folder_name(chosen.name)
        with months_progress(replications) as on_month:
            finished = run_to_folder(
                chosen,
                folder,
                seed=seed,
                replications=replications,
                csv=csv,
                command=["abm", *sys.argv[1:]],
                on_month=on_month,
                write_report=write_report,
            )
    told = QuietStream(sys.stderr)
    for warning in finished.warnings:
        told.say(f"Warning: {warning}")
    for row in finished.failed:
        told.say(f"Failed: {row.message}\n  again: {row.replay}")
    QuietStream(sys.stdout).say(f"Report: {folder / 'report.html'}")
    if finished.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A results folder.")],
) -> None:
    """Write the HTML report of what is in a results folder."""
    with _nothing_written_when_interrupted():
        from abm.reports.run_report import write_report

        written = write_report(folder)
    QuietStream(sys.stdout).say(f"Report: {written}")


@app.command()
def levers(json: AsJson = False) -> None:
    """List every policy lever: values, unit, source, meaning."""
    from abm.cli import listing

    listing.levers(json)


@app.command()
def parameters(json: AsJson = False) -> None:
    """List every uncertain number: central value, range, unit, source, meaning."""
    from abm.cli import listing

    listing.parameters(json)


@app.command()
def measures(json: AsJson = False) -> None:
    """List every measure: unit, levels, meaning."""
    from abm.cli import listing

    listing.measures(json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a scenario, for editors."""
    from abm.cli import listing

    listing.schema()


@contextmanager
def _nothing_written_when_interrupted() -> Iterator[None]:
    """Results and reports come into place whole and last, so that Ctrl-C leaves what was there before."""
    try:
        yield
    except KeyboardInterrupt:
        QuietStream(sys.stderr).say("Interrupted: nothing was written.")
        raise typer.Exit(INTERRUPTED) from None


def _folder_name(scenario: str) -> str:
    """A scenario may be called anything; a folder of its name must stay one folder, below ``out``."""
    return re.sub(r"[^\w.-]+", "_", scenario).strip(".") or "scenario"


def main() -> None:
    """Run the command line; wrong input is one message and status 2."""
    try:
        app()
    except InputError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(WRONG_INPUT)


if __name__ == "__main__":
    main()
