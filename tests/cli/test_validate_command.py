"""``abm validate`` as its users meet it: what it says, how it ends and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from figures_by_hand import DAYS, targets_file
from here_engine import HereEngine
from made_up_runs import MadeUpRuns
from observed_by_hand import observed_file
from toy_command import abm_command, put_in_place_of_runs

YEARS = {"2012/13": 3.0, "2013/14": 4.0, "2014/15": 5.0}
SHORT = ("--set", "run.end=2014-03-31")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command with made-up runs, some of which may fail."""

    def given(*arguments: object, fails: tuple[int, ...] = ()) -> int:
        put_in_place_of_runs(monkeypatch, lambda *named: MadeUpRuns(*named, frozenset(fails)))
        return abm_command(monkeypatch, "validate", "bill_2011", *arguments)

    return given


def read(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "validation.csv").set_index("id")


def test_with_the_model_itself(here, monkeypatch, capsys):
    tiny = ["geography.councils=1", "population.sample=0.002", "run.end=2012-03-31"]
    settings = [word for setting in tiny for word in ("--set", setting)]
    targets_file(here / "targets.csv", {"measure": "older_people", "low": "1000000", "high": "20000000"})
    command = ["validate", "bill_2011", "--targets", "targets.csv", *settings, "--replications", "2"]
    assert abm_command(monkeypatch, *command, "--csv") == 0
    shown = capsys.readouterr()
    folder = here / "out" / "validate-bill_2011"
    assert "1 of 1 targets that parameters may be fitted to are within" in shown.out
    assert shown.out.endswith(f"Report: {folder}/report.html\n")
    assert read(folder).loc["T1", ["within", "runs"]].to_list() == ["yes", 2]
    kept = pd.read_parquet(folder / "measures.parquet")
    assert kept[["measure", "level", "period"]].drop_duplicates().to_numpy().tolist() == [
        ["older_people", "england", "2011/12"]
    ]
    assert len(pd.read_csv(folder / "measures.csv")) == 2
    assert abm_command(monkeypatch, *command) == 0
    assert "2 of 2 runs, 2 of them from before" in capsys.readouterr().err


def test_the_targets_that_ship_are_held_against_without_a_word(command, monkeypatch, capsys, here):
    monkeypatch.setattr("made_up_runs.UNITS", {"england": ("England",), "council": ("A", "B"), "team": ("X", "Y")})
    assert command(*SHORT, "--replications", "3", "--out", "held") == 0
    shown = capsys.readouterr().out
    assert "of 31 targets that parameters may be fitted to are within" in shown
    assert "of 7 targets that nothing is ever fitted to are within" in shown
    table = read(here / "held")
    assert len(table) == 38
    assert table.loc["T01", "mean"] == 2.0
    assert table.loc["T34", "mean"] == pytest.approx(1.0)  # every month is alike
    assert not (here / "held" / "forecast.csv").exists()


def test_years_that_were_observed_are_held_against_forecasts(command, here, monkeypatch, capsys):
    monkeypatch.setattr("abm.analysis.forecast.HEADLINES", (DAYS,))  # one fan is drawn sooner than eight
    targets_file(here / "targets.csv")
    observed_file(here / "observed.csv", YEARS)
    common = ["--targets", "targets.csv", "--replications", "2", "--out", "held"]
    assert command(*common, "--observed", "observed.csv") == 0
    shown = capsys.readouterr().out
    assert "Skill against last level" in shown
    # Runs of 1 and 2 against 5: 3.5 less a quarter. Known were 3 and 4, so that the level is 4 and the trend 5.
    skill = pd.read_csv(here / "held" / "skill.csv").iloc[0]
    assert (skill["measure"], skill["error"], skill["error_last_level"]) == (DAYS, pytest.approx(3.25), 1.0)
    page = (here / "held" / "report.html").read_text("utf-8")
    assert "On 0 of 1 measures that were observed" in page
    # The same runs without what was observed: nothing of it is left.
    assert command(*common) == 0
    assert "Skill" not in capsys.readouterr().out
    assert not {"skill.csv", "observed.csv"} & {path.name for path in (here / "held").iterdir()}
    assert "No observed years were given" in (here / "held" / "report.html").read_text("utf-8")


def test_a_run_that_fails_is_a_row_and_in_no_figure(command, here, capsys):
    targets_file(here / "targets.csv")
    assert command("--targets", "targets.csv", *SHORT, "--replications", "3", "--out", "held", fails=(1,)) == 1
    shown = capsys.readouterr()
    assert "Failed: ZeroDivisionError: no beds" in shown.err
    assert read(here / "held").loc["T1", ["mean", "runs"]].to_list() == [2.0, 2]  # of 1 and 3
    assert pd.read_parquet(here / "held" / "runs.parquet")["status"].to_list() == ["done", "failed", "done"]


def test_only_failed_runs_leave_every_target_without_a_value(command, here):
    targets_file(here / "targets.csv")
    assert command("--targets", "targets.csv", *SHORT, "--replications", "1", "--out", "held", fails=(0,)) == 1
    assert read(here / "held").loc["T1", "within"] == "no"
    assert "No run ended well" in (here / "held" / "report.html").read_text("utf-8")


def test_other_targets_with_the_same_figures_are_held_against_the_same_runs(command, here, capsys):
    common = ["--targets", "targets.csv", *SHORT, "--replications", "2", "--out", "held"]
    targets_file(here / "targets.csv", {"low": "5", "high": "6"})
    assert command(*common) == 0
    assert read(here / "held").loc["T1", "within"] == "no"
    targets_file(here / "targets.csv", {"low": "1", "high": "2"})
    assert command(*common) == 0
    assert "2 of them from before" in capsys.readouterr().err
    assert read(here / "held").loc["T1", "within"] == "yes"


WRONG = {
    "no such targets": (["--targets", "gone.csv"], "gone.csv"),
    "targets of no such measure": (["--targets", "wrong.csv"], "line 2, column measure: 'delays'"),
    "targets beyond the run": (["--targets", "late.csv"], "line 2, column period: '2014/15'"),
    "observed beyond the run": (["--observed", "observed.csv"], "observed.csv, line 4, column period: '2014/15'"),
    "no such posterior": (["--posterior", "gone.parquet"], "--posterior"),
    "priors and a posterior": (["--priors", "--posterior", "p.csv"], "--priors"),
    "no replication": (["--replications", "0"], "--replications"),
    "a setting that is none": (["--set", "board.power=consult"], "board.power"),
    "a folder of other things": (["--out", "notes"], "other files"),
}


@pytest.mark.parametrize(("arguments", "named"), WRONG.values(), ids=WRONG.keys())
def test_wrong_input_is_one_message_status_2_and_nothing_run_or_written(command, here, capsys, arguments, named):
    targets_file(here / "wrong.csv", {"measure": "delays"})
    targets_file(here / "late.csv", {"period": "2014/15"})
    observed_file(here / "observed.csv", YEARS)
    (here / "notes").mkdir()
    (here / "notes" / "mine.txt").write_text("mine", "utf-8")
    before = sorted(here.rglob("*"))
    assert command(*SHORT, *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith("Error: ")
    assert named in shown.err
    assert sorted(here.rglob("*")) == before
