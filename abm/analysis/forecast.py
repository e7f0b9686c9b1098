"""Forecasts of the years after 2013/14: where runs lie, and how they do against two simple forecasts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import pandas as pd

from abm.analysis.observed import LAST_KNOWN, Observed
from abm.analysis.target_figures import runs_done, runs_in
from abm.measures.kept import Figure
from abm.measures.measure import WHOLE
from abm.measures.periods import periods_of
from abm.measures.statistic import is_year
from abm.runs.results_folder import MEASURES
from abm.scenario.period import Period

HEADLINES = (
    "delayed_days",
    "delayed_days_per_1000_65plus",
    "emergency_admissions",
    "emergency_bed_days_per_1000_65plus",
    "care_home_admissions_per_100000_65plus",
    "council_supported_care_home_residents_65plus",
    "joint_spend_share",
)
"""Measures of England that are forecast whatever was observed."""
QUANTILES = {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75, "high90": 0.95}
COLUMNS = (
    "measure", "level", "unit", "period", "runs", "mean", *QUANTILES, "observed", "last_level", "trend", "in50", "in90",
)  # fmt: skip
SKILL_COLUMNS = (
    "measure", "level", "years", "figures", "without_runs", "error", "error_last_level", "error_trend",
    "skill_last_level", "skill_trend", "in50", "in90",
)  # fmt: skip

Series = tuple[str, str, str, str]
"""Measure, level, unit (empty at a level with one), period."""


def forecast_figures(run: Period, observed: Sequence[Observed]) -> tuple[Figure, ...]:
    """What of each run a forecast shows; nothing where runs end before there is anything to forecast.

    Headlines in every year, so that the way into the forecast shows, and what was observed later.
    """
    years = [period for period in periods_of(run) if is_year(period)]
    if not years or years[-1] <= LAST_KNOWN:
        return ()
    headlines = {(measure, "england") for measure in HEADLINES}
    whole = headlines | {(one.measure, one.level) for one in observed if one.level in WHOLE}
    shown = [(*name, year) for name in sorted(whole) for year in years]
    return tuple(dict.fromkeys([*shown, *(figure for one in observed for figure in one.figures)]))


@dataclass(frozen=True, eq=False)
class Forecast:
    """What runs say of years, and of those after 2013/14 what was observed, if anything was."""

    figures: pd.DataFrame
    """A row for each figure and unit; columns as in ``COLUMNS``, nan or empty where there is nothing."""
    skill: pd.DataFrame
    """A row for each measure and level that was observed; columns as in ``SKILL_COLUMNS``."""

    @classmethod
    def read(cls, folder: Path, run: Period, observed: Sequence[Observed]) -> Forecast:
        """From the runs of a results folder that ended well."""
        values = values_over_runs(folder, forecast_figures(run, observed))
        beside = {
            (one.measure, one.level, one.unit, year): (value, *_simple(one.known, year))
            for one in observed
            for year, value in one.values.items()
        }
        return cls(_figures(values, beside), _skill(values, beside))


def values_over_runs(folder: Path, figures: Sequence[Figure]) -> dict[Series, list[float]]:
    """Each figure of each unit, over the runs that ended well."""
    done = set(runs_done(folder))
    found: dict[Series, list[float]] = {}
    for run, table in runs_in(folder / MEASURES, figures):
        if run in done:
            for row in table.to_pylist():
                unit = "" if row["level"] in WHOLE else row["unit"]
                found.setdefault((row["measure"], row["level"], unit, row["period"]), []).append(row["value"])
    return found


def _simple(known: dict[str, float], year: str) -> tuple[float, float]:
    """What somebody who knew the years up to 2013/14 would have said of a later one: that level, and the trend."""
    from scipy.stats import linregress

    if year <= LAST_KNOWN:
        return math.nan, math.nan
    line = linregress([_start(each) for each in known], list(known.values()))
    return known[LAST_KNOWN], float(line.intercept + line.slope * _start(year))


def _start(year: str) -> int:
    return int(year[:4])


Beside = dict[Series, tuple[float, float, float]]
"""What was observed, last year's level, the trend."""


def _figures(values: dict[Series, list[float]], beside: Beside) -> pd.DataFrame:
    rows = []
    for name in sorted({**values, **beside}):
        runs = values.get(name, [])
        seen, *simple = beside.get(name, (math.nan,) * 3)
        middle = _quantiles(runs)
        held = name[-1] > LAST_KNOWN and name in beside and len(runs) > 1
        within = [_holds(middle, share, seen) if held else "" for share in ("50", "90")]
        rows.append((*name, len(runs), fmean(runs) if runs else math.nan, *middle.values(), seen, *simple, *within))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _quantiles(runs: list[float]) -> dict[str, float]:
    if not runs:
        return dict.fromkeys(QUANTILES, math.nan)
    return dict(zip(QUANTILES, np.quantile(runs, list(QUANTILES.values())).tolist(), strict=True))


def _holds(middle: dict[str, float], share: str, value: float) -> str:
    return "yes" if middle[f"low{share}"] <= value <= middle[f"high{share}"] else "no"


def _skill(values: dict[Series, list[float]], beside: Beside) -> pd.DataFrame:
    later = [name for name in beside if name[-1] > LAST_KNOWN]
    kinds = dict.fromkeys((measure, level) for measure, level, *_ in later)
    rows = [_skill_of([name for name in later if name[:2] == kind], values, beside) for kind in kinds]
    return pd.DataFrame(rows, columns=list(SKILL_COLUMNS))


def _skill_of(names: list[Series], values: dict[Series, list[float]], beside: Beside) -> tuple[str | int | float, ...]:
    """How runs do on one measure at one level, over years and units.

    Errors are continuous ranked probability scores: of a single number that is its distance from what was observed, so
    that a forecast by many runs and one by a number compare. Skill is the share of the simple forecast's error that the
    runs save; below 0 they do worse.
    """
    held = [name for name in names if name in values]
    measure, level, *_ = names[0]
    years = sorted({name[-1] for name in names})
    span = years[0] if len(years) == 1 else f"{years[0]}..{years[-1]}"
    own = _mean([crps(values[name], beside[name][0]) for name in held])
    simple = [_mean([abs(beside[name][at] - beside[name][0]) for name in held]) for at in (1, 2)]
    skills = [1.0 - own / error if error else math.nan for error in simple]
    middles = {name: _quantiles(values[name]) for name in held if len(values[name]) > 1}
    covered = [
        _mean([float(_holds(middle, share, beside[name][0]) == "yes") for name, middle in middles.items()])
        for share in ("50", "90")
    ]
    return measure, level, span, len(held), len(names) - len(held), own, *simple, *skills, *covered


def _mean(values: list[float]) -> float:
    return fmean(values) if values else math.nan


def crps(runs: Sequence[float], observed: float) -> float:
    """The continuous ranked probability score of runs: half the squared energy distance from what was observed."""
    from scipy.stats import energy_distance

    return float(energy_distance(runs, [observed])) ** 2 / 2.0
