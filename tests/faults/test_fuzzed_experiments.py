"""Whatever is broken in an experiment's file or its draws, reading it ends well or in one line that names it."""

from __future__ import annotations

import itertools

import pytest
from broken_files import broken_csv, broken_text
from experiment_files import GRID, HEADING, LIST, SETTINGS, drawn_levers, drawn_parameters, written
from fuzz_cases import fuzzed
from hypothesis import given
from hypothesis import strategies as st
from judged import nothing_written_outside, read_or_refused

from abm.scenario.fitted import OTHER_POSTERIOR, fitted_draw
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

KEEP = '[keep]\nmeasures = ["trust_mean"]\nperiods = "years"\n[compare]\nset = {}\n'
PRECISION = '[replications.precision]\nmeasure = "trust_mean"\nperiod = "2012/13"\nhalf_width = 0.1\nat_most = 30\n'
SIZES = '[small.settings]\n"geography.councils" = 1\n[full.parameters]\ndesign = "central"\n'
WHOLE = (
    "\n".join((HEADING, SETTINGS, GRID, KEEP)),
    "\n".join((HEADING, SETTINGS, LIST, PRECISION, SIZES)),
    "\n".join((HEADING, SETTINGS, drawn_levers("sobol"), drawn_parameters("latin_hypercube"), PRECISION, SIZES)),
)
DRAWS = "relations.trust_gain,relations.trust_loss,weight\n0.1,0.4,1\n0.12,0.5,2\n0.08,0.45,1\n"


@fuzzed("experiments")
@given(content=st.sampled_from(WHOLE).flatmap(broken_text), size=st.sampled_from([None, "small", "full"]))
def test_an_experiment_is_read_and_planned_or_refused(tmp_path, content, size):
    path = tmp_path / "own" / "experiment.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with nothing_written_outside(path.parent):
        experiment = read_or_refused(lambda: Experiment.load(path, size), path)
        if experiment is not None:
            assert list(itertools.islice(SweepPlan(experiment).runs(0, 1), 4))


@fuzzed("posteriors")
@given(content=broken_csv(DRAWS))
def test_draws_of_a_posterior_are_read_or_refused(tmp_path, content):
    draws = tmp_path / "draws.csv"
    draws.write_bytes(content)
    path = written(tmp_path, SETTINGS, '[parameters]\ndesign = "posterior"\nfile = "draws.csv"\ndraws = 2')
    read_or_refused(lambda: Experiment.load(path), path, draws)


@fuzzed("posterior in use")
@given(content=broken_csv(DRAWS.replace(",weight", "").replace(",1\n", "\n").replace(",2\n", "\n")))
def test_the_posterior_in_use_is_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("posterior") / "posterior.csv"  # a file is read once in a process
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(OTHER_POSTERIOR, str(path))
        read_or_refused(lambda: fitted_draw(2), path)
