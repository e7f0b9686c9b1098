"""The section of a run's report on relations between organisations, and on how places stand year by year."""

from __future__ import annotations

from abm.reports.figures_table import figures_table
from abm.reports.interval import ALIKE, Interval, interval_of_mean
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    header_row,
    heading,
    interval_cell,
    join,
    paragraph,
    table,
    text,
)
from abm.reports.regimes import REGIMES, Regime
from abm.reports.regimes_section import MIXED_AND_MEASURES, judged_from
from abm.reports.results import Results
from abm.reports.standing import standing_is_read_from

RELATIONS = {
    "Trust and promises": {
        "trust_mean": "Trust between councils, commissioners and hospitals, mean",
        "promises_kept_share": "Promises between them that were kept, of those that fell due",
    },
    "What they do together": {
        "ties_with_shared_records_share": "Dealings of councils with commissioners and hospitals that share records",
        "joint_spend_share": "Spent through joint arrangements of any kind, of all NHS and social-care spending",
        "voluntary_joint_share": "Spent through joint arrangements by choice, of spending on older people's care",
    },
}
"""Measures of relations in plain words, by heading."""


def relations_measures() -> list[str]:
    """What the section reads."""
    return [*(measure for group in RELATIONS.values() for measure in group), *standing_is_read_from()]


def relations_section(results: Results) -> Html:
    """Trust, promises, records and joint money, and the regimes by year; nothing where the results hold none."""
    years = results.compared_years()
    if years is None or results.by_year(relations_measures()).empty:
        return Html("")
    return join(
        [
            heading("Relations between organisations"),
            figures_table(results, "Relations between organisations", RELATIONS, years),
            heading("How places stand, year by year", 3),
            *_regimes(results),
        ]
    )


def _regimes(results: Results) -> list[Html]:
    years = sorted(set(results.by_year([regime.measure for regime in REGIMES])["period"]))
    if not years:
        return [paragraph(f"{judged_from()} These results hold no such year.")]
    columns = ["% of places", *(regime.label for regime in REGIMES)]
    numeric = [False] + [True] * len(REGIMES)
    rows = [
        body_row([text(year), *(interval_cell(_share(results, regime, year), "share") for regime in REGIMES)], numeric)
        for year in years
    ]
    if results.replications == 1:
        caption = "One replication, so no interval can be given."
    else:
        caption = (
            f"Mean of {results.replications} replications; in brackets the 95% confidence interval of that mean, cut "
            f"off at 0 and 100. {ALIKE}"
        )
    return [
        paragraph(judged_from()),
        bullets(f"{regime.label}: {regime.meaning}." for regime in REGIMES),
        paragraph(MIXED_AND_MEASURES),
        table("How places stand, year by year", caption, header_row(columns, numeric), rows),
    ]


def _share(results: Results, regime: Regime, year: str) -> Interval | None:
    rows = results.by_year([regime.measure])
    return interval_of_mean(rows[rows["period"] == year]["value"].to_list())
