"""``ro-crate-metadata.json``: what a results folder holds, for archives that read research objects (RO-Crate 1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from abm.runs import results_folder as names
from abm.runs.results_folder import CRATE, read_provenance
from abm.sweeps.whole_file import put_in_place, unfinished_file

FORMAT = "https://w3id.org/ro/crate/1.1"
LICENCE = "https://spdx.org/licenses/MIT"
PARQUET, CSV, TOML = "application/vnd.apache.parquet", "text/csv", "application/toml"
FILES: Mapping[str, tuple[str, str]] = {
    names.REPORT: ("the report", "text/html"),
    names.MEASURES: ("every measure by run, period, level and unit", PARQUET),
    names.MEASURES_CSV: ("every measure, for spreadsheets", CSV),
    names.RUNS: ("one row a run: seed, status, levers and uncertain numbers", PARQUET),
    names.CODEBOOK: ("every measure's definition, unit, levels and source", CSV),
    names.SCENARIO: ("the scenario in full, as it was run", TOML),
    names.EXPERIMENT: ("the design in full", TOML),
    names.PROVENANCE: ("version, commit, hashes of inputs, Python, libraries and command", "application/json"),
    names.DIFFERENCES: ("each scenario against the baseline, within pairs", CSV),
    names.PLACES: ("where each council lies on the schematic map", PARQUET),
    names.EFFECTS: ("what each arm changes against the arm that it is compared with", CSV),
    names.TARGETS: ("what runs are held against", CSV),
    names.VALIDATION: ("a row for each target: interval, mean, runs, within or not", CSV),
    names.VALIDATION_WRITTEN: ("the same for reading", "text/markdown"),
    names.OBSERVED: ("what was observed in the years that are forecast", CSV),
    names.FORECAST: ("forecast years with quantiles over runs", CSV),
    names.SKILL: ("errors of runs and of simple forecasts, and skill", CSV),
    names.DISCOVERY: ("which combinations of settings lead where", CSV),
    names.REGRET: ("how each arm does over all samples, against the best of each", CSV),
    names.SENSITIVITY_TABLE: ("every index with its interval", CSV),
    names.SURVEY_TABLE: ("a survey's factors by what they do to integration", CSV),
}
"""What each file of a results folder is, and its media type."""


def write_crate(folder: Path) -> Path:
    """Describe the files that a results folder holds now, and how they were made."""
    path = folder / CRATE
    text = json.dumps(crate_of(folder), indent=2, ensure_ascii=False)
    with unfinished_file(folder) as unfinished:  # in a folder from elsewhere, the name may lead out of it
        unfinished.write_text(f"{text}\n", encoding="utf-8")
        put_in_place(unfinished, path)
    return path


def crate_of(folder: Path) -> dict[str, Any]:
    """The crate as JSON-LD."""
    provenance = read_provenance(folder)
    scenarios = sorted(path.relative_to(folder).as_posix() for path in (folder / names.SCENARIOS).glob("*.toml"))
    described = {**FILES, **dict.fromkeys(scenarios, ("a scenario in full", TOML))}
    files = [_file(folder / name, name, *facts) for name, facts in described.items() if (folder / name).is_file()]
    parts = [{"@id": file["@id"]} for file in files]
    about = {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": FORMAT}, "about": {"@id": "./"}}
    return {
        "@context": f"{FORMAT}/context",
        "@graph": [about, _dataset(provenance, parts), _program(provenance), _action(provenance, parts), *files],
    }


def _dataset(provenance: Mapping[str, Any], parts: list[dict[str, str]]) -> dict[str, Any]:
    called = provenance.get("experiment") or provenance.get("scenario") or provenance.get("kind", "results")
    said = provenance.get("question") or provenance.get("meaning") or "Results of a model of health and social care."
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Joined-up: {called}",
        "description": " ".join(str(said).split()),
        "datePublished": str(provenance.get("started", ""))[:10],
        "license": {"@id": LICENCE},
        "hasPart": parts,
        "mentions": {"@id": "#making"},
    }


def _program(provenance: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@id": "#joined-up",
        "@type": "SoftwareApplication",
        "name": "Joined-up",
        "softwareVersion": " ".join(str(provenance[key]) for key in ("version", "commit") if provenance.get(key)),
    }


def _action(provenance: Mapping[str, Any], parts: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "@id": "#making",
        "@type": "CreateAction",
        "name": "how it was made",
        "description": provenance.get("command", ""),
        "startTime": provenance.get("started", ""),
        "instrument": {"@id": "#joined-up"},
        "result": parts,
    }


def _file(path: Path, name: str, words: str, media: str) -> dict[str, Any]:
    size = str(path.stat().st_size)
    return {"@id": quote(name), "@type": "File", "name": words, "encodingFormat": media, "contentSize": size}
