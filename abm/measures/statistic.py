"""The statistics that a target may name: which argument and period each takes, and which periods it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from abm.dates import year_beginning

YEAR = re.compile(r"(\d{4})/(\d{2})")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Argument(Enum):
    """What stands after the colon; the value says it in words, nothing where nothing may stand there."""

    NONE = ""
    MEASURE = "the name of another measure, as in `abm measures`"
    SHARE = "a number above 0 and below 1"
    YEARS_LATER = "a whole number of years, 1 or more"
    MONTH = "the number of a month, 1 to 12"
    YEAR = "a financial year, such as 2011/12"


class Lasts(Enum):
    """What period a statistic is of; the value says it in words."""

    ONE_PERIOD = "a financial year, such as 2011/12, or a month, such as 2011-04"
    ONE_YEAR = "a financial year, such as 2011/12"
    YEARS = "a financial year, such as 2011/12, or a span, such as 2012/13..2013/14"
    SPAN = "a span of two years or more, such as 2012/13..2013/14"


@dataclass(frozen=True)
class Form:
    """How one statistic is written."""

    argument: Argument
    lasts: Lasts
    over_units: bool = False
    """Whether it tells the units of a level apart, so that England, or all places, has none."""


FORMS: dict[str, Form] = {
    "value": Form(Argument.NONE, Lasts.ONE_PERIOD),
    "growth": Form(Argument.NONE, Lasts.YEARS),
    "share_of": Form(Argument.MEASURE, Lasts.ONE_PERIOD),
    "ratio_to": Form(Argument.MEASURE, Lasts.ONE_PERIOD),
    "quantile": Form(Argument.SHARE, Lasts.ONE_PERIOD, over_units=True),
    "p90_p10": Form(Argument.NONE, Lasts.ONE_PERIOD, over_units=True),
    "cv": Form(Argument.NONE, Lasts.ONE_PERIOD, over_units=True),
    "max_min": Form(Argument.NONE, Lasts.ONE_PERIOD, over_units=True),
    "persistence": Form(Argument.YEARS_LATER, Lasts.ONE_YEAR, over_units=True),
    "autoregression": Form(Argument.NONE, Lasts.SPAN),
    "correlation": Form(Argument.MEASURE, Lasts.ONE_PERIOD, over_units=True),
    "share_change": Form(Argument.MEASURE, Lasts.SPAN),
    "seasonality": Form(Argument.MONTH, Lasts.YEARS),
    "change_from": Form(Argument.YEAR, Lasts.ONE_YEAR),
}
"""Every statistic, in the order of the interface."""


def check_argument(name: str, argument: str) -> None:
    """Raise ValueError, which says what would be right, unless a statistic takes this; any name may be a measure."""
    wanted = FORMS[name].argument
    if wanted is Argument.NONE and argument:
        raise ValueError(f"{name} takes nothing after it: write {name}")
    if wanted is not Argument.NONE and not _is_argument(wanted, argument):
        raise ValueError(f"write {name}: and {wanted.value}")


def _is_argument(wanted: Argument, text: str) -> bool:
    match wanted:
        case Argument.SHARE:
            return re.fullmatch(r"0?\.\d+", text) is not None and float(text) > 0.0
        case Argument.YEARS_LATER:
            return re.fullmatch(r"[1-9]\d?", text) is not None
        case Argument.MONTH:
            return re.fullmatch(r"0?[1-9]|1[0-2]", text) is not None
        case Argument.YEAR:
            return is_year(text)
        case _:
            return bool(text)


def check_period(name: str, period: str) -> None:
    """Raise ValueError, which says what would be right, unless a statistic is of such a period."""
    lasts = FORMS[name].lasts
    first, dots, last = period.partition("..")
    is_span = bool(dots) and is_year(first) and is_year(last) and first < last
    fits = {
        Lasts.ONE_PERIOD: is_year(period) or MONTH.fullmatch(period) is not None,
        Lasts.ONE_YEAR: is_year(period),
        Lasts.YEARS: is_year(period) or is_span,
        Lasts.SPAN: is_span,
    }
    if not fits[lasts]:
        raise ValueError(f"{name} is of {lasts.value}")


def is_year(text: str) -> bool:
    """Whether it is a financial year: ``2011/12``."""
    return YEAR.fullmatch(text) is not None and year_beginning(int(text[:4])) == text


def years_later(year: str, count: int) -> str:
    """The financial year so many years later; earlier where the count is negative."""
    return year_beginning(int(year[:4]) + count)


def years_of(span: str) -> list[str]:
    """The financial years of a year or a span, both ends included."""
    first, _, last = span.partition("..")
    return [year_beginning(start) for start in range(int(first[:4]), int((last or first)[:4]) + 1)]


def months_of(year: str) -> list[str]:
    """The months of a financial year, April first."""
    start = int(year[:4])
    return [f"{start}-{month:02d}" for month in range(4, 13)] + [f"{start + 1}-{month:02d}" for month in range(1, 4)]


def periods_of(name: str, argument: str, period: str) -> list[str]:
    """The periods whose figures a statistic is made of, in order; argument and period as checked."""
    match name:
        case "growth" | "share_change":
            years = years_of(period)
            return [years_later(years[0], -1) if name == "growth" else years[0], years[-1]]
        case "autoregression":
            return years_of(period)
        case "seasonality":
            return [month for year in years_of(period) for month in months_of(year)]
        case "persistence":
            return [period, years_later(period, int(argument))]
        case "change_from":
            return [argument, period]
        case _:
            return [period]
