"""No scenario that ships comes to anything else unnoticed."""

import pytest
from result_baselines import FILE, figures_of, kept

from abm.scenario.toml_file import shipped_names


@pytest.mark.parametrize("name", shipped_names("configs"))
def test_a_shipped_scenario_comes_to_what_it_came_to(name):
    before, now = kept()[name], figures_of(name)
    before = before[before != ""]
    moved = sorted(set(before.index) ^ set(now.index)) + [
        f"{measure}: {before[measure]} -> {now[measure]}"
        for measure in before.index.intersection(now.index)
        if before[measure] != now[measure]
    ]
    assert not moved, f"if this is meant, write {FILE.name} anew and mark the change [results]: {'; '.join(moved)}"


def test_every_scenario_that_ships_has_its_figures():
    assert sorted(kept().columns) == shipped_names("configs")
