"""``abm sweep`` as its users meet it: what it says, how it ends and what it leaves."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from here_engine import HereEngine
from pandas.testing import assert_frame_equal
from toy_command import abm_command, begun, experiment_file, put_in_place_of_runs
from toy_sweep import PATIENCE, ToyRuns

from abm.sweeps.engine import Loss
from abm.sweeps.runner import Runner
from abm.sweeps.scenario_runs import ScenarioRuns
from abm.sweeps.store import Store

needs_processes = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")


@pytest.fixture
def toys(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put_in_place_of_runs(monkeypatch, lambda *given: ToyRuns())
    return here


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of a quarter of a megabyte, for those who may have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=False).returncode
    if mounted != 0:
        pytest.skip("no disk may be made here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


@pytest.fixture
def process() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ended with the test."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for each in processes:
        each.kill()
        each.communicate()


def runs_of(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "runs.parquet")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wait_for_parts(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while len(list((out / "parts").glob("*.parquet"))) < count:
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_all_arms_share_can_be_set(toys, monkeypatch):
    file = experiment_file(toys)
    assert abm_command(monkeypatch, "sweep", file, "--set", "run.end=2011-05-31", "--out", "out") == 0
    assert "end = 2011-05-31" in (toys / "out" / "scenario.toml").read_text(encoding="utf-8")
    assert abm_command(monkeypatch, "sweep", file, "--set", "board.powers=consul", "--out", "other") == 2
    assert not (toys / "other").exists()


def test_a_dry_run_counts_and_neither_runs_nor_writes(here, monkeypatch, capsys):
    def make(*given):
        raise AssertionError("nothing is to be run")

    put_in_place_of_runs(monkeypatch, lambda *given: make)
    file = experiment_file(here, samples=30)
    assert abm_command(monkeypatch, "sweep", file, "--dry-run", "--workers", "2") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("2 arms x 30 samples = 60 runs\ntime, an estimate: about ")
    assert (shown.out.count("disk, an estimate"), shown.err) == (1, "")
    assert list(here.iterdir()) == [file]


def test_a_sweep_ends_with_a_report_and_the_same_command_repeats_nothing(tmp_path, monkeypatch, capsys):
    """With the model itself, and processes."""
    monkeypatch.chdir(tmp_path)
    command = ["sweep", experiment_file(tmp_path), "--workers", "1"]
    assert abm_command(monkeypatch, *command) == 0
    shown = capsys.readouterr()
    assert shown.out == f"Report: {tmp_path}/out/tiny/report.html\n"
    assert "2 of 2 runs, 0 failed" in shown.err
    assert (tmp_path / "out" / "tiny" / "report.html").is_file()
    before = content(tmp_path / "out" / "tiny" / "parts")
    first = runs_of(tmp_path / "out" / "tiny")
    assert abm_command(monkeypatch, *command) == 0
    assert "2 of 2 runs, 2 of them from before" in capsys.readouterr().err
    assert content(tmp_path / "out" / "tiny" / "parts") == before
    assert_frame_equal(runs_of(tmp_path / "out" / "tiny"), first)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["no_such_experiment"], "no_such_experiment"),
        (["missing/file.toml"], "missing/file.toml"),
        (["wrong.toml"], "joint_sign_off"),
        (["board_powers", "--size", "huge"], "'huge'"),
        (["tiny.toml", "--size", "full"], "'full'"),
        (["tiny.toml", "--workers", "0"], "--workers"),
        (["tiny.toml", "--out", "tiny.toml"], "--out"),
        (["tiny.toml", "--out", "notes"], "other files"),
        (["tiny.toml", "--scheduler", "nowhere"], "--scheduler"),
    ],
)
def test_wrong_input_is_one_message_status_2_and_nothing_written(toys, monkeypatch, capsys, *, arguments, named):
    monkeypatch.setattr("abm.sweeps.dask_engine.SECONDS_TO_ANSWER", 0.5)
    wrong = experiment_file(toys).read_text("utf-8").replace('"place_budget"', '"everything"')
    (toys / "wrong.toml").write_text(wrong, "utf-8")
    (toys / "notes").mkdir()
    (toys / "notes" / "mine.txt").write_text("mine", "utf-8")
    before = content(toys)
    assert abm_command(monkeypatch, "sweep", *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith("Error: ")
    assert named in shown.err
    assert content(toys) == before
    assert {path.name for path in toys.iterdir()} == {"tiny.toml", "wrong.toml", "notes"}


def test_another_experiment_is_refused_and_changes_nothing(toys, monkeypatch, capsys):
    assert abm_command(monkeypatch, "sweep", experiment_file(toys, 3), "--out", "here") == 0
    before = content(toys / "here")
    capsys.readouterr()
    other = experiment_file(toys, 3, '[compare]\nset = { "board.powers" = "place_budget" }\n')
    other.write_text(other.read_text("utf-8").replace('"run.end" = 2011-06-30', '"run.end" = 2011-07-31'), "utf-8")
    assert abm_command(monkeypatch, "sweep", other, "--out", "here") == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert "6 finished runs belong to another experiment" in shown.err
    assert content(toys / "here") == before


def test_another_version_of_the_program_is_refused_unless_told_to_mix(toys, monkeypatch, capsys):
    command = ["sweep", experiment_file(toys, 3), "--out", "here"]
    with monkeypatch.context() as patched:
        for module in ("sweep", "run_task"):
            patched.setattr(f"abm.sweeps.{module}.code_version", lambda: "0123456789abcdef")
        assert abm_command(monkeypatch, *command) == 0
    before = content(toys / "here")
    capsys.readouterr()
    assert abm_command(monkeypatch, *command) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert "--mix-versions" in shown.err
    assert content(toys / "here") == before
    assert abm_command(monkeypatch, *command, "--mix-versions") == 0


@dataclass(frozen=True)
class FailsFirst:
    """The model itself, but for one run."""

    runs: ScenarioRuns
    fails: int | None

    def __call__(self, run, on_stage, /):
        if run.index == self.fails:
            raise ZeroDivisionError("no beds")
        return self.runs(run, on_stage)


def test_a_failed_run_is_status_1_and_its_line_makes_just_that_run_again(here, monkeypatch, capsys):
    command = ["sweep", experiment_file(here), "--out", "here"]
    for fails, status, options in ((1, 1, []), (1, 1, []), (None, 0, ["--retry-failed"])):
        put_in_place_of_runs(monkeypatch, lambda *given, fails=fails: FailsFirst(ScenarioRuns(*given), fails))
        assert abm_command(monkeypatch, *command, *options) == status
        shown = capsys.readouterr()
        assert shown.out == f"Report: {here}/here/report.html\n"
        if fails is not None:
            assert "Failed: ZeroDivisionError: no beds\n  again: abm run here/scenario.toml --set " in shown.err
            again = shown.err.partition("  again: ")[2].splitlines()[0]
    assert abm_command(monkeypatch, *shlex.split(again)[1:], "--out", "again") == 0
    columns = ["period", "level", "unit", "measure", "value"]
    swept = pd.read_parquet(here / "here" / "measures.parquet").query("run == '000001'")[columns]
    replayed = pd.read_parquet(here / "again" / "measures.parquet").query("level == 'england' and period < '2011/'")
    assert_frame_equal(swept.reset_index(drop=True), replayed[columns].reset_index(drop=True))


@needs_processes
def test_ctrl_c_is_status_130_and_the_same_command_goes_on(tmp_path, monkeypatch, process, capsys):
    command = ["sweep", experiment_file(tmp_path, 40), "--out", tmp_path / "out", "--workers", "2"]
    process.append(begun(0.25, *command))
    wait_for_parts(tmp_path / "out", 5, process[0])
    assert abm_command(monkeypatch, *command) == 2
    assert "another sweep is writing to it" in capsys.readouterr().err
    os.killpg(process[0].pid, signal.SIGINT)
    said, complained = process[0].communicate(timeout=PATIENCE)
    assert (process[0].returncode, said) == (130, "")
    last = f"Interrupted. What is finished is kept in {tmp_path}/out; the same command goes on from there."
    assert complained.splitlines()[-1] == last
    assert "Traceback" not in complained
    finished = len(runs_of(tmp_path / "out"))
    assert 5 <= finished < 80
    process.append(begun(0.0, *command))
    assert process[1].wait(timeout=PATIENCE) == 0
    assert f"80 of 80 runs, {finished} of them from before, 0 failed" in process[1].communicate()[1]
    assert runs_of(tmp_path / "out")["run"].is_unique


def test_ctrl_c_before_anything_has_begun_is_one_line_and_status_130(toys, monkeypatch, capsys):
    def interrupted(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr("abm.sweeps.experiment.Experiment.load", interrupted)
    assert abm_command(monkeypatch, "sweep", "board_powers") == 130
    assert capsys.readouterr() == ("", "Interrupted: nothing was written.\n")
    assert list(toys.iterdir()) == []


@needs_processes
def test_a_report_can_be_had_of_a_sweep_that_was_killed(tmp_path, monkeypatch, process, capsys):
    out = tmp_path / "out"
    process.append(begun(0.05, "sweep", experiment_file(tmp_path, 40), "--out", out, "--workers", "2"))
    wait_for_parts(out, 5, process[0])
    os.killpg(process[0].pid, signal.SIGKILL)
    process[0].wait()
    assert not (out / "runs.parquet").exists()
    assert abm_command(monkeypatch, "report", out) == 0
    assert capsys.readouterr().out == f"Report: {out}/report.html\n"
    assert len(runs_of(out)) == len(Store(out, writes=False)) >= 5
    assert set(pd.read_parquet(out / "measures.parquet")["run"]) == set(runs_of(out)["run"])


def test_a_disk_that_is_full_is_status_1_and_costs_nothing_that_was_finished(small_disk, toys, monkeypatch, capsys):
    command = ["sweep", experiment_file(toys, 100), "--out", small_disk / "out"]
    assert abm_command(monkeypatch, *command) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if " of 200 runs" not in line]
    assert said[0].startswith(f"Stopped: {small_disk}/out/")
    assert "cannot be written: " in said[0]
    assert "No space left on device" in said[0]
    assert said[-1].endswith("the same command goes on from there.")
    finished = len(Store(small_disk / "out", writes=False))
    assert 5 < finished < 200
    assert not any(path.name.endswith(".unfinished") for path in (small_disk / "out").rglob("*"))
    remount(small_disk, "size=8m")
    assert abm_command(monkeypatch, *command) == 0
    assert f"200 of 200 runs, {finished} of them from before, 0 failed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["provenance.json", "experiment.toml", "codebook.csv", "measures.parquet", "runs.parquet", "report.html"]
)
def test_a_file_that_cannot_be_written_is_named(toys, monkeypatch, capsys, name):
    def refuse(*given):
        raise OSError(28, "No space left on device")

    def put_in_place(unfinished: Path, final: Path) -> None:
        if final.name == name:
            refuse()
        unfinished.replace(final)

    monkeypatch.setattr("abm.sweeps.whole_file.put_in_place", put_in_place)
    if name == "codebook.csv":
        monkeypatch.setattr("abm.sweeps.sweep.write_codebook", refuse)
    if name == "report.html":
        monkeypatch.setattr("abm.reports.report.write_report", refuse)
    assert abm_command(monkeypatch, "sweep", experiment_file(toys, 3), "--out", "here") == 1
    stopped = f"\nStopped: {toys}/here/{name} cannot be written: No space left on device\n"
    assert stopped in f"\n{capsys.readouterr().err}"


def test_a_read_only_folder_is_status_2(small_disk, toys, monkeypatch, capsys):
    command = ["sweep", experiment_file(toys, 3), "--out"]
    assert abm_command(monkeypatch, *command, small_disk / "out") == 0
    remount(small_disk, "ro")
    capsys.readouterr()
    before = content(small_disk)
    for arguments in (
        [*command, small_disk / "out"],
        [*command, small_disk / "new"],
        ["report", small_disk / "out"],
    ):
        assert abm_command(monkeypatch, *arguments) == 2
        shown = capsys.readouterr()
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        assert "Read-only file system" in shown.err
    assert content(small_disk) == before


class DeadEngine(HereEngine):
    """A cluster whose workers die."""

    def live_workers(self) -> int:
        return 0

    def submit(self, task, run):
        future = super().submit(task, run)
        if run.index >= 4:
            future = type(future)()
            future.set_exception(ConnectionError("gone"))
        return future

    def loss(self, error: BaseException) -> Loss | None:
        return Loss.CLUSTER


def test_a_lost_cluster_is_status_1_and_the_same_command_goes_on(toys, monkeypatch, capsys):
    command = ["sweep", experiment_file(toys, 3), "--out", "here"]
    with monkeypatch.context() as patched:
        patched.setattr("abm.sweeps.runner.SECONDS_BETWEEN_LOOKS", 0.01)
        patched.setattr("abm.sweeps.sweep.Runner", lambda *given, lost_after: Runner(*given, lost_after=0.05))
        patched.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: DeadEngine())
        assert abm_command(monkeypatch, *command) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Stopped: cluster lost: no run has finished and no worker was there for " in shown.err
    assert shown.err.endswith("What is finished is kept in here; the same command goes on from there.\n")
    assert len(runs_of(toys / "here")) == 4
    assert abm_command(monkeypatch, *command) == 0
    assert "6 of 6 runs, 4 of them from before" in capsys.readouterr().err
