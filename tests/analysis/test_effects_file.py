"""A sweep's folder is read as far as it has got, and the effects of its arms are written beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from abm.analysis.effects_file import COLUMNS, arm_effects, write_effects
from abm.analysis.sweep_results import SweepResults
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import FORMAT, ResultsFolder
from abm.sweeps.experiment import Experiment

EXPERIMENT = """
name = "small"
question = "Does it?"
scenario = "bill_2011"
[replications]
number = 3
[levers]
design = "list"
[[levers.arm]]
name = "as drafted"
set = {}
[[levers.arm]]
name = "=1+1"
set = { "board.powers" = "joint_sign_off" }
"""
VALUES = {("as drafted", 0): 10.0, ("=1+1", 0): 11.0, ("as drafted", 1): 20.0, ("=1+1", 1): 23.0}


def folder(path: Path, *, level: str = "england", period: str = "2012/13", failed: tuple[str, ...] = ()) -> Path:
    """Two arms and two of three samples; runs named in ``failed`` have left half a table."""
    (path / "own.toml").write_text(EXPERIMENT, encoding="utf-8")
    (path / "experiment.toml").write_text(Experiment.load(path / "own.toml").to_toml(), encoding="utf-8")
    rows = []
    with MeasuresFile(path / "measures.parquet") as file:
        for at, ((arm, sample), value) in enumerate(VALUES.items()):
            run = f"{at:06d}"
            status = "failed" if run in failed else "done"
            rows.append({"run": run, "arm": arm, "sample": sample, "status": status, "code_version": "abc"})
            own = [(period, level, "E", "delay", value), (period, "council", "c1", "delay", 1.0)]
            own.append(("2013-01", level, "E", "delay", 99.0))
            file.append(run, pd.DataFrame(own, columns=["period", "level", "unit", "measure", "value"]))
    pd.DataFrame(rows).to_parquet(path / "runs.parquet", index=False)
    pd.DataFrame({"measure": ["delay"], "unit": ["days"]}).to_csv(path / "codebook.csv", index=False)
    (path / "provenance.json").write_text(json.dumps({"format": FORMAT, "kind": "sweep"}), encoding="utf-8")
    return path


def read(path: Path) -> SweepResults:
    opened = ResultsFolder.open(path)
    assert opened.is_sweep
    return SweepResults.read(opened)


def test_how_far_it_has_got_is_counted(tmp_path):
    results = read(folder(tmp_path, failed=("000003",)))
    assert (results.done, len(results.failed), results.planned, results.samples) == (3, 1, 6, [0, 1])
    assert results.pairs(results.arms[1]) == 1
    assert results.unit_of("delay") == "days"


@pytest.mark.parametrize("level", ["england", "place"])
def test_effects_are_paired_by_sample_and_by_year(tmp_path, level):
    (row,) = arm_effects(read(folder(tmp_path, level=level))).to_dict("records")
    told = {name: row[name] for name in ("arm", "comparison", "level", "measure", "period", "pairs")}
    assert told == {
        "arm": "=1+1",
        "comparison": "as drafted",
        "level": level,
        "measure": "delay",
        "period": "2012/13",
        "pairs": 2,
    }
    assert (row["comparison_mean"], row["arm_mean"], row["difference"]) == pytest.approx((15.0, 17.0, 2.0))
    # 50 and 72 apart, 2 within pairs
    assert row["independent_runs"] == pytest.approx(2 * 122.0 / 2.0)


def test_a_failed_run_takes_its_pair_along(tmp_path):
    (row,) = arm_effects(read(folder(tmp_path, failed=("000003",)))).to_dict("records")
    assert (row["pairs"], row["difference"]) == (1, pytest.approx(1.0))


def test_months_are_told_where_no_year_is_kept(tmp_path):
    assert set(arm_effects(read(folder(tmp_path, period="2013-02")))["period"]) == {"2013-01", "2013-02"}


def test_the_file_holds_no_formula_and_no_pair_leaves_its_heading(tmp_path):
    write_effects(read(folder(tmp_path)))
    written = pd.read_csv(tmp_path / "effects.csv")
    assert written["arm"].to_list() == ["'=1+1"]
    write_effects(read(folder(tmp_path, failed=("000000", "000002"))))
    assert (tmp_path / "effects.csv").read_text(encoding="utf-8").strip() == ",".join(COLUMNS)


def test_only_what_is_asked_for_is_read(tmp_path):
    results = read(folder(tmp_path))
    assert results.figures("council", ["delay"]).values.shape == (1, 2, 2)
    assert len(results.figures("council", ["other"]).names) == 0
