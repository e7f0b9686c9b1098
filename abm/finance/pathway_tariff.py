"""The tariff unbundled along the pathway: part of a stay's price follows the person out of hospital (E078)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.activity import Flow, MonthOfActivity
from abm.finance.division import MILLION, part_of
from abm.finance.payment_rules import HospitalActivity, tariff_value
from abm.finance.purposes import Purpose

if TYPE_CHECKING:
    from abm.finance.ledger import Ledger
    from abm.finance.parties import Parties
    from abm.finance.prices import Prices


def settle_pathway_tariff(
    ledger: Ledger, activity: MonthOfActivity, parties: Parties, *, share_ppm: int, prices: Prices
) -> None:
    """Hospitals pass a part of the full value of the stays that ended on to the community trusts of those people."""
    flows = activity.flows
    work = HospitalActivity(
        short_stays=flows[:, Flow.SHORT_STAYS_ENDED],
        long_stays=flows[:, Flow.LONG_STAYS_ENDED],
        bed_days=flows[:, Flow.STAY_DAYS_ENDED],
        readmissions=flows[:, Flow.READMISSIONS_30D],
    )
    follows = part_of(tariff_value(work, prices), share_ppm, MILLION)
    ledger.post(activity.month, Purpose.PATHWAY_TARIFF, parties.acute_trust, parties.community_trust, follows)
