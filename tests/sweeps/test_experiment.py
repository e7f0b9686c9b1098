"""An experiment file is laid out for a size, checked, and written back in full."""

from datetime import date

import pytest
from experiment_files import GRID, HEADING, LIST, drawn_levers, drawn_parameters, experiment, written

from abm.errors import InputError
from abm.scenario.scenario import Scenario
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

PRECISION = """
[replications]
number = 2
[replications.precision]
measure = "shunted_share"
period = "2012/13"
half_width = 0.01
at_most = 40
step = 4
"""
SIZES = """
[small.settings]
"geography.councils" = 1
[small.levers.values]
"board.powers" = ["consult", "have_regard", "refer_back"]
[full.settings.geography]
councils = 5
"""


def test_settings_are_the_base_of_all_arms(tmp_path):
    base = experiment(tmp_path, GRID).base_scenario
    assert base == Scenario.load("bill_2011").with_settings(["geography.councils=2", "run.end=2013-03-31"])
    assert base.run.end == date(2013, 3, 31)


def test_a_lever_may_be_a_setting_without_its_prefix(tmp_path):
    found = Experiment.load(written(tmp_path, '[settings]\n"board.powers" = "refer_back"'))
    assert found.base_scenario.levers.board.powers == "refer_back"


def test_the_small_size_is_the_usual_one_and_sizes_override_entry_by_entry(tmp_path):
    small, full = experiment(tmp_path, GRID, SIZES), experiment(tmp_path, GRID, SIZES, size="full")
    assert (small.size, full.size) == ("small", "full")
    assert small.base_scenario.geography.councils == 1
    assert full.base_scenario.geography.councils == 5
    assert small.base_scenario.run.end == full.base_scenario.run.end == date(2013, 3, 31)
    assert (len(small.arms), len(full.arms)) == (6, 4)


def test_a_design_named_anew_starts_its_table_afresh(tmp_path):
    over = '[small.parameters]\ndesign = "central"'
    assert experiment(tmp_path, drawn_parameters("sobol"), over).parameters.names == ()


def test_a_scenario_may_lie_beside_the_file_or_be_written_in_it(tmp_path):
    (tmp_path / "own.toml").write_text('extends = "bill_2011"\n[levers.board]\npowers = "refer_back"', "utf-8")
    beside = Experiment.load(written(tmp_path, heading=HEADING.replace('"bill_2011"', '"own.toml"')))
    inside = '[base]\nextends = "bill_2011"\n[base.levers.board]\npowers = "refer_back"'
    within = Experiment.load(written(tmp_path, inside, heading=HEADING.replace('scenario = "bill_2011"', "")))
    assert beside.base_scenario.levers.board.powers == within.base_scenario.levers.board.powers == "refer_back"


@pytest.mark.parametrize(
    "parts",
    [
        (GRID, drawn_parameters("sobol"), PRECISION),
        (GRID, SIZES, drawn_parameters("monte_carlo")),
        (LIST, drawn_parameters("latin_hypercube"), '[compare]\narm = "stay"'),
        (drawn_levers("sobol"), '[compare.set]\n"board.powers" = "consult"', '[keep]\nmeasures = ["trust_mean"]'),
        (drawn_levers("latin_hypercube"), '[keep]\nlevels = "all"\nperiods = ["2011/12", "2012-04"]'),
        (GRID, '[keep]\nfigures = [["trust_mean", "england", "2011/12"], ["older_people", "council", "2012-04"]]'),
        (),
    ],
    ids=["grid", "sizes", "list", "sobol", "latin hypercube", "figures", "nothing"],
)
def test_written_in_full_it_reads_back_equal_with_the_same_runs(tmp_path, parts):
    asked = experiment(tmp_path, *parts)
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "experiment.toml").write_text(asked.to_toml(), "utf-8")
    again = Experiment.load(folder / "experiment.toml")
    assert again == asked
    assert (again.arms, again.comparison) == (asked.arms, asked.comparison)
    plans = SweepPlan(asked), SweepPlan(again)
    keys = [[run.key(plan.base_key("1")) for run in plan.runs(0, 6)] for plan in plans]
    assert keys[0] == keys[1]
    assert plans[0].scenario_of(next(plans[0].runs(5, 6))) == plans[1].scenario_of(next(plans[1].runs(5, 6)))
    assert again.to_toml() == asked.to_toml()


def test_what_was_written_in_full_cannot_be_asked_for_at_another_size(tmp_path):
    (tmp_path / "experiment.toml").write_text(experiment(tmp_path, GRID, SIZES).to_toml(), "utf-8")
    assert Experiment.load(tmp_path / "experiment.toml", "small").size == "small"
    with pytest.raises(InputError, match="no sizes"):
        Experiment.load(tmp_path / "experiment.toml", "full")


def test_without_a_word_all_measures_of_england_and_councils_are_kept_by_year(tmp_path):
    kept = experiment(tmp_path).keep
    assert (kept.measures, kept.levels, kept.periods) == ((), ("england", "council"), "years")


def test_years_of_a_run_that_has_no_whole_one_are_refused_as_nothing_would_be_kept(tmp_path):
    shorter = '[settings]\n"geography.councils" = 2\n"run.end" = 2012-02-29'
    with pytest.raises(InputError, match="no whole financial year"):
        Experiment.load(written(tmp_path, shorter))
    assert Experiment.load(written(tmp_path, shorter, '[keep]\nperiods = "months"')).keep.periods == "months"


def test_a_policy_held_against_an_arm_is_replaced_in_it_alone(tmp_path):
    asked = experiment(
        tmp_path, '[levers]\ndesign = "grid"\n[levers.values]\n"competition.monitor_duty" = ["quality_only"]'
    )
    plan = SweepPlan(asked)
    scenario = plan.scenario_of(next(plan.runs(0, 1)))
    for day in (date(2010, 4, 1), date(2013, 3, 31)):
        assert scenario.levers_on(day).competition.monitor_duty == "quality_only"
    assert scenario.policies  # of other levers


def test_it_is_found_by_the_name_of_one_that_ships():
    assert Experiment.load("board_powers").name == "board_powers"
    with pytest.raises(InputError, match="did you mean 'board_powers'"):
        Experiment.load("board_power")


def test_drawn_arms_are_the_same_when_the_file_in_full_is_read_back(tmp_path):
    spans_first = """
[levers]
design = "sobol"
arms = 4
[levers.values]
"reform.relationships_carried_over" = { low = 0.0, high = 0.8 }
"leadership.turnover" = { low = 0.5, high = 2.0 }
"board.powers" = ["consult", "refer_back"]
"leadership.clinical_engagement" = [false, true]
"""
    first = experiment(tmp_path, spans_first)
    (tmp_path / "full.toml").write_text(first.to_toml(), encoding="utf-8")
    again = Experiment.load(tmp_path / "full.toml")
    assert [arm.name for arm in again.arms] == [arm.name for arm in first.arms]
    assert again.arms == first.arms
