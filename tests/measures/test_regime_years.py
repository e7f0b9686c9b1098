"""The regimes of a run's places: what the rule looks at is what was counted, and whole years only have labels."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from abm.measures.definitions import MEASURES
from abm.measures.regime_years import SIGN_IS_MEASURED_BY, regime_years_of, whole_years, years_of_places
from abm.measures.regimes import Regime, regime_rule
from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow
from abm.scenario.scenario import Scenario

RULE = regime_rule()
LABELS = [measure for measure in MEASURES if measure.name.startswith(("regime_", "sign_", "prevention_share_change"))]
FIRST_OF_RULE = 36
"""April 2013: the first month of the first labelled year."""


@cache
def four_years() -> IntegrationModel:
    """Two councils to the end of the first year that is labelled."""
    scenario = Scenario.load("bill_2011").with_settings(["geography.councils=2", "run.end=2014-03-31"])
    return IntegrationModel(scenario, rng=1).run()


@cache
def table() -> pd.DataFrame:
    return measure_table(four_years())


def by_council(measure: str, period: str = RULE.first_year) -> np.ndarray:
    """A measure's values in the order of the councils."""
    rows = table()[(table()["level"] == "council") & (table()["period"] == period) & (table()["measure"] == measure)]
    return rows.set_index("unit")["value"][list(four_years().geography.councils.names)].to_numpy()


def test_every_sign_of_the_rule_is_measured() -> None:
    assert set(SIGN_IS_MEASURED_BY) == {sign.name for sign in RULE.signs}
    assert {f"sign_{sign.name}" for sign in RULE.signs} <= {measure.name for measure in LABELS}


def test_only_whole_financial_years_count() -> None:
    months = four_years().record.months
    assert [name for name, _ in whole_years(months)] == ["2010/11", "2011/12", "2012/13", "2013/14"]
    assert [name for name, _ in whole_years(months[1:-1])] == ["2011/12", "2012/13"]
    for _, year in whole_years(months):
        assert [kept.activity.month % 12 for kept in year] == list(range(12))
    assert whole_years(months[:11]) == []


def test_labels_begin_with_the_rules_first_year_and_months_have_none() -> None:
    rows = table()[table()["measure"].isin([measure.name for measure in LABELS])]
    assert set(rows["period"]) == {RULE.first_year}
    expected = {(measure.name, level) for measure in LABELS for level in measure.levels}
    assert set(zip(rows["measure"], rows["level"], strict=True)) == expected


def test_every_place_is_in_one_regime_and_the_whole_is_the_share_of_its_places() -> None:
    shares = {regime: by_council(f"regime_{regime.name.lower()}_share") for regime in Regime}
    assert np.array_equal(np.sum(list(shares.values()), axis=0), np.ones(2))
    whole = table()[(table()["level"] == "place") & (table()["period"] == RULE.first_year)].set_index("measure")[
        "value"
    ]
    for regime, share in shares.items():
        assert whole[f"regime_{regime.name.lower()}_share"] == pytest.approx(share.mean())


def test_a_places_signs_are_those_of_its_measures() -> None:
    for name, measure in (
        ("plan_moved", "plan_money_moved_share"),
        ("engagement", "gp_engagement_share"),
        ("promises", "promises_kept_share"),
        ("shunting", "shunted_share"),
        ("shared_records", "discharges_with_shared_records_share"),
        ("prevention", "prevention_share_change"),
    ):
        sign = RULE.signs[RULE.position(name)]
        assert by_council(f"sign_{name}").tolist() == sign.sign_of(by_council(measure)).tolist(), name
    total = np.sum([by_council(f"sign_{sign.name}") for sign in RULE.signs], axis=0)
    assert np.array_equal(by_council("regime_sum"), total)


def test_prevention_is_held_against_the_first_year() -> None:
    years = years_of_places(four_years())
    at = RULE.position("prevention")
    assert years[0].values[:, at].tolist() == [0.0, 0.0]
    change = by_council("prevention_share") - by_council("prevention_share", "2011/12")
    now, second = years[-1].values[:, at], years[1].values[:, at]
    assert now - second == pytest.approx(change)
    assert by_council("prevention_share_change") == pytest.approx(now)


def test_what_the_rule_looks_at_was_counted_in_that_year() -> None:
    model = four_years()
    year = years_of_places(model)[-1]
    assert year.year == RULE.first_year
    counted = np.sum([kept.joint_flows for kept in model.record.months[FIRST_OF_RULE:]], axis=0)
    kept, broken = counted[:, JointFlow.PROMISES_KEPT], counted[:, JointFlow.PROMISES_BROKEN]
    assert year.values[:, RULE.position("promises")] == pytest.approx(kept / (kept + broken))
    attended = counted[:, JointFlow.MEETINGS_ATTENDED] / counted[:, JointFlow.MEETINGS]
    assert year.attendance == pytest.approx(attended)
    ended = counted[:, [JointFlow.POOLS_ENDED, JointFlow.POOLS_STRUCK_DOWN]].sum(axis=1) > 0
    assert year.pool_ended.tolist() == ended.tolist()


def test_an_end_of_a_pool_that_year_is_seen() -> None:
    model = four_years()
    month = model.record.months[FIRST_OF_RULE + 2]
    before = month.joint_flows[1, JointFlow.POOLS_ENDED]
    month.joint_flows[1, JointFlow.POOLS_ENDED] += 1
    try:
        labelled = regime_years_of(model)[RULE.first_year].labelled
    finally:
        month.joint_flows[1, JointFlow.POOLS_ENDED] = before
    assert labelled.signs[1, RULE.position("joint_money")] == -1


def test_a_year_with_no_label_yet_has_none() -> None:
    assert set(regime_years_of(four_years())) == {RULE.first_year}
