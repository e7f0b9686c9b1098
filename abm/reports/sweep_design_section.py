"""The section on how a sweep was designed: levers, arms, draws, seeds, what is kept, and how far it has got."""

from __future__ import annotations

from abm.reports.page import (
    Html,
    body_row,
    bullets,
    folded,
    header_row,
    heading,
    join,
    table,
    text,
    with_limits,
)
from abm.reports.setting_differences import value_in_words
from abm.reports.sweep_reading import SweepReading
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.sweeps.lever_design import SAMPLERS
from abm.sweeps.sweep_plan import SweepPlan

MOST_VALUES = 12
KINDS = {
    "one arm": "one arm",
    "crossed": "every value of each lever with every value of the others",
    "spread": "points spread over the values of the levers",
    "listed": "arms chosen one by one",
}


def design_section(reading: SweepReading) -> Html:
    """What was varied, over what, how often, and how much of it is done."""
    return join([heading("How it was done"), bullets(_sentences(reading)), _levers(reading), _parameters(reading)])


def _sentences(reading: SweepReading) -> list[str]:
    results = reading.results
    experiment = results.experiment
    if experiment.points is not None:
        return [_points_in_words(reading), _kept_in_words(reading), _progress_in_words(reading)]
    arms = len(results.arms)
    said = [f"Design: {KINDS[reading.kind]}: {arms} arm{'' if arms == 1 else 's'}."]
    if experiment.levers.design in SAMPLERS:
        said.append(f"Points were spread by {experiment.levers.design.replace('_', ' ')}.")
    if arms > 1:
        said.append(f"Comparison arm: {results.comparison.name}.")
    said.append(_samples_in_words(reading))
    said.append(_kept_in_words(reading))
    said.append(_progress_in_words(reading))
    places, period = (results.provenance.get(name, "") for name in ("places", "period"))
    if places or period:
        said.append(f"Each run: {', '.join(str(part) for part in (places, period) if part)}.")
    return said


def _points_in_words(reading: SweepReading) -> str:
    points = SweepPlan(reading.results.experiment).points
    assert points is not None
    design = "Morris's trajectories" if points.design.method == "morris" else "rows of Sobol's design"
    return (
        f"Design: explicit points, each run with levers, uncertain numbers and luck of its own: {points.design.rows:,} "
        f"{design} of {points.runs_a_row} runs. What is moved is a column each of runs.parquet."
    )


def _samples_in_words(reading: SweepReading) -> str:
    experiment = reading.results.experiment
    plan = SweepPlan(experiment)
    parameters, replications = experiment.parameters, experiment.replications
    fitted = bool(experiment.base_scenario.drawn(0))
    others = "have a draw of the posterior in use in each" if fitted else "stand at their central values"
    uncertain = (
        f"uncertain numbers {others}"
        if parameters.design == "central"
        else f"uncertain numbers have {parameters.draws} draws ({parameters.design.replace('_', ' ')}), each met "
        f"{_times(replications.number)}; those that the experiment does not draw {others}"
    )
    least, most = plan.samples_at_least, plan.samples_at_most
    count = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    rule = replications.precision
    until = (
        f" Samples are added until {rule.measure} in {rule.period} is known to within {rule.half_width:g} either way."
        if rule
        else ""
    )
    repeated = (
        " Draws are met more than once: intervals are about these draws, and say less of others."
        if most > parameters.draws > 1 and replications.number * parameters.draws != parameters.draws
        else ""
    )
    return (
        f"Samples: {count}. A sample is one draw of the uncertain numbers with one seed, and every arm meets the same "
        f"samples; {uncertain}. All seeds are derived from {experiment.seed}.{until}{repeated}"
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _kept_in_words(reading: SweepReading) -> str:
    kept = reading.results.experiment.keep
    if kept.figures:
        return f"Kept of each run: {len(kept.figures)} figures, each a measure at a level in a period."
    measures = f"{len(kept.measures)} measures" if kept.measures else "all measures"
    levels = ", ".join(kept.levels) or "all"
    periods = kept.periods if isinstance(kept.periods, str) else ", ".join(kept.periods)
    return f"Kept of each run: {measures}; levels: {levels}; periods: {periods}."


def _progress_in_words(reading: SweepReading) -> str:
    results = reading.results
    ended = len(results.runs)
    left = max(results.planned - ended, 0)
    failed = len(results.failed)
    state = f"{left:,} still to be made: the same command goes on from here" if left else "none is missing"
    most = SweepPlan(results.experiment).samples_at_most * len(results.arms)
    range_in_words = f"{results.planned:,}" if most <= results.planned else f"{results.planned:,} to {most:,}"
    return (
        f"How far it has got: {ended:,} of {range_in_words} runs have ended, {results.done:,} of them well and "
        f"{failed:,} failed; {state}."
    )


def _levers(reading: SweepReading) -> Html:
    results = reading.results
    names = list(dict.fromkeys(name for arm in results.arms for name in arm.levers))
    if not names:
        return Html("")
    definitions = lever_definitions()
    rows = []
    for name in names:
        values = list(dict.fromkeys(arm.levers[name] for arm in results.arms if name in arm.levers))
        shown = "; ".join(value_in_words(value) for value in values)
        numbers = [float(value) for value in values if isinstance(value, int | float)]
        if len(values) > MOST_VALUES:
            shown = f"{len(values)} values" + (f" from {min(numbers):g} to {max(numbers):g}" if numbers else "")
        start = results.comparison.levers.get(name)
        meaning = definitions[name].meaning if name in definitions else ""
        compared = "as in the scenario" if start is None else value_in_words(start)
        rows.append(body_row([with_limits(name, meaning), text(shown), text(compared)], [False] * 3))
    head = header_row(["Lever and what it means", "Values", "In the comparison arm"], [False] * 3)
    return table("Levers that are varied", "The levers that arms differ in; all else is the scenario's.", head, rows)


def _parameters(reading: SweepReading) -> Html:
    parameters = reading.results.experiment.parameters
    names = parameters.names or tuple(parameters.values)
    if not names:
        return Html("")
    definitions = parameter_definitions()
    rows = [
        body_row(
            [
                with_limits(name, definitions[name].meaning),
                text(f"{definitions[name].low:g} to {definitions[name].high:g}"),
                text(definitions[name].unit),
            ],
            [False, True, False],
        )
        for name in names
    ]
    head = header_row(["Number and what it means", "Range", "Unit"], [False, True, False])
    caption = f"Drawn: {parameters.marginal}." if parameters.design != "posterior" else "Drawn from a posterior."
    listed = table("Uncertain numbers that are drawn", caption, head, rows)
    return folded(f"The {len(names)} uncertain numbers that are drawn", listed)
