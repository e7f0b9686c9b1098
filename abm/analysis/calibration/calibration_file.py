"""A calibration's file: which parameters are fitted to which targets, in which order, with how many runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.measures.target import Target, read_targets
from abm.scenario.parameters import parameter_definitions
from abm.scenario.refusal import refusal
from abm.scenario.scenario import Scenario
from abm.sweeps.experiment import ExperimentHeading
from abm.sweeps.experiment_file import SIZES, ExperimentFile
from abm.sweeps.parameter_design import central_value, names_meant
from abm.sweeps.section import Section, entry, read_section, table_in

TABLES = ("settings", "base", "fit", "stages", *SIZES)
Names = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
MOST_RUNS = 10_000
COUNT = f"a whole number from 1 to {MOST_RUNS}"


class Fit(Section):
    """How hard is tried."""

    targets: str = entry(meaning="the targets' file", right="the path of a targets file in quotes")
    draws: int = entry(200, meaning="draws wanted of the posterior", right=COUNT, ge=1, le=MOST_RUNS)
    handed_on: int = entry(
        100,
        meaning="draws wanted of a stage that another follows, which meets them in turn",
        right=COUNT,
        ge=1,
        le=MOST_RUNS,
    )
    runs: int = entry(
        160, meaning="runs of a wave", right=f"a whole number from 10 to {MOST_RUNS}", ge=10, le=MOST_RUNS
    )
    waves: int = entry(3, meaning="waves of a stage, at least", right="a whole number from 2 to 20", ge=2, le=20)
    most_waves: int = entry(6, meaning="waves of a stage, at most", right="a whole number from 2 to 20", ge=2, le=20)
    repeats: int = entry(
        16,
        meaning="runs at the scenario's own values, by which is seen how far luck alone moves each target",
        right="a whole number from 2 to 1000",
        ge=2,
        le=1000,
    )
    cutoff: float = entry(
        3.0, meaning="implausibility from which a target counts as missed", right="a number above 0", gt=0.0
    )
    may_miss: int = entry(
        0,
        meaning="targets of its stage and of those before it, together, that a draw may miss and still stay",
        right="a whole number, 0 or more",
        ge=0,
    )
    marginal: Literal["triangular", "uniform"] = entry(
        "triangular", meaning="the priors over their ranges", right='one of "triangular", "uniform"'
    )


class StageSection(Section):
    """One level: parameters that are fitted together."""

    name: str = entry(
        meaning="what it is called", right="a short name of letters, digits and _", pattern=r"^[a-z0-9_]+$"
    )
    meaning: str = entry(meaning="what these parameters are", right="a few words in quotes", min_length=1)
    parameters: Names = entry(
        meaning="parameters that are fitted", right='names of parameters in quotes, in a list: ["people.crisis_*"]'
    )
    targets: Names = entry(meaning="targets that they are fitted to", right='ids of targets in a list: ["T01", "T02"]')
    spread: float = entry(
        1.0,
        meaning="share of each range, about the scenario's own value, that the priors cover",
        right="a number above 0, 1 for the whole range",
        gt=0.0,
        le=1.0,
    )


@dataclass(frozen=True)
class Stage:
    """A level of the fit, checked."""

    name: str
    meaning: str
    parameters: tuple[str, ...]
    targets: tuple[Target, ...]
    spread: float
    """Share of each range, about the scenario's own value, that the priors cover."""


@dataclass(frozen=True)
class CalibrationFile:
    """Everything that decides a posterior, checked, at one size."""

    name: str
    question: str
    seed: int
    scenario: Scenario
    """With central values of all that it does not hold itself: a fit does not start from an earlier one."""
    fit: Fit
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...]
    """All of the targets' file, those that nothing is fitted to among them."""
    held: Mapping[str, float]
    """Parameters by ``group.name`` that the settings hold and no stage fits: what was fitted holds only with them."""

    @classmethod
    def load(cls, reference: str | Path, size: str | None = None) -> CalibrationFile:
        """Read a calibration from a path, or by the bare name of one that ships. Raises InputError."""
        return ExperimentFile.read(reference, size, "calibrations").read_with(cls._read)

    @classmethod
    def _read(cls, file: ExperimentFile) -> CalibrationFile:
        where, document = file.where, file.document
        top = {key: value for key, value in document.items() if key not in TABLES}
        heading = read_section(ExperimentHeading, top, where, "")
        fit = read_section(Fit, table_in(document, "fit", where, "fit"), where, "fit")
        if fit.most_waves < fit.waves:
            raise refusal(where, "fit.most_waves", fit.most_waves, f"there are {fit.waves} waves in any case")
        scenario = file.scenario().central
        targets = tuple(read_targets(file.folder / fit.targets, scenario.run))
        stages = _stages(document.get("stages"), where, scenario, targets)
        fitted = {name for stage in stages for name in stage.parameters}
        set_here = [name for name in parameter_definitions() if name in file.settings and name not in fitted]
        return cls(
            name=heading.name,
            question=" ".join(heading.question.split()),
            seed=heading.seed,
            scenario=scenario,
            fit=fit,
            stages=stages,
            targets=targets,
            held={name: central_value(scenario.parameters, name) for name in set_here},
        )

    @property
    def fitted(self) -> tuple[Target, ...]:
        """Targets that a stage is fitted to."""
        return tuple(target for target in self.targets if any(target in stage.targets for stage in self.stages))


def _stages(given: Any, where: str, scenario: Scenario, targets: tuple[Target, ...]) -> tuple[Stage, ...]:
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise refusal(where, "stages", given, "write each stage as a table: [[stages]], one at least")
    stages: list[Stage] = []
    for number, table in enumerate(given, start=1):
        key = f"stages, {number}"
        section = read_section(StageSection, table, where, key)
        names = names_meant(section.parameters, scenario.parameters, where)
        for earlier in stages:
            if both := sorted(set(names) & set(earlier.parameters)):
                remedy = f"{both[0]} is fitted in the stage {earlier.name} already"
                raise refusal(where, f"{key}.parameters", list(section.parameters), remedy)
        if section.name in {earlier.name for earlier in stages}:
            raise refusal(where, f"{key}.name", section.name, "give each stage a name of its own")
        fitted_to = _targets_named(section, targets, where, key)
        stages.append(Stage(section.name, section.meaning, names, fitted_to, section.spread))
    return tuple(stages)


def _targets_named(section: StageSection, targets: tuple[Target, ...], where: str, key: str) -> tuple[Target, ...]:
    by_id = {target.id: target for target in targets}
    for name in section.targets:
        if name not in by_id:
            remedy = f"the targets' file has {', '.join(by_id)}"
            raise refusal(where, f"{key}.targets", name, remedy)
        if not by_id[name].is_fitted:
            remedy = "its row says that nothing may be fitted to it; leave it out, and it is reported apart"
            raise refusal(where, f"{key}.targets", name, remedy)
        if by_id[name].low == by_id[name].high:
            remedy = "its low and high are the same, and nothing can be fitted to a point; give it an interval"
            raise refusal(where, f"{key}.targets", name, remedy)
    return tuple(by_id[name] for name in section.targets)
