"""The runs that a validation needs: a scenario as it stands, over luck and, if asked, draws of what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from abm.analysis.forecast import forecast_figures
from abm.analysis.observed import Observed, read_observed
from abm.errors import InputError
from abm.measures.kept import Figure, only
from abm.measures.target import Target, figures_needed, read_targets
from abm.runs.results_folder import FORECAST, OBSERVED, SKILL, TARGETS
from abm.scenario.period import Period
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_folder
from abm.sweeps.comparison import Comparison
from abm.sweeps.experiment import Experiment
from abm.sweeps.lever_design import LeverDesign
from abm.sweeps.parameter_design import ParameterDesign
from abm.sweeps.replications import Replications
from abm.sweeps.sensitivity_section import SensitivitySection

COMMAND = "abm validate"
OPTIONS = {"parameters.file": "--posterior", "parameters.draws": "--replications"}
"""What the entries of an experiment file are called on the command line."""


@dataclass(frozen=True)
class Evidence:
    """What runs are held against, read and checked before any is made."""

    targets: tuple[Target, ...]
    observed: tuple[Observed, ...]
    texts: dict[str, str | None]
    """The files as they were given, by what they are called in the results folder; nothing where none was."""

    @classmethod
    def read(cls, targets: Path | None, observed: Path | None, run: Period) -> Evidence:
        """``targets``: a file, or those that ship. Raises InputError for the first entry that is wrong."""
        chosen = targets if targets is not None else shipped_folder("configs") / TARGETS
        return cls(
            tuple(read_targets(chosen, run)),
            () if observed is None else tuple(read_observed(observed, run)),
            {
                TARGETS: chosen.read_text("utf-8-sig"),
                OBSERVED: None if observed is None else observed.read_text("utf-8-sig"),
                FORECAST: None,
                SKILL: None,
            },
        )

    def figures(self, run: Period) -> tuple[Figure, ...]:
        """All that has to be kept of each run."""
        return tuple(dict.fromkeys([*figures_needed(self.targets), *forecast_figures(run, self.observed)]))


@dataclass(frozen=True)
class Runs:
    """Which runs there are to be: replication r has luck of its own and, where parameters are drawn, draw r."""

    replications: int
    seed: int
    priors: bool = False
    """Whether every uncertain number is drawn from its range."""
    posterior: Path | None = None
    """A table of draws, a row each."""


def validation_experiment(scenario: Scenario, evidence: Evidence, runs: Runs) -> Experiment:
    """The scenario alone, over the runs asked for, keeping what the evidence needs. Raises InputError."""
    return Experiment(
        name=scenario.name,
        question="How does it compare with what happened?",
        seed=runs.seed,
        size=None,
        base_scenario=scenario,
        levers=LeverDesign(),
        parameters=_parameters(scenario, runs),
        replications=Replications(number=runs.replications if _is_central(runs) else 1),
        keep=only(evidence.figures(scenario.run)),
        compare=Comparison(),
        sensitivity=SensitivitySection(),
    )


def _is_central(runs: Runs) -> bool:
    return not runs.priors and runs.posterior is None


def _parameters(scenario: Scenario, runs: Runs) -> ParameterDesign:
    table: dict[str, Any] = {"design": "central"}
    if runs.posterior is not None:
        table = {"design": "posterior", "file": str(runs.posterior), "draws": runs.replications}
    elif runs.priors:
        table = {"design": "latin_hypercube", "names": ["*"], "draws": runs.replications}
    try:
        return ParameterDesign.read(table, COMMAND, Path(), scenario.central.parameters, runs.seed)
    except InputError as error:
        raise InputError(error.where, OPTIONS.get(error.key, error.key), error.value, error.remedy) from error
