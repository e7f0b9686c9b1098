"""What is measured (M15): frameworks, inspection, targets, early or late action; and gaming."""

from __future__ import annotations

from functools import cache

import pytest
from one_council import begun, delayed_days, flow, places

from abm.activity import Flow, Stock
from abm.dates import Month
from abm.model import IntegrationModel
from abm.organisations import accountability
from abm.vocabulary import Body, Service

LESS_TO_MORE = (
    {},
    {"measurement_framework": "aligned"},
    {"measurement_framework": "single"},
    {"measurement_framework": "single", "measurement_inspection": "systems"},
    {"measurement_framework": "single", "measurement_inspection": "systems", "measurement_area_assessment": True},
)


def test_the_more_shows_the_other_sides_days_the_shorter_everybodys_waits() -> None:
    waits = []
    for levers in LESS_TO_MORE:
        model = begun(**levers)
        found = model.organisations
        for body in (found.councils[0], found.acute_trusts[0], found.community_trusts[0]):
            body.decide()
        found.primary_care_trusts[0].act()
        panel = model.people.capacity(Service.CONTINUING_HEALTHCARE_PANEL)[0]
        waits.append((
            found.councils[0].wait_factor, found.acute_trusts[0].assessment_wait,
            found.community_trusts[0].tolerated_days, 1.0 / panel,
        ))  # fmt: skip
    for of_body in zip(*waits, strict=True):
        assert list(of_body) == sorted(of_body, reverse=True)
        assert len(set(of_body)) == len(LESS_TO_MORE)


def test_with_three_frameworks_waits_are_the_habit() -> None:
    model = begun()
    council, trust = model.organisations.councils[0], model.organisations.community_trusts[0]
    council.trust_in_nhs = model.run_scenario.parameters.organisations.usual_trust
    council.decide()
    trust.decide()
    assert council.wait_factor == pytest.approx(1.0)
    assert trust.tolerated_days == pytest.approx(trust.habit_days)


def queues_at_home(model: IntegrationModel, in_hospital: int, at_home: int) -> None:
    model.step()
    rows = model.surroundings.reported.council.stock_days
    rows[0, [Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY]] = (in_hospital, 0)
    rows[0, Stock.WAITING_IN_COMMUNITY] = at_home


@pytest.mark.parametrize(("central", "share"), [(False, 0.25), (True, 1.0)])
def test_without_central_data_waits_at_home_weigh_nothing(central: bool, share: float) -> None:
    model = begun(measurement_framework="single", measurement_central_data=central)
    queues_at_home(model, 100, 300)
    s = model.surroundings
    pounds = s.parameters.oversight.single_pounds
    assert accountability.felt_by_council(s, 0) == pytest.approx(share * pounds)
    assert accountability.felt_for_hospital_waits(s) == pytest.approx(pounds)


def test_standard_data_show_commissioners_the_need_they_would_not_mind() -> None:
    hours = []
    for framework, central in (("three", False), ("single", False), ("single", True)):
        model = begun(measurement_framework=framework, measurement_central_data=central)
        pct = model.organisations.primary_care_trusts[0]
        pct.stress = 0.2
        pct.decide()
        hours.append(pct.healthcare_hours)
    assert hours[0] == hours[1] > hours[2]


def test_a_long_horizon_takes_less_out_of_what_pays_later() -> None:
    short, long = (begun(measurement_planning_horizon=horizon).surroundings for horizon in ("short", "long"))
    assert accountability.horizon_weight(long) > accountability.horizon_weight(short)
    assert accountability.taken_from_later(short) == pytest.approx(1.0)
    assert accountability.taken_from_later(long) < 0.5


# --- a target on delay ---------------------------------------------------------------------------------------------

TARGET = 1.0


@cache
def under_target(target: float, process: bool = False) -> IntegrationModel:
    scenario = places(councils=2, end="2013-03-31").with_levers(
        {"measurement.delay_target": target, "measurement.process_measures": process}
    )
    return IntegrationModel(scenario, rng=2).run()


def of_checked(model: IntegrationModel, counted: Flow, checked: Flow) -> float:
    return flow(model, counted, 12) / flow(model, checked, 12)


def test_a_target_cuts_recorded_days() -> None:
    free, target = under_target(0.0), under_target(TARGET)
    assert delayed_days(target, *Body, first_month=12) < 0.93 * delayed_days(free, *Body, first_month=12)


def test_a_target_sends_people_on_into_too_much_care() -> None:
    """Larger packages than needed, and more people in a care home who did not need one; less so by the process."""
    free, target, softened = under_target(0.0), under_target(TARGET), under_target(TARGET, process=True)
    over = [of_checked(m, Flow.PACKAGES_OVER_PRESCRIBED, Flow.PACKAGES_CHECKED) for m in (free, softened, target)]
    assert over[2] > 1.02 * over[0]
    assert over[1] < over[2]
    wrong = [flow(m, Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE, 12) for m in (free, softened, target)]
    assert wrong[2] > 1.04 * wrong[0]
    assert wrong[1] < wrong[2]


def test_hurry_is_that_of_the_ward_and_none_without_a_target() -> None:
    assert (under_target(0.0).people.controls["hurry"] == 0.0).all()
    model = under_target(TARGET)
    for trust in model.organisations.acute_trusts:
        assert 0.0 < trust.target.hurry <= 1.0
        assert (model.people.controls["hurry"][trust.neighbourhoods] == trust.target.hurry).all()


def test_a_target_makes_wards_declare_early_and_process_measures_soften_that() -> None:
    free, target, softened = under_target(0.0), under_target(TARGET), under_target(TARGET, process=True)
    early = [flow(model, Flow.DECLARED_EARLY, 12) for model in (free, softened, target)]
    assert early == sorted(early)
    assert early[0] < early[1] < early[2]
    assert delayed_days(softened, *Body, first_month=12) < delayed_days(free, *Body, first_month=12)


def test_pressure_is_the_excess_over_the_target_and_is_spent_once() -> None:
    model = begun(measurement_delay_target=2.0)
    target = model.organisations.councils[0].target
    p = model.surroundings.parameters.oversight
    assert target.pressure == 0.0, "nothing is known yet"
    target.remember(1.5, 100.0)
    assert target.pressure == target.pounds == target.gamed == 0.0
    target.remember(4.5, 100.0)
    assert target.pressure == pytest.approx(0.5)
    assert target.gamed == pytest.approx(0.5 * p.gaming_share)
    assert target.pounds == pytest.approx(p.target_pounds * 0.5 * (1.0 - p.gaming_share))
    target.remember(1e6, 100.0)
    assert target.pressure == p.most_target_pressure


def test_without_a_target_nothing_presses() -> None:
    target = begun().organisations.councils[0].target
    target.remember(50.0, 100.0)
    assert target.pressure == target.pounds == target.hurry == target.earlier_days == 0.0


# --- after failure or early ----------------------------------------------------------------------------------------


def judged(delays: list[list[int]], **levers: object) -> IntegrationModel:
    """Four places and their delayed days per 1,000 people and day, April by April."""
    model = IntegrationModel(places(councils=4, end="2010-06-30"), rng=1, **levers)
    board = model.organisations.nhs_commissioning_board[0]
    for year, of_places in enumerate(delays, start=1):
        board.interventions.delayed_days[:] = of_places
        board.interventions.person_days[:] = 1000
        model.surroundings.month = Month(12 * year)
        board.interventions.plan_the_year(board.councils)
    return model


def test_a_place_fails_when_its_delay_is_far_above_that_of_all() -> None:
    model = judged([[10, 10, 10, 10]])
    board = model.organisations.nhs_commissioning_board[0]
    assert board.places_in_failure == ()
    assert judged([[10, 10, 90, 10]]).organisations.nhs_commissioning_board[0].places_in_failure == (2,)


def test_a_place_fails_when_its_nhs_overspends_far_more_than_all() -> None:
    model = IntegrationModel(places(councils=8, end="2010-06-30"), rng=1)
    s, board = model.surroundings, model.organisations.nhs_commissioning_board[0]
    troubled = int(s.commissioner_accounts[s.commissioner.of[model.organisations.councils[1].neighbourhoods[0]]])
    s.overspending_of = lambda account: 0.5 if account == troubled else 0.0  # type: ignore[method-assign]
    s.month = Month(12)
    board.interventions.person_days[:] = 1000
    board.interventions.plan_the_year(board.councils)
    served = s.commissioner_accounts[s.commissioner.of] == troubled
    elsewhere = set(range(8)) - set(s.members.council.of[served].tolist())
    assert board.places_in_failure
    assert not elsewhere & set(board.places_in_failure)


def test_early_action_helps_a_place_that_worsens_before_it_fails_if_anything_warns() -> None:
    worsens = [[10, 10, 10, 10], [10, 10, 14, 10]]
    service = Service.RESIDENTIAL_PLACE

    def habit_after(**levers: object) -> tuple[float, tuple[int, ...]]:
        model = judged([], **levers)
        model.organisations.councils[2].habit[service] = 50.0
        board = model.organisations.nhs_commissioning_board[0]
        for year, of_places in enumerate(worsens, start=1):
            board.interventions.delayed_days[:] = of_places
            board.interventions.person_days[:] = 1000
            model.surroundings.month = Month(12 * year)
            board.interventions.plan_the_year(board.councils)
        return model.organisations.councils[2].habit[service], board.interventions.supported

    assert habit_after() == (50.0, ())
    assert habit_after(measurement_central_data=True) == (50.0, ())
    assert habit_after(measurement_intervention="early") == (50.0, ()), "nothing warns"
    for warning in ("measurement_central_data", "measurement_process_measures"):
        habit, supported = habit_after(measurement_intervention="early", **{warning: True})
        assert habit < 50.0
        assert supported == (2,)


def test_a_place_that_was_helped_is_not_punished_in_the_same_year() -> None:
    worsens = [[10, 10, 10, 10], [10, 10, 90, 10]]
    late = judged(worsens, measurement_central_data=True)
    early = judged(worsens, measurement_central_data=True, measurement_intervention="early")
    assert late.organisations.nhs_commissioning_board[0].places_in_failure == (2,)
    assert early.organisations.nhs_commissioning_board[0].places_in_failure == ()


def test_delay_is_gathered_month_by_month() -> None:
    model = IntegrationModel(places(councils=2, end="2010-07-31"), rng=1).run()
    board = model.organisations.nhs_commissioning_board[0]
    council = model.surroundings.members.council
    seen = [kept.activity.stock_days for kept in model.record.months[:-1]]
    columns = [Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY]
    assert board.interventions.delayed_days.tolist() == council.total(sum(seen))[:, columns].sum(axis=1).tolist()
