"""A results folder: everything that a run leaves behind, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from abm.errors import InputError
from abm.runs.kept_scenario import read_kept_scenario

if TYPE_CHECKING:
    import pandas as pd

FORMAT = "joined-up results 1"
"""Stands in ``provenance.json`` and tells a results folder from any other."""

SCENARIO = "scenario.toml"
MEASURES = "measures.parquet"
MEASURES_CSV = "measures.csv"
RUNS = "runs.parquet"
PROVENANCE = "provenance.json"
CODEBOOK = "codebook.csv"
REPORT = "report.html"
CRATE = "ro-crate-metadata.json"
"""What the folder holds, for archives."""
SCENARIOS = "scenarios"
"""The folder of a comparison's scenarios, each in full."""
DIFFERENCES = "differences.csv"
PLACES = "places.parquet"
EXPERIMENT = "experiment.toml"
PARTS = "parts"
"""The folder of a sweep's finished runs, from which its tables are made."""
DAMAGED = "damaged"
"""The folder of parts that could not be read and were set aside."""
EFFECTS = "effects.csv"
"""What each arm of a sweep changes against the arm it is compared with."""
TARGETS = "targets.csv"
"""The targets that the runs of a validation are held against."""
VALIDATION = "validation.csv"
VALIDATION_WRITTEN = "validation.md"
"""How they compare, for reading."""
OBSERVED = "observed.csv"
"""What was observed in the years that a validation forecasts."""
FORECAST = "forecast.csv"
SKILL = "skill.csv"
DISCOVERY = "discovery.csv"
"""Which combinations of a sweep's settings lead where."""
REGRET = "regret.csv"
"""How each arm of a sweep does over all samples, against the best of each."""
OWN_FILES = frozenset(
    {SCENARIO, MEASURES, MEASURES_CSV, RUNS, PROVENANCE, CODEBOOK, REPORT, CRATE, SCENARIOS, DIFFERENCES, PLACES}
)
VALIDATION_FILES = frozenset({TARGETS, VALIDATION, VALIDATION_WRITTEN, OBSERVED, FORECAST, SKILL})
SWEEP_FILES = OWN_FILES | VALIDATION_FILES | {EXPERIMENT, EFFECTS, DISCOVERY, REGRET, PARTS, DAMAGED}
SCREENING, INDICES = "screening", "indices"
"""The folders of a sensitivity analysis's two sweeps."""
SENSITIVITY_TABLE = "sensitivity.csv"
SURVEY_TABLE = "survey_factors.csv"
SENSITIVITY_FILES = frozenset({SCREENING, INDICES, SENSITIVITY_TABLE, SURVEY_TABLE, PROVENANCE, REPORT, CRATE})

COMPARISON = "comparison"
"""Stands as ``kind`` in the provenance of several scenarios compared."""
SWEEP = "sweep"
"""Stands as ``kind`` in the provenance of a designed experiment."""
SENSITIVITY = "sensitivity"
"""Stands as ``kind`` in the provenance of a sensitivity analysis, whose runs are in sweeps' folders within it."""


@dataclass(frozen=True)
class ResultsFolder:
    """A results folder that exists, for whoever reads it."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> ResultsFolder:
        """The results folder at a path. Raises InputError where there is none."""
        if not path.is_dir():
            raise InputError("results folder", "", str(path), "there is no such folder")
        if not is_results_folder(path):
            raise InputError(
                "results folder",
                "",
                str(path),
                "give a folder that `abm run`, `abm compare` or `abm sweep` has written",
            )
        missing = sorted(name for name in (MEASURES, RUNS, CODEBOOK) if not (path / name).is_file())
        if missing:
            raise InputError(
                str(path), "", missing[0], "the file is missing from these results; run the scenario again"
            )
        return cls(path)

    def measures(
        self, *, measures: Collection[str] | None = None, levels: Collection[str] | None = None
    ) -> pd.DataFrame:
        """Rows of ``measures.parquet``: run, period, level, unit, measure, value."""
        from abm.runs.measures_file import read_measures

        return read_measures(self.path / MEASURES, measures=measures, levels=levels)

    def runs(self, *, columns: Collection[str] | None = None, status: str | None = None) -> pd.DataFrame:
        """``runs.parquet``: one row a run; all of it, or these columns of it, or the runs that ended so."""
        from abm.runs.runs_table import read_runs

        filters = None if status is None else [("status", "==", status)]
        return read_runs(self.path / RUNS, is_sweep=self.is_sweep, columns=columns, filters=filters).to_pandas()

    def check_shown(self) -> None:
        """Raise InputError where ``runs.parquet`` lacks a column that a report may show."""
        from abm.runs.runs_table import check_shown

        check_shown(self.path / RUNS, is_sweep=self.is_sweep)

    def codebook(self) -> pd.DataFrame:
        """``codebook.csv``: one row a measure."""
        from abm.runs.codebook import read_codebook

        return read_codebook(self.path / CODEBOOK)

    def places(self) -> pd.DataFrame | None:
        """``places.parquet``: where each council lies on the schematic map; nothing where the results have none."""
        from abm.runs.places_table import read_places

        return read_places(self.path / PLACES)

    def scenario(self) -> dict[str, Any]:
        """The scenario of a run in full; empty where its file is gone."""
        return read_kept_scenario(self.path / SCENARIO)

    def scenarios(self) -> dict[str, dict[str, Any]]:
        """Each scenario of a comparison in full, by name, the baseline first; nothing of a file that is gone."""
        entries = _compared(self.path)
        return {name: read_kept_scenario(self.path / SCENARIOS / Path(file).name) for name, file in entries}

    @property
    def is_comparison(self) -> bool:
        """Whether several scenarios are compared in it."""
        return self.provenance().get("kind") == COMPARISON

    @property
    def is_sweep(self) -> bool:
        """Whether it holds a designed experiment, however far it has got."""
        return self.provenance().get("kind") == SWEEP

    @property
    def is_validation(self) -> bool:
        """Whether its runs were made to be held against targets."""
        return self.is_sweep and (self.path / TARGETS).is_file()

    def provenance(self) -> dict[str, Any]:
        """``provenance.json``: what was run, from what, with what."""
        return read_provenance(self.path)


def read_provenance(path: Path) -> dict[str, Any]:
    """``provenance.json`` of a folder; empty where there is none that can be read."""
    try:
        provenance = json.loads((path / PROVENANCE).read_text(encoding="utf-8"))
        json.dumps(provenance, ensure_ascii=False).encode("utf-8")  # half of a character can be read, never written
    except (OSError, ValueError, RecursionError):
        return {}
    return provenance if isinstance(provenance, dict) else {}


def warnings_in(provenance: Mapping[str, Any]) -> list[str]:
    """What a reader must know before using a figure."""
    warnings = provenance.get("warnings", [])
    return [str(warning) for warning in (warnings if isinstance(warnings, list) else [warnings])]


def _compared(path: Path) -> list[tuple[str, str]]:
    """Name and file of each scenario of a comparison, the baseline first. Raises InputError."""
    entries = read_provenance(path).get(SCENARIOS, [])
    named = [(entry.get("scenario"), entry.get("file")) for entry in _tables_in(entries)]
    texts = [(name, file) for name, file in named if isinstance(name, str) and isinstance(file, str)]
    if not isinstance(entries, list) or len(texts) < len(entries) or len(dict(texts)) < len(texts):
        remedy = "each entry has the name of a scenario, and the file that it is in; run `abm compare` again"
        raise InputError(str(path / PROVENANCE), SCENARIOS, entries, remedy)
    return texts


def _tables_in(entries: object) -> list[dict[str, Any]]:
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def is_results_folder(path: Path) -> bool:
    """Whether this program wrote the folder."""
    return read_provenance(path).get("format") == FORMAT


def sweeps_in(path: Path) -> list[Path]:
    """The folders of sweeps that a results folder is or holds."""
    kind = read_provenance(path).get("kind")
    if kind == SENSITIVITY:
        return [path / name for name in (SCREENING, INDICES) if is_results_folder(path / name)]
    return [path] if kind == SWEEP else []


@contextmanager
def new_results_folder(out: Path) -> Iterator[Path]:
    """A folder to write into that becomes ``out`` at the end, or leaves no trace when anything is raised.

    Raises InputError before any work is done when ``out`` holds something else or cannot be written.
    """
    out = out.resolve()
    refuse_to_overwrite(out)
    if out == Path.cwd() or out.is_mount():
        raise InputError("--out", "", str(out), "nothing can be put in its place; name a folder in it")
    missing_parents = [parent for parent in out.parents if not parent.exists()]
    unfinished = out.parent / f".{out.name}.{uuid.uuid4().hex[:8]}.unfinished"
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        _remove_empty(missing_parents)
        raise InputError("--out", "", str(out), f"choose a folder that can be written ({error.strerror})") from None
    try:
        yield unfinished
        _move_into_place(unfinished, out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        _remove_empty(missing_parents)


def refuse_to_overwrite(out: Path) -> None:
    """Raise InputError unless ``out`` is absent, empty, or holds results of this program and nothing else."""
    try:
        if not out.exists():
            return
        if not out.is_dir():
            raise InputError("--out", "", str(out), "it is a file; choose a folder")
        names = {entry.name for entry in out.iterdir()}
    except OSError as error:
        raise InputError("--out", "", str(out), f"choose a folder that can be read ({error.strerror})") from None
    if not names:
        return
    if not is_results_folder(out):
        raise InputError("--out", "", str(out), "it holds other files; choose a new or empty folder")
    if read_provenance(out).get("kind") in (SWEEP, SENSITIVITY):
        raise InputError("--out", "", str(out), "it holds the runs of a sweep; choose a new folder")
    strangers = (names - OWN_FILES) | _strange_scenarios(out)
    if strangers:
        stranger = min(strangers)
        raise InputError("--out", "", str(out), f"it also holds {stranger!r}; move that away or choose a new folder")


def _strange_scenarios(out: Path) -> set[str]:
    """Files among a comparison's scenarios that it did not write."""
    own = {file for _, file in _compared(out)}
    return {f"{SCENARIOS}/{path.name}" for path in (out / SCENARIOS).glob("*")} - own


def _move_into_place(unfinished: Path, out: Path) -> None:
    if not out.exists():
        unfinished.rename(out)
        return
    replaced = unfinished.with_suffix(".replaced")
    out.rename(replaced)
    try:
        unfinished.rename(out)
    except BaseException:  # Ctrl-C too must not cost the older results
        if not out.exists():
            replaced.rename(out)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


def _remove_empty(folders: list[Path]) -> None:
    """Remove the parents made for a folder that did not come to be; those with something in them stay."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return
