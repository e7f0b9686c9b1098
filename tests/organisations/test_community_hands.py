"""Community services (M14): rivals, contracts that change hands, and services inside an acute trust."""

from __future__ import annotations

from functools import cache

import pytest
from one_council import begun, places

from abm.activity import Stock, delayed_column
from abm.dates import Month
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel
from abm.organisations.community_trust import CommunityTrust
from abm.vocabulary import Body, Reason


def trust_of(**levers: str) -> CommunityTrust:
    return begun(**levers).organisations.community_trusts[0]


def years_pass(trust: CommunityTrust, years: int) -> list[bool]:
    """Whether the contract is in new hands, April by April."""
    new = []
    for year in range(1, years + 1):
        trust.surroundings.month = Month(12 * year)
        trust.plan_the_year()
        new.append(trust.hands.are_new)
    return new


def test_rivals_come_only_where_any_provider_may() -> None:
    rivals = {}
    for rule in ("off", "limited", "full"):
        trust = trust_of(competition_any_willing_provider=rule)
        years_pass(trust, 8)
        rivals[rule] = trust.hands.rivals
    assert rivals["off"] == rivals["limited"] == 0 < rivals["full"]


def test_rivals_make_more_hands_and_shorter_waits() -> None:
    trust = trust_of(competition_any_willing_provider="full", competition_procurement="make_or_buy")
    trust.decide()
    alone = trust.tolerated_days
    assert trust.hands.change_chance == 0.0
    trust.hands.rivals = 3
    trust.decide()
    assert trust.tolerated_days < alone
    assert 0.0 < trust.hands.change_chance < 0.5


def test_contracts_change_hands_only_where_all_must_be_tendered() -> None:
    assert not any(years_pass(trust_of(competition_procurement="make_or_buy"), 40))
    tendered = trust_of(competition_procurement="tender_all")
    new = years_pass(tendered, 40)
    p = tendered.surroundings.parameters.oversight
    assert 1 <= sum(new) < 40 / p.contract_years
    assert tendered.hands.changes_of_hand == sum(new)
    absorbed = trust_of(competition_procurement="tender_all", competition_community_services="absorbed_by_acute")
    assert not any(years_pass(absorbed, 40)), "what a hospital runs is not let again"


def test_in_the_year_after_a_change_of_hands_less_is_given_by_people_nobody_knows() -> None:
    trust = trust_of()
    p = trust.surroundings.parameters.oversight
    trust.decide()
    assert trust.contract_level == pytest.approx(1.0)
    trust.hands.new_until = trust.surroundings.month.index + 1
    trust.decide()
    assert trust.contract_level == pytest.approx(1.0 - p.start_up_loss)
    assert trust.hands.change_chance == pytest.approx(p.start_up_change)


# --- absorbed by acute trusts --------------------------------------------------------------------------------------


@cache
def run_by(whom: str) -> IntegrationModel:
    return IntegrationModel(places(councils=2), rng=1, competition_community_services=whom).run()


def test_an_acute_trust_that_runs_community_beds_counts_its_bed_days_in_full() -> None:
    waits = {whom: run_by(whom).organisations.community_trusts[0].tolerated_days for whom in run_by_whom()}
    assert waits["absorbed_by_acute"] < 0.95 * waits["separate"]
    columns = [delayed_column(Reason.FURTHER_NHS_CARE, body) for body in Body]
    days = {
        whom: sum(int(kept.activity.stock_days[:, columns].sum()) for kept in run_by(whom).record.months)
        for whom in run_by_whom()
    }
    assert days["absorbed_by_acute"] < days["separate"]


def run_by_whom() -> tuple[str, str]:
    return ("separate", "absorbed_by_acute")


def taken(model: IntegrationModel) -> int:
    month = model.month.index
    model.step()
    return int(model.ledger.spent(model.accounts.community_trusts, month, [Purpose.COMMUNITY_MONEY_TAKEN]).sum())


def test_a_hospital_in_trouble_takes_part_of_the_contract_and_the_service_shrinks() -> None:
    for whom, worsening, share in (("separate", 0.1, 0.0), ("absorbed_by_acute", 0.0, 0.0),
                                   ("absorbed_by_acute", 0.1, 0.06), ("absorbed_by_acute", 0.9, 0.15)):  # fmt: skip
        model = begun(competition_community_services=whom)
        for hospital in model.organisations.acute_trusts:
            hospital.worsening = worsening
        went = taken(model)
        contract = int(model.ledger.income(model.accounts.community_trusts, 0, [Purpose.COMMUNITY_CONTRACT]).sum())
        assert went == pytest.approx(share * contract, abs=2)
        assert model.organisations.community_trusts[0].contract_level == pytest.approx(1.0 - share)
        staff = int(model.ledger.spent(model.accounts.community_trusts, 0, [Purpose.COMMUNITY_STAFF]).sum())
        planned = int(model.ledger.income(model.accounts.community_trusts, 0, [Purpose.PLANNED_MONEY]).sum())
        assert staff == contract + planned - went


def test_how_far_a_hospital_worsened_is_judged_by_monitor() -> None:
    model = begun()
    monitor, hospital = model.organisations.monitor[0], model.organisations.acute_trusts[0]
    for april, deficit, worsening in ((12, 0.2, 0.0), (24, 0.23, 0.03), (36, 0.1, 0.0)):
        hospital.deficit_share = lambda deficit=deficit: deficit  # type: ignore[method-assign]
        model.surroundings.month = Month(april)
        monitor.plan_the_year()
        assert hospital.worsening == pytest.approx(worsening)


def test_community_beds_hold_people() -> None:
    """What the waits above are about does happen in these runs."""
    assert sum(
        int(kept.activity.stock_days[:, Stock.IN_COMMUNITY_BED].sum()) for kept in run_by("separate").record.months
    )
