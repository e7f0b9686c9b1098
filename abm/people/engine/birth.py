"""Making the population: who each person is, by keyed draws, and where the balance at the start has put them."""

from __future__ import annotations

import math

import numpy as np

from abm.people.decision import Decision
from abm.people.engine.calendar import note_event
from abm.people.engine.draws import (
    keyed_exponential,
    keyed_logit,
    keyed_normal,
    keyed_uniform,
    normal_from_logit,
)
from abm.people.engine.entitlement import package_for, payer_for
from abm.people.engine.hazards import age_band, set_next_event
from abm.people.engine.kernel import inlined, kernel
from abm.people.engine.needs import current_net_need, net_of_carer, settled_need, unmet_hours
from abm.people.engine.queues import TAKE, hold
from abm.people.engine.records import hood_at, person_at
from abm.people.engine.stay import begin_stay
from abm.people.engine.tally import PUT_IN, tally
from abm.people.pathway import Event
from abm.people.person import (
    ACROSS_LINE,
    FUNDS_CARE_HOME,
    FUNDS_HOME_CARE,
    HAD_PACKAGE,
    HAS_CARER,
    LIVES_ALONE,
    NEVER,
)
from abm.vocabulary import Destination, Payer, Service, Setting

D_AGE = np.int64(Decision.AGE)
D_BIRTHDAY = np.int64(Decision.BIRTHDAY)
D_FRAILTY = np.int64(Decision.FRAILTY)
D_COGNITION = np.int64(Decision.COGNITION)
D_LIVES_ALONE = np.int64(Decision.LIVES_ALONE)
D_HAS_CARER = np.int64(Decision.HAS_CARER)
D_WEALTH = np.int64(Decision.WEALTH)
D_NEED_FACTOR = np.int64(Decision.NEED_FACTOR)
D_FIRST_CARE = np.int64(Decision.FIRST_CARE)
D_FIRST_STAY = np.int64(Decision.FIRST_STAY)
D_FIRST_DAY_IN_CARE = np.int64(Decision.FIRST_DAY_IN_CARE)
D_CRISIS_CLOCK = np.int64(Decision.CRISIS_CLOCK)
D_DECLINE_CLOCK = np.int64(Decision.DECLINE_CLOCK)
D_DEATH_CLOCK = np.int64(Decision.DEATH_CLOCK)
D_HELP_CLOCK = np.int64(Decision.HELP_CLOCK)
D_SPEND_DOWN = np.int64(Decision.SPEND_DOWN)
D_STAY = np.int64(Decision.STAY_LENGTH)
D_ACUTE_NEED = np.int64(Decision.ACUTE_NEED)

NOT_YET_65 = np.int64(Setting.NOT_YET_65)
HOME = np.int64(Setting.HOME)
ACUTE_BED = np.int64(Setting.ACUTE_BED)
RESIDENTIAL = np.int64(Setting.RESIDENTIAL_HOME)
NURSING = np.int64(Setting.NURSING_HOME)
TO_HOME_CARE = np.int64(Destination.HOME_CARE)
TO_RESIDENTIAL = np.int64(Destination.RESIDENTIAL_HOME)
TO_NURSING = np.int64(Destination.NURSING_HOME)
COUNCIL = np.int64(Payer.COUNCIL)
SELF = np.int64(Payer.SELF)
TIMER = np.int64(Event.TIMER)
Q_ACUTE_BED = np.int64(Service.ACUTE_BED)
Q_HOME_CARE = np.int64(Service.HOME_CARE)
Q_RESIDENTIAL = np.int64(Service.RESIDENTIAL_PLACE)
Q_NURSING = np.int64(Service.NURSING_PLACE)
D_IMAGINED_STAY = np.int64(Decision.IMAGINED_STAY)
D_IMAGINED_VIEW = np.int64(Decision.IMAGINED_VIEW)
DAYS_A_YEAR = 365.25
IMAGINED_STAYS = 8
"""Imagined stays by which a person's chance of having been sent to a package or a care home is found."""
FIRST_AGE = np.int64(65)
ROUNDING = 1.0 + 1e-9
"""Far more than what sums that are rounded otherwise can differ by."""


@kernel
def position_in(cumulative, uniform):
    """First position whose cumulative share exceeds a uniform draw."""
    at = 0
    while at < len(cumulative) - 1 and uniform >= cumulative[at]:
        at += 1
    return at


@kernel
def draw_frailty(person, shares):
    """A level of frailty from shares that add to 1."""
    uniform = keyed_uniform(person.luck, D_FRAILTY, 0)
    level = 0
    below = shares[0]
    while level < len(shares) - 1 and uniform >= below:
        level += 1
        below += shares[level]
    person.frailty = level


@kernel
def draw_traits(rules, person):
    """Household, wealth and the personal factor on need; where the practice stands is known already."""
    traits = person.traits & ACROSS_LINE
    alone = keyed_uniform(person.luck, D_LIVES_ALONE, 0) < rules.living_alone_share
    carers = rules.carer_share_alone if alone else rules.carer_share_not_alone
    if alone:
        traits = traits | LIVES_ALONE
    if keyed_uniform(person.luck, D_HAS_CARER, 0) < carers:
        traits = traits | HAS_CARER
    wealth = keyed_uniform(person.luck, D_WEALTH, 0)
    if wealth < rules.self_funder_care_home_share:
        traits = traits | FUNDS_CARE_HOME
    if wealth < rules.self_funder_home_care_share:
        traits = traits | FUNDS_HOME_CARE
    person.traits = traits
    person.need_factor = math.exp(rules.need_spread * keyed_normal(person.luck, D_NEED_FACTOR, 0))


@kernel
def start_clocks(person, day):
    """The first of each kind of clock."""
    person.crisis_clock = keyed_exponential(person.luck, D_CRISIS_CLOCK, 0)
    person.decline_clock = keyed_exponential(person.luck, D_DECLINE_CLOCK, 0)
    person.death_clock = keyed_exponential(person.luck, D_DEATH_CLOCK, 0)
    person.help_clock = keyed_exponential(person.luck, D_HELP_CLOCK, 0)
    person.clock_day = day


@inlined
def imagine_views(rules, person, views):
    """What a discharge team would believe of this person's need at the end of each imagined stay: ``views``.

    Errors are found side by side, which a processor does several times as fast as one after another.
    """
    for stay in range(IMAGINED_STAYS):
        views[stay] = keyed_logit(person.luck, D_IMAGINED_VIEW, stay)
    for stay in range(IMAGINED_STAYS):
        views[stay] = normal_from_logit(views[stay])
    settled = settled_need(rules, person)
    for stay in range(IMAGINED_STAYS):
        acute = keyed_exponential(person.luck, D_IMAGINED_STAY, stay)
        need = settled + rules.acute_need_hours[person.frailty] * acute
        views[stay] = net_of_carer(rules, person, need) * math.exp(rules.need_noise * views[stay])


@inlined
def most_that_have_care(balance, band, frailty, to_care):
    """More than the chance of having care if all stays and requests led both to a home and to a package."""
    in_home = to_care / (to_care + balance.leaving_care_home[band, frailty])
    with_package = to_care / (to_care + balance.leaving_home[band, frailty])
    return ROUNDING * (in_home + (1.0 - in_home) * with_package)


@kernel
def place_in_care(rules, state, balance, person, views):
    """Give people the care that their own past stays and requests are likely to have led to."""
    band = age_band(rules, person, np.int64(0))
    need = current_net_need(rules, person)
    asking = rules.help[person.frailty] if need >= rules.home_limit else 0.0
    admissions = balance.admissions[band, person.frailty]
    luck = keyed_uniform(person.luck, D_FIRST_CARE, 0)
    if luck >= most_that_have_care(balance, band, person.frailty, admissions + asking):
        return
    homes = 0
    packages = 0
    home_view = 0.0
    package_view = 0.0
    imagine_views(rules, person, views)
    for view in views:
        if view >= rules.residential_limit:
            homes += 1
            home_view = view
        elif view >= rules.home_limit:
            packages += 1
            package_view = view
    stays = admissions / IMAGINED_STAYS
    to_home = stays * homes + (asking if need >= rules.residential_limit else 0.0)
    to_package = stays * packages + (asking if need < rules.residential_limit else 0.0)
    in_home = to_home / (to_home + balance.leaving_care_home[band, person.frailty])
    with_package = to_package / (to_package + balance.leaving_home[band, person.frailty])
    if luck < in_home:
        start_in_care_home(rules, state, person, max(home_view, rules.residential_limit))
    elif luck < in_home + (1.0 - in_home) * with_package:
        start_with_package(rules, state, person, max(package_view, need), max(need, rules.home_limit))


@kernel
def start_in_care_home(rules, state, person, view):
    """A resident of a care home in April 2010."""
    person.destination = TO_NURSING if view >= rules.nursing_limit else TO_RESIDENTIAL
    person.payer = payer_for(state, person, view)
    person.setting = RESIDENTIAL if person.destination == TO_RESIDENTIAL else NURSING
    person.origin = person.setting
    hold(state, person, Q_RESIDENTIAL if person.setting == RESIDENTIAL else Q_NURSING, TAKE)
    if person.payer == SELF:
        # The time for which capital lasts has no memory, so what is left of it is drawn like the whole.
        length = rules.spend_down_days * keyed_exponential(person.luck, D_SPEND_DOWN, 0)
        person.care_day = min(NEVER, 1 + int(math.floor(min(length, float(NEVER)))))


@kernel
def start_with_package(rules, state, person, seen, need):
    """A user of home care in April 2010: eligible by what was seen then, reviewed since."""
    person.destination = TO_HOME_CARE
    payer = payer_for(state, person, seen)
    if payer != SELF and seen < hood_at(state, person.neighbourhood).eligibility_hours:
        return
    person.payer = payer
    person.known = person.known | HAD_PACKAGE
    # Reviews have brought some packages down from what was first seen to what is needed; half way is typical.
    person.hours = package_for(rules, 0.5 * (seen + need))
    hold(state, person, Q_HOME_CARE, np.int64(person.hours))
    wait = keyed_uniform(person.luck, D_FIRST_DAY_IN_CARE, 0) * rules.review_days
    person.care_day = 1 + int(math.floor(wait))


@kernel
def place_in_bed(rules, state, balance, who):
    """Put the share of people who are in hospital on an ordinary night into beds."""
    person = person_at(state, who)
    band = age_band(rules, person, np.int64(0))
    luck = keyed_uniform(person.luck, D_FIRST_STAY, 0)
    if luck >= balance.in_bed[band, person.frailty]:
        return
    person.origin = person.setting
    person.setting = ACUTE_BED
    person.bed_service = Q_ACUTE_BED
    hold(state, person, Q_ACUTE_BED, TAKE)
    if person.hours > 0:
        person.held = 1
        person.care_day = rules.hold_days
    acute = keyed_exponential(person.luck, D_ACUTE_NEED, 0)
    person.acute_need = rules.acute_need_hours[person.frailty] * acute
    person.recovering = 1
    left = rules.long_stay_days[person.frailty] * keyed_exponential(person.luck, D_STAY, 0)
    begin_stay(rules, state, who, np.int64(0), 1 + int(math.floor(left)))


@kernel
def be_here_at_start(rules, state, balance, who, age_share, views):
    """An older person of April 2010; ``views`` is room for what is imagined of them."""
    person = person_at(state, who)
    years = position_in(age_share, keyed_uniform(person.luck, D_AGE, 0))
    part = keyed_uniform(person.luck, D_BIRTHDAY, 0)
    person.birth_day = -int(math.floor((FIRST_AGE + years + part) * DAYS_A_YEAR)) - 1
    draw_frailty(person, balance.frailty[years])
    draw_traits(rules, person)
    start_clocks(person, 0)
    person.setting = HOME
    person.origin = HOME
    band = age_band(rules, person, np.int64(0))
    impaired = rules.dementia_share_65_69
    for _ in range(band):
        impaired = impaired * rules.dementia_growth
    impaired = impaired * (1.0 - rules.dementia_by_frailty + rules.dementia_by_frailty * person.frailty)
    if keyed_uniform(person.luck, D_COGNITION, 0) < impaired:
        person.cognition = 1
    place_in_care(rules, state, balance, person, views)
    place_in_bed(rules, state, balance, who)


@kernel
def be_here_at_65(rules, state, balance, who, day):
    """Someone who turns 65 during the run."""
    person = person_at(state, who)
    person.birth_day = day - int(math.floor(FIRST_AGE * DAYS_A_YEAR))
    draw_frailty(person, balance.at_65)
    draw_traits(rules, person)
    start_clocks(person, day)
    person.setting = NOT_YET_65
    person.origin = HOME
    person.event = TIMER
    note_event(state, who, day)
    if keyed_uniform(person.luck, D_COGNITION, 0) < rules.dementia_share_65_69:
        person.cognition = 1


@kernel
def populate(packed_rules, packed_balance, in_memory, age_shares, arrival_day):
    """Draw those who are here at the start (arrival day -1).

    ``age_shares`` float64 [neighbourhoods, ages], cumulative; ``arrival_day`` int16 [people].
    """
    rules = packed_rules[0]
    balance = packed_balance[0]
    state = in_memory[0]
    views = np.empty(IMAGINED_STAYS)
    for who in range(state.number_of_people):
        if arrival_day[who] < 0:
            be_here_at_start(rules, state, balance, who, age_shares[person_at(state, who).neighbourhood], views)
            unmet = unmet_hours(rules, person_at(state, who))
            set_next_event(rules, state, who, unmet, 0)
            tally(rules, state, person_at(state, who), unmet, PUT_IN)


@kernel
def expect(packed_rules, packed_balance, in_memory, arrival_day):
    """Draw those who turn 65 later, on their arrival day: int16 [people], -1 for those who are here."""
    rules = packed_rules[0]
    balance = packed_balance[0]
    state = in_memory[0]
    for who in range(state.number_of_people):
        if arrival_day[who] >= 0:
            be_here_at_65(rules, state, balance, who, np.int64(arrival_day[who]))
