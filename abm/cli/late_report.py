"""The report of finished results: what draws it takes as long to load as a small run takes."""

from __future__ import annotations

from pathlib import Path


def write_report(folder: Path) -> Path:
    """:func:`abm.reports.report.write_report`, loaded when there is something to report."""
    from abm.reports import report

    return report.write_report(folder)
