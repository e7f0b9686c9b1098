"""What money is paid for: the third word of every ledger line, beside payer and payee."""

from __future__ import annotations

from enum import IntEnum


class Purpose(IntEnum):
    """What a payment is for. Values are stored in arrays and files; add at the end, never renumber.

    Lines called *withheld* run from a hospital back to its commissioner, so that the full value of the work
    and what a rule takes away are both on the books.
    """

    EMERGENCY_TARIFF = 0
    """The full tariff value of emergency stays ended in the month."""
    READMISSIONS_WITHHELD = 1
    """What the 30-day rule takes back for readmissions."""
    MARGINAL_TARIFF_WITHHELD = 2
    """What the marginal tariff takes back above the baseline."""
    BLOCK_CONTRACT = 3
    CAPITATED_BUDGET = 4
    COMMUNITY_CONTRACT = 5
    MENTAL_HEALTH_CONTRACT = 6
    DELAYED_DAY_CHARGE = 7
    """Council to hospital, per acute delayed day put down to social care."""
    CONTINUING_HEALTHCARE = 8
    """Long-term care that the NHS pays in full, at home or in a care home."""
    HOME_CARE = 9
    RESIDENTIAL_CARE = 10
    NURSING_CARE = 11
    NHS_FUNDED_NURSING_CARE = 12
    """The NHS's flat weekly contribution for residents of nursing homes whom somebody else pays for."""
    REABLEMENT = 13
    ASSESSMENT_STAFF = 14
    DISCHARGE_STAFF = 15
    WORKING_AGE_CARE = 16
    CLIENT_CONTRIBUTION = 17
    """What people supported by a council pay towards their care, from pensions and savings."""
    EQUIPMENT = 18
    ALLOCATION = 19
    GRANT = 20
    COUNCIL_TAX = 21
    NHS_TRANSFER = 22
    OTHER_NHS_CARE = 23
    """NHS care outside the model: other ages, planned care, primary care."""
    OTHER_SOCIAL_CARE = 24
    """Adult social care outside the model: day care, meals, strategy."""
    OTHER_COUNCIL_SERVICES = 25
    """Everything else that a council does."""
    PREVENTION = 26
    LOCALITY_TEAMS = 27
    RUNNING_COSTS = 28
    BED_COSTS = 29
    CARE_COSTS = 30
    COMMUNITY_STAFF = 31
    REABLEMENT_STAFF = 32
    MENTAL_HEALTH_STAFF = 33
    PLANNED_MONEY = 34
    """What a commissioner's yearly plan gives to hospitals and community trusts, beside the contracts."""
    POOL_CONTRIBUTION = 35
    POOLED_CARE = 36
    """A pool to its partners: its share of what the pooled services cost them."""
    POOL_SETTLEMENT = 37
    """What is over or missing in a pool at the year's end, divided by risk shares."""
    PLANNED_SOCIAL_CARE = 38
    """What a commissioner's yearly plan gives to a council's social care."""
    TRANSFER_LEAKED = 39
    """Part of the NHS transfer that a council put to other uses."""
    PATHWAY_TARIFF = 40
    """Hospital to community trust: the part of the tariff that follows the person out of hospital."""
    COMMUNITY_MONEY_TAKEN = 41
    """Community trust to the hospital that has absorbed it: what of its contract goes into the hospital's deficit."""


PURPOSES = len(Purpose)
OLDER_PEOPLES_CARE = (
    Purpose.HOME_CARE, Purpose.RESIDENTIAL_CARE, Purpose.NURSING_CARE, Purpose.REABLEMENT, Purpose.EQUIPMENT,
    Purpose.ASSESSMENT_STAFF,
)  # fmt: skip
"""What councils pay for older people's care."""
SOCIAL_CARE = (*OLDER_PEOPLES_CARE, Purpose.WORKING_AGE_CARE, Purpose.OTHER_SOCIAL_CARE)
"""What councils pay for all adult social care."""
PASSED_ON = (
    Purpose.NHS_TRANSFER, Purpose.PLANNED_SOCIAL_CARE, Purpose.POOL_CONTRIBUTION, Purpose.POOL_SETTLEMENT,
)  # fmt: skip
"""What commissioners hand to others who spend it on care."""
FROM_POOLS = (Purpose.POOLED_CARE, Purpose.POOL_SETTLEMENT)
"""What partners get back from their pools."""
