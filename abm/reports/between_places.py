"""The section on differences between places: where each scenario changes something, and how far apart places are."""

from __future__ import annotations

from abm.reports.comparison_charts import BETWEEN_PLACES, places_strip
from abm.reports.comparison_results import ComparisonResults
from abm.reports.interval import interval_of_mean
from abm.reports.page import Html, body_row, figure, header_row, heading, interval_cell, join, table, text


def between_places(results: ComparisonResults) -> Html:
    """How far places lie apart, and in how many of them each scenario does something."""
    if not results.shared_years:
        return Html("")
    year = results.shared_years[-1]
    chart = places_strip(results, year)
    if chart is None:
        return Html("")
    return join(
        [
            heading("Between places"),
            _places_with_a_change(results, year),
            _spread_table(results, year),
            figure(chart, level=3),
        ]
    )


def _places_with_a_change(results: ComparisonResults, year: str) -> Html:
    found = results.differences("council")
    rows = []
    for scenario in results.others:
        for measure, label in BETWEEN_PLACES.items():
            chosen = found[(found["scenario"] == scenario.name) & (found["measure"] == measure)]
            chosen = chosen[chosen["period"] == year]
            if chosen.empty:
                continue
            more, fewer = int((chosen["low"] > 0).sum()), int((chosen["high"] < 0).sum())
            cells = [scenario.name, label, str(fewer), str(more), str(len(chosen) - more - fewer)]
            rows.append(body_row([text(cell) for cell in cells], [False, False, True, True, True]))
    columns = ["Scenario", "Measure", "Clearly less in", "Clearly more in", "No clear difference in"]
    caption = (
        f"Number of councils, {year}, by whether the 95% interval over {results.pairs_in_words} of runs lies below, "
        f"above or across no difference from {results.baseline.name}. Councils one by one are in differences.csv."
    )
    return table("Places with a change", caption, header_row(columns, [False, False, True, True, True]), rows)


def _spread_table(results: ComparisonResults, year: str) -> Html:
    columns = ["Measure", *results.names]
    numeric = [False] + [True] * len(results.names)
    rows = []
    for measure, label in BETWEEN_PLACES.items():
        values = results.by_year([measure], level="council")
        values = values[values["period"] == year]
        if values.empty or values["unit"].nunique() < 2:
            continue
        by_run = values.groupby(["scenario", "run"])["value"].agg(["std", "mean"])
        spread = (100.0 * by_run["std"] / by_run["mean"]).dropna()
        cells = [
            interval_cell(interval_of_mean(spread[name].to_list() if name in spread else []), "%")
            for name in results.names
        ]
        rows.append(body_row([text(label), *cells], numeric))
    if not rows:
        return Html("")
    caption = (
        f"How far apart places are, {year}: the standard deviation over councils, in per cent of their mean. Mean of "
        f"{results.replications_in_words}; in brackets the 95% interval of that mean over replications."
    )
    return table("How far apart places are", caption, header_row(columns, numeric), rows)
