"""``abm calibrate`` as its users meet it: what it says, how it ends and what it leaves."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from here_engine import HereEngine
from toy_calibration import FittedToys, toy_file
from toy_command import abm_command, put_in_place_of_runs

from abm.sweeps.experiment import Experiment

MODEL = """
name = "tiny"
question = "Do waves of the model itself lead to a posterior?"
scenario = "bill_2011"
[settings]
"geography.councils" = 1
"population.sample" = 0.002
"run.end" = 2012-03-31
[fit]
targets = "targets.csv"
draws = 4
runs = 12
waves = 2
most_waves = 2
cutoff = 1e9
[[stages]]
name = "front"
meaning = "crises"
parameters = ["people.crisis_rate"]
targets = ["A1"]
"""


@pytest.fixture
def toys(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put_in_place_of_runs(monkeypatch, lambda *given: FittedToys())
    return here


def digest_in(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("posterior: sha256"))


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which toys have been fitted into ``fit``, and what was said."""
    folder = tmp_path_factory.mktemp("fitted")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as said:
        patch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
        put_in_place_of_runs(patch, lambda *given: FittedToys())
        patch.chdir(folder)
        assert abm_command(patch, "calibrate", toy_file(folder), "--out", "fit") == 0
    return folder, said.getvalue()


def test_a_posterior_is_written_that_experiments_take(fitted: tuple[Path, str]) -> None:
    folder, said = fitted
    draws = pd.read_csv(folder / "fit" / "posterior.csv")
    assert f"{len(draws)} draws from" in said
    assert "within their interval: 1 of 5 by the mean over the priors, 3 of 5 by the mean over the posterior" in said
    assert said.splitlines()[-1] == f"Report: {Path('fit') / 'report.html'}"
    experiment = folder / "next.toml"
    experiment.write_text(
        'name = "next"\nquestion = "?"\nscenario = "bill_2011"\n[parameters]\ndesign = "posterior"\n'
        f'draws = {len(draws)}\nfile = "fit/posterior.csv"\n',
        encoding="utf-8",
    )
    assert Experiment.load(experiment).draws.draw(0)["people.crisis_rate"] == draws["people.crisis_rate"].iloc[0]


def test_the_report_says_what_was_reached_and_what_was_not(fitted: tuple[Path, str]) -> None:
    folder, _ = fitted
    page = (folder / "fit" / "report.html").read_text("utf-8")
    assert "3 of 5 targets lie within their interval by the mean over" in page
    assert "Of the 3 that were fitted, 3 lie within; of the 2 that nothing was fitted to, 0 do." in page
    assert "What the targets cannot tell apart" in page
    assert "people.long_stay_days" in page
    for name in ("parameters.csv", "targets.csv", "stand_ins.csv", "waves.csv", "emulators.csv"):
        assert len(pd.read_csv(folder / "fit" / name))


def test_the_same_command_again_makes_no_run_and_gives_the_same_draws(
    fitted: tuple[Path, str], here: Path, monkeypatch, capsys
) -> None:
    folder, said = fitted
    monkeypatch.chdir(folder)
    put_in_place_of_runs(monkeypatch, lambda *given: FittedToys(fails=True))

    assert abm_command(monkeypatch, "calibrate", "toy.toml", "--out", "fit") == 0
    assert digest_in(capsys.readouterr().out) == digest_in(said)


def test_failed_runs_are_said_and_the_status_tells(toys: Path, monkeypatch, capsys) -> None:
    put_in_place_of_runs(monkeypatch, lambda *given: FittedToys(fails=True))

    assert abm_command(monkeypatch, "calibrate", toy_file(toys, draws=10), "--out", "fit") == 1
    assert "runs failed and tell nothing" in capsys.readouterr().err


def test_where_nothing_remains_that_is_said(toys: Path, monkeypatch, capsys) -> None:
    assert abm_command(monkeypatch, "calibrate", toy_file(toys, more=', "A4"'), "--out", "fit") == 1

    assert "No posterior: no draw of the stage front" in capsys.readouterr().err
    assert not (toys / "fit" / "posterior.csv").exists()


def test_wrong_input_is_one_message_and_nothing_is_written(toys: Path, monkeypatch, capsys) -> None:
    file = toy_file(toys)
    file.write_text(file.read_text("utf-8").replace('["A3"]', '["A9"]'), encoding="utf-8")

    assert abm_command(monkeypatch, "calibrate", file, "--out", "fit") == 2
    said = capsys.readouterr().err
    assert "A9" in said
    assert said.count("\n") == 1
    assert not (toys / "fit").exists()


@pytest.mark.parametrize("is_file", [True, False])
def test_what_is_somebody_elses_is_left_alone(toys: Path, monkeypatch, capsys, is_file) -> None:
    out = toys / "theirs"
    if is_file:
        out.write_text("mine", encoding="utf-8")
    else:
        out.mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")

    assert abm_command(monkeypatch, "calibrate", toy_file(toys), "--out", "theirs") == 2
    assert "theirs" in capsys.readouterr().err
    assert is_file or [path.name for path in out.iterdir()] == ["notes.txt"]


def test_the_model_itself_is_fitted_and_repeats_to_the_last_digit(here: Path, monkeypatch, capsys) -> None:
    toy_file(here)
    (here / "tiny.toml").write_text(MODEL, encoding="utf-8")
    digests = []
    for out in ("one", "two"):
        assert abm_command(monkeypatch, "calibrate", "tiny.toml", "--out", out) == 0
        digests.append(digest_in(capsys.readouterr().out))

    assert digests[0] == digests[1]
    assert len(pd.read_csv(here / "one" / "posterior.csv")) >= 4
