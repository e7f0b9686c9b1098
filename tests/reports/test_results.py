from __future__ import annotations

import pandas as pd
import pytest

from abm.reports.results import Results


def results(periods: list[str]) -> Results:
    rows = [("r", period, "england", "England", "beds", 1.0) for period in periods]
    table = pd.DataFrame(rows, columns=["run", "period", "level", "unit", "measure", "value"])
    return Results(table, {"beds": "beds"}, pd.DataFrame({"status": ["done", "failed"]}), {})


def months(first_year: int, count: int) -> list[str]:
    return [f"{first_year + (3 + month) // 12}-{(3 + month) % 12 + 1:02d}" for month in range(count)]


@pytest.mark.parametrize(
    ("periods", "full"),
    [
        (["2011/12", "2012/13", *months(2011, 24)], ["2011/12", "2012/13"]),
        (["2011/12", "2012/13", *months(2011, 23)], ["2011/12"]),
        (["2011/12", *months(2011, 11)], []),
        (["2012/13", "2011/12"], ["2011/12", "2012/13"]),
    ],
)
def test_only_years_with_all_their_months_are_full(periods, full):
    assert results(periods).full_years() == full


def test_the_comparison_starts_in_2011_12_where_there_is_one():
    assert results(["2010/11", "2011/12", "2012/13"]).compared_years() == ("2011/12", "2012/13")
    assert results(["2013/14", "2014/15"]).compared_years() == ("2013/14", "2014/15")
    assert results([]).compared_years() is None


def test_only_runs_that_ended_well_are_replications():
    assert results(["2011/12"]).replications == 1


@pytest.mark.parametrize(("rates", "drawn"), [((0.1, 0.1, 0.2, 0.2), False), ((0.1, 0.11, 0.1, 0.11), True)])
def test_numbers_are_drawn_where_replications_of_one_scenario_differ_in_them(rates, drawn):
    runs = pd.DataFrame({"scenario": ["a", "a", "b", "b"], "status": "done", "people.crisis_rate": rates})
    assert Results(pd.DataFrame(), {}, runs, {}).numbers_drawn is drawn
    assert not results([]).numbers_drawn
