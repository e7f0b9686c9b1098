"""The record of a month's activity: where people and money meet, and all that organisations may see.

Rows are **neighbourhoods**: the people who share a council, a primary care trust, a consortium, an acute trust, a
community trust, a mental health trust and a hospital discharge team. Two kinds of column:

* **stocks**, counted every midnight and summed over the month (unit: person-days, or hours a week x days);
* **flows**, counted when they happen.

All are 64-bit integers, so that sums are exact in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from abm.vocabulary import BODIES

if TYPE_CHECKING:
    import numpy as np


class Stock(IntEnum):
    """What is counted every midnight. Summed over a month these are days."""

    ALIVE = 0
    FIT = 1
    MILD = 2
    MODERATE = 3
    SEVERE = 4
    AT_HOME = 5
    ON_TROLLEY = 6
    IN_ACUTE_BED = 7
    IN_COMMUNITY_BED = 8
    HOME_CARE_HOURS_COUNCIL = 9
    HOME_CARE_HOURS_NHS = 10
    HOME_CARE_HOURS_SELF = 11
    HOME_CARE_HOURS_HELD = 12
    HOME_CARE_USERS = 13
    IN_REABLEMENT = 14
    RESIDENTIAL_COUNCIL = 15
    RESIDENTIAL_NHS = 16
    RESIDENTIAL_SELF = 17
    NURSING_COUNCIL = 18
    NURSING_NHS = 19
    NURSING_SELF = 20
    UNMET_HOURS = 21
    CARER_HOURS = 22
    TRULY_DELAYED_ACUTE = 23
    DELAYED_ACUTE = 24
    DELAYED_COMMUNITY = 25
    KNOWN_TO_LOCALITY_TEAM = 26
    WAITING_IN_COMMUNITY = 27
    LIVING_ALONE_DELAYED = 28
    SEVERE_DELAYED = 29
    DELAYED_FIRST = 30
    """First of REASONS x BODIES columns of delayed people; see :func:`delayed_column`."""
    ACROSS_LINE = 60
    """People whose practice stands in another council than their own."""
    DELAYED_ACROSS_LINE = 61
    """Those of them who are delayed in any NHS bed."""


STOCKS = int(max(Stock)) + 1


def delayed_column(reason: int, body: int) -> int:
    """The stock column of people delayed for this reason, put down to this body."""
    return int(Stock.DELAYED_FIRST) + reason * BODIES + body


class Flow(IntEnum):
    """What is counted when it happens."""

    TURNED_65 = 0
    DEATHS = 1
    DEATHS_IN_HOSPITAL = 2
    DECLINES = 3
    CRISES = 4
    ADMISSIONS = 5
    ADMISSIONS_75PLUS = 6
    MANAGED_AT_HOME = 7
    SHORT_STAYS_ENDED = 8
    LONG_STAYS_ENDED = 9
    STAY_DAYS_ENDED = 10
    LIVE_DISCHARGES = 11
    LIVE_DISCHARGES_75PLUS = 12
    READMISSIONS_30D = 13
    READMISSIONS_30D_75PLUS = 14
    DECLARED_EARLY = 15
    NHS_ASSESSMENTS = 16
    COUNCIL_ASSESSMENTS_HOSPITAL = 17
    COUNCIL_ASSESSMENTS_COMMUNITY = 18
    REQUESTS_FOR_HELP = 19
    REFUSED_INELIGIBLE = 20
    DECISIONS = 21
    DECISIONS_IMPROVABLE = 22
    DECISIONS_IMPROVABLE_LOCAL_OPTION = 23
    DECISIONS_WITH_SHARED_RECORD = 24
    TEAM_DISCHARGES = 25
    TEAM_REABLEMENT_REFERRALS = 26
    PACKAGE_STARTS_COUNCIL = 27
    PACKAGE_STARTS_NHS = 28
    PACKAGE_STARTS_SELF = 29
    PACKAGE_STARTS_WITHIN_28_DAYS = 30
    PACKAGES_LAPSED = 31
    PACKAGES_RESTARTED = 32
    PACKAGES_CHECKED = 33
    PACKAGES_OVER_PRESCRIBED = 34
    REABLEMENT_STARTS = 35
    REABLEMENT_ENDED = 36
    REABLEMENT_ENDED_WITHOUT_NEED = 37
    CARE_HOME_ENTRIES_COUNCIL = 38
    CARE_HOME_ENTRIES_NHS = 39
    CARE_HOME_ENTRIES_SELF = 40
    CARE_HOME_ENTRIES_FROM_HOSPITAL = 41
    CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE = 42
    SPEND_DOWNS = 43
    HAND_OFFS = 44
    DETECTED_BY_LOCALITY_TEAM = 45
    DISPUTES = 46
    SHORT_NEED_LONG_STAY_CARE_HOME = 47
    """Ready within two nights, in a bed for 28 or more, and then a care home: the woman in the CQC's report."""
    HOSPITAL_DECLINES_IN_DELAY = 48
    ACUTE_BED_WAIT_DAYS = 49
    SERVED_FIRST = 50
    """First of SERVICES columns of people who reached the head of a queue and were served."""
    WAITED_FIRST = 62
    """First of SERVICES columns of the days those people had waited."""
    PROVIDER_CHANGES = 74
    """Packages of home care that came from another provider than the person's last."""
    TOLD_AGAIN = 75
    """Hand-offs at which a person had to tell their story again: no shared record was seen, nobody co-ordinated."""
    DIRECT_PAYMENT_STARTS = 76
    PACKAGE_BREAKDOWNS = 77
    VERIFICATIONS = 78
    """Waits until the bodies had agreed where a person across a line belongs."""
    DISCHARGE_DECISIONS = 79
    """The discharge team's part of DECISIONS; the rest is the front door's."""
    DISCHARGE_DECISIONS_WITH_SHARED_RECORD = 80
    CRISES_FIT_FOR_HOME = 81
    """Crises that did not truly need a bed."""
    CRISES_FIT_FOR_HOME_TEAM_OPEN = 82
    """Those of them on whose day rapid response took people."""


FLOWS = int(max(Flow)) + 1


@dataclass(frozen=True)
class MonthOfActivity:
    """What happened in one month, by neighbourhood."""

    month: int
    """Index of the month, from April 2010."""
    days: int
    """Days in the month."""
    stock_days: np.ndarray
    """int64 [neighbourhoods, STOCKS]: each stock summed over the month's midnights."""
    stocks_at_end: np.ndarray
    """int64 [neighbourhoods, STOCKS]: each stock on the last midnight."""
    flows: np.ndarray
    """int64 [neighbourhoods, FLOWS]."""
