"""The differences that a policy reader looks for, in plain words: what, by how much, how sure, for better or worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from abm.reports.comparison_results import ComparedScenario, ComparisonResults, Difference
from abm.reports.quantity import is_share

Wanted = Literal["lower", "higher", "neither"]
Verdict = Literal["Better", "Worse", "Higher", "Lower", "Unclear", "Same"]
VERDICTS: tuple[Verdict, ...] = ("Better", "Worse", "Higher", "Lower", "Unclear", "Same")


@dataclass(frozen=True)
class HeadlineMeasure:
    """A measure that the comparison leads with."""

    measure: str
    label: str
    noun: str
    """What there is more or less of, in a sentence: "about 12% fewer **delayed days**"."""
    wanted: Wanted
    """Which way is better for older people; ``neither`` where that depends on what one wants."""
    words: tuple[str, str] = ("fewer", "more")
    """For less of it and for more of it."""


TINY = 0.01
"""Per cent, or points, below which a number would say more than anyone can know."""
LESS, LOWER, SHORTER = ("less", "more"), ("lower", "higher"), ("shorter", "longer")

HEADLINES: dict[str, tuple[HeadlineMeasure, ...]] = {
    "Waiting to leave hospital": (
        HeadlineMeasure(
            "delayed_days_per_1000_65plus", "Delayed days per 1,000 people aged 65+", "delayed days", "lower"
        ),
        HeadlineMeasure(
            "wait_council_assessment", "Wait for a council's assessment", "waits for assessment", "lower", SHORTER
        ),
        HeadlineMeasure("wait_home_care", "Wait for care at home", "waits for care at home", "lower", SHORTER),
        HeadlineMeasure("wait_reablement", "Wait for reablement", "waits for reablement", "lower", SHORTER),
    ),
    "Use of hospital": (
        HeadlineMeasure(
            "emergency_admissions_per_1000_65plus",
            "Emergency admissions per 1,000 people aged 65+",
            "emergency admissions",
            "lower",
        ),
        HeadlineMeasure(
            "emergency_bed_days_per_1000_65plus",
            "Emergency bed days per 1,000 people aged 65+",
            "emergency bed days",
            "lower",
        ),
        HeadlineMeasure(
            "readmission_rate_30d", "Readmitted within 30 days", "discharges followed by a readmission", "lower"
        ),
    ),
    "Life and care at home": (
        HeadlineMeasure(
            "days_at_home_share", "Days spent at home", "of older people's days spent at home", "higher", LESS
        ),
        HeadlineMeasure("unmet_hours_per_1000_65plus", "Need at home that nobody meets", "unmet hours", "lower"),
        HeadlineMeasure(
            "packages_started_within_28_days_share",
            "Packages of care started within 28 days",
            "packages started in time",
            "higher",
        ),
        HeadlineMeasure("carer_hours_per_1000_65plus", "Hours that carers give", "hours given by carers", "neither"),
        HeadlineMeasure(
            "care_home_moves_inappropriate_share",
            "Moves from hospital to a care home that need did not call for",
            "of these moves not called for",
            "lower",
        ),
        HeadlineMeasure("deaths_per_1000_65plus", "Deaths per 1,000 people aged 65+", "deaths", "lower"),
    ),
    "Decisions and working together": (
        HeadlineMeasure(
            "improvable_decision_share",
            "Discharges where a better destination existed",
            "such discharges",
            "lower",
        ),
        HeadlineMeasure(
            "decisions_with_shared_records_share",
            "Decisions made with both bodies' records",
            "such decisions",
            "higher",
        ),
        HeadlineMeasure("hand_offs_per_1000_65plus", "Times a person is handed on", "hand-offs", "lower"),
        HeadlineMeasure("disputes", "Disputes over who is responsible", "disputes", "lower"),
        HeadlineMeasure("trust_mean", "Trust between organisations", "trust", "higher", LOWER),
    ),
    "Money": (
        HeadlineMeasure("spend_nhs", "NHS spending", "NHS spending", "neither", LOWER),
        HeadlineMeasure("spend_council", "Council spending on care", "council spending on care", "neither", LOWER),
        HeadlineMeasure(
            "spend_per_older_person",
            "Spending on each older person's care",
            "spending on each older person",
            "neither",
            LOWER,
        ),
        HeadlineMeasure(
            "joint_spend_share",
            "Spent through joint arrangements, of all NHS and social-care spending",
            "of NHS and social-care spending made jointly",
            "neither",
            LESS,
        ),
    ),
}
"""Every headline of a comparison, by heading. Those that a folder does not hold are skipped."""


@dataclass(frozen=True)
class HeadlineDifference:
    """One headline for one scenario."""

    headline: HeadlineMeasure
    unit: str
    difference: Difference
    counted: tuple[str, str] = ("pair of runs", "pairs of runs")
    """What an interval is over: one of them, and several."""

    @property
    def verdict(self) -> Verdict:
        """For better or worse, higher or lower where neither is better, or no telling."""
        change = self.difference.change
        if change.low is None or change.high is None:
            return "Unclear"
        if change.low == change.high == 0.0:
            return "Same"
        if change.low <= 0.0 <= change.high:
            return "Unclear"
        rose = change.mean > 0.0
        if self.headline.wanted == "neither":
            return "Higher" if rose else "Lower"
        return "Better" if rose == (self.headline.wanted == "higher") else "Worse"

    @property
    def is_in_points(self) -> bool:
        """Whether it is told in percentage points, as shares are; the others in per cent of the baseline."""
        return is_share(self.unit)

    @property
    def scale(self) -> float | None:
        """What a difference is multiplied with to be in per cent or points; nothing where the baseline is nought."""
        if self.is_in_points:
            return 100.0
        return 100.0 / abs(self.difference.baseline) if self.difference.baseline else None

    @property
    def words(self) -> str:
        """The difference as a sentence goes: how much more or less of what, and between which limits."""
        change = self.difference.change
        if self.verdict == "Same":
            return f"the same in all {self.difference.pairs} {self.counted[1]}"
        if self.scale is None:
            return f"{self._direction(change.mean)} {self.headline.noun}, from none in the baseline"
        about = self._about(change.mean)
        if change.low is None or change.high is None:
            return f"{about} in the only {self.counted[0]}, which cannot tell policy from luck"
        if self.verdict == "Unclear":
            return f"no clear difference (anywhere {self._between(change.low, change.high)})"
        if change.is_all_alike:
            return f"{about} (in all {self.difference.pairs} {self.counted[1]} alike)"
        low, high = sorted((change.low, change.high), key=abs)
        return about if self._is_tiny(high) else f"{about} ({self._between(low, high)})"

    def _about(self, mean: float) -> str:
        if mean == 0.0:
            return "the same"
        direction = self._direction(mean)
        if self._is_tiny(mean):
            unit = " percentage points" if self.is_in_points else "%"
            return f"{direction} {self.headline.noun}, by less than {TINY}{unit}"
        return f"about {self._size(mean, points='percentage point')} {direction} {self.headline.noun}"

    def _between(self, low: float, high: float) -> str:
        if self._is_tiny(low) and self._is_tiny(high):
            return f"less than {TINY}{' points' if self.is_in_points else '%'} either way"
        if self._is_tiny(low) or self._is_tiny(high):
            return "between " + " and ".join(self._limit(limit) for limit in (low, high))
        same_side = (low < 0.0) == (high < 0.0)
        digits = 3 if self._number(low) == self._number(high) else 2
        first = self._size(low, digits) if same_side else self._limit(low, digits)
        return f"between {first} and {self._limit(high, digits)}"

    def _limit(self, change: float, digits: int = 2) -> str:
        if self._is_tiny(change):
            return "next to nothing"
        return f"{self._size(change, digits)} {self._direction(change)}"

    def _direction(self, change: float) -> str:
        return self.headline.words[change > 0.0]

    def _is_tiny(self, change: float) -> bool:
        return abs(self.shown(change)) < TINY

    def _size(self, change: float, digits: int = 2, points: str = "point") -> str:
        number = self._number(change, digits)
        if not self.is_in_points:
            return f"{number}%"
        return f"{number} {points}{'' if number == '1' else 's'}"

    def _number(self, change: float, digits: int = 2) -> str:
        size = abs(self.shown(change))
        return f"{size:,.0f}" if size >= 99.5 else f"{size:.{digits if size >= 0.1 else digits - 1}g}"

    def shown(self, change: float) -> float:
        """A change in per cent of the baseline or in points; nothing falls, and no share rises, by more than all."""
        size = max(change * (self.scale or 1.0), -100.0)
        return min(size, 100.0) if self.is_in_points else size


def headline_measures() -> list[str]:
    """Every measure that the comparison leads with."""
    return [headline.measure for group in HEADLINES.values() for headline in group]


def headline_differences(
    results: ComparisonResults, scenario: ComparedScenario, year: str
) -> dict[str, list[HeadlineDifference]]:
    """What a scenario changes against the baseline in a year, by heading; only what these results hold."""
    found = {
        heading: [
            HeadlineDifference(headline, results.results.unit_of(headline.measure), difference)
            for headline in headlines
            if (difference := results.difference(headline.measure, scenario, year)) is not None
        ]
        for heading, headlines in HEADLINES.items()
    }
    return {heading: differences for heading, differences in found.items() if differences}
