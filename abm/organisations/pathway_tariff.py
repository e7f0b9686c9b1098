"""What a tariff that follows the person does to those who declare readiness and to those who take over (E078)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.finance.division import MILLION
from abm.finance.purposes import Purpose

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings

MONTHS_SEEN = 3


def share_that_follows_ppm(s: Surroundings) -> int:
    """Part of the emergency tariff that follows the person out of hospital, in parts per million."""
    payment = s.levers.payment
    follows = payment.pathway_tariff and payment.hospital == "tariff"
    return round(s.parameters.oversight.pathway_share * MILLION) if follows else 0


def pathway_later_days(s: Surroundings) -> float:
    """Days by which wards declare later, as they carry part of what follows."""
    return s.parameters.oversight.pathway_later_days * share_that_follows_ppm(s) / MILLION


def a_year_of_pathway_money(s: Surroundings, account: int) -> int:
    """What follows people to a community trust, at the rate of the last months, in pence a year."""
    months = range(max(0, s.month.index - MONTHS_SEEN), s.month.index)
    if not months or not share_that_follows_ppm(s):
        return 0
    income = s.ledger.received_by(account, months, [Purpose.PATHWAY_TARIFF])
    return income * 12 // len(months)
