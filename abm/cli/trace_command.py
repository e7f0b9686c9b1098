"""``abm trace``: one older person's way through the system, under one scenario or several."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from abm.cli.options import Seed, Settings
from abm.cli.quiet_stream import QuietStream
from abm.cli.status import INTERRUPTED
from abm.errors import InputError


def trace(
    scenarios: Annotated[
        list[str],
        typer.Argument(metavar="SCENARIO...", help="One scenario or more, each a path or the name of one that ships."),
    ],
    *,
    person: Annotated[
        int | None, typer.Option(metavar="ID", help="Number of the person on the roll of the first scenario's run.")
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            metavar="WHOM",
            help="Find someone like: one_night (the CQC's: a night that became a month and a care home), mrs_smith "
            "(Torbay's), longest_wait. Without this and --person: one_night, or else longest_wait.",
        ),
    ] = None,
    settings: Settings = None,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write it as a web page too.")] = None,
) -> None:
    """Follow one older person, day by day, under one scenario or several on the same luck."""
    try:
        _trace(scenarios, person, like, settings or [], seed, out)
    except KeyboardInterrupt:
        QuietStream(sys.stderr).say("Interrupted: nothing was written.")
        raise typer.Exit(INTERRUPTED) from None


def _trace(
    names: list[str], person: int | None, like: str | None, settings: list[str], seed: int, out: Path | None
) -> None:
    from abm.scenario.scenario import Scenario

    chosen = [Scenario.load(name).with_settings(settings) for name in names]

    from abm.runs.trace import NobodyFound, check_traceable, check_whom
    from abm.runs.trace import trace as follow

    check_traceable(chosen)
    check_whom(person, like)
    if out is not None:
        _check_page(out)

    from abm.cli.progress import months_progress
    from abm.reports.trace_text import trace_lines
    from abm.reports.trace_words import nobody_words, runs_words

    with months_progress(runs_words(chosen, searching=person is None)) as on_month:
        answer = follow(chosen, person=person, like=like, seed=seed, on_month=on_month)
    told = QuietStream(sys.stdout)
    if isinstance(answer, NobodyFound):
        told.say(f"{nobody_words(answer)} Try another --like or --seed.")
        return
    for line in trace_lines(answer):
        told.say(line)
    if out is not None:
        from abm.reports.trace_page import write_trace_page

        try:
            write_trace_page(answer, out)
        except OSError as error:
            remedy = f"name a file in a folder that can be written ({error.strerror})"
            raise InputError("abm trace", "--out", str(out), remedy) from None
        told.say(f"Page: {out}")


def _check_page(path: Path) -> None:
    import os

    if path.suffix not in (".html", ".htm"):
        raise InputError("abm trace", "--out", str(path), "end the name in .html")
    there = next(folder for folder in path.absolute().parents if folder.exists())
    if path.is_dir() or not there.is_dir() or not os.access(there, os.W_OK):
        raise InputError("abm trace", "--out", str(path), "name a file in a folder that can be written")
