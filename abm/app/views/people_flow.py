"""Where older people are and how they move: home, crisis, bed, ready and waiting, care."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from abm.activity import Flow, Stock, delayed_column
from abm.app.drawing import Drawing
from abm.app.history import History
from abm.app.month_seen import MonthSeen
from abm.reports.charts import GREEN, ORANGE, PURPLE, SKY, VERMILLION, YELLOW, Chart
from abm.vocabulary import BODIES, Reason

WIDTH, HEIGHT, HIGH, REASONS_AT = 860, 460, 84, 570
LARGEST_ARROW = 22.0


@dataclass(frozen=True)
class Station:
    """Where people are."""

    name: str
    x: float
    y: float
    wide: float
    colour: str


STATIONS = (
    Station("At home, no care", 20, 60, 190, GREEN),
    Station("Hospital bed, in treatment", 330, 60, 200, ORANGE),
    Station("Hospital bed, ready to leave", 330, 210, 200, VERMILLION),
    Station("At home with care", 20, 360, 190, SKY),
    Station("Community bed", 330, 360, 200, YELLOW),
    Station("Care home", 650, 360, 190, PURPLE),
)


@dataclass(frozen=True)
class Way:
    """How many went along an arrow in the month."""

    name: str
    flows: tuple[Flow, ...]
    start: tuple[float, float]
    end: tuple[float, float]
    words_at: tuple[float, float]


WAYS = (
    Way("crises managed at home", (Flow.MANAGED_AT_HOME,), (60, 10), (60, 58), (150, 30)),
    Way("admitted", (Flow.ADMISSIONS,), (212, 82), (328, 82), (270, 50)),
    Way("live discharges", (Flow.LIVE_DISCHARGES,), (328, 122), (212, 122), (270, 158)),
    Way("home care begun", (Flow.PACKAGE_STARTS_COUNCIL, Flow.PACKAGE_STARTS_NHS, Flow.PACKAGE_STARTS_SELF),
        (60, 144), (60, 358), (66, 235)),
    Way("reablement begun", (Flow.REABLEMENT_STARTS,), (165, 144), (165, 358), (180, 290)),
    Way("care home from hospital", (Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL,), (532, 290), (680, 358), (612, 334)),
)  # fmt: skip


def people_flow(history: History, last: int) -> Chart:
    """Where people of the run's places were in a month, and how many moved."""
    seen = history.months[last]
    people = people_by_station(seen)
    moved = {way.name: sum(int(seen.flows[flow]) for flow in way.flows) for way in WAYS}
    waiting = waiting_by_reason(seen)
    title = "Where older people are"
    rows = [
        *(("people, mean night of the month", name, value) for name, value in people.items()),
        *(("ready and waiting for", name, value) for name, value in waiting.items()),
        *(("moved in the month", name, float(count)) for name, count in moved.items()),
        ("moved in the month", "deaths", float(seen.flows[Flow.DEATHS])),
    ]
    return Chart(
        name="people",
        title=f"{title}: {history.name}, {seen.month.first:%B %Y}",
        caption=(
            f"{seen.stocks[Stock.ALIVE]:,.0f} people aged 65 and over in these places. Boxes: people on a mean night "
            "of the month. Arrows: how many went that way in it. Bars: people in a bed who are ready to leave, by "
            "what they wait for, as recorded."
        ),
        table=pd.DataFrame(rows, columns=["what", "where", "people"]),
        svg=_drawn(people, moved, waiting).svg(
            title, f"{title} in {seen.month.name}: boxes, arrows and bars of what they wait for."
        ),
    )


def people_by_station(seen: MonthSeen) -> dict[str, float]:
    """People on a mean night, by where they are. Nobody is in two places."""
    stocks = seen.stocks
    with_care = float(stocks[Stock.HOME_CARE_USERS] + stocks[Stock.IN_REABLEMENT])
    waiting = float(stocks[Stock.DELAYED_ACUTE])
    elsewhere = {
        "At home, no care": float(stocks[Stock.AT_HOME]) - with_care,
        "At home with care": with_care,
        "Hospital bed, in treatment": float(stocks[Stock.IN_ACUTE_BED] + stocks[Stock.ON_TROLLEY]) - waiting,
        "Hospital bed, ready to leave": waiting,
        "Community bed": float(stocks[Stock.IN_COMMUNITY_BED]),
    }
    # A resident who is in hospital for a while keeps the place and is counted there: so what remains, not the places.
    return elsewhere | {"Care home": float(stocks[Stock.ALIVE]) - sum(elsewhere.values())}


def waiting_by_reason(seen: MonthSeen) -> dict[str, float]:
    """People delayed on a mean night, in acute and community beds, by reason."""
    first = delayed_column(0, 0)
    by_reason = np.asarray(seen.stocks[first : first + len(Reason) * BODIES]).reshape(len(Reason), BODIES).sum(axis=1)
    names = {reason: reason.name.lower().replace("_", " ").replace("nhs", "NHS").capitalize() for reason in Reason}
    names[Reason.FURTHER_NHS_CARE] = "Further NHS care"
    return {names[reason]: float(by_reason[reason]) for reason in Reason}


def _drawn(people: dict[str, float], moved: dict[str, int], waiting: dict[str, float]) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT)
    largest = max([*moved.values(), 1])
    for way in WAYS:
        drawing.arrow(way.start, way.end, 1.5 + LARGEST_ARROW * moved[way.name] / largest)
    for station in STATIONS:
        middle = station.x + station.wide / 2
        drawing.rect(station.x, station.y, station.wide, HIGH, paler(station.colour), round_by=8)
        drawing.text(middle, station.y + 28, station.name, 13.5, bold=True)
        drawing.text(middle, station.y + 62, _count(people[station.name]), 24)
    drawing.line((430, 146), (430, 208), "#767676", 1.5, "4 4")
    for way in WAYS:
        drawing.text(*way.words_at, f"{moved[way.name]:,}", 13.5, halo=True, bold=True)
        drawing.text(way.words_at[0], way.words_at[1] + 15, way.name, 12, halo=True)
    _bars(drawing, waiting)
    return drawing


def _bars(drawing: Drawing, waiting: dict[str, float]) -> None:
    """Beside the box of those who are ready: what they wait for."""
    drawing.text(REASONS_AT, 76, "Ready to leave, and waiting for", 13.5, anchor="start", bold=True)
    most = max([*waiting.values(), 1e-9])
    ordered = sorted(waiting.items(), key=lambda pair: -pair[1])
    for at, (reason, people) in enumerate(ordered):
        y = 88 + 22 * at
        drawing.text(REASONS_AT + 130, y + 14, reason, 12, anchor="end")
        wide = max(1.0, 85 * people / most)
        drawing.rect(REASONS_AT + 136, y + 2, wide, 16, VERMILLION)
        drawing.text(REASONS_AT + 142 + wide, y + 14, _count(people), 12, anchor="start")


def _count(people: float) -> str:
    return f"{people:,.0f}" if people >= 10 else f"{people:.1f}"


def paler(colour: str) -> str:
    """Half way to white, so that dark words can be read on it."""
    return "#" + "".join(f"{(int(colour[at : at + 2], 16) + 255) // 2:02x}" for at in (1, 3, 5))
