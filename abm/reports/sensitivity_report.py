"""The report of a sensitivity analysis: what matters, by how much, how sure, and which factors of the survey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from abm.analysis.factor_index import FactorIndex, Statistic, of_measure
from abm.analysis.sensitivity import SensitivityResults, Stage
from abm.analysis.sensitivity_files import write_sensitivity_files
from abm.reports.charts import Chart
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    figure,
    folded,
    header_row,
    heading,
    join,
    page,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.quantity import scale_shown, shown_unit
from abm.reports.run_report import HOW_TO_READ, provenance_list
from abm.reports.sensitivity_charts import MOST_BARS, Panel, bars_svg, bars_table
from abm.reports.sensitivity_words import (
    WAYS,
    findings,
    index_shown,
    interval_in_words,
    labels,
    limits_in_words,
    rows_in_words,
    shown_measures,
    statistic_in_words,
    survey_sentences,
)
from abm.runs.optional_part import FOR_ANALYSIS, check_installed
from abm.runs.results_folder import INDICES, SCREENING, SENSITIVITY_TABLE, SURVEY_TABLE, warnings_in

TITLE = "joined-up care, simulated: what matters"
SCREENING_MEANING = (
    "Each factor is moved by itself, by about half of its range, from many points of all the others (Morris). The mean "
    "size of what that changes says how much a factor matters; a spread as large as it says that this depends on the "
    "other factors, or on where in its range it stands. Lines: 95% interval over trajectories."
)
INDICES_MEANING = (
    "Shares of the variance of each measure over the ranges of all factors that were moved (Sobol). The bar is what a "
    "factor has a part in, with all that it acts together with; the tick is what it does alone. Bars can add to more "
    "than one, as what several do together counts for each. Lines: 95% interval over rows."
)
LUCK_MEANING = (
    "Luck is a factor too: the same settings with other random numbers. What matters less than luck would show in few "
    "places."
)
SURVEY_MEANING = (
    "Each factor that the survey named counts as much as that lever or number that moves it and matters most to "
    "integration, by the sum of the signs of a place's regime. What moves what is judgement, kept as data."
)

Section = Callable[[SensitivityResults], Html]


def page_of(path: Path) -> Html:
    """The report of what a folder holds; both tables are written beside it. Raises InputError."""
    check_installed("abm report", "calibrate", FOR_ANALYSIS)
    results = SensitivityResults.read(path)
    write_sensitivity_files(results)
    return report_of(results)


def report_of(results: SensitivityResults) -> Html:
    """The whole page."""
    title = f"{results.provenance.get('experiment', '')}: {TITLE}"
    head = [element("h1", text(title)), _warnings(results)]
    return page(title, join([*head, *(section(results) for section in SECTIONS)]))


def _warnings(results: SensitivityResults) -> Html:
    messages = []
    for stage in results.stages:
        failed, left = len(stage.results.failed), stage.results.planned - len(stage.results.runs)
        name = stage.results.path.name
        if failed:
            messages.append(f"{failed:,} runs of {name} failed; the rows that they were in are left out whole.")
        if left > 0:
            messages.append(f"{name} is not finished: {left:,} of {stage.results.planned:,} runs are to be made.")
        messages += warnings_in(stage.results.provenance)
    return join(paragraph(f"Warning: {message}", "warning") for message in dict.fromkeys(messages))


def _question(results: SensitivityResults) -> Html:
    question = str(results.provenance.get("question", ""))
    return join(
        [
            element("p", join([element("strong", text("The question.")), text(question)]), "lead"),
            heading("What was found"),
            bullets(findings(results)),
            paragraph(LUCK_MEANING),
            paragraph(HOW_TO_READ),
        ]
    )


def _survey(results: SensitivityResults) -> Html:
    columns = ["Factor of the survey", "Named as", "By", "Index", "More of it", "What moves it here"]
    numeric = [False, False, False, True, False, False]
    rows = [
        body_row(
            [
                with_limits(one.factor.name, one.factor.note),
                text("a help" if one.factor.side == "helps" else "a hindrance"),
                text(one.by.factor if one.by is not None else ""),
                text(interval_in_words(one.by) if one.by is not None else "none"),
                text(WAYS[one.way] if one.by is not None else ""),
                text(", ".join(one.moved) or "nothing in this experiment"),
            ],
            numeric,
        )
        for one in results.survey
    ]
    name = "The survey's factors, by their effect on integration"
    found = table(name, f"{SURVEY_MEANING} All in {SURVEY_TABLE}.", header_row(columns, numeric), rows)
    return join([heading(name), bullets(survey_sentences(results)), folded("The table", found)])


def _indices(results: SensitivityResults) -> Html:
    return _stage(results, results.sobol, "Shares of the variance", INDICES_MEANING, ("total", "first"))


def _screening(results: SensitivityResults) -> Html:
    return _stage(results, results.screening, "The screening", SCREENING_MEANING, ("mu_star", "mu", "sigma"))


def _stage(
    results: SensitivityResults, stage: Stage | None, title: str, meaning: str, statistics: tuple[Statistic, ...]
) -> Html:
    if stage is None:
        return Html("")
    shown = [name for name in shown_measures(results) if of_measure(stage.indices, name, statistics[0])]
    parts = [heading(title), paragraph(f"{meaning} {rows_in_words(stage)}")]
    if not shown:
        return join([*parts, paragraph("Too few rows are whole, or nothing varies: there is nothing to show.")])
    chart = _chart(results, stage, shown, title)
    tables = (_table(results, stage, measure, statistics) for measure in shown)
    return join([*parts, figure(chart, level=3), *tables, _whereabouts(stage)])


def _chart(results: SensitivityResults, stage: Stage, shown: list[str], title: str) -> Chart:
    named = labels(results)
    is_screening = stage.figures.runs.design.method == "morris"
    panels = [
        Panel(
            named[measure],
            shown_unit(results.units.get(measure, "")) if is_screening else "share of the variance",
            of_measure(stage.indices, measure, "mu_star" if is_screening else "total"),
            scale_shown(results.units.get(measure, "")) if is_screening else 1.0,
            () if is_screening else of_measure(stage.indices, measure, "first"),
        )
        for measure in shown
    ]
    return Chart(
        name="screening" if is_screening else "indices",
        title=f"{title}, {stage.figures.period}",
        caption=f"England, {stage.figures.period}; the {MOST_BARS} factors that matter most to each measure.",
        table=bars_table(panels),
        svg=bars_svg(panels, f"{title}, {stage.figures.period}"),
    )


def _table(results: SensitivityResults, stage: Stage, measure: str, statistics: tuple[Statistic, ...]) -> Html:
    unit = results.units.get(measure, "") if statistics[0] == "mu_star" else ""
    columns = ["Factor", *(statistic_in_words(statistic) for statistic in statistics)]
    numeric = [False] + [True] * len(statistics)
    found = {index.factor: index for index in of_measure(stage.indices, measure, statistics[0])}
    others = [
        {index.factor: index for index in of_measure(stage.indices, measure, statistic)} for statistic in statistics
    ]
    rows = [body_row([text(name), *(_cell(statistic[name], unit) for statistic in others)], numeric) for name in found]
    label = labels(results)[measure]
    in_unit = f" Unit: {shown_unit(unit)}." if unit else ""
    caption = f"{label}, {stage.figures.period}; in brackets the 95% interval.{in_unit}"
    return folded(f"{label}: all factors", table(label, caption, header_row(columns, numeric), rows))


def _cell(index: FactorIndex, unit: str) -> Html:
    return with_limits(index_shown(index, index.value, unit), f"({limits_in_words(index, unit)})")


def _whereabouts(stage: Stage) -> Html:
    folder = INDICES if stage.figures.runs.design.method == "sobol" else SCREENING
    return paragraph(
        f"Every measure is in {SENSITIVITY_TABLE}. The runs, and what failed, are in the folder {folder}: "
        "its runs.parquet has a column for each factor."
    )


def _where_it_came_from(results: SensitivityResults) -> Html:
    return element("footer", join([heading("Where it came from"), provenance_list(results.provenance)]))


SECTIONS: tuple[Section, ...] = (_question, _survey, _indices, _screening, _where_it_came_from)
"""The report, in its order."""
