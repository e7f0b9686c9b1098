"""The report of a calibration: what was fitted to what, what came of it, and what the evidence does not say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.analysis.calibration.calibration_folder import CalibrationTables
from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    frame_table,
    header_row,
    heading,
    join,
    page,
    paragraph,
    table,
    text,
    with_limits,
)
from abm.runs.results_folder import REPORT
from abm.sweeps.whole_file import write_text_whole

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import Any

    Row = Mapping[Hashable, Any]

TITLE = "joined-up care, simulated: a calibration"
WITHIN, OUTSIDE = "yes", "no"


def write_calibration_report(folder: Path, file: CalibrationFile, tables: CalibrationTables) -> None:
    """Put ``report.html`` into the folder. Raises CannotStoreError."""
    write_text_whole(folder, folder / REPORT, calibration_page(file, tables))


def calibration_page(file: CalibrationFile, tables: CalibrationTables) -> Html:
    """The whole page."""
    title = f"{file.name}: {TITLE}"
    sections = [_lead(file, tables), _targets(tables), _parameters(tables), _stand_ins(tables), _waves(tables)]
    return page(title, join([element("h1", text(title)), *sections]))


def _lead(file: CalibrationFile, tables: CalibrationTables) -> Html:
    targets = tables.targets
    fitted = targets[targets["fitted"]]
    others = targets[~targets["fitted"]]
    ignorant = tables.parameters[~tables.parameters["informed"]]
    points = [
        f"{int(targets['posterior_within'].sum())} of {len(targets)} targets lie within their interval by the mean "
        f"over {len(tables.draws)} draws of the posterior; by the mean over the priors, "
        f"{int(targets['prior_within'].sum())} do.",
        f"Of the {len(fitted)} that were fitted, {int(fitted['posterior_within'].sum())} lie within; of the "
        f"{len(others)} that nothing was fitted to, {int(others['posterior_within'].sum())} do.",
        f"{len(ignorant)} of {len(tables.parameters)} parameters stay about as wide as their priors: the targets do "
        "not inform them.",
    ]
    return join([paragraph(file.question, "lead"), bullets(points)])


def _targets(tables: CalibrationTables) -> Html:
    columns = ["Target", "Statistic", "Interval", "Priors", "", "Posterior", ""]
    numeric = [False, False, True, True, False, True, False]
    rows = [body_row(_target_cells(row), numeric) for row in tables.targets.to_dict("records")]
    caption = (
        "Mean over runs, and below it what lies between the lowest and the highest twentieth of runs, each with a draw "
        "of the parameters and luck of its own. Within: whether the mean lies in the target's interval. Targets marked "
        "with a star were not fitted."
    )
    return join([heading("Target by target"), table("Targets", caption, header_row(columns, numeric), rows)])


def _target_cells(row: Row) -> list[Html]:
    star = "" if row["fitted"] else " *"
    return [
        with_limits(f"{row['id']}{star} {row['measure']}", f"{row['level']}, {row['period']}"),
        with_limits(str(row["statistic"]), str(row["unit"])),
        text(f"{row['low']:,.4g} to {row['high']:,.4g}"),
        *(cell for name in ("prior", "posterior") for cell in _fit_cells(row, name)),
    ]


def _fit_cells(row: Row, name: str) -> list[Html]:
    limits = f"{row[f'{name}_low']:,.4g} to {row[f'{name}_high']:,.4g}"
    return [with_limits(f"{row[f'{name}_mean']:,.4g}", limits), text(WITHIN if row[f"{name}_within"] else OUTSIDE)]


def _parameters(tables: CalibrationTables) -> Html:
    columns = ["Parameter", "Stage", "Prior", "Posterior", "Narrower", "Informed"]
    numeric = [False, False, True, True, True, False]
    rows = [body_row(_parameter_cells(row), numeric) for row in tables.parameters.to_dict("records")]
    caption = (
        "Median, and below it the range between the lowest and the highest twentieth. Narrower: share of the variance "
        "of the parameter's place in its prior that is gone. Informed: at least a tenth of it is, or the middle has "
        "moved, by more than luck explains."
    )
    return join(
        [heading("Parameters before and after"), table("Parameters", caption, header_row(columns, numeric), rows)]
    )


def _parameter_cells(row: Row) -> list[Html]:
    ranges = [
        with_limits(f"{row[f'{name}_median']:.4g}", f"{row[f'{name}_low']:.4g} to {row[f'{name}_high']:.4g}")
        for name in ("prior", "posterior")
    ]
    informed = WITHIN if row["informed"] else OUTSIDE
    return [text(row["parameter"]), text(row["stage"]), *ranges, text(f"{row['narrower']:.0%}"), text(informed)]


def _stand_ins(tables: CalibrationTables) -> Html:
    head = heading("What the targets cannot tell apart")
    if tables.stand_ins.empty:
        return join([head, paragraph("No two parameters stand in for each other strongly.")])
    words = (
        "These move together over the draws: the targets are met as well with one high and the other low (or, where "
        "the correlation is positive, both high or both low). Answers must hold at both ends."
    )
    return join([head, frame_table(words, tables.stand_ins)])


def _waves(tables: CalibrationTables) -> Html:
    words = (
        "Foreseen: the share of the variance between runs it had not seen that the last emulator of a target explained."
    )
    return join(
        [
            heading("How it was done"),
            paragraph(
                "Runs that differ by luck alone say how far luck moves a figure, which no run is blamed for. Then come "
                "runs over the priors, and wave after wave where an emulator of the runs so far sees a chance to meet "
                "the targets. A run of the last waves stays as a draw when it misses no more targets than allowed."
            ),
            frame_table("Runs of each wave", tables.waves),
            frame_table(words, tables.emulators),
        ]
    )
