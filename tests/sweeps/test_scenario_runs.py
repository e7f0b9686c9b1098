from __future__ import annotations

import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from abm.measures.kept import Kept
from abm.runs.run import run as run_model
from abm.scenario.scenario import Scenario
from abm.sweeps.arm import Arm
from abm.sweeps.code_version import code_version
from abm.sweeps.run_task import RunTask
from abm.sweeps.scenario_runs import ScenarioRuns
from abm.sweeps.sweep_folder import settings_in
from abm.sweeps.sweep_run import Sample, SweepRun

TINY = {
    "name": "tiny",
    "meaning": "a year of one council",
    "run": {"end": tomllib.loads("day = 2012-03-31")["day"]},
    "geography": {"councils": 1},
    "population": {"sample": 0.02},
}
KEPT = Kept((), ("england",), "years")


def a_run(levers=None, parameters=None) -> SweepRun:
    return SweepRun(0, Arm("arm", levers or {}), Sample(0, 0, 0, 5, parameters or {}))


def made(run: SweepRun, folder: Path = Path("out"), scenario: Scenario | None = None):
    toml = (scenario or Scenario.from_dict(TINY)).to_toml()
    return RunTask(ScenarioRuns(toml, KEPT), "base", code_version(), folder / "scenario.toml")(run)


def test_a_run_is_that_of_the_changed_scenario():
    run = a_run({"front_line.home_first": True}, {"people.crisis_rate": 0.15})
    figures, _ = ScenarioRuns(Scenario.from_dict(TINY).to_toml(), KEPT)(run, lambda stage: None)
    scenario = Scenario.from_dict(TINY).with_levers({"front_line.home_first": True})
    scenario = scenario.with_parameters({"people.crisis_rate": 0.15})
    assert figures.equals(KEPT.of(run_model(scenario, seed=5).measures))


@pytest.mark.parametrize(
    ("run", "stage"), [(a_run({"board.power": 1}), "scenario"), (a_run({}, {"people.crisis_rate": -1.0}), "scenario")]
)
def test_settings_that_are_wrong_are_a_row(run, stage):
    row = made(run).row
    assert (row.status, row.stage) == ("failed", stage)
    assert row.message.startswith("InputError: ")


@pytest.mark.parametrize(
    ("broken", "stage"),
    [
        ("abm.model.IntegrationModel.__init__", "places"),
        ("abm.model.IntegrationModel.run", "run"),
        ("abm.measures.table.measure_table", "measures"),
    ],
)
def test_the_row_says_at_which_stage_it_failed(monkeypatch, broken, stage):
    def fail(*given, **named):
        raise ZeroDivisionError("no beds")

    if stage == "measures":
        monkeypatch.setattr("abm.model.IntegrationModel.run", lambda model, on_month: None)
    monkeypatch.setattr(broken, fail)
    assert (made(a_run()).row.stage, made(a_run()).row.message) == (stage, "ZeroDivisionError: no beds")


def test_the_replay_is_a_command_that_finds_the_same_fault(tmp_path):
    scenario = Scenario.from_dict(TINY)
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "scenario.toml").write_text(scenario.to_toml(), "utf-8")
    row = made(a_run({"board.powers": "all of them"}), folder, scenario).row
    command = shlex.split(row.replay)
    again = subprocess.run(
        [sys.executable, "-m", "abm.cli.main", *command[1:]], capture_output=True, text=True, check=False
    )
    assert again.returncode == 2
    assert "all of them" in again.stderr


def test_settings_of_a_folder_are_those_of_the_last_day(tmp_path):
    from abm.runs.scenario_facts import settings_of

    scenario = Scenario.load("history")
    (tmp_path / "scenario.toml").write_text(scenario.to_toml(), "utf-8")
    assert settings_in(tmp_path) == settings_of(scenario)
