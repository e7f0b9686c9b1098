"""How places stand in a year, from the labels and whether the year's own signs fit any."""

from __future__ import annotations

import pandas as pd

from abm.measures.definitions import MEASURES
from abm.reports.standing import STANDS, STANDS_MIXED, standing_is_read_from, with_standing

INTEGRATED, STASIS, FRAGMENTED, MIXED = standing_is_read_from()


def standing_of(councils: dict[str, dict[str, float]]) -> pd.Series:
    rows = [
        ("r", "2013/14", "council", council, measure, value)
        for council, values in councils.items()
        for measure, value in ({INTEGRATED: 0.0, STASIS: 0.0, FRAGMENTED: 0.0} | values).items()
    ]
    table = pd.DataFrame(rows, columns=["run", "period", "level", "unit", "measure", "value"])
    return with_standing(table).set_index(["level", "unit", "measure"])["value"]


def test_what_is_read_are_measures() -> None:
    assert set(standing_is_read_from()) <= {measure.name for measure in MEASURES}


def test_a_year_that_fits_no_regime_is_mixed_whatever_the_place_was_called() -> None:
    found = standing_of({"A": {STASIS: 1.0, MIXED: 1.0}, "B": {STASIS: 1.0, MIXED: 0.0}})
    assert found["council", "A", STANDS[STASIS]] == 0.0
    assert found["council", "A", STANDS_MIXED] == 1.0
    assert found["council", "B", STANDS[STASIS]] == 1.0
    assert found["england", "England", STANDS[STASIS]] == 0.5
    assert found["england", "England", STANDS_MIXED] == 0.5


def test_a_place_without_any_label_is_mixed() -> None:
    found = standing_of({"A": {}, "B": {INTEGRATED: 1.0}})
    assert found["council", "A", STANDS_MIXED] == 1.0
    assert found["council", "B", STANDS[INTEGRATED]] == 1.0


def test_a_table_without_labels_stays_as_it_is() -> None:
    table = pd.DataFrame([("r", "2013/14", "council", "A", "beds", 1.0)])
    table.columns = pd.Index(["run", "period", "level", "unit", "measure", "value"])
    pd.testing.assert_frame_equal(with_standing(table), table)
