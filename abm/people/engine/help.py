"""Asking for help at home, and being found by a locality team."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow
from abm.people.decision import Decision
from abm.people.engine.draws import keyed_exponential, keyed_uniform
from abm.people.engine.entitlement import package_for, payer_for, place_for
from abm.people.engine.journey import take_steps
from abm.people.engine.kernel import kernel
from abm.people.engine.needs import current_net_need
from abm.people.engine.records import hood_at, met_at, person_at
from abm.people.pathway import Stage, Step
from abm.people.person import KNOWN_TO_TEAM, NEED_FOUND
from abm.vocabulary import Destination, Frailty, Payer, Setting

D_HELP_CLOCK = np.int64(Decision.HELP_CLOCK)
D_TEAM_MEETS = np.int64(Decision.LOCALITY_TEAM_MEETS)
D_TEAM_FINDS = np.int64(Decision.LOCALITY_TEAM_FINDS)
HOME = np.int64(Setting.HOME)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
COUNCIL = np.int64(Payer.COUNCIL)
NHS = np.int64(Payer.NHS)
MODERATE = np.int64(Frailty.MODERATE)
SETTLED = np.int64(Stage.SETTLED)
STEP_COUNCIL_ASSESSMENT = np.int64(Step.COUNCIL_ASSESSMENT)
F_HAND_OFFS = np.int64(Flow.HAND_OFFS)
F_REQUESTS = np.int64(Flow.REQUESTS_FOR_HELP)
F_DETECTED = np.int64(Flow.DETECTED_BY_LOCALITY_TEAM)


@kernel
def request_help(rules, state, who, day):
    """Someone at home asks for help, or is asked for."""
    person = person_at(state, who)
    person.requests += 1
    person.help_clock = keyed_exponential(person.luck, D_HELP_CLOCK, person.requests)
    need = current_net_need(rules, person)
    if need < rules.home_limit:
        return
    hood_at(state, person.neighbourhood).flows[F_REQUESTS] += 1
    person.asked_day = day
    person.destination = place_for(rules, need)
    person.wanted = package_for(rules, need) if person.destination == TO_HOME_CARE else 0
    person.next_payer = payer_for(state, person, need)
    if person.next_payer == NHS:
        # Continuing healthcare is granted after the council's assessment, never on request.
        person.next_payer = COUNCIL
    person.step = STEP_COUNCIL_ASSESSMENT
    take_steps(rules, state, who, day)


@kernel
def meet_locality_team(rules, state, who, day):
    """A proactive team meets frail people where it works, and may find a need that nobody had reported."""
    person = person_at(state, who)
    if person.known & KNOWN_TO_TEAM or person.frailty < MODERATE:
        return
    reach = hood_at(state, person.neighbourhood).locality_team
    if keyed_uniform(person.luck, D_TEAM_MEETS, 0) >= reach:
        return
    person.known = person.known | KNOWN_TO_TEAM
    met_at(state, who).team = 1
    hood_at(state, person.neighbourhood).flows[F_HAND_OFFS] += 1
    if person.setting != HOME or person.stage != SETTLED or person.hours > 0 or person.in_reablement:
        return
    if current_net_need(rules, person) < rules.home_limit:
        return
    if keyed_uniform(person.luck, D_TEAM_FINDS, 0) < rules.team_finds_need:
        person.known = person.known | NEED_FOUND
        hood_at(state, person.neighbourhood).flows[F_DETECTED] += 1
        request_help(rules, state, who, day)
