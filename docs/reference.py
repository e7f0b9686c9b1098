"""Write docs/reference/: each command, key, lever, uncertain number, measure and statistic, as the program declares it.

Usage: python docs/reference.py [FOLDER]. A test holds that what is committed is what this writes.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from typer import Context
from typer.main import get_command

from abm.cli.main import app
from abm.measures.definitions import MEASURES
from abm.measures.statistic import FORMS
from abm.measures.target import COLUMNS
from abm.measures.target_statistics import STATISTICS
from abm.scenario.definition import Definition, definitions_of
from abm.scenario.evidence import Confidence
from abm.scenario.geography import GEOGRAPHIES
from abm.scenario.period import Period
from abm.scenario.population import Population
from abm.scenario.schema import lever_listing, parameter_listing

OUT = Path(__file__).with_name("reference")
WRITTEN = "<!-- written by docs/reference.py -->"
LABELS = get_args(Confidence)
LEAST_SURE = ("recall", "judgement")
WIDEST = 25


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, in which a bar or a line break in a cell stays in its cell."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1_000_000 else str(value)


def _values(row: dict[str, Any]) -> str:
    if row["choices"]:
        return ", ".join(_code(choice) for choice in row["choices"])
    if row["type"] == "yes or no":
        return "`true`, `false`"
    if row["low"] is None and row["high"] is None:
        return str(row["type"])
    return f"{_plain(row['low'])} to {_plain(row['high'])}".strip()


def _group(row: dict[str, Any]) -> str:
    return str(row["name"]).partition(".")[0]


def _page(title: str, words: str, parts: Iterable[tuple[str, str]]) -> str:
    sections = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts)
    return f"{WRITTEN}\n\n# {title}\n\n{words}\n\n{sections}\n"


def levers() -> str:
    """What policy can set."""
    columns = ("lever", "as drafted", "values", "unit", "when", "meaning", "source")

    def cells(row: dict[str, Any]) -> tuple[str, ...]:
        when = "at the start" if row["at_start"] else "any month"
        return (
            _code(row["name"]), _code(_plain(row["default"])), _values(row), row["unit"], when, row["meaning"],
            row["source"],
        )  # fmt: skip

    rows = lever_listing()
    words = (
        f"{len(rows)} levers, set by `--set NAME=VALUE`, by `[levers]` of a scenario or, those of any month, by a "
        "dated `[[policy]]`. `abm levers` prints them."
    )
    return _page("Levers", words, _grouped(rows, columns, cells))


def parameters() -> str:
    """What is uncertain, with where each number comes from."""
    columns = ("number", "central", "range", "unit", "confidence", "meaning", "source")

    def cells(row: dict[str, Any]) -> tuple[str, ...]:
        source = f"{row['source']} ({row['year']})"
        return (
            _code(row["name"]), _plain(row["default"]), _values(row), row["unit"], row["confidence"], row["meaning"],
            source,
        )  # fmt: skip

    rows = parameter_listing()
    words = (
        f"{len(rows)} uncertain numbers, each with its central value and the range that was thought possible before "
        "anything was fitted. Where a posterior is in use, a run takes its values of fitted numbers from that. "
        "`abm parameters` prints them."
    )
    return _page("Uncertain numbers", words, _grouped(rows, columns, cells))


def confidence() -> str:
    """How sure the uncertain numbers are said to be, and which of the least sure have the widest ranges."""
    rows = parameter_listing()
    least_sure = [row for row in rows if row["confidence"] in LEAST_SURE]
    from_nil = [row for row in least_sure if row["low"] <= 0]
    words = (
        f"{len(rows)} [uncertain numbers](parameters.md), each labelled with how sure it is. `recall` is general "
        "knowledge without a document at hand; `judgement` has no source of its value, though evidence that bears on "
        "it may be named; `high`, `medium` and `low` have one. "
        f"{len(least_sure)} of {len(rows)} ({len(least_sure) / len(rows):.0%}) are recall or judgement."
    )
    parts = [
        ("How many of each group", _labels_by_group(rows)),
        (
            "The widest ranges of recall and judgement",
            f"The {WIDEST} with the largest ratio of the range's upper end to its lower one. Left out are the "
            f"{len(from_nil)} whose range begins at nil or below: these have no such ratio.\n\n"
            + _widest([row for row in least_sure if row["low"] > 0]),
        ),
        ("Recall and judgement with ranges that begin at nil or below", _names_by_group(from_nil)),
    ]
    return _page("Confidence in the uncertain numbers", words, parts)


def _labels_by_group(rows: Iterable[dict[str, Any]]) -> str:
    groups = {group: [row["confidence"] for row in members] for group, members in groupby(rows, _group)}
    groups["all"] = [label for labels in groups.values() for label in labels]
    lines = [
        (
            group,
            *(str(labels.count(label)) for label in LABELS),
            str(len(labels)),
            f"{_share_of_least_sure(labels):.0%}",
        )
        for group, labels in groups.items()
    ]
    return table(("group", *LABELS, "all", "recall or judgement"), lines)


def _share_of_least_sure(labels: Sequence[str]) -> float:
    return sum(label in LEAST_SURE for label in labels) / len(labels)


def _widest(rows: Iterable[dict[str, Any]]) -> str:
    def ratio(row: dict[str, Any]) -> float:
        return row["high"] / row["low"]

    lines = [
        (
            _code(row["name"]),
            _plain(row["default"]),
            _values(row),
            f"{ratio(row):.0f}",
            row["confidence"],
            row["meaning"],
        )
        for row in sorted(rows, key=ratio, reverse=True)[:WIDEST]
    ]
    return table(("number", "central", "range", "ratio", "confidence", "meaning"), lines)


def _names_by_group(rows: Iterable[dict[str, Any]]) -> str:
    lines = [(group, ", ".join(_code(str(row["name"])) for row in members)) for group, members in groupby(rows, _group)]
    return table(("group", "numbers"), lines)


def _grouped(rows: Iterable[dict[str, Any]], columns: Sequence[str], cells: Any) -> Iterable[tuple[str, str]]:
    for group, members in groupby(rows, _group):
        yield group, table(columns, [cells(row) for row in members])


def scenario() -> str:
    """The keys of a scenario file that are neither levers nor uncertain numbers."""
    words = (
        "A scenario is a TOML file: `name`, `meaning`, `extends` (a path, or the name of one that ships), the sections "
        "below, `[levers.GROUP]` ([levers](levers.md)), `[parameters.GROUP]` ([uncertain numbers](parameters.md)) and "
        "any number of `[[policy]]` with `date`, `why` and `set`. `abm schema` prints its JSON Schema for editors."
    )
    sections: dict[str, type[BaseModel]] = {"[run]": Period}
    sections |= {f'[geography] with `places = "{name}"`': model for name, model in GEOGRAPHIES.items()}
    sections["[population]"] = Population
    parts = [(name, _keys(definitions_of(model))) for name, model in sections.items()]
    return _page("Scenario files", words, parts)


def _keys(definitions: Iterable[Definition]) -> str:
    rows = [(_code(each.name), _code(_plain(each.default)), each.right, each.meaning) for each in definitions]
    return table(("key", "if not given", "what may stand there", "meaning"), rows)


def measures() -> str:
    """What is counted in a run."""
    words = (
        f"{len(MEASURES)} measures. Shares and rates are ratios of counts; counts at level `england` are scaled to "
        "England's older people. `abm measures` prints them, and `codebook.csv` of each results folder says what they "
        "are."
    )
    rows = [
        (_code(measure.name), measure.unit, ", ".join(measure.levels), measure.meaning, measure.source)
        for measure in MEASURES
    ]
    return _page("Measures", words, [("All", table(("measure", "unit", "levels", "meaning", "source"), rows))])


def targets() -> str:
    """What a file of targets or of observed years may ask for."""
    words = (
        "`abm validate` and `abm calibrate` read targets from a CSV file with a header. Columns: "
        f"{', '.join(_code(column) for column in COLUMNS)}. The ones that ship are in `configs/targets.csv`."
    )
    rows = [
        (_code(name), inspect.getdoc(count) or "", FORMS[name].argument.value, FORMS[name].lasts.value)
        for name, count in STATISTICS.items()
    ]
    columns = ("statistic", "meaning", "after the colon", "period")
    return _page("Targets", words, [("Statistics", table(columns, rows))])


def commands() -> str:
    """Every command with its arguments and options."""
    group = get_command(app)
    with Context(group, info_name="abm") as context:
        parts = [(f"abm {name}", _command(group.get_command(context, name))) for name in group.list_commands(context)]
    words = (
        "Status 0: done. 1: a run failed, or part of the output could not be written. 2: wrong input; nothing is "
        "written. 130: interrupted; what is finished is kept. `abm COMMAND --help` says the same as this page."
    )
    return _page("Commands", words, parts)


def _command(command: Any) -> str:
    rows = [_option(each) for each in command.params if not getattr(each, "hidden", False)]
    says = re.sub(r"\s+", " ", command.help or "").strip()
    return f"{says}\n\n{table(('argument or option', 'meaning'), rows)}" if rows else says


def _option(parameter: Any) -> tuple[str, str]:
    is_argument = parameter.param_type_name == "argument"
    names = [parameter.metavar or parameter.name.upper()] if is_argument else parameter.opts
    return ", ".join(_code(name) for name in names), parameter.help or ""


PAGES = {
    "commands": commands,
    "scenario": scenario,
    "levers": levers,
    "parameters": parameters,
    "confidence": confidence,
    "measures": measures,
    "targets": targets,
}


def main() -> None:
    """Write all pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / f"{name}.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
