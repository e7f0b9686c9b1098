"""What results must not say is refused by file and column, with what is wrong there."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from broken_files import parquet_bytes
from judged import command_ends
from made_folder import MadeFolder, put_on_disk

from abm.app.sweep_explorer import SweepExplorer
from abm.errors import InputError
from abm.runs.results_folder import MEASURES, PROVENANCE, RUNS, ResultsFolder

Change = Callable[[pd.DataFrame], pd.DataFrame]

pytestmark = pytest.mark.usefixtures("pictures_cost_nothing")


def with_first(column: str, value: object) -> Change:
    """The table with another value in the first row."""
    return lambda table: table.assign(**{column: [value, *table[column].to_list()[1:]]})


def changed(content: bytes, change: Change) -> bytes:
    table = change(pq.read_table(pa.BufferReader(content)).to_pandas())
    return parquet_bytes(pa.Table.from_pandas(table, preserve_index=False))


TABLES: dict[str, tuple[str, str, Change, str]] = {
    "a gap in a label": ("run", MEASURES, with_first("unit", None), "column unit: None"),
    "a figure there twice": ("run", MEASURES, lambda table: pd.concat([table, table[:1]]), "two rows have this"),
    "a figure beyond all measure": ("run", MEASURES, with_first("value", np.inf), "no figure is as large"),
    "a period that is none": ("run", MEASURES, with_first("period", "2011-"), "neither a month nor"),
    "a figure of no run": ("run", MEASURES, with_first("run", "other"), f"{RUNS} has no such run"),
    "a column that is gone": ("run", RUNS, lambda table: table.drop(columns="replay"), "no column replay"),
    "another type": ("run", RUNS, lambda table: table.assign(seed="one"), "column seed"),
    "a gap in a run": ("run", RUNS, with_first("status", None), "column status: None"),
    "a status that is none": ("run", RUNS, with_first("status", "well"), "done or failed"),
    "a run that is there twice": ("run", RUNS, with_first("run", "toy-001"), "two rows have this"),
    "a replication less than none": ("run", RUNS, with_first("replication", -1), "counted from 0"),
    "a sample twice in an arm": ("sweep", RUNS, with_first("sample", 1), "arm, sample: "),
    "a replication without its pair": ("comparison", RUNS, with_first("replication", 7), "no pairs"),
    "a scenario that is not compared": ("comparison", RUNS, with_first("scenario", "a third"), "no such scenario"),
}


@pytest.mark.parametrize("fault", TABLES)
def test_a_table_of_results_is_refused_with_its_file_and_column(folders: dict[str, MadeFolder], fault):
    kind, name, change, said = TABLES[fault]
    with put_on_disk(folders[kind], {name: changed(folders[kind][name], change)}) as folder:
        status, message = command_ends("report", str(folder))
        assert (status, str(folder / name) in message) == (2, True)
        assert said in message


@pytest.mark.parametrize("entries", [7, [7], [{"scenario": "bill"}], [{"scenario": ["bill"], "file": "0.toml"}]])
def test_scenarios_of_another_shape_are_refused(folders, entries):
    files = folders["comparison"]
    told = json.loads(files[PROVENANCE]) | {"scenarios": entries}
    with put_on_disk(files, {PROVENANCE: json.dumps(told).encode()}) as folder:
        status, message = command_ends("report", str(folder))
        assert (status, f"{PROVENANCE}, scenarios: " in message) == (2, True)


def test_runs_of_arms_that_the_experiment_does_not_have_are_told_and_not_refused(folders):
    files = folders["sweep"]
    with put_on_disk(files, {RUNS: changed(files[RUNS], with_first("arm", "another"))}) as folder:
        assert command_ends("report", str(folder))[0] == 0
        assert "1 runs are of arms" in (folder / "report.html").read_text("utf-8")


def test_a_run_that_the_experiment_does_not_have_cannot_be_opened(folders):
    files = folders["sweep"]
    strange = {name: changed(files[name], lambda table: table.replace("000000", "000099")) for name in (RUNS, MEASURES)}
    with put_on_disk(files, strange) as folder:
        explorer = SweepExplorer.open(folder)
        with pytest.raises(InputError, match="its experiment does not have"):
            explorer.opened("000099")


def test_a_sweep_handed_on_without_its_parts_keeps_its_tables(folders):
    files = folders["parts"]
    with put_on_disk(files, {name: None for name in files if name.startswith("parts/")}) as folder:
        assert command_ends("report", str(folder))[0] == 0
        assert {name: (folder / name).read_bytes() for name in (RUNS, MEASURES)} == {
            name: files[name] for name in (RUNS, MEASURES)
        }


def test_tables_made_before_a_part_was_damaged_are_set_aside_with_it(folders):
    files = folders["parts"]
    part = next(name for name in sorted(files) if name.endswith(".parquet") and name.startswith("parts/"))
    with put_on_disk(files, {part: files[part][:-9]}) as folder:
        assert command_ends("report", str(folder))[0] == 0
        assert len(ResultsFolder.open(folder).runs()) == 7
        assert (folder / "damaged" / RUNS).read_bytes() == files[RUNS]
