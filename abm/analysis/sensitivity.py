"""A sensitivity analysis: a screening of all that an experiment varies, then Sobol's indices of what it kept."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from abm.analysis.factor_index import FactorIndex
from abm.analysis.point_figures import PointFigures
from abm.analysis.screening import Screening
from abm.analysis.sobol_indices import sobol_indices
from abm.analysis.survey_factors import RankedFactor, ranked
from abm.analysis.sweep_results import WHOLE_LEVELS, SweepResults
from abm.measures.periods import check_reported
from abm.runs.provenance import environment
from abm.runs.results_folder import FORMAT, INDICES, PROVENANCE, SCREENING, SENSITIVITY, ResultsFolder, read_provenance
from abm.scenario.refusal import refusal
from abm.sweeps.experiment import Experiment
from abm.sweeps.point_runs import factors_of
from abm.sweeps.points_design import PointsDesign
from abm.sweeps.stopped import SweepStoppedError
from abm.sweeps.sweep import FinishedSweep
from abm.sweeps.whole_file import write_text_whole

Method = Literal["both", "morris", "sobol"]
METHODS: tuple[Method, ...] = ("both", "morris", "sobol")
MakeSweep = Callable[[Experiment, Path], FinishedSweep]
"""Makes the runs of an experiment that a folder does not hold yet."""


@dataclass(frozen=True)
class SensitivityWishes:
    """What is asked of a sensitivity analysis."""

    method: Method = "both"
    period: str | None = None
    """Whose figures are read; without it the last that runs report."""
    command: Sequence[str] = ()


def screening_of(experiment: Experiment) -> Experiment:
    """The experiment's levers and parameters, all on Morris's trajectories. Raises InputError."""
    return experiment.with_points(PointsDesign(method="morris", rows=experiment.sensitivity.trajectories))


def indices_of(experiment: Experiment, factors: tuple[str, ...] = ()) -> Experiment:
    """Some of them, or all, on the rows of Sobol's design; the others stand as in the comparison arm. InputError."""
    return experiment.with_points(PointsDesign(method="sobol", rows=experiment.sensitivity.rows, factors=factors))


def largest_stages(experiment: Experiment, method: Method) -> list[tuple[str, Experiment]]:
    """The sweeps that there will be, by name; of what a screening is to keep, as many factors as it may."""
    names = tuple(factor.name for factor in factors_of(experiment, experiment.name))
    if method == "sobol":
        return [(INDICES, indices_of(experiment))]
    found = [(SCREENING, screening_of(experiment))]
    if method == "both":
        found.append((INDICES, indices_of(experiment, names[: experiment.sensitivity.keep])))
    return found


def check_asked(experiment: Experiment, wishes: SensitivityWishes) -> None:
    """Raise InputError where the experiment varies nothing, or keeps nothing that can be read at the period asked."""
    if experiment.points is not None:
        raise refusal(experiment.name, "points", experiment.points.method, "give an experiment without [points]")
    factors_of(experiment, experiment.name)
    kept = experiment.keep
    if not any(kept.has_units_of(level) for level in WHOLE_LEVELS):
        remedy = 'keep "england" or "place", which give one figure a run'
        raise refusal(experiment.name, "keep.levels", list(kept.levels), remedy)
    if wishes.period is not None:
        check_reported(wishes.period, "--at", "", experiment.base_scenario.run)
        if not kept.has_period(wishes.period):
            raise refusal("--at", "", wishes.period, "it must be kept to be read: see keep.periods")


def make_runs(experiment: Experiment, out: Path, wishes: SensitivityWishes, make: MakeSweep) -> list[FinishedSweep]:
    """Make the runs that are missing, sweep by sweep, each in a folder of its own within ``out``.

    Raises InputError, and SweepStoppedError where the screening cannot say what to keep.
    """
    screens = wishes.method != "sobol"
    try:
        made = [
            make(screening_of(experiment), out / SCREENING) if screens else make(indices_of(experiment), out / INDICES)
        ]
    finally:
        if out.is_dir():
            _write_provenance(experiment, out, wishes)
    if wishes.method == "both":
        made.append(make(indices_of(experiment, kept_factors(experiment, out / SCREENING, wishes)), out / INDICES))
    return made


def kept_factors(experiment: Experiment, screened: Path, wishes: SensitivityWishes) -> tuple[str, ...]:
    """What goes on from the screening in a folder. Raises SweepStoppedError where no trajectory says anything."""
    results = SweepResults.read(ResultsFolder.open(screened))
    if not results.done:
        raise SweepStoppedError(f"every run of the screening failed: see {screened / 'runs.parquet'}")
    figures = PointFigures.read(results, wishes.period)
    section = experiment.sensitivity
    kept = Screening.of(figures).kept(section.measures or figures.measures, section.keep)
    if not kept:
        raise SweepStoppedError(
            "the screening kept nothing: too few of its trajectories are whole, or nothing that is judged by varies"
        )
    return kept


def _write_provenance(experiment: Experiment, out: Path, wishes: SensitivityWishes) -> None:
    facts: dict[str, Any] = {
        "format": FORMAT,
        "kind": SENSITIVITY,
        "experiment": experiment.name,
        "question": experiment.question,
        "size": experiment.size,
        "seed": experiment.seed,
        "method": wishes.method,
        "at": wishes.period,
        "factors": [factor.name for factor in factors_of(experiment, experiment.name)],
        "command": shlex.join(wishes.command),
        **environment(),
    }
    text = json.dumps(facts, indent=2, ensure_ascii=False)
    write_text_whole(out, out / PROVENANCE, f"{text}\n")


@dataclass(frozen=True, eq=False)
class Stage:
    """One of the two sweeps, and what it says."""

    results: SweepResults
    figures: PointFigures
    indices: tuple[FactorIndex, ...]


@dataclass(frozen=True, eq=False)
class SensitivityResults:
    """What the folder of a sensitivity analysis holds, however far it has got."""

    path: Path
    provenance: dict[str, Any]
    screening: Stage | None
    sobol: Stage | None

    @classmethod
    def read(cls, path: Path) -> SensitivityResults:
        """Raises InputError where a file is missing or wrong."""
        provenance = read_provenance(path)
        period = provenance.get("at")
        return cls(path, provenance, _stage(path / SCREENING, period), _stage(path / INDICES, period))

    @property
    def stages(self) -> list[Stage]:
        """Those that there are."""
        return [stage for stage in (self.screening, self.sobol) if stage is not None]

    @cached_property
    def indices(self) -> list[FactorIndex]:
        """Everything found, the screening first."""
        return [index for stage in self.stages for index in stage.indices]

    @property
    def measures(self) -> list[str]:
        """Measures of which something was found."""
        return list(dict.fromkeys(index.measure for index in self.indices))

    @cached_property
    def survey(self) -> list[RankedFactor]:
        """The survey's factors, the one that matters most to integration first."""
        return ranked(self.indices, self.provenance.get("factors", []))

    @property
    def units(self) -> dict[str, str]:
        """Unit of each measure."""
        return {name: unit for stage in self.stages for name, unit in stage.results.units.items()}


def _stage(folder: Path, period: str | None) -> Stage | None:
    """A stage of which some run has ended well."""
    if not folder.is_dir():
        return None
    results = SweepResults.read(ResultsFolder.open(folder))
    if not results.done:
        return None
    figures = PointFigures.read(results, period)
    is_screening = figures.runs.design.method == "morris"
    return Stage(results, figures, Screening.of(figures).indices if is_screening else sobol_indices(figures))
