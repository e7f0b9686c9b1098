"""The smallest places and the shortest runs: every month balances, or it is said what is missing."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
from balanced_run import assert_every_month_balances
from example_tables import TABLES, Table, write_tables

from abm.activity import Stock
from abm.errors import InputError
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario

DAYS_IN_A_YEAR = 365.25
SEED = 2
HEADINGS = {name: rows[0] for name, rows in TABLES.items()}
ONE_COUNCIL: dict[str, Table] = {
    "overlap": [HEADINGS["overlap"], ["E1", "01A", "NHS North", "A1", "Northam", "3", "1.0", "1.0"]],
    "ages": [HEADINGS["ages"], ["A1", "Northam", "0.15", "0.07", "0.02"]],
}
A_COUNCIL_OF_NO_GROUP: dict[str, Table] = {
    "overlap": [
        HEADINGS["overlap"],
        ["E1", "01A", "NHS North", "A1", "Northam", "60", "0.9836", "1.0"],
        ["E1", "01A", "NHS North", "A2", "Islet", "1", "0.0164", "1.0"],
    ]
}
A_COUNCIL_OF_THE_YOUNG: dict[str, Table] = {
    "overlap": [
        HEADINGS["overlap"],
        ["E1", "01A", "NHS North", "A1", "Northam", "6", "1.0", "1.0"],
        ["E2", "02B", "NHS Shore", "A2", "Newtown", "2", "1.0", "1.0"],
    ],
    "ages": [
        HEADINGS["ages"],
        ["A1", "Northam", "0.15", "0.07", "0.02"],
        ["A2", "Newtown", "0.15", "0.0002", "0.0001"],
    ],
}


def ran(*settings: str, end: str = "2011-03-31") -> IntegrationModel:
    """A run to its end, each of its months held against what must balance."""
    given = [f"run.end={end}", "run.report_from=2010-04-01", *settings]
    model = IntegrationModel(Scenario.load("bill_2011").with_settings(given), rng=SEED)
    assert_every_month_balances(model)
    return model


def in_tables(folder: Path, tables: dict[str, Table], *settings: str) -> list[str]:
    """Settings of a run in places of these tables."""
    write_tables(folder, tables)
    places = ["geography.places=tables", *(f"geography.{name}={folder / name}.csv" for name in tables)]
    return [*places, *settings]


def has_figures(model: IntegrationModel) -> bool:
    table = measure_table(model)
    known = table["value"].dropna()
    return len(known) > 0 and bool(np.isfinite(known).all())


def test_a_region_of_one_council_balances_for_a_year() -> None:
    assert has_figures(ran("geography.councils=1", "population.sample=0.1"))


@pytest.mark.parametrize("month", ["2010-04", "2010-05"])
def test_a_run_of_a_month_or_two_balances(month) -> None:
    days = {"2010-04": 30, "2010-05": 31}
    assert has_figures(ran("geography.councils=1", "population.sample=0.1", end=f"{month}-{days[month]}"))


def test_so_few_people_that_areas_have_nobody_balance_for_a_year() -> None:
    model = ran("geography.councils=2", "population.sample=0.001")
    assert (model.people.controls["stocks"][:, Stock.ALIVE] == 0).any()
    assert has_figures(model)


def test_a_council_of_a_few_streets_balances_for_a_year(tmp_path) -> None:
    assert has_figures(ran(*in_tables(tmp_path, ONE_COUNCIL)))


def test_a_council_with_nobody_over_85_balances_for_a_year(tmp_path) -> None:
    settings = in_tables(tmp_path, A_COUNCIL_OF_THE_YOUNG)
    people = IntegrationModel(Scenario.load("bill_2011").with_settings(settings), rng=SEED).people
    born, lives_in = (people.state.people[field] for field in ("birth_day", "neighbourhood"))
    council = people.geography.neighbourhoods.council[lives_in]
    assert (born[council == 0] < -85 * DAYS_IN_A_YEAR).any()
    assert not (born[council == 1] < -85 * DAYS_IN_A_YEAR).any()
    assert has_figures(ran(*settings))


def test_that_nobody_at_all_is_over_85_is_refused_with_what_would_be_right(tmp_path) -> None:
    tables = copy.deepcopy(ONE_COUNCIL)
    tables["ages"][1][4] = "0"
    with pytest.raises(InputError, match=r"ages\.csv, line 2, column share85plus: '0' .* between 0\.0001 and"):
        ran(*in_tables(tmp_path, tables))


@pytest.mark.parametrize(("rule", "consortia"), [("free", 1), ("within_council", 2), ("one_to_one", 2)])
def test_a_council_without_a_consortium_of_its_own_balances_for_a_year(tmp_path, rule, consortia) -> None:
    model = ran(*in_tables(tmp_path, A_COUNCIL_OF_NO_GROUP, f"alignment.rule={rule}"))
    assert len(model.people.geography.consortia) == consortia
    assert len(model.people.geography.councils.codes) == 2
    assert has_figures(model)


def test_a_council_that_no_overlap_names_is_refused(tmp_path) -> None:
    tables = copy.deepcopy(ONE_COUNCIL)
    tables["ages"].append(["A2", "Islet", "0.15", "0.07", "0.02"])
    with pytest.raises(InputError, match=r"ages\.csv, line 3, column utla15cd: 'A2'"):
        ran(*in_tables(tmp_path, tables))
