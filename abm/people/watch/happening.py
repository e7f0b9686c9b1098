"""What happened to a person on a day, told from how they were on the nights before and after it.

Nothing is kept of an event but what it changed. What a decision was made with (both bodies' records, the hours that an
assessor saw) is drawn again from the keyed luck that it was made with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from abm.people.decision import Decision
from abm.people.pathway import Stage, Step
from abm.people.rules import Rules
from abm.people.twin.assessment import council_view
from abm.people.twin.draws import uniform
from abm.people.twin.person import CARE_HOMES, Person
from abm.people.twin.views import ELSEWHERE, sees_shared_record
from abm.people.watch.night import Night
from abm.vocabulary import Destination, Payer, Service, Setting


class Kind(StrEnum):
    """What can happen."""

    TURNED_65 = "turned 65"
    DIED = "died"
    FRAILER = "became frailer"
    COGNITION = "cognition became impaired"
    CRISIS_AT_HOME = "a crisis, cared for at home"
    CRISIS_TO_HOSPITAL = "a crisis, taken in at the front door"
    BED = "an acute bed"
    REFERRED = "referred: the discharge team decides"
    DECLARED = "declared ready"
    COMMUNITY_BED = "a community bed"
    WENT_HOME = "left a bed for home"
    CARE_HOME = "moved into a care home"
    BACK_TO_CARE_HOME = "back to the care home"
    ASKED = "help asked for at home"
    ASSESSED = "assessed by the council"
    REFUSED = "refused: below the council's threshold"
    NO_NEED_SEEN = "assessed by the council: too little need for a service"
    DISPUTE = "who is responsible is disputed"
    VERIFICATION = "where someone belongs is verified"
    PACKAGE_STARTED = "home care started"
    PACKAGE_CHANGED = "home care changed"
    PACKAGE_LAPSED = "home care lapsed"
    PACKAGE_ENDED = "home care ended"
    BROKE_DOWN = "the arrangement of home care had broken down"
    REABLEMENT = "reablement started"
    REABLEMENT_ENDED = "reablement ended"
    MET_TEAM = "met a locality team"
    CAPITAL_SPENT = "the council pays from now on"


@dataclass(frozen=True)
class Happening:
    """One thing that happened."""

    day: int
    kind: Kind
    before: Night
    after: Night
    both_records: bool | None = None
    """Whether a decision was made with both bodies' records; None where nothing was decided on them."""
    seen_hours: float | None = None
    """Hours a week of need as a council's assessor saw them."""
    threshold: float | None = None
    """Hours a week from which the council, or for a nursing home the commissioner, would have paid."""

    @property
    def chosen(self) -> Destination:
        """Where a discharge team chose to send someone, also where the council refused its part the same day."""
        refused = self.after.destination == Destination.HOME and self.after.next_payer == Payer.COUNCIL
        return Destination.HOME_CARE if refused else self.after.destination


def happenings_between(rules: Rules, before: Night, after: Night, person: Person) -> Iterator[Happening]:
    """Everything that happened on a day, in the order of a day. ``person``: as they are on the night after it."""
    if after.setting == Setting.NOT_YET_65 or before.setting == Setting.DEAD:
        return
    if before.setting == Setting.NOT_YET_65:
        yield _plain(Kind.TURNED_65, before, after)
        return
    if after.setting == Setting.DEAD:
        yield _plain(Kind.DIED, before, after)
        return
    yield from _health(before, after)
    yield from _crisis(rules, before, after, person)
    yield from _care_looked_at(rules, before, after, person)
    yield from _decisions(rules, before, after, person)
    yield from _waits_that_begin(before, after)
    yield from _moves(before, after)
    yield from _care_taken_up(before, after)


def _plain(kind: Kind, before: Night, after: Night) -> Happening:
    return Happening(after.day, kind, before, after)


def _health(before: Night, after: Night) -> Iterator[Happening]:
    if after.frailty > before.frailty:
        yield _plain(Kind.FRAILER, before, after)
    if after.cognition_impaired and not before.cognition_impaired:
        yield _plain(Kind.COGNITION, before, after)
    if after.known_to_team and not before.known_to_team:
        yield _plain(Kind.MET_TEAM, before, after)


def _crisis(rules: Rules, before: Night, after: Night, person: Person) -> Iterator[Happening]:
    if after.episodes > before.episodes:
        at_home = after.setting == before.setting
        yield Happening(
            after.day,
            Kind.CRISIS_AT_HOME if at_home else Kind.CRISIS_TO_HOSPITAL,
            before,
            after,
            both_records=sees_shared_record(rules, person, ELSEWHERE + after.episodes),
        )
    if after.setting == Setting.ACUTE_BED and not before.is_in_bed:
        yield _plain(Kind.BED, before, after)


def _care_looked_at(rules: Rules, before: Night, after: Night, person: Person) -> Iterator[Happening]:
    """Care that ended or lapsed; a package that ends with a move into a care home or reablement is part of that."""
    if after.lapsed > before.lapsed and before.held:
        yield _plain(Kind.PACKAGE_LAPSED, before, after)
    if before.in_reablement and not after.in_reablement and after.setting == Setting.HOME:
        yield _plain(Kind.REABLEMENT_ENDED, before, after)
    at_home = before.setting == after.setting == Setting.HOME
    if had_broken_down(rules, before, after, person):
        yield _plain(Kind.BROKE_DOWN, before, after)
    elif at_home and before.hours > 0 and after.hours == 0:
        yield _plain(Kind.PACKAGE_ENDED, before, after)


def had_broken_down(rules: Rules, before: Night, after: Night, person: Person) -> bool:
    """Whether the yearly review of this day found that a package could not go on."""
    reviewed = before.care_day == after.day and not before.two_week_check and not before.in_reablement
    if before.setting != Setting.HOME or before.hours == 0 or not reviewed:
        return False
    luck = uniform(rules, person, Decision.PACKAGE_BREAKDOWN, person.age_in_days(after.day) // 365)
    return luck < person.neighbourhood.package_breakdown


def _decisions(rules: Rules, before: Night, after: Night, person: Person) -> Iterator[Happening]:
    referred = was_referred(before, after)
    if referred:
        occurrence = after.episodes * 64 + before.units * 8 + after.replans
        needs_panel = after.destination == Destination.NURSING_HOME and after.lives_in != Setting.NURSING_HOME
        yield Happening(
            after.day,
            Kind.REFERRED,
            before,
            after,
            both_records=sees_shared_record(rules, person, occurrence),
            threshold=person.neighbourhood.continuing_healthcare_hours if needs_panel else None,
        )
    if before.setting == Setting.HOME and after.requests > before.requests and after.asked_day == after.day:
        yield _plain(Kind.ASKED, before, after)
    if before.is_in_bed and after.requests == before.requests:
        yield from _assessed_in_bed(rules, before, after, person, referred)
    elif after.setting == Setting.HOME:
        yield from _assessed_at_home(rules, before, after, person)


def was_referred(before: Night, after: Night) -> bool:
    """Whether a discharge team decided where a person in a bed should go, for the first time or anew."""
    if not before.is_in_bed:
        return False
    if after.replans > before.replans:
        return True
    return before.stage == Stage.IN_TREATMENT and (after.stage != before.stage or after.setting != before.setting)


def _assessed_in_bed(rules: Rules, before: Night, after: Night, person: Person, referred: bool) -> Iterator[Happening]:
    """The council's part in a way out of a bed: whoever it was to help, and now goes home alone, was refused."""
    refused = after.destination == Destination.HOME and after.next_payer == Payer.COUNCIL
    was_refused = before.destination == Destination.HOME and before.next_payer == Payer.COUNCIL and not referred
    passed = before.step <= Step.COUNCIL_ASSESSMENT < after.step and not referred
    occurrence = after.episodes * 64 + before.units * 8 + after.replans
    if not (refused and not was_refused) and not (passed and after.next_payer == Payer.COUNCIL):
        return
    yield Happening(
        after.day,
        Kind.REFUSED if refused else Kind.ASSESSED,
        before,
        after,
        both_records=sees_shared_record(rules, person, occurrence),
        threshold=person.neighbourhood.eligibility_hours if refused else None,
    )


def _assessed_at_home(rules: Rules, before: Night, after: Night, person: Person) -> Iterator[Happening]:
    waited = before.setting == Setting.HOME and before.waits_for == Service.COUNCIL_ASSESSMENT
    begun = after.requests > before.requests and (after.asked_day == after.day or before.is_in_bed)
    if after.waits_for == Service.COUNCIL_ASSESSMENT or not (waited or begun):
        return
    if after.destination != Destination.HOME and not waited:
        return
    view = council_view(rules, person)
    threshold = person.neighbourhood.eligibility_hours
    kind = Kind.ASSESSED
    if after.destination == Destination.HOME:
        kind = Kind.NO_NEED_SEEN if view < rules.home_limit else Kind.REFUSED
    yield Happening(
        after.day,
        kind,
        before,
        after,
        both_records=sees_shared_record(rules, person, person.occasion),
        seen_hours=view,
        threshold=threshold if kind == Kind.REFUSED else None,
    )


def _waits_that_begin(before: Night, after: Night) -> Iterator[Happening]:
    if after.stage != before.stage:
        if after.stage == Stage.IN_DISPUTE:
            yield _plain(Kind.DISPUTE, before, after)
        if after.stage == Stage.VERIFYING:
            yield _plain(Kind.VERIFICATION, before, after)
    if before.is_in_bed and after.is_in_bed and after.declared_day == after.day:
        yield _plain(Kind.DECLARED, before, after)


def _moves(before: Night, after: Night) -> Iterator[Happening]:
    if after.setting == Setting.COMMUNITY_BED and before.setting != after.setting:
        yield _plain(Kind.COMMUNITY_BED, before, after)
    elif after.setting == Setting.HOME and before.is_in_bed:
        yield _plain(Kind.WENT_HOME, before, after)
    elif after.setting in CARE_HOMES and before.setting != after.setting:
        returns = before.lives_in == after.setting
        yield _plain(Kind.BACK_TO_CARE_HOME if returns else Kind.CARE_HOME, before, after)


def _care_taken_up(before: Night, after: Night) -> Iterator[Happening]:
    if after.in_reablement and not before.in_reablement:
        yield _plain(Kind.REABLEMENT, before, after)
    if after.hours > 0 and after.hours != before.hours:
        yield _plain(Kind.PACKAGE_CHANGED if before.hours > 0 else Kind.PACKAGE_STARTED, before, after)
    if before.lives_in in CARE_HOMES and (before.payer, after.payer) == (Payer.SELF, Payer.COUNCIL):
        yield _plain(Kind.CAPITAL_SPENT, before, after)
