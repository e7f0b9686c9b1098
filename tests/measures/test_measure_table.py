"""The tidy table of a run: levels that agree with each other, months that make up their year, values that can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pandas as pd
import pytest

from abm.activity import Flow
from abm.finance.purposes import Purpose
from abm.measures.definitions import MEASURES
from abm.measures.measure import BY_TEAM, EVERYWHERE
from abm.measures.table import measure_table, scale_to_england
from abm.model import IntegrationModel
from abm.organisations.dealing import Dealing
from abm.scenario.scenario import Scenario
from abm.vocabulary import Body, OrganisationKind, Reason

YEAR = "2011/12"
MONTHS = [f"2011-{month:02d}" for month in range(4, 13)] + [f"2012-{month:02d}" for month in range(1, 4)]
MEANS = {
    "older_people", "home_care_users", "care_home_residents_65plus", "council_supported_care_home_residents_65plus",
    "care_providers",
}  # fmt: skip
"""Counts of people and bodies at a time: a year's is the mean of its days, not the sum of its months."""
LABELS = {
    measure.name for measure in MEASURES if measure.name.startswith(("regime_", "sign_", "prevention_share_change"))
}
"""What the rule of regimes says of a whole year, from 2013/14: after the years looked at here."""
BALANCES = {"council_overspending_share", *LABELS}
"""More or less than nothing."""
COUNTS = sorted(measure.name for measure in MEASURES if measure.scales and measure.name not in MEANS)
OTHERS = sorted(measure.name for measure in MEASURES if not measure.scales and measure.name not in LABELS)
PER_PERSON = sorted(
    measure.name
    for measure in MEASURES
    if "_per_1000" in measure.name or measure.name.startswith("frailty_") or measure.name == "days_at_home_share"
)


@cache
def two_councils() -> IntegrationModel:
    scenario = Scenario.load("bill_2011").with_settings(["geography.councils=2", "run.end=2012-03-31"])
    return IntegrationModel(scenario, rng=1).run()


@cache
def table() -> pd.DataFrame:
    return measure_table(two_councils())


def wide(level: str, period: str = YEAR) -> pd.DataFrame:
    """Measures of a period by unit: a column for each measure."""
    rows = table()[(table()["level"] == level) & (table()["period"] == period)]
    return rows.pivot(index="unit", columns="measure", values="value")


def one(level: str, period: str = YEAR) -> pd.Series:
    """Measures of a level with one unit."""
    return wide(level, period).iloc[0]


def test_the_table_is_tidy() -> None:
    assert list(table().columns) == ["period", "level", "unit", "measure", "value"]
    assert not table().duplicated(["period", "level", "unit", "measure"]).any()
    assert np.isfinite(table()["value"]).all()
    assert table()["value"].dtype == np.float64
    assert set(table()["measure"]) == {measure.name for measure in MEASURES} - LABELS


def test_every_reported_month_and_the_whole_year_are_there() -> None:
    assert set(table()["period"]) == {*MONTHS, YEAR}


def test_a_part_of_a_year_is_no_year() -> None:
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=1", "run.end=2011-05-31", "run.report_from=2010-05-01"]
    )
    periods = set(measure_table(IntegrationModel(scenario, rng=1).run())["period"])
    assert len(periods) == 13
    assert not any("/" in period for period in periods)


def test_a_run_not_yet_reported_has_an_empty_table() -> None:
    scenario = Scenario.load("bill_2011").with_settings(["geography.councils=1", "run.end=2011-05-31"])
    model = IntegrationModel(scenario, rng=1)
    model.step()
    empty = measure_table(model)
    assert list(empty.columns) == list(table().columns)
    assert len(empty) == 0


def test_levels_have_the_units_of_the_places() -> None:
    places = two_councils().geography
    units = {level: set(rows["unit"]) for level, rows in table().groupby("level")}
    assert units["england"] == {"England"}
    assert units["place"] == {places.source}
    assert units["council"] == set(places.councils.names)
    assert units["trust"] == set(places.acute_trusts.names)
    assert units["consortium"] == set(places.pcts.names)
    assert units["team"] == {team.name for team in two_councils().organisations.teams}
    assert len(units["team"]) == len(places.team_trust)


def test_every_measure_has_a_row_at_each_of_its_levels() -> None:
    found = set(zip(table()["measure"], table()["level"], strict=True))
    assert found == {(m.name, level) for m in MEASURES if m.name not in LABELS for level in m.levels}


# --- levels agree --------------------------------------------------------------------------------------------------


def test_england_is_the_place_scaled_for_counts_and_the_place_itself_for_the_rest() -> None:
    england, place = one("england"), one("place")
    model = two_councils()
    people = int(model.geography.neighbourhoods.older_people.sum())
    scale = model.run_scenario.parameters.places.england_older_people / people
    assert scale_to_england(model) == pytest.approx(scale)
    counts = [*COUNTS, *MEANS]
    assert england[counts].to_numpy() == pytest.approx(scale * place[counts].to_numpy())
    assert england[OTHERS].to_numpy() == pytest.approx(place[OTHERS].to_numpy())
    assert scale > 50


def test_england_of_a_run_has_englands_older_people() -> None:
    england = two_councils().run_scenario.parameters.places.england_older_people
    assert one("england")["older_people"] == pytest.approx(england, rel=0.05)


def test_a_sample_is_scaled_by_those_it_holds() -> None:
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=1", "run.end=2010-05-31", "run.report_from=2010-05-01", "population.sample=0.1"]
    )
    rows = measure_table(IntegrationModel(scenario, rng=1).run())
    england = rows[(rows["level"] == "england") & (rows["measure"] == "older_people")]["value"].iloc[0]
    assert england == pytest.approx(scenario.parameters.places.england_older_people, rel=0.03)


@pytest.mark.parametrize("level", [level for level in EVERYWHERE if level not in ("england", "place")])
def test_units_of_a_level_add_up_to_the_place(level: str) -> None:
    of_level = [m.name for m in MEASURES if m.scales and level in m.levels]
    assert wide(level)[of_level].sum().to_numpy() == pytest.approx(one("place")[of_level].to_numpy())


@pytest.mark.parametrize("level", ["council", "consortium", "trust"])
def test_values_weighted_by_people_agree_with_the_place(level: str) -> None:
    units = wide(level)
    weights = units["older_people"] / units["older_people"].sum()
    assert len(PER_PERSON) > 10
    weighted = units[PER_PERSON].mul(weights, axis=0).sum()
    assert weighted.to_numpy() == pytest.approx(one("place")[PER_PERSON].to_numpy())


def test_places_differ() -> None:
    council = wide("council")
    assert (council.nunique()[["emergency_admissions", "delayed_days_per_1000_65plus"]] == 2).all()


# --- periods agree -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["england", "council", "trust"])
def test_counts_of_the_months_add_up_to_the_year(level: str) -> None:
    names = [m.name for m in MEASURES if m.name in COUNTS and level in m.levels]
    months = sum(wide(level, month)[names] for month in MONTHS)
    assert months.to_numpy() == pytest.approx(wide(level)[names].to_numpy())


def test_people_of_a_year_are_the_mean_of_its_days() -> None:
    days = [two_councils().record.months[at].activity.days for at in range(12, 24)]
    for name in MEANS:
        months = [one("place", month)[name] for month in MONTHS]
        assert one("place")[name] == pytest.approx(np.average(months, weights=days))


# --- what must be so -----------------------------------------------------------------------------------------------


def test_shares_lie_between_nothing_and_all() -> None:
    shares = [m.name for m in MEASURES if m.unit.startswith("share") and m.name not in BALANCES]
    assert len(shares) > 15
    rows = table()[table()["measure"].isin(shares)]
    assert rows["value"].between(0.0, 1.0).all(), rows[~rows["value"].between(0.0, 1.0)]


def test_nothing_is_counted_below_zero() -> None:
    counts = table()[~table()["measure"].isin(BALANCES)]
    assert (counts["value"] >= 0.0).all()


@pytest.mark.parametrize("level", EVERYWHERE)
@pytest.mark.parametrize("period", [YEAR, "2011-12"])
def test_delayed_days_are_those_of_all_reasons_and_of_all_bodies(level: str, period: str) -> None:
    units = wide(level, period)
    total = units["delayed_days"].to_numpy()
    by_reason = units[[f"delayed_days_{reason.name.lower()}" for reason in Reason]].sum(axis=1)
    by_body = units[[f"delayed_days_{body.name.lower()}" for body in Body]].sum(axis=1)
    assert by_reason.to_numpy() == pytest.approx(total)
    assert by_body.to_numpy() == pytest.approx(total)
    assert (total > 0).all()


def test_recorded_days_in_acute_beds_are_part_of_the_delayed_and_of_the_truly_delayed() -> None:
    england = one("england")
    assert 0 < england["delayed_days_acute"] <= england["delayed_days"]
    assert england["delayed_days_acute"] < england["delayed_days_acute_true"]


def test_frailty_shares_leave_room_for_the_fit() -> None:
    england = one("england")
    frail = england[["frailty_mild_share", "frailty_moderate_share", "frailty_severe_share"]]
    assert 0.3 < frail.sum() < 0.7
    assert frail.is_monotonic_decreasing


def test_hospitals_are_as_full_as_hospitals_are() -> None:
    for level in ("england", "trust"):
        assert wide(level)["acute_bed_occupancy"].between(0.7, 1.0).all()


def test_numbers_are_those_of_the_record_and_the_ledger() -> None:
    model = two_councils()
    months = model.record.months[12:24]
    place = one("place")
    assert place["emergency_admissions"] == sum(int(kept.activity.flows[:, Flow.ADMISSIONS].sum()) for kept in months)
    charges = model.ledger.spent(model.accounts.councils, range(12, 24), [Purpose.DELAYED_DAY_CHARGE]).sum()
    assert place["delayed_day_charges"] == pytest.approx(int(charges) / 100)
    councils = wide("council")["delayed_day_charges"]
    by_account = model.ledger.spent(model.accounts.councils, range(12, 24), [Purpose.DELAYED_DAY_CHARGE])
    names = list(model.geography.councils.names)
    assert councils[names].to_numpy() == pytest.approx(by_account / 100)


def test_trust_is_that_between_councils_and_whoever_commissions_and_their_hospitals() -> None:
    model = two_councils()
    trust = np.mean([kept.trust for kept in model.record.months[12:24]], axis=0)
    network = model.surroundings.network
    ends = list(zip(network.first.tolist(), network.second.tolist(), strict=True))

    def between(dealings: Sequence[Dealing], kind: OrganisationKind) -> np.ndarray:
        """Whether a relation is one of those who deal with each other, the other side of a kind: not of slivers."""
        ids = set(model.surroundings.ids[kind].tolist())
        pairs = {frozenset((each.council_id, each.other_id)) for each in dealings if each.other_id in ids}
        assert len(pairs) == len(dealings) > 0
        return np.array([frozenset(pair) in pairs for pair in ends])

    with_commissioners = between(model.partnerships.with_pcts, OrganisationKind.PRIMARY_CARE_TRUST)
    with_hospitals = between(model.partnerships.dealings, OrganisationKind.ACUTE_TRUST)
    place = one("place")
    assert place["trust_council_commissioner"] == pytest.approx(trust[with_commissioners].mean())
    assert place["trust_council_hospital"] == pytest.approx(trust[with_hospitals].mean())
    both = trust[with_commissioners | with_hospitals]
    assert 0 < len(both) < len(trust)
    assert place["trust_mean"] == pytest.approx(both.mean())
    assert place["trust_spread"] == pytest.approx(both.std())


def test_hospitals_income_is_what_they_are_paid_less_what_is_withheld() -> None:
    model = two_councils()
    trusts, months = model.accounts.acute_trusts, range(12, 24)
    paid = model.ledger.income(trusts, months, [Purpose.EMERGENCY_TARIFF]).sum()
    withheld = [Purpose.READMISSIONS_WITHHELD, Purpose.MARGINAL_TARIFF_WITHHELD]
    back = model.ledger.spent(trusts, months, withheld).sum()
    assert back > 0
    assert one("place")["spend_emergency_care"] == pytest.approx(int(paid - back) / 100)


def test_teams_differ_in_what_they_refer() -> None:
    rates = wide("team")["reablement_referral_rate"]
    assert rates.nunique() == len(rates) > 1
    assert BY_TEAM[-1] == "team"


def test_the_level_of_commissioners_follows_who_is_in_force() -> None:
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=2", "run.end=2011-05-31", "run.report_from=2011-01-01", "reform.abolition_date=2011-04-01"]
    )
    model = IntegrationModel(scenario, rng=1).run()
    rows = measure_table(model)
    rows = rows[(rows["level"] == "consortium") & (rows["measure"] == "older_people")]
    before, after = (set(rows[rows["period"] == month]["unit"]) for month in ("2011-03", "2011-04"))
    assert before == set(model.geography.pcts.names)
    assert after == set(model.geography.consortia.names)
    by_month = rows.groupby("period")["value"].sum()
    assert by_month["2011-04"] == pytest.approx(by_month["2011-03"], rel=0.01)


def test_no_commissioner_answers_for_a_year_in_which_they_changed() -> None:
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=2", "run.end=2012-03-31", "run.report_from=2011-04-01", "reform.abolition_date=2011-10-01"]
    )
    rows = measure_table(IntegrationModel(scenario, rng=1).run())
    rows = rows[rows["level"] == "consortium"]
    assert set(rows["period"]) == set(MONTHS)


@cache
def pooled_by_law() -> IntegrationModel:
    """Two councils that must pool from the second year on."""
    scenario = Scenario.load("bill_2011").with_settings(
        ["geography.councils=2", "run.end=2012-03-31", "pooling.mandated_minimum=0.3"]
    )
    return IntegrationModel(scenario, rng=1).run()


@pytest.mark.parametrize("run", [two_councils, pooled_by_law])
def test_councils_overspending_is_that_of_their_books_over_their_own_income(
    run: Callable[[], IntegrationModel],
) -> None:
    """What pools pay back is no income of theirs."""
    model = run()
    councils, months = model.accounts.councils, range(12, 24)
    income, spent = model.ledger.income(councils, months), model.ledger.spent(councils, months)
    back = model.ledger.income(councils, months, [Purpose.POOLED_CARE, Purpose.POOL_SETTLEMENT])
    assert run is two_councils or (back > 0).all()
    own = income - back
    rows = measure_table(model)
    share = rows[(rows["measure"] == "council_overspending_share") & (rows["period"] == YEAR)]
    of_councils = share[share["level"] == "council"].set_index("unit")["value"]
    names = list(model.geography.councils.names)
    assert of_councils[names].to_numpy() == pytest.approx((spent - income) / own)
    of_place = share[share["level"] == "place"]["value"].item()
    assert of_place == pytest.approx((spent.sum() - income.sum()) / own.sum())
