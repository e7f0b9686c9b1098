"""The report of scenarios compared: what differs, how places end, what changes, how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from abm.reports.between_places import between_places
from abm.reports.comparison_charts import BETWEEN_PLACES, OVER_TIME, scenario_lines
from abm.reports.comparison_results import ComparisonResults
from abm.reports.headline_difference import headline_measures
from abm.reports.headline_section import ENGLAND, headline_section, in_short
from abm.reports.how_sure import how_sure
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    figure,
    frame_table,
    group_row,
    header_row,
    heading,
    join,
    page,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.reports.regimes_section import how_places_end
from abm.reports.run_report import HOW_TO_READ, provenance_footer, warnings
from abm.reports.setting_differences import SettingDifference, setting_differences
from abm.reports.signs_section import sign_measures
from abm.reports.standing import standing_is_read_from
from abm.runs.results_folder import ResultsFolder

TITLE = "Joined-up care, simulated: scenarios compared"
HOW_A_DIFFERENCE_IS_TAKEN = (
    "Each replication is run once under every scenario with the same luck: the same people meet the same crises, and "
    "organisations start with the same habits. The difference is taken within each such pair of runs and then averaged."
)

Section = Callable[[ComparisonResults], Html]


def page_of(folder: ResultsFolder) -> Html:
    """The report of what a folder of scenarios compared holds."""
    wanted = {*headline_measures(), *OVER_TIME, *BETWEEN_PLACES, *standing_is_read_from(), *sign_measures()}
    return report_of(ComparisonResults.read(folder, wanted))


def report_of(results: ComparisonResults) -> Html:
    """The whole page."""
    title = f"{', '.join(results.names)}: {TITLE}"
    head = [element("h1", text(TITLE)), warnings(results.results)]
    return page(title, join([*head, *(section(results) for section in SECTIONS)]))


def what_was_compared(results: ComparisonResults) -> Html:
    """Names, meanings, places, replications, and the settings that differ."""
    places = results.results.provenance.get("places", "")
    times = "once" if results.planned == 1 else f"{results.planned} times"
    others = _listed([scenario.name for scenario in results.others])
    lead = f"{others} compared with {results.baseline.name}" + (f" on {places}" if places else "")
    described = [
        f"{scenario.name}{' (the baseline)' if scenario is results.baseline else ''}"
        f"{f': {scenario.meaning}' if scenario.meaning else ''}"
        for scenario in results.scenarios
    ]
    return join(
        [
            paragraph(f"{lead}, each run {times}. {HOW_A_DIFFERENCE_IS_TAKEN}", "lead"),
            bullets(in_short(results, scenario) for scenario in results.others),
            paragraph(HOW_TO_READ),
            heading("What was compared"),
            bullets(described),
            _settings_table(setting_differences(results.scenarios), results.names),
        ]
    )


def _settings_table(differences: Sequence[SettingDifference], names: Sequence[str]) -> Html:
    if not differences:
        return paragraph("All their settings are the same: any difference is none of policy.")
    columns = ["Setting and what it means", *names]
    numeric = [False] * len(columns)
    rows = []
    for kind in dict.fromkeys(difference.kind for difference in differences):
        rows.append(group_row(kind, len(columns)))
        rows += [
            body_row([with_limits(one.name, one.meaning), *(text(value) for value in one.values)], numeric)
            for one in differences
            if one.kind == kind
        ]
    return table("Settings that differ", "Only the settings that differ.", header_row(columns, numeric), rows)


def over_time(results: ComparisonResults) -> Html:
    """Six measures over the years."""
    drawn = [scenario_lines(measure, title, results) for measure, title in OVER_TIME.items()]
    charts = [figure(chart, level=3) for chart in drawn if chart is not None]
    return join([heading("Over time"), paragraph(ENGLAND), *charts]) if charts else Html("")


def where_it_came_from(results: ComparisonResults) -> Html:
    """Everything ``provenance.json`` holds; what it says of each scenario as a table."""
    provenance = dict(results.results.provenance)
    columns = ["scenario", "file", "period", "scenario_sha256"]
    scenarios = pd.DataFrame(provenance.pop("scenarios", []), columns=columns)
    return join(
        [
            heading("Where it came from"),
            frame_table("The scenarios, each in full in its file, with a hash of what decides its outcome.", scenarios),
            provenance_footer(replace(results.results, provenance=provenance)),
        ]
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


SECTIONS: tuple[Section, ...] = (
    what_was_compared,
    how_places_end,
    headline_section,
    over_time,
    between_places,
    how_sure,
    where_it_came_from,
)
"""The report, in its order."""
