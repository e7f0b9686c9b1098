from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import worker_runs

from abm.errors import InputError
from abm.randomness import replication_seed
from abm.runs.comparison import Comparison, compare_to_folder
from abm.runs.replications import Wishes
from abm.runs.results_folder import ResultsFolder
from abm.runs.worker_pool import attempts, usable_cores
from abm.scenario.scenario import Scenario

ALWAYS = {
    "scenarios", "measures.parquet", "runs.parquet", "provenance.json", "codebook.csv", "differences.csv",
    "places.parquet",
}  # fmt: skip
TINY = {"run": {"end": pd.Timestamp("2012-03-31").date()}, "geography": {"councils": 1}, "population": {"sample": 0.02}}


def scenario(name: str, **sections: object) -> Scenario:
    return Scenario.from_dict({"name": name, "meaning": f"what {name} stands for", **sections})


def two(**sections: object) -> list[Scenario]:
    changed = {"levers": {"front_line": {"home_first": True}}}
    return [scenario("bill", **sections), scenario("home", **changed, **sections)]


def test_the_folder_holds_everything_and_nothing_else(toy_model, tmp_path):
    finished = compare_to_folder(Comparison.of(two()), tmp_path / "out", replications=2)
    assert {path.name for path in finished.path.iterdir()} == ALWAYS
    assert {path.name for path in (tmp_path / "out" / "scenarios").iterdir()} == {"bill.toml", "home.toml"}
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_a_replication_has_the_same_seed_in_every_scenario(toy_model, tmp_path):
    compare_to_folder(Comparison.of(two()), tmp_path / "out", seed=3, replications=2)
    runs = pd.read_parquet(tmp_path / "out" / "runs.parquet")
    assert runs["run"].to_list() == ["bill-000", "bill-001", "home-000", "home-001"]
    assert runs["seed"].to_list() == [3, replication_seed(3, 1)] * 2
    assert runs["front_line.home_first"].to_list() == [False, False, True, True]
    measures = pd.read_parquet(tmp_path / "out" / "measures.parquet")
    assert measures["run"].drop_duplicates().to_list() == runs["run"].to_list()


def test_each_resolved_scenario_reads_back_as_the_same(toy_model, tmp_path):
    scenarios = two()
    compare_to_folder(Comparison.of(scenarios), tmp_path / "out")
    for one in scenarios:
        assert Scenario.load(tmp_path / "out" / "scenarios" / f"{one.name}.toml").digest() == one.digest()


def test_the_provenance_says_what_was_compared_with_what(toy_model, tmp_path):
    compare_to_folder(Comparison.of(two(), "home"), tmp_path / "out", seed=3, replications=2)
    provenance = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["kind"] == "comparison"
    assert provenance["baseline"] == "home"
    assert [entry["scenario"] for entry in provenance["scenarios"]] == ["home", "bill"]
    assert (provenance["seed"], provenance["replications"], provenance["failed"]) == (3, 2, 0)
    assert list(ResultsFolder.open(tmp_path / "out").scenarios()) == ["home", "bill"]


def test_a_failed_run_is_a_row_and_the_others_go_on(toy_model, tmp_path):
    toy_model.breaks_at_seeds = frozenset({replication_seed(3, 1)})
    out = tmp_path / "a folder"
    finished = compare_to_folder(Comparison.of(two()), out, seed=3, replications=3)
    assert [row.run for row in finished.failed] == ["bill-001", "home-001"]
    runs = pd.read_parquet(out / "runs.parquet")
    assert runs["status"].to_list() == ["done", "failed", "done"] * 2
    assert runs["replay"][4] == f"abm run '{out}/scenarios/home.toml' --seed {replication_seed(3, 1)}"


def test_a_comparison_in_which_every_run_failed_is_still_written(toy_model, tmp_path):
    toy_model.breaks_at_seeds = frozenset({1})
    finished = compare_to_folder(Comparison.of(two()), tmp_path / "out")
    assert len(finished.failed) == 2
    assert len(pd.read_csv(tmp_path / "out" / "differences.csv")) == 0


def test_wrong_input_found_by_the_model_leaves_nothing(toy_model, tmp_path):
    toy_model.refuses = True
    with pytest.raises(InputError):
        compare_to_folder(Comparison.of(two()), tmp_path / "new" / "out")
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_no_file_names_get_files_of_their_own(toy_model, tmp_path):
    scenarios = [scenario("a/b"), scenario("a b"), scenario("A_B"), scenario("../up")]
    compare_to_folder(Comparison.of(scenarios), tmp_path / "out")
    files = sorted(path.name for path in (tmp_path / "out" / "scenarios").iterdir())
    assert files == ["A_B_3.toml", "_up.toml", "a_b.toml", "a_b_2.toml"]
    assert list(ResultsFolder.open(tmp_path / "out").scenarios()) == ["a/b", "a b", "A_B", "../up"]


def test_older_results_are_replaced_but_not_with_a_users_file_among_them(toy_model, tmp_path):
    out = tmp_path / "out"
    for _ in range(2):
        compare_to_folder(Comparison.of(two()), out)
    (out / "scenarios" / "mine.toml").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"scenarios/mine\.toml"):
        compare_to_folder(Comparison.of(two()), out)
    assert (out / "scenarios" / "mine.toml").is_file()


@pytest.mark.parametrize(
    ("scenarios", "baseline", "named"),
    [
        ([scenario("one")], None, "name two scenarios or more"),
        ([scenario("one"), scenario("two"), scenario("one")], None, "'one' is not usable"),
        (two(), "three", "bill, home"),
        ([scenario("a"), scenario("b", geography={"councils": 3})], None, r"b, geography\.councils: 3 .* it is 8"),
        ([scenario("a"), scenario("b", geography={"places": "england"})], None, "geography.places"),
        ([scenario("a"), scenario("b", population={"sample": 0.5})], None, "population.sample"),
    ],
)
def test_what_cannot_be_compared_is_refused(scenarios, baseline, named):
    with pytest.raises(InputError, match=named):
        Comparison.of(scenarios, baseline)


def test_the_first_is_the_baseline_unless_another_is_named():
    assert [one.name for one in Comparison.of(two()).scenarios] == ["bill", "home"]
    assert [one.name for one in Comparison.of(two(), "home").scenarios] == ["home", "bill"]


def test_the_number_of_workers_changes_no_byte_and_differences_are_those_within_pairs(tmp_path):
    comparison = Comparison.of(two(**TINY))
    told: list[tuple[int, int, int]] = []
    for workers in (1, 2):
        wishes = Wishes(workers=workers, on_month=lambda *month: told.append(month))
        compare_to_folder(comparison, tmp_path / str(workers), seed=5, replications=2, wishes=wishes)
    for file in ("measures.parquet", "differences.csv", "places.parquet"):
        assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes()
    assert {month for month in told if month[1] == month[2]} == {(run, 24, 24) for run in range(4)}
    check_differences(tmp_path / "1")


def check_differences(folder: Path) -> None:
    measures = pd.read_parquet(folder / "measures.parquet")
    chosen = measures[(measures["level"] == "england") & (measures["period"] == "2011/12")]
    wide = chosen.pivot(index="measure", columns="run", values="value")
    within = np.stack([wide[f"home-00{r}"] - wide[f"bill-00{r}"] for r in (0, 1)])
    found = pd.read_csv(folder / "differences.csv").query("level == 'england' and period == '2011/12'")
    found = found.set_index("measure").reindex(wide.index)
    assert found["pairs"].fillna(0).to_list() == np.isfinite(within).sum(axis=0).tolist()
    paired = (found["pairs"] == 2).to_numpy()
    assert found["difference"][paired].to_numpy() == pytest.approx(within.mean(axis=0)[paired], rel=1e-9)
    assert (found["difference"] != 0.0).sum() > 10


def test_a_process_that_is_ended_from_outside_fails_its_run_and_no_other():
    runs = [worker_runs.Answers("a"), worker_runs.IsEnded("b"), worker_runs.Answers("c"), worker_runs.Answers("d")]
    rows = [attempt.row for attempt in attempts(runs, 2, None)]
    assert [row.run for row in rows] == ["a", "b", "c", "d"]
    assert [row.status for row in rows] == ["done", "failed", "done", "done"]
    assert "fewer --workers" in rows[1].message


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_an_interrupt_waits_for_no_run(tmp_path):
    runs = [worker_runs.Answers("a"), worker_runs.Sleeps("b"), worker_runs.Sleeps("c")]
    with pytest.raises(KeyboardInterrupt):
        for _ in attempts(runs, 2, None):
            os.kill(os.getpid(), signal.SIGINT)


def test_wrong_input_found_by_a_worker_is_raised_here():
    with pytest.raises(InputError, match="use counts of people"):
        list(attempts([worker_runs.Refuses("a"), worker_runs.Answers("b")], 2, None))


def test_this_process_may_use_a_core():
    assert usable_cores() >= 1
