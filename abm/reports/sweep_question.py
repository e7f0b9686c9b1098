"""The top of a sweep's report: the question, and what was found, said by rule from the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure, Verdict
from abm.reports.page import Html, bullets, element, heading, join, paragraph, text
from abm.reports.run_report import HOW_TO_READ
from abm.reports.sweep_reading import SweepReading

MOST_SAID = 2
"""Differences spelled out for each measure; the rest are counted."""
CLEAR: tuple[Verdict, ...] = ("Better", "Worse", "Higher", "Lower")
BY_LUCK = 0.05


def question_and_findings(reading: SweepReading) -> Html:
    """The question, then a sentence for each measure that the report leads with."""
    question = reading.results.experiment.question
    return join(
        [
            element("p", join([element("strong", text("The question.")), text(question)]), "lead"),
            heading("What was found"),
            *_findings(reading),
            paragraph(HOW_TO_READ),
        ]
    )


def _findings(reading: SweepReading) -> list[Html]:
    if reading.year is None:
        return [paragraph("No run has ended well yet, so there is nothing to show.")]
    if reading.results.experiment.points is not None:
        return [paragraph("Each run stands alone; what they say together is in the analysis that they were made for.")]
    if reading.kind == "one arm":
        return [paragraph("The experiment has one arm, so there is nothing to compare it with; its levels are below.")]
    if not reading.contrasts:
        return [
            paragraph(
                "No pair yet: no sample has ended well both in the comparison arm and in another, so nothing can be "
                "compared."
            )
        ]
    said = [_sentence(reading, headline) for headline in reading.leads]
    return [paragraph(_what_is_held(reading)), bullets(said), paragraph(_count_of_clear(reading))]


def _what_is_held(reading: SweepReading) -> str:
    what = {
        "crossed": "what each value of a lever changes against the comparison arm's value, averaged over all settings "
        "of the other levers",
        "spread": "what moving a lever from one end to the other changes, by a straight line through all arms",
    }.get(reading.kind, f"what each arm changes against {reading.results.comparison.name}")
    few = (
        " With one sample policy cannot be told from luck: run more before reading anything into it."
        if reading.samples_in_words == "one sample"
        else ""
    )
    return f"England, {reading.year}: {what}; over {reading.samples_in_words}.{few}"


def _sentence(reading: SweepReading, headline: HeadlineMeasure) -> str:
    found = [
        (contrast.name, one)
        for contrast in reading.contrasts
        if (one := reading.difference(headline, contrast)) is not None
    ]
    if not found:
        return f"{headline.label}: not known yet."
    clear = [(name, one) for name, one in found if one.verdict in CLEAR]
    if not clear:
        return f"{headline.label}: {_nothing_clear(found)}"
    clear.sort(key=lambda each: -abs(each[1].difference.change.mean))
    # The largest each way, so that what goes against a hope is said beside what bears it out.
    rose = [each for each in clear if each[1].difference.change.mean > 0.0]
    fell = [each for each in clear if each[1].difference.change.mean < 0.0]
    said = rose[:1] + fell[:1] if rose and fell else clear[:MOST_SAID]
    words = "; ".join(f"{name}: {one.words}{_judged(one)}" for name, one in said)
    rest = len(found) - len(clear)
    more = len(clear) - len(said)
    others = [f"{more} more clear" if more else "", f"{rest} of {len(found)} not clear" if rest else ""]
    tail = ", ".join(filter(None, others))
    return f"{headline.label}: {words}." + (f" Besides: {tail}." if tail else "")


def _judged(one: HeadlineDifference) -> str:
    return {"Better": ", better for older people", "Worse": ", worse for older people"}.get(one.verdict, "")


def _nothing_clear(found: Sequence[tuple[str, HeadlineDifference]]) -> str:
    if all(one.difference.change.low is None for _, one in found):
        return "no interval can be given, so no difference is clear."
    if all(one.verdict == "Same" for _, one in found):
        return f"exactly the same under all {len(found)} settings."
    return f"no clear difference under any of {len(found)} settings."


def _count_of_clear(reading: SweepReading) -> str:
    found = [one for contrast in reading.contrasts for one in reading.all_differences(contrast)]
    told = [one for one in found if one.difference.change.low is not None and one.verdict != "Same"]
    counts = {verdict: sum(one.verdict == verdict for one in told) for verdict in ("Better", "Worse", "Unclear")}
    other = len(told) - sum(counts.values())
    if not told:
        return "No interval can be given yet."
    return (
        f"Of all {len(told)} differences with an interval, over every measure kept, {counts['Better']} are clearly "
        f"better for older people, {counts['Worse']} clearly worse, {other} clear but for better or worse, and "
        f"{counts['Unclear']} not clear. If no lever did anything, luck alone would make about "
        f"{round(BY_LUCK * len(told))} of so many look clear."
    )
