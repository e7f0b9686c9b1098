from __future__ import annotations

import math

import pandas as pd
import pyarrow.parquet as pq
import pytest

from abm.runs.measures_file import SCHEMA, MeasuresFile, read_measures, write_measures_csv


def table(dtype: str) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "period": ["2011-04", "2011-04", "2011/12"],
            "level": ["council", "england", "council"],
            "unit": ["-1+2", "England", "-1+2"],
            "measure": ["beds", "beds", "days"],
            "value": [1.0, math.nan, -3.0],
        }
    )
    return frame.astype(dict.fromkeys(["period", "level", "unit", "measure"], dtype))


@pytest.fixture
def written(tmp_path):
    with MeasuresFile(tmp_path / "measures.parquet") as file:
        file.append("a", table("str"))
        file.append("b", table("str"))
    return tmp_path / "measures.parquet"


@pytest.mark.parametrize("dtype", ["object", "category"])
def test_bytes_do_not_depend_on_how_pandas_holds_text(dtype, written, tmp_path):
    with MeasuresFile(tmp_path / "other.parquet") as file:
        file.append("a", table(dtype))
        file.append("b", table(dtype).set_index(pd.Index([9, 8, 7])))
    assert (tmp_path / "other.parquet").read_bytes() == written.read_bytes()


def test_the_file_holds_no_word_of_pandas(written):
    assert pq.read_schema(written).equals(SCHEMA, check_metadata=True)


def test_what_is_not_known_is_empty_not_a_number(written):
    values = pq.read_table(written)["value"].to_pylist()
    assert values == [1.0, None, -3.0] * 2


def test_only_the_measures_and_levels_asked_for_are_read(written):
    rows = read_measures(written, measures=["beds"], levels=["council"])
    assert rows[["run", "value"]].to_numpy().tolist() == [["a", 1.0], ["b", 1.0]]
    assert len(read_measures(written)) == 6


def test_csv_keeps_numbers_and_guards_text(written, tmp_path):
    write_measures_csv(written, tmp_path / "measures.csv")
    lines = (tmp_path / "measures.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:4] == [
        "run,period,level,unit,measure,value",
        "a,2011-04,council,'-1+2,beds,1.0",
        "a,2011-04,england,England,beds,",
        "a,2011/12,council,'-1+2,days,-3.0",
    ]


def test_a_file_without_runs_still_has_its_columns(tmp_path):
    with MeasuresFile(tmp_path / "empty.parquet"):
        pass
    assert list(read_measures(tmp_path / "empty.parquet").columns) == SCHEMA.names
