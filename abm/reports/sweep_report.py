"""The report of a sweep, however far it has got: the question, what was found, how sure that is, what failed."""

from __future__ import annotations

from collections.abc import Callable

from abm.analysis.effects_file import write_effects
from abm.analysis.sweep_results import SweepResults
from abm.reports.discovery_section import discovery_section
from abm.reports.page import Html, element, heading, join, page, paragraph, text
from abm.reports.regime_grid_section import regime_grid_section
from abm.reports.run_report import provenance_list
from abm.reports.sweep_design_section import design_section
from abm.reports.sweep_effects_section import effects_section
from abm.reports.sweep_elasticities_section import elasticities_section
from abm.reports.sweep_failures_section import failures_section
from abm.reports.sweep_interactions_section import interactions_section
from abm.reports.sweep_pairing_section import pairing_section
from abm.reports.sweep_paths_section import paths_section
from abm.reports.sweep_places_section import places_section
from abm.reports.sweep_question import question_and_findings
from abm.reports.sweep_reading import SweepReading
from abm.runs.results_folder import EXPERIMENT, ResultsFolder, warnings_in

TITLE = "joined-up care, simulated: a designed experiment"

Section = Callable[[SweepReading], Html]


def page_of(folder: ResultsFolder) -> Html:
    """The report of what a sweep's folder holds; ``effects.csv`` is written beside it."""
    results = SweepResults.read(folder)
    write_effects(results)
    return report_of(SweepReading(results))


def report_of(reading: SweepReading) -> Html:
    """The whole page."""
    title = f"{reading.results.experiment.name}: {TITLE}"
    head = [element("h1", text(title)), warnings(reading)]
    return page(title, join([*head, *(section(reading) for section in SECTIONS)]))


def warnings(reading: SweepReading) -> Html:
    """What a reader must know before using a figure."""
    results = reading.results
    messages = warnings_in(results.provenance)
    failed, left = len(results.failed), results.planned - len(results.runs)
    if failed:
        messages.append(f"{failed:,} of {len(results.runs):,} runs failed and are in no figure below.")
    if left > 0:
        messages.append(f"The sweep is not finished: {left:,} of {results.planned:,} runs are still to be made.")
    strangers = int((~results.runs["arm"].isin(results.arm_names)).sum())
    if strangers:
        messages.append(f"{strangers:,} runs are of arms that {EXPERIMENT} does not have, and are in no figure below.")
    versions = results.runs["code_version"].nunique()
    if versions > 1:
        messages.append(f"Runs were made by {versions} versions of the program; differences can be due to that.")
    return join(paragraph(f"Warning: {message}", "warning") for message in messages)


def where_it_came_from(reading: SweepReading) -> Html:
    """Everything ``provenance.json`` holds."""
    return element("footer", join([heading("Where it came from"), provenance_list(reading.results.provenance)]))


SECTIONS: tuple[Section, ...] = (
    question_and_findings,
    design_section,
    effects_section,
    elasticities_section,
    interactions_section,
    regime_grid_section,
    discovery_section,
    places_section,
    paths_section,
    pairing_section,
    failures_section,
    where_it_came_from,
)
"""The report, in its order."""
