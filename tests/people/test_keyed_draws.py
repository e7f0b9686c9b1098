"""The same person meets the same luck, whoever else there is, in whatever order, under whatever policy."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numba
import numpy as np
import pytest
from conditions import Conditions, ample, frail_parameters, tight
from same_people import LINKS, standing_in
from small_places import one_economy, plan_for, two_economies, with_one_more_person

from abm.activity import MonthOfActivity
from abm.dates import Month
from abm.people.decision import Decision
from abm.people.engine import draws
from abm.people.people_engine import PeopleEngine
from abm.people.person import PERSON
from abm.people.population import ENTRY_OF_YEAR
from abm.people.rows import gather_people
from abm.people.rules import DAYS_A_YEAR
from abm.people.twin import draws as plain_draws
from abm.people.twin.plain_people import PlainPeople
from abm.randomness import key_of, keyed_bits, keyed_exponential, keyed_normal, keyed_uniform, luck_of, mix
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import Setting
from abm.world.geography import Geography

PEOPLE = 1500
MONTHS = 24
WHERE_THEY_STAND = LINKS | {"neighbourhood", "queue"}
"""Fields that say where someone's row is among others, not what is true of them."""
ABOUT_THEM = [name for name in PERSON.names or () if name not in WHERE_THEY_STAND]


# --- the draws themselves ------------------------------------------------------------------------------------------


@numba.njit(error_model="numpy")
def draw_all(keys, decisions, bits, numbers):  # type: ignore[no-untyped-def]
    for at in range(len(keys)):
        luck = draws.luck_of(keys[at, 0], keys[at, 1])
        decision, occurrence = decisions[at, 0], decisions[at, 1]
        bits[at] = draws.keyed_bits(luck, decision, occurrence)
        numbers[at, 0] = draws.keyed_uniform(luck, decision, occurrence)
        numbers[at, 1] = draws.keyed_exponential(luck, decision, occurrence)
        numbers[at, 2] = draws.keyed_normal(luck, decision, occurrence)


def test_compiled_draws_are_the_plain_draws_bit_for_bit() -> None:
    count = 20_000
    chance = np.random.default_rng(5)
    keys = chance.integers(0, 1 << 64, size=(count, 2), dtype=np.uint64)
    keys[:4] = [[0, 0], [(1 << 64) - 1, (1 << 64) - 1], [1, 0], [0, 1]]
    decisions = np.column_stack([chance.integers(0, 64, count), chance.integers(0, 1 << 32, count)]).astype(np.int64)
    bits, numbers = np.empty(count, dtype=np.uint64), np.empty((count, 3))
    draw_all(keys, decisions, bits, numbers)
    for at in range(count):
        key = *(int(part) for part in keys[at]), *(int(part) for part in decisions[at])
        assert int(bits[at]) == keyed_bits(*key)
        expected = keyed_uniform(*key), keyed_exponential(*key), keyed_normal(*key)
        assert tuple(numbers[at].tolist()) == expected
    assert ((numbers[:, 0] > 0.0) & (numbers[:, 0] < 1.0)).all()


def test_everyones_luck_is_that_of_the_seed_and_where_they_belong() -> None:
    """Of practice, council and a number of their own, in plain numbers: the first to turn 65 in a year among them."""
    geography, seed = one_economy(PEOPLE), 3
    plan = replace(plan_for(MONTHS), new_65_per_1000=300.0)
    people, arrival = gather_people(geography, plan, seed)
    patches = geography.patches
    practice, council, size = (each.tolist() for each in (patches.practice, patches.council, patches.older_people))
    for number, of_year in ((0, -1), (ENTRY_OF_YEAR, 0), (2 * ENTRY_OF_YEAR, 1)):
        firsts = {
            luck_of(seed, mix(key_of(place, other) + number))
            for place, other, many in zip(practice, council, size, strict=True)
            if many > 10
        }
        here = np.isin(people["luck"], np.array(sorted(firsts), dtype=np.uint64))
        assert np.count_nonzero(here) == len(firsts) > 0
        first, last = (math.floor(years * DAYS_A_YEAR) + 1 for years in (of_year, of_year + 1))
        assert ((arrival[here] == -1) if of_year < 0 else (first <= arrival[here]) & (arrival[here] <= last)).all()


# --- the same luck -------------------------------------------------------------------------------------------------


def settle(geography: Geography, conditions: Conditions, seed: int = 3) -> PeopleEngine:
    people = PeopleEngine(geography, plan_for(MONTHS), frail_parameters(), seed)
    conditions.set_for(people)
    return people


def live(people: PeopleEngine, months: int = MONTHS) -> list[MonthOfActivity]:
    people.populate()
    return [people.advance(Month(month)) for month in range(months)]


def by_luck(people: PeopleEngine) -> np.ndarray:
    """What is true of everyone, in the order of their luck."""
    rows = people.state.people
    return rows[np.argsort(rows["luck"])][ABOUT_THEM]


def queues(people: PeopleEngine) -> list[list[int]]:
    return [standing_in(people, number) for number in range(people.services.count)]


def totals(months: list[MonthOfActivity]) -> list[tuple[list[int], list[int]]]:
    return [(month.stock_days.sum(axis=0).tolist(), month.flows.sum(axis=0).tolist()) for month in months]


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    first, again, other = (settle(one_economy(PEOPLE), tight(PEOPLE), seed) for seed in (3, 3, 4))
    assert totals(live(first)) == totals(live(again))
    live(other)
    assert (first.state.people == again.state.people).all()
    assert (first.state.people != other.state.people).any()


@pytest.mark.parametrize("patch", [0, 3, 5])
def test_one_more_person_changes_nobody_elses_luck(patch: int) -> None:
    before = settle(one_economy(PEOPLE), ample())
    after = settle(with_one_more_person(one_economy(PEOPLE), patch), ample())
    live(before)
    live(after)
    known = np.isin(after.state.people["luck"], before.state.people["luck"])
    assert 1 <= np.count_nonzero(~known) <= 1 + (MONTHS + 11) // 12
    everyone, everyone_else = by_luck(before), by_luck(after)
    everyone_else = everyone_else[np.isin(everyone_else["luck"], everyone["luck"])]
    assert (everyone == everyone_else).all()


def test_the_order_of_people_does_not_matter() -> None:
    """Not even where they compete for the same places."""
    conditions = tight(PEOPLE, dispute_chance=0.3, locality_team=0.4, shared_records=0.5)
    usual, shuffled = settle(one_economy(PEOPLE), conditions), settle(one_economy(PEOPLE), conditions)
    order = np.random.default_rng(1).permutation(len(usual.state.people))
    shuffled.state.people[:] = shuffled.state.people[order]
    shuffled.arrival_day = shuffled.arrival_day[order]
    assert totals(live(usual)) == totals(live(shuffled))
    assert (by_luck(usual) == by_luck(shuffled)).all()
    assert queues(usual) == queues(shuffled)


def test_the_order_of_economies_does_not_matter() -> None:
    usual, reverse = (settle(two_economies(PEOPLE, order), tight(PEOPLE)) for order in (False, True))
    assert totals(live(usual)) == totals(live(reverse))
    assert (by_luck(usual) == by_luck(reverse)).all()
    assert queues(usual) == queues(reverse)


# --- the same luck under another policy ----------------------------------------------------------------------------


def stays_under(conditions: Conditions) -> dict[tuple[int, int, int, int], int]:
    """Clinical nights of stays seen at ends of months, by person, crisis, frailty and day of admission."""
    people = settle(one_economy(6000), conditions)
    people.populate()
    nights = {}
    for month in range(MONTHS):
        people.advance(Month(month))
        rows = people.state.people
        for row in rows[(rows["setting"] == Setting.ACUTE_BED) & (rows["episodes"] > 0) & (rows["replans"] == 0)]:
            who = int(row["luck"]), int(row["episodes"]), int(row["frailty"]), int(row["admitted_day"])
            nights[who] = int(row["ready_day"] - row["admitted_day"])
    return nights


def test_a_policy_changes_no_stay_of_the_same_crisis() -> None:
    one = stays_under(ample())
    other = stays_under(ample(team_caution=1.6, reablement_threshold=0.1, eligibility_hours=14.0, readiness_shift=2.0))
    both = one.keys() & other.keys()
    assert len(both) > 100
    assert len(one.keys() - both) > 10, "the policy must have changed something"
    assert all(one[stay] == other[stay] for stay in both)


def test_a_policy_changes_no_severity_of_the_same_crisis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A front door that admits nobody it can avoid sees the same severities as one that admits everyone."""
    drawn: list[dict[tuple[int, int], float]] = []

    def listen(seed: int, who: int, decision: int, occurrence: int = 0) -> float:
        value = keyed_uniform(seed, who, decision, occurrence)
        if decision == Decision.SEVERITY:
            drawn[-1][who, occurrence] = value
        return value

    monkeypatch.setattr(plain_draws, "keyed_uniform", listen)
    for caution in (-0.5, 1.0):
        drawn.append({})
        people = PlainPeople(one_economy(200), plan_for(12), frail_parameters(), 3)
        ample(front_door_caution=caution).set_for(people)
        people.populate()
        for month in range(12):
            people.advance(Month(month))
    both = drawn[0].keys() & drawn[1].keys()
    assert len(both) > 20
    assert drawn[0].keys() != drawn[1].keys()
    assert all(drawn[0][crisis] == drawn[1][crisis] for crisis in both)


ASKED_AGAIN = {Decision.SHARED_RECORD, Decision.LOCALITY_TEAM_MEETS}
"""Draws that say something lasting of a person or stay, and may be asked for more than once."""


def test_no_draw_serves_two_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    used: Counter[tuple[int, int, int]] = Counter()

    def listen(seed: int, who: int, decision: int, occurrence: int) -> int:
        used[who, decision, occurrence] += 1
        return keyed_bits(seed, who, decision, occurrence)

    monkeypatch.setattr("abm.randomness.keyed_bits", listen)
    monkeypatch.setattr(plain_draws, "keyed_bits", listen)
    people = PlainPeople(one_economy(300), plan_for(18), frail_parameters(), 3)
    joined_up = {"shared_records": 0.5, "locality_team": 0.5, "two_week_review": 1, "home_first": [0, 1] * 3}
    unsteady = {"provider_change": 0.5, "direct_payments": 0.3, "package_breakdown": 0.2, "verification_days": 4.0}
    tight(300, dispute_chance=0.4, **joined_up, **unsteady).set_for(people)
    people.populate()
    for month in range(18):
        people.advance(Month(month))
    keys = {person.key for person in people.people}
    twice = {Decision(decision) for (who, decision, _), times in used.items() if times > 1 and who in keys}
    assert twice <= ASKED_AGAIN


def test_parameters_change_no_draw_of_who_people_are() -> None:
    """Where someone lives alone under one rate of crises, they do under another."""
    frail = settle(one_economy(PEOPLE), ample())
    usual = PeopleEngine(one_economy(PEOPLE), plan_for(MONTHS), PeopleParameters(), 3)
    ample().set_for(usual)
    frail.populate()
    usual.populate()
    for same in ("luck", "birth_day", "traits"):
        assert (frail.state.people[same] == usual.state.people[same]).all()
