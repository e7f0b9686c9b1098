"""Bars of where a person was, one for each scenario under the other, on one calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from abm.dates import Month, date_of, month_of
from abm.people.watch.happening import Kind
from abm.people.watch.spell import Phase, Spell
from abm.reports.ink import readable_on
from abm.reports.page import Html, text
from abm.reports.trace_words import spell_words, when_words
from abm.runs.trace import Trace, Way
from abm.vocabulary import Reason, Setting

LEFT, WIDTH, HEIGHT, GAP, TOP = 150, 790, 34, 26, 8
"""Pixels: the names, the calendar, a bar, between bars, above them."""
LOOK = {
    Phase.HOME: ("#ffffff", "home"),
    Phase.HOME_WITH_CARE: ("#9fd3ee", "home, with care"),
    Phase.REABLEMENT: ("#56b4e9", "reablement"),
    Phase.FRONT_DOOR: ("#8c2d00", "front door"),
    Phase.NEEDS_BED: ("#e69f00", "NHS bed, needed"),
    Phase.READY_UNDECLARED: ("#f7d774", "bed, ready, undeclared"),
    Phase.DELAYED: ("#d55e00", "bed, ready, waiting"),
    Phase.LEAVING: ("#f0e442", "bed, leaving"),
    Phase.CARE_HOME: ("#6a8f5f", "care home"),
    Phase.DEAD: ("#555555", "dead"),
}
"""Colour and name of each phase that is drawn."""
MARKED = {Kind.FRAILER: "frailer", Kind.PACKAGE_LAPSED: "package lapses"}
"""What is marked under a bar where there is room for words."""
WAITS = {
    Reason.ASSESSMENT: "assessment",
    Reason.PUBLIC_FUNDING: "funding",
    Reason.FURTHER_NHS_CARE: "further NHS care",
    Reason.RESIDENTIAL_HOME: "waits: residential home",
    Reason.NURSING_HOME: "waits: nursing home",
    Reason.HOME_PACKAGE: "waits: care at home",
    Reason.EQUIPMENT: "equipment",
    Reason.CHOICE: "choice",
    Reason.DISPUTE: "dispute",
    Reason.HOUSING: "housing",
}
"""What is waited for, short enough for a bar."""
CHARACTER = 6.6
"""Pixels of a character in a bar, near enough."""
A_YEAR = 365
BEFORE, AFTER = 30, 60
"""Days shown before and after the longest stay."""
AFTER_DEATH = 30
STANDS_OUT = 3
"""Pixels that a short wait is drawn with at least, so that it can be seen."""


@dataclass(frozen=True)
class Window:
    """The days that are drawn."""

    first_day: int
    last_day: int

    @property
    def days(self) -> int:
        """How many."""
        return self.last_day - self.first_day + 1

    @classmethod
    def whole(cls, trace: Trace) -> Window:
        """From the 65th birthday or the first day until a while after the last of the ways' deaths, or the end."""
        starts, ends = [], []
        for way in trace.ways:
            drawn = [spell for spell in way.life.spells if spell.standing.phase != Phase.NOT_YET_65]
            last = way.life.spells[-1]
            starts.append(drawn[0].first_day if drawn else last.first_day)
            died = last.standing.phase == Phase.DEAD
            ends.append(min(last.last_day, last.first_day + AFTER_DEATH) if died else last.last_day)
        return cls(min(starts), max(ends))

    def place(self, day: int) -> float:
        """Where a day begins, in pixels."""
        return LEFT + WIDTH * (day - self.first_day) / self.days


def focus_of(trace: Trace) -> Window | None:
    """Days around the longest time in NHS beds of any way; None where there is none."""
    stays = [stay for way in trace.ways for stay in _stays(way.life.spells)]
    if not stays:
        return None
    first, last = max(stays, key=lambda stay: stay[1] - stay[0])
    whole = Window.whole(trace)
    return Window(max(whole.first_day, first - BEFORE), min(whole.last_day, last + AFTER))


def _stays(spells: tuple[Spell, ...]) -> Iterator[tuple[int, int]]:
    """First and last day of each time in hospital, the wait at the front door and all beds together."""
    begun: int | None = None
    for spell in spells:
        in_hospital = spell.standing.setting in (Setting.TROLLEY, Setting.ACUTE_BED, Setting.COMMUNITY_BED)
        if in_hospital and begun is None:
            begun = spell.first_day
        elif not in_hospital and begun is not None:
            yield begun, spell.first_day - 1
            begun = None
    if begun is not None:
        yield begun, spells[-1].last_day


def bars_of(trace: Trace, window: Window, title: str) -> Html:
    """The picture, as SVG with a title for those who do not see it."""
    bottom = TOP + len(trace.ways) * (HEIGHT + GAP)
    parts = [*_calendar(window, bottom)]
    for at, way in enumerate(trace.ways):
        parts.extend(_bar(way, window, TOP + at * (HEIGHT + GAP)))
    shown = {
        spell.standing.phase
        for way in trace.ways
        for spell in way.life.spells
        if spell.last_day >= window.first_day and spell.first_day <= window.last_day
    }
    legend, height = _legend([phase for phase in LOOK if phase in shown], bottom + 44)
    parts.extend(legend)
    size = f'width="{LEFT + WIDTH + 10}" height="{height}" viewBox="0 0 {LEFT + WIDTH + 10} {height}"'
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{text(title)}" {size} '
        f'font-family="sans-serif" font-size="12">{"".join(parts)}</svg>'
    )


def _calendar(window: Window, bottom: int) -> Iterator[str]:
    """Lines where years begin, or months where few days are shown."""
    by_month = window.days <= A_YEAR
    first = month_of(date_of(window.first_day)).index
    for index in range(first, month_of(date_of(window.last_day)).index + 1):
        month = Month(index)
        if month.first_day < window.first_day or (not by_month and month.first.month != 1):
            continue
        x = window.place(month.first_day)
        words = f"{month.first:%b %Y}" if by_month else f"{month.first:%Y}"
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{bottom}" stroke="#bbb"/>'
        if x < LEFT + WIDTH - 50:
            yield f'<text x="{x + 3:.1f}" y="{bottom + 14}" fill="#444">{words}</text>'


def _bar(way: Way, window: Window, top: int) -> Iterator[str]:
    name = way.scenario.name if len(way.scenario.name) <= 20 else way.scenario.name[:19] + "…"
    yield f'<text x="0" y="{top + HEIGHT * 0.65:.0f}" font-size="13">{text(name)}</text>'
    for spell in way.life.spells:
        if spell.standing.phase in LOOK and spell.last_day >= window.first_day and spell.first_day <= window.last_day:
            yield _block(spell, window, top)
    if window.days > A_YEAR:
        return
    for happening in way.life.happenings:
        if happening.kind in MARKED and window.first_day <= happening.day <= window.last_day:
            x = window.place(happening.day)
            yield f'<text x="{x - 4:.1f}" y="{top + HEIGHT + 13}" font-size="11">▴ {MARKED[happening.kind]}</text>'


def _block(spell: Spell, window: Window, top: int) -> str:
    left = window.place(max(spell.first_day, window.first_day))
    right = window.place(min(spell.last_day, window.last_day) + 1)
    colour, name = LOOK[spell.standing.phase]
    if spell.standing.delay is not None:
        name = WAITS[spell.standing.delay.reason]
    width = max(right - left, STANDS_OUT if spell.standing.phase == Phase.DELAYED else 1.0)
    fits = width > CHARACTER * len(name) + 6
    ink = readable_on(colour)
    label = f'<text x="{left + 4:.1f}" y="{top + HEIGHT * 0.62:.0f}" fill="{ink}">{text(name)}</text>' if fits else ""
    told = text(f"{when_words(spell)}: {spell_words(spell)}")
    return (
        f'<g><title>{told}</title><rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{HEIGHT}" '
        f'fill="{colour}" stroke="#333" stroke-width="0.5"/>{label}</g>'
    )


def _legend(phases: list[Phase], top: int) -> tuple[list[str], int]:
    """What the colours mean, in as many lines as they take, and the height of the picture."""
    parts, x, y = [], 0.0, float(top)
    for phase in phases:
        colour, name = LOOK[phase]
        width = 24 + CHARACTER * len(name) + 14
        if x + width > LEFT + WIDTH:
            x, y = 0.0, y + 22
        parts.append(
            f'<rect x="{x:.0f}" y="{y - 11:.0f}" width="16" height="12" fill="{colour}" stroke="#333" '
            f'stroke-width="0.5"/><text x="{x + 22:.0f}" y="{y:.0f}">{text(name)}</text>'
        )
        x += width
    return parts, round(y + 12)
