"""In which settings the scenarios of a comparison differ, with what each setting means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from abm.dates import first_of_next_month
from abm.reports.comparison_results import ComparedScenario
from abm.scenario.definition import Definition
from abm.scenario.keys import known_keys

SECTIONS = {
    "levers": "Policy levers",
    "parameters": "Uncertain numbers",
    "run": "The run",
    "geography": "Places",
    "population": "People",
}


@dataclass(frozen=True)
class SettingDifference:
    """One setting in which scenarios differ."""

    kind: str
    """What sort of setting it is, in words."""
    name: str
    meaning: str
    values: tuple[str, ...]
    """As each scenario has it, in words, with its dated changes."""


def setting_differences(scenarios: Sequence[ComparedScenario]) -> list[SettingDifference]:
    """Only the settings in which at least two scenarios differ, in the order of scenario files."""
    courses = [_courses(scenario.document) for scenario in scenarios]
    keys = list(dict.fromkeys(key for course in courses for key in course))
    return [
        _in_words(key, [course.get(key, ()) for course in courses])
        for key in keys
        if any(course.get(key) != courses[0].get(key) for course in courses)
    ]


Course = tuple[tuple[date | None, Any], ...]
"""A setting's value at the start, then each change with its date."""


def _courses(document: Mapping[str, Any]) -> dict[str, Course]:
    courses: dict[str, Course] = {
        key: ((None, value),) for section in SECTIONS for key, value in _flat(section, document.get(section, {}))
    }
    for policy in sorted(document.get("policy", []), key=lambda policy: policy["date"]):
        for name, value in policy["set"].items():
            course = courses.get(f"levers.{name}", ())
            if not course or course[-1][1] != value:
                courses[f"levers.{name}"] = (*course, (first_of_next_month(policy["date"]), value))
    return courses


def _flat(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", value


def _in_words(key: str, courses: Sequence[Course]) -> SettingDifference:
    section, _, name = key.partition(".")
    definition = known_keys().get(key)
    return SettingDifference(
        kind=SECTIONS[section],
        name=name,
        meaning="" if definition is None else definition.meaning,
        values=tuple(_course_in_words(course, definition) for course in courses),
    )


def _course_in_words(course: Course, definition: Definition | None) -> str:
    if not course:
        return "not set"
    unit = f" {definition.unit}" if definition is not None and definition.unit else ""
    steps = [
        value_in_words(value) if when is None else f"from {when:%B %Y}: {value_in_words(value)}"
        for when, value in course
    ]
    return "; ".join(steps) + (unit if len(steps) == 1 else f" ({unit.strip()})" if unit else "")


def value_in_words(value: object) -> str:
    """A value as a reader expects it: yes or no, a date in full, a number without needless digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:g}" if isinstance(value, float) and abs(value) < 10_000 else str(value)
