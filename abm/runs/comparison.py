"""Several scenarios compared: replications of each on the same seeds and places, to one results folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from abm.errors import InputError
from abm.runs.differences import write_differences
from abm.runs.file_name import file_names_of
from abm.runs.places_table import write_places
from abm.runs.replications import FinishedFolder, Replications, Wishes, replications_to_folder
from abm.runs.results_folder import COMPARISON, DIFFERENCES, MEASURES, PLACES, RUNS, SCENARIOS
from abm.runs.scenario_facts import places_in_words, scenario_facts

if TYPE_CHECKING:
    from abm.scenario.scenario import Scenario

COMMAND = "abm compare"


@dataclass(frozen=True)
class Comparison:
    """Scenarios that can be compared. Made by :meth:`of`, which checks that they can."""

    scenarios: tuple[Scenario, ...]
    """The baseline first, the others in the order given."""

    @classmethod
    def of(cls, scenarios: Sequence[Scenario], baseline: str | None = None, command: str = COMMAND) -> Comparison:
        """Compare with the first, or with the one of that name. Raises InputError where nothing would be learned.

        ``command``: who asks, for the message.
        """
        _check_names([scenario.name for scenario in scenarios], baseline, command)
        first = next(scenario for scenario in scenarios if baseline in (None, scenario.name))
        for other in scenarios:
            _check_same_places(first, other)
        return cls((first, *(scenario for scenario in scenarios if scenario is not first)))

    @property
    def baseline(self) -> Scenario:
        """What the others are compared with."""
        return self.scenarios[0]

    @property
    def folder_name(self) -> str:
        """What a folder of its results is called where nobody says."""
        first, second, *more = file_names_of(scenario.name for scenario in self.scenarios)
        return f"{first}-and-{f'{len(more) + 1}-others' if more else second}"

    def by_file(self) -> dict[str, Scenario]:
        """Each scenario by the file of a results folder that holds it."""
        files = file_names_of(scenario.name for scenario in self.scenarios)
        return {f"{SCENARIOS}/{file}.toml": one for file, one in zip(files, self.scenarios, strict=True)}

    def facts(self) -> dict[str, Any]:
        """What was compared, for ``provenance.json``."""
        return {
            "kind": COMPARISON,
            "baseline": self.baseline.name,
            "places": places_in_words(self.baseline),
            "scenarios": [{"file": file, **scenario_facts(one)} for file, one in self.by_file().items()],
        }


def compare_to_folder(
    comparison: Comparison, out: Path, *, seed: int = 1, replications: int = 1, wishes: Wishes | None = None
) -> FinishedFolder:
    """Run the replications of every scenario and write the results folder, whole or not at all.

    A run that fails is a row, and its partners are left out of the pairs; one whose input is wrong raises
    InputError and leaves nothing.
    """

    def write_more(folder: Path) -> None:
        write_places(folder / PLACES, comparison.baseline)
        write_differences(folder / DIFFERENCES, folder / MEASURES, folder / RUNS, comparison.baseline.name)

    asked = Replications(comparison.by_file(), seed, replications, out)
    return replications_to_folder(asked, wishes or Wishes(), comparison.facts, write_more)


def _check_names(names: Sequence[str], baseline: str | None, command: str) -> None:
    if len(names) < 2:
        raise InputError(command, "SCENARIO", ", ".join(names), "name two scenarios or more")
    for name in names:
        if names.count(name) > 1:
            remedy = "it is the name of two of the scenarios: give one of them another `name`, or name it once"
            raise InputError(command, "SCENARIO", name, remedy)
    if baseline is not None and baseline not in names:
        raise InputError(command, "--baseline", baseline, f"name one of the scenarios: {', '.join(names)}")


def _check_same_places(first: Scenario, other: Scenario) -> None:
    """Differences by place mean nothing between other places, nor between other numbers of people in them."""
    for section in ("geography", "population"):
        expected, found = (getattr(scenario, section).model_dump() for scenario in (first, other))
        for key in (*expected, *(found.keys() - expected.keys())):
            if expected.get(key) != found.get(key):
                raise InputError(
                    other.name,
                    f"{section}.{key}",
                    found.get(key),
                    f"scenarios are compared on the same people and places: in {first.name} it is "
                    f"{expected.get(key)!r}; --set gives all of them the same",
                )
