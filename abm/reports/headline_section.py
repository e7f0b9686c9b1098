"""The section on what each scenario changes: for better, for worse, and what cannot be told, alike."""

from __future__ import annotations

from collections.abc import Sequence

from abm.reports import interval
from abm.reports.comparison_charts import DOTS, difference_dots
from abm.reports.comparison_results import ComparedScenario, ComparisonResults
from abm.reports.headline_difference import (
    HEADLINES,
    VERDICTS,
    HeadlineDifference,
    Verdict,
    headline_differences,
)
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    figure,
    group_row,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
)
from abm.reports.quantity import shown_number, shown_unit

ENGLAND = (
    "Figures for England are those of the places in the run, scaled to England's population aged 65 and over. "
    "Places are schematic unless real ones were given."
)
ONE_IN_TWENTY = (
    "Of twenty intervals about one misses the model's own average by luck alone, so do not build on a single one."
)
LEAD_MEASURES = ("delayed_days_per_1000_65plus", "emergency_admissions_per_1000_65plus", "days_at_home_share")
"""What most readers look for first."""
ALWAYS_SAID: tuple[Verdict, ...] = ("Better", "Worse", "Unclear")
SHORT_WORDS: dict[Verdict, str] = {
    "Better": "better on",
    "Worse": "worse on",
    "Higher": "higher, for better or worse, on",
    "Lower": "lower, for better or worse, on",
    "Unclear": "no clear difference on",
    "Same": "exactly the same on",
}
VERDICT_WORDS: dict[Verdict, str] = {
    "Better": "Better for older people on",
    "Worse": "Worse for older people on",
    "Higher": "Higher, for better or worse, on",
    "Lower": "Lower, for better or worse, on",
    "Unclear": "No clear difference on",
    "Same": "Exactly the same on",
}


def headline_section(results: ComparisonResults) -> Html:
    """What each scenario changes: for better, for worse, and what cannot be told, in the same order and type."""
    if not results.shared_years:
        return paragraph("No financial year was run in full in every scenario: there is no yearly figure to compare.")
    year = results.shared_years[-1]
    found = [(scenario.name, one) for scenario in results.others for one in all_headlines(results, scenario)]
    drawn = [difference_dots(look, results, found) for look in DOTS]
    return join(
        [
            heading(f"What changes, {year}"),
            paragraph(f"{ENGLAND} {ONE_IN_TWENTY}"),
            *(_differences_table(results, scenario, year) for scenario in results.others),
            *(figure(chart, level=3) for chart in drawn if chart is not None),
            _absent(results),
        ]
    )


def in_short(results: ComparisonResults, scenario: ComparedScenario) -> str:
    """On how many headlines a scenario does better, worse or neither: each as plainly as the others."""
    if not results.shared_years:
        return f"{scenario.name}: no financial year was run in full in every scenario, so no yearly figure can be set."
    found = all_headlines(results, scenario)
    if not found:
        return f"{scenario.name}: no pair of runs ended well, so nothing can be compared."
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in VERDICTS}
    words = [
        f"{SHORT_WORDS[verdict]} {count or 'none'}"
        for verdict, count in counts.items()
        if count or verdict in ALWAYS_SAID
    ]
    led = [f"{one.headline.label}: {one.words}" for one in found if one.headline.measure in LEAD_MEASURES]
    return (
        f"{scenario.name} against {results.baseline.name} in {results.shared_years[-1]}. "
        f"{'. '.join([*led, ''])}Of {len(found)} headline figures: {'; '.join(words)}."
    )


def _headlines(results: ComparisonResults, scenario: ComparedScenario) -> dict[str, list[HeadlineDifference]]:
    return headline_differences(results, scenario, results.shared_years[-1])


def all_headlines(results: ComparisonResults, scenario: ComparedScenario) -> list[HeadlineDifference]:
    """Every headline of a scenario in the last shared year, without the headings."""
    return [one for group in _headlines(results, scenario).values() for one in group]


def _differences_table(results: ComparisonResults, scenario: ComparedScenario, year: str) -> Html:
    groups = _headlines(results, scenario)
    title = f"{scenario.name} against {results.baseline.name}"
    if not groups:
        return join([heading(title, 3), paragraph("No pair of runs ended well, so nothing can be compared.")])
    columns = ["Measure (England)", "Unit", results.baseline.name, scenario.name, "Difference", "In words"]
    numeric = [False, False, True, True, True, False]
    rows = []
    for group, differences in groups.items():
        rows.append(group_row(group, len(columns)))
        rows += [body_row(difference_cells(one), numeric) for one in differences]
    pairs = results.pairs(scenario)
    meaning = (
        "One pair of runs, so no interval can be given: run more replications before reading anything into it."
        if pairs == 1
        else f"Means of {pairs} pairs of runs, {year}; in brackets the {interval.MEANING}. {interval.ALIKE}"
    )
    return join(
        [
            heading(title, 3),
            bullets(_by_verdict([one for group in groups.values() for one in group])),
            table(title, meaning, header_row(columns, numeric), rows),
        ]
    )


def _by_verdict(found: Sequence[HeadlineDifference]) -> list[str]:
    labels = {verdict: [one.headline.label for one in found if one.verdict == verdict] for verdict in VERDICTS}
    return [
        f"{VERDICT_WORDS[verdict]} {len(named)}: {'; '.join(named)}." if named else f"{VERDICT_WORDS[verdict]} none."
        for verdict, named in labels.items()
        if named or verdict in ALWAYS_SAID
    ]


def difference_cells(one: HeadlineDifference) -> list[Html]:
    """One figure's row: label, unit, both levels, change with its interval, verdict in words."""
    difference, unit = one.difference, one.unit
    return [
        text(one.headline.label),
        text(shown_unit(unit)),
        text(shown_number(difference.baseline, unit)),
        text(shown_number(difference.scenario, unit)),
        interval_cell(difference.change, unit, signed=True),
        Html(f"{element('strong', text(one.verdict))}: {text(one.words)}"),
    ]


def _absent(results: ComparisonResults) -> Html:
    present = set(results.results.table["measure"])
    absent = [one.label for group in HEADLINES.values() for one in group if one.measure not in present]
    return paragraph(f"Not in these results: {'; '.join(absent)}.") if absent else Html("")
