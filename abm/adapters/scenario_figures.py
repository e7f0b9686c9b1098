"""Settings in, figures out: what any tool that calls a function can call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from abm.measures.kept import only
from abm.measures.known import check_level, known_measure
from abm.measures.periods import check_reported
from abm.runs.run import run
from abm.scenario.definition import Definition
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.refusal import refusal, unknown_key
from abm.scenario.scenario import Scenario


@dataclass(frozen=True)
class ScenarioFigures:
    """A scenario as a function of levers and uncertain numbers, with the same luck whatever they are.

    It can be pickled, so that tools may call it in processes of their own. Raises InputError where a measure, level or
    period is not one that the scenario's runs report.
    """

    scenario: Scenario
    measures: tuple[str, ...]
    """Names of measures; what a call gives has one figure of each."""
    period: str
    """A financial year, ``2013/14``, or a month, ``2013-04``."""
    level: str = "england"
    """Where a level has many units, a figure is the mean over those that have one."""
    seed: int = 1

    def __post_init__(self) -> None:
        for measure in self.measures:
            check_level(known_measure(measure, "ScenarioFigures", "measures"), self.level, "ScenarioFigures", "level")
        check_reported(self.period, "ScenarioFigures", "period", self.scenario.run)

    def __call__(self, settings: Mapping[str, Any], replication: int = 0) -> dict[str, float]:
        """Run once with settings by ``group.name``: a figure by measure, nan where the run has none.

        Another ``replication`` has luck of its own. Raises InputError for settings that a scenario would not take.
        """
        chosen = self.scenario.with_values(settings, where="settings")
        kept = only(tuple((measure, self.level, self.period) for measure in self.measures))
        figures = run(chosen, seed=self.seed, replication=replication, kept=kept).measures
        means = figures.groupby("measure")["value"].mean()
        return {measure: float(means.get(measure, float("nan"))) for measure in self.measures}


def definition_of(name: str) -> Definition:
    """The lever or uncertain number of a name, which a design can draw. Raises InputError, for a date too."""
    known = lever_definitions() | parameter_definitions()
    if name not in known:
        raise refusal("settings", name, name, unknown_key(name, known))
    found = known[name]
    if found.kind == "date":
        raise refusal("settings", name, found.kind, "a date cannot be drawn; make a scenario for each instead")
    return found
