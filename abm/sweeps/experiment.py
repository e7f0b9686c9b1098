"""An experiment: a question, and everything that decides the runs that are to answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from abm.measures.kept import Kept
from abm.scenario.refusal import refusal
from abm.scenario.scenario import Scenario
from abm.scenario.toml_text import toml_text
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.comparison import Comparison
from abm.sweeps.experiment_file import SIZES, ExperimentFile
from abm.sweeps.keep_section import KeepSection
from abm.sweeps.lever_design import LeverDesign
from abm.sweeps.parameter_design import ParameterDesign
from abm.sweeps.parameter_draws import ParameterDraws
from abm.sweeps.point_runs import EACH_ITS_OWN, PointRuns
from abm.sweeps.points_design import PointsDesign
from abm.sweeps.replications import Replications
from abm.sweeps.section import Section, entry, read_section, table_in
from abm.sweeps.sensitivity_section import SensitivitySection

NAME = r"^[^\x00-\x1f\x7f]+$"
LARGEST_SEED = 2**32 - 1
TABLES = (
    "settings",
    "base",
    "levers",
    "parameters",
    "points",
    "replications",
    "keep",
    "compare",
    "sensitivity",
    *SIZES,
)


class ExperimentHeading(Section):
    """What stands above all tables of the file."""

    name: str = entry(
        meaning="what the experiment is called",
        right="a name in quotes, on one line, of at most 100 characters",
        pattern=NAME,
        max_length=100,
    )
    question: str = entry(meaning="what it is to answer", right="the question that it answers, in quotes", min_length=1)
    seed: int = entry(
        1,
        meaning="what all luck of it is derived from",
        right=f"a whole number from 0 to {LARGEST_SEED}",
        ge=0,
        le=LARGEST_SEED,
    )
    scenario: str = entry("", meaning="what it changes", right="the path of a scenario, or the name of one that ships")


@dataclass(frozen=True)
class Experiment:
    """A designed experiment, checked, at one size. Built by :meth:`load`."""

    name: str
    question: str
    seed: int
    size: str | None
    """``small`` or ``full``, where the file had sizes."""
    base_scenario: Scenario
    """What all arms change: the experiment's scenario with its settings."""
    levers: LeverDesign
    parameters: ParameterDesign
    replications: Replications
    keep: Kept
    compare: Comparison
    sensitivity: SensitivitySection
    points: PointsDesign | None = None
    """Explicit points, where each sample is one run; without them every arm meets every sample."""

    @classmethod
    def load(cls, reference: str | Path, size: str | None = None, settings: Sequence[str] = ()) -> Experiment:
        """Read an experiment from a path, or by the bare name of one that ships. Raises InputError.

        ``size``: ``small`` or ``full``, where the file has them; without it, the small one. ``settings``: of the
        scenario that all arms change, written as on the command line, on top of the file's own.
        """
        return ExperimentFile.read(reference, size).read_with(lambda file: cls._read(file, settings))

    @classmethod
    def _read(cls, file: ExperimentFile, settings: Sequence[str]) -> Experiment:
        where, document = file.where, file.document
        top = {key: value for key, value in document.items() if key not in TABLES}
        _check_tables(top, document, where)
        heading = read_section(ExperimentHeading, top, where, "")
        scenario = file.scenario().with_settings(settings)
        levers = LeverDesign.read(table_in(document, "levers", where, "levers"), where)
        compare = Comparison.read(table_in(document, "compare", where, "compare"), where)
        arms, _ = compare.arms(levers, heading.seed, where)
        parameters = ParameterDesign.read(
            table_in(document, "parameters", where, "parameters"),
            where,
            file.folder,
            scenario.central.parameters,
            heading.seed,
        )
        keep = KeepSection.read(table_in(document, "keep", where, "keep"), where, scenario.run)
        replications = Replications.read(table_in(document, "replications", where, "replications"), where, arms)
        replications.check(parameters.draws, keep, scenario.run, where)
        read = cls(
            name=heading.name,
            question=" ".join(heading.question.split()),
            seed=heading.seed,
            size=file.size,
            base_scenario=scenario,
            levers=levers,
            parameters=parameters,
            replications=replications,
            keep=keep,
            compare=compare,
            sensitivity=SensitivitySection.read(table_in(document, "sensitivity", where, "sensitivity"), where, keep),
        )
        if "points" not in document:
            return read
        if "replications" in document:
            remedy = "each point is one run; leave this table out, or [points]"
            raise refusal(where, "replications", document["replications"], remedy)
        return read.with_points(PointsDesign.read(table_in(document, "points", where, "points"), where), where)

    def with_points(self, points: PointsDesign, where: str | None = None) -> Experiment:
        """The same levers and parameters, moved together from point to point; what is not moved is central.

        Raises InputError, which names the experiment by ``where``, or by its name.
        """
        moved = replace(self, points=points, replications=Replications(), base_scenario=self.base_scenario.central)
        PointRuns.of(moved, where or self.name)
        return moved

    @property
    def arms(self) -> tuple[Arm, ...]:
        """Every arm, in the order of runs."""
        return self._arms[0] if self.points is None else (Arm(EACH_ITS_OWN, {}),)

    @property
    def comparison(self) -> Arm:
        """The arm that all others are compared with; of explicit points, the only one."""
        return self._arms[1] if self.points is None else self.arms[0]

    @property
    def reference_levers(self) -> Mapping[str, Setting]:
        """The levers that the file's comparison arm sets, whether its arms are run or explicit points."""
        return self._arms[1].levers

    @cached_property
    def _arms(self) -> tuple[tuple[Arm, ...], Arm]:
        return self.compare.arms(self.levers, self.seed, self.name)

    @cached_property
    def draws(self) -> ParameterDraws:
        """Draws of the uncertain parameters, which every arm meets alike."""
        return ParameterDraws(self.parameters, self.base_scenario.central.parameters, self.seed)

    def to_dict(self) -> dict[str, Any]:
        """The experiment in full, as a file holds it: the scenario written out, at one size, no other file needed."""
        document: dict[str, Any] = {"name": self.name, "question": self.question, "seed": self.seed}
        if self.size is not None:
            document["size"] = self.size
        sections: dict[str, Section] = {"levers": self.levers, "parameters": self.parameters}
        sections |= {"replications": self.replications} if self.points is None else {"points": self.points}
        sections |= {"sensitivity": self.sensitivity} if self.sensitivity.model_fields_set else {}
        document |= {name: _written(section) for name, section in sections.items()}
        document["keep"] = KeepSection.written(self.keep)
        document["compare"] = _written(self.compare)
        return document | {"base": self.base_scenario.to_dict()}

    def to_toml(self) -> str:
        """The experiment in full, as a file that :meth:`load` reads back to an equal one."""
        return toml_text(self.to_dict())


def _check_tables(top: Mapping[str, Any], document: Mapping[str, Any], where: str) -> None:
    """Refuse what is neither an entry nor a table of an experiment, knowing the names of both."""
    known = (*ExperimentHeading.model_fields, *TABLES)
    for key in top:
        if key not in known:
            remedy = f"there is no such key here; an experiment has {', '.join(known)}"
            raise refusal(where, key, document[key], remedy)


def _written(section: BaseModel) -> dict[str, Any]:
    """What a section says, without what it leaves as it is. Lists as TOML has them."""
    return {name: _plain(value) for name, value in section.model_dump(exclude_unset=True).items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if inner is not None}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
