"""Statistics of a folder's runs, read run by run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from abm.analysis import target_figures as module
from abm.analysis.target_figures import target_figures
from abm.errors import InputError
from abm.measures.target import Target
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import MEASURES, RUNS

DAYS, STAYS = "delayed_days", "emergency_admissions"
TARGETS = [
    Target("T1", DAYS, "england", "value", "2011/12", 0.0, 1.0, "", ""),
    Target("T2", DAYS, "england", f"share_of:{STAYS}", "2011/12", 0.0, 1.0, "", ""),
    Target("T3", DAYS, "council", "max_min", "2011/12", 0.0, 1.0, "", ""),
]


def figures_of(scale: float) -> pd.DataFrame:
    rows = [("2011/12", "england", "England", DAYS, 3.0 * scale), ("2011/12", "england", "England", STAYS, 12.0)]
    rows += [("2011/12", "council", f"c{at}", DAYS, at * scale) for at in (1, 2, 3)]
    rows += [("2012/13", "england", "England", DAYS, 1e9), ("2011/12", "council", "c1", STAYS, 1e9)]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def written(folder: Path, tables: dict[str, pd.DataFrame], failed: tuple[str, ...] = ()) -> Path:
    with MeasuresFile(folder / MEASURES) as file:
        for run, table in tables.items():
            file.append(run, table)
    names = [*tables, *failed]
    status = ["done"] * len(tables) + ["failed"] * len(failed)
    pd.DataFrame({"run": names, "status": status}).to_parquet(folder / RUNS)
    return folder


@pytest.mark.parametrize("rows_at_once", [1, 3, 7, 10_000])
def test_a_row_for_each_run_however_the_file_is_cut(tmp_path, monkeypatch, rows_at_once):
    monkeypatch.setattr(module, "ROWS_AT_ONCE", rows_at_once)
    folder = written(tmp_path, {f"{at:06d}": figures_of(at + 1.0) for at in range(4)}, failed=("000004",))
    found = target_figures(folder, TARGETS)
    assert found.table.index.to_list() == ["000000", "000001", "000002", "000003"]
    assert found.table.columns.to_list() == ["T1", "T2", "T3"]
    assert found.table["T1"].to_list() == [3.0, 6.0, 9.0, 12.0]
    assert found.table["T2"].to_list() == [0.25, 0.5, 0.75, 1.0]
    assert found.table["T3"].to_list() == [3.0] * 4
    assert found.notes == {}


def test_what_a_run_does_not_have_is_nan_and_said(tmp_path):
    whole = figures_of(1.0)
    folder = written(
        tmp_path,
        {"all": whole, "part": whole[whole["level"] == "council"], "none": whole[whole["period"] == "2012/13"]},
    )
    found = target_figures(folder, TARGETS)
    assert np.isnan(found.table.loc["part", "T1"])
    assert found.table.loc["part", "T3"] == 3.0
    assert found.table.loc["none"].isna().all()
    assert found.notes["T1"] == "delayed_days has no value at level england in 2011/12 (run part)"
    assert found.notes["T3"] == "delayed_days has no value at level council in 2011/12 (run none)"


def test_a_run_that_failed_counts_for_nothing_even_if_it_left_figures(tmp_path):
    folder = written(tmp_path, {"000000": figures_of(1.0), "000001": figures_of(9.0)})
    runs = pd.read_parquet(folder / RUNS)
    runs.loc[1, "status"] = "failed"
    runs.to_parquet(folder / RUNS)
    assert target_figures(folder, TARGETS).table.index.to_list() == ["000000"]


def test_rows_of_a_run_that_do_not_lie_together_are_refused(tmp_path):
    folder = written(tmp_path, {f"{at:06d}": figures_of(at + 1.0) for at in range(2)})
    path = folder / "measures.parquet"
    table = pq.read_table(path)
    pq.write_table(table.sort_by([("measure", "ascending"), ("run", "ascending")]), path)
    with pytest.raises(InputError, match="do not lie together"):
        target_figures(folder, TARGETS)
