"""The experiments that ship: both sizes load, their arms resolve, and what they keep can answer what they ask."""

import datetime
from pathlib import Path

import pytest

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.analysis.elasticity import change_of
from abm.analysis.sensitivity import screening_of
from abm.analysis.survey_factors import survey_factors
from abm.scenario.levers import lever_definitions
from abm.scenario.toml_file import shipped_names
from abm.sweeps.dry_run import DryRun
from abm.sweeps.experiment import Experiment
from abm.sweeps.point_runs import factors_of
from abm.sweeps.sweep_plan import SweepPlan

PROMISED = [
    "board_powers", "boundary_alignment", "competition_rules", "crossed", "elasticities", "headline", "sensitivity",
]  # fmt: skip
ANSWERS = {
    "board_powers": {"shunted_share", "plans_defaulted_share", "plan_money_moved_share", "improvable_decision_share"},
    "boundary_alignment": {
        "trust_council_commissioner", "delay_gap_across_line", "delayed_days_dispute", "hand_offs_per_1000_65plus",
        "spend_per_older_person",
    },
    "competition_rules": {
        "days_at_home_share", "care_providers_entered", "offers_not_made", "pools_struck_down", "teams_founded",
        "care_providers_failed", "delayed_days_per_1000_65plus",
    },
    "crossed": {"regime_integrated_share", "regime_stasis_share", "regime_fragmented_share", "days_at_home_share"},
    "headline": {
        "shunted_share", "plan_money_moved_share", "trust_council_commissioner", "delayed_days_per_1000_65plus",
        "care_quality", "hand_offs_per_1000_65plus", "regime_sum",
    },
    "sensitivity": {"regime_sum", "regime_integrated_share", "days_at_home_share", "spend_per_older_person"},
    "elasticities": {
        "delayed_days_social_care", "emergency_contacts_per_1000_65plus", "emergency_admissions_per_1000_65plus",
        "declared_early_share", "spend_council", "spend_emergency_care", "wait_nursing_place",
    },
}  # fmt: skip
SIZES = ["small", "full"]


def test_the_promised_experiments_ship():
    assert shipped_names("experiments") == PROMISED


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PROMISED)
def test_every_arm_resolves_and_differs_from_every_other(name, size):
    plan = SweepPlan(Experiment.load(name, size))
    assert plan.experiment.name == name
    digests = {plan.scenario_of(run).digest() for run in plan.runs(0, 1)}
    assert len(digests) == len(plan.arms)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PROMISED)
def test_what_is_kept_answers_what_is_asked(name, size):
    experiment = Experiment.load(name, size)
    assert set(experiment.keep.measures) >= ANSWERS[name]
    fitted = {parameter for stage in CalibrationFile.load("calibration").stages for parameter in stage.parameters}
    walks_through_the_posterior = name == "headline" and "places.trust_personal_mean" in fitted
    assert "places.trust_personal_mean" in experiment.parameters.names or walks_through_the_posterior


@pytest.mark.parametrize("name", PROMISED)
def test_the_small_size_is_a_laptops(name):
    experiment = Experiment.load(name)
    assert experiment.base_scenario.geography.councils == 4
    assert experiment.base_scenario.run.end == datetime.date(2015, 3, 31)
    assert DryRun.of(SweepPlan(experiment), workers=1).seconds < 5 * 60


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PROMISED)
def test_written_in_full_it_is_the_same(name, size, tmp_path: Path):
    experiment = Experiment.load(name, size)
    path = tmp_path / "experiment.toml"
    path.write_text(experiment.to_toml(), "utf-8")
    again = Experiment.load(path)
    assert again == experiment
    assert list(again.levers.values) == list(experiment.levers.values)  # whose order decides what points mean


def test_natural_experiments_move_one_quantity_at_a_time():
    experiment = Experiment.load("elasticities")
    changes = {arm.name: change_of(arm, experiment.comparison, experiment.base_scenario) for arm in experiment.arms}
    moved = {name: change.after / change.before for name, change in changes.items() if change is not None}
    assert moved == {
        "care-home places +10%": pytest.approx(1.1),
        "home-care providers +50%": pytest.approx(1.5),
        "long-term care money -10%": pytest.approx(0.9),
        "delayed-day charge doubled": pytest.approx(2.0),
    }
    assert all(len(arm.levers) == (arm is not experiment.comparison) for arm in experiment.arms)


def test_boundary_alignment_crosses_the_lost_line_with_the_lost_relations():
    arms = [arm.levers for arm in Experiment.load("boundary_alignment").arms]
    crossed = {
        (arm["alignment.rule"], arm["reform.relationships_carried_over"])
        for arm in arms
        if arm["alignment.consortium_size"] == 198_000.0 and arm["reform.abolish_pcts"]
    }
    assert crossed >= {(rule, share) for rule in ("free", "one_to_one") for share in (0.0, 0.8)}
    assert sum(not arm["reform.abolish_pcts"] for arm in arms) == 1


@pytest.mark.parametrize("size", SIZES)
def test_sensitivity_moves_something_of_each_factor_of_the_survey_and_its_runs_resolve(size):
    experiment = Experiment.load("sensitivity", size)
    moved = {factor.name for factor in factors_of(experiment, "here")}
    left = [one.name for one in survey_factors() if not moved & set(one.names)]
    assert left == []
    plan = SweepPlan(screening_of(experiment))
    a_row = plan.points.runs_a_row
    assert (
        len({plan.scenario_of(run).digest() for run in plan.runs(0, a_row)}) == a_row - 1
    )  # luck alone is no scenario


def test_sensitivity_compares_with_the_bill_as_drafted():
    experiment = Experiment.load("sensitivity")
    drafted = {name: definition.default for name, definition in lever_definitions().items()}
    assert experiment.comparison.levers == {name: drafted[name] for name in experiment.levers.values}
