"""The command line: ``abm``. Each command loads what it needs when it is called, so that help is quick."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from abm.cli.app_command import app as app_command
from abm.cli.calibrate_command import calibrate
from abm.cli.discover_command import discover
from abm.cli.how_it_went import say_warnings_and_failures, say_where_the_report_is
from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.late_report import write_report
from abm.cli.options import Csv, ScenarioName, Seed, Settings, Workers
from abm.cli.quiet_stream import QuietStream
from abm.cli.sensitivity_command import sensitivity
from abm.cli.status import SOME_FAILED, WRONG_INPUT
from abm.cli.sweep_command import sweep
from abm.cli.trace_command import trace
from abm.cli.validate_command import validate
from abm.errors import InputError

if TYPE_CHECKING:
    from abm.runs.replications import FinishedFolder

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""A wrong command, flag or value. Some versions of typer export it under no name: a bad parameter is one kind of it."""

app = typer.Typer(
    name="abm",
    help="Joined-up: a model of health and social care integration in England.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: what paints it takes as long to load as all the rest
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
    scenario: ScenarioName,
    *,
    settings: Settings = None,
    seed: Seed = 1,
    replications: Annotated[int, typer.Option(min=1, help="How many times, each with luck of its own.")] = 1,
    workers: Workers = None,
    out: Annotated[Path | None, typer.Option(help="Results folder; out/NAME when not given.")] = None,
    csv: Csv = False,
) -> None:
    """Run one scenario and write a results folder with a report."""
    with nothing_written_when_interrupted():
        from abm.scenario.scenario import Scenario

        # Before the rest loads, so that a mistake shows at once.
        chosen = Scenario.load(scenario).with_settings(settings or [])

        from abm.cli.progress import months_progress, replications_in_words
        from abm.runs.file_name import file_name_of
        from abm.runs.replications import run_to_folder
        from abm.runs.worker_pool import usable_cores

        at_once = workers or usable_cores()
        folder = out if out is not None else Path("out") / file_name_of(chosen.name)
        with months_progress(replications_in_words(replications), at_once=at_once) as on_month:
            finished = run_to_folder(
                chosen,
                folder,
                seed=seed,
                replications=replications,
                csv=csv,
                command=["abm", *sys.argv[1:]],
                on_month=on_month,
                write_report=write_report,
                workers=at_once,
            )
    _say_how_it_went(finished)


@app.command()
def compare(
    scenarios: Annotated[
        list[str],
        typer.Argument(metavar="SCENARIO...", help="Two scenarios or more, each a path or the name of one that ships."),
    ],
    *,
    baseline: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the others are compared with; the first when not given.")
    ] = None,
    settings: Settings = None,
    seed: Seed = 1,
    replications: Annotated[
        int, typer.Option(min=1, help="How many times each is run: replication r has the same luck in all.")
    ] = 5,
    workers: Workers = None,
    out: Annotated[Path | None, typer.Option(help="Results folder; out/NAME-and-NAME when not given.")] = None,
    csv: Csv = False,
) -> None:
    """Compare several scenarios on the same luck and write a results folder with a report of the differences."""
    with nothing_written_when_interrupted():
        from abm.runs.comparison import Comparison
        from abm.scenario.scenario import Scenario

        chosen = [Scenario.load(scenario).with_settings(settings or []) for scenario in scenarios]
        comparison = Comparison.of(chosen, baseline)

        from abm.cli.progress import months_progress, replications_in_words
        from abm.runs.comparison import compare_to_folder
        from abm.runs.replications import Wishes
        from abm.runs.worker_pool import usable_cores

        at_once = workers or usable_cores()
        runs = [
            f"{scenario.name}, {which}"
            for scenario in comparison.scenarios
            for which in replications_in_words(replications)
        ]
        with months_progress(runs, at_once=at_once) as on_month:
            finished = compare_to_folder(
                comparison,
                out if out is not None else Path("out") / comparison.folder_name,
                seed=seed,
                replications=replications,
                wishes=Wishes(csv, ["abm", *sys.argv[1:]], on_month, write_report, at_once),
            )
    _say_how_it_went(finished)


app.command()(sweep)
app.command()(calibrate)
app.command()(sensitivity)
app.command()(discover)
app.command()(trace)
app.command()(validate)
app.command("app")(app_command)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A results folder.")],
) -> None:
    """Write the HTML report of what is in a results folder."""
    with nothing_written_when_interrupted():
        from abm.runs.results_folder import REPORT, sweeps_in
        from abm.sweeps.stopped import CannotStoreError, storing

        try:
            for swept in sweeps_in(folder):
                from abm.sweeps.sweep_folder import bring_up_to_date

                for warning in bring_up_to_date(swept):
                    QuietStream(sys.stderr).say(f"Warning: {warning}")
            with storing(folder / REPORT):
                written = write_report(folder)
        except CannotStoreError as error:
            remedy = f"make room for it, or copy it to where it can be written ({error})"
            raise InputError("abm report", "DIR", str(folder), remedy) from None
    QuietStream(sys.stdout).say(f"Report: {written}")


@app.command()
def network(
    scenario: ScenarioName,
    when: Annotated[str, typer.Argument(metavar="DATE", help="The day to look at, such as 2013-04-01.")],
    *,
    settings: Settings = None,
    seed: Seed = 1,
    out: Annotated[Path, typer.Option(help="File to write: .graphml or .gexf.")] = Path("out/network.graphml"),
) -> None:
    """Write who deals with, trusts, shares and pools with whom on a date, as GraphML or GEXF."""
    with nothing_written_when_interrupted():
        from abm.runs.network_file import check_file, network_on, write_network
        from abm.scenario.scenario import Scenario

        check_file(out)
        chosen = Scenario.load(scenario).with_settings(settings or [])
        graph = network_on(chosen, _date(when), seed)
        write_network(graph, out)
    QuietStream(sys.stdout).say(f"Network: {out} ({len(graph)} organisations, {graph.size()} ties)")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("abm network", "DATE", text, "write it as 2013-04-01") from None


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


def _say_how_it_went(finished: FinishedFolder) -> None:
    """Warnings, failures and where the report is; status 1 where a run failed, or the report."""
    say_warnings_and_failures(finished.warnings, finished.failed)
    if finished.no_report:
        said = f"No report: {finished.no_report}. The runs are in {finished.path}; abm report makes it of them."
        QuietStream(sys.stderr).say(said)
    else:
        say_where_the_report_is(finished.path)
    if finished.failed or finished.no_report:
        raise typer.Exit(SOME_FAILED)


def main() -> None:
    """Run the command line; wrong input is one message and status 2."""
    try:
        status = app(prog_name="abm", standalone_mode=False)
    except InputError as error:
        status = _refused(str(error))
    except UsageError as error:
        status = _refused(_usage_in_words(error))
    sys.exit(status)


def _refused(message: str) -> int:
    """Say what is wrong in one line; nothing where the help itself has been shown."""
    if message:
        print(f"Error: {message}", file=sys.stderr)
    return WRONG_INPUT


def _usage_in_words(error: Any) -> str:
    """What is wrong with a command; where none was given, the help is shown instead."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.ctx.get_help(), file=sys.stderr)
        return ""
    message = " ".join(error.format_message().split())
    command = "abm" if error.ctx is None else error.ctx.command_path
    return f"{message.rstrip('.')} (see `{command} --help`)" if message else ""


if __name__ == "__main__":
    main()
