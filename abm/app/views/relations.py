"""The relationship network on a date: who trusts, shares records, pools money, buys and sits with whom."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from abm.app.drawing import PAPER, Drawing
from abm.app.live_run import LiveRun
from abm.reports.charts import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILLION, YELLOW, Chart

if TYPE_CHECKING:
    import networkx as nx

TIES = {
    "trust": "Trust",
    "data_sharing": "Shared records",
    "joint_money": "Pooled money",
    "commissioning": "Commissioning",
    "contract": "Contracts",
    "board_seat": "Seats on boards",
    "co_location": "Shared offices",
}
"""What a line may mean."""
CIRCLE = 0
EVERYWHERE = "all places"
ROWS = (
    ("Nation", ("nhs_commissioning_board", "monitor", "care_quality_commission")),
    ("Hospitals and trusts", ("acute_trust", "community_trust", "mental_health_trust", "care_trust")),
    ("Commissioners", ("primary_care_trust", "gp_consortium")),
    ("Boards", ("health_and_wellbeing_board",)),
    ("Councils", ("council",)),
    ("HealthWatch", ("healthwatch",)),
)
"""From the top. Practices and care providers, hundreds of them, are left out."""
LOOKS = {
    "nhs_commissioning_board": ("National body", 4, 45.0, "#8a8a8a"),
    "monitor": ("National body", 4, 45.0, "#8a8a8a"),
    "care_quality_commission": ("National body", 4, 45.0, "#8a8a8a"),
    "acute_trust": ("Hospital", 4, 0.0, VERMILLION),
    "community_trust": ("Community trust", 3, 0.0, ORANGE),
    "mental_health_trust": ("Mental health trust", 3, 180.0, PURPLE),
    "care_trust": ("Care trust", 5, 0.0, "#4d4d4d"),
    "primary_care_trust": ("Primary care trust", 3, 90.0, SKY),
    "gp_consortium": ("GP consortium", 3, 270.0, BLUE),
    "health_and_wellbeing_board": ("Health and wellbeing board", 6, 0.0, PAPER),
    "council": ("Council", CIRCLE, 0.0, GREEN),
    "healthwatch": ("HealthWatch", 8, 0.0, YELLOW),
}
"""Each kind's name, corners and turn of its shape, and colour: told apart without the colour."""
WIDTH, LEFT, TOP, ROW, LEGEND = 900, 150, 44, 88, 74
RADIUS = 9.0
NAMED_IN_A_ROW, LONGEST_NAME = 9, 22
LOW, MIDDLE, HIGH = "under 0.3, low", "0.3 to 0.6", "over 0.6, high"
TRUST_CLASSES = (LOW, MIDDLE, HIGH)
TRUST_LOOKS = {LOW: ("#9a9a9a", 0.8, "4 3"), MIDDLE: ("#5b8db8", 1.2, ""), HIGH: ("#08306b", 2.8, "")}
TIE_LOOK = ("#33658a", 1.6, "")


@dataclass(frozen=True)
class Body:
    """One organisation where it is drawn."""

    name: str
    kind: str
    x: float
    y: float
    words: str
    """What is written above it; nothing where there is no room."""
    raised: float


@dataclass(frozen=True)
class Line:
    """Two organisations that have a tie."""

    one: Body
    other: Body
    trust: float
    """Mean of both directions."""

    @property
    def level(self) -> str:
        """How far they trust one another, in words."""
        return LOW if self.trust < 0.3 else MIDDLE if self.trust <= 0.6 else HIGH


def relations(run: LiveRun, when: date, tie: str, around: str = EVERYWHERE) -> Chart:
    """The network on a date that the run has reached, or the part of it that one council deals with."""
    graph = _around(run.network(when), around)
    bodies = _bodies(graph)
    lines = _lines(graph, bodies, tie)
    title = f"{TIES[tie]}, who with whom"
    kind = (
        "The thicker and darker a line, the more the two trust each other; dashed where trust is low"
        if tie == "trust"
        else "A line is a tie of this kind"
    )
    rows = [(line.one.name, line.other.name, round(line.trust, 3), line.level) for line in lines]
    return Chart(
        name=f"network-{tie}",
        title=f"{title}: {run.history.name}",
        caption=(
            f"{when:%B %Y}: {len(bodies)} bodies, {len(lines)} lines, as the quarter began. {kind}. Practices and care "
            "providers are left out of the picture."
        ),
        table=pd.DataFrame(rows, columns=["one", "other", "mean trust", "level"]),
        svg=_drawn(list(bodies.values()), lines, tie).svg(
            title, f"{title} in {when:%B %Y}, rows of bodies joined by lines."
        ),
    )


def _around(graph: nx.MultiDiGraph, council: str) -> nx.MultiDiGraph:
    if council == EVERYWHERE:
        return graph
    centre = next(
        node for node, facts in graph.nodes(data=True) if facts["kind"] == "council" and facts["name"] == council
    )
    return graph.subgraph([centre, *graph.successors(centre)])


def _bodies(graph: nx.MultiDiGraph) -> dict[int, Body]:
    """Bodies in rows by kind, in each row beside those they deal with."""
    present = {facts["kind"] for _, facts in graph.nodes(data=True)}
    rows = [kinds for _, kinds in ROWS if present & set(kinds)]
    row_of = {kind: at for at, kinds in enumerate(rows) for kind in kinds}
    bodies = [(node, facts) for node, facts in graph.nodes(data=True) if facts["kind"] in row_of]
    councils = [node for node, facts in bodies if facts["kind"] == "council"]
    column = {node: float(at) for at, node in enumerate(councils)}
    reached = defaultdict(list)
    for source, target in graph.edges():
        if target in column:
            reached[source].append(column[target])
    by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for node, facts in bodies:
        around = reached.get(node) or [len(councils) / 2]
        by_row[row_of[facts["kind"]]].append((column.get(node, sum(around) / len(around)), node))
    found = {}
    for row, members in by_row.items():
        for at, (_, node) in enumerate(sorted(members)):
            facts = graph.nodes[node]
            found[node] = Body(
                name=facts["name"],
                kind=facts["kind"],
                x=LEFT + (WIDTH - LEFT - 20) * (at + 0.5) / len(members),
                y=float(TOP + ROW * row),
                words=_short(facts["name"]) if len(members) <= NAMED_IN_A_ROW else "",
                raised=13.0 * (at % 2) if len(members) > 5 else 0.0,
            )
    return found


def _short(name: str) -> str:
    for long, short in (
        (" health and wellbeing board", ""), (" Consortium", ""), ("HealthWatch ", ""), (" Commissioning Board", " CB"),
        ("Care Quality Commission", "CQC"),
    ):  # fmt: skip
        name = name.replace(long, short)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _lines(graph: nx.MultiDiGraph, bodies: dict[int, Body], tie: str) -> list[Line]:
    """Lines from the least trust to the most, so that strong ones lie on top."""
    pairs: dict[tuple[int, int], list[float]] = defaultdict(list)
    for source, target, facts in graph.edges(data=True):
        if source in bodies and target in bodies and tie in ("trust", facts["tie"]):
            pairs[(min(source, target), max(source, target))].append(facts["trust"])
    lines = [Line(bodies[one], bodies[other], sum(trust) / len(trust)) for (one, other), trust in sorted(pairs.items())]
    return sorted(lines, key=lambda line: line.trust)


def _drawn(bodies: list[Body], lines: list[Line], tie: str) -> Drawing:
    row_names = {kind: words for words, kinds in ROWS for kind in kinds}
    rows = {body.y: row_names[body.kind] for body in bodies}
    lowest = max(rows, default=0.0)
    drawing = Drawing(WIDTH, lowest + RADIUS + 12 + LEGEND)
    for line in lines:
        look = TRUST_LOOKS[line.level] if tie == "trust" else TIE_LOOK
        drawing.line((line.one.x, line.one.y), (line.other.x, line.other.y), *look)
    for body in bodies:
        _, corners, turn, colour = LOOKS[body.kind]
        _shape(drawing, body.x, body.y, corners, turn, colour)
        if body.words:
            drawing.text(body.x, body.y - 14 - body.raised, body.words, 11, halo=True)
    for y, words in rows.items():
        drawing.text(8, y + 4, words, 12.5, anchor="start", bold=True)
    _legend(drawing, list(dict.fromkeys(body.kind for body in bodies)), tie, lowest + RADIUS + 26)
    return drawing


def _shape(drawing: Drawing, x: float, y: float, corners: int, turn: float, colour: str) -> None:
    if corners == CIRCLE:
        drawing.circle(x, y, RADIUS - 1, colour)
        return
    first = turn + (45.0 if corners == 4 else 0.0)
    angles = [math.radians(first + 360.0 * at / corners) for at in range(corners)]
    drawing.polygon([(x + RADIUS * math.sin(angle), y - RADIUS * math.cos(angle)) for angle in angles], colour)


def _legend(drawing: Drawing, kinds: list[str], tie: str, top: float) -> None:
    looks = list(dict.fromkeys(LOOKS[kind] for kind in kinds))
    for at, (label, corners, turn, colour) in enumerate(looks):
        x, y = 14 + 178 * (at % 5), top + 22 * (at // 5)
        _shape(drawing, x, y, corners, turn, colour)
        drawing.text(x + 14, y + 4, label, 12, anchor="start")
    if tie == "trust":
        for at, level in enumerate(TRUST_CLASSES):
            x, y = 8 + 178 * at, top + 46
            drawing.line((x, y), (x + 34, y), *TRUST_LOOKS[level])
            drawing.text(x + 40, y + 4, f"trust {level}", 12, anchor="start")
