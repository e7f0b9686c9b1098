"""The section on how sure a sweep is: what intervals hold, what pairing saved, how many samples would do."""

from __future__ import annotations

import math
import statistics

from abm.analysis.samples_needed import deviation_of, samples_needed
from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure
from abm.reports.page import Html, body_row, bullets, header_row, heading, join, table, text
from abm.reports.quantity import shown_number, shown_unit
from abm.reports.sweep_reading import SweepReading

AIM = 0.01
"""Half width that is aimed at, as a share of the comparison arm's level."""
AIM_OF_SHARES = 0.005
"""The same for shares: half a percentage point."""


def pairing_section(reading: SweepReading) -> Html:
    """What intervals mean, and what they cost; only where something is compared."""
    if not reading.arm_contrasts:
        return Html("")
    return join([heading("How sure this is"), bullets(_meaning(reading)), _table(reading)])


def _meaning(reading: SweepReading) -> list[str]:
    experiment = reading.results.experiment
    drawn = experiment.parameters.design != "central" or bool(experiment.base_scenario.drawn(0))
    covers = (
        "Intervals are over samples, each with its draw of the uncertain numbers and its luck: they hold doubt about "
        "the numbers that were drawn, over the ranges or the posterior that they come from, and luck."
        if drawn
        else "Intervals are about luck alone: the uncertain numbers stand at their central values in every sample."
    )
    return [
        covers,
        "They hold nothing of what the model leaves out, nor of numbers that were not drawn. Both can be larger.",
        f"Each pair is two runs with the same sample. {_lost(reading)}",
    ]


def _lost(reading: SweepReading) -> str:
    results = reading.results
    failed = len(results.failed)
    ended = results.runs.groupby("arm", observed=True)["sample"].agg(set).to_dict()
    base = ended.get(results.comparison.name, set())
    others = [arm for arm in results.arms if arm is not results.comparison]
    begun = sum(len(ended.get(arm.name, set()) & base) for arm in others)
    whole = sum(results.pairs(arm) for arm in others)
    if not failed:
        return f"No run failed; {whole:,} pairs are whole."
    return (
        f"{failed:,} failed run{'' if failed == 1 else 's'} took {begun - whole:,} of {begun:,} pairs with "
        f"{'it' if failed == 1 else 'them'}: a failed run is in no figure, and no difference counts its partner."
    )


def _table(reading: SweepReading) -> Html:
    columns = [
        "Measure (England)",
        "Pairs",
        "Runs an arm without pairing",
        "Half width wanted",
        "Samples for that",
    ]
    numeric = [False, True, True, True, True]
    rows = []
    for headline in reading.leads:
        found = [
            one for contrast in reading.arm_contrasts if (one := reading.difference(headline, contrast)) is not None
        ]
        if found:
            rows.append(body_row(_cells(reading, headline, found), numeric))
    caption = (
        f"Over all arms held against {reading.results.comparison.name}, {reading.year}; the middle arm, and in "
        "brackets the middle half of arms. Without pairing, with luck and draws of its own in each arm, as narrow an "
        "interval would have taken as many runs of each arm as the third column says. The last column: samples until "
        "half of the 95% interval is as in the fourth, with pairing, reckoned from the spread so far. With few samples "
        "both are rough."
    )
    return table("What pairing saved", caption, header_row(columns, numeric), rows)


def _cells(reading: SweepReading, headline: HeadlineMeasure, found: list[HeadlineDifference]) -> list[Html]:
    pairs = sorted({one.difference.pairs for one in found})
    without = [one.difference.pairs * one.difference.variance_ratio for one in found]
    aim, words = _aim(reading, headline, found)
    needed = [_needed(one, aim) for one in found]
    return [
        text(headline.label),
        text(f"{pairs[0]}" if len(pairs) == 1 else f"{pairs[0]} to {pairs[-1]}"),
        text(_middle([count for count in without if math.isfinite(count)])),
        text(words),
        text(_middle([float(count) for count in needed if count is not None])),
    ]


def _aim(reading: SweepReading, headline: HeadlineMeasure, found: list[HeadlineDifference]) -> tuple[float, str]:
    rule = reading.results.experiment.replications.precision
    unit = reading.results.unit_of(headline.measure)
    if rule is not None and rule.measure == headline.measure:
        return rule.half_width, f"{shown_number(rule.half_width, unit)} {shown_unit(unit)} (as designed)"
    if found[0].is_in_points:
        return AIM_OF_SHARES, f"{100.0 * AIM_OF_SHARES:g} points"
    return AIM * abs(found[0].difference.baseline), f"{AIM:.0%} of the level"


def _needed(one: HeadlineDifference, aim: float) -> int | None:
    change = one.difference.change
    if change.low is None or change.high is None:
        return None
    return samples_needed(deviation_of((change.high - change.low) / 2.0, one.difference.pairs), aim)


def _middle(counts: list[float]) -> str:
    """The median, and between what the middle half lies."""
    if not counts:
        return "no telling"
    ordered = sorted(counts)
    quarter = len(ordered) // 4
    low, middle, high = ordered[quarter], statistics.median(ordered), ordered[-1 - quarter]
    if _count(low) == _count(high):
        return _count(middle)
    return f"{_count(middle)} ({_count(low)} to {_count(high)})"


def _count(runs: float) -> str:
    if runs > 1e6:
        return "over a million"
    return shown_number(round(runs), "").split(".", maxsplit=1)[0]
