"""Those who watch over others: Monitor, boards, HealthWatch, those who hand out money; and care trusts, one purse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from one_council import begun, places

from abm.activity import Flow, Stock, delayed_column
from abm.dates import Month
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.organisations.care_trust import CareTrust
from abm.vocabulary import Body, EligibilityThreshold, Reason

# --- Monitor -------------------------------------------------------------------------------------------------------


def watched(model: IntegrationModel, deficit: float, april: int) -> bool:
    """Whether the trust is put into recovery in April of a year with such a deficit."""
    monitor, trust = model.organisations.monitor[0], model.organisations.acute_trusts[0]
    trust.deficit_share = lambda: deficit  # type: ignore[method-assign]
    model.surroundings.month = Month(april)
    monitor.plan_the_year()
    assert monitor.in_breach == trust.in_recovery
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


def test_healthwatch_hears_people_who_wait() -> None:
    model = begun()
    watch = model.organisations.healthwatches[0]
    model.step()
    rows = model.surroundings.reported.council.stock_days
    rows[0, Stock.DELAYED_ACUTE] = 10 * rows[0, Stock.ALIVE] // 1000
    rows[0, [Stock.DELAYED_COMMUNITY, Stock.WAITING_IN_COMMUNITY]] = 0
    watch.observe()
    assert watch.concern == pytest.approx(10.0 / 12.0, rel=0.01)
    for _ in range(60):
        watch.observe()
    assert watch.concern == pytest.approx(10.0, rel=0.02)


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


# --- every number is used ------------------------------------------------------------------------------------------


class Watched:
    """Parameters that remember which of them were read."""

    def __init__(self, group: object) -> None:
        self._group = group
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> float:
        self.read.add(name)
        return getattr(self._group, name)


def test_every_number_about_organisations_is_read_in_a_run() -> None:
    """In a year that goes wrong everywhere: too few beds, too little money, poor care; with discharge at weekends."""
    scenario = places("front_line.weekend_discharge=true", councils=8, end="2011-04-30")
    own = Watched(scenario.parameters.organisations)
    parameters = scenario.parameters.model_copy(update={"organisations": own})
    model = IntegrationModel(replace(scenario, parameters=parameters), rng=1)
    for council in model.organisations.councils:
        council.threshold = EligibilityThreshold.LOW
        council.budget //= 2
    for trust in model.organisations.acute_trusts:
        trust.beds *= 0.7
    for provider in model.organisations.care_providers:
        provider.quality = 0.3
    fees = model.surroundings.contracts
    poor = np.full_like(fees.council_price_level_ppm, 700_000)
    model.surroundings.contracts = replace(fees, council_price_level_ppm=poor)
    model.run()
    IntegrationModel(replace(places(end="2010-05-31"), parameters=parameters), rng=1).run()
    names = set(type(scenario.parameters.organisations).model_fields)
    assert names - own.read == set()
