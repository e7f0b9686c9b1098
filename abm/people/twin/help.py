"""Asking for help at home, and being found by a locality team."""

from __future__ import annotations

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.pathway import Stage, Step
from abm.people.rules import Rules
from abm.people.twin.draws import exponential, uniform
from abm.people.twin.journey import take_steps
from abm.people.twin.needs import current_net_need, package_for, payer_for, place_for
from abm.people.twin.person import Person
from abm.vocabulary import Destination, Frailty, Payer, Setting


def request_help(rules: Rules, person: Person, day: int) -> None:
    """Someone at home asks for help, or is asked for.

    Continuing healthcare is granted after the council's assessment, never on request.
    """
    person.requests += 1
    person.help_clock = exponential(rules, person, Decision.HELP_CLOCK, person.requests)
    need = current_net_need(rules, person)
    if need < rules.home_limit:
        return
    person.neighbourhood.count(Flow.REQUESTS_FOR_HELP)
    person.asked_day = day
    person.destination = place_for(rules, need)
    person.wanted = package_for(rules, need) if person.destination == Destination.HOME_CARE else 0
    payer = payer_for(person, need)
    person.next_payer = Payer.COUNCIL if payer == Payer.NHS else payer
    person.step = Step.COUNCIL_ASSESSMENT
    take_steps(rules, person, day)


def meet_locality_team(rules: Rules, person: Person, day: int) -> None:
    """A proactive team meets frail people where it works, and may find a need that nobody had reported."""
    if person.known_to_team or person.frailty < Frailty.MODERATE:
        return
    if uniform(rules, person, Decision.LOCALITY_TEAM_MEETS) >= person.neighbourhood.locality_team:
        return
    person.known_to_team = True
    person.neighbourhood.count(Flow.HAND_OFFS)
    if not has_unseen_need(rules, person):
        return
    if uniform(rules, person, Decision.LOCALITY_TEAM_FINDS) < rules.team_finds_need:
        person.need_found = True
        person.neighbourhood.count(Flow.DETECTED_BY_LOCALITY_TEAM)
        request_help(rules, person, day)


def has_unseen_need(rules: Rules, person: Person) -> bool:
    """Whether someone at home has a need for which nothing is arranged."""
    if person.setting != Setting.HOME or person.stage != Stage.SETTLED:
        return False
    if person.hours > 0 or person.in_reablement:
        return False
    return current_net_need(rules, person) >= rules.home_limit
