"""Short runs of one or two councils, and what is compared between them."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario


def short(*settings: str, councils: int = 1, end: str = "2011-03-31") -> Scenario:
    """The Bill in a small region, reported from its second month; a year unless said otherwise."""
    places = [f"geography.councils={councils}", f"run.end={end}", "run.report_from=2010-05-01"]
    return Scenario.load("bill_2011").with_settings([*places, *settings])


def with_policy(when: date, changes: dict[str, Any], *, end: date = date(2011, 3, 31)) -> Scenario:
    """The Bill in one council with one more dated policy."""
    return Scenario.from_dict(
        {
            "extends": "bill_2011",
            "geography": {"places": "region", "councils": 1},
            "run": {"end": end, "report_from": date(2010, 5, 1)},
            "policy": [{"date": when, "why": "for a test", "set": changes}],
        }
    )


@cache
def one_year(seed: int = 1) -> IntegrationModel:
    """A year of one council, run once and only looked at."""
    return IntegrationModel(short(), rng=seed).run()


def digest(table: pd.DataFrame) -> str:
    """A hash of a table of measures, to the last bit of every value."""
    words = table[["period", "level", "unit", "measure"]].astype(str).to_csv(index=False)
    values = np.ascontiguousarray(table["value"].to_numpy(dtype=np.float64))
    return hashlib.sha256(words.encode() + values.tobytes()).hexdigest()


def digest_of_a_year(seed: int) -> str:
    """What a year of one council measures, run anew."""
    return digest(measure_table(IntegrationModel(short(), rng=seed).run()))
