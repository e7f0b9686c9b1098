"""``abm discover``: which combinations of a sweep's settings lead where, and which settings do well anyhow."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from abm.cli.how_it_went import say_where_the_report_is
from abm.cli.interrupted import nothing_written_when_interrupted
from abm.cli.late_report import write_report
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import SOME_FAILED

if TYPE_CHECKING:
    from abm.analysis.cases import Outcome
    from abm.analysis.discovery_files import DiscoveryRow
    from abm.analysis.regret import Aim, ArmRegret
    from abm.analysis.sweep_results import SweepResults
    from abm.runs.results_folder import ResultsFolder


def discover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A sweep's results folder, however far it has got.")],
    *,
    measure: Annotated[
        str | None,
        typer.Option(metavar="M", help="Which cases are of interest: by this measure; by regime when not given."),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="In which period; the last reported when not given.")
    ] = None,
    above: Annotated[float | None, typer.Option(metavar="X", help="Of interest is what is above.")] = None,
    below: Annotated[float | None, typer.Option(metavar="X", help="Of interest is what is below.")] = None,
    aims: Annotated[
        list[str] | None,
        typer.Option(
            "--aim",
            metavar="M=higher|lower",
            help="A measure to hold arms against each other by, and which way is good; =… may be left out where "
            "reports know it. Without any: places integrated, days at home, spending.",
        ),
    ] = None,
) -> None:
    """Say which combinations lead to integration and which to fragmentation, and which arms have the least regret."""
    with nothing_written_when_interrupted():
        from abm.runs.optional_part import FOR_ANALYSIS, check_installed

        check_installed("abm discover", "calibrate", FOR_ANALYSIS)
        outcomes = _outcomes(measure, above, below)
        wanted = _aims(aims or [])
        opened = _sweep(folder)

        from abm.analysis.discovery_files import write_discovery, write_regret, written_with_the_report
        from abm.analysis.sweep_results import SweepResults
        from abm.runs.results_folder import REPORT
        from abm.sweeps.stopped import CannotStoreError, storing

        results = SweepResults.read(opened)
        regret = _regret(results, wanted, at, asked=bool(aims))
        found = _found(opened, outcomes, at)
        try:
            with written_with_the_report(folder):
                write_discovery(folder, found)
                write_regret(folder, regret)
                with storing(folder / REPORT):
                    write_report(folder)
        except CannotStoreError as error:
            QuietStream(sys.stderr).say(f"Stopped: {error}")
            raise typer.Exit(SOME_FAILED) from None
        _say(results, found, regret)


def _outcomes(measure: str | None, above: float | None, below: float | None) -> tuple[Outcome, ...]:
    from abm.analysis.cases import REGIMES, Outcome
    from abm.errors import InputError

    if measure is None:
        if above is not None or below is not None:
            raise InputError(
                "--above" if above is not None else "--below", "", above or below, "say of what: --measure M"
            )
        return REGIMES
    if (above is None) == (below is None):
        raise InputError("--measure", "", measure, "say which cases are of interest: --above X or --below X")
    if above is not None:
        return (Outcome(f"above {above:g} in {measure}", measure, "above", above),)
    assert below is not None
    return (Outcome(f"below {below:g} in {measure}", measure, "below", below),)


def _aims(given: list[str]) -> tuple[Aim, ...]:
    from abm.analysis.regret import USUAL_AIMS, Aim, Good
    from abm.errors import InputError
    from abm.reports.sweep_headlines import GROUPS

    known = {one.measure: one.wanted for group in GROUPS.values() for one in group}
    usual = {aim.measure: aim.good for aim in USUAL_AIMS}
    found = []
    for text in given:
        name, _, way = text.partition("=")
        way = way or usual.get(name, known.get(name, ""))
        goods: dict[str, Good] = {"higher": "higher", "lower": "lower"}
        if way not in goods:
            raise InputError("--aim", "", text, f"say which way is good: {name}=higher or {name}=lower")
        found.append(Aim(name, goods[way]))
    return tuple(found) or USUAL_AIMS


def _sweep(folder: Path) -> ResultsFolder:
    """The sweep in a folder, its tables up to date. Raises InputError where there is none."""
    from abm.errors import InputError
    from abm.runs.results_folder import SWEEP, ResultsFolder, read_provenance, sweeps_in
    from abm.sweeps.sweep_folder import bring_up_to_date

    kind = read_provenance(folder).get("kind")
    if kind != SWEEP:
        inner = " or ".join(str(path) for path in sweeps_in(folder))
        remedy = f"give the folder of one of its sweeps: {inner}" if inner else "give the folder of a sweep"
        raise InputError("abm discover", "DIR", str(folder), remedy)
    for warning in bring_up_to_date(folder):
        QuietStream(sys.stderr).say(f"Warning: {warning}")
    return ResultsFolder.open(folder)


def _found(folder: ResultsFolder, outcomes: tuple[Outcome, ...], at: str | None) -> list[DiscoveryRow]:
    from abm.analysis.cases import read_cases
    from abm.analysis.discovery import discover as look
    from abm.analysis.discovery_files import DiscoveryRow

    told = QuietStream(sys.stderr)
    rows = []
    for cases in [read_cases(folder, outcome, at) for outcome in outcomes]:
        told.say(f"Looking for what is {cases.outcome.name} among {len(cases.wanted):,} {cases.noun}")
        rows += [DiscoveryRow.of(cases, finding) for finding in look(cases)]
    return rows


def _regret(results: SweepResults, aims: tuple[Aim, ...], at: str | None, *, asked: bool) -> list[ArmRegret]:
    """How arms do; nothing where there is one. What was ``asked`` for must be there."""
    from abm.analysis.regret import regrets
    from abm.scenario.refusal import refusal, unknown_key

    for aim in aims if asked else ():
        if aim.measure not in results.whole.measures:
            remedy = unknown_key(aim.measure, results.whole.measures).replace("key here", "measure of England in it")
            raise refusal("--aim", "", aim.measure, remedy)
    return regrets(results, aims, at) if len(results.arms) > 1 else []


def _say(results: SweepResults, found: list[DiscoveryRow], regret: list[ArmRegret]) -> None:
    from abm.reports.discovery_words import discovery_sentence, regret_sentences

    told = QuietStream(sys.stdout)
    for row in found:
        told.say(discovery_sentence(row))
    if len(results.arms) > 1:
        for line in regret_sentences(regret, dict(results.units)):
            told.say(line)
    say_where_the_report_is(results.path)
