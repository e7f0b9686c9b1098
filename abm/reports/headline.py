"""The headline table: the last full year beside the first reported one, with intervals over replications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.reports.interval import Interval, interval_of_mean

if TYPE_CHECKING:
    import pandas as pd

    from abm.reports.results import Results

HEADLINES: dict[str, dict[str, str]] = {
    "Use of hospital": {
        "emergency_admissions_per_1000_65plus": "Emergency admissions per 1,000 people aged 65+",
        "emergency_bed_days_per_1000_65plus": "Emergency bed days per 1,000 people aged 65+",
        "length_of_stay_emergency": "Length of an emergency stay",
        "acute_bed_occupancy": "Acute beds occupied",
        "readmission_rate_30d_75plus": "Readmitted within 30 days, aged 75+",
    },
    "Days spent waiting to leave hospital": {
        "delayed_days": "All delayed days",
        "delayed_days_per_1000_65plus": "Delayed days per 1,000 people aged 65+",
        "delayed_days_nhs": "put down to the NHS",
        "delayed_days_social_care": "put down to social care",
        "delayed_days_both": "put down to both",
    },
    "Delayed days by reason": {
        "delayed_days_assessment": "Waiting for an assessment",
        "delayed_days_public_funding": "Waiting for public funding",
        "delayed_days_further_nhs_care": "Waiting for further NHS care",
        "delayed_days_residential_home": "Waiting for a residential home",
        "delayed_days_nursing_home": "Waiting for a nursing home",
        "delayed_days_home_package": "Waiting for care at home",
        "delayed_days_equipment": "Waiting for equipment",
        "delayed_days_choice": "Choice of patient or family",
        "delayed_days_dispute": "Dispute",
        "delayed_days_housing": "Housing",
    },
    "Care": {
        "council_supported_care_home_residents_65plus": "Care-home residents aged 65+ supported by councils",
        "care_home_admissions_per_100000_65plus": "Care-home admissions per 100,000 aged 65+",
    },
    "Money": {
        "spend_nhs": "NHS spend",
        "spend_council": "Council spend on social care",
        "joint_spend_share": "Spent through joint arrangements, of all NHS and social-care spending",
    },
}
"""Measures of the headline table in plain words, by heading."""


@dataclass(frozen=True)
class HeadlineRow:
    """One measure in the two years and its change, each over replications."""

    label: str
    unit: str
    first: Interval | None
    last: Interval | None
    change: Interval | None


def headline_measures() -> list[str]:
    """Every measure of the headline table."""
    return [measure for group in HEADLINES.values() for measure in group]


def headline_row(results: Results, measure: str, label: str, years: tuple[str, str]) -> HeadlineRow | None:
    """The row of a measure for England; nothing where these results do not hold it."""
    rows = results.by_year([measure])
    if rows.empty:
        return None
    values: pd.DataFrame = rows.pivot_table(index="run", columns="period", values="value")
    first, last = (values[year].dropna() if year in values else values.iloc[:0, 0] for year in years)
    return HeadlineRow(
        label=label,
        unit=results.unit_of(measure),
        first=interval_of_mean(first.to_list()),
        last=interval_of_mean(last.to_list()),
        change=interval_of_mean((last - first).dropna().to_list()),
    )
