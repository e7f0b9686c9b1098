"""The same seed gives the same run, to the last bit, here and in another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from short_runs import digest, digest_of_a_year, one_year, short

from abm.measures.table import measure_table
from abm.model import IntegrationModel


def test_the_same_seed_gives_the_same_measures() -> None:
    assert digest_of_a_year(1) == digest(measure_table(one_year()))


def test_a_fresh_process_gives_the_same_measures() -> None:
    program = "from short_runs import digest_of_a_year; print(digest_of_a_year(1))"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split()[-1] == digest(measure_table(one_year()))


def test_another_seed_gives_other_measures() -> None:
    assert digest_of_a_year(2) != digest(measure_table(one_year()))


def test_a_run_without_a_seed_says_which_it_used() -> None:
    model = IntegrationModel(short(end="2010-05-31"))
    again = IntegrationModel(short(end="2010-05-31"), rng=model.seed_used)
    assert np.array_equal(model.run().ledger.balances, again.run().ledger.balances)
    assert IntegrationModel(short(end="2010-05-31")).seed_used != model.seed_used


def test_looking_at_the_measures_changes_nothing() -> None:
    watched = IntegrationModel(short(end="2010-08-31"), rng=1)
    while watched.running:
        watched.network(watched.month.first)
        watched.step()
        measure_table(watched)
    undisturbed = IntegrationModel(short(end="2010-08-31"), rng=1).run()
    assert digest(measure_table(watched)) == digest(measure_table(undisturbed))
