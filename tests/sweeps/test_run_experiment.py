"""An experiment from its file to a results folder that opens anywhere, and agrees with Mesa's own batches."""

from __future__ import annotations

import sys

import duckdb
import mesa
import pandas as pd
import pytest
from tiny_experiment import tiny_experiment

from abm import IntegrationModel, sweep
from abm.measures.table import measure_table
from abm.runs.results_folder import ResultsFolder
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> ResultsFolder:
    folder = tmp_path_factory.mktemp("tiny")
    return sweep(tiny_experiment(folder), folder / "out")


def test_every_arm_meets_every_sample(results: ResultsFolder) -> None:
    runs = results.runs()
    assert (runs["status"] == "done").all()
    assert len(runs) == 4 * 2
    assert runs.groupby("arm")["seed"].unique().map(tuple).nunique() == 1
    assert (runs.groupby("sample")["relations.trust_gain"].nunique() == 1).all()
    assert set(runs["board.powers"]) == {"consult", "place_budget"}


def test_the_same_call_again_makes_nothing_new(results: ResultsFolder) -> None:
    before = (results.path / "runs.parquet").read_bytes()
    again = sweep(results.path / "experiment.toml", results.path)
    assert (again.path / "runs.parquet").read_bytes() == before


def test_the_tables_open_with_one_line_in_pandas_and_duckdb(results: ResultsFolder) -> None:
    measures = pd.read_parquet(results.path / "measures.parquet")
    counted = duckdb.sql(f"select count(*) from '{results.path}/measures.parquet'").fetchall()
    assert counted == [(len(measures),)]
    joined = duckdb.sql(
        f"select arm, avg(value) from '{results.path}/measures.parquet' join '{results.path}/runs.parquet' using (run)"
        " where measure = 'trust_mean' group by arm"
    ).fetchall()
    assert {arm for arm, _ in joined} == set(results.runs()["arm"])


def test_what_is_finished_can_be_read_from_the_parts_alone(results: ResultsFolder) -> None:
    parts = pd.read_parquet(results.path / "parts")
    measures = pd.read_parquet(results.path / "measures.parquet")
    assert sorted(parts["run"].unique()) == sorted(measures["run"].unique())
    assert len(parts) == len(measures)


class Watched(IntegrationModel):
    """Remembers the last model that Mesa made."""

    last: IntegrationModel

    def __init__(self, *given: object, rng: int | None = None, **levers: object) -> None:
        super().__init__(*given, rng=rng, **levers)  # type: ignore[arg-type]
        Watched.last = self


@pytest.mark.parametrize("index", [0, 3, 6])
def test_a_run_of_mesas_batch_runner_agrees_with_the_sweep(results: ResultsFolder, index: int) -> None:
    plan = SweepPlan(Experiment.load(results.path / "experiment.toml"))
    run = next(each for each in plan.runs(0, plan.samples_at_least) if each.index == index)
    base = plan.experiment.base_scenario.with_parameters(run.sample.parameters)
    parameters = {"run_scenario": [base]} | {name.replace(".", "_"): [value] for name, value in run.arm.levers.items()}
    seeds = {"rng": [run.sample.seed]}
    newer = sys.version_info >= (3, 12)  # where Mesa takes seeds apart from parameters
    mesa.batch_run(
        Watched,
        parameters if newer else parameters | seeds,
        **(seeds if newer else {}),
        max_steps=1000,
        display_progress=False,
    )
    kept = plan.experiment.keep.of(measure_table(Watched.last))
    made = results.measures()
    made = made[made["run"] == run.name].drop(columns="run").reset_index(drop=True)
    for column in ("period", "level", "unit", "measure"):
        assert made[column].astype(str).tolist() == kept[column].astype(str).tolist()
    assert made["value"].to_numpy("float64").tobytes() == kept["value"].to_numpy("float64").tobytes()
