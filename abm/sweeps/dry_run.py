"""What a sweep would be: runs, and estimates of time and disk from rates measured beforehand. Nothing is run."""

from __future__ import annotations

from dataclasses import dataclass

from abm.dates import month_of
from abm.measures.definitions import MEASURES
from abm.measures.kept import Kept
from abm.measures.periods import periods_of
from abm.scenario.geography import RegionPlaces, TablePlaces
from abm.scenario.period import Period
from abm.scenario.scenario import Scenario
from abm.sweeps.sweep_plan import SweepPlan
from abm.world.overlap_table import read_overlap

SECONDS_A_COUNCIL_MONTH = 0.014
"""One core, measured on regions of 4 and 8 councils run to March 2015; a faster or busier machine differs."""
BYTES_A_ROW = 11.0
"""Of a run's rows in Parquet, measured on a region of 8 councils."""
COUNCILS_OF_ENGLAND = 152
"""For synthetic England."""
UNITS_A_COUNCIL = {"council": 1.0, "consortium": 2.1, "trust": 0.6, "team": 1.2}
"""Units of a level for each council, measured likewise; levels not named have one."""


@dataclass(frozen=True)
class DryRun:
    """The size of a sweep. Seconds and bytes are estimates; counts are exact."""

    arms: int
    samples: int
    """Made in any case."""
    samples_at_most: int
    """With a rule of precision, where it gives up."""
    runs: int
    runs_at_most: int
    seconds_a_run: float
    bytes_a_run: float
    workers: int

    @classmethod
    def of(cls, plan: SweepPlan, workers: int = 1) -> DryRun:
        """Count a plan, and estimate what it takes with so many workers at a time."""
        experiment = plan.experiment
        count = councils(experiment.base_scenario)
        return cls(
            arms=len(plan.arms),
            samples=plan.samples_at_least,
            samples_at_most=plan.samples_at_most,
            runs=plan.runs_of(plan.samples_at_least),
            runs_at_most=plan.runs_of(plan.samples_at_most),
            seconds_a_run=council_months(experiment.base_scenario.run, count) * SECONDS_A_COUNCIL_MONTH,
            bytes_a_run=rows_a_run(experiment.base_scenario.run, experiment.keep, count) * BYTES_A_ROW,
            workers=workers,
        )

    @property
    def seconds(self) -> float:
        """Estimated seconds for the runs made in any case: they are shared out over workers, a run at a time."""
        return self.seconds_a_run * -(-self.runs // self.workers)

    @property
    def seconds_at_most(self) -> float:
        """The same up to where a rule of precision gives up."""
        return self.seconds_a_run * -(-self.runs_at_most // self.workers)

    def lines(self) -> tuple[str, ...]:
        """What it says to a reader."""
        said = [
            f"{self.arms:,} arm{'' if self.arms == 1 else 's'} x {self.samples:,} samples = {self.runs:,} runs",
            f"time, an estimate: {_duration(self.seconds)} on {self.workers} workers "
            f"({_duration(self.seconds_a_run)} a run on one core)",
            f"disk, an estimate: {_amount(self.runs * self.bytes_a_run)}",
        ]
        if self.runs_at_most > self.runs:
            said.append(
                f"up to {self.samples_at_most:,} samples, {self.runs_at_most:,} runs, if precision takes that many: "
                f"{_duration(self.seconds_at_most)}, {_amount(self.runs_at_most * self.bytes_a_run)}"
            )
        return tuple(said)


def councils(scenario: Scenario) -> int:
    """How many councils a scenario's places have. Raises InputError where they are in a table with a fault."""
    places = scenario.geography
    if isinstance(places, TablePlaces):
        return len(read_overlap(places.overlap).council_codes)
    return places.councils if isinstance(places, RegionPlaces) else COUNCILS_OF_ENGLAND


def council_months(run: Period, count: int) -> int:
    """Months of a run times its councils."""
    return (month_of(run.end).index + 1) * count


def rows_a_run(run: Period, kept: Kept, count: int) -> float:
    """Rows kept of a run of so many councils, if every measure had a value in every period."""
    return sum(
        max(1.0, UNITS_A_COUNCIL[level] * count) if level in UNITS_A_COUNCIL else 1.0
        for period in periods_of(run)
        for measure in MEASURES
        for level in measure.levels
        if kept.has(measure.name, level, period)
    )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"about {seconds:.0f} seconds"
    if seconds < 5400:
        return f"about {seconds / 60:.0f} minutes"
    return f"about {seconds / 3600:.1f} hours" if seconds < 172_800 else f"about {seconds / 86_400:.1f} days"


def _amount(size: float) -> str:
    return f"about {size / 1e9:.1f} GB" if size >= 1e9 else f"about {max(size / 1e6, 0.1):.1f} MB"
