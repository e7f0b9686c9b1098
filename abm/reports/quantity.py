"""Numbers as a reader expects to see them: rounded, with thousands separators, shares in per cent."""

from __future__ import annotations

import math

from abm.reports.interval import Interval

NOTHING = "not available"
ALL_ALIKE = "(all alike)"
BILLION = 1e9
MINUS = "\N{MINUS SIGN}"


def is_share(unit: str) -> bool:
    """Whether a unit is a share of one, which readers know in per cent."""
    return unit.lower().startswith(("share", "proportion", "fraction"))


def is_money(unit: str) -> bool:
    """Whether a unit is pounds, which are shown in billions."""
    return unit == "GBP"


def scale_shown(unit: str) -> float:
    """What a value is multiplied with to be in the unit that a reader sees."""
    if is_money(unit):
        return 1.0 / BILLION
    return 100.0 if is_share(unit) else 1.0


def shown_unit(unit: str) -> str:
    """The unit as a reader sees it: a share is in per cent, money in billions of pounds."""
    if is_money(unit):
        return "£bn"
    if not is_share(unit):
        return unit
    _, _, of_what = unit.partition(" ")
    return f"% {of_what}".strip()


def shown_number(value: float, unit: str, *, signed: bool = False) -> str:
    """Three to four meaningful digits: 1,373,000; 254; 9.46; 0.031. Money in billions, to a tenth."""
    value *= scale_shown(unit)
    layout = ".1f" if is_money(unit) else _layout(value)
    plus = "+" if signed and value != 0.0 else ""
    return f"{_rounded(value):{plus}z,{layout}}".replace("-", MINUS)


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
    if size == 0.0:
        return ".0f"
    if size < 0.001:
        return ".3f"
    return ".2f" if size >= 1 else ".2g"


def shown_mean(interval: Interval | None, unit: str, *, signed: bool = False) -> str:
    """The mean: ``254``."""
    return NOTHING if interval is None else shown_number(interval.mean, unit, signed=signed)


def shown_limits(interval: Interval | None, unit: str, *, signed: bool = False) -> str:
    """The limits where there are any: ``(249 to 259)``, no further than such a figure can be.

    Limits that are the same say that nothing varied: an interval would look like certainty.
    """
    if interval is None or interval.low is None or interval.high is None:
        return ""
    if interval.is_all_alike:
        return ALL_ALIKE
    lowest, highest = _reach(interval.mean, unit, signed=signed)
    low, high = max(interval.low, lowest), min(interval.high, highest)
    return f"({shown_number(low, unit, signed=signed)} to {shown_number(high, unit, signed=signed)})"


def _reach(mean: float, unit: str, *, signed: bool) -> tuple[float, float]:
    """Between what a figure must lie, or a change where it has a sign. Only money can be less than nothing."""
    is_part = (is_share(unit) or unit == "0 to 1") and abs(mean) <= 1.0
    highest = 1.0 if is_part else math.inf
    if signed:
        return -highest, highest
    return (-math.inf if is_money(unit) else 0.0), highest
