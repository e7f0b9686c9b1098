"""Reading of what was observed, all of it made up."""

from __future__ import annotations

from datetime import date

import pytest
from figures_by_hand import DAYS, STAYS
from observed_by_hand import observed_file

from abm.analysis.observed import read_observed
from abm.errors import InputError
from abm.scenario.period import Period

YEARS = {"2012/13": 3.0, "2013/14": 4.0, "2014/15": 5.0}
RUN = Period(end=date(2016, 3, 31))


def test_a_series_each_with_what_was_known_and_what_came(tmp_path):
    council = {"level": "council", "unit": "Aldshire", "measure": STAYS}
    rows = [council | {"period": year, "value": str(2 * value)} for year, value in YEARS.items()]
    england, other = read_observed(observed_file(tmp_path / "o.csv", {"2010/11": 1.0} | YEARS, *rows), RUN)
    assert (england.measure, england.level, england.unit) == (DAYS, "england", "")
    assert england.known == {"2010/11": 1.0, "2012/13": 3.0, "2013/14": 4.0}
    assert england.later == {"2014/15": 5.0}
    assert england.figures == ((DAYS, "england", "2014/15"),)
    assert (other.unit, other.later) == ("Aldshire", {"2014/15": 10.0})


WRONG = {
    "no such measure": ({"measure": "days"}, "column measure", "there is no such measure"),
    "no such level": ({"level": "ward"}, "column level", "there are england"),
    "a council without a name": ({"level": "council"}, "column unit", "give a value"),
    "a month": ({"period": "2014-04"}, "column period", "give a financial year"),
    "a word": ({"value": "many"}, "column value", "give a number"),
    "no end": ({"value": "inf"}, "column value", "give a number"),
    "twice": ({"period": "2014/15"}, "column period", "twice"),
    "after the run": ({"period": "2016/17"}, "column period", "reports years 2011/12 to 2015/16"),
}


@pytest.mark.parametrize(("row", "where", "remedy"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_one_message_with_its_line(tmp_path, row, where, remedy):
    file = observed_file(tmp_path / "o.csv", YEARS, {"period": "2015/16"} | row)
    with pytest.raises(InputError) as told:
        read_observed(file, RUN)
    assert str(told.value).startswith(f"{file}, line 5, {where}: ")
    assert remedy in str(told.value)


@pytest.mark.parametrize("years", [{"2013/14": 1.0, "2014/15": 1.0}, {"2011/12": 1.0, "2012/13": 1.0, "2014/15": 1.0}])
def test_without_the_years_that_simple_forecasts_need_it_is_refused(tmp_path, years):
    with pytest.raises(InputError, match=r"line 2, column period.*give 2013/14 and a year before it"):
        read_observed(observed_file(tmp_path / "o.csv", years), RUN)


def test_without_a_year_to_forecast_it_is_refused(tmp_path):
    with pytest.raises(InputError, match="give a year after 2013/14 too"):
        read_observed(observed_file(tmp_path / "o.csv", {"2012/13": 1.0, "2013/14": 1.0}), RUN)
