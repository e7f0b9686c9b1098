"""The plan: samples in a sequence without end, every arm under each, and a key for what decides a run."""

import itertools
import pickle

import pytest
from experiment_files import GRID, LIST, SETTINGS, drawn_parameters, experiment, plan, written

from abm.randomness import replication_seed
from abm.scenario.fitted import OTHER_POSTERIOR
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

DESIGNS = ["central", "latin_hypercube", "sobol", "monte_carlo"]


def parameters(design: str, draws: int = 4) -> str:
    return drawn_parameters(design, draws) if design != "central" else ""


def replications(number: int) -> str:
    return f"[replications]\nnumber = {number}"


@pytest.mark.parametrize("design", DESIGNS)
def test_every_arm_meets_the_same_draws_and_seeds(tmp_path, design):
    runs = list(plan(tmp_path, GRID, parameters(design), replications(2)).runs(0, 6))
    assert [run.index for run in runs] == list(range(24))
    for index, of_sample in itertools.groupby(runs, key=lambda run: run.sample.index):
        together = list(of_sample)
        assert len({run.arm.name for run in together}) == 4
        assert len({run.sample.seed for run in together}) == 1
        assert all(run.sample == together[0].sample for run in together)
        assert together[0].sample.seed == replication_seed(7, index)


@pytest.mark.parametrize("design", DESIGNS)
def test_asking_for_more_samples_changes_none_before(tmp_path, design):
    found = plan(tmp_path, LIST, parameters(design), replications(3))
    first = list(found.samples(0, 5))
    assert list(plan(tmp_path, LIST, parameters(design), replications(3)).samples(0, 40))[:5] == first
    assert [found.sample(index) for index in (4, 0)] == [first[4], first[0]]
    assert [run.sample.index for run in found.runs(3, 5)] == [3, 3, 4, 4]


def test_a_fixed_number_of_draws_is_met_once_before_any_is_met_again(tmp_path):
    found = plan(tmp_path, LIST, drawn_parameters("latin_hypercube", 3), replications(2))
    assert found.samples_at_least == found.samples_at_most == 6
    assert [(s.draw, s.replication) for s in found.samples(0, 8)] == [
        (0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2),
    ]  # fmt: skip
    assert found.sample(0).parameters == found.sample(3).parameters
    assert found.sample(0).seed != found.sample(3).seed


def test_draws_that_can_be_added_to_go_on_to_new_ones(tmp_path):
    found = plan(tmp_path, LIST, drawn_parameters("sobol", 3), replications(2))
    assert [(s.draw, s.replication) for s in found.samples(0, 8)] == [
        (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1),
    ]  # fmt: skip
    assert found.sample(7).parameters not in [s.parameters for s in found.samples(0, 6)]


def test_more_draws_keep_the_runs_already_made(tmp_path):
    few, many = (plan(tmp_path, GRID, drawn_parameters("sobol", draws)) for draws in (4, 9))
    made = [run.key(few.base_key("1")) for run in few.runs(0, 4)]
    assert [run.key(many.base_key("1")) for run in many.runs(0, 9)][:16] == made


def test_a_rule_of_precision_says_how_many_samples_there_are(tmp_path):
    rule = '[replications.precision]\nmeasure = "trust_mean"\nperiod = "2012/13"\nhalf_width = 0.1\nat_most = 30\n'
    whole = plan(tmp_path, LIST, drawn_parameters("sobol", 6), rule)
    assert (whole.samples_at_least, whole.samples_at_most) == (6, 30)
    fewer = plan(tmp_path, LIST, drawn_parameters("sobol", 6), rule + "at_least = 3")
    assert fewer.samples_at_least == 3
    named = plan(tmp_path, LIST, rule + 'arm = { "reform.abolish_pcts" = false }')
    assert named.experiment.replications.precision.arm == "stay"


def test_a_key_is_what_decides_a_run_and_no_more(tmp_path):
    found = plan(tmp_path, GRID, drawn_parameters("sobol"))
    base = found.base_key("1")
    keys = [run.key(base) for run in found.runs(0, 4)]
    assert len(set(keys)) == 16
    assert found.base_key("2") != base
    assert plan(tmp_path, GRID, drawn_parameters("sobol"), '[keep]\nlevels = ["england"]').base_key("1") != base
    other_places = written(tmp_path, SETTINGS.replace('councils" = 2', 'councils" = 3'), GRID)
    assert SweepPlan(Experiment.load(other_places)).base_key("1") != base
    assert plan(tmp_path, LIST, drawn_parameters("sobol")).base_key("1") == base


def test_an_arm_may_set_a_date(tmp_path):
    text = '[levers]\ndesign = "grid"\n[levers.values]\n"reform.abolition_date" = [2012-04-01, 2013-04-01]'
    found = plan(tmp_path, text)
    assert [arm.name for arm in found.arms] == [f"reform.abolition_date={year}-04-01" for year in (2012, 2013)]
    assert len({run.key(found.base_key("1")) for run in found.runs(0, 1)}) == 2


def test_a_runs_scenario_has_its_levers_and_parameters_and_all_else_of_the_base(tmp_path):
    found = plan(tmp_path, GRID, drawn_parameters("sobol"))
    run = list(found.runs(0, 2))[6]
    scenario = found.scenario_of(run)
    base = experiment(tmp_path, GRID, drawn_parameters("sobol")).base_scenario
    assert scenario == base.with_levers(run.arm.levers).with_parameters(run.sample.parameters)
    assert scenario.levers.board.powers == run.arm.levers["board.powers"] == "place_budget"
    assert scenario.parameters.relations.trust_gain == run.sample.parameters["relations.trust_gain"]
    assert scenario.geography == base.geography


def test_a_plan_goes_to_another_process(tmp_path):
    found = plan(tmp_path, GRID, drawn_parameters("sobol"))
    again = pickle.loads(pickle.dumps(found))
    assert list(again.runs(0, 3)) == list(found.runs(0, 3))


def test_what_an_experiment_does_not_draw_walks_through_the_posterior(tmp_path, monkeypatch):
    posterior = tmp_path / "posterior.csv"
    rates, gains = (0.1, 0.11, 0.12), (0.05, 0.06, 0.07)
    rows = [f"{rate},{gain}" for rate, gain in zip(rates, gains, strict=True)]
    posterior.write_text("\n".join(["people.crisis_rate,relations.trust_gain", *rows]), encoding="utf-8")
    monkeypatch.setenv(OTHER_POSTERIOR, str(posterior))
    met = [plan(tmp_path, LIST, replications(4)).sample(index).parameters for index in range(4)]
    assert [sample["people.crisis_rate"] for sample in met] == [0.1, 0.11, 0.12, 0.1]
    own = plan(tmp_path, LIST, drawn_parameters("latin_hypercube", 4, '["relations.trust_gain"]'))
    drawn = [own.sample(index).parameters for index in range(4)]
    assert [sample["people.crisis_rate"] for sample in drawn] == [0.1, 0.11, 0.12, 0.1]
    assert not {sample["relations.trust_gain"] for sample in drawn} & set(gains)
