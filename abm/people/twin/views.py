"""What professionals see of a person: the truth with an error that shared records and a single assessment sharpen."""

from __future__ import annotations

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.rules import Rules
from abm.people.twin.draws import uniform
from abm.people.twin.person import Person

ELSEWHERE = 1 << 20
"""Keeps the shared record at the front door and at reviews apart from that on the ward."""


def sees_shared_record(rules: Rules, person: Person, occurrence: int) -> bool:
    """Whether this decision is made with both bodies' records."""
    return uniform(rules, person, Decision.SHARED_RECORD, occurrence) < person.neighbourhood.shared_records


def tell_story(rules: Rules, person: Person) -> None:
    """Come to a service that assesses people or takes them on."""
    count_told_again(person, sees_shared_record(rules, person, person.occasion))


def count_told_again(person: Person, shared: bool) -> None:
    """A service that does not see the record asks everything anew, unless a co-ordinator has told it."""
    if not shared and not person.neighbourhood.coordinator:
        person.neighbourhood.count(Flow.TOLD_AGAIN)


def error_of_view(rules: Rules, person: Person, error: float, shared: bool) -> float:
    """The spread of a professional's error."""
    if shared:
        error = error * rules.record_sharpens
    if person.neighbourhood.single_assessment:
        error = error * rules.single_assessment_sharpens
    return error
