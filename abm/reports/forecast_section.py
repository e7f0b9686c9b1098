"""The section on years after 2013/14, which nothing is fitted to: fans, and skill where years were observed."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from abm.analysis.forecast import Forecast
from abm.analysis.observed import LAST_KNOWN
from abm.measures.measure import WHOLE
from abm.reports.headline import HEADLINES as LABELS
from abm.reports.page import Html, body_row, figure, header_row, heading, join, paragraph, table, text
from abm.reports.quantity import NOTHING, shown_number
from abm.reports.validation_charts import fan_chart

LABEL = {measure: label for group in LABELS.values() for measure, label in group.items()}
COLUMNS = (
    "Measure", "Level", "Years", "Figures", "Error of runs", "of last level", "of trend",
    "Skill against last level", "against trend", "In 50%", "In 90%",
)  # fmt: skip
NUMERIC = (False, False, False, *(True,) * 8)
ERRORS = ("error", "error_last_level", "error_trend")
SKILLS = ("skill_last_level", "skill_trend")
MEANING = (
    "Skill: the share of a simple forecast's error that the runs save; 1 is perfect, below 0 the simple forecast is "
    "better. The simple forecasts are made from what was observed up to 2013/14: the level of that year, and the "
    "straight line through the years up to it. Errors are continuous ranked probability scores in the measure's unit: "
    "of a single number that is its mean distance from what was observed. In 50% and in 90%: the share of observed "
    "figures within the middle half and within nine in ten of runs; a forecast that knows how sure it is has about "
    "half and nine tenths."
)


def forecast_section(forecast: Forecast, units: dict[str, str]) -> Html:
    """The table of skill, and fans of England's headlines and whatever was observed of it. ``units``: by measure."""
    if forecast.figures.empty:
        return Html("")
    whole = forecast.figures[forecast.figures["level"].isin(WHOLE)]
    fans = [
        fan_chart(rows, _label(str(measure), str(level)), units.get(str(measure), ""))
        for (measure, level), rows in whole.groupby(["measure", "level"], sort=False)
        if rows["runs"].any()
    ]
    fans.sort(key=lambda chart: chart.table["observed"].isna().all())
    return join(
        [
            heading(f"Forecasts of the years after {LAST_KNOWN}"),
            paragraph(_in_words(forecast)),
            _skill(forecast.skill, units),
            *(figure(fan, level=3) for fan in fans),
        ]
    )


def _label(measure: str, level: str) -> str:
    label = LABEL.get(measure, measure)
    return label if level == "england" else f"{label}, all places of the run"


def _in_words(forecast: Forecast) -> str:
    if forecast.skill.empty:
        return (
            f"Nothing is fitted to any year after {LAST_KNOWN}. No observed years were given (--observed FILE), so "
            "nothing is said of how good these forecasts are."
        )
    skills = forecast.skill[list(SKILLS)]
    better = int((skills > 0.0).all(axis="columns").sum())
    return (
        f"Nothing is fitted to any year after {LAST_KNOWN}. On {better} of {len(skills)} measures that were observed "
        "the runs forecast better than both simple forecasts."
    )


def _skill(skill: pd.DataFrame, units: dict[str, str]) -> Html:
    if skill.empty:
        return Html("")
    rows = [body_row([text(cell) for cell in skill_cells(row, units)], NUMERIC) for row in skill.to_dict("records")]
    return table("Skill", MEANING, header_row(COLUMNS, NUMERIC), rows)


def skill_cells(row: Mapping[Hashable, Any], units: dict[str, str]) -> list[str]:
    """A row of the table of skill in words, in the order of ``COLUMNS``."""
    unit = units.get(str(row["measure"]), "")
    errors = [_shown(row[name], lambda value: shown_number(value, unit)) for name in ERRORS]
    skills = [_shown(row[name], "{:+.2f}".format) for name in SKILLS]
    shares = [_shown(row[name], "{:.0%}".format) for name in ("in50", "in90")]
    without = f" ({row['without_runs']} not in any run)" if row["without_runs"] else ""
    head = [LABEL.get(str(row["measure"]), str(row["measure"])), str(row["level"]), str(row["years"])]
    return [*head, f"{row['figures']}{without}", *errors, *skills, *shares]


def _shown(value: object, layout: Callable[[float], str]) -> str:
    number = float(str(value))
    return NOTHING if math.isnan(number) else layout(number)
