"""The section on how places end, over the values of two levers, for each value of a third."""

from __future__ import annotations

import altair as alt
import pandas as pd

from abm.analysis.regime_grid import KINDS, SHARES, UNSETTLED, GridLevers, regime_grid, regime_sway
from abm.measures.regimes import regime_rule
from abm.reports.charts import BLUE, VERMILLION, YELLOW, Chart, svg_of_sized
from abm.reports.page import Html, figure, heading, join, paragraph
from abm.reports.regimes_section import judged_from
from abm.reports.sweep_reading import SweepReading

COLOURS = {"fragmented": VERMILLION, "stasis": YELLOW, "integrated": BLUE, UNSETTLED: "#b8b8b8"}
LETTERS = {"fragmented": "F", "stasis": "S", "integrated": "I", UNSETTLED: "U"}
ROW_LEVER, COLUMN_LEVER, PANEL_GROUP = "board.powers", "alignment.rule", "competition."
CELL_WIDTH, CELL_HEIGHT, PANELS_IN_A_ROW, FAINTEST = 86, 44, 2, 0.25
LEVERS_OF_A_GRID = 2


def regime_grid_section(reading: SweepReading) -> Html:
    """The heat map, or from when on there would be one; nothing where no levers are crossed."""
    if reading.factorial is None or reading.year is None or not reading.factorial.moved:
        return Html("")
    levers = grid_levers(reading)
    grid = regime_grid(reading.results.whole, reading.factorial, levers, reading.year)
    parts = [heading("How places end")]
    if grid.empty:
        kept = set(SHARES) <= set(reading.results.whole.measures)
        missing = "" if kept else f" Needed are {', '.join(SHARES)} among the measures kept."
        return join([*parts, paragraph(f"{judged_from()} These results hold no such figures.{missing}")])
    return join(
        [
            *parts,
            paragraph(
                "A place is judged each year by what its organisations do, never by how its hospitals are used: "
                "integrated (I), in stasis (S) or fragmented (F); unsettled (U) where no rule has fitted it yet. "
                f"{judged_from()} A place keeps its regime until the signs of another have held for "
                f"{regime_rule().years_to_change} years running."
            ),
            figure(grid_chart(grid, levers, reading), level=3),
        ]
    )


def grid_levers(reading: SweepReading) -> GridLevers:
    """Boards' powers by alignment for each rule of competition, where these are crossed; else what sways most."""
    factorial = reading.factorial
    assert factorial is not None and reading.year is not None
    moved = list(factorial.moved)
    sway = regime_sway(reading.results.whole, factorial, reading.year)
    ranked = sorted(moved, key=lambda lever: -sway[lever])
    if ROW_LEVER in moved and COLUMN_LEVER in moved:
        rules = [lever for lever in ranked if lever.startswith(PANEL_GROUP)]
        return GridLevers(ROW_LEVER, COLUMN_LEVER, rules[0] if rules else "")
    first, *rest = ranked
    third = rest[1] if len(rest) >= LEVERS_OF_A_GRID else ""
    return GridLevers(first, rest[0] if rest else "", third)


def grid_chart(grid: pd.DataFrame, levers: GridLevers, reading: SweepReading) -> Chart:
    """A cell for each two values: the letter and colour of the most common regime, its share by strength and number."""
    rows = grid.assign(
        letter=["/".join(LETTERS[kind] for kind in common.split("/")) for common in grid["most_common"]],
        colour=[COLOURS[common.split("/")[0]] for common in grid["most_common"]],
        share=grid[list(KINDS)].max(axis=1),
    )
    rows["strength"] = FAINTEST + (1.0 - FAINTEST) * rows["share"]
    rows["words"] = [f"{letter} {share:.0%}" for letter, share in zip(rows["letter"], rows["share"], strict=True)]
    panels = list(dict.fromkeys(rows["panel"]))
    drawn = [_panel(rows[rows["panel"] == panel], levers, panel) for panel in panels]
    title = f"How places end, {reading.year}: {' by '.join(filter(None, (levers.row, levers.column)))}" + (
        f", for each {levers.panel}" if levers.panel else ""
    )
    few, many = int(rows["runs"].min()), int(rows["runs"].max())
    runs = f"{many} runs" if few == many else f"{few} to {many} runs"
    rest = (
        [lever for lever in reading.factorial.moved if lever not in (levers.row, levers.column, levers.panel)]
        if (reading.factorial)
        else []
    )
    over = f" and over all values of {', '.join(rest)}" if rest else ""
    names = {"row": levers.row, "column": levers.column or "all", "panel": levers.panel or "none"}
    table = grid.rename(columns=names)
    drop = [names[key] for key in ("column", "panel") if not getattr(levers, key)]
    return Chart(
        name="regime-grid",
        title=title,
        caption=(
            f"Each cell: the letter of the regime that most places are in, and the share of places in it, which the "
            f"strength of the colour tells too. Means over places and {runs} a cell (samples{over}); two letters mean "
            "equally many. No interval is drawn: the table of each lever above gives those of the shares."
        ),
        table=table.drop(columns=drop),
        svg=svg_of_sized(
            alt.concat(*drawn, columns=PANELS_IN_A_ROW),
            title,
            f"{title}: a cell for each two values with the most common regime and its share.",
        ),
    )


def _panel(rows: pd.DataFrame, levers: GridLevers, panel: str) -> alt.LayerChart:
    order = {side: list(dict.fromkeys(rows[side])) for side in ("row", "column")}
    x = alt.X(
        "column:N",
        sort=order["column"],
        title=levers.column or None,
        axis=alt.Axis(labelAngle=0, labelLimit=CELL_WIDTH),
    )
    base = alt.Chart(rows).encode(x=x, y=alt.Y("row:N", sort=order["row"], title=levers.row))
    cells = base.mark_rect(stroke="#1a1a1a", strokeWidth=0.5).encode(
        color=alt.Color("colour:N", scale=None), opacity=alt.Opacity("strength:Q", scale=None)
    )
    # A pale ground keeps the words readable on every colour.
    ground = base.mark_rect(fill="#ffffff", opacity=0.75, width=58, height=18, cornerRadius=3)
    words = base.mark_text(fontSize=12, color="#000000").encode(text="words:N")
    return alt.layer(cells, ground, words).properties(
        width=CELL_WIDTH * max(len(order["column"]), 1),
        height=CELL_HEIGHT * len(order["row"]),
        title=alt.TitleParams([levers.panel, panel] if levers.panel else "", fontSize=12, anchor="start"),
    )
