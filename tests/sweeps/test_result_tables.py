from __future__ import annotations

import pyarrow as pa
from toy_sweep import ToyPlan, ToyRuns, toy_sweep

from abm.runs.measures_file import SCHEMA
from abm.sweeps import result_tables
from abm.sweeps.result_tables import TABLES_AT_ONCE, _gathered, _type_for


def small(value: float) -> pa.Table:
    return pa.table([["000000"], ["2011/12"], ["england"], ["England"], ["beds"], [value]], schema=SCHEMA)


def test_many_small_tables_are_held_as_few():
    [whole] = _gathered(small(float(value)) for value in range(3 * TABLES_AT_ONCE))
    assert whole["value"].to_pylist() == [float(value) for value in range(3 * TABLES_AT_ONCE)]
    assert whole["value"].num_chunks <= TABLES_AT_ONCE


def test_tables_are_cut_where_a_run_ends(monkeypatch):
    monkeypatch.setattr(result_tables, "ROWS_AT_ONCE", 3)
    two = pa.concat_tables([small(1.0), small(2.0)])
    assert [len(table) for table in _gathered([two, two, small(3.0)])] == [4, 1]


def test_a_column_has_a_type_that_holds_all_values():
    assert _type_for({int}) == pa.int64()
    assert _type_for({int, float}) == pa.float64()
    assert _type_for({bool}) == pa.bool_()
    assert _type_for({bool, int}) == _type_for({str, int}) == pa.string()


def test_runs_that_leave_a_lever_alone_show_the_scenarios_value(tmp_path, here):
    import pandas as pd

    from abm.sweeps.arm import Arm

    class PartPlan(ToyPlan):
        @property
        def arms(self) -> tuple[Arm, ...]:
            return (Arm("as it is", {}), Arm("consult", {"board.powers": "consult"}))

    class Nothing(ToyRuns):
        def __call__(self, run, on_stage, /):
            raise ZeroDivisionError

    out = toy_sweep(tmp_path / "out", 1, PartPlan(), make=Nothing()).path
    assert pd.read_parquet(out / "runs.parquet")["board.powers"].to_list() == ["none", "consult"]
