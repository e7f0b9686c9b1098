"""``abm discover`` as its users meet it, on a sweep in which it is known what leads where."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from here_engine import HereEngine
from toy_command import abm_command, put_in_place_of_runs

from abm.errors import InputError
from abm.randomness import keyed_normal
from abm.sweeps.run_task import OnStage
from abm.sweeps.sweep_run import SweepRun

TRUST = "places.trust_personal_mean"
EXPERIMENT = """
name = "known"
question = "What leads where?"
scenario = "bill_2011"
[settings]
"run.end" = 2014-03-31
[levers]
design = "grid"
[levers.values]
"board.powers" = ["consult", "place_budget"]
[parameters]
design = "latin_hypercube"
draws = {draws}
names = ["places.trust_personal_mean", "relations.trust_gain"]
marginal = "uniform"
[keep]
levels = ["england", "council"]
measures = ["regime_integrated_share", "regime_fragmented_share", "days_at_home_share", "delayed_days"]
"""
COUNCILS = ("Aldshire", "Bexmouth", "Carrow", "Denby")


@dataclass(frozen=True)
class PlacesRuns:
    """Places are integrated where boards have the budget and trust is above 0.45; days at home are the same luck."""

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, Sequence[str]]:
        strong = run.arm.levers["board.powers"] == "place_budget"
        integrated = float(strong and float(run.sample.parameters[TRUST]) > 0.45)
        rows = []
        for at, council in enumerate((*COUNCILS, None)):
            luck = keyed_normal(run.sample.seed, at, 1)
            figures = {
                "regime_integrated_share": integrated,
                "regime_fragmented_share": 0.0,
                "days_at_home_share": 0.9 + 0.01 * strong + 0.001 * keyed_normal(run.sample.seed, 9, 9),
                "delayed_days": 100.0 + luck,
            }
            level, unit = ("england", "England") if council is None else ("council", council)
            rows += [("2013/14", level, unit, name, value) for name, value in figures.items()]
        return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"]), []


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys):
    """A finished sweep of so many draws, in ``here``."""
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    monkeypatch.chdir(tmp_path)
    put_in_place_of_runs(monkeypatch, lambda *given: PlacesRuns())

    def made(draws: int) -> Path:
        (tmp_path / "known.toml").write_text(EXPERIMENT.format(draws=draws), encoding="utf-8")
        assert abm_command(monkeypatch, "sweep", "known.toml", "--out", "here") == 0
        capsys.readouterr()
        return tmp_path / "here"

    return made


def test_what_leads_where_and_what_does_well_are_said_written_and_stay_in_the_report(sweep, monkeypatch, capsys):
    folder = sweep(25)
    assert abm_command(monkeypatch, "discover", "here") == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert "Looking for what is integrated among 200 places" in shown.err
    assert lines[0].startswith("Of the places where board.powers is place_budget and places.trust_personal_mean is at ")
    found = pd.read_csv(folder / "discovery.csv")
    base = found.loc[found["outcome"] == "integrated", "base"].iloc[0]
    assert f"1.00 are integrated in 2013/14 (density; of all places, {base:.2f}); they cover 1.00 of all" in lines[0]
    assert "hold on draws held out: density " in lines[0]
    assert any(line.startswith("Too few cases: 0 of 200") and "fragmented" in line for line in lines)
    assert any(
        line.startswith("Days spent at home, higher is good") and "board.powers=place_budget" in line for line in lines
    )
    assert set(found["method"].dropna()) == {"prim", "cart"}
    assert (found.loc[found["outcome"] == "integrated", "verdict"] == "holds").all()
    regret = pd.read_csv(folder / "regret.csv").set_index(["measure", "arm"])
    best = regret.loc[("days_at_home_share", "board.powers=place_budget")]
    assert (best["regret"], best["best_share"]) == (0.0, 1.0)
    assert regret.loc[("days_at_home_share", "board.powers=consult"), "regret"] == pytest.approx(0.01)
    assert abm_command(monkeypatch, "report", "here") == 0
    report = (folder / "report.html").read_text("utf-8")
    assert "Which combinations lead where" in report and "Which settings do well whatever the draw" in report
    assert abm_command(monkeypatch, "sweep", "known.toml", "--out", "here") == 0


def test_luck_is_not_taken_for_a_rule_and_another_question_may_be_asked(sweep, monkeypatch, capsys):
    sweep(25)
    asked = ["--measure", "delayed_days", "--at", "2013/14", "--below", "99.5", "--aim", "delayed_days=lower"]
    assert abm_command(monkeypatch, "discover", "here", *asked) == 0
    shown = capsys.readouterr().out
    assert "hold on draws held out: density" not in shown
    assert "do not hold clearly on draws held out" in shown or "found no combination" in shown
    assert "delayed_days, lower is good" in shown


def test_too_few_cases_are_said_to_be_too_few(sweep, monkeypatch, capsys):
    sweep(1)
    assert abm_command(monkeypatch, "discover", "here") == 0
    assert capsys.readouterr().out.count("Too few cases") == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["nowhere"], "nowhere"),
        (["here", "--above", "3"], "--measure M"),
        (["here", "--measure", "delayed_days"], "--above X or --below X"),
        (["here", "--measure", "delayed_days", "--above", "1", "--below", "2"], "--above X or --below X"),
        (["here", "--measure", "delayed_dayz", "--above", "1"], "the closest is delayed_days"),
        (["here", "--measure", "delayed_days", "--above", "1", "--at", "2031/32"], "2013/14"),
        (["here", "--aim", "delayed_days"], "delayed_days=higher"),
        (["here", "--aim", "delayed_days=up"], "delayed_days=higher"),
        (["here", "--aim", "trust_mean=higher"], "trust_mean"),
    ],
)
def test_wrong_input_is_one_message_status_2_and_nothing_written(sweep, monkeypatch, capsys, *, arguments, named):
    folder = sweep(1)
    before = {path.name for path in folder.iterdir()}
    assert abm_command(monkeypatch, "discover", *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert named in shown.err
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("met", "status", "said"),
    [
        (InputError("measures.parquet", "column run", None, "fetch it anew"), 2, "fetch it anew"),
        (KeyboardInterrupt(), 130, "nothing was written"),
    ],
)
def test_where_no_report_comes_of_it_what_was_found_before_stays(sweep, monkeypatch, capsys, met, status, said):
    folder = sweep(1)
    (folder / "discovery.csv").write_text("of an older version\n", encoding="utf-8")

    def comes_to_nothing(path: Path) -> None:
        raise met

    monkeypatch.setattr("abm.reports.report.write_report", comes_to_nothing)
    assert abm_command(monkeypatch, "discover", "here") == status
    assert said in capsys.readouterr().err
    assert (folder / "discovery.csv").read_text("utf-8") == "of an older version\n"
    assert not (folder / "regret.csv").exists()


@pytest.mark.parametrize(
    ("file", "column", "instead"),
    [
        ("discovery.csv", "cases", "many"),
        ("discovery.csv", "verdict", "maybe"),
        ("discovery.csv", "verdict", "too few cases"),
        ("discovery.csv", "method", ""),
        ("discovery.csv", "level", "planet"),
        ("discovery.csv", "lift_high", "1,2"),
        ("discovery.csv", "lift_high", None),
        ("regret.csv", "good", "x"),
        ("regret.csv", "mean", ""),
    ],
)
def test_a_damaged_list_of_what_was_found_is_refused_by_the_report(sweep, monkeypatch, capsys, file, column, instead):
    path = sweep(20) / file
    assert abm_command(monkeypatch, "discover", "here") == 0
    heading, row, *others = path.read_text("utf-8").splitlines()
    at, cells = heading.split(",").index(column), next(csv.reader([row]))
    cells = cells[:at] + ([] if instead is None else [instead]) + cells[at + 1 :]
    path.write_text("\n".join([heading, ",".join(cells), *others]), encoding="utf-8")
    capsys.readouterr()
    assert abm_command(monkeypatch, "report", "here") == 2
    shown = capsys.readouterr()
    assert file in shown.err
    assert shown.err.count("\n") == 1


def test_the_folder_of_a_sensitivity_analysis_is_none_of_a_sweep(sweep, monkeypatch, capsys):
    sweep(1)
    text = EXPERIMENT.format(draws=1) + "[sensitivity]\ntrajectories = 4\nrows = 2\n"
    Path("known.toml").write_text(text, encoding="utf-8")
    assert abm_command(monkeypatch, "sensitivity", "known.toml", "--method", "sobol", "--out", "all") == 0
    capsys.readouterr()
    assert abm_command(monkeypatch, "discover", "all") == 2
    assert "all/indices" in capsys.readouterr().err
    assert abm_command(monkeypatch, "discover", "all/indices") == 0


def test_a_missing_part_of_the_install_is_one_message_and_status_2(monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ema_workbench" else find(name))
    assert abm_command(monkeypatch, "discover", "anywhere") == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1 and "pip install 'joined-up[calibrate]'" in shown.err
