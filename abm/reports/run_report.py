"""The report of a run: what was run, what came out, how sure that is, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from abm.reports.charts import CHARTS, Chart, ChartPlan
from abm.reports.figures_table import figures_table
from abm.reports.headline import HEADLINES, HeadlineRow, headline_measures, headline_row
from abm.reports.page import (
    Html,
    element,
    figure,
    frame_table,
    heading,
    join,
    page,
    paragraph,
    text,
)
from abm.reports.quantity import shown_number
from abm.reports.relations_section import relations_measures, relations_section
from abm.reports.results import Results
from abm.reports.settings_section import settings_section
from abm.reports.standing import with_standing
from abm.runs.results_folder import ResultsFolder, warnings_in

LEAD_MEASURES = {
    "emergency_admissions_per_1000_65plus": "emergency admissions per 1,000 people aged 65 and over",
    "delayed_days": "days that people spent in hospital ready to leave",
}
HOW_TO_READ = (
    "The model is not fitted to what happened yet: use it to compare policies within the model, not to forecast. "
    "Money is in 2010/11 prices."
)
SHOWN_FAILURES = 20


def page_of(folder: ResultsFolder) -> Html:
    """The report of what a folder of one scenario holds."""
    wanted = {
        *headline_measures(),
        *LEAD_MEASURES,
        *relations_measures(),
        *(measure for plan in CHARTS for measure in plan.measures),
    }
    results = Results.read(folder, wanted)
    return report_of(replace(results, table=with_standing(results.table)), folder.scenario())


def report_of(results: Results, scenario: Mapping[str, Any]) -> Html:
    """The whole page. ``scenario``: the scenario in full; empty where its file is gone."""
    name = str(results.provenance.get("scenario", "run"))
    drawn = [(plan, plan.draw(plan, results)) for plan in CHARTS]
    body = join(
        [
            element("h1", text(f"{name}: joined-up care, simulated")),
            paragraph(f"{what_was_run(results, name)} {what_came_out(results)}", "lead"),
            paragraph(HOW_TO_READ),
            warnings(results),
            headline_section(results),
            relations_section(results),
            join(figure(chart) for _, chart in drawn if chart is not None),
            not_shown(drawn),
            settings_section(scenario),
            failures(results),
            provenance_footer(results),
        ]
    )
    return page(f"{name}: joined-up care, simulated", body)


def what_was_run(results: Results, name: str) -> str:
    """The first sentence: scenario, places, period, replications."""
    places = results.provenance.get("places", "")
    period = results.provenance.get("period", "")
    count = results.replications
    how_often = (
        "but no replication was completed" if count == 0 else f"in {count} replication{'' if count == 1 else 's'}"
    )
    return (
        f"The scenario {name} was run"
        + (f" on {places}" if places else "")
        + (f", {period}" if period else "")
        + f", {how_often}."
    )


def what_came_out(results: Results) -> str:
    """The second sentence: the few figures that most readers look for first."""
    years = results.compared_years()
    if years is None:
        return "No financial year was run in full, so there are no yearly figures to compare."
    changes = [
        _change_in_words(words, row)
        for measure, words in LEAD_MEASURES.items()
        if (row := headline_row(results, measure, words, years)) is not None
    ]
    if not any(changes):
        return "These results hold none of the figures that this report leads with."
    if years[0] == years[1]:
        return f"In {years[0]}, for England, there were {' and '.join(filter(None, changes))}."
    return f"From {years[0]} to {years[1]}, for England, {' and '.join(filter(None, changes))}."


def _change_in_words(words: str, row: HeadlineRow) -> str:
    if row.first is None or row.last is None:
        return ""
    first, last = (shown_number(year.mean, row.unit) for year in (row.first, row.last))
    if row.change is not None and row.change.mean == 0.0:
        return f"{last} {words}"
    return f"{words} went from {first} to {last}"


def warnings(results: Results) -> Html:
    """What a reader must know before using a figure."""
    messages = warnings_in(results.provenance)
    failed = len(results.runs) - results.replications
    if failed:
        messages.append(f"{failed} of {len(results.runs)} replications failed and are in no figure below.")
    return join(paragraph(f"Warning: {message}", "warning") for message in messages)


def headline_section(results: Results) -> Html:
    """The headline table with what its intervals are."""
    years = results.compared_years()
    if years is None:
        return join([heading("Headline figures"), paragraph("No financial year was run in full.")])
    return join(
        [
            heading("Headline figures"),
            figures_table(results, "Headline figures", HEADLINES, years),
            paragraph(
                "Figures for England are those of the places in the run, scaled to its population aged 65 and over."
            ),
            _absent_measures(results),
        ]
    )


def _absent_measures(results: Results) -> Html:
    present = set(results.by_year(headline_measures())["measure"])
    absent = [measure for measure in headline_measures() if measure not in present]
    return paragraph(f"Not in these results: {', '.join(absent)}.") if absent else Html("")


def not_shown(drawn: Iterable[tuple[ChartPlan, Chart | None]]) -> Html:
    """Which charts are missing, and what they would have needed."""
    missing = [
        element("li", text(f"{plan.title}: needs {' or '.join(plan.measures)}"))
        for plan, chart in drawn
        if chart is None
    ]
    if not missing:
        return Html("")
    return join([heading("Charts that these results do not allow"), element("ul", join(missing))])


def failures(results: Results) -> Html:
    """Each failed replication with the command that replays it."""
    failed = results.runs[results.runs["status"] == "failed"]
    if failed.empty:
        return Html("")
    shown = failed[["run", "seed", "message", "replay"]].head(SHOWN_FAILURES).astype("str")
    return join([heading("Replications that failed"), frame_table(f"{len(failed)} failed", shown)])


def provenance_footer(results: Results) -> Html:
    """Everything ``provenance.json`` holds, in the order it holds it."""
    return element("footer", join([heading("Provenance"), provenance_list(results.provenance)]))


def provenance_list(provenance: Mapping[str, Any]) -> Html:
    """Each entry in words."""
    entries = [
        join([element("dt", text(key.replace("_", " "))), element("dd", text(_in_words(value)))])
        for key, value in provenance.items()
    ]
    return element("dl", join(entries))


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_in_words(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return "; ".join(_in_words(entry) for entry in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
