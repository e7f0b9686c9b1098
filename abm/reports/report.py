"""The report of a results folder, whatever kind of results it holds."""

from __future__ import annotations

from pathlib import Path

from abm.reports import comparison_report, run_report, sensitivity_report, sweep_report, validation_report
from abm.reports.page import Html
from abm.reports.ro_crate import write_crate
from abm.runs.results_folder import REPORT, SENSITIVITY, ResultsFolder, read_provenance
from abm.sweeps.whole_file import put_in_place, unfinished_file


def write_report(folder: Path) -> Path:
    """Write ``report.html`` into a results folder, list its files for archives, and say where the report is.

    Raises InputError where there are no results.
    """
    page = _page_of(folder)
    report = folder / REPORT
    with unfinished_file(folder) as unfinished:
        unfinished.write_text(page, encoding="utf-8")
        put_in_place(unfinished, report)
    write_crate(folder)
    return report


def _page_of(folder: Path) -> Html:
    if read_provenance(folder).get("kind") == SENSITIVITY:
        return sensitivity_report.page_of(folder)
    opened = ResultsFolder.open(folder)
    opened.check_shown()
    if opened.is_validation:
        return validation_report.page_of(opened)
    if opened.is_sweep:
        return sweep_report.page_of(opened)
    return comparison_report.page_of(opened) if opened.is_comparison else run_report.page_of(opened)
