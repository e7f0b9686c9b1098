"""Ways of bodies (M18): apart unseen, closer by peer review and audit; change of practice is taken up by teams."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from one_council import begun, flow, places

from abm.activity import Flow
from abm.dates import Month
from abm.model import IntegrationModel
from abm.organisations.decision_audit import audit_decisions
from abm.organisations.direct_payments import a_year_later
from abm.organisations.peer_review import a_year_of_drift_and_review
from abm.organisations.practice_change import Practice, between
from abm.organisations.ways import thresholds_of_teams
from abm.vocabulary import Service


def region(**levers: object) -> IntegrationModel:
    return IntegrationModel(places(councils=8, end="2010-05-31"), rng=1, **levers)


def spreads_after(years: int, **levers: object) -> list[float]:
    """Standard deviation of the log of each way, after some years of it."""
    model = region(**levers)
    s = model.surroundings
    for year in range(1, years + 1):
        s.month = Month(12 * year)
        a_year_of_drift_and_review(s, model.organisations.ways(s))
    ways = model.organisations.ways(s)
    return [statistics.pstdev([math.log(value) for value in way.values()]) for way in ways if len(way.indices) > 2]


def test_spread_between_places_widens_without_peer_review_and_narrows_with_it() -> None:
    start, apart = spreads_after(0), spreads_after(9)
    reviewed = spreads_after(9, measurement_peer_review=True, measurement_central_data=True)
    half_seen = spreads_after(9, measurement_peer_review=True)
    assert statistics.mean(apart) > 1.05 * statistics.mean(start)
    assert all(after < before for after, before in zip(reviewed, apart, strict=True))
    assert statistics.mean(reviewed) < 0.8 * statistics.mean(start)
    assert statistics.mean(reviewed) < statistics.mean(half_seen) < statistics.mean(apart)


def test_drift_belongs_to_the_body_and_the_year() -> None:
    assert spreads_after(3) == spreads_after(3)


def test_a_council_that_reads_its_threshold_more_narrowly_helps_fewer() -> None:
    council = begun().organisations.councils[0]
    usual = council.eligible_hours
    council.reading = 1.1
    assert council.eligible_hours == pytest.approx(1.1 * usual)


def test_habits_drift_every_april_but_the_first_of_a_run() -> None:
    model = IntegrationModel(places(end="2011-04-30"), rng=1)
    council = model.organisations.councils[0]
    at_start = dict(council.habit)
    for _ in range(12):
        model.step()
    assert council.habit == at_start
    model.step()
    assert all(council.habit[service] != days for service, days in at_start.items())


# --- teams ---------------------------------------------------------------------------------------------------------


def spread_within_trusts(model: IntegrationModel) -> float:
    """Mean distance between the log thresholds of teams of one trust."""
    values = np.log(thresholds_of_teams(model.surroundings, model.organisations.teams)[0].values())
    of = model.geography.team_trust
    return float(np.mean([np.ptp(values[of == trust]) for trust in np.unique(of)]))


def test_teams_move_towards_each_other_only_where_they_see_each_others_decisions() -> None:
    after = {}
    for name, levers in {
        "alone": {},
        "one office": {"front_line_co_location": True},
        "audited": {"front_line_decision_audit": True, "front_line_change": "co_designed"},
    }.items():
        model = region(**levers)
        before = spread_within_trusts(model)
        for _ in range(8):
            audit_decisions(model.surroundings, model.organisations.teams)
        after[name] = spread_within_trusts(model) / before
    assert after["alone"] == 1.0
    assert after["audited"] < after["one office"] < 1.0


def test_an_audit_leaves_the_mean_of_a_trusts_teams_where_it_was() -> None:
    model = region(front_line_co_location=True)
    of = model.geography.team_trust

    def means() -> list[float]:
        values = np.log(thresholds_of_teams(model.surroundings, model.organisations.teams)[0].values())
        return [float(values[of == trust].mean()) for trust in np.unique(of)]

    before = means()
    audit_decisions(model.surroundings, model.organisations.teams)
    assert means() == pytest.approx(before)


def taken_up(change: str, years: int) -> list[float]:
    """Share of teams that go home first, in the first month and then April by April."""
    model = region(front_line_home_first=True, front_line_change=change)
    change_of = model.surroundings.practice_change
    shares = []
    for year in range(years + 1):
        model.surroundings.month = Month(12 * year)
        change_of.spread()
        shares.append(float(change_of.taken_up[Practice.HOME_FIRST].mean()))
    return shares


def test_change_designed_with_the_front_line_takes_hold_and_imposed_change_in_part() -> None:
    imposed, designed = taken_up("imposed", 6), taken_up("co_designed", 6)
    assert designed[0] > 0.8
    assert imposed[0] < 0.6
    assert imposed == sorted(imposed)
    assert imposed[-1] > imposed[0]


def test_a_practice_that_no_policy_asks_for_is_taken_up_by_nobody() -> None:
    model = region()
    assert not model.surroundings.practice_change.taken_up.any()
    for flag in ("home_first", "two_week_review", "single_assessment"):
        assert not model.people.controls[flag].any()


def test_teams_that_take_a_practice_up_are_the_ones_whose_people_meet_it() -> None:
    model = region(front_line_home_first=True)
    model.step()
    of_team = model.surroundings.practice_change.taken_up[Practice.HOME_FIRST]
    assert 0 < of_team.sum() < len(of_team)
    assert (model.people.controls["home_first"] == of_team[model.geography.neighbourhoods.team]).all()


def test_where_some_teams_work_at_weekends_a_body_does_in_proportion() -> None:
    model = region(front_line_weekend_discharge=True)
    model.step()
    lever = model.run_scenario.parameters.organisations.weekend_lever_share
    change_of = model.surroundings.practice_change
    weekend = model.people.weekend(Service.COUNCIL_ASSESSMENT)
    for council in model.organisations.councils:
        share = change_of.share(Practice.WEEKEND_DISCHARGE, council.neighbourhoods)
        assert weekend[council.index] == pytest.approx(between(0.0, lever, share))
    assert 0.0 < weekend.mean() < lever


def test_a_coordinator_serves_the_people_of_teams_that_took_the_change_up() -> None:
    model = region(front_line_coordinator=True)
    model.step()
    of_team = model.surroundings.practice_change.taken_up[Practice.COORDINATOR]
    assert 0 < of_team.sum() < len(of_team)
    assert (model.people.controls["coordinator"] == of_team[model.geography.neighbourhoods.team]).all()


def test_shared_offices_shorten_the_wait_for_a_social_worker_only() -> None:
    apart, together = (begun(front_line_co_location=same).organisations.councils[0] for same in (False, True))
    ratio = together.surroundings.parameters.oversight.co_location_wait
    for service in together.habit:
        expected = ratio if service == Service.COUNCIL_ASSESSMENT else 1.0
        assert together.tolerated_days(service) == pytest.approx(expected * apart.tolerated_days(service))


def test_a_joint_workforce_plan_lets_capacity_move_faster() -> None:
    alone, joint = (begun(front_line_workforce_plan=plan).surroundings.habits for plan in (False, True))
    assert joint.largest_growth > alone.largest_growth
    assert joint.catch_up_months < alone.catch_up_months
    assert joint.spare_swings == alone.spare_swings


def test_direct_payments_grow_towards_a_ceiling_faster_under_a_milestone() -> None:
    paths = {}
    for lever in ("optional", "national_milestone"):
        s = begun(front_line_personal_budgets=lever).surroundings
        shares = [s.parameters.oversight.direct_payments_2010]
        for _ in range(9):
            shares.append(a_year_later(s, shares[-1]))
        paths[lever] = shares
        assert shares == sorted(shares)
        assert shares[-1] < s.parameters.oversight.direct_payments_most
    assert paths["national_milestone"][-1] > paths["optional"][-1]


def test_people_take_direct_payments_at_the_share_of_their_council() -> None:
    model = IntegrationModel(places(councils=2, end="2012-04-30"), rng=1).run()
    for council in model.organisations.councils:
        taken = model.people.controls["direct_payments"][council.neighbourhoods]
        assert (taken == council.direct_payments).all()
        assert council.direct_payments > model.run_scenario.parameters.oversight.direct_payments_2010
    starts = flow(model, Flow.PACKAGE_STARTS_COUNCIL)
    assert 0.05 < flow(model, Flow.DIRECT_PAYMENT_STARTS) / starts < 0.25
