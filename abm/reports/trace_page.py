"""A trace as a web page that stands alone: bars of where the person was, and the words beside them."""

from __future__ import annotations

from pathlib import Path

from abm.reports.page import (
    Html,
    body_row,
    bullets,
    element,
    header_row,
    heading,
    join,
    page,
    paragraph,
    scrolling,
    table,
    text,
    with_limits,
)
from abm.reports.trace_bars import Window, bars_of, focus_of
from abm.reports.trace_words import (
    Passage,
    day_words,
    found_words,
    parting_words,
    passages_of,
    person_words,
    sum_words,
)
from abm.runs.trace import Trace, Way

HOW_TO_READ = (
    "A simulated person, not a real one. Every word comes from what the run recorded of them; the luck (which crisis, "
    "how severe, how long the illness) is the same under each scenario. Who pays is told by the rule in force."
)


def write_trace_page(trace: Trace, path: Path) -> None:
    """Write the page, making the folder it is to be in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(trace_page(trace), encoding="utf-8")


def trace_page(trace: Trace) -> Html:
    """The whole page."""
    title = trace_title(trace)
    footer = element("footer", paragraph(f"Seed {trace.seed}."))
    return page(title, join([element("h1", text(title)), trace_body(trace), footer]))


def trace_title(trace: Trace) -> str:
    """Whose ways these are."""
    return "One person's way under " + ", ".join(way.scenario.name for way in trace.ways)


def trace_body(trace: Trace) -> Html:
    """Words, bars and tables, for any page that has a heading of its own."""
    found = found_words(trace.found)
    return join(
        [
            paragraph(person_words(trace), "lead"),
            paragraph(found) if found else Html(""),
            paragraph(HOW_TO_READ),
            _partings(trace),
            _pictures(trace),
            join(_way(way) for way in trace.ways),
        ]
    )


def _partings(trace: Trace) -> Html:
    lines = [
        line
        for way, parting in zip(trace.ways[1:], trace.partings(), strict=True)
        for line in parting_words(parting, trace.ways[0], way)
    ]
    return join([heading("Where the ways part"), bullets(lines)]) if lines else Html("")


def _pictures(trace: Trace) -> Html:
    """The whole way, and the days around the longest time in NHS beds, each on one calendar for all scenarios."""
    drawn = []
    whole = Window.whole(trace)
    focus = focus_of(trace)
    for name, window in (("The whole way", whole), ("Around the longest time in NHS beds", focus)):
        if window is None or (name != "The whole way" and window.days >= whole.days):
            continue
        when = f"{name}: {day_words(window.first_day)} to {day_words(window.last_day)}"
        drawn += [heading(when), scrolling(when, bars_of(trace, window, when))]
    return join(drawn)


def _way(way: Way) -> Html:
    return join(
        [
            heading(f"Under {way.scenario.name}"),
            paragraph(sum_words(way)),
            table(
                f"The way under {way.scenario.name}",
                "Spell by spell, with what happened on its days.",
                header_row(["When", "Where, and what for", "What happened, and who decided", "Who pays"], [False] * 4),
                [_row(passage) for passage in passages_of(way)],
            ),
        ]
    )


def _row(passage: Passage) -> Html:
    when, _, length = passage.when.partition(", ")
    happened = bullets(passage.happened) if passage.happened else Html("")
    return body_row([with_limits(when, length), text(passage.what), happened, text(passage.paid)], [False] * 4)
