"""The decisions and chances that a keyed draw can belong to. Numbers are part of every result: never renumber."""

from __future__ import annotations

from enum import IntEnum


class Decision(IntEnum):
    """What a draw is for; the occurrence says which time it is for that person."""

    CRISIS_CLOCK = 1
    DECLINE_CLOCK = 2
    DEATH_CLOCK = 3
    HELP_CLOCK = 4
    SEVERITY = 5
    FRONT_DOOR_VIEW = 6
    SHORT_STAY = 7
    STAY_LENGTH = 8
    DECLARATION_LAG = 9
    CLOSED_DAY = 10
    SHIFT_ROUNDING = 11
    ACUTE_NEED = 12
    CAN_BENEFIT = 13
    TEAM_VIEW_OF_BENEFIT = 14
    TEAM_VIEW_OF_NEED = 15
    FURTHER_NHS_CARE = 16
    MENTAL_HEALTH_UNIT = 17
    CHOICE = 18
    CHOICE_LENGTH = 19
    DISPUTE = 20
    DISPUTE_LENGTH = 21
    HOUSING = 22
    HOUSING_LENGTH = 23
    EQUIPMENT = 24
    REABLEMENT_SUCCESS = 25
    COUNCIL_VIEW_OF_NEED = 26
    COGNITION_WORSENS = 27
    LOCALITY_TEAM_MEETS = 28
    LOCALITY_TEAM_FINDS = 29
    SHARED_RECORD = 30
    SPEND_DOWN = 31
    QUEUE_TIE = 32
    COMMUNITY_STAY = 33
    REVIEW_VIEW_OF_NEED = 34
    OTHER_WORK = 35
    CLOSED_DAY_START = 36
    PROVIDER_CHANGE = 37
    DIRECT_PAYMENT = 38
    PACKAGE_BREAKDOWN = 39
    # who a person is
    AGE = 40
    FRAILTY = 41
    COGNITION = 42
    LIVES_ALONE = 43
    HAS_CARER = 44
    WEALTH = 45
    NEED_FACTOR = 46
    BIRTHDAY = 47
    FIRST_CARE = 48
    FIRST_STAY = 49
    FIRST_DAY_IN_CARE = 50
    IMAGINED_STAY = 51
    IMAGINED_VIEW = 52
    IMAGINED_NEED = 53
    IMAGINED_CARER = 54
    IMAGINED_COGNITION = 55
    # across a line
    VERIFICATION_LENGTH = 56
