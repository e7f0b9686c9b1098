"""``abm sensitivity`` as its users meet it: what it says, how it ends and what it leaves."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest
from here_engine import HereEngine
from known_function import ISHIGAMI, KnownRuns
from toy_command import abm_command, put_in_place_of_runs

SMALL = ISHIGAMI.replace("rows = 64", "rows = 8").replace("trajectories = 8", "trajectories = 4")
SMALL_FIRST = 4 * (3 + 1 + 1)
TINY = """
name = "tiny"
question = "What matters in two years?"
scenario = "bill_2011"
[settings]
"geography.councils" = 1
"population.sample" = 0.02
"run.end" = 2012-03-31
[levers]
design = "grid"
[levers.values]
"payment.delayed_day_charge" = [0.0, 400.0]
[keep]
levels = ["england"]
measures = ["delayed_days", "days_at_home_share"]
[sensitivity]
trajectories = 3
rows = 4
"""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder, and no process beside this one."""
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def known(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put_in_place_of_runs(monkeypatch, lambda *given: KnownRuns(luck=0.5))
    return written(here)


def written(folder: Path, text: str = SMALL) -> Path:
    path = folder / "example.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_screening_and_indices_are_made_said_and_written_and_the_same_command_repeats_nothing(
    known, monkeypatch, capsys
):
    assert abm_command(monkeypatch, "sensitivity", known, "--out", "here") == 0
    shown = capsys.readouterr()
    assert shown.out.endswith("Report: here/report.html\n")
    assert f"{SMALL_FIRST} of {SMALL_FIRST} runs, 0 failed" in shown.err
    assert "1. friendly relationships (named as a help): by relations.trust_" in shown.out
    assert "Not moved in this experiment: leadership" in shown.out
    folder = known.parent / "here"
    table = pd.read_csv(folder / "sensitivity.csv")
    assert set(table["statistic"]) == {"mu_star", "mu", "sigma", "first", "total"}
    assert set(table["measure"]) == {"regime_sum"}
    assert set(table["factor"]) > {"luck", "relations.trust_gain"}
    report = (folder / "report.html").read_text("utf-8")
    assert report.count("<figure") == 2 and "<script" not in report
    before = {path.name: path.read_bytes() for path in (folder / "indices" / "parts").iterdir()}
    assert abm_command(monkeypatch, "sensitivity", known, "--out", "here") == 0
    assert f"{SMALL_FIRST} of {SMALL_FIRST} runs, {SMALL_FIRST} of them from before" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (folder / "indices" / "parts").iterdir()} == before
    assert pd.read_csv(folder / "sensitivity.csv").equals(table)
    assert abm_command(monkeypatch, "report", folder) == 0
    assert (folder / "report.html").read_text("utf-8") == report
    assert abm_command(monkeypatch, "report", folder / "indices") == 0
    assert "explicit points" in (folder / "indices" / "report.html").read_text("utf-8")


def test_one_method_alone_moves_everything(known, monkeypatch, capsys):
    assert abm_command(monkeypatch, "sensitivity", known, "--method", "sobol") == 0
    folder = known.parent / "out" / "ishigami-sensitivity"
    assert not (folder / "screening").exists()
    assert len(pd.read_parquet(folder / "indices" / "runs.parquet")) == 8 * (3 + 1 + 2)
    assert abm_command(monkeypatch, "sensitivity", known, "--method", "morris", "--out", "screened") == 0
    assert not (known.parent / "screened" / "indices").exists()
    assert "moving one factor by about half of its range" in capsys.readouterr().out


def test_failed_runs_take_their_rows_with_them_and_are_said(known, monkeypatch, capsys):
    put_in_place_of_runs(monkeypatch, lambda *given: KnownRuns(luck=0.5, fails=frozenset({0, 1})))
    assert abm_command(monkeypatch, "sensitivity", known, "--out", "here") == 1
    shown = capsys.readouterr()
    assert "Failed: ZeroDivisionError: no beds" in shown.err
    table = pd.read_csv(known.parent / "here" / "sensitivity.csv")
    assert dict(table.groupby("method")["dropped"].max()) == {"morris": 1, "sobol": 1}
    assert dict(table.groupby("method")["rows"].max()) == {"morris": 3, "sobol": 7}
    report = (known.parent / "here" / "report.html").read_text("utf-8")
    assert "2 runs of screening failed" in report
    assert "1 of them are left out whole, for 2 failed runs" in report


def test_a_screening_that_failed_altogether_ends_there(known, monkeypatch, capsys):
    put_in_place_of_runs(monkeypatch, lambda *given: KnownRuns(fails=frozenset(range(1000))))
    assert abm_command(monkeypatch, "sensitivity", known, "--out", "here") == 1
    assert "Stopped: every run of the screening failed" in capsys.readouterr().err
    assert not (known.parent / "here" / "indices").exists()


def test_a_dry_run_counts_both_and_writes_nothing(known, monkeypatch, capsys):
    assert abm_command(monkeypatch, "sensitivity", known, "--dry-run", "--workers", "1") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["screening:", f"1 arm x {SMALL_FIRST} samples = {SMALL_FIRST} runs"]
    assert said[4:6] == ["indices:", "1 arm x 48 samples = 48 runs"]
    assert list(known.parent.iterdir()) == [known]


@pytest.mark.parametrize(
    ("change", "arguments", "named"),
    [
        (("", ""), ["--method", "guess"], "--method"),
        (("", ""), ["--at", "2031/32"], "--at"),
        (("", ""), ["--at", "2013-05"], "--at"),
        (("", ""), ["--out", "notes"], "other files"),
        (("rows = 64", "rows = 48"), [], "write 64"),
        (("trajectories = 8", "trajectories = 1"), [], "sensitivity.trajectories"),
        (("days_at_home_share", "delayed_days"), ["--size", "full"], "full"),
        (('["england"]', '["council"]'), [], "keep.levels"),
        (('measures = ["regime_sum"]', 'measures = ["disputes"]'), [], "sensitivity.measures"),
        (('design = "sobol"', 'design = "central"'), [], "parameters"),
        (("[keep]", '[points]\nmethod = "morris"\nrows = 4\n[keep]'), [], "points"),
        (("[keep]", '[points]\nmethod = "sobol"\nrows = 4\nfactors = ["luck"]\n[keep]'), [], "points.factors"),
        (("[keep]", '[points]\nmethod = "sobol"\nrows = 5\n[keep]'), [], "write 8"),
    ],
)
def test_wrong_input_is_one_message_status_2_and_nothing_written(
    known, monkeypatch, capsys, *, change, arguments, named
):
    file = written(known.parent, ISHIGAMI.replace(*change) if change[0] else ISHIGAMI)
    (known.parent / "notes").mkdir()
    (known.parent / "notes" / "mine.txt").write_text("mine", "utf-8")
    assert abm_command(monkeypatch, "sensitivity", file, *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert named in shown.err
    assert {path.name for path in known.parent.iterdir()} == {file.name, "notes"}


def test_nothing_varied_and_a_posterior_are_refused(here, monkeypatch, capsys):
    nothing = SMALL.partition("[parameters]")[0] + '[keep]\nlevels = ["england"]\n'
    assert abm_command(monkeypatch, "sensitivity", written(here, nothing)) == 2
    assert "it varies nothing" in capsys.readouterr().err
    drawn = (
        '[parameters]\ndesign = "posterior"\ndraws = 2\n[parameters.values]\n"relations.trust_gain" = [0.03, 0.04]\n'
    )
    assert abm_command(monkeypatch, "sensitivity", written(here, nothing + drawn)) == 2
    assert "hang together" in capsys.readouterr().err


def test_a_missing_part_of_the_install_is_one_message_and_status_2(known, monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "SALib" else find(name))
    assert abm_command(monkeypatch, "sensitivity", known) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1 and "pip install 'joined-up[calibrate]'" in shown.err


def test_a_report_of_it_needs_that_part_too(known, monkeypatch, capsys):
    assert abm_command(monkeypatch, "sensitivity", known, "--method", "sobol", "--out", "here") == 0
    capsys.readouterr()
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "SALib" else find(name))
    assert abm_command(monkeypatch, "report", "here") == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1 and "pip install 'joined-up[calibrate]'" in shown.err


@pytest.mark.parametrize("name", ["sensitivity.csv", "survey_factors.csv", "provenance.json"])
def test_a_file_that_cannot_be_written_is_named_and_what_is_finished_stays(known, monkeypatch, capsys, name):
    def put_in_place(unfinished: Path, final: Path) -> None:
        if final == known.parent / "here" / name or final == Path("here") / name:
            raise OSError(28, "No space left on device")
        unfinished.replace(final)

    monkeypatch.setattr("abm.sweeps.whole_file.put_in_place", put_in_place)
    assert abm_command(monkeypatch, "sensitivity", known, "--method", "sobol", "--out", "here") == 1
    assert f"Stopped: here/{name} cannot be written: No space left on device" in capsys.readouterr().err
    assert len(pd.read_parquet(known.parent / "here" / "indices" / "runs.parquet")) == 48


def test_with_the_model_itself(here, monkeypatch, capsys):
    assert abm_command(monkeypatch, "sensitivity", written(here, TINY), "--method", "morris", "--out", "here") == 0
    table = pd.read_csv(here / "here" / "sensitivity.csv")
    assert set(table["factor"]) == {"payment.delayed_day_charge", "luck"}
    assert set(table["period"]) == {"2011/12"}
    assert capsys.readouterr().out.endswith("Report: here/report.html\n")
