"""What each shipped scenario comes to in a small run: kept beside the tests, so that a review sees what a change moves.

``python tests/runs/result_baselines.py`` writes the figures anew; a change of them goes into the changelog as
``[results]``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from abm.runs.run import run
from abm.scenario.fitted import OTHER_POSTERIOR
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_names

FILE = Path(__file__).with_name("result_baselines.csv")
YEAR = "2013/14"
SMALL = ("geography.councils=1", "population.sample=0.02", "run.end=2014-03-31")
REGION = "geography.places=region"


def figures_of(name: str) -> pd.Series:
    """England's measures of the year, by measure, to twelve digits: one council, a fiftieth of its people, seed 1."""
    scenario = Scenario.load(name)
    places = () if scenario.geography.places == "region" else (REGION,)
    measures = run(scenario.with_settings([*places, *SMALL]), seed=1).measures
    rows = measures[(measures["level"] == "england") & (measures["period"] == YEAR)]
    return rows.set_index("measure")["value"].map("{:.12g}".format).rename(name)


def kept() -> pd.DataFrame:
    """The figures as they were: a row for each measure, a column for each scenario."""
    return pd.read_csv(FILE, index_col="measure", dtype=str, keep_default_na=False)


def main() -> None:
    """Write the file."""
    os.environ[OTHER_POSTERIOR] = ""
    table = pd.concat([figures_of(name) for name in shipped_names("configs")], axis="columns")
    table.to_csv(FILE, index_label="measure", lineterminator="\n")


if __name__ == "__main__":
    main()
