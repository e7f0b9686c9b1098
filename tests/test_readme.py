"""What the README shows works as it stands there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import duckdb
import pandas
import pytest
from here_engine import HereEngine
from markdown_blocks import texts
from toy_sweep import toy_sweep

from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
SECTION = README.partition("## Sweeps: many runs to a design")[2].partition("\n## ")[0]


def test_the_experiment_is_what_its_comments_say(tmp_path):
    [text] = texts(SECTION, "toml")
    file = tmp_path / "early_help.toml"
    file.write_text(text, encoding="utf-8")
    plan = SweepPlan(Experiment.load(file))
    assert len(plan.arms) == 4
    assert plan.comparison is plan.arms[0]
    assert plan.runs_of(plan.samples_at_least) == 4 * 8 * 2
    assert tomllib.loads(text)["name"] == file.stem


@pytest.fixture
def swept(tmp_path, monkeypatch):
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    monkeypatch.chdir(tmp_path)
    return toy_sweep(tmp_path / "out" / "board_powers", 3)


def test_a_sweeps_tables_join_with_one_line(swept):
    [line] = texts(SECTION, "python")
    joined = eval(line, {"pandas": pandas})
    assert set(joined.groupby("run")["arm"].first()) == {"board.powers=none", "board.powers=consult"}
    [query] = texts(SECTION, "sql")
    answer = duckdb.sql(query.replace("trust_mean", "beds").replace("2012/13", "2011/12")).fetchall()
    assert {arm for arm, _ in answer} == set(joined["arm"])
    [in_r] = texts(SECTION, "r")
    assert all(name in in_r for name in ("out/board_powers/measures.parquet", "out/board_powers/runs.parquet"))
