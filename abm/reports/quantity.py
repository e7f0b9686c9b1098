"""Numbers as a reader expects to see them: rounded, with thousands separators, shares in per cent."""

from __future__ import annotations

from abm.reports.interval import Interval

NOTHING = "not available"
MINUS = "\N{MINUS SIGN}"


def is_share(unit: str) -> bool:
    """Whether a unit is a share of one, which readers know in per cent."""
    return unit.lower().startswith(("share", "proportion", "fraction"))


def shown_unit(unit: str) -> str:
    """The unit as a reader sees it: a share is in per cent."""
    if not is_share(unit):
        return unit
    _, _, of_what = unit.partition(" ")
    return f"% {of_what}".strip()


def shown_number(value: float, unit: str, *, signed: bool = False) -> str:
    """Three to four meaningful digits: 1,373,000; 254; 9.46; 0.031."""
    if is_share(unit):
        value *= 100.0
    return f"{_rounded(value):{'+' if signed else ''},{_layout(value)}}".replace("-", MINUS)


def _rounded(value: float) -> float:
    """Four digits of a large number, so that it does not look more exact than it is."""
    digits_before_point = len(str(int(abs(value))))
    return round(value, min(4 - digits_before_point, 0)) if digits_before_point > 4 else value


def _layout(value: float) -> str:
    size = abs(value)
    if size >= 100:
        return ".0f"
    if size >= 10:
        return ".1f"
    if size >= 1 or value == 0.0:
        return ".2f"
    return ".2g"


def shown_interval(interval: Interval | None, unit: str, *, signed: bool = False) -> str:
    """A mean and, where there is one, its interval: ``254 (249 to 259)``."""
    if interval is None:
        return NOTHING
    mean = shown_number(interval.mean, unit, signed=signed)
    if interval.low is None or interval.high is None:
        return mean
    low, high = (shown_number(limit, unit, signed=signed) for limit in (interval.low, interval.high))
    return f"{mean} ({low} to {high})"
