"""The report of a validation: how many targets are within, each beside the runs, forecasts, and how it was done."""

from __future__ import annotations

from pathlib import Path

from abm.analysis.forecast import Forecast
from abm.analysis.observed import read_observed
from abm.analysis.sweep_results import SweepResults
from abm.analysis.target_figures import target_figures
from abm.analysis.validation import Validation
from abm.analysis.validation_files import write_forecast, write_validation
from abm.measures.target import read_targets
from abm.reports.forecast_section import forecast_section
from abm.reports.page import Html, element, join, page, paragraph, text
from abm.reports.settings_section import settings_section
from abm.reports.sweep_design_section import design_section
from abm.reports.sweep_failures_section import failures_section
from abm.reports.sweep_reading import SweepReading
from abm.reports.sweep_report import warnings, where_it_came_from
from abm.reports.validation_section import counts_in_words, validation_section
from abm.runs.results_folder import OBSERVED, TARGETS, ResultsFolder

TITLE = "held against what happened"
HOW_TO_READ = (
    "A target is a figure of what happened, with an interval for how surely it is known. Where runs miss one, the "
    "model or what is believed of it is wrong there, and what follows from it is to be doubted."
)


def page_of(folder: ResultsFolder) -> Html:
    """The report of what a validation's folder holds; tables of targets and of forecasts are written beside it."""
    results = SweepResults.read(folder)
    targets = read_targets(folder.path / TARGETS)
    validation = Validation.of(target_figures(folder.path, targets), targets)
    forecast = _forecast(folder.path, results)
    write_validation(folder.path, validation, what_was_run(results))
    write_forecast(folder.path, forecast)
    reading = SweepReading(results)
    name = results.experiment.name
    body = [
        element("h1", text(f"{name}: {TITLE}")),
        warnings(reading),
        paragraph(f"{' '.join(what_was_run(results))} {counts_in_words(validation)}", "lead"),
        paragraph(HOW_TO_READ),
        validation_section(validation),
        forecast_section(forecast, dict(results.units)),
        design_section(reading),
        settings_section(folder.scenario()),
        failures_section(reading),
        where_it_came_from(reading),
    ]
    return page(f"{name}: {TITLE}", join(body))


def _forecast(folder: Path, results: SweepResults) -> Forecast:
    file = folder / OBSERVED
    observed = read_observed(file) if file.is_file() else []
    return Forecast.read(folder, results.experiment.base_scenario.run, observed)


def what_was_run(results: SweepResults) -> list[str]:
    """Scenario, places, period and runs, in sentences."""
    experiment, provenance = results.experiment, results.provenance
    where = ", ".join(str(provenance[name]) for name in ("places", "period") if provenance.get(name))
    fitted = bool(experiment.base_scenario.drawn(0))
    drawn = {
        "central": "a draw of the posterior in use each" if fitted else "uncertain numbers at their central values",
        "posterior": "a draw of a posterior each",
    }
    how = drawn.get(experiment.parameters.design, "a draw of the uncertain numbers from their ranges each")
    runs = f"{results.done} run{'' if results.done == 1 else 's'}"
    return [f"The scenario {experiment.name}{f' on {where}' if where else ''}: {runs}, {how}, seed {experiment.seed}."]
