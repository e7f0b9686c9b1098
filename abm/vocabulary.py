"""The words that every layer shares: where people are, what they wait for, who pays, what is counted.

The integer values are stored in arrays and files; add at the end, never renumber.
"""

from __future__ import annotations

from enum import IntEnum


class Frailty(IntEnum):
    """The four categories of the electronic frailty index (Clegg 2016)."""

    FIT = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3


class Setting(IntEnum):
    """Where a person is tonight."""

    NOT_YET_65 = 0
    HOME = 1
    TROLLEY = 2
    ACUTE_BED = 3
    COMMUNITY_BED = 4
    RESIDENTIAL_HOME = 5
    NURSING_HOME = 6
    DEAD = 7


class Service(IntEnum):
    """What people queue for. Each has a finite capacity in its own place; first come, first served."""

    ACUTE_BED = 0
    NHS_ASSESSMENT = 1
    COUNCIL_ASSESSMENT = 2
    FUNDING = 3
    FURTHER_NHS_CARE = 4
    REABLEMENT = 5
    HOME_CARE = 6
    RESIDENTIAL_PLACE = 7
    NURSING_PLACE = 8
    EQUIPMENT = 9
    CONTINUING_HEALTHCARE_PANEL = 10
    MENTAL_HEALTH_BED = 11


class Reason(IntEnum):
    """Why a person who is ready to leave is still in an NHS bed (the national return's A to I)."""

    ASSESSMENT = 0
    PUBLIC_FUNDING = 1
    FURTHER_NHS_CARE = 2
    RESIDENTIAL_HOME = 3
    NURSING_HOME = 4
    HOME_PACKAGE = 5
    EQUIPMENT = 6
    CHOICE = 7
    DISPUTE = 8
    HOUSING = 9


class Body(IntEnum):
    """Which side a delayed day is put down to in the national return."""

    NHS = 0
    SOCIAL_CARE = 1
    BOTH = 2


class Payer(IntEnum):
    """Who pays for a person's long-term care."""

    NOBODY = 0
    COUNCIL = 1
    NHS = 2
    SELF = 3


class Destination(IntEnum):
    """Where a person may go when the acute episode, or a community assessment, is over."""

    HOME = 0
    REABLEMENT = 1
    HOME_CARE = 2
    FURTHER_NHS_CARE = 3
    RESIDENTIAL_HOME = 4
    NURSING_HOME = 5


class EligibilityThreshold(IntEnum):
    """Fair Access to Care Services: the lowest band of need that a council meets."""

    LOW = 0
    MODERATE = 1
    SUBSTANTIAL = 2
    CRITICAL = 3


class OrganisationKind(IntEnum):
    """Every kind of organisation that acts in a run."""

    PRIMARY_CARE_TRUST = 0
    GP_CONSORTIUM = 1
    COUNCIL = 2
    HEALTH_AND_WELLBEING_BOARD = 3
    ACUTE_TRUST = 4
    COMMUNITY_TRUST = 5
    MENTAL_HEALTH_TRUST = 6
    CARE_TRUST = 7
    CARE_PROVIDER = 8
    FRONT_LINE_TEAM = 9
    HEALTHWATCH = 10
    NHS_COMMISSIONING_BOARD = 11
    MONITOR = 12
    CARE_QUALITY_COMMISSION = 13
    PRACTICE = 14


FRAILTY_LEVELS = len(Frailty)
REASONS = len(Reason)
BODIES = len(Body)
SERVICES = len(Service)
