"""A tariff that follows the person: wards declare later, community trusts can do more, and the books balance."""

from __future__ import annotations

from functools import cache

from one_council import places

from abm.activity import Stock
from abm.finance.purposes import Purpose
from abm.model import IntegrationModel


@cache
def paid(pathway: bool) -> IntegrationModel:
    return IntegrationModel(places(councils=2), rng=1, payment_pathway_tariff=pathway).run()


def test_money_follows_people_from_hospitals_to_community_trusts_and_is_spent_there() -> None:
    model = paid(True)
    months = range(model.months)
    follows = [Purpose.PATHWAY_TARIFF]
    from_hospitals = int(model.ledger.spent(model.accounts.acute_trusts, months, follows).sum())
    assert from_hospitals == int(model.ledger.income(model.accounts.community_trusts, months, follows).sum()) > 0
    staff = [Purpose.COMMUNITY_STAFF]
    more = (
        int(each.ledger.spent(each.accounts.community_trusts, months, staff).sum())
        for each in (paid(False), paid(True))
    )
    without, with_it = more
    assert with_it > without
    assert model.ledger.balances.sum() == 0


def test_wards_that_carry_what_follows_declare_later() -> None:
    shift = [paid(pathway).organisations.acute_trusts[0].readiness_shift for pathway in (False, True)]
    assert shift[1] > shift[0]
    beyond = (
        sum(int(kept.activity.stock_days[:, Stock.TRULY_DELAYED_ACUTE].sum()) for kept in paid(pathway).record.months)
        for pathway in (False, True)
    )
    before, after = beyond
    assert after > before


def test_community_trusts_grow_by_what_follows() -> None:
    levels = [paid(pathway).organisations.community_trusts[0].contract_level for pathway in (False, True)]
    assert levels[1] > levels[0] + 0.01
