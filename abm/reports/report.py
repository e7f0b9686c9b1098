"""The report of a results folder, whatever kind of results it holds."""

from __future__ import annotations

import os
from pathlib import Path

from abm.reports import comparison_report, run_report, sweep_report, validation_report
from abm.runs.results_folder import REPORT, ResultsFolder


def write_report(folder: Path) -> Path:
    """Write ``report.html`` into a results folder and say where; InputError where there are no results."""
    opened = ResultsFolder.open(folder)
    if opened.is_validation:
        page = validation_report.page_of(opened)
    elif opened.is_sweep:
        page = sweep_report.page_of(opened)
    else:
        page = comparison_report.page_of(opened) if opened.is_comparison else run_report.page_of(opened)
    report = folder / REPORT
    unfinished = folder / f".{REPORT}.unfinished"
    unfinished.write_text(page, encoding="utf-8")
    os.replace(unfinished, report)
    return report
