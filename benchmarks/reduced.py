"""This engine's way against others', on the reduced rules, at several sizes."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path

from benchmark_table import BenchmarkTable
from circumstances import circumstances
from reduced_calendar import calendar
from reduced_mesa import daily_agents, scheduled_events
from reduced_numpy import daily_chances, next_days
from reduced_rules import Answers, Way, live
from repeats import in_turn, ratio_in_words

WORDS: dict[Way, str] = {
    calendar: "this engine's way",
    next_days: "NumPy, next days",
    daily_chances: "NumPy daily arrays",
    scheduled_events: "Mesa scheduled events",
    daily_agents: "Mesa agents daily",
}
COMPARED = 100_000
LEAST: dict[Way, float] = {scheduled_events: 200.0, daily_chances: 100.0}
MOST_PEOPLE: dict[Way, int] = {
    daily_agents: 10_000,
    scheduled_events: 100_000,
    daily_chances: 100_000,
    next_days: 1_000_000,
}
YEARS = 10


def reduced(folder: Path, *, quick: bool) -> BenchmarkTable:
    """Every way at every size that it can be asked to do, answers compared."""
    days = 365 * (1 if quick else YEARS)
    repeats = 2 if quick else 5
    calendar(100, 100, 1)  # compiles
    rows: list[list[str]] = []
    holds = True
    for people in (10_000, COMPARED) if quick else (10_000, COMPARED, 1_000_000, 8_700_000):
        ways = [way for way in WORDS if people <= MOST_PEOPLE.get(way, people)]
        answers: dict[Way, Answers] = {}
        works = [partial(remember, answers, way, people, days) for way in ways]
        taken = dict(zip(ways, in_turn(works, repeats if people <= COMPARED else 2), strict=True))
        for way in ways:
            agrees = answers[way].agree_with(answers[calendar])
            rows.append(row(way, people, taken, answers[way], agrees))
            holds &= agrees
            if people == COMPARED and way in LEAST:
                ratios = [a / b for a, b in zip(taken[way], taken[calendar], strict=True)]
                holds &= statistics.median(ratios) >= LEAST[way]
    least = " and ".join(f"{LEAST[way]:.0f} times {WORDS[way]}" for way in LEAST)
    return BenchmarkTable(
        name="reduced",
        columns=("people", "way", "seconds", "events a second", "times this engine's", "answers"),
        rows=rows,
        promise=f"At {COMPARED:,} people at least {least}, all answers alike",
        holds=holds,
        circumstances=circumstances(f"{days // 365} years, one core, processor time, {repeats} turns (2 above)"),
    )


def remember(answers: dict[Way, Answers], way: Way, people: int, days: int) -> None:
    """Live, and keep the answers."""
    answers[way] = live(way, people, days, 7)


def row(way: Way, people: int, taken: dict[Way, list[float]], answers: Answers, agrees: bool) -> list[str]:
    """One line."""
    median = statistics.median(taken[way])
    return [
        f"{people:,}",
        WORDS[way],
        f"{median:.3f}",
        f"{answers.events / median:,.0f}",
        ratio_in_words(taken[way], taken[calendar]),
        "alike" if agrees else "**different**",
    ]
