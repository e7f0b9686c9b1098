"""The files that a sensitivity analysis leaves beside its sweeps: every index, and the survey's factors ranked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from abm.analysis.sensitivity import SensitivityResults
from abm.errors import InputError
from abm.runs.results_folder import (
    INDICES,
    SCREENING,
    SENSITIVITY,
    SENSITIVITY_FILES,
    SENSITIVITY_TABLE,
    SURVEY_TABLE,
    read_provenance,
)
from abm.sweeps.whole_file import write_text_whole

COLUMNS = (
    "method",
    "measure",
    "period",
    "factor",
    "kind",
    "statistic",
    "value",
    "low",
    "high",
    "rows",
    "dropped",
)
SURVEY_COLUMNS = (
    "rank",
    "survey_factor",
    "side",
    "by",
    "measure",
    "statistic",
    "value",
    "low",
    "high",
    "more_of_it_brings",
    "moved_by",
    "note",
)


def write_sensitivity_files(results: SensitivityResults) -> None:
    """Write both, each whole or not at all. Raises CannotStoreError."""
    indices = [[getattr(index, column) for column in COLUMNS] for index in results.indices]
    _write(results.path / SENSITIVITY_TABLE, COLUMNS, indices)
    _write(results.path / SURVEY_TABLE, SURVEY_COLUMNS, _survey_rows(results))


def _survey_rows(results: SensitivityResults) -> list[list[object]]:
    return [
        [
            "" if one.by is None else rank,
            one.factor.name,
            one.factor.side,
            *(
                [""] * 6
                if one.by is None
                else [one.by.factor, one.by.measure, one.by.statistic, one.by.value, one.by.low, one.by.high]
            ),
            one.way,
            " ".join(one.moved),
            one.factor.note,
        ]
        for rank, one in enumerate(results.survey, start=1)
    ]


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    write_text_whole(path.parent, path, target.getvalue())


def refuse_to_analyse_into(out: Path) -> None:
    """Raise InputError unless ``out`` is absent, empty, or the folder of a sensitivity analysis."""
    try:
        names = {entry.name for entry in out.iterdir()} if out.exists() else set()
    except OSError as error:
        raise InputError("--out", "", str(out), f"choose a folder ({error.strerror})") from None
    if names <= {SCREENING, INDICES} or read_provenance(out).get("kind") == SENSITIVITY:
        strangers = {name for name in names - SENSITIVITY_FILES if not name.startswith(".")}
        if strangers:
            remedy = f"it also holds {min(strangers)!r}; move that away or choose a new folder"
            raise InputError("--out", "", str(out), remedy)
        return
    raise InputError("--out", "", str(out), "it holds other files; choose a new or empty folder")
