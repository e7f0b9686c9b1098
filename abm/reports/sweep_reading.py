"""A sweep as its report reads it: which differences it leads with, in which year, and over what their intervals are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from abm.analysis.contrast import Contrast, arm_contrasts
from abm.analysis.elasticity import Elasticity, elasticities
from abm.analysis.factorial import Factorial
from abm.analysis.figures import Figures
from abm.analysis.lever_slopes import slope_contrasts
from abm.analysis.sweep_results import SweepResults
from abm.reports.comparison_results import Difference
from abm.reports.headline_difference import HeadlineDifference, HeadlineMeasure
from abm.reports.interval import Interval
from abm.reports.sweep_headlines import headline_groups, lead_measures
from abm.runs.paired_difference import PairedDifferences
from abm.sweeps.lever_design import SAMPLERS

Kind = Literal["one arm", "crossed", "spread", "listed"]


@dataclass(frozen=True, eq=False)
class SweepReading:
    """Everything that sections of the report share; worked out when first asked for."""

    results: SweepResults

    @cached_property
    def factorial(self) -> Factorial | None:
        """The crossing of levers that the arms are, if they are one."""
        return Factorial.of(self.results.arms, self.results.comparison)

    @cached_property
    def kind(self) -> Kind:
        """What sort of design it is, which decides what is contrasted."""
        if len(self.results.arms) == 1:
            return "one arm"
        if self.factorial is not None:
            return "crossed"
        return "spread" if self.results.experiment.levers.design in SAMPLERS and self._has_slopes else "listed"

    @cached_property
    def _has_slopes(self) -> bool:
        if self.year is None:
            return True
        made = slope_contrasts(self.headlines, self.results.arms, self.results.comparison)
        return any(bool(np.isfinite(contrast.differences.low).any()) for contrast in made)

    @cached_property
    def year(self) -> str | None:
        """The last period that any run reports; nothing before the first run is done."""
        periods = self.results.whole.periods
        return periods[-1] if periods else None

    @cached_property
    def groups(self) -> dict[str, tuple[HeadlineMeasure, ...]]:
        """What is shown of the last year, by heading."""
        kept = self.results.experiment.keep.measures
        there = self.results.whole.measures
        return headline_groups([name for name in kept if name in there] if kept else sorted(there))

    @cached_property
    def leads(self) -> list[HeadlineMeasure]:
        """The few measures that pictures and summaries are about."""
        rule = self.results.experiment.replications.precision
        shown = {one.measure: one for group in self.groups.values() for one in group}
        names = lead_measures(list(self.headlines.measures), rule.measure if rule else None)
        return [shown[name] for name in names if name in shown]

    @cached_property
    def headlines(self) -> Figures:
        """Figures of the last year."""
        return self.results.whole.of_period(str(self.year))

    @cached_property
    def contrasts(self) -> list[Contrast]:
        """What the report leads with: values of levers where they are crossed, slopes where spread, or arms."""
        return self.contrasts_of(self.headlines)

    def contrasts_of(self, figures: Figures) -> list[Contrast]:
        """The same contrasts of any figures; none that no pair of runs says anything of."""
        results = self.results
        match self.kind:
            case "one arm":
                made = []
            case "crossed" if self.factorial is not None:
                made = self.factorial.contrasts(figures)
            case "spread":
                made = slope_contrasts(figures, results.arms, results.comparison)
            case _:
                made = arm_contrasts(figures, results.arms, results.comparison)
        return [contrast for contrast in made if contrast.differences.pairs.any()]

    @cached_property
    def arm_contrasts(self) -> list[Contrast]:
        """Every other arm against the one they are compared with, in the last year."""
        made = arm_contrasts(self.headlines, self.results.arms, self.results.comparison)
        return [contrast for contrast in made if contrast.differences.pairs.any()]

    @cached_property
    def elasticities(self) -> list[Elasticity]:
        """What arms that change one quantity say in the last year, per cent for per cent."""
        results = self.results
        return elasticities(self.headlines, results.arms, results.comparison, results.experiment.base_scenario)

    def difference(self, headline: HeadlineMeasure, contrast: Contrast) -> HeadlineDifference | None:
        """What a contrast says of a headline in the last year; nothing where no sample has it."""
        at = self.headlines.position(headline.measure, str(self.year))
        counted = self.counted if contrast.lever else ("sample", "samples")
        unit = self.results.unit_of(headline.measure)
        return None if at is None else headline_difference(headline, unit, contrast.differences, at, counted)

    def all_differences(self, contrast: Contrast) -> list[HeadlineDifference]:
        """What it says of every headline."""
        found = (self.difference(one, contrast) for group in self.groups.values() for one in group)
        return [one for one in found if one is not None]

    @property
    def counted(self) -> tuple[str, str]:
        """What intervals are over: one, and several."""
        return ("arm", "arms") if self.kind == "spread" else ("sample", "samples")

    @property
    def samples_in_words(self) -> str:
        """How many samples or arms the contrasts rest on: "5 samples", or "4 to 5" where some runs failed."""
        return counts_in_words([contrast.differences.pairs for contrast in self.contrasts], self.counted)

    @property
    def interval_in_words(self) -> str:
        """What an interval is, said under every figure that has one."""
        if self.kind == "spread":
            return "95% interval over arms (Student's t) of a straight line through them"
        if self.samples_in_words == "one sample":
            return "interval: none can be given from one sample"
        return "95% interval (Student's t) of the mean over samples, taken within samples"


def headline_difference(
    headline: HeadlineMeasure, unit: str, found: PairedDifferences, at: int, counted: tuple[str, str]
) -> HeadlineDifference | None:
    """One entry of paired differences as a reader is told it; nothing where no pair has it."""
    pairs = int(found.pairs[at])
    if pairs == 0 or not np.isfinite(found.difference[at]):
        return None
    low, high = float(found.low[at]), float(found.high[at])
    known = np.isfinite(low) and np.isfinite(high)
    change = Interval(float(found.difference[at]), low if known else None, high if known else None)
    level, other = float(found.baseline_mean[at]), float(found.scenario_mean[at])
    ratio = float(found.variance_ratio[at])
    return HeadlineDifference(headline, unit, Difference(pairs, level, other, change, ratio), counted)


def counts_in_words(counts: Sequence[np.ndarray], counted: tuple[str, str]) -> str:
    """How many of something figures rest on: "5 samples", "4 to 5 samples", "one sample"."""
    found = np.concatenate(counts) if counts else np.zeros(0, dtype=np.int64)
    found = found[found > 0]
    if not found.size:
        return f"no {counted[0]}"
    few, many = int(found.min()), int(found.max())
    if many == 1:
        return f"one {counted[0]}"
    return f"{many} {counted[1]}" if few == many else f"{few} to {many} {counted[1]}"
