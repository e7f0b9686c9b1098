from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import abm.runs.planned_run
from abm.cli.main import main
from abm.errors import InputError

TABLE = pd.DataFrame(
    [("2011-04", "england", "England", "delayed_days", 5.0)],
    columns=["period", "level", "unit", "measure", "value"],
)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict]:
    """The calls for a run, each answered with one row at once, in an empty working folder."""
    calls: list[dict] = []

    def run(scenario, **arguments):
        calls.append({"scenario": scenario, **arguments})
        if scenario.name == "breaks":
            raise ZeroDivisionError("no beds")
        if scenario.name == "interrupted":
            raise KeyboardInterrupt
        if scenario.name == "refused":
            raise InputError("tables.csv", "people", -1, "use counts of people")
        return SimpleNamespace(measures=TABLE, seconds=0.1, warnings=["only a toy"])

    monkeypatch.setattr(abm.runs.planned_run, "run", run)
    monkeypatch.setitem(sys.modules, "abm.measures.definitions", SimpleNamespace(MEASURES=()))
    monkeypatch.chdir(tmp_path)
    return calls


def abm_command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["abm", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def scenario_file(folder: Path, name: str, more: str = "") -> str:
    (folder / "own.toml").write_text(f'name = "{name}"\n{more}', encoding="utf-8")
    return "own.toml"


def compare(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """In this process, where the toy in place of a run is."""
    return abm_command(monkeypatch, "compare", *arguments, "--workers", "1")


def test_a_run_says_where_the_report_is(called, monkeypatch, tmp_path, capsys):
    assert abm_command(monkeypatch, "run", "bill_2011", "--out", "here", "--csv") == 0
    assert capsys.readouterr().out == "Report: here/report.html\n"
    assert {"report.html", "measures.csv"} <= {path.name for path in (tmp_path / "here").iterdir()}


def test_settings_seed_and_replications_reach_the_run(called, monkeypatch):
    arguments = [
        "--set",
        "board.powers=consult",
        "--set",
        "population.sample=0.5",
        "--seed",
        "9",
        "--replications",
        "2",
        "--workers",
        "1",
    ]
    assert abm_command(monkeypatch, "run", "bill_2011", *arguments) == 0
    assert [(call["seed"], call["replication"]) for call in called] == [(9, 0), (9, 1)]
    assert called[0]["scenario"].population.sample == 0.5


def test_without_out_the_folder_has_the_scenarios_name(called, monkeypatch, tmp_path, capsys):
    abm_command(monkeypatch, "run", "bill_2011")
    assert (tmp_path / "out" / "bill_2011" / "report.html").is_file()


def test_a_scenarios_name_cannot_lead_out_of_the_folder(called, monkeypatch, tmp_path):
    abm_command(monkeypatch, "run", scenario_file(tmp_path, "../../up and away"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_.._up_and_away"]


def test_warnings_reach_whoever_runs_it(called, monkeypatch, capsys):
    abm_command(monkeypatch, "run", "bill_2011")
    assert "Warning: only a toy" in capsys.readouterr().err


def test_the_command_is_kept(called, monkeypatch, tmp_path):
    abm_command(monkeypatch, "run", "bill_2011", "--out", "here")
    assert '"command": "abm run bill_2011 --out here"' in (tmp_path / "here" / "provenance.json").read_text("utf-8")


def test_failed_runs_end_with_status_1_a_folder_and_the_way_to_replay_them(called, monkeypatch, tmp_path, capsys):
    assert abm_command(monkeypatch, "run", scenario_file(tmp_path, "breaks"), "--out", "here") == 1
    shown = capsys.readouterr()
    assert "ZeroDivisionError: no beds" in shown.err
    assert "abm run here/scenario.toml --seed 1" in shown.err
    assert shown.out == "Report: here/report.html\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "no_such_scenario"], "no_such_scenario"),
        (["run", "missing/file.toml"], "missing/file.toml"),
        (["run", "bill_2011", "--set", "board.powers=everything"], "joint_sign_off"),
        (["run", "bill_2011", "--set", "bord.powers=consult"], "bord"),
        (["run", "bill_2011", "--set", "board.powers"], "equals sign"),
        (["report", "."], "abm run"),
        (["report", "nowhere"], "no such folder"),
    ],
)
def test_wrong_input_is_one_message_status_2_and_nothing_written(
    called, monkeypatch, tmp_path, capsys, *, arguments, named
):
    assert abm_command(monkeypatch, *arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Error: ")
    assert shown.err.count("\n") == 1
    assert named in shown.err
    assert list(tmp_path.iterdir()) == []
    assert called == []


def test_wrong_input_that_the_model_finds_writes_nothing_either(called, monkeypatch, tmp_path, capsys):
    assert abm_command(monkeypatch, "run", scenario_file(tmp_path, "refused")) == 2
    assert capsys.readouterr().err == "Error: tables.csv, people: -1 is not usable; use counts of people\n"
    assert [path.name for path in tmp_path.iterdir()] == ["own.toml"]


def test_ctrl_c_is_one_line_status_130_and_leaves_older_results(called, monkeypatch, tmp_path, capsys):
    abm_command(monkeypatch, "run", "bill_2011", "--out", "here")
    before = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    capsys.readouterr()
    assert abm_command(monkeypatch, "run", scenario_file(tmp_path, "interrupted"), "--out", "here") == 130
    assert capsys.readouterr() == ("", "Interrupted: nothing was written.\n")
    assert {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"here", "own.toml"}


def test_a_reader_who_leaves_costs_no_result():
    """The real thing: both streams go into a pipe whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    program = (
        "import sys; from abm.cli.quiet_stream import QuietStream\n"
        "for stream in (sys.stderr, sys.stdout):\n    told = QuietStream(stream); told.say('one'); told.say('two')"
    )
    assert subprocess.run([sys.executable, "-c", program], stdout=writer, stderr=writer, check=False).returncode == 0
    os.close(writer)


def test_somebody_elses_folder_is_not_overwritten(called, monkeypatch, tmp_path, capsys):
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    assert abm_command(monkeypatch, "run", "bill_2011", "--out", ".") == 2
    assert "other files" in capsys.readouterr().err
    assert called == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "bill_2011", "--seed", "-1"],
        ["run", "bill_2011", "--seed", "1.5"],
        ["run", "bill_2011", "--seed", str(2**32)],
        ["run", "bill_2011", "--replications", "0"],
        ["run"],
        ["compare"],
        ["compare", "bill_2011", "bill_2011", "--workers", "0"],
        ["run", "bill_2011", "--nope"],
        ["walk"],
    ],
)
def test_wrong_options_are_one_plain_line_and_status_2(called, monkeypatch, tmp_path, capsys, arguments):
    assert abm_command(monkeypatch, *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith("Error: ")
    assert shown.err.endswith(f"(see `abm{'' if arguments == ['walk'] else f' {arguments[0]}'} --help`)\n")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_option_is_named(monkeypatch, capsys):
    assert abm_command(monkeypatch, "run", "--nope") == 2
    assert "--nope" in capsys.readouterr().err


def test_no_command_shows_the_help_and_no_error(monkeypatch, capsys):
    assert abm_command(monkeypatch) == 2
    shown = "".join(capsys.readouterr())
    assert "Usage: abm" in shown
    assert "Error" not in shown


def test_hours_of_runs_are_not_given_up_for_a_report(called, monkeypatch, tmp_path, capsys):
    def breaks(folder: Path) -> None:
        raise ZeroDivisionError("no ink")

    monkeypatch.setattr("abm.reports.report.write_report", breaks)
    assert abm_command(monkeypatch, "run", "bill_2011", "--out", "here") == 1
    shown = capsys.readouterr()
    assert "No report: ZeroDivisionError: no ink. The runs are in here" in shown.err
    assert "Report:" not in shown.out
    assert {"measures.parquet", "runs.parquet", "provenance.json"} <= {
        path.name for path in (tmp_path / "here").iterdir()
    }


def test_a_report_can_be_written_again(called, monkeypatch, tmp_path, capsys):
    abm_command(monkeypatch, "run", "bill_2011", "--out", "here")
    (tmp_path / "here" / "report.html").unlink()
    capsys.readouterr()
    assert abm_command(monkeypatch, "report", "here") == 0
    assert capsys.readouterr().out == "Report: here/report.html\n"
    assert (tmp_path / "here" / "report.html").is_file()


def test_a_comparison_runs_every_scenario_on_the_same_seeds(called, monkeypatch, tmp_path, capsys):
    own = scenario_file(tmp_path, "own")
    arguments = ["--set", "front_line.home_first=true", "--seed", "9", "--replications", "2", "--out", "here", "--csv"]
    assert compare(monkeypatch, "bill_2011", own, *arguments) == 0
    assert capsys.readouterr().out == "Report: here/report.html\n"
    runs = [(call["scenario"].name, call["seed"], call["replication"]) for call in called]
    assert runs == [(name, 9, replication) for name in ("bill_2011", "own") for replication in (0, 1)]
    assert all(call["scenario"].levers.front_line.home_first for call in called)
    names = {path.name for path in (tmp_path / "here").iterdir()}
    assert {"report.html", "differences.csv", "measures.csv", "scenarios"} <= names


def test_a_comparison_without_out_is_named_after_its_scenarios(called, monkeypatch, tmp_path, capsys):
    own = scenario_file(tmp_path, "../up")
    assert compare(monkeypatch, "bill_2011", own, "--baseline", "../up", "--replications", "1") == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_up-and-bill_2011"]
    assert [call["scenario"].name for call in called] == ["../up", "bill_2011"]


def test_the_report_of_a_comparison_can_be_written_again(called, monkeypatch, tmp_path, capsys):
    compare(monkeypatch, "bill_2011", scenario_file(tmp_path, "own"), "--out", "here")
    report = tmp_path / "here" / "report.html"
    before = report.read_bytes()
    report.unlink()
    assert abm_command(monkeypatch, "report", "here") == 0
    assert report.read_bytes() == before
    assert b"scenarios compared" in before


def test_a_comparison_with_failed_runs_ends_with_status_1(called, monkeypatch, tmp_path, capsys):
    own = scenario_file(tmp_path, "breaks")
    assert compare(monkeypatch, "bill_2011", own, "--replications", "1", "--out", "here") == 1
    assert "abm run here/scenarios/breaks.toml --seed 1" in capsys.readouterr().err
    assert pd.read_parquet(tmp_path / "here" / "runs.parquet")["status"].to_list() == ["done", "failed"]


def test_an_interrupted_comparison_leaves_no_folder(called, monkeypatch, tmp_path, capsys):
    own = scenario_file(tmp_path, "interrupted")
    assert compare(monkeypatch, "bill_2011", own, "--replications", "1", "--out", "here/there") == 130
    assert [path.name for path in tmp_path.iterdir()] == ["own.toml"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["bill_2011"], "name two scenarios or more"),
        (["bill_2011", "bill_2011"], "'bill_2011' is not usable"),
        (["bill_2011", "own.toml", "--baseline", "stasis"], "bill_2011, own"),
        (["bill_2011", "own.toml", "--set", "geography.councils=0"], "geography.councils"),
        (["bill_2011", "other_places.toml"], "geography.councils"),
        (["bill_2011", "no_such_scenario"], "no_such_scenario"),
    ],
)
def test_what_cannot_be_compared_is_one_message_status_2_and_nothing_written(
    called, monkeypatch, tmp_path, capsys, *, arguments, named
):
    scenario_file(tmp_path, "other", "[geography]\ncouncils = 3\n")
    (tmp_path / "own.toml").rename(tmp_path / "other_places.toml")
    scenario_file(tmp_path, "own")
    assert compare(monkeypatch, *arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n"), called) == ("", 1, [])
    assert named in shown.err
    assert {path.name for path in tmp_path.iterdir()} == {"own.toml", "other_places.toml"}


@pytest.mark.parametrize("command", ["levers", "parameters"])
def test_listings_answer_in_both_forms(monkeypatch, capsys, command):
    assert abm_command(monkeypatch, command, "--json") == 0
    assert capsys.readouterr().out.startswith("[")
    assert abm_command(monkeypatch, command) == 0
    assert not capsys.readouterr().out.startswith("[")


def test_the_schema_is_json(monkeypatch, capsys):
    assert abm_command(monkeypatch, "schema") == 0
    assert capsys.readouterr().out.startswith("{")


def test_the_version_is_one_line(monkeypatch, capsys):
    assert abm_command(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("abm ")
