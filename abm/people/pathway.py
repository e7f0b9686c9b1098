"""The words of a pathway: the steps from a decision to a place, the kinds of wait, the kinds of event.

Shared by the compiled engine and the plain twin, so that both speak of the same thing.
"""

from __future__ import annotations

from enum import IntEnum

from abm.vocabulary import Body, Reason, Service


class Stage(IntEnum):
    """What a person is doing about their place of care."""

    SETTLED = 0
    IN_TREATMENT = 1
    IN_QUEUE = 2
    CHOOSING = 3
    IN_DISPUTE = 4
    WAITING_FOR_HOUSING = 5
    ARRANGED = 6
    """Everything that can be done before readiness is declared is done."""
    VERIFYING = 7
    """Until the bodies have agreed where someone across a line belongs."""


class Step(IntEnum):
    """The steps from a decision to a place, in order; those that do not apply to someone are skipped."""

    NHS_ASSESSMENT = 0
    VERIFICATION = 1
    COUNCIL_ASSESSMENT = 2
    DISPUTE = 3
    FUNDING = 4
    DECLARATION = 5
    CHOICE = 6
    HOUSING = 7
    EQUIPMENT = 8
    PLACE = 9
    LEAVE = 10


class Event(IntEnum):
    """What happens next to a person. On one day the lowest number comes first, the others the day after."""

    DEATH = 0
    TIMER = 1
    DECLINE = 2
    CRISIS = 3
    REQUEST = 4


SERVICE_ORDER = (
    Service.ACUTE_BED,
    Service.NHS_ASSESSMENT,
    Service.COUNCIL_ASSESSMENT,
    Service.FUNDING,
    Service.CONTINUING_HEALTHCARE_PANEL,
    Service.FURTHER_NHS_CARE,
    Service.MENTAL_HEALTH_BED,
    Service.EQUIPMENT,
    Service.REABLEMENT,
    Service.HOME_CARE,
    Service.RESIDENTIAL_PLACE,
    Service.NURSING_PLACE,
)
"""The order in which a day's queues are served: someone served early may reach a later queue on the same day."""

FLOW_SERVICES = frozenset(
    {
        Service.NHS_ASSESSMENT,
        Service.COUNCIL_ASSESSMENT,
        Service.FUNDING,
        Service.CONTINUING_HEALTHCARE_PANEL,
        Service.EQUIPMENT,
    }
)
"""Services whose capacity is so many people a working day; the others hold so many places, slots or hours."""

REASON_OF_SERVICE = {
    Service.NHS_ASSESSMENT: Reason.ASSESSMENT,
    Service.COUNCIL_ASSESSMENT: Reason.ASSESSMENT,
    Service.FUNDING: Reason.PUBLIC_FUNDING,
    Service.CONTINUING_HEALTHCARE_PANEL: Reason.PUBLIC_FUNDING,
    Service.FURTHER_NHS_CARE: Reason.FURTHER_NHS_CARE,
    Service.MENTAL_HEALTH_BED: Reason.FURTHER_NHS_CARE,
    Service.EQUIPMENT: Reason.EQUIPMENT,
    Service.REABLEMENT: Reason.HOME_PACKAGE,
    Service.HOME_CARE: Reason.HOME_PACKAGE,
    Service.RESIDENTIAL_PLACE: Reason.RESIDENTIAL_HOME,
    Service.NURSING_PLACE: Reason.NURSING_HOME,
}

BODY_OF_SERVICE = {
    Service.NHS_ASSESSMENT: Body.NHS,
    Service.COUNCIL_ASSESSMENT: Body.SOCIAL_CARE,
    Service.FUNDING: Body.SOCIAL_CARE,
    Service.CONTINUING_HEALTHCARE_PANEL: Body.NHS,
    Service.FURTHER_NHS_CARE: Body.NHS,
    Service.MENTAL_HEALTH_BED: Body.NHS,
    Service.EQUIPMENT: Body.BOTH,
    Service.REABLEMENT: Body.BOTH,
}
"""Who answers for a wait. For a package or a home it is whoever pays; an assessment for a nursing home is joint."""
