from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from equal_results import check_equal_results
from toy_sweep import ToyPlan, ToyRuns, toy_sweep

from abm.errors import InputError
from abm.runs.results_folder import ResultsFolder, refuse_to_overwrite
from abm.sweeps.precision import FixedCount
from abm.sweeps.stopped import CannotStoreError
from abm.sweeps.store import Store
from abm.sweeps.sweep import SweepWishes, sweep_to_folder
from abm.sweeps.sweep_folder import bring_up_to_date, held

pytestmark = pytest.mark.usefixtures("here")


def runs_of(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "runs.parquet")


def test_the_folder_holds_everything_and_opens_with_one_line(tmp_path):
    finished = toy_sweep(tmp_path / "out", csv=True)
    assert {path.name for path in finished.path.iterdir()} == {
        "experiment.toml", "scenario.toml", "measures.parquet", "measures.csv", "runs.parquet", "provenance.json",
        "codebook.csv", "parts",
    }  # fmt: skip
    folder = ResultsFolder.open(finished.path)
    assert folder.is_sweep
    assert folder.provenance() | {"finished": 12, "failed": 0, "experiment": "toy"} == folder.provenance()
    assert len(folder.measures()) == 24
    [(values,)] = duckdb.sql(f"select count(*) from '{finished.path}/measures.parquet'").fetchall()
    assert values == 24
    assert finished.warnings == ("only a toy",)


def test_texts_may_stand_beside_a_sweep_from_its_first_moment(tmp_path, monkeypatch):
    def interrupted(*given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("abm.sweeps.runner.Runner.make", interrupted)
        with pytest.raises(KeyboardInterrupt):
            toy_sweep(tmp_path / "out", beside={"targets.csv": "id\n", "observed.csv": "year\n"})
    assert (tmp_path / "out" / "targets.csv").read_text("utf-8") == "id\n"
    toy_sweep(tmp_path / "out", beside={"targets.csv": "id,\n", "observed.csv": None})
    assert (tmp_path / "out" / "targets.csv").read_text("utf-8") == "id,\n"
    assert not (tmp_path / "out" / "observed.csv").exists()


def test_every_arm_meets_the_same_samples_and_what_varies_is_a_column(tmp_path):
    runs = runs_of(toy_sweep(tmp_path / "out", 3).path)
    assert runs["board.powers"].to_list() == ["none", "consult"] * 3
    assert runs["money.growth"].to_list() == [0.0, 0.0, 0.125, 0.125, 0.25, 0.25]
    assert (runs.groupby("sample")["seed"].nunique() == 1).all()
    assert list(runs.columns)[-2:] == ["board.powers", "money.growth"]


def test_the_same_command_makes_only_what_is_missing(tmp_path, undisturbed):
    told = []
    first = toy_sweep(tmp_path / "out", 2)
    more = toy_sweep(tmp_path / "out", 5, on_progress=lambda *numbers: told.append(numbers))
    assert (first.resumed, more.resumed, more.finished) == (0, 4, 10)
    assert told[0] == (4, 0, 10, 4)
    assert told[-1] == (10, 0, 10, 4)
    assert len(told) == 7
    check_equal_results(more.path, undisturbed(5))


def test_a_run_that_raises_is_a_row_with_where_and_how_to_make_it_again(tmp_path):
    finished = toy_sweep(tmp_path / "my out", make=ToyRuns(raises=frozenset({3})))
    assert (finished.failed, [row.run for row in finished.failures]) == (1, ["000003"])
    row = runs_of(finished.path).iloc[3]
    assert (row["status"], row["stage"], row["message"]) == ("failed", "run", "ZeroDivisionError: no beds")
    assert "no beds" in row["traceback"]
    assert row["replay"] == (
        f"abm run '{tmp_path}/my out/scenario.toml' --set levers.board.powers=consult "
        f"--set parameters.money.growth=0.125 --seed {row['seed']}"
    )
    assert "000003" not in set(pd.read_parquet(finished.path / "measures.parquet")["run"])


def test_a_run_that_raised_is_made_again_only_when_told_to(tmp_path, undisturbed):
    toy_sweep(tmp_path / "out", make=ToyRuns(raises=frozenset({3})))
    assert toy_sweep(tmp_path / "out").failed == 1
    again = toy_sweep(tmp_path / "out", retry_failed=True)
    assert (again.failed, again.resumed) == (0, 11)
    check_equal_results(again.path, undisturbed(6))


@pytest.mark.parametrize("damage", ["truncated", "deleted"])
def test_runs_of_a_damaged_or_deleted_part_are_made_again(tmp_path, undisturbed, damage):
    out = toy_sweep(tmp_path / "out", 40).path
    for part in sorted((out / "parts").glob("*.parquet"))[:2]:  # a block, and one of the singles after it
        part.unlink() if damage == "deleted" else part.write_bytes(part.read_bytes()[:-9])
    again = toy_sweep(out, 40)
    assert again.resumed == 80 - 64 - 1
    assert sum("moved to" in warning for warning in again.warnings) == (2 if damage == "truncated" else 0)
    check_equal_results(out, undisturbed(40))


def test_another_program_is_refused_unless_told_otherwise_and_rows_say_which(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        for module in ("sweep", "run_task"):
            patched.setattr(f"abm.sweeps.{module}.code_version", lambda: "0123456789abcdef")
        toy_sweep(tmp_path / "out", 2)
    with pytest.raises(InputError, match=r"out, code version: '0123456789ab'.* 4 of its finished runs.*--mix-versions"):
        toy_sweep(tmp_path / "out", 3)
    mixed = toy_sweep(tmp_path / "out", 3, mix_versions=True)
    assert mixed.resumed == 4
    assert runs_of(mixed.path)["code_version"].eq("0123456789abcdef").to_list() == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("plan", "samples"),
    [(ToyPlan(shared="another"), 3), (ToyPlan(powers=("none", "duty", "consult")), 3), (ToyPlan(), 1)],
)
def test_another_experiment_is_refused_and_nothing_changed(tmp_path, plan, samples):
    out = toy_sweep(tmp_path / "out", 3).path
    before = (out / "experiment.toml").read_bytes()
    with pytest.raises(InputError, match=r"out, experiment: .*another experiment"):
        toy_sweep(out, samples, plan)
    assert (out / "experiment.toml").read_bytes() == before


def test_two_sweeps_cannot_write_one_folder(tmp_path):
    out = toy_sweep(tmp_path / "out", 2).path
    with held(out), pytest.raises(InputError, match="another sweep is writing to it"):
        toy_sweep(out, 3)
    assert toy_sweep(out, 3).finished == 6


def test_other_folders_are_refused_and_a_sweep_is_not_overwritten(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="other files"):
        toy_sweep(tmp_path / "notes")
    out = toy_sweep(tmp_path / "out", 1).path
    (out / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match=r"mine\.txt"):
        toy_sweep(out, 1)
    with pytest.raises(InputError, match="runs of a sweep"):
        refuse_to_overwrite(out)


def test_a_folder_that_cannot_be_written_is_said_at_once(tmp_path, monkeypatch):
    def refuse(*given, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(InputError, match=r"out.*Permission denied"):
        toy_sweep(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_stops_the_sweep_with_everything_finished_readable(tmp_path, undisturbed, monkeypatch):
    out = tmp_path / "out"
    whole = Path.write_bytes

    def full_after_five(path: Path, data: bytes) -> int:
        if len(list((out / "parts").glob("*.parquet"))) >= 5:
            raise OSError(28, "No space left on device")
        return whole(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full_after_five)
        with pytest.raises(CannotStoreError, match="No space left on device"):
            toy_sweep(out)
    assert len(runs_of(out)) == 5
    check_equal_results(toy_sweep(out).path, undisturbed(6))


def test_tables_can_be_made_from_what_a_killed_sweep_left_also_beside_one_that_goes_on(tmp_path, undisturbed):
    out = toy_sweep(tmp_path / "out").path
    for held_elsewhere in (False, True):
        for name in ("measures.parquet", "runs.parquet"):
            (out / name).unlink()
        if held_elsewhere:
            with held(out):
                assert bring_up_to_date(out) == []
        else:
            assert bring_up_to_date(out) == []
        check_equal_results(out, undisturbed(6))
    assert json.loads((out / "provenance.json").read_text("utf-8"))["finished"] == 12


def test_a_sweep_in_which_every_run_failed_is_still_written(tmp_path):
    finished = toy_sweep(tmp_path / "out", 1, make=ToyRuns(raises=frozenset({0, 1})))
    assert len(pd.read_parquet(finished.path / "measures.parquet")) == 0
    assert len(runs_of(finished.path)) == 2


def test_an_interrupt_leaves_tables_of_what_is_finished(tmp_path, undisturbed):
    def interrupt(finished: int, *others: int) -> None:
        if finished == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        toy_sweep(tmp_path / "out", on_progress=interrupt)
    assert len(runs_of(tmp_path / "out")) == 7
    check_equal_results(toy_sweep(tmp_path / "out").path, undisturbed(6))


def test_a_worker_with_another_program_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("abm.sweeps.run_task.code_version", lambda: "0123456789abcdef")
    with pytest.raises(InputError, match="made by the same program"):
        sweep_to_folder(ToyPlan(), tmp_path / "out", FixedCount(1), ToyRuns(), SweepWishes())
    assert len(Store(tmp_path / "out", writes=False)) == 0
