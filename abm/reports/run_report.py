"""The report of a run: what was run, what came out, how sure that is, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable

from abm.reports import interval
from abm.reports.charts import CHARTS, Chart, ChartPlan
from abm.reports.headline import HEADLINES, HeadlineRow, headline_measures, headline_row
from abm.reports.page import (
    Html,
    body_row,
    element,
    figure,
    frame_table,
    group_row,
    header_row,
    heading,
    interval_cell,
    join,
    page,
    paragraph,
    table,
    text,
)
from abm.reports.quantity import shown_number, shown_unit
from abm.reports.results import Results
from abm.runs.results_folder import ResultsFolder

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
        *(measure for plan in CHARTS for measure in plan.measures),
    }
    return report_of(Results.read(folder, wanted))


def report_of(results: Results) -> Html:
    """The whole page."""
    name = str(results.provenance.get("scenario", "run"))
    drawn = [(plan, plan.draw(plan, results)) for plan in CHARTS]
    body = join(
        [
            element("h1", text(f"{name}: joined-up care, simulated")),
            paragraph(f"{what_was_run(results, name)} {what_came_out(results)}", "lead"),
            paragraph(HOW_TO_READ),
            warnings(results),
            headline_section(results),
            join(figure(chart) for _, chart in drawn if chart is not None),
            not_shown(drawn),
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
    messages = [str(message) for message in results.provenance.get("warnings", [])]
    failed = len(results.runs) - results.replications
    if failed:
        messages.append(f"{failed} of {len(results.runs)} replications failed and are in no figure below.")
    return join(paragraph(f"Warning: {message}", "warning") for message in messages)


def headline_section(results: Results) -> Html:
    """The headline table with what its intervals are."""
    years = results.compared_years()
    if years is None:
        return join([heading("Headline figures"), paragraph("No financial year was run in full.")])
    single = years[0] == years[1]
    columns = ["Measure (England)", "Unit", years[0], *([] if single else [years[1], "Change"])]
    numeric = [False, False, *[True] * (len(columns) - 2)]
    rows = []
    for group, labels in HEADLINES.items():
        found = [headline_row(results, measure, label, years) for measure, label in labels.items()]
        present = [row for row in found if row is not None]
        if present:
            rows.append(group_row(group, len(columns)))
            rows += [body_row(_cells(row, single=single), numeric) for row in present]
    return join(
        [
            heading("Headline figures"),
            table("Headline figures", _meaning_of_figures(results), header_row(columns, numeric), rows),
            paragraph(
                "Figures for England are those of the places in the run, scaled to its population aged 65 and over."
            ),
            _absent_measures(results),
        ]
    )


def _cells(row: HeadlineRow, *, single: bool) -> list[Html]:
    cells = [text(row.label), text(shown_unit(row.unit)), interval_cell(row.first, row.unit)]
    if single:
        return cells
    return [*cells, interval_cell(row.last, row.unit), interval_cell(row.change, row.unit, signed=True)]


def _meaning_of_figures(results: Results) -> str:
    if results.replications == 1:
        return "One replication, so no interval can be given: run more before reading small differences."
    return (
        f"Mean of {results.replications} replications; in brackets the {interval.MEANING}. Changes are "
        "taken within each replication. The limits of counts and shares are cut off at 0, below which there is nothing."
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
    entries = [
        join([element("dt", text(key.replace("_", " "))), element("dd", text(_in_words(value)))])
        for key, value in results.provenance.items()
    ]
    return element("footer", join([heading("Provenance"), element("dl", join(entries))]))


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_in_words(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return "; ".join(_in_words(entry) for entry in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
