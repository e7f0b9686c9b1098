from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from toy_sweep import ToyPlan, ToyRuns, figures

from abm.errors import InputError
from abm.runs.paired_difference import paired_differences
from abm.sweeps.precision import NamedDifference, PrecisionReached
from abm.sweeps.sweep import sweep_to_folder

pytestmark = pytest.mark.usefixtures("here")

BEDS = NamedDifference("board.powers=consult", "board.powers=none", "beds", "england", "2011/12")


def half_width_of(samples: int) -> float:
    values = [figures(run)["value"][0] for run in ToyPlan().runs(0, samples)]
    none, consult = np.array(values).reshape(-1, 2).T[:, None, :]
    found = paired_differences(none, consult)
    return float((found.high - found.low)[0] / 2)


def samples_made(out, rule: PrecisionReached, **make) -> int:
    finished = sweep_to_folder(ToyPlan(), out, rule, ToyRuns(**make))
    return int(pd.read_parquet(finished.path / "runs.parquet")["sample"].max()) + 1


def test_samples_are_added_in_steps_until_the_interval_is_narrow_enough(tmp_path):
    wanted = 1.001 * half_width_of(25)
    counts = range(5, 100, 4)
    expected = next(count for count in counts if half_width_of(count) <= wanted)
    assert expected > 5
    assert samples_made(tmp_path / "out", PrecisionReached(BEDS, wanted, 5, 100, 4)) == expected


def test_there_are_never_fewer_or_more_than_stated(tmp_path):
    assert samples_made(tmp_path / "few", PrecisionReached(BEDS, 1e9, 5, 100, 4)) == 5
    assert samples_made(tmp_path / "many", PrecisionReached(BEDS, 0.0, 5, 11, 4)) == 11


def test_an_interrupted_sweep_stops_where_an_undisturbed_one_does(tmp_path):
    wanted = 1.001 * half_width_of(25)
    whole = samples_made(tmp_path / "whole", PrecisionReached(BEDS, wanted, 5, 100, 4))
    samples_made(tmp_path / "out", PrecisionReached(BEDS, 1e9, 7, 100, 4))
    assert samples_made(tmp_path / "out", PrecisionReached(BEDS, wanted, 5, 100, 4)) == whole


def test_pairs_with_a_failed_run_are_left_out(tmp_path):
    rule = PrecisionReached(BEDS, 0.0, 5, 5, 4)
    samples_made(tmp_path / "out", rule, raises=frozenset({8}))
    assert rule.reached() == pytest.approx(half_width_of(4))


def test_a_unit_can_be_named(tmp_path):
    table = figures(next(ToyPlan().runs(0, 1)))
    import pyarrow as pa

    here = NamedDifference("a", "b", "beds", "council", "2011-04", "Here")
    assert here.value_in(pa.Table.from_pandas(table)) == table["value"][1]
    nowhere = NamedDifference("a", "b", "beds", "council", "2011-04", "Nowhere")
    assert np.isnan(nowhere.value_in(pa.Table.from_pandas(table)))


def test_a_figure_that_no_run_has_is_wrong_input(tmp_path):
    chairs = NamedDifference("board.powers=consult", "board.powers=none", "chairs", "england", "2011/12")
    with pytest.raises(InputError, match="chairs at level england in 2011/12"):
        samples_made(tmp_path / "out", PrecisionReached(chairs, 0.1, 5, 100, 4))
