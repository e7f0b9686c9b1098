"""Relations and regimes in a run's report."""

from __future__ import annotations

import pandas as pd
import pytest
from html_page import Page

from abm.measures.definitions import MEASURES
from abm.measures.regimes import regime_rule
from abm.reports.relations_section import RELATIONS, relations_measures, relations_section
from abm.reports.results import Results
from abm.reports.standing import with_standing

MEASURED = [measure for group in RELATIONS.values() for measure in group]
FIRST = regime_rule().first_year


def results(*, years: tuple[str, ...], mixed: tuple[float, ...] = (0.0, 1.0)) -> Results:
    """Two replications of one place labelled in stasis, mixed in some."""
    rows = []
    for at, run in enumerate(("r-000", "r-001")):
        for year in years:
            rows += [(run, year, "england", "England", measure, 0.5 + at / 100) for measure in MEASURED]
            if year >= FIRST:
                rows += [(run, year, "council", "A", "regime_stasis_share", 1.0)]
                rows += [(run, year, "council", "A", "regime_mixed_share", mixed[at])]
    table = pd.DataFrame(rows, columns=["run", "period", "level", "unit", "measure", "value"])
    units = dict.fromkeys(MEASURED, "share")
    return Results(with_standing(table), units, pd.DataFrame({"status": ["done"] * 2}), {})


def test_what_it_reads_are_measures() -> None:
    assert set(relations_measures()) <= {measure.name for measure in MEASURES}


def test_each_relation_is_told_with_its_interval() -> None:
    text = Page(relations_section(results(years=("2011/12", FIRST)))).text
    assert all(label in text for group in RELATIONS.values() for label in group.values())
    assert "50.5 (44.1 to 56.9)" in text
    assert "Mean of 2 replications; in brackets the 95% confidence interval" in text


@pytest.mark.parametrize(
    ("mixed", "row"),
    [
        ((0.0, 1.0), "0 (all alike) 50.0 (0 to 100) 0 (all alike) 50.0 (0 to 100)"),
        ((1.0, 1.0), "0 (all alike) 0 (all alike) 0 (all alike) 100 (all alike)"),
    ],
)
def test_regimes_are_told_by_year_and_mixed_as_mixed(mixed, row) -> None:
    text = Page(relations_section(results(years=("2011/12", FIRST), mixed=mixed))).text
    assert f"{FIRST} {row}" in text


def test_a_run_that_ends_too_early_says_when_judging_starts() -> None:
    text = Page(relations_section(results(years=("2011/12", "2012/13")))).text
    assert f"Judging starts in {FIRST}" in text
    assert "These results hold no such year." in text


def test_results_without_relations_have_no_section() -> None:
    empty = results(years=("2011/12",))
    bare = Results(empty.table.assign(measure="beds"), {}, empty.runs, {})
    assert relations_section(bare) == ""
