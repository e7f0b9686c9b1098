"""The tariff that follows the person: it moves money from hospitals to community trusts and loses none of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from example_places import PRICES, TARIFF, busy_month, open_place

from abm.finance.payment_rules import tariff_value
from abm.finance.purposes import Purpose
from abm.finance.settlement import settle_activity
from abm.model.opening_books import hospital_year


def follows(share_ppm: int, hospital: str = "tariff"):
    place = open_place()
    rules = replace(TARIFF, pathway_share_ppm=share_ppm, hospital=hospital)
    settle_activity(place.ledger, busy_month(), place.parties, rules=rules, prices=PRICES, contracts=place.contracts)
    return place


def test_a_share_of_every_ended_stay_goes_to_the_community_trust_of_its_people() -> None:
    place = follows(120_000)
    month = busy_month().month
    place.ledger.check(month)
    paid = place.ledger.spent(place.accounts.acute_trusts, month, [Purpose.PATHWAY_TARIFF])
    got = place.ledger.income(place.accounts.community_trusts, month, [Purpose.PATHWAY_TARIFF])
    value = tariff_value(hospital_year(busy_month()), PRICES).sum()
    assert paid.sum() == got.sum() == pytest.approx(0.12 * value, rel=1e-6)
    assert (paid > 0).all()


@pytest.mark.parametrize(("share", "hospital"), [(0, "tariff"), (120_000, "block"), (120_000, "capitated")])
def test_nothing_follows_without_the_rule_or_without_a_tariff(share: int, hospital: str) -> None:
    place = follows(share, hospital)
    everyone = np.arange(len(place.ledger.names))
    assert place.ledger.spent(everyone, busy_month().month, [Purpose.PATHWAY_TARIFF]).sum() == 0
