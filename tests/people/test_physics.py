"""What must hold whatever the numbers: nothing is lost, and queues and frailty obey the theory that there is."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from conditions import Conditions, ample, tight
from hypothesis import HealthCheck, given, settings
from scipy.linalg import expm
from scipy.stats import norm
from small_places import one_economy, plan_for
from stories import Story, any_story

from abm.activity import Flow, MonthOfActivity, Stock
from abm.dates import Month
from abm.errors import BalanceError
from abm.people.balance_at_start import AGES, FIRST_AGE, band_of_age, frailty_at_65, frailty_by_age
from abm.people.people_engine import PeopleEngine
from abm.people.recount import check_people
from abm.people.rules import BAND_AGE_DAYS, DAYS_A_YEAR, make_rules
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import FRAILTY_LEVELS, Frailty, Service, Setting

STEADY = PeopleParameters(crisis_season=0.0, crisis_trend=0.0)
"""No season and no trend, so that what arrives is steady."""


def settle(people: int, months: int, conditions: Conditions, seed: int = 1) -> PeopleEngine:
    engine = PeopleEngine(one_economy(people), plan_for(months), STEADY, seed)
    conditions.set_for(engine)
    engine.populate()
    return engine


def total(lived: list[MonthOfActivity], flow: int) -> int:
    """What happened in all places in so many months."""
    return sum(int(month.flows[:, flow].sum()) for month in lived)


# --- Little's law --------------------------------------------------------------------------------------------------


def in_beds_now(engine: PeopleEngine, day: int) -> int:
    """Nights so far of those who are in acute beds on a morning."""
    rows = engine.state.people
    admitted = rows["admitted_day"][rows["setting"] == Setting.ACUTE_BED]
    return int((day - admitted).sum())


def test_bed_nights_are_the_nights_of_those_who_left_and_of_those_who_are_there() -> None:
    """Little's law without a remainder: not one night is lost or counted twice."""
    engine = settle(4000, 24, tight(4000))
    counted = ended = 0
    for month in range(24):
        activity = engine.advance(Month(month))
        counted += int(activity.stock_days[:, Stock.IN_ACUTE_BED].sum())
        ended += int(activity.flows[:, Flow.STAY_DAYS_ENDED].sum())
    assert counted == ended + in_beds_now(engine, Month(24).first_day)


def test_occupancy_is_arrivals_times_mean_stay() -> None:
    """Over five years after the first, within one per cent."""
    engine = settle(20_000, 72, ample())
    lived = [engine.advance(Month(month)) for month in range(72)][12:]
    days = sum(month.days for month in lived)
    occupancy = sum(int(month.stock_days[:, Stock.IN_ACUTE_BED].sum()) for month in lived) / days
    admissions = total(lived, Flow.ADMISSIONS) / days
    stays = total(lived, Flow.SHORT_STAYS_ENDED) + total(lived, Flow.LONG_STAYS_ENDED)
    assert occupancy == pytest.approx(admissions * total(lived, Flow.STAY_DAYS_ENDED) / stays, rel=0.01)


# --- frailty -------------------------------------------------------------------------------------------------------


def generator(decline: np.ndarray, death: np.ndarray) -> np.ndarray:
    """The rates a day between the levels of frailty and death."""
    rates = np.zeros((FRAILTY_LEVELS + 1, FRAILTY_LEVELS + 1))
    for level in Frailty:
        rates[level, FRAILTY_LEVELS] = death[level]
        if level != Frailty.SEVERE:
            rates[level, level + 1] = decline[level]
        rates[level, level] = -rates[level].sum()
    return rates


def chances_after(birth_day: int, days: int, generators: list[np.ndarray]) -> np.ndarray:
    """Chances of each level and of death after so many days from April 2010, by level at the start."""
    turns = [birth_day + start for start in BAND_AGE_DAYS]
    chances = np.eye(FRAILTY_LEVELS + 1)
    for band, (first, last) in enumerate(zip([-math.inf, *turns], [*turns, math.inf], strict=True)):
        within = min(last, days) - max(first, 0)
        if within > 0:
            chances = chances @ expm(generators[band] * within)
    return chances


def test_frailty_and_deaths_match_the_markov_solution() -> None:
    """Nobody meets a crisis or moves: the matrix exponential then says what becomes of each person in eight years.

    Counts must lie within four standard errors, those of a sum of independent chances.
    """
    months = 96
    nowhere = {Service.RESIDENTIAL_PLACE: 0.0, Service.NURSING_PLACE: 0.0}
    engine = settle(12_000, months, Conditions(capacity=nowhere, controls={"crisis_factor": 0.0}))
    at_home = (engine.state.people["setting"] == Setting.HOME).copy()
    before = engine.state.people[at_home].copy()
    for month in range(months):
        engine.advance(Month(month))
    after = engine.state.people[at_home]
    assert np.isin(after["setting"], (Setting.HOME, Setting.DEAD)).all()
    generators = [generator(d, m) for d, m in zip(engine.rules.decline, engine.rules.death, strict=True)]
    # Ages are taken to the nearest quarter of a year, which moves a chance by less than a tenth of a standard error.
    rounded = np.round(before["birth_day"] / 90.0).astype(int) * 90
    chances_of = {born: chances_after(born, Month(months).first_day, generators) for born in np.unique(rounded)}
    chances = np.array([chances_of[born][level] for born, level in zip(rounded, before["frailty"], strict=True)])
    became = np.where(after["setting"] == Setting.DEAD, FRAILTY_LEVELS, after["frailty"])
    for level in range(FRAILTY_LEVELS + 1):
        expected = chances[:, level].sum()
        error = math.sqrt((chances[:, level] * (1.0 - chances[:, level])).sum())
        assert abs(np.count_nonzero(became == level) - expected) < 4.0 * error


def test_frailty_by_age_is_the_markov_solution() -> None:
    """The cohort that the start is drawn from, in small steps, against the matrix exponential: within 0.001."""
    parameters = PeopleParameters()
    rules = make_rules(parameters, 1, 365)
    at_65, deaths = frailty_at_65(parameters), 2.0 * rules.death
    shares = frailty_by_age(rules, at_65, deaths)
    alive = np.append(at_65, 0.0)
    for age in range(AGES):
        assert shares[age] == pytest.approx(alive[:FRAILTY_LEVELS] / alive[:FRAILTY_LEVELS].sum(), abs=0.001)
        band = band_of_age(FIRST_AGE + age)
        alive = alive @ expm(generator(rules.decline[band], deaths[band]) * DAYS_A_YEAR)


# --- waits ---------------------------------------------------------------------------------------------------------

SERVED = Flow.SERVED_FIRST + Service.NHS_ASSESSMENT
WAITED = Flow.WAITED_FIRST + Service.NHS_ASSESSMENT
PEOPLE_WHO_ARRIVE = 60_000
WARM_UP = 12
LONG = 84


@cache
def arrivals_a_day() -> float:
    """People a day who come to be assessed when nobody waits."""
    engine = settle(PEOPLE_WHO_ARRIVE, LONG, ample())
    lived = [engine.advance(Month(month)) for month in range(LONG)][WARM_UP:]
    return total(lived, SERVED) / sum(month.days for month in lived)


def waits_at(use: float) -> tuple[float, float, float]:
    """Arrivals and capacity a day, and mean days waited, where so large a part of the capacity is used."""
    conditions = ample()
    capacity = arrivals_a_day() / use
    conditions.capacity[Service.NHS_ASSESSMENT] = capacity
    engine = settle(PEOPLE_WHO_ARRIVE, LONG, conditions)
    lived = [engine.advance(Month(month)) for month in range(LONG)][WARM_UP:]
    served, waited = total(lived, SERVED), total(lived, WAITED)
    return served / sum(month.days for month in lived), capacity, waited / served


def mean_wait_by_theory(arrivals: float, capacity: float) -> float:
    """Mean days waited in a queue that is served once a day.

    The backlog, counted from the one unit of service that may be kept, is the maximum of a random walk whose steps
    are a day's Poisson arrivals less its capacity, which swings uniformly. Spitzer's identity gives its mean as a sum
    of mean positive parts, here those of normal variables. People are whole: half a person fewer is waiting.
    """
    days = np.arange(1, 50_000)
    spread = np.sqrt((arrivals + (PeopleParameters().other_work_swing * capacity) ** 2 / 12.0) * days)
    behind = (capacity - arrivals) * days / spread
    backlog = float(np.sum(spread * (norm.pdf(behind) - behind * norm.sf(behind)) / days))
    return (backlog - 0.5) / arrivals


@pytest.mark.parametrize("use", [0.90, 0.93])
def test_mean_waits_match_queueing_theory(use: float) -> None:
    """Within 15%: six years of a queue that forgets in a few weeks, and steps that are not quite normal."""
    arrivals, capacity, wait = waits_at(use)
    assert wait == pytest.approx(mean_wait_by_theory(arrivals, capacity), rel=0.15)


def test_waits_explode_near_full_capacity() -> None:
    """Spare capacity hides how near the edge is: each of these steps of use at least doubles the wait."""
    waits = [waits_at(use)[2] for use in (0.70, 0.80, 0.90, 0.97)]
    assert all(later > 2.0 * earlier for earlier, later in pairwise(waits))
    assert waits[-1] > 20.0 * waits[0]


# --- nothing is lost -----------------------------------------------------------------------------------------------


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(story=any_story())
def test_people_places_and_hours_balance_whatever_is_asked(story: Story) -> None:
    """Every month of the engine checks itself; here people are followed into it and out of it besides."""
    engine = story.engine()
    for month in range(story.months):
        if month in story.changes:
            story.changes[month].set_for(engine, month)
        alive = living(engine)
        activity = engine.advance(Month(month))
        joined = activity.flows[:, Flow.TURNED_65].sum() - activity.flows[:, Flow.DEATHS].sum()
        assert living(engine) == alive + joined == activity.stocks_at_end[:, Stock.ALIVE].sum()
        for service in HELD:
            assert (engine.in_use(service) >= 0).all()


HELD = (Service.ACUTE_BED, Service.FURTHER_NHS_CARE, Service.MENTAL_HEALTH_BED, Service.REABLEMENT)


def living(engine: PeopleEngine) -> int:
    """People aged 65 and over who are alive."""
    settings_now = engine.state.people["setting"]
    return int(np.count_nonzero((settings_now != Setting.NOT_YET_65) & (settings_now != Setting.DEAD)))


@pytest.mark.parametrize("service", [*HELD, Service.HOME_CARE, Service.RESIDENTIAL_PLACE, Service.NURSING_PLACE])
def test_a_lost_place_is_noticed(service: Service) -> None:
    engine = settle(500, 2, tight(500))
    engine.advance(Month(0))
    engine.state.queues["used"][engine.services.start[service]] += 1
    with pytest.raises(BalanceError, match="do not balance"):
        engine.advance(Month(1))


@pytest.mark.parametrize("stock", [Stock.ACROSS_LINE, Stock.DELAYED_ACROSS_LINE])
def test_a_lost_person_across_a_line_is_noticed(stock: Stock) -> None:
    engine = settle(2000, 6, tight(2000, verification_days=10.0))
    delayed = [engine.advance(Month(month)).stocks_at_end[:, Stock.DELAYED_ACROSS_LINE].sum() for month in range(5)]
    assert any(delayed), "the recount must have had somebody to count"
    engine.state.neighbourhoods["stocks"][0, stock] += 1
    with pytest.raises(BalanceError, match="across a line do not balance"):
        engine.advance(Month(5))


@pytest.mark.parametrize("stock", [Stock.ALIVE, Stock.MODERATE, Stock.HOME_CARE_HOURS_COUNCIL, Stock.NURSING_SELF])
def test_a_lost_person_or_hour_is_noticed(stock: Stock) -> None:
    engine = settle(500, 1, tight(500))
    before = engine.state.neighbourhoods["stocks"].copy()
    activity = engine.advance(Month(0))
    check_people(engine.state, engine.services, before, activity)
    activity.stocks_at_end[0, stock] -= 1
    with pytest.raises(BalanceError, match="do not balance"):
        check_people(engine.state, engine.services, before, activity)
