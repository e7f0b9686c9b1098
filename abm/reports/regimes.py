"""How places end: integrated, in stasis, fragmented or mixed, by scenario, year and place."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from abm.reports.charts import BLUE, VERMILLION, YELLOW, Chart, legend_below, svg_of_sized
from abm.reports.comparison_results import ComparisonResults
from abm.reports.place_map import MapWords, map_svg
from abm.reports.standing import STANDS, STANDS_MIXED

PANEL_WIDTH, PANEL_HEIGHT, PANELS_IN_A_ROW = 260, 200, 3


@dataclass(frozen=True)
class Regime:
    """One way in which a place can end."""

    measure: str
    letter: str
    label: str
    meaning: str
    colour: str


REGIMES = (
    Regime(
        STANDS["regime_integrated_share"],
        "I",
        "integrated",
        "organisations plan together, move money where their plan says, decide with both bodies' records and keep "
        "what they promise each other",
        BLUE,
    ),
    Regime(
        STANDS["regime_stasis_share"],
        "S",
        "in stasis",
        "organisations meet, little of what they plan is moved by it, and most stays as it was",
        YELLOW,
    ),
    Regime(
        STANDS["regime_fragmented_share"],
        "F",
        "fragmented",
        "organisations push costs on to each other, break promises and decide each with their own records",
        VERMILLION,
    ),
    Regime(
        STANDS_MIXED,
        "M",
        "mixed",
        "this year's signs fit none of the three, whatever the place was called before",
        "#b8b8b8",
    ),
)
BY_MEASURE = {regime.measure: regime for regime in REGIMES}
TIES = ("F", "S", "M", "I")
"""Which way of ending stands first where a place ends in several equally often, and gives the colour."""


def regime_measures() -> list[str]:
    """The measures of how places end."""
    return list(BY_MEASURE)


def last_year_of_regimes(results: ComparisonResults) -> str | None:
    """The last shared year in which places have a regime; nothing where these results hold none."""
    years = results.by_year(regime_measures())["period"]
    return None if years.empty else str(years.max())


def regimes_over_years(results: ComparisonResults) -> Chart | None:
    """A bar a year, divided by how places stand, for each scenario."""
    rows = results.by_year(regime_measures())
    if rows.empty:
        return None
    means = rows.groupby(["scenario", "period", "measure"])["value"].mean().mul(100.0).reset_index()
    means["label"] = means["measure"].map(lambda measure: _legend_label(BY_MEASURE[measure]))
    means["order"] = means["measure"].map({measure: at for at, measure in enumerate(BY_MEASURE)})
    present = [regime for regime in REGIMES if regime.measure in set(means["measure"])]
    labels = [_legend_label(regime) for regime in present]
    colours = alt.Scale(domain=labels, range=[regime.colour for regime in present])
    title = "How places stand, year by year"
    bars = (
        alt.Chart(means)
        .mark_bar(stroke="#1a1a1a", strokeWidth=0.5)
        .encode(
            x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=-45)),
            y=alt.Y("value:Q", title="% of places", stack="zero", scale=alt.Scale(domain=[0, 100])),
            color=alt.Color("label:N", title=None, scale=colours, legend=legend_below(labels)),
            order=alt.Order("order:Q"),
        )
        .properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
        .facet(
            alt.Facet(
                "scenario:N",
                title=None,
                sort=results.names,
                header=alt.Header(labelFontSize=13, labelFontWeight="bold"),
            ),
            columns=PANELS_IN_A_ROW,
        )
    )
    table = means.pivot_table(index=["scenario", "period"], columns="label", values="value", sort=False)
    return Chart(
        name="regimes-over-years",
        title=title,
        caption=(
            f"Share of places, from the bottom: {', '.join(regime.label for regime in present)}. Means of "
            f"{results.replications_in_words}; no interval is drawn here, the table of the last year above has them."
        ),
        table=table[labels].rename_axis(None, axis="columns").reset_index(),
        svg=svg_of_sized(bars, title, f"{title}: a bar for each year, for {', '.join(results.names)}."),
    )


def map_of_regimes(results: ComparisonResults, year: str) -> Chart | None:
    """Where each place most often ends, scenario by scenario; nothing without a map or figures by council."""
    ends = ends_of_places(results, year)
    if results.places is None or ends.empty:
        return None
    squares = ends.merge(results.places, on="council")
    if squares.empty:
        return None
    title = f"How each place ends, {year}"
    names = [name for name in results.names if name in set(squares["scenario"])]
    letters = "; ".join(f"{regime.letter} {regime.label}" for regime in REGIMES)
    return Chart(
        name="regimes-map",
        title=title,
        caption=(
            "Every square is a council's area, on a schematic map that keeps neighbours together. Its letter is how "
            f"the place most often ends over {results.replications_in_words}: {letters}. Two letters, such as S/M, "
            "mean that it ends in both ways equally often; the colour is that of the first. The share of replications "
            "that end so, each way, is told by the strength of the colour, and written where there is room; the table "
            f"has it for every place. The share is about {results.what_varies}."
        ),
        table=ends[["scenario", "council", "letter", "ends", "share"]].rename(columns={"share": "share of runs"}),
        svg=map_svg(squares, names, MapWords(title, f"{title}: one map for each of {', '.join(names)}.")),
    )


def ends_of_places(results: ComparisonResults, year: str) -> pd.DataFrame:
    """How each council most often ends: scenario, council, letter, ends, colour, share of replications.

    A council that ends in several ways equally often has the letters of all.
    """
    rows = results.by_year(regime_measures(), level="council")
    rows = rows[(rows["period"] == year) & (rows["value"] > 0.5)]
    counts = rows.groupby(["scenario", "unit", "measure"]).size().rename("runs").reset_index()
    counts["letter"] = counts["measure"].map(lambda measure: BY_MEASURE[measure].letter)
    counts["tie"] = counts["letter"].map(TIES.index)
    counts["share"] = counts["runs"] / counts.groupby(["scenario", "unit"])["runs"].transform("sum")
    counts["ends"] = counts["measure"].map(lambda measure: BY_MEASURE[measure].label)
    counts["colour"] = counts["measure"].map(lambda measure: BY_MEASURE[measure].colour)
    by_place = counts.groupby(["scenario", "unit"])
    most = counts[counts["runs"] == by_place["runs"].transform("max")].sort_values("tie")
    ends = (
        most.groupby(["scenario", "unit"])
        .agg(
            letter=("letter", "/".join), ends=("ends", " or ".join), colour=("colour", "first"), share=("share", "max")
        )
        .reset_index()
    )
    ends["place"] = ends["scenario"].map(results.names.index)
    return ends.sort_values(["place", "unit"]).rename(columns={"unit": "council"}).reset_index(drop=True)


def _legend_label(regime: Regime) -> str:
    return f"{regime.letter} {regime.label}"
