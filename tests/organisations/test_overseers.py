"""Those who watch over others: Monitor, boards, HealthWatch, those who hand out money; and care trusts, one purse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from one_council import begun, places

from abm.activity import Flow, Stock, delayed_column
from abm.dates import Month
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.organisations.care_trust import CareTrust
from abm.organisations.healthwatch import HealthWatch
from abm.organisations.plan import PlanOption, distance
from abm.vocabulary import Body, Reason

# --- Monitor -------------------------------------------------------------------------------------------------------


def watched(model: IntegrationModel, deficit: float, april: int) -> bool:
    """Whether the trust is put into recovery in April of a year with such a deficit."""
    monitor, trust = model.organisations.monitor[0], model.organisations.acute_trusts[0]
    trust.deficit_share = lambda: deficit  # type: ignore[method-assign]
    model.surroundings.month = Month(april)
    monitor.plan_the_year()
    return trust.in_recovery


def test_a_trust_recovers_when_its_deficit_is_worse_than_at_first_and_no_longer() -> None:
    model = begun()
    allowed = model.run_scenario.parameters.organisations.breach_points
    assert not watched(model, 0.9, 0), "nothing is known in the first April"
    assert not watched(model, 0.20, 12)
    assert not watched(model, 0.20 + 0.9 * allowed, 24)
    assert watched(model, 0.20 + 1.1 * allowed, 36)
    assert not watched(model, 0.20, 48)


def test_a_trust_in_recovery_closes_one_bed_in_a_hundred_more() -> None:
    left = []
    for in_recovery in (False, True):
        model = begun()
        trust = model.organisations.acute_trusts[0]
        before = trust.beds
        trust.in_recovery = in_recovery
        model.surroundings.month = Month(12)
        trust.plan_the_year()
        left.append(trust.beds / before)
    assert left[0] - left[1] == pytest.approx(0.01)


def test_a_trusts_deficit_is_read_from_its_books() -> None:
    model = begun().run()
    trust = model.organisations.acute_trusts[0]
    months = range(3)
    income, spent = (int(side([trust.account], months)[0]) for side in (model.ledger.income, model.ledger.spent))
    assert trust.deficit_share() == pytest.approx(max(0, spent - income) / income, abs=1e-6)


# --- care trusts ---------------------------------------------------------------------------------------------------


def test_a_care_trust_minds_the_nhss_cost_in_full_whatever_the_trust_between_them() -> None:
    factors = []
    for trust in (0.0, 0.45, 1.0):
        model = begun()
        council = model.organisations.councils[0]
        council.trust_in_nhs, council.is_care_trust = trust, False
        council.decide()
        separate = council.wait_factor
        CareTrust(model, model.surroundings, council)
        council.decide()
        factors.append(council.wait_factor)
        assert council.wait_factor < separate
    assert len(set(factors)) == 1


# --- boards and HealthWatch ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def board_year() -> IntegrationModel:
    """Two years in which boards take up their work in the second."""
    scenario = places("reform.abolition_date=2011-04-01", councils=2, end="2012-03-31")
    return IntegrationModel(scenario, rng=1).run()


def test_boards_meet_each_quarter_from_the_day_they_sit(board_year: IntegrationModel) -> None:
    assert [board.meetings for board in board_year.organisations.boards] == [4, 4]


def test_a_boards_priority_is_the_reason_with_most_days(board_year: IntegrationModel) -> None:
    for board in board_year.organisations.boards:
        here = board_year.surroundings.members.council.of == board.index
        months = board_year.record.months[12:14]
        board.stock_days[:] = sum(kept.activity.stock_days[here].sum(axis=0) for kept in months)
        board.days = 61
        board.meet()
        by_reason = {
            reason: sum(int(board.stock_days[delayed_column(reason, body)]) for body in Body) for reason in Reason
        }
        assert board.priority == max(by_reason, key=lambda reason: by_reason[reason])


def test_a_needs_assessment_is_made_of_the_years_figures() -> None:
    model = IntegrationModel(places(end="2011-04-30"), rng=1).run()
    needs = model.organisations.boards[0].needs
    assert needs is not None
    lived = [kept.activity for kept in model.record.months[:12]]
    alive = sum(int(month.stock_days[:, Stock.ALIVE].sum()) for month in lived)
    people = alive / sum(month.days for month in lived)
    admissions = sum(int(month.flows[:, Flow.ADMISSIONS].sum()) for month in lived)
    assert needs.older_people == pytest.approx(people, rel=0.01)
    assert needs.admissions_per_1000 == pytest.approx(1000.0 * admissions / people, rel=0.05)


def listened(per_1000: list[int]) -> HealthWatch:
    """A HealthWatch after months in which so many per 1,000 were delayed."""
    model = begun()
    watch = model.organisations.healthwatches[0]
    model.step()
    rows = model.surroundings.reported.council.stock_days
    watch.concern = None
    for waiting in per_1000:
        rows[0, Stock.DELAYED_ACUTE] = waiting * rows[0, Stock.ALIVE] // 1000
        rows[0, [Stock.DELAYED_COMMUNITY, Stock.WAITING_IN_COMMUNITY]] = 0
        watch.observe()
    return watch


def test_healthwatch_hears_people_who_wait_and_remembers_about_a_year() -> None:
    assert listened([10]).concern == pytest.approx(10.0, rel=0.01)
    assert listened([10, 22]).concern == pytest.approx(11.0, rel=0.01)
    assert listened([10] + [20] * 60).concern == pytest.approx(20.0, rel=0.02)


def test_its_voice_is_one_at_first_and_louder_where_more_wait() -> None:
    assert begun().organisations.healthwatches[0].voice == 1.0
    assert listened([10]).voice == 1.0
    assert listened([10] + [20] * 60).voice == pytest.approx(4.0 / 3.0, rel=0.02)
    assert listened([10] + [0] * 120).voice < 0.01


def test_a_louder_healthwatch_moves_the_strategy_to_what_people_want(board_year: IntegrationModel) -> None:
    board = board_year.organisations.boards[0]
    partnership = board.council.active_partnerships[0]
    usual, was = board.strategy(partnership), board.healthwatch.concern
    wanted = board._people_want()
    board.healthwatch.concern = 100.0 * board.healthwatch.usual
    louder = board.strategy(partnership)
    board.healthwatch.concern = was
    assert distance(louder, wanted) < distance(usual, wanted)


def test_public_health_wants_teams_where_admissions_grew_and_community_care_where_delay_did() -> None:
    model = IntegrationModel(places(end="2011-04-30"), rng=1).run()
    board = model.organisations.boards[0]
    teams = model.surroundings.parameters.joint_working.teams_over_community
    assert board._public_health_wants()[PlanOption.TEAMS] == pytest.approx(teams), "the first year is the measure"
    first = board.first_needs
    for change, sign in (("admissions_per_1000", 1), ("delayed_days_per_1000", -1)):
        board.needs = replace(first, **{change: 2.0 * getattr(first, change)})
        assert sign * (board._public_health_wants()[PlanOption.TEAMS] - teams) > 0.0
    board.needs = replace(first, admissions_per_1000=0.0, delayed_days_per_1000=0.0)
    assert board._public_health_wants()[PlanOption.TEAMS] == pytest.approx(teams), "figures of nobody tell nothing"


# --- the NHS's money -----------------------------------------------------------------------------------------------


def test_the_transfer_to_social_care_is_paid_by_commissioners_to_the_councils_of_their_people() -> None:
    model = IntegrationModel(places(councils=2, end="2010-05-31"), rng=1, pooling_nhs_transfer=1200.0)
    model.step()
    a, transfer = model.accounts, [Purpose.NHS_TRANSFER]
    received = model.ledger.income(a.councils, 0, transfer)
    people = model.geography.councils.people
    england = model.run_scenario.parameters.places.england_people
    assert received.tolist() == pytest.approx((1200.0e8 * people / england * 30 / 365).tolist(), rel=1e-3)
    assert model.ledger.spent(a.pcts, 0, transfer).sum() == received.sum()
