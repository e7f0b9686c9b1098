"""Which runs a validation asks for, and what it keeps of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures_by_hand import DAYS, targets_file

from abm.analysis.validation_experiment import Evidence, Runs, validation_experiment
from abm.errors import InputError
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_folder
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

EVIDENCE = Path(__file__).parents[2].parent / "shared" / "evidence" / "targets.csv"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario.load("bill_2011").with_settings(["run.end=2014-03-31"])


def experiment(scenario: Scenario, file: Path, **runs) -> Experiment:
    return validation_experiment(scenario, Evidence.read(file, None, scenario.run), Runs(**{"seed": 1} | runs))


def draws_of(asked: Experiment) -> list[tuple[int, int, int]]:
    plan = SweepPlan(asked)
    return [(run.sample.index, run.sample.draw, run.sample.seed) for run in plan.runs(0, plan.samples_at_least)]


def test_replications_differ_in_luck_alone_unless_numbers_are_drawn(scenario, tmp_path):
    file = targets_file(tmp_path / "targets.csv")
    central = experiment(scenario, file, replications=3)
    priors = experiment(scenario, file, replications=3, priors=True)
    assert [draw for _, draw, _ in draws_of(central)] == [0, 0, 0]
    assert [draw for _, draw, _ in draws_of(priors)] == [0, 1, 2]
    assert [seed for *_, seed in draws_of(central)] == [seed for *_, seed in draws_of(priors)]
    assert len(set(draws_of(central))) == 3
    drawn = SweepPlan(priors).sample(1).parameters
    assert len(drawn) > 0.8 * len(parameter_definitions())


def test_with_a_posterior_replication_r_takes_draw_r(scenario, tmp_path):
    draws = tmp_path / "posterior.csv"
    draws.write_text("people.crisis_rate\n0.15\n0.16\n0.17\n", "utf-8")
    file = targets_file(tmp_path / "targets.csv")
    plan = SweepPlan(experiment(scenario, file, replications=2, posterior=draws))
    assert [run.sample.parameters for run in plan.runs(0, plan.samples_at_least)] == [
        {"people.crisis_rate": 0.15},
        {"people.crisis_rate": 0.16},
    ]
    with pytest.raises(InputError, match=r"abm validate, --replications: 4 .*3 rows"):
        experiment(scenario, file, replications=4, posterior=draws)
    with pytest.raises(InputError, match=r"abm validate, --posterior: .*there is no such file"):
        experiment(scenario, file, replications=2, posterior=tmp_path / "gone.csv")


def test_just_what_targets_need_is_kept(scenario, tmp_path):
    file = targets_file(tmp_path / "targets.csv", {"statistic": "growth", "period": "2012/13"})
    assert experiment(scenario, file, replications=1).keep.figures == (
        (DAYS, "england", "2011/12"),
        (DAYS, "england", "2012/13"),
    )


def test_written_in_full_it_reads_back_to_the_same_runs(scenario, tmp_path):
    asked = experiment(scenario, targets_file(tmp_path / "targets.csv"), replications=2, priors=True)
    (tmp_path / "experiment.toml").write_text(asked.to_toml(), "utf-8")
    again = Experiment.load(tmp_path / "experiment.toml")
    keys = [[run.key(SweepPlan(each).base_key("1")) for run in SweepPlan(each).runs(0, 2)] for each in (asked, again)]
    assert keys[0] == keys[1]


def test_the_targets_that_ship_are_those_of_the_evidence(scenario):
    evidence = Evidence.read(None, None, scenario.run)
    assert [target.id for target in evidence.targets] == [f"T{number:02d}" for number in range(1, 39)]
    not_fitted = [target.id for target in evidence.targets if not target.is_fitted]
    assert not_fitted == ["T26", "T27", "T28", "T29", "T30", "T35", "T38"]
    if EVIDENCE.exists():
        assert (shipped_folder("configs") / "targets.csv").read_bytes() == EVIDENCE.read_bytes()
