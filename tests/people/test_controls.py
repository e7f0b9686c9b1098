"""What each decision of organisations changes in people's lives, and whom it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from conditions import Conditions, ample, frail_parameters, range_of, tight
from small_places import one_economy, plan_for

from abm.activity import Flow, Stock, delayed_column
from abm.dates import Month
from abm.people.decision import Decision
from abm.people.pathway import Stage
from abm.people.people_engine import PeopleEngine
from abm.people.person import ACROSS_LINE, DIRECT_PAYMENT, HAD_PACKAGE, NEVER
from abm.people.rules import Rules
from abm.people.twin.help import request_help
from abm.people.twin.journey import waits_for_choice, waits_for_housing
from abm.people.twin.needs import current_net_need
from abm.people.twin.person import Person
from abm.people.twin.plain_people import PlainPeople
from abm.people.twin.reviews import review_package
from abm.randomness import keyed_exponential, who_has
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import Body, Destination, Payer, Reason, Service, Setting

PEOPLE = 3000
MONTHS = 18
SEED = 6


class Lived:
    """A run under conditions that do not change: what happened and how people are at the end of each month."""

    def __init__(
        self, conditions: Conditions, parameters: PeopleParameters | None = None, people: int = PEOPLE
    ) -> None:
        self.engine = PeopleEngine(one_economy(people), plan_for(MONTHS), parameters or frail_parameters(), SEED)
        conditions.set_for(self.engine)
        self.engine.populate()
        self.at_start = self.engine.state.people.copy()
        months, self.rows = [], []
        for month in range(MONTHS):
            months.append(self.engine.advance(Month(month)))
            self.rows.append(self.engine.state.people.copy())
        self.flows = np.sum([month.flows for month in months], axis=0)
        self.stock_days = np.sum([month.stock_days for month in months], axis=0)

    def total(self, *flows: int) -> int:
        return int(self.flows[:, list(flows)].sum())

    def days(self, reason: Reason, body: Body) -> int:
        return int(self.stock_days[:, delayed_column(reason, body)].sum())


def without(flows: np.ndarray, *left_out: Flow) -> np.ndarray:
    """All flows but some."""
    return np.delete(flows, list(left_out), axis=1)


# --- a co-ordinator ------------------------------------------------------------------------------------------------


def starts_of_waits(run: Lived, stage: Stage, decision: Decision, mean: float) -> np.ndarray:
    """Days from referral to the day from which each wait without a queue was counted, of those seen waiting."""
    starts = []
    for rows in run.rows:
        for row in rows[(rows["stage"] == stage) & (rows["setting"] != Setting.DEAD)]:
            visit = int(row["episodes"]) * 64 + int(row["units"]) * 8 + int(row["replans"])
            length = int(mean * keyed_exponential(SEED, who_has(int(row["luck"]), SEED), decision, visit))
            starts.append(int(row["stay_day"]) - 1 - length - int(row["asked_day"]))
    return np.array(starts)


def test_a_coordinator_sets_choice_going_at_referral_and_shortens_it() -> None:
    alone, coordinated = Lived(tight(PEOPLE)), Lived(tight(PEOPLE, coordinator=1))
    mean = alone.engine.rules.choice_days
    assert starts_of_waits(alone, Stage.CHOOSING, Decision.CHOICE_LENGTH, mean).max() > 0
    assert (starts_of_waits(coordinated, Stage.CHOOSING, Decision.CHOICE_LENGTH, mean) == 0).all()
    assert coordinated.days(Reason.CHOICE, Body.NHS) < 0.7 * alone.days(Reason.CHOICE, Body.NHS)
    assert coordinated.days(Reason.HOUSING, Body.NHS) < alone.days(Reason.HOUSING, Body.NHS)


@pytest.mark.parametrize("waits", [waits_for_choice, waits_for_housing])
def test_a_wait_that_has_run_out_is_no_wait(waits: Callable[[Rules, Person, int], bool]) -> None:
    """No choice and no house takes years."""
    people = PlainPeople(one_economy(40), plan_for(MONTHS), frail_parameters(), SEED)
    rules = people.rules._replace(choice_chance_home=1.0, housing_chance=1.0)
    person = people.people[0]
    person.setting, person.destination, person.asked_day = Setting.ACUTE_BED, Destination.HOME_CARE, 100
    assert waits(rules, person, 2000)
    person.stage, person.stay_day = Stage.ARRANGED, NEVER
    person.neighbourhood.coordinator = 1
    assert not waits(rules, person, 2000)
    assert (person.stage, person.stay_day) == (Stage.ARRANGED, NEVER)
    assert waits(rules, person, 100)
    assert person.stay_day > 100


def test_a_coordinator_settles_no_dispute() -> None:
    coordinated = Lived(tight(PEOPLE, coordinator=1, dispute_chance=0.6))
    mean = coordinated.engine.rules.dispute_days
    starts = starts_of_waits(coordinated, Stage.IN_DISPUTE, Decision.DISPUTE_LENGTH, mean)
    assert starts.min() >= 0
    assert starts.max() > 0


# --- telling one's story again -------------------------------------------------------------------------------------

TAKEN_ON = [
    Flow.SERVED_FIRST + service
    for service in (
        Service.NHS_ASSESSMENT,
        Service.COUNCIL_ASSESSMENT,
        Service.FURTHER_NHS_CARE,
        Service.MENTAL_HEALTH_BED,
        Service.REABLEMENT,
        Service.HOME_CARE,
        Service.RESIDENTIAL_PLACE,
        Service.NURSING_PLACE,
    )
]


def test_without_shared_records_every_service_asks_anew() -> None:
    alone = Lived(tight(PEOPLE))
    assert alone.total(Flow.TOLD_AGAIN) == alone.total(Flow.CRISES, *TAKEN_ON)


def test_shared_records_and_coordinators_spare_people_the_telling() -> None:
    half = Lived(tight(PEOPLE, shared_records=0.5))
    assert half.total(Flow.TOLD_AGAIN) == pytest.approx(0.5 * half.total(Flow.CRISES, *TAKEN_ON), rel=0.05)
    assert Lived(tight(PEOPLE, shared_records=1.0)).total(Flow.TOLD_AGAIN) == 0
    assert Lived(tight(PEOPLE, coordinator=1)).total(Flow.TOLD_AGAIN) == 0


# --- providers and direct payments ---------------------------------------------------------------------------------

STARTS = (Flow.PACKAGE_STARTS_COUNCIL, Flow.PACKAGE_STARTS_NHS, Flow.PACKAGE_STARTS_SELF)


def test_another_provider_is_one_more_hand_off_and_nothing_else() -> None:
    steady, changing = Lived(tight(PEOPLE)), Lived(tight(PEOPLE, provider_change=1.0))
    changes = changing.flows[:, Flow.PROVIDER_CHANGES]
    assert steady.total(Flow.PROVIDER_CHANGES) == 0
    counted = (Flow.PROVIDER_CHANGES, Flow.HAND_OFFS)
    assert (without(steady.flows, *counted) == without(changing.flows, *counted)).all()
    assert (changing.flows[:, Flow.HAND_OFFS] - steady.flows[:, Flow.HAND_OFFS] == changes).all()


def test_a_first_package_changes_no_provider() -> None:
    run = Lived(tight(PEOPLE, provider_change=1.0))
    first = (run.rows[-1]["known"] & HAD_PACKAGE != 0) & (run.at_start["known"] & HAD_PACKAGE == 0)
    assert run.total(*STARTS) - run.total(Flow.PROVIDER_CHANGES) == np.count_nonzero(first)
    assert (run.at_start["known"][run.at_start["hours"] > 0] & HAD_PACKAGE).all()


def test_direct_payments_are_for_new_packages_of_the_council_while_they_last() -> None:
    run = Lived(tight(PEOPLE, 2.0, direct_payments=1.0, package_breakdown=0.3))
    assert 0 < run.total(Flow.DIRECT_PAYMENT_STARTS) <= run.total(Flow.PACKAGE_STARTS_COUNCIL)
    for rows in run.rows:
        assert_payments_are_for_packages(rows)
    half = Lived(tight(PEOPLE, direct_payments=0.5)).total(Flow.DIRECT_PAYMENT_STARTS)
    every = Lived(tight(PEOPLE, direct_payments=1.0)).total(Flow.DIRECT_PAYMENT_STARTS)
    assert half == pytest.approx(0.5 * every, rel=0.15)


def assert_payments_are_for_packages(rows: np.ndarray) -> None:
    paid = rows[rows["traits"] & DIRECT_PAYMENT != 0]
    assert (paid["hours"] + paid["lapsed"] > 0).all()
    assert (paid["payer"] == Payer.COUNCIL).all()
    assert (paid["setting"] != Setting.DEAD).all()


def test_a_payment_ends_with_a_package_that_lapsed_and_is_refused() -> None:
    """Once nobody is eligible, whoever needs more than the lapsed package goes home with nothing."""
    engine = PeopleEngine(one_economy(20_000), plan_for(MONTHS), frail_parameters(), SEED)
    generous = ample(direct_payments=1.0, eligibility_hours=0.0, package_breakdown=0.5)
    generous.set_for(engine)
    engine.populate()
    for month in range(MONTHS):
        if month == 6:
            ample(direct_payments=1.0, eligibility_hours=60.0).set_for(engine, month)
        engine.advance(Month(month))
        assert_payments_are_for_packages(engine.state.people)


def test_ones_own_assistant_stays() -> None:
    """Whoever has a direct payment changes no provider, and keeps the package twice as long in hospital."""
    run = Lived(ample(direct_payments=1.0, provider_change=1.0))
    without_payment = Lived(ample(provider_change=1.0))
    assert run.total(Flow.PROVIDER_CHANGES) < 0.6 * without_payment.total(Flow.PROVIDER_CHANGES)
    assert run.total(Flow.PACKAGES_LAPSED) < without_payment.total(Flow.PACKAGES_LAPSED)
    rules = run.engine.rules
    assert rules.direct_payment_hold_days == 2 * rules.hold_days
    for rows in run.rows:
        # At the first bed of a run nobody has waited: the day of admission is the day of the crisis.
        held = rows[(rows["held"] == 1) & (rows["setting"] == Setting.ACUTE_BED) & (rows["episodes"] > 0)]
        days = held["care_day"] - held["admitted_day"]
        paid = held["traits"] & DIRECT_PAYMENT != 0
        assert (days[paid] == rules.direct_payment_hold_days).all()
        assert (days[~paid] == rules.hold_days).all()


# --- packages that break down --------------------------------------------------------------------------------------


def someone_with_a_package(chance: float) -> tuple[PlainPeople, Person]:
    """Someone at home who has a package and goes on needing one, where arrangements break down with this chance."""
    people = PlainPeople(one_economy(400), plan_for(MONTHS), frail_parameters(), SEED)
    tight(400, package_breakdown=chance).set_for(people)
    people.populate()
    at_home = (person for person in people.people if person.hours > 0 and person.setting == Setting.HOME)
    return people, next(
        person for person in at_home if current_net_need(people.rules, person) > people.rules.home_limit
    )


def test_an_arrangement_that_breaks_down_ends_and_help_is_asked_for_on_the_same_day() -> None:
    people, person = someone_with_a_package(chance=1.0)
    person.requests, person.direct_payment = 3, True
    review_package(people.rules, person, 200)
    assert (person.hours, person.payer, person.direct_payment) == (0, Payer.NOBODY, False)
    assert (person.requests, person.asked_day, person.stage) == (4, 200, Stage.IN_QUEUE)
    counted = [person.neighbourhood.flows[flow] for flow in BROKEN_DOWN]
    assert counted == [1, 1, 1]


def test_whoever_waits_already_need_not_ask_again_when_an_arrangement_breaks_down() -> None:
    people, person = someone_with_a_package(chance=1.0)
    request_help(people.rules, person, 150)
    review_package(people.rules, person, 200)
    assert (person.hours, person.requests, person.asked_day, person.stage) == (0, 1, 150, Stage.IN_QUEUE)


def test_an_arrangement_that_holds_is_reviewed() -> None:
    people, person = someone_with_a_package(chance=0.0)
    review_package(people.rules, person, 200)
    assert person.hours > 0
    assert not any(person.neighbourhood.flows[flow] for flow in BROKEN_DOWN[:2])


BROKEN_DOWN = (Flow.PACKAGE_BREAKDOWNS, Flow.HAND_OFFS, Flow.REQUESTS_FOR_HELP)


def test_arrangements_break_down_as_often_as_is_said() -> None:
    never, seldom, always = (Lived(ample(package_breakdown=chance)) for chance in (0.0, 0.2, 1.0))
    assert never.total(Flow.PACKAGE_BREAKDOWNS) == 0
    often = always.total(Flow.PACKAGE_BREAKDOWNS)
    assert 0.15 * often < seldom.total(Flow.PACKAGE_BREAKDOWNS) < 0.3 * often


def test_the_check_at_two_weeks_breaks_nothing_down() -> None:
    """Nobody's first year with a new package ends in a breakdown."""
    broken = Lived(ample(package_breakdown=1.0))
    starting = broken.at_start["hours"] > 0
    new = (broken.rows[11]["hours"] > 0) & ~starting & (broken.rows[0]["hours"] > 0)
    assert new.any()
    assert (broken.rows[10]["hours"][new] > 0).all()


# --- hurry ---------------------------------------------------------------------------------------------------------


def share(run: Lived, part: Flow, whole: Flow) -> float:
    return run.total(part) / run.total(whole)


def test_hurry_prescribes_too_much() -> None:
    """Packages larger than needed, and care homes for people who needed none."""
    calm, hurried = (Lived(ample(hurry=hurry), PeopleParameters(), people=20_000) for hurry in (0.0, 0.5))
    too_much = (Flow.PACKAGES_OVER_PRESCRIBED, Flow.PACKAGES_CHECKED)
    assert share(hurried, *too_much) > 1.15 * share(calm, *too_much)
    needless = Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE
    assert hurried.total(needless) > 1.3 * calm.total(needless)


def test_hurry_errs_more_even_where_nobody_plays_safe() -> None:
    boldly = PeopleParameters(hurry_caution=0.0, front_door_noise=range_of("front_door_noise")[0])
    calm, hurried = (Lived(ample(hurry=hurry), boldly, people=20_000) for hurry in (0.0, 1.0))
    improvable = (Flow.DECISIONS_IMPROVABLE, Flow.DECISIONS)
    assert share(hurried, *improvable) > 1.1 * share(calm, *improvable)


# --- housing -------------------------------------------------------------------------------------------------------


def test_housing_waits_are_as_long_as_housing_makes_them() -> None:
    usual, long, none = (Lived(ample(housing_factor=factor)) for factor in (1.0, 3.0, 0.0))
    days = [run.days(Reason.HOUSING, Body.NHS) for run in (none, usual, long)]
    assert days[0] < 0.3 * days[1]
    assert days[2] > 1.7 * days[1]
    assert long.days(Reason.CHOICE, Body.NHS) == pytest.approx(usual.days(Reason.CHOICE, Body.NHS), rel=0.2)


# --- across a line -------------------------------------------------------------------------------------------------


def crossing() -> np.ndarray:
    """Which neighbourhoods of the small places have people across a line: those of two practices."""
    geography = one_economy(PEOPLE)
    patches = geography.patches
    across = geography.practices.council[patches.practice] != patches.council
    return np.bincount(patches.neighbourhood[across], minlength=len(geography.neighbourhoods)) > 0


def test_people_across_a_line_are_those_whose_practice_stands_in_another_council() -> None:
    run, across = Lived(ample()), crossing()
    hoods = run.at_start["neighbourhood"]
    assert ((run.at_start["traits"] & ACROSS_LINE != 0) == across[hoods]).all()
    assert ((run.rows[-1]["traits"] & ACROSS_LINE != 0) == across[hoods]).all(), "nobody crosses a line by living"
    expected = np.where(across, run.stock_days[:, Stock.ALIVE], 0)
    assert (run.stock_days[:, Stock.ACROSS_LINE] == expected).all()
    delayed = run.stock_days[:, Stock.DELAYED_ACUTE] + run.stock_days[:, Stock.DELAYED_COMMUNITY]
    assert (run.stock_days[:, Stock.DELAYED_ACROSS_LINE] == np.where(across, delayed, 0)).all()


def test_verification_delays_only_people_across_a_line() -> None:
    """Where nobody waits for a place, people do not touch one another's lives."""
    trusting, verifying, across = Lived(ample()), Lived(ample(verification_days=12.0)), crossing()
    verified = verifying.flows[:, Flow.VERIFICATIONS]
    assert (verified[across] > 0).all()
    assert not verified[~across].any()
    assert (trusting.flows[~across] == verifying.flows[~across]).all()
    assert (trusting.stock_days[~across] == verifying.stock_days[~across]).all()
    column = delayed_column(Reason.ASSESSMENT, Body.BOTH)
    assert verifying.stock_days[across, column].sum() > trusting.stock_days[across, column].sum() + verified.sum()
    more = verifying.stock_days[:, Stock.DELAYED_ACROSS_LINE] - trusting.stock_days[:, Stock.DELAYED_ACROSS_LINE]
    assert more.sum() > 2 * verified.sum()


def test_whoever_no_body_pays_for_is_not_verified() -> None:
    """Nor is anyone at home, nor whoever is assessed at home first."""
    verifying = Lived(tight(PEOPLE, verification_days=30.0, home_first=1))
    seen = 0
    for rows in verifying.rows:
        waiting = rows[(rows["stage"] == Stage.VERIFYING) & (rows["setting"] != Setting.DEAD)]
        seen += len(waiting)
        assert np.isin(waiting["next_payer"], (Payer.COUNCIL, Payer.NHS)).all()
        assert np.isin(waiting["setting"], (Setting.ACUTE_BED, Setting.COMMUNITY_BED)).all()
        assert (waiting["traits"] & ACROSS_LINE != 0).all()
        assert (waiting["wanted"][waiting["lapsed"] == 0] == 0).all(), "home care is assessed at home here"
    assert seen > 10


def test_lines_add_disputes_for_people_across_them_only() -> None:
    usual, disputed, across = Lived(ample()), Lived(ample(dispute_across=0.6)), crossing()
    more = disputed.flows[:, Flow.DISPUTES] - usual.flows[:, Flow.DISPUTES]
    assert more[across].sum() > 0
    assert not more[~across].any()


# --- decisions and crises ------------------------------------------------------------------------------------------


def test_the_discharge_team_decides_what_the_front_door_does_not() -> None:
    run = Lived(tight(PEOPLE, shared_records=0.4))
    assert run.total(Flow.DISCHARGE_DECISIONS) == run.total(Flow.DECISIONS) - run.total(Flow.CRISES)
    with_record = run.total(Flow.DISCHARGE_DECISIONS_WITH_SHARED_RECORD)
    assert with_record == pytest.approx(0.4 * run.total(Flow.DISCHARGE_DECISIONS), rel=0.1)
    assert with_record < run.total(Flow.DECISIONS_WITH_SHARED_RECORD)


def test_crises_fit_for_home_are_those_that_need_no_bed() -> None:
    open_team, no_team = Lived(ample()), Lived(replace(ample(), urgent=0.0))
    needing = frail_parameters().bed_needed_share
    for run in (open_team, no_team):
        fit = run.total(Flow.CRISES_FIT_FOR_HOME)
        assert fit == pytest.approx((1.0 - needing) * run.total(Flow.CRISES), rel=0.1)
    assert open_team.total(Flow.CRISES_FIT_FOR_HOME_TEAM_OPEN) == open_team.total(Flow.CRISES_FIT_FOR_HOME)
    assert no_team.total(Flow.CRISES_FIT_FOR_HOME_TEAM_OPEN) == 0
