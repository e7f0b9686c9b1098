"""What a results folder says of itself to archives."""

from __future__ import annotations

import json

from results_by_hand import write_folder

from abm.reports.report import write_report
from abm.reports.ro_crate import FILES, crate_of
from abm.runs.results_folder import (
    CRATE,
    DAMAGED,
    INDICES,
    PARTS,
    SCENARIOS,
    SCREENING,
    SENSITIVITY_FILES,
    SWEEP_FILES,
)


def entities(crate):
    return {entity["@id"]: entity for entity in crate["@graph"]}


def test_the_report_brings_a_list_of_all_files_there_are(tmp_path):
    folder = write_folder(tmp_path, replications=2)
    write_report(folder)
    crate = json.loads((folder / CRATE).read_text("utf-8"))
    found = entities(crate)
    there = {path.name for path in folder.iterdir()} - {CRATE}
    assert {part["@id"] for part in found["./"]["hasPart"]} == there
    assert {name for name, entity in found.items() if entity["@type"] == "File"} == there
    assert found[CRATE]["about"] == {"@id": "./"}
    assert found[CRATE]["conformsTo"]["@id"] in crate["@context"]
    assert found["#making"]["result"] == found["./"]["hasPart"]


def test_scenarios_of_a_comparison_are_listed_by_their_paths(tmp_path):
    folder = write_folder(tmp_path, replications=1)
    (folder / SCENARIOS).mkdir()
    (folder / SCENARIOS / "one & two.toml").write_text("", encoding="utf-8")
    assert "scenarios/one%20%26%20two.toml" in entities(crate_of(folder))


def test_every_file_that_the_program_writes_has_its_words():
    folders = {SCENARIOS, PARTS, DAMAGED, SCREENING, INDICES}
    assert (SWEEP_FILES | SENSITIVITY_FILES) - folders - {CRATE} == set(FILES)
