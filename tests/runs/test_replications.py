from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from abm.errors import InputError
from abm.randomness import replication_seed
from abm.runs.replications import Replications, run_to_folder
from abm.scenario.fitted import OTHER_POSTERIOR
from abm.scenario.scenario import Scenario

ALWAYS = {"scenario.toml", "measures.parquet", "runs.parquet", "provenance.json", "codebook.csv"}


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    file = tmp_path / "toy.toml"
    file.write_text('name = "toy"\nmeaning = "for a test"\n', encoding="utf-8")
    return Scenario.load(file)


def test_the_folder_holds_everything_and_nothing_else(toy_model, scenario, tmp_path):
    finished = run_to_folder(scenario, tmp_path / "out" / "toy", replications=2)
    assert {path.name for path in finished.path.iterdir()} == ALWAYS
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"toy"}
    assert finished.failed == ()


def test_the_report_is_written_before_the_folder_is_in_place(toy_model, scenario, tmp_path):
    out, seen = tmp_path / "out", []

    def write_report(folder: Path) -> None:
        seen.append((out.exists(), {path.name for path in folder.iterdir()}))
        (folder / "report.html").write_text("report", encoding="utf-8")

    run_to_folder(scenario, out, write_report=write_report)
    assert seen == [(False, ALWAYS)]
    assert (out / "report.html").read_text(encoding="utf-8") == "report"


def test_measures_have_the_run_they_came_from(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out", seed=3, replications=2)
    measures = pd.read_parquet(tmp_path / "out" / "measures.parquet")
    assert list(measures.columns) == ["run", "period", "level", "unit", "measure", "value"]
    assert measures["run"].to_list() == ["toy-000"] * 3 + ["toy-001"] * 3
    assert measures["value"].to_list()[:3] == [7.0, 8.0, 9.0]


def test_the_same_seed_gives_the_same_bytes(toy_model, scenario, tmp_path):
    for name in ("one", "two"):
        run_to_folder(scenario, tmp_path / name, seed=3, replications=2)
    one, two = ((tmp_path / name / "measures.parquet").read_bytes() for name in ("one", "two"))
    assert one == two
    run_to_folder(scenario, tmp_path / "other", seed=4, replications=2)
    assert (tmp_path / "other" / "measures.parquet").read_bytes() != one


def test_the_resolved_scenario_reads_back_as_the_same_scenario(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out")
    again = Scenario.load(tmp_path / "out" / "scenario.toml")
    assert again.digest() == scenario.digest()
    assert again.name == "toy"


def test_runs_have_a_column_for_each_lever_and_parameter(toy_model, scenario, tmp_path):
    run_to_folder(scenario.with_settings(["board.powers=consult"]), tmp_path / "out", seed=3, replications=2)
    runs = pd.read_parquet(tmp_path / "out" / "runs.parquet")
    assert runs["board.powers"].to_list() == ["consult", "consult"]
    assert runs["seed"].to_list() == [3, replication_seed(3, 1)]
    document = tomllib.loads((tmp_path / "out" / "scenario.toml").read_text(encoding="utf-8"))
    for section in ("levers", "parameters"):
        for group, values in document[section].items():
            assert {f"{group}.{name}" for name in values} <= set(runs.columns)


def test_a_dated_policy_shows_as_the_lever_stands_on_the_last_day(toy_model, tmp_path):
    policy = {"date": pd.Timestamp("2012-04-01").date(), "set": {"pooling.nhs_transfer": 500.0}}
    scenario = Scenario.from_dict({"name": "toy", "policy": [policy]})
    run_to_folder(scenario, tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out" / "runs.parquet")["pooling.nhs_transfer"].to_list() == [500.0]


def test_a_failed_replication_is_a_row_and_the_others_go_on(toy_model, scenario, tmp_path):
    toy_model.breaks_at_seeds = frozenset({replication_seed(3, 1)})
    out = tmp_path / "a folder"
    finished = run_to_folder(scenario, out, seed=3, replications=3)
    runs = pd.read_parquet(out / "runs.parquet")
    assert runs["status"].to_list() == ["done", "failed", "done"]
    assert runs["message"].to_list() == ["", "ZeroDivisionError: no beds", ""]
    assert "conftest.py" in runs["traceback"][1]
    assert [row.replication for row in finished.failed] == [1]
    assert runs["replay"][1] == f"abm run '{out}/scenario.toml' --seed {replication_seed(3, 1)}"
    assert pd.read_parquet(out / "measures.parquet")["run"].unique().tolist() == ["toy-000", "toy-002"]
    assert json.loads((out / "provenance.json").read_text(encoding="utf-8"))["failed"] == 1


def test_replications_have_draws_of_their_own_and_a_replay_names_them(toy_model, scenario, tmp_path, monkeypatch):
    posterior = tmp_path / "posterior.csv"
    posterior.write_text("people.crisis_rate\n0.1\n0.11\n", encoding="utf-8")
    monkeypatch.setenv(OTHER_POSTERIOR, str(posterior))
    toy_model.breaks_at_seeds = frozenset({replication_seed(3, 1)})
    run_to_folder(Scenario.load(tmp_path / "toy.toml"), tmp_path / "out", seed=3, replications=3)
    runs = pd.read_parquet(tmp_path / "out" / "runs.parquet")
    assert runs["people.crisis_rate"].to_list() == [0.1, 0.11, 0.1]
    assert runs["replay"][1].endswith(f"--seed {replication_seed(3, 1)} --set run.draw=2")
    assert "--set" not in runs["replay"][0]


def test_the_replay_of_a_replication_uses_the_same_seed(toy_model, scenario, tmp_path):
    finished = run_to_folder(scenario, tmp_path / "all", seed=3, replications=2)
    run_to_folder(scenario, tmp_path / "again", seed=finished.rows[1].seed)
    everything = pd.read_parquet(tmp_path / "all" / "measures.parquet")
    again = pd.read_parquet(tmp_path / "again" / "measures.parquet")
    assert again["value"].to_list() == everything[everything["run"] == "toy-001"]["value"].to_list()


def test_wrong_input_found_by_the_model_leaves_nothing(toy_model, scenario, tmp_path):
    toy_model.refuses = True
    with pytest.raises(InputError):
        run_to_folder(scenario, tmp_path / "new" / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"toy.toml"}


def test_provenance_says_what_was_run_from_what_with_what(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out", seed=3, replications=2, command=["abm", "run", "a b.toml"])
    provenance = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["command"] == "abm run 'a b.toml'"
    assert provenance["scenario_sha256"] == scenario.digest()
    assert [entry["path"] for entry in provenance["inputs"]] == [str(tmp_path / "toy.toml")]
    assert provenance["warnings"] == ["only a toy"]
    assert provenance["seed"] == 3
    assert provenance["replications"] == 2
    assert provenance["libraries"]["pandas"] == pd.__version__


def test_the_codebook_has_each_measure(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out")
    codebook = pd.read_csv(tmp_path / "out" / "codebook.csv")
    assert codebook.to_dict("records") == [
        {
            "measure": "beds",
            "definition": "beds, counted",
            "unit": "beds",
            "levels": "council england",
            "source": "by hand",
        }
    ]


def test_the_csv_for_spreadsheets_runs_no_formula(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out", csv=True)
    table = pd.read_csv(tmp_path / "out" / "measures.csv")
    assert table["unit"].unique().tolist() == ['\'=HYPERLINK("x")']
    assert table["value"].to_list() == [5.0, 6.0, 7.0]


def test_each_replications_months_are_told(toy_model, scenario, tmp_path):
    told = []
    run_to_folder(scenario, tmp_path / "out", replications=2, on_month=lambda *months: told.append(months))
    assert told == [(replication, month, 3) for replication in (0, 1) for month in (1, 2, 3)]


@pytest.mark.parametrize(("replications", "workers", "each"), [(1, 1, 1), (1, 4, 4), (2, 4, 2), (3, 4, 1), (3, 2, 1)])
def test_runs_share_the_cores_evenly(scenario, tmp_path, replications, workers, each):
    asked = Replications({"scenario.toml": scenario}, 1, replications, tmp_path)
    assert {run.cores for run in asked.planned(workers)} == {each}


def test_one_run_has_all_the_cores(toy_model, scenario, tmp_path):
    run_to_folder(scenario, tmp_path / "out", workers=3)
    assert toy_model.on_cores == (3,)


def test_inputs_are_told_as_they_were_read_and_not_as_they_are_when_all_is_over(toy_model, scenario, tmp_path):
    before = hashlib.sha256((tmp_path / "toy.toml").read_bytes()).hexdigest()

    def changed_meanwhile(*month: int) -> None:
        (tmp_path / "toy.toml").write_text('name = "other"', encoding="utf-8")

    run_to_folder(scenario, tmp_path / "out", on_month=changed_meanwhile)
    assert before in (tmp_path / "out" / "provenance.json").read_text("utf-8")
