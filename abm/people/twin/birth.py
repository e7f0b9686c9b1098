"""Who each person is, by keyed draws, and where the balance at the start has put them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from abm.people.balance_at_start import FIRST_AGE, Balance
from abm.people.decision import Decision
from abm.people.pathway import Event
from abm.people.person import NEVER
from abm.people.rules import DAYS_A_YEAR, Rules
from abm.people.twin.arrival import days_of_capital
from abm.people.twin.clocks import age_band, set_next_event
from abm.people.twin.draws import exponential, normal, uniform
from abm.people.twin.needs import current_net_need, net_of_carer, package_for, payer_for, settled_need
from abm.people.twin.person import Person
from abm.people.twin.stay import begin_stay
from abm.vocabulary import Destination, Frailty, Payer, Service, Setting

IMAGINED_STAYS = 8
"""Imagined stays by which a person's chance of having been sent to a package or a care home is found."""


def be_here_at_start(rules: Rules, balance: Balance, person: Person, ages: Sequence[float]) -> None:
    """An older person of April 2010. ``ages``: cumulative shares of single years of age where they live."""
    years = position_in(ages, uniform(rules, person, Decision.AGE))
    part = uniform(rules, person, Decision.BIRTHDAY)
    person.birth_day = -math.floor((FIRST_AGE + years + part) * DAYS_A_YEAR) - 1
    draw_frailty(rules, person, balance.frailty[years])
    draw_traits(rules, person)
    start_clocks(rules, person, 0)
    person.setting = person.origin = Setting.HOME
    if uniform(rules, person, Decision.COGNITION) < impaired_share(rules, person):
        person.cognition_impaired = True
    place_in_care(rules, balance, person)
    place_in_bed(rules, balance, person)
    set_next_event(rules, person, 0)


def be_here_at_65(rules: Rules, balance: Balance, person: Person, day: int) -> None:
    """Someone who turns 65 on a day of the run."""
    person.birth_day = day - math.floor(FIRST_AGE * DAYS_A_YEAR)
    draw_frailty(rules, person, balance.at_65)
    draw_traits(rules, person)
    start_clocks(rules, person, day)
    person.setting = Setting.NOT_YET_65
    person.origin = Setting.HOME
    person.event_day = day
    person.event = Event.TIMER
    if uniform(rules, person, Decision.COGNITION) < rules.dementia_share_65_69:
        person.cognition_impaired = True


def position_in(cumulative: Sequence[float], luck: float) -> int:
    """First position whose cumulative share exceeds a uniform draw."""
    for position, share in enumerate(cumulative):
        if luck < share:
            return position
    return len(cumulative) - 1


def draw_frailty(rules: Rules, person: Person, shares: Iterable[float]) -> None:
    """A level of frailty from shares that add to 1."""
    luck = uniform(rules, person, Decision.FRAILTY)
    below = 0.0
    person.frailty = Frailty.SEVERE
    for level, share in zip(Frailty, shares, strict=True):
        below = below + share
        if luck < below:
            person.frailty = level
            return


def draw_traits(rules: Rules, person: Person) -> None:
    """Household, wealth and the personal factor on need."""
    person.lives_alone = uniform(rules, person, Decision.LIVES_ALONE) < rules.living_alone_share
    carers = rules.carer_share_alone if person.lives_alone else rules.carer_share_not_alone
    person.has_carer = uniform(rules, person, Decision.HAS_CARER) < carers
    wealth = uniform(rules, person, Decision.WEALTH)
    person.funds_care_home = wealth < rules.self_funder_care_home_share
    person.funds_home_care = wealth < rules.self_funder_home_care_share
    person.need_factor = math.exp(rules.need_spread * normal(rules, person, Decision.NEED_FACTOR))


def start_clocks(rules: Rules, person: Person, day: int) -> None:
    """The first of each kind of clock."""
    person.crisis_clock = exponential(rules, person, Decision.CRISIS_CLOCK)
    person.decline_clock = exponential(rules, person, Decision.DECLINE_CLOCK)
    person.death_clock = exponential(rules, person, Decision.DEATH_CLOCK)
    person.help_clock = exponential(rules, person, Decision.HELP_CLOCK)
    person.clock_day = day


def impaired_share(rules: Rules, person: Person) -> float:
    """Chance of impaired cognition: it grows with age and with frailty."""
    share = rules.dementia_share_65_69
    for _ in range(age_band(rules, person, 0)):
        share = share * rules.dementia_growth
    return share * (1.0 - rules.dementia_by_frailty + rules.dementia_by_frailty * person.frailty)


def place_in_care(rules: Rules, balance: Balance, person: Person) -> None:
    """Give people the care that their own past stays and requests are likely to have led to."""
    band = age_band(rules, person, 0)
    views = [imagined_view(rules, person, stay) for stay in range(IMAGINED_STAYS)]
    for_home = [view for view in views if view >= rules.residential_limit]
    for_package = [view for view in views if rules.home_limit <= view < rules.residential_limit]
    need = current_net_need(rules, person)
    stays = balance.admissions[band][person.frailty] / IMAGINED_STAYS
    asked_home, asked_package = requests_by_need(rules, person, need)
    to_home = stays * len(for_home) + asked_home
    to_package = stays * len(for_package) + asked_package
    in_home = to_home / (to_home + balance.leaving_care_home[band][person.frailty])
    with_package = to_package / (to_package + balance.leaving_home[band][person.frailty])
    luck = uniform(rules, person, Decision.FIRST_CARE)
    if luck < in_home:
        start_in_care_home(rules, person, max([rules.residential_limit, *for_home[-1:]]))
    elif luck < in_home + (1.0 - in_home) * with_package:
        start_with_package(rules, person, max([need, *for_package[-1:]]), max(need, rules.home_limit))


def imagined_view(rules: Rules, person: Person, stay: int) -> float:
    """What a discharge team would believe of this person's need at the end of an imagined stay."""
    illness = exponential(rules, person, Decision.IMAGINED_STAY, stay)
    error = normal(rules, person, Decision.IMAGINED_VIEW, stay)
    need = settled_need(rules, person) + rules.acute_need_hours[person.frailty] * illness
    return net_of_carer(rules, person, need) * math.exp(rules.need_noise * error)


def requests_by_need(rules: Rules, person: Person, need: float) -> tuple[float, float]:
    """Requests a day that would lead to a care home, and to a package."""
    asking = float(rules.help[person.frailty]) if need >= rules.home_limit else 0.0
    return (asking, 0.0) if need >= rules.residential_limit else (0.0, asking)


def start_in_care_home(rules: Rules, person: Person, view: float) -> None:
    """A resident of a care home in April 2010.

    The time for which capital lasts has no memory, so what is left of it is drawn like the whole.
    """
    in_nursing = view >= rules.nursing_limit
    person.destination = Destination.NURSING_HOME if in_nursing else Destination.RESIDENTIAL_HOME
    person.payer = payer_for(person, view)
    person.setting = person.origin = Setting.NURSING_HOME if in_nursing else Setting.RESIDENTIAL_HOME
    if person.payer == Payer.SELF:
        person.care_day = min(NEVER, days_of_capital(rules, person))


def start_with_package(rules: Rules, person: Person, seen: float, need: float) -> None:
    """A user of home care in April 2010: eligible by what was seen then.

    Reviews have brought some packages down from what was first seen to what is needed; half way is typical.
    """
    person.destination = Destination.HOME_CARE
    payer = payer_for(person, seen)
    if payer != Payer.SELF and seen < person.neighbourhood.eligibility_hours:
        return
    person.payer = payer
    person.had_package = True
    person.hours = package_for(rules, 0.5 * (seen + need))
    person.care_day = 1 + math.floor(uniform(rules, person, Decision.FIRST_DAY_IN_CARE) * rules.review_days)


def place_in_bed(rules: Rules, balance: Balance, person: Person) -> None:
    """Put the share of people who are in hospital on an ordinary night into beds."""
    band = age_band(rules, person, 0)
    if uniform(rules, person, Decision.FIRST_STAY) >= balance.in_bed[band][person.frailty]:
        return
    person.origin = person.setting
    person.setting = Setting.ACUTE_BED
    person.bed_service = Service.ACUTE_BED
    if person.hours > 0:
        person.held = True
        person.care_day = rules.hold_days
    illness = exponential(rules, person, Decision.ACUTE_NEED)
    person.acute_need = rules.acute_need_hours[person.frailty] * illness
    person.recovering = True
    left = rules.long_stay_days[person.frailty] * exponential(rules, person, Decision.STAY_LENGTH)
    begin_stay(rules, person, 0, 1 + math.floor(left))
