"""The starting traits of organisations that keyed draws settle. Numbers are part of every result: never renumber."""

from __future__ import annotations

from enum import IntEnum


class Trait(IntEnum):
    """What is drawn for an organisation when a run begins."""

    ELIGIBILITY = 1
    CRISIS_FACTOR = 2
    STAY_FACTOR = 3
    FRONT_DOOR_CAUTION = 4
    BEDS = 5
    HEALTHCARE_THRESHOLD = 6
    REABLEMENT_THRESHOLD = 7
    TEAM_CAUTION = 8
    LOCALITY_TEAM = 9
    QUALITY = 10
    SHARE = 11
    INSPECTION = 12
    CARE_TRUST = 13
    ENGAGEMENT = 14
    JOINT_POST = 15
    DRAWS_PRACTICES = 16
    PATHFINDER = 17
    EARLY_BOARD = 18
