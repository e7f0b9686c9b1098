"""Every measure says what it is, and what the targets name is measured."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from abm.activity import FLOWS, STOCKS, Flow, Stock, delayed_column
from abm.finance.purposes import PURPOSES, Purpose
from abm.measures.counted import Counted, one_below_the_other
from abm.measures.definitions import MEASURES
from abm.measures.measure import BY_COUNCIL, BY_TEAM, BY_TRUST, EVERYWHERE, WHOLE
from abm.measures.table import count_all
from abm.organisations.joint_tally import JOINT_FLOWS, SHUNTED, JointFlow
from abm.vocabulary import Body, Reason, Service

TARGETS = Path(__file__).parents[2].parent / "shared" / "evidence" / "targets.csv"
BY_NAME = {measure.name: measure for measure in MEASURES}


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(MEASURES)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_says_what_it_is(measure) -> None:
    assert measure.name == measure.name.lower()
    assert measure.name.isidentifier()
    assert measure.unit
    assert measure.meaning
    assert not measure.meaning.endswith(".")
    assert measure.source
    assert measure.levels in (EVERYWHERE, WHOLE, BY_COUNCIL, BY_TRUST, BY_TEAM)


def test_shares_and_rates_are_not_scaled_to_england() -> None:
    ratios = ("share", "per ", "0 to", "days per", "hours a week per", "people per", "GBP a year")
    scaled = [measure.name for measure in MEASURES if measure.scales and measure.unit.startswith(ratios)]
    assert scaled == []


def test_a_unit_that_a_name_claims_is_the_unit() -> None:
    for measure in MEASURES:
        for unit in ("hours", "days"):
            if measure.name.startswith(f"{unit}_on_"):
                assert measure.unit.startswith(unit), measure.name


@pytest.mark.real_places
@pytest.mark.skipif(not TARGETS.is_file(), reason="the tables of evidence are not beside the checkout")
def test_every_target_is_measured_at_its_level() -> None:
    with TARGETS.open(encoding="utf-8", newline="") as file:
        targets = [row for row in csv.DictReader(file) if not row["measure"].startswith("regime_")]
    assert len(targets) > 30
    named = {(row["measure"], row["level"]) for row in targets}
    named |= {
        (row["statistic"].split(":")[1], row["level"])
        for row in targets
        if row["statistic"].startswith(("share_of:", "ratio_to:", "share_change:"))
    }
    missing = {name for name, _ in named} - set(BY_NAME)
    assert missing == set()
    assert {(name, level) for name, level in named if level not in BY_NAME[name].levels} == set()


# --- counted by hand -----------------------------------------------------------------------------------------------


def two_units(
    stocks: dict[int, tuple[int, int]] | None = None,
    flows: dict[int, tuple[int, int]] | None = None,
    council_pounds: dict[Purpose, tuple[int, int]] | None = None,
    joint: dict[JointFlow, tuple[int, int]] | None = None,
) -> Counted:
    """Thirty days of two units in which nothing happened but what is named."""
    stock_days = np.zeros((2, STOCKS), dtype=np.int64)
    flow_counts = np.zeros((2, FLOWS), dtype=np.int64)
    pence = np.zeros((2, PURPOSES), dtype=np.int64)
    joint_counts = np.zeros((2, JOINT_FLOWS), dtype=np.int64)
    for table, given in ((stock_days, stocks), (flow_counts, flows), (joint_counts, joint)):
        for column, values in (given or {}).items():
            table[:, column] = values
    for purpose, pounds in (council_pounds or {}).items():
        pence[:, purpose] = 100 * np.array(pounds)
    return Counted(
        stock_days=stock_days,
        stocks_at_end=np.zeros_like(stock_days),
        flows=flow_counts,
        days=30,
        spending={"council": pence, "commissioner": np.zeros_like(pence)},
        bed_days=np.array([[3000.0, 1000.0], [6000.0, 2000.0]]),
        standing={"threshold": np.array([2.0, 1.5])},
        joint=joint_counts,
    )


def value(name: str, counted: Counted) -> list[float]:
    return np.asarray(BY_NAME[name].count(counted), dtype=np.float64).tolist()


def test_rates_are_per_person_and_year() -> None:
    """1,000 people for 30 days with 20 admissions: 20 x 365.25 / 30 per 1,000 a year."""
    counted = two_units({Stock.ALIVE: (30_000, 60_000)}, {Flow.ADMISSIONS: (20, 20)})
    a_year = 20 * 365.25 / 30
    assert value("older_people", counted) == [1000.0, 2000.0]
    assert value("emergency_admissions", counted) == [20.0, 20.0]
    assert value("emergency_admissions_per_1000_65plus", counted) == pytest.approx([a_year, a_year / 2])


def test_delayed_days_are_those_of_their_reason_and_body() -> None:
    counted = two_units(
        {
            delayed_column(Reason.HOME_PACKAGE, Body.SOCIAL_CARE): (70, 0),
            delayed_column(Reason.HOME_PACKAGE, Body.BOTH): (7, 1),
            delayed_column(Reason.ASSESSMENT, Body.NHS): (100, 0),
        }
    )
    assert value("delayed_days", counted) == [177.0, 1.0]
    assert value("delayed_days_home_package", counted) == [77.0, 1.0]
    assert value("delayed_days_social_care", counted) == [70.0, 0.0]
    assert value("delayed_days_both", counted) == [7.0, 1.0]
    assert value("delayed_days_nhs", counted) == [100.0, 0.0]


def test_waits_are_means_of_those_served_and_nobody_served_is_no_value() -> None:
    served, waited = Flow.SERVED_FIRST + Service.HOME_CARE, Flow.WAITED_FIRST + Service.HOME_CARE
    waits = value("wait_home_care", two_units(flows={served: (4, 0), waited: (10, 0)}))
    assert waits[0] == 2.5
    assert np.isnan(waits[1])


def test_a_share_of_nothing_has_no_value() -> None:
    shares = value(
        "readmission_rate_30d", two_units(flows={Flow.READMISSIONS_30D: (3, 0), Flow.LIVE_DISCHARGES: (20, 0)})
    )
    assert shares[0] == pytest.approx(0.15)
    assert np.isnan(shares[1])


def test_occupancy_is_older_peoples_and_planned_care_over_beds() -> None:
    assert value("acute_bed_occupancy", two_units({Stock.IN_ACUTE_BED: (1700, 1000)})) == pytest.approx([0.9, 0.5])


def test_council_spending_leaves_charges_out() -> None:
    spending = {Purpose.HOME_CARE: (60, 0), Purpose.WORKING_AGE_CARE: (40, 0), Purpose.DELAYED_DAY_CHARGE: (5, 7)}
    counted = two_units(council_pounds=spending)
    assert value("spend_council", counted) == [100.0, 0.0]
    assert value("spend_older_people_council", counted) == [60.0, 0.0]
    assert value("delayed_day_charges", counted) == [5.0, 7.0]
    assert value("working_age_share_of_social_care_spend", counted)[0] == pytest.approx(0.4)


def test_hours_of_home_care_are_hours() -> None:
    """Seventy hours a week for 30 days are 300 hours."""
    counted = two_units({Stock.HOME_CARE_HOURS_COUNCIL: (70 * 30, 0)})
    assert value("home_care_hours_council", counted) == pytest.approx([300.0, 0.0])


def test_what_stands_is_taken_as_it_stands() -> None:
    assert value("eligibility_threshold", two_units()) == [2.0, 1.5]


def test_money_of_a_payer_that_a_level_lacks_has_no_value() -> None:
    assert np.isnan(value("spend_self_funders", two_units())).all()


def test_what_organisations_do_together_is_counted_by_place() -> None:
    counted = two_units(
        joint={
            JointFlow.PROMISES_KEPT: (30, 0),
            JointFlow.PROMISES_BROKEN: (10, 0),
            JointFlow.PLAN_MONEY: (500, 400),
            JointFlow.PLAN_MONEY_MOVED: (200, 0),
            JointFlow.POOLS_BEGUN: (1, 0),
        }
    )
    assert value("promises", counted) == [40.0, 0.0]
    kept = value("promises_kept_share", counted)
    assert kept[0] == 0.75
    assert np.isnan(kept[1]), "where nothing was promised nothing was kept"
    assert value("plan_money_moved_share", counted) == [0.4, 0.0]
    assert value("pools_begun", counted) == [1.0, 0.0]


def test_shunted_pounds_are_those_of_all_ways_of_shunting() -> None:
    pence = {flow: (100 * (1 + at), 0) for at, flow in enumerate(SHUNTED)}
    counted = two_units(council_pounds={Purpose.HOME_CARE: (300, 0), Purpose.WORKING_AGE_CARE: (900, 0)}, joint=pence)
    ways = [name for name in BY_NAME if name.startswith("shunted_by_")]
    assert len(ways) == len(SHUNTED)
    assert value("shunted_pounds", counted)[0] == sum(value(name, counted)[0] for name in ways) == 15.0
    assert value("shunted_share", counted)[0] == pytest.approx(15.0 / 300.0)


def test_a_level_without_joint_counts_has_no_joint_values() -> None:
    bare = replace(two_units(), joint=np.zeros((0, JOINT_FLOWS), dtype=np.int64))
    assert np.isnan(value("promises", bare)).all()
    assert np.isnan(value("shunted_pounds", bare)).all()


def test_periods_counted_together_have_the_values_that_each_has_alone() -> None:
    """Every measure looks at each unit by itself."""
    first = two_units({Stock.ALIVE: (30_000, 60_000), Stock.DELAYED_ACUTE: (300, 7)}, {Flow.ADMISSIONS: (20, 20)})
    second = replace(two_units({Stock.ALIVE: (900, 31), Stock.SEVERE: (31, 31)}, {Flow.DEATHS: (3, 0)}), days=31)
    together = one_below_the_other([first, second])
    measures = [measure for measure in BY_NAME.values() if "trust" in measure.levels]
    alone = [count_all(measures, each, 1.0) for each in (first, second)]
    assert len(measures) > 3
    assert np.array_equal(count_all(measures, together, 1.0), np.concatenate(alone, axis=1), equal_nan=True)
