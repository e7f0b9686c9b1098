"""The model on the real tables: every council, every group, every older person."""

from __future__ import annotations

from pathlib import Path

import pytest

from abm.runs.run import RunResult, run
from abm.scenario.scenario import Scenario

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_places,
    pytest.mark.skipif(not DATA.exists(), reason="the tables of real places are not beside the checkout"),
]


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """April and May 2010 on the real places."""
    file = tmp_path_factory.mktemp("real") / "real.toml"
    file.write_text(
        f"""
        name = "real"
        extends = "bill_2011"
        [run]
        end = 2010-05-31
        report_from = 2010-05-01
        [geography]
        places = "tables"
        overlap = "{DATA / "ccg15_utla15_overlap.csv"}"
        pct_shares = "{DATA / "pct_ccg_postcode_share.csv"}"
        ages = "{DATA / "utla_agestruct_proxy.csv"}"
        delays = "{DATA / "delayed_days_by_council_2011_12.csv"}"
        delay_reasons = "{DATA / "delayed_days_by_council_reason_2011_12.csv"}"
        """
    )
    return run(Scenario.load(str(file)), seed=1)


def test_every_council_group_and_older_person_is_there(spring: RunResult) -> None:
    model = spring.model
    assert len(model.geography.councils.codes) == 152
    assert len(model.geography.consortia) == 209
    people = spring.measures.query("measure == 'older_people' and level == 'place'")["value"]
    assert people.between(8.6e6, 8.8e6).all()


def test_results_have_rows_for_councils_commissioners_and_trusts(spring: RunResult) -> None:
    admissions = spring.measures.query("measure == 'emergency_admissions' and period == '2010-05'")
    units = admissions.groupby("level")["unit"].nunique()
    assert units["council"] == 152
    assert units["consortium"] == 151  # primary care trusts until April 2013
    assert units["trust"] == len(spring.model.geography.acute_trusts)


def test_starting_differences_come_from_the_delay_tables(spring: RunResult) -> None:
    level = spring.model.geography.councils.delay_level.mean(axis=1)
    councils = spring.model.organisations.councils
    waits = [sum(council.habit.values()) for council in councils]
    order = level.argsort()
    assert sum(waits[at] for at in order[:30]) < 0.7 * sum(waits[at] for at in order[-30:])
