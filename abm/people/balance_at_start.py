"""The population in balance: shares of frailty by age, and of those in need who have care, without waiting for them.

A cohort is followed from 65 on through the same rates that the engine uses (a Markov chain in yearly steps of 73
parts); ages come from the places. Whether someone already has care balances how often their own hospital stays and
requests would lead to it against how soon they would leave it.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np

from abm.people.decision import Decision
from abm.people.rules import BAND_YEARS, DAYS_A_YEAR, Rules
from abm.randomness import keyed_exponential, keyed_normal, keyed_uniform
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import FRAILTY_LEVELS

FIRST_AGE = 65
AGES = 41
"""Single years of age from 65 to 105."""
THIRTY_DAYS = 30
IMAGINED_PEOPLE = 200
IMAGINED_STAYS = 4
PARTS = 73
"""Steps a year: five days each."""
WITHIN_BAND = (0.965, 0.93, 0.84)
"""People of one age over those a year younger, at 65-74, 75-84 and 85+ (ONS 2011 Census, recall); only the shape
within the bands whose totals the places give."""


class Balance(NamedTuple):
    """What the engine needs to draw a population in balance."""

    frailty: np.ndarray
    """float64 [AGES, frailty]: shares of frailty at each age."""
    admissions: np.ndarray
    """float64 [bands, frailty]: emergency admissions a day."""
    leaving_home: np.ndarray
    """float64 [bands, frailty]: deaths and declines a day at home, with a package's chance of ending at a review."""
    leaving_care_home: np.ndarray
    """float64 [bands, frailty]: deaths a day in a care home."""
    in_bed: np.ndarray
    """float64 [bands, frailty]: share of people in an acute bed on an ordinary night."""
    at_65: np.ndarray
    """float64 [frailty]: shares on the 65th birthday."""


def find_balance(rules: Rules, parameters: PeopleParameters) -> Balance:
    """The balance that the engine's own rates imply."""
    at_65 = frailty_at_65(parameters)
    admissions = admission_rate(rules, parameters)
    in_bed = admissions * mean_nights(rules)
    in_hospital = (rules.death_ratio_in_bed - 1.0) * in_bed
    deaths_at_home = rules.death * (1.0 + in_hospital)
    deaths_in_care_home = rules.death * (rules.death_ratio_care_home + in_hospital)
    resident = share_in_care_homes(rules, admissions, deaths_in_care_home)
    return Balance(
        frailty=frailty_by_age(rules, at_65, deaths_at_home * (1.0 - resident) + deaths_in_care_home * resident),
        admissions=admissions,
        leaving_home=deaths_at_home + 0.6 / rules.review_days,
        leaving_care_home=deaths_in_care_home,
        in_bed=in_bed,
        at_65=at_65,
    )


def share_in_care_homes(rules: Rules, admissions: np.ndarray, deaths: np.ndarray) -> np.ndarray:
    """Share of people in care homes by age band and frailty, from imagined people: float64 [bands, frailty]."""
    share = np.zeros(deaths.shape)
    for level in range(FRAILTY_LEVELS):
        sent = [chance_of_being_sent(rules, level, who) for who in range(IMAGINED_PEOPLE)]
        for band in range(len(deaths)):
            entering = [admissions[band, level] * chance for chance in sent]
            share[band, level] = math.fsum(rate / (rate + deaths[band, level]) for rate in entering) / IMAGINED_PEOPLE
    return share


class ImaginedLuck(NamedTuple):
    """An imagined person's draws, which are the same in every run."""

    need: float
    carer: float
    cognition: float
    acute_needs: tuple[float, ...]
    views: tuple[float, ...]


@cache
def luck_of_imagined(who: int) -> ImaginedLuck:
    """Drawn once, whatever is asked of it."""
    stays = range(IMAGINED_STAYS)
    return ImaginedLuck(
        need=keyed_normal(0, who, Decision.IMAGINED_NEED),
        carer=keyed_uniform(0, who, Decision.IMAGINED_CARER),
        cognition=keyed_uniform(0, who, Decision.IMAGINED_COGNITION),
        acute_needs=tuple(keyed_exponential(0, who, Decision.IMAGINED_STAY, stay) for stay in stays),
        views=tuple(keyed_normal(0, who, Decision.IMAGINED_VIEW, stay) for stay in stays),
    )


def chance_of_being_sent(rules: Rules, level: int, who: int) -> float:
    """Share of an imagined person's hospital stays that would end in a care home."""
    luck = luck_of_imagined(who)
    factor = math.exp(rules.need_spread * luck.need)
    carer = luck.carer < 0.5 * (rules.carer_share_alone + rules.carer_share_not_alone)
    impaired = luck.cognition < 3.0 * rules.dementia_share_65_69 * (1.0 + level)
    settled = rules.need_hours[level] * factor + rules.need_hours_dementia * impaired
    sent = 0
    for acute_need, view in zip(luck.acute_needs, luck.views, strict=True):
        need = settled + rules.acute_need_hours[level] * acute_need
        need = need * (1.0 - rules.carer_covers) if carer else need
        sent += need * math.exp(rules.need_noise * view) >= rules.residential_limit
    return sent / IMAGINED_STAYS


def frailty_at_65(parameters: PeopleParameters) -> np.ndarray:
    """Shares of frailty on the 65th birthday."""
    fit, mild, severe = parameters.fit_share_at_65, parameters.mild_share_at_65, parameters.severe_share_at_65
    return np.array([fit, mild, max(0.0, 1.0 - fit - mild - severe), severe])


def band_of_age(age: int) -> int:
    """Five-year band of a single year of age."""
    return sum(age >= start for start in BAND_YEARS)


def admission_rate(rules: Rules, parameters: PeopleParameters) -> np.ndarray:
    """Emergency admissions a day by age band and frailty, near enough for a start: float64 [bands, frailty]."""
    first = rules.crisis * (parameters.bed_needed_share + 0.08)
    again = (rules.crisis_ratio_after_discharge - 1.0) * THIRTY_DAYS
    return np.asarray(first / (1.0 - np.minimum(0.6, again * first)))


def mean_nights(rules: Rules) -> np.ndarray:
    """Mean nights of an admission by frailty, waits included in round numbers: float64 [frailty]."""
    long = 2.0 + rules.long_stay_days
    return rules.short_stay_share + (1.0 - rules.short_stay_share) * long + 1.0


def frailty_by_age(rules: Rules, at_65: np.ndarray, deaths: np.ndarray) -> np.ndarray:
    """Follow a cohort from 65; deaths take the frail first: float64 [AGES, frailty], rows adding to 1."""
    step = DAYS_A_YEAR / PARTS
    shares = np.empty((AGES, FRAILTY_LEVELS))
    alive = at_65.copy()
    for age in range(AGES):
        shares[age] = alive / alive.sum()
        band = band_of_age(FIRST_AGE + age)
        for _ in range(PARTS):
            declining = alive * rules.decline[band] * step
            alive = alive - declining - alive * deaths[band] * step
            alive[1:] += declining[:-1]
    return shares


def age_shares(share_75plus: np.ndarray, share_85plus: np.ndarray) -> np.ndarray:
    """Cumulative shares of single years of age by council, from its shares aged 75+ and 85+: float64 [C, AGES]."""
    shapes = np.zeros((3, AGES))
    for band, (first, last) in enumerate(((0, 10), (10, 20), (20, AGES))):
        weight = 1.0
        for age in range(first, last):
            shapes[band, age] = weight
            weight = weight * WITHIN_BAND[band]
        shapes[band] /= shapes[band].sum()
    totals = np.stack([1.0 - share_75plus, share_75plus - share_85plus, share_85plus], axis=1)
    return np.cumsum(totals @ shapes, axis=1)
