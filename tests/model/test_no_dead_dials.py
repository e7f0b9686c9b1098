"""No dead dials: every lever and every parameter changes some measure when nothing but it is moved.

Each dial is moved in a base scenario that has what it acts on; ``NEEDS`` names the base where it is not the first one.
A dial that fails here changes nothing: the model must use it, or it must go.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dials import (
    Base,
    definition_of,
    first_difference,
    first_difference_from,
    other_values,
    scenario_of,
    stands_at,
)

from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario

FEW_PEOPLE = ("population.sample=0.05", "run.report_from=2010-05-01")

REFORM = Base(
    (
        *FEW_PEOPLE,
        "geography.councils=3",
        "run.end=2013-03-31",
        "reform.abolition_date=2012-01-01",
        "reform.pathfinder_start=2010-07-01",
        "reform.early_implementer_start=2010-07-01",
        "board.powers=have_regard",
        "board.scope=wider",
        "competition.any_willing_provider=full",
        "competition.monitor_duty=promote_competition",
        "competition.procurement=tender_all",
        "duty.other_professions=membership",
        "measurement.framework=aligned",
        "measurement.delay_target=1.0",
        "measurement.intervention=early",
        "measurement.peer_review=true",
        "measurement.inspection=systems",
        "measurement.process_measures=true",
        "measurement.area_assessment=true",
        "payment.thirty_day_rule=true",
        "payment.pathway_tariff=true",
        "information.single_assessment=true",
        "front_line.coordinator=true",
        "front_line.co_location=true",
        "front_line.decision_audit=true",
        "front_line.two_week_review=true",
        "front_line.weekend_discharge=true",
        "front_line.home_first=true",
        "front_line.workforce_plan=true",
        "leadership.clinical_engagement=true",
        "places.trust_personal_mean=0.6",
        "places.trust_institutional_mean=0.6",
        "relations.temptation=0.1",
    )
)
"""Everything that may be switched on is, the reform comes early, and partners begin with some trust."""

OTHER_CHOICES = REFORM.and_(
    "alignment.gp_choice=open",
    "board.powers=refer_back",
    "board.gp_membership=external",
    "competition.any_willing_provider=limited",
    "competition.procurement=make_or_buy",
    "duty.combined_bodies=split",
    "front_line.change=co_designed",
    "front_line.personal_budgets=optional",
    "front_line.weekend_discharge=false",
    "information.record_sharing=default",
    "measurement.framework=single",
    "measurement.planning_horizon=long",
    "payment.delayed_day_charge=300.0",
    "payment.pathway_tariff=false",
    "reform.relationships_carried_over=1.0",
    "leadership.turnover=3.0",
    "organisations.breach_points=0.01",
)
"""The other choice of levers that have numbers of their own for each choice."""

ESCALATED = OTHER_CHOICES.and_("duty.commissioning_board=require")
"""The Board stands behind what boards refer back."""

SEATED = OTHER_CHOICES.and_("board.provider_seats=true")
"""Providers sit on boards."""

SIGNED = REFORM.and_(
    "board.powers=joint_sign_off", "pooling.place_budget=true", "reform.relationships_carried_over=1.0"
)
"""Both sides must sign, and each place has one budget."""

SQUEEZED = REFORM.and_(
    "geography.councils=6",
    "population.sample=0.1",
    "run.end=2013-04-30",
    "money.social_care_growth=-20.0",
    "money.nhs_growth=-10.0",
    "money.nhs_cost_pressure=1.5",
    "leadership.turnover=3.0",
    "measurement.intervention=after_failure",
    "organisations.providers_per_council=12.0",
    "organisations.provider_margin=0.0",
    "organisations.quality_mean=0.7",
    "organisations.quality_sd=0.2",
    "organisations.inspections_a_year=1.0",
    "oversight.closing_chance=0.8",
    "oversight.loss_years=1.0",
    "oversight.entry_chance=0.6",
    "oversight.entrant_size=0.005",
    "oversight.entrant_fails=0.3",
)
"""Money falls every year, providers lose, leaders go, and trust goes with them."""

HANDS = REFORM.and_(
    "geography.councils=4",
    "population.sample=0.1",
    "organisations.providers_per_council=3.0",
    "oversight.community_entry_chance=0.8",
    "oversight.most_community_rivals=1.0",
    "oversight.contract_years=3.0",
    "oversight.incumbent_loses=0.7",
    seed=2,
)
"""Community care gets rivals and its contracts change hands; few in home care, so that people notice whose hands."""

CROWDED = REFORM.and_(
    "geography.councils=4",
    "money.social_care_growth=-20.0",
    "money.nhs_growth=-10.0",
    "money.nhs_cost_pressure=1.5",
    "money.acute_beds_growth=10.0",
    "payment.hospital=block",
    "competition.community_services=absorbed_by_acute",
    "leadership.turnover=0.0",
    "reform.relationships_carried_over=1.0",
    "places.trust_personal_mean=0.7",
    "places.trust_institutional_mean=0.7",
    "organisations.providers_per_council=12.0",
    "organisations.provider_margin=0.0",
    "organisations.provider_exit_loss=0.0",
    "organisations.lowest_fees=0.7",
    "organisations.price_squeeze=1.0",
    "oversight.entry_chance=0.6",
    "oversight.most_entrants=10.0",
    "oversight.attractive_queue=0.005",
    "oversight.entrant_fails=0.0",
    "oversight.entrant_years=6.0",
    "oversight.smallest_share=0.0",
    "oversight.loss_years=1.0",
    "oversight.closing_chance=0.05",
    "oversight.large_group_share=0.2",
    "oversight.large_group_failure=0.1",
    "oversight.leak_per_deficit=1.5",
    "oversight.most_leak=0.3",
    "joint_working.team_found_trust=0.3",
    "joint_working.shadow_teams=0.2",
    "joint_working.pool_gain=0.15",
    "joint_working.pool_setup_cost=0.005",
    "joint_working.pool_first_share=0.12",
    "joint_working.pool_growth=0.1",
    "joint_working.pool_most=0.2",
    seed=2,
)
"""Many new providers in markets that lose, hospitals that lose and run community services; friends who pool.

By the luck of this seed some tenders for teams would be lost were it likelier, and the largest group of homes fails.
"""

EARLY_TEAMS = OTHER_CHOICES.and_(seed=2)
"""By the luck of this seed partners trust each other enough to found teams in the first April."""

UNSTEADY_GROUP = CROWDED.and_(
    "oversight.large_group_failure=0.14",
    "oversight.failure_per_loss=0.0",
    "oversight.failure_per_low_fees=0.0",
    seed=1,
)
"""The largest group of homes comes through by luck, if neither losses nor fees tell."""

POOLED = Base(
    (
        "population.sample=0.02",
        "run.report_from=2010-05-01",
        "geography.councils=10",
        "run.end=2013-04-30",
        "reform.abolish_pcts=false",
        "measurement.intervention=early",
        "measurement.process_measures=true",
        "pooling.section_75=standard_terms",
        "places.trust_personal_mean=0.4",
        "places.trust_institutional_mean=0.4",
        "joint_working.pool_gain=0.15",
        "joint_working.pool_setup_cost=0.08",
        "joint_working.pool_ends_below=0.35",
        "oversight.review_promoting=0.3",
        "oversight.strike_promoting=0.7",
        "oversight.review_preventing=0.15",
        "oversight.strike_preventing=0.4",
        "oversight.review_quality=0.08",
        "oversight.strike_quality=0.2",
        "oversight.worsening_ratio=1.02",
        "oversight.fear_years=5.0",
    )
)
"""Many partners, half of whom pool; Monitor reviews often, and is given another duty in the last month."""

WARY = Base(
    (
        "population.sample=0.02",
        "run.report_from=2010-05-01",
        "geography.councils=10",
        "run.end=2012-05-31",
        "reform.abolish_pcts=false",
        "places.trust_personal_mean=0.3",
        "places.trust_institutional_mean=0.3",
    )
)
"""Many partners, most of whom trust each other too little for a pool, and some too little to align budgets."""

TRUSTING = WARY.and_("places.trust_personal_mean=0.55", "places.trust_institutional_mean=0.55")
"""The same on better terms: pools begin, and in some one side lets the other lead."""

QUALITY_DUTY = POOLED.and_("competition.monitor_duty=quality_only", seed=2)
"""The same under the duty under which Monitor reviews least."""

BROKE = POOLED.and_(
    "run.end=2013-12-31", "money.nhs_growth=-10.0", "oversight.failure_deficit=0.02", "leadership.turnover=3.0"
)
"""Many commissioners, some of which overspend much more than most."""

THRESHOLDS = Base(
    (
        *FEW_PEOPLE,
        "geography.councils=6",
        "run.end=2013-04-30",
        "money.social_care_growth=-20.0",
        "organisations.starts_critical=0.03",
        "organisations.starts_substantial=0.65",
        "organisations.starts_moderate=0.18",
        "organisations.overspend_to_tighten=0.0",
        "organisations.tightest_after_years=1.0",
    ),
    seed=4,
)
"""By the luck of this seed there is a council with each threshold, and all overspend."""

LARGE_NEEDS = Base(
    (
        "population.sample=0.3",
        "run.report_from=2010-05-01",
        "geography.councils=2",
        "run.end=2010-12-31",
        "front_line.home_first=true",
        "organisations.continuing_healthcare_hours=32.0",
        "people.largest_package_hours=28.0",
        "people.need_hours_moderate=9.0",
        "people.need_hours_severe=22.0",
        "people.need_hours_dementia=14.0",
        "people.residential_limit_hours=30.0",
        "people.nursing_limit_hours=45.0",
        "people.carer_covers=0.3",
    )
)
"""More people whose need is very large, many of them at home."""

MANY_PLACES = Base(
    (
        "population.sample=0.01",
        "run.report_from=2010-05-01",
        "geography.councils=20",
        "run.end=2011-06-30",
        "reform.abolition_date=2010-05-01",
        "organisations.care_trust_share=0.03",
        "places.county_share=0.21",
    )
)
"""Shares of councils need councils; consortia commission from the second month."""

LARGE_ECONOMIES = MANY_PLACES.and_(
    "run.end=2010-12-31",
    "alignment.consortium_size=300000.0",
    "places.consortium_size_log_sd=1.0",
    "places.economy_people_least=1500000.0",
    "places.economy_share_most=0.04",
)
"""Places joined into economies so large that the limits on economies and consortia bind."""

WITHIN_LINES = MANY_PLACES.and_("run.end=2010-12-31", "alignment.rule=within_council")
"""No consortium may cross a council's lines."""

TABLES = Base(
    (
        "geography.places=tables",
        f"geography.overlap={Path(__file__).parent / 'overlap_with_a_sliver.csv'}",
        "population.sample=0.1",
        "run.report_from=2010-05-01",
        "run.end=2010-06-30",
    )
)
"""A table of two councils and two groups, one of which reaches a little across the line."""

NEEDS: dict[str, tuple[Base, str]] = {
    "competition.monitor_duty": (POOLED, "pools"),
    "competition.procurement": (CROWDED, "teams"),
    "people.weekend_discharge_share": (OTHER_CHOICES, "weekends"),
    "people.largest_package_hours": (LARGE_NEEDS, "need"),
    "places.people_per_lsoa": (TABLES, "tables"),
    "places.sliver_share": (TABLES, "tables"),
    "places.county_share": (MANY_PLACES, "counties"),
    "places.pct_co_terminous_share": (MANY_PLACES, "councils"),
    "places.consortium_people_least": (MANY_PLACES, "consortia"),
    "places.consortium_people_most": (LARGE_ECONOMIES, "size"),
    "places.consortium_split_size": (WITHIN_LINES, "lines"),
    "places.consortium_split_log_sd": (WITHIN_LINES, "lines"),
    "places.people_per_acute_trust": (MANY_PLACES, "trusts"),
    "places.people_per_community_trust": (MANY_PLACES, "trusts"),
    "places.people_per_mental_health_trust": (MANY_PLACES, "trusts"),
    "places.economy_people_least": (MANY_PLACES, "economies"),
    "places.economy_share_most": (LARGE_ECONOMIES, "economies"),
    "money.acute_bed_fixed_share": (OTHER_CHOICES, "deficits"),
    "organisations.earlier_per_charge": (OTHER_CHOICES, "charge"),
    "organisations.closed_day_starts": (OTHER_CHOICES, "weekends"),
    "organisations.breach_points": (OTHER_CHOICES, "deficits"),
    "organisations.dispute_across_line": (SQUEEZED, "people"),
    "organisations.mental_health_beds_per_1000": (SQUEEZED, "people"),
    "organisations.eligible_low_hours": (THRESHOLDS, "thresholds"),
    "organisations.eligible_moderate_hours": (THRESHOLDS, "thresholds"),
    "organisations.eligible_critical_hours": (THRESHOLDS, "thresholds"),
    "organisations.starts_critical": (THRESHOLDS.and_("organisations.starts_critical=0.01"), "thresholds"),
    "organisations.starts_moderate": (THRESHOLDS, "thresholds"),
    "organisations.overspend_to_tighten": (THRESHOLDS, "thresholds"),
    "organisations.tightest_after_years": (THRESHOLDS, "thresholds"),
    "organisations.most_stress": (SQUEEZED, "money"),
    "organisations.places_with_locality_teams": (MANY_PLACES, "councils"),
    "organisations.care_trust_share": (MANY_PLACES, "councils"),
    "organisations.provider_exit_loss": (CROWDED, "losses"),
    "organisations.loss_months": (CROWDED, "losses"),
    "organisations.embargo_quality": (SQUEEZED, "quality"),
    "organisations.embargo_repairs": (SQUEEZED, "quality"),
    "organisations.recovery_closes_beds": (SQUEEZED, "deficits"),
    "organisations.full_ward_hurries": (SQUEEZED, "full wards"),
    "organisations.readmission_lost_under_block": (CROWDED, "block"),
    "joint_working.escalation_ratio": (ESCALATED, "power"),
    "joint_working.providers_want_hospitals": (SEATED, "seats"),
    "organisations.embargo_months": (SQUEEZED, "quality"),
    "relations.discharge_ambition": (SQUEEZED, "delay"),
    "relations.exit_after_failure_ratio": (SQUEEZED, "failure"),
    "relations.leader_exit": (OTHER_CHOICES, "turnover"),
    "relations.cluster_exit_ratio": (SQUEEZED, "turnover"),
    "relations.places_with_joint_posts": (MANY_PLACES, "councils"),
    "joint_working.records_default_rollout": (OTHER_CHOICES, "default"),
    "joint_working.records_lapse": (SQUEEZED, "trust lost"),
    "joint_working.records_cost_saved": (SQUEEZED, "trust lost"),
    "joint_working.refer_back_moves": (OTHER_CHOICES, "power"),
    "joint_working.refer_back_from": (OTHER_CHOICES, "power"),
    "joint_working.agreement_reach": (SIGNED, "power"),
    "joint_working.agreement_per_trust": (SIGNED, "power"),
    "joint_working.attendance_external": (OTHER_CHOICES, "membership"),
    "joint_working.pool_standard_saves": (POOLED, "terms"),
    "joint_working.aligned_gain": (WARY, "wary"),
    "joint_working.aligned_setup": (WARY, "wary"),
    "joint_working.lead_commissioning_trust": (TRUSTING, "trusting"),
    "joint_working.pool_most": (CROWDED, "pools"),
    "joint_working.ended_pool_breaks": (POOLED, "pools"),
    "joint_working.place_budget_share": (SIGNED, "law"),
    "joint_working.team_growth": (CROWDED, "teams"),
    "joint_working.care_trust_split_regard": (OTHER_CHOICES, "split"),
    "joint_working.open_choice_ratio": (OTHER_CHOICES, "choice"),
    "oversight.limited_openness": (OTHER_CHOICES, "limited"),
    "oversight.attractive_queue": (SQUEEZED, "queues"),
    "oversight.entrant_years": (CROWDED, "entrants"),
    "oversight.entrant_fails": (CROWDED, "entrants"),
    "oversight.smallest_share": (CROWDED, "entrants"),
    "oversight.quality_per_loss": (SQUEEZED, "losses"),
    "oversight.loss_years": (SQUEEZED, "losses"),
    "oversight.closing_chance": (SQUEEZED, "losses"),
    "oversight.large_group_share": (CROWDED, "failure"),
    "oversight.failure_per_loss": (UNSTEADY_GROUP, "failure"),
    "oversight.failure_per_low_fees": (UNSTEADY_GROUP, "failure"),
    "oversight.failure_closes": (CROWDED, "failure"),
    "oversight.failure_months": (CROWDED, "failure"),
    "oversight.failure_delay_ratio": (SQUEEZED, "failure"),
    "oversight.failure_deficit": (BROKE, "failure"),
    "oversight.worsening_ratio": (POOLED, "places"),
    "oversight.community_entry_chance": (HANDS, "rivals"),
    "oversight.most_community_rivals": (HANDS, "rivals"),
    "oversight.community_rival_share": (HANDS, "rivals"),
    "oversight.community_rival_gain": (HANDS, "rivals"),
    "oversight.community_steps": (HANDS, "rivals"),
    "oversight.contract_years": (HANDS, "contracts"),
    "oversight.incumbent_loses": (HANDS, "contracts"),
    "oversight.start_up_loss": (HANDS, "contracts"),
    "oversight.start_up_change": (HANDS, "contracts"),
    "oversight.leak_per_deficit": (CROWDED, "absorbed"),
    "oversight.most_leak": (CROWDED, "absorbed"),
    "oversight.tender_months": (CROWDED, "teams"),
    "oversight.tender_lost": (CROWDED, "teams"),
    "oversight.make_months": (EARLY_TEAMS, "make"),
    "oversight.strike_promoting": (POOLED, "pools"),
    "oversight.review_preventing": (POOLED, "pools"),
    "oversight.strike_preventing": (POOLED, "pools"),
    "oversight.review_quality": (QUALITY_DUTY, "duty"),
    "oversight.strike_quality": (QUALITY_DUTY, "duty"),
    "oversight.fear_years": (POOLED, "fear"),
    "oversight.single_pounds": (OTHER_CHOICES, "framework"),
    "oversight.next_year_short": (OTHER_CHOICES, "horizon"),
    "oversight.next_year_long": (OTHER_CHOICES, "horizon"),
    "oversight.adopts_co_designed": (OTHER_CHOICES, "change"),
    "oversight.direct_payments_optional": (OTHER_CHOICES, "optional"),
    "pooling.transfer_strings": (SQUEEZED, "money"),
}
"""The base that a dial needs where it is not the first one, and in a word what that has."""


def base_for(dial: str) -> Base:
    """The run beside which a dial is moved."""
    return NEEDS[dial][0] if dial in NEEDS else REFORM


def moves(dials: list[str]) -> list[Any]:
    """Every move of every dial, called by its name and where it is moved to."""
    return [
        pytest.param(dial, value, id=f"{dial}={value}")
        for dial in dials
        for value in other_values(definition_of(dial), stands_at(base_for(dial), dial))
    ]


@pytest.mark.parametrize(("lever", "value"), moves(list(lever_definitions())))
def test_every_value_of_a_lever_changes_some_measure(lever: str, value: Any) -> None:
    assert first_difference(base_for(lever), lever, value) is not None


@pytest.mark.parametrize(("parameter", "value"), moves(list(parameter_definitions())))
def test_a_parameter_at_the_far_end_of_its_range_changes_some_measure(parameter: str, value: Any) -> None:
    assert first_difference(base_for(parameter), parameter, value) is not None


def test_only_dials_that_exist_need_another_scenario() -> None:
    assert set(NEEDS) <= set(lever_definitions()) | set(parameter_definitions())


# --- nothing before its date ----------------------------------------------------------------------------------------

A_YEAR_ON = 12
"""A policy of March 2011 is in force from April, the thirteenth month."""

ONE_OF_EACH_GROUP = {
    "board.powers": "place_budget",
    "competition.community_services": "absorbed_by_acute",
    "duty.organisational_form": "care_trust",
    "measurement.framework": "three",
    "payment.delayed_day_charge": 500.0,
    "pooling.mandated_minimum": 1.0,
    "information.single_assessment": False,
    "front_line.home_first": False,
    "leadership.turnover": 3.0,
    "reform.early_implementer_share": 0.0,
    "money.nhs_growth": -10.0,
}


@pytest.mark.parametrize(("lever", "value"), ONE_OF_EACH_GROUP.items(), ids=str)
def test_a_lever_changes_no_measure_before_the_date_of_the_policy_that_changes_it(lever: str, value: Any) -> None:
    document = scenario_of(REFORM).to_dict()
    more = {"date": date(2011, 3, 15), "why": "for a test", "set": {lever: value}}
    document["policy"] = sorted([*document["policy"], more], key=lambda policy: policy["date"])
    found = first_difference_from(REFORM, Scenario.from_dict(document))
    assert found is not None
    assert found[0] >= A_YEAR_ON


def test_each_group_has_a_lever_in_that_test_unless_all_its_levers_hold_from_the_start() -> None:
    may_change = {name.split(".")[0] for name, lever in lever_definitions().items() if not lever.facts["at_start"]}
    assert {name.split(".")[0] for name in ONE_OF_EACH_GROUP} == may_change
