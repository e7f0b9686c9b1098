"""What is kept of a run's table."""

from __future__ import annotations

import pandas as pd
import pytest
from figures_by_hand import DAYS, STAYS, tidy

from abm.measures.kept import EVERYTHING, Kept, only

TABLE = pd.concat(
    [
        tidy({(measure, period): {"a": 1.0, "b": 2.0}}, level)
        for level in ("council", "trust")
        for measure in (DAYS, STAYS)
        for period in ("2011/12", "2011-04")
    ],
    ignore_index=True,
)
LABELS = ["measure", "level", "period"]


def kept(what: Kept) -> list[tuple[str, ...]]:
    found = what.of(TABLE)
    assert found.index.to_list() == list(range(len(found)))
    return list(dict.fromkeys(found[LABELS].itertuples(index=False, name=None)))


def test_everything_is_kept_unless_something_is_said():
    assert EVERYTHING.of(TABLE).equals(TABLE)


def test_names_narrow_each_by_itself():
    assert kept(Kept((DAYS,), ("council",), "years")) == [(DAYS, "council", "2011/12")]
    assert kept(Kept((), ("trust",), ("2011-04",))) == [(DAYS, "trust", "2011-04"), (STAYS, "trust", "2011-04")]


def test_figures_are_kept_as_they_are_named_and_not_crossed():
    figures = ((DAYS, "council", "2011-04"), (STAYS, "trust", "2011/12"))
    what = only((*figures, figures[0]))
    assert what.figures == figures
    assert kept(what) == list(figures)
    assert (what.has_period("2011/12"), what.has_period("2012/13")) == (True, False)
    assert (what.has_level("trust", "2011/12"), what.has_level("trust", "2011-04")) == (True, False)


@pytest.mark.parametrize(
    "what",
    [
        EVERYTHING,
        Kept((DAYS,), ("council",), "years"),
        Kept((), ("trust",), ("2011-04",)),
        only(((DAYS, "council", "2011-04"), (STAYS, "trust", "2011/12"))),
    ],
)
def test_several_measures_of_a_level_are_kept_as_each_is(what):
    for level in ("council", "trust"):
        for period in ("2011/12", "2011-04"):
            each = [what.has(measure, level, period) for measure in (DAYS, STAYS)]
            assert what.which_of((DAYS, STAYS), level, period) == each


def test_nothing_of_an_empty_table_is_an_empty_table():
    empty = only(((DAYS, "council", "2011-04"),)).of(TABLE.iloc[:0])
    assert empty.columns.to_list() == TABLE.columns.to_list()
    assert len(empty) == 0
