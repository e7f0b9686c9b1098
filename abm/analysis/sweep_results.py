"""What a sweep has come to so far: its experiment, how its runs went, and figures as they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from abm.analysis.figures import Figures
from abm.runs.measures_file import LABELS, read_figures
from abm.runs.results_folder import EXPERIMENT, MEASURES, ResultsFolder
from abm.sweeps.arm import Arm
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

if TYPE_CHECKING:
    import pandas as pd

LABELS_OF_RUNS = ("arm", "status", "code_version")
WHAT_RUN = ("run", "sample", *LABELS_OF_RUNS)
"""Columns that are read of every run: settings, messages and hashes of 20,000 runs would fill memory unread."""
WHOLE_LEVELS = ("england", "place")
"""Levels with one unit, the better known first."""


@dataclass(frozen=True, eq=False)
class SweepResults:
    """A sweep's folder, finished or not. Its measures stay on disk until they are asked for."""

    path: Path
    experiment: Experiment
    runs: pd.DataFrame
    """One row a run that has ended, well or not; of each, what tells it from others and how it ended."""
    failed: pd.DataFrame
    """All that is known of the runs that failed, one row each."""
    units: Mapping[str, str]
    """Unit of each measure, from the codebook."""
    provenance: Mapping[str, Any]

    @classmethod
    def read(cls, folder: ResultsFolder) -> SweepResults:
        """Raises InputError where the experiment's file is gone or wrong."""
        codebook = folder.codebook()
        return cls(
            path=folder.path,
            experiment=Experiment.load(folder.path / EXPERIMENT),
            runs=folder.runs(columns=WHAT_RUN).astype(dict.fromkeys(LABELS_OF_RUNS, "category")),
            failed=folder.runs(status="failed"),
            units=dict(zip(codebook["measure"], codebook["unit"], strict=True)),
            provenance=folder.provenance(),
        )

    @property
    def arms(self) -> tuple[Arm, ...]:
        """Every arm of the experiment, whether it has a run yet or not."""
        return self.experiment.arms

    @cached_property
    def arm_names(self) -> list[str]:
        """Their names."""
        return [arm.name for arm in self.arms]

    @property
    def comparison(self) -> Arm:
        """The arm that all others are compared with."""
        return self.experiment.comparison

    @cached_property
    def samples(self) -> list[int]:
        """Samples of which any run has ended."""
        return sorted({int(sample) for sample in self.runs["sample"]})

    @property
    def done(self) -> int:
        """Runs that ended well."""
        return int((self.runs["status"] == "done").sum())

    @property
    def planned(self) -> int:
        """Runs that are made in any case."""
        plan = SweepPlan(self.experiment)
        return plan.runs_of(plan.samples_at_least)

    @cached_property
    def done_by_arm(self) -> dict[str, set[int]]:
        """The samples that ended well, by arm."""
        done = self.runs[self.runs["status"] == "done"]
        found = {str(name): set(rows["sample"]) for name, rows in done.groupby("arm", observed=True)}
        return {name: found.get(name, set()) for name in self.arm_names}

    def pairs(self, arm: Arm) -> int:
        """Samples that ended well both in an arm and in the one it is compared with."""
        return len(self.done_by_arm[arm.name] & self.done_by_arm[self.comparison.name])

    def unit_of(self, measure: str) -> str:
        """The unit of a measure."""
        return self.units.get(measure, "")

    @cached_property
    def whole(self) -> Figures:
        """Figures of England, or of all places of the run where England is not kept; nothing where neither is."""
        found = self.figures(WHOLE_LEVELS[0])
        return found if len(found.names) else self.figures(WHOLE_LEVELS[1])

    def figures(self, level: str, measures: Collection[str] | None = None) -> Figures:
        """Figures of a level by year, or by month where no year is kept. Only what is asked for is read."""
        found = self._read(level, measures, yearly=True)
        if found.empty:
            found = self._read(level, measures, yearly=False)
        return Figures.of(found, self.runs, self.arm_names, self.samples)

    def _read(self, level: str, measures: Collection[str] | None, *, yearly: bool) -> pd.DataFrame:
        import pyarrow.compute as pc

        is_year = pc.match_substring(pc.field("period"), "/")
        wanted = (pc.field("level") == level) & (is_year if yearly else ~is_year)
        if measures is not None:
            wanted &= pc.field("measure").isin(sorted(measures))
        labels = [label for label in LABELS if label != "level"]
        return read_figures(self.path / MEASURES, wanted).drop_columns("level").to_pandas(categories=labels)
