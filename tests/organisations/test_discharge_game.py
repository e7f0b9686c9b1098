"""The discharge game (M8): the hospital leads with when it declares readiness, the council follows."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from one_council import begun, flow, places, social_care_days

from abm.activity import Flow, Stock
from abm.finance.purposes import Purpose
from abm.finance.running_costs import bed_costs
from abm.model import IntegrationModel
from abm.organisations.acute_trust import EARLIEST_SHIFT, LATEST_SHIFT, AcuteTrust
from abm.vocabulary import Service

SEEDS = (1, 3)


@cache
def charged(pounds: float, seed: int) -> IntegrationModel:
    return IntegrationModel(places(), rng=seed, payment_delayed_day_charge=pounds).run()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_higher_charge_shortens_what_councils_tolerate_and_their_delays(seed: int) -> None:
    free, dear = charged(0.0, seed), charged(500.0, seed)
    assert dear.organisations.councils[0].wait_factor < 0.8 * free.organisations.councils[0].wait_factor
    assert social_care_days(dear) < social_care_days(free)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_higher_charge_moves_declared_readiness_earlier(seed: int) -> None:
    free, dear = charged(0.0, seed), charged(500.0, seed)
    shift = [model.organisations.acute_trusts[0].readiness_shift for model in (free, dear)]
    assert shift[1] < shift[0] - 0.3
    assert flow(dear, Flow.DECLARED_EARLY) > flow(free, Flow.DECLARED_EARLY)


def decided(trust: AcuteTrust, occupancy: float) -> AcuteTrust:
    trust.occupancy = occupancy
    trust.decide()
    return trust


def test_a_full_hospital_declares_earlier_and_assesses_faster() -> None:
    trust = begun().organisations.acute_trusts[0]
    comfortable, full = (
        (trust.readiness_shift, trust.assessment_wait) for occupancy in (0.80, 0.95) if decided(trust, occupancy)
    )
    assert full[0] < comfortable[0]
    assert full[1] < comfortable[1] == pytest.approx(trust.habit_days)


def test_occupancy_below_comfort_changes_nothing() -> None:
    trust = begun().organisations.acute_trusts[0]
    assert decided(trust, 0.5).readiness_shift == decided(trust, 0.84).readiness_shift


def test_what_a_readmission_would_cost_makes_a_hospital_wait() -> None:
    shifts = []
    no_rule, rule = {"payment_thirty_day_rule": False}, {"payment_thirty_day_rule": True}
    for levers in (no_rule, rule, {"payment_hospital": "capitated"}):
        trust = begun(payment_marginal_tariff=True, **levers).organisations.acute_trusts[0]
        shifts.append(decided(trust, 0.80).readiness_shift)
    assert shifts[0] == pytest.approx(0.0)
    assert shifts[0] < shifts[1] <= shifts[2]


def test_readiness_moves_within_bounds() -> None:
    trust = begun(payment_delayed_day_charge=1000.0).organisations.acute_trusts[0]
    assert decided(trust, 5.0).readiness_shift == EARLIEST_SHIFT
    assert EARLIEST_SHIFT < decided(trust, 0.80).readiness_shift < LATEST_SHIFT


def test_wards_are_told() -> None:
    model = begun()
    trust = decided(model.organisations.acute_trusts[0], 0.95)
    trust.act()
    rows = model.people.controls[trust.neighbourhoods]
    assert (rows["readiness_shift"] == trust.readiness_shift).all()
    assert (rows["stay_factor"] == trust.stay_factor).all()
    assert model.people.capacity(Service.ACUTE_BED)[0] == int(trust.older_beds)


def test_beds_and_the_discharge_team_are_paid_for() -> None:
    model = begun()
    model.step()
    trust = model.organisations.acute_trusts[0]
    used = int(model.record.months[0].activity.stock_days[trust.neighbourhoods, Stock.IN_ACUTE_BED].sum())
    open_days = np.array(int(trust.older_beds) * 30)
    cost = model.ledger.spent([trust.account], 0, [Purpose.BED_COSTS])[0]
    assert cost == bed_costs(open_days, np.array(used), model.surroundings.prices)
    assert model.ledger.spent([trust.account], 0, [Purpose.DISCHARGE_STAFF])[0] > 0


def test_planned_care_is_put_off_only_while_people_queue_for_beds() -> None:
    trust = begun().organisations.acute_trusts[0]
    usual = trust.older_beds
    trust.is_full = True
    put_off = trust.surroundings.parameters.organisations.planned_care_put_off
    assert trust.older_beds - usual == pytest.approx(put_off * trust.planned_beds)
    trust.decide()
    assert not trust.is_full


def test_beds_follow_the_lever_from_the_second_year() -> None:
    scenario = places(end="2011-04-30").with_levers({"money.acute_beds_growth": -5.0})
    model = IntegrationModel(scenario, rng=1)
    trust = model.organisations.acute_trusts[0]
    before = trust.beds
    model.step()
    assert trust.beds == before
    model.run()
    assert trust.beds == pytest.approx(0.95 * before)


def test_planned_care_put_off_frees_its_beds_and_is_not_counted_as_filling_them() -> None:
    trust = begun().organisations.acute_trusts[0]
    free = trust.older_beds
    trust.is_full = True
    put_off = trust.surroundings.parameters.organisations.planned_care_put_off
    assert trust.planned_in_use == pytest.approx(trust.planned_beds * (1.0 - put_off))
    assert trust.older_beds - free == pytest.approx(trust.planned_beds * put_off)
