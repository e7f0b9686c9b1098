"""A trace as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from abm.reports.trace_words import found_words, parting_words, passages_of, person_words, sum_words
from abm.runs.trace import Trace, Way

WIDTH = 100


def trace_lines(trace: Trace) -> Iterator[str]:
    """Everything that is to be printed, line by line."""
    for words in filter(None, (person_words(trace), found_words(trace.found))):
        yield fill(words, WIDTH)
    for way, parting in zip(trace.ways[1:], trace.partings(), strict=True):
        for words in parting_words(parting, trace.ways[0], way):
            yield fill(words, WIDTH)
    for way in trace.ways:
        yield ""
        yield from way_lines(way)


def way_lines(way: Way) -> Iterator[str]:
    """One way, spell by spell."""
    yield way.scenario.name
    yield "=" * len(way.scenario.name)
    yield fill(sum_words(way), WIDTH)
    for passage in passages_of(way):
        paid = f" [{passage.paid}]" if passage.paid else ""
        yield fill(f"{passage.when}: {passage.what}{paid}", WIDTH, subsequent_indent="    ")
        for line in passage.happened:
            yield fill(f"  - {line}", WIDTH, subsequent_indent="    ")
