from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from toy_sweep import ToyPlan, ToyRuns, figures

from abm.errors import InputError
from abm.runs.confidence import half_width
from abm.runs.paired_difference import paired_differences
from abm.sweeps.experiment import Experiment
from abm.sweeps.precision import Figure, FixedCount, PrecisionReached, rounds_of
from abm.sweeps.store import Store
from abm.sweeps.sweep import sweep_to_folder
from abm.sweeps.sweep_plan import SweepPlan

pytestmark = pytest.mark.usefixtures("here")

BEDS = Figure("beds", "england", "2011/12")


def rule_for(half_width: float, fewest: int, most: int, step: int, figure: Figure = BEDS) -> PrecisionReached:
    return PrecisionReached(figure, ("board.powers=consult",), "board.powers=none", half_width, fewest, most, step)


def half_width_of(samples: int) -> float:
    values = [figures(run)["value"][0] for run in ToyPlan().runs(0, samples)]
    none, consult = np.array(values).reshape(-1, 2).T[:, None, :]
    found = paired_differences(none, consult)
    return float((found.high - found.low)[0] / 2)


def samples_made(out, rule: PrecisionReached, **make) -> int:
    finished = sweep_to_folder(ToyPlan(), out, rule, ToyRuns(**make))
    return int(pd.read_parquet(finished.path / "runs.parquet")["sample"].max()) + 1


def test_samples_are_added_in_steps_until_the_interval_is_narrow_enough(tmp_path):
    wanted = 1.001 * half_width_of(25)
    counts = range(5, 100, 4)
    expected = next(count for count in counts if half_width_of(count) <= wanted)
    assert expected > 5
    assert samples_made(tmp_path / "out", rule_for(wanted, 5, 100, 4)) == expected


def test_there_are_never_fewer_or_more_than_stated(tmp_path):
    assert samples_made(tmp_path / "few", rule_for(1e9, 5, 100, 4)) == 5
    assert samples_made(tmp_path / "many", rule_for(0.0, 5, 11, 4)) == 11


def test_an_interrupted_sweep_stops_where_an_undisturbed_one_does(tmp_path):
    wanted = 1.001 * half_width_of(25)
    whole = samples_made(tmp_path / "whole", rule_for(wanted, 5, 100, 4))
    samples_made(tmp_path / "out", rule_for(1e9, 7, 100, 4))
    assert samples_made(tmp_path / "out", rule_for(wanted, 5, 100, 4)) == whole


def test_pairs_with_a_failed_run_are_left_out(tmp_path):
    rule = rule_for(0.0, 5, 5, 4)
    samples_made(tmp_path / "out", rule, raises=frozenset({8}))
    assert rule.reached() == pytest.approx(half_width_of(4))


def test_a_figure_that_no_run_has_is_wrong_input(tmp_path):
    chairs = Figure("chairs", "england", "2011/12")
    with pytest.raises(InputError, match="chairs at level england in 2011/12"):
        samples_made(tmp_path / "out", rule_for(0.1, 5, 100, 4, chairs))


def test_every_named_arm_must_be_known_and_without_a_comparison_the_mean_itself(tmp_path):
    rule = PrecisionReached(BEDS, ("board.powers=consult", "board.powers=none"), None, 0.0, 6, 6, 1)
    samples_made(tmp_path / "out", rule)
    values = np.array([figures(run)["value"][0] for run in ToyPlan().runs(0, 6)]).reshape(-1, 2)
    widths = half_width(values.std(axis=0, ddof=1), 6)
    rule.next(6, ToyPlan(), Store(tmp_path / "out", writes=False))
    assert rule.reached() == pytest.approx(widths.max())


PRECISE = """
name = "precise"
question = "How many?"
scenario = "bill_2011"
[levers]
design = "grid"
[levers.values]
"board.powers" = ["consult", "have_regard", "refer_back"]
[parameters]
design = "sobol"
draws = 4
names = ["relations.*"]
"""
RULE = """
[replications.precision]
measure = "disputes"
period = "2012/13"
half_width = 2.5
at_least = 3
at_most = 9
step = 2
"""


def planned(tmp_path, text: str) -> SweepPlan:
    file = tmp_path / "experiment.toml"
    file.write_text(text, encoding="utf-8")
    return SweepPlan(Experiment.load(file))


def test_an_experiment_without_a_rule_has_a_fixed_number_of_samples(tmp_path):
    assert rounds_of(planned(tmp_path, PRECISE)) == FixedCount(4)


def test_the_rule_of_an_experiment_is_for_every_arm_but_the_comparison(tmp_path):
    rule = rounds_of(planned(tmp_path, PRECISE + RULE))
    others = ("board.powers=have_regard", "board.powers=refer_back")
    figure = Figure("disputes", "england", "2012/13")
    assert rule == PrecisionReached(figure, others, "board.powers=consult", 2.5, 3, 9, 2)


def test_the_rule_of_an_experiment_may_name_one_arm(tmp_path):
    rule = rounds_of(planned(tmp_path, PRECISE + RULE + 'arm = "board.powers=refer_back"'))
    assert isinstance(rule, PrecisionReached)
    assert rule.arms == ("board.powers=refer_back",)
