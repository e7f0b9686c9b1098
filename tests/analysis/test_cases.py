"""What varies between runs becomes numbers or ordered categories; draws that hang together are one group."""

import pandas as pd

from abm.analysis.cases import Outcome, settings_of


def runs(**columns: list) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame({"run": [f"{at:06d}" for at in range(count)], "seed": range(count), "arm": "a"} | columns)


def test_categories_are_in_the_order_of_the_schema_and_numbers_stay_numbers():
    made = settings_of(
        runs(
            **{
                "board.powers": ["refer_back", "consult", "place_budget"],
                "measurement.peer_review": [True, False, True],
                "relations.trust_gain": [0.04, 0.05, 0.06],
                "alignment.consortium_size": [100_000, 200_000, 200_000],
                "reform.abolition_date": ["2013-04-01", "2012-04-01", "2013-04-01"],
                "alignment.rule": ["free", "free", "free"],
            }
        )
    )
    assert made["board.powers"].cat.categories.to_list() == ["consult", "refer_back", "place_budget"]
    assert made["measurement.peer_review"].to_list() == ["true", "false", "true"]
    assert made["measurement.peer_review"].cat.categories.to_list() == ["false", "true"]
    assert made["reform.abolition_date"].cat.categories.to_list() == ["2012-04-01", "2013-04-01"]
    assert made.dtypes["alignment.consortium_size"] == made.dtypes["relations.trust_gain"] == "float64"
    assert "alignment.rule" not in made and "seed" not in made and "arm" not in made


def test_an_outcome_says_what_it_asks():
    assert Outcome("long waits", "delayed_days", "above", 1234.5).in_words == "delayed_days above 1234.5"
