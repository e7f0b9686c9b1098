"""Whatever is broken in a results folder, reading it ends well or in one line, and loses nothing."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from fuzz_cases import fuzzed
from hypothesis import given
from hypothesis import strategies as st
from judged import WRONG_INPUT, command_ends_well_or_refuses, contents, nothing_written_outside, read_or_refused
from made_folder import MadeFolder, faults, put_on_disk

from abm.app.sweep_explorer import NO_LEVER, SweepExplorer

TABLES = ("runs.parquet", "measures.parquet")
WRITTEN_BY_DISCOVER = {"discovery.csv", "regret.csv", "report.html"}
WRITTEN_BY_A_REPORT = {"report.html", "ro-crate-metadata.json", "effects.csv"}

pytestmark = pytest.mark.usefixtures("pictures_cost_nothing")


def reported(files: MadeFolder, instead: dict[str, bytes | None]) -> None:
    with put_on_disk(files, instead) as folder, nothing_written_outside(folder, above=2):
        before = contents(folder)
        command_ends_well_or_refuses(folder, "report", str(folder))
        after = contents(folder)
    kept = before.keys() - WRITTEN_BY_A_REPORT
    if all(name in instead and instead[name] is None for name in TABLES):
        kept -= {"provenance.json"}  # of a sweep that has no table left, tables are made anew and runs counted
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}


@pytest.mark.parametrize("kind", ["run", "comparison", "sweep"])
def test_the_folders_are_whole_before_they_are_broken(folders, kind):
    with put_on_disk(folders[kind], {}) as folder:
        assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0


def test_a_whole_sweep_can_be_explored_and_looked_into(folders):
    with put_on_disk(folders["sweep"], {}) as folder:
        assert explored(folder) == {"board.powers": 4}
        assert command_ends_well_or_refuses(folder, "discover", str(folder)) == 0


@fuzzed("run")
@given(data=st.data())
def test_a_runs_folder_is_reported_or_refused(folders, data):
    reported(folders["run"], data.draw(faults(folders["run"])))


@fuzzed("comparison")
@given(data=st.data())
def test_a_comparisons_folder_is_reported_or_refused(folders, data):
    reported(folders["comparison"], data.draw(faults(folders["comparison"])))


@fuzzed("sweep")
@given(data=st.data())
def test_a_sweeps_folder_is_reported_or_refused(folders, data):
    reported(folders["sweep"], data.draw(faults(folders["sweep"])))


@fuzzed("looked into")
@given(data=st.data())
def test_a_folder_that_was_looked_into_is_reported_or_refused(folders, data):
    reported(folders["looked_into"], data.draw(faults(folders["looked_into"])))


@fuzzed("explorer")
@given(data=st.data())
def test_a_sweeps_folder_is_explored_or_refused(folders, data):
    files = folders["sweep"]
    with put_on_disk(files, data.draw(faults(files))) as folder, nothing_written_outside(folder, above=2):
        before = contents(folder)
        read_or_refused(lambda: explored(folder), folder, Path(folder.name))
        assert contents(folder) == before


def explored(folder: Path) -> dict[str, int]:
    """All that the page asks of a sweep: how many measures it was asked for, by lever."""
    explorer = SweepExplorer.open(folder)
    for name in explorer.runs["run"]:
        explorer.opened(str(name))
    last = explorer.periods[-1]
    for lever, measure in itertools.product(explorer.levers, explorer.measures):
        explorer.cells(lever, NO_LEVER, measure, last)
        explorer.effects(lever, measure, last)
        explorer.heat_map(lever, NO_LEVER, measure, last)
    return dict.fromkeys(explorer.levers, len(explorer.measures))


@fuzzed("discover")
@given(data=st.data())
def test_a_sweeps_folder_is_looked_into_or_refused(folders, data):
    files = folders["sweep"]
    instead = data.draw(faults(files))
    with put_on_disk(files, instead) as folder, nothing_written_outside(folder, above=2):
        before = contents(folder)
        if command_ends_well_or_refuses(folder, "discover", str(folder)) == WRONG_INPUT:
            assert not (contents(folder).keys() - before.keys()) & WRITTEN_BY_DISCOVER
        left = contents(folder)
    tables = {before[name] for name in TABLES if name in before and instead.get(name, b"") is not None}
    assert tables <= set(left.values()) or not instead.keys().isdisjoint(TABLES)


@fuzzed("parts")
@given(data=st.data())
def test_of_a_sweep_with_broken_files_no_good_part_is_lost(folders, data):
    files = folders["parts"]
    instead = data.draw(faults(files))
    with put_on_disk(files, instead) as folder, nothing_written_outside(folder, above=2):
        command_ends_well_or_refuses(folder, "report", str(folder))
        left = contents(folder)
    good = [name for name in files if name.startswith("parts/") and name.endswith(".parquet") and name not in instead]
    assert {files[name] for name in good} <= set(left.values())
    tables = {files[name] for name in TABLES if name not in instead}
    assert tables <= set(left.values()) or not _is_damaged(files, instead)


def _is_damaged(files: MadeFolder, instead: dict[str, bytes | None]) -> bool:
    return any(name.startswith("parts/") and content not in (None, files[name]) for name, content in instead.items())
