"""A sweep is counted without being run; time and disk are estimates and say so."""

from datetime import date

import pytest
from experiment_files import GRID, drawn_parameters, experiment, plan, written

from abm.measures.kept import Kept, only
from abm.measures.periods import periods_of
from abm.scenario.period import Period
from abm.scenario.scenario import Scenario
from abm.sweeps.dry_run import BYTES_A_ROW, SECONDS_A_COUNCIL_MONTH, DryRun, council_months, councils, rows_a_run
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan
from abm.world.overlap_table import read_overlap

PRECISION = '[replications.precision]\nmeasure = "trust_mean"\nperiod = "2012/13"\nhalf_width = 0.1\nat_most = 30\n'


def test_it_counts_arms_samples_and_runs(tmp_path):
    found = DryRun.of(plan(tmp_path, GRID, drawn_parameters("sobol", 5), "[replications]\nnumber = 2"))
    assert (found.arms, found.samples, found.runs) == (4, 10, 40)
    assert found.runs_at_most == 40
    assert "4 arms x 10 samples = 40 runs" in found.lines()[0]
    assert all("estimate" in line for line in found.lines()[1:])


def test_a_rule_of_precision_is_counted_to_its_end(tmp_path):
    found = DryRun.of(plan(tmp_path, GRID, drawn_parameters("sobol", 5), PRECISION))
    assert (found.runs, found.runs_at_most) == (20, 120)
    assert "120 runs, if precision takes that many" in found.lines()[-1]


def test_time_goes_with_councils_and_months_and_is_shared_out_over_workers(tmp_path):
    alone, three = (DryRun.of(plan(tmp_path, GRID), workers) for workers in (1, 3))
    assert council_months(experiment(tmp_path).base_scenario.run, 2) == 72
    assert alone.seconds == pytest.approx(4 * 72 * SECONDS_A_COUNCIL_MONTH)
    assert three.seconds == pytest.approx(2 * 72 * SECONDS_A_COUNCIL_MONTH)


def test_tables_have_the_councils_that_they_name_and_are_read_once(tmp_path, monkeypatch):
    head = "ccg15cd,ccg_nhs_code,ccg_name,utla15cd,utla_name,n_lsoa,share_of_ccg,share_of_utla"
    rows = ["G1,01A,North,C1,Aldshire,40,1,1", "G2,01B,South,C2,Bexmouth,60,1,1"]
    (tmp_path / "overlap.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    places = {"places": "tables", "overlap": str(tmp_path / "overlap.csv")}
    assert councils(Scenario.from_dict({"geography": places})) == 2
    settings = f'[settings]\n"geography.places" = "tables"\n"geography.overlap" = "{tmp_path / "overlap.csv"}"'
    reads = []
    monkeypatch.setattr("abm.sweeps.dry_run.read_overlap", lambda path: reads.append(path) or read_overlap(path))
    DryRun.of(SweepPlan(Experiment.load(written(tmp_path, settings, GRID))))
    assert len(reads) == 1


def test_disk_goes_with_what_is_kept(tmp_path):
    run = experiment(tmp_path).base_scenario.run
    years = rows_a_run(run, Kept(("trust_mean", "older_people"), ("england", "council"), "years"), 2)
    assert years == 2 * (1 + 1 + 2)
    assert rows_a_run(run, Kept(("trust_mean",), (), "all"), 2) == 26 * 2
    figures = (("trust_mean", "england", "2011/12"), ("older_people", "council", "2012-04"))
    assert rows_a_run(run, only(figures), 2) == 1 + 2
    text = '[keep]\nmeasures = ["trust_mean"]\nlevels = ["england"]'
    assert DryRun.of(plan(tmp_path, GRID, text)).bytes_a_run == 2 * BYTES_A_ROW


def test_periods_are_whole_years_and_all_months_that_are_reported():
    run = Period(end=date(2013, 9, 30), report_from=date(2011, 10, 1))
    assert periods_of(run)[:1] == ("2012/13",)
    assert periods_of(run)[1:] == tuple(
        f"{year}-{month:02d}" for year in (2011, 2012, 2013) for month in range(1, 13)
        if (2011, 10) <= (year, month) <= (2013, 9)
    )  # fmt: skip
