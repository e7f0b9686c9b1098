"""A calibration from priors to posterior: stage after stage, each a folder of sweeps that can be gone on with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.analysis.calibration.calibration_folder import WAVES_FOLDER
from abm.analysis.calibration.fitted_stage import FittedStage, StageFit, seed_of
from abm.analysis.calibration.nothing_remains import NothingRemainsError
from abm.analysis.calibration.posterior import Posterior
from abm.analysis.calibration.wave import Prior, Wave, experiment_at
from abm.analysis.target_figures import target_figures
from abm.measures.kept import only
from abm.measures.target import figures_needed
from abm.runs.results_folder import ResultsFolder
from abm.sweeps.comparison import Comparison
from abm.sweeps.experiment import Experiment
from abm.sweeps.lever_design import LeverDesign
from abm.sweeps.parameter_design import ParameterDesign, central_value
from abm.sweeps.replications import Replications
from abm.sweeps.sensitivity_section import SensitivitySection

if TYPE_CHECKING:
    import pandas as pd

LUCK = "luck"
LEAST_REPEATS = 2
CarryOut = Callable[[Experiment, Path], object]
"""Makes the runs of an experiment that a folder does not hold yet."""


@dataclass(frozen=True)
class Calibration:
    """A calibration being carried out into a folder."""

    file: CalibrationFile
    out: Path
    carry_out: CarryOut

    def posterior(self) -> Posterior:
        """Make what is missing. The same file gives the same draws to the last digit, interrupted or not.

        Raises NothingRemainsError, and what the sweeps raise.
        """
        luck = self._luck()
        stages: list[FittedStage] = []
        for number, stage in enumerate(self.file.stages):
            so_far = self.file.stages[: number + 1]
            judged = list(dict.fromkeys(target for earlier in so_far for target in earlier.targets))
            given = stages[-1].remaining if stages else None
            wanted = self.file.fit.draws if stage is self.file.stages[-1] else self.file.fit.handed_on
            fit = StageFit(stage, number, self.file.fit, self.file.seed, judged, luck, wanted, given)
            fitted = fit.carried_out(partial(self._wave, number))
            if fitted.remaining.empty:
                raise NothingRemainsError(f"no draw of the stage {stage.name} comes near enough to its targets")
            stages.append(fitted)
        return Posterior(self._prior, tuple(stages), luck, self.file.held)

    def _luck(self) -> pd.Series:
        """Standard deviation [targets] between runs at the scenario's own values that differ by luck alone."""
        import pandas as pd

        held = {
            name: [central_value(self.file.scenario.parameters, name)] * self.file.fit.repeats
            for stage in self.file.stages
            for name in stage.parameters
        }
        folder = self.out / WAVES_FOLDER / LUCK
        seed = seed_of(self.file.seed, len(self.file.stages), 0)
        self.carry_out(experiment_at(self._experiment, pd.DataFrame(held), seed), folder)
        figures = _by_sample(folder, self.file)
        if len(figures) < LEAST_REPEATS:
            said = f"{len(figures)} of {self.file.fit.repeats} runs at the scenario's own values ended well"
            raise NothingRemainsError(f"nobody can tell how far luck moves a target: {said}")
        return figures.std()

    def _wave(self, stage: int, points: pd.DataFrame, number: int) -> Wave:
        seed = seed_of(self.file.seed, stage, number)
        folder = self.out / WAVES_FOLDER / f"{self.file.stages[stage].name}_{number + 1}"
        self.carry_out(experiment_at(self._experiment, self._prior.values(points), seed), folder)
        figures = _by_sample(folder, self.file)
        ended_well = points.loc[figures.index].reset_index(drop=True)
        return Wave(ended_well, figures.reset_index(drop=True), len(points) - len(figures))

    @property
    def _prior(self) -> Prior:
        spread = {name: stage.spread for stage in self.file.stages for name in stage.parameters}
        return Prior(self.file.scenario.parameters, self.file.fit.marginal == "uniform", spread)

    @property
    def _experiment(self) -> Experiment:
        """One arm, the scenario as it stands; draws come wave by wave."""
        return Experiment(
            name=self.file.name,
            question=self.file.question,
            seed=self.file.seed,
            size=None,
            base_scenario=self.file.scenario,
            levers=LeverDesign(),
            parameters=ParameterDesign(),
            replications=Replications(),
            keep=only(figures_needed(self.file.targets)),
            compare=Comparison(),
            sensitivity=SensitivitySection(),
        )


def _by_sample(folder: Path, file: CalibrationFile) -> pd.DataFrame:
    """Figures [runs, targets] of runs that ended well and have all that is fitted, by the sample's number."""
    figures = target_figures(folder, file.targets).table
    sample_of = ResultsFolder(folder).runs(columns=["run", "sample"]).set_index("run")["sample"]
    figures = figures.set_axis(sample_of.loc[figures.index].to_numpy(), axis="index")
    return figures.dropna(subset=[target.id for target in file.fitted])
