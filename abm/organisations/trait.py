"""The traits and chances of organisations that keyed draws settle. Numbers are part of every result: never renumber."""

from __future__ import annotations

from enum import IntEnum


class Trait(IntEnum):
    """What is drawn for an organisation: once when a run begins, or from 40 on also in later months."""

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
    LARGE_GROUP = 40
    ENTRY = 41
    CLOSING = 42
    GROUP_FAILURE = 43
    COMMUNITY_RIVAL = 44
    TENDER = 45
    CONTRACT_TERM = 46
    CONTRACT_LOST = 47
    REVIEW = 48
    STRIKE_DOWN = 49
    HABIT_DRIFT = 50
    READING_DRIFT = 51
    THRESHOLD_DRIFT = 52
    CAUTION_DRIFT = 53
    TAKES_UP = 54
