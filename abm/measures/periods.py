"""The periods that a run reports: months and whole financial years."""

from __future__ import annotations

from abm.dates import Month, month_of
from abm.scenario.period import Period
from abm.scenario.refusal import refusal


def periods_of(run: Period) -> tuple[str, ...]:
    """Names of all periods in a run's table of measures: whole years, then months."""
    months = [Month(index) for index in range(month_of(run.report_from).index, month_of(run.end).index + 1)]
    in_year: dict[str, int] = {}
    for month in months:
        in_year[month.financial_year] = in_year.get(month.financial_year, 0) + 1
    years = [year for year, count in in_year.items() if count == 12]
    return (*years, *(month.name for month in months))


def check_reported(period: str, where: str, key: str, run: Period) -> None:
    """Refuse a period that the run does not report."""
    there = periods_of(run)
    if period in there:
        return
    years = [name for name in there if "/" in name]
    whole = f"years {years[0]} to {years[-1]} and " if years else ""
    months = [name for name in there if "/" not in name]
    raise refusal(where, key, period, f"the run reports {whole}months {months[0]} to {months[-1]}")
