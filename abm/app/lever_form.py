"""The controls of the levers, made from the schema: group by group, each with its meaning, range and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from abm.scenario.definition import Definition, Kind
from abm.scenario.levers import Levers, lever_definitions

AS_READ = {
    "gp": "GP",
    "nhs": "NHS",
    "pcts": "PCTs",
    "pct": "PCT",
    "1000": "1,000",
    "65plus": "aged 65+",
    "75plus": "75+",
}
TITLES = {"leadership": "People and leadership"}
"""Groups whose heading is not their name."""
STEPS_OF_A_SLIDER = 100


@dataclass(frozen=True)
class LeverControl:
    """One lever as a control."""

    name: str
    """``group.name``."""
    label: str
    meaning: str
    source: str
    unit: str
    kind: Kind
    choices: tuple[str, ...]
    low: Any
    high: Any
    at_start: bool
    """Whether it shapes places or people before the first day, so that only a new run takes it up."""

    @property
    def step(self) -> float:
        """How far a slider moves at a time; a figure typed may lie between."""
        span = float(self.high) - float(self.low)
        return float(f"{span / STEPS_OF_A_SLIDER:.0e}")


@dataclass(frozen=True)
class LeverGroupControls:
    """A group of levers, with its heading and what it is about."""

    name: str
    title: str
    about: str
    controls: tuple[LeverControl, ...]


@cache
def lever_groups() -> tuple[LeverGroupControls, ...]:
    """Every lever in its group, in the order of the schema."""
    groups: dict[str, list[LeverControl]] = {}
    for definition in lever_definitions().values():
        groups.setdefault(definition.name.split(".")[0], []).append(_control(definition))
    return tuple(
        LeverGroupControls(name, TITLES.get(name, in_words(name)), _about(name), tuple(controls))
        for name, controls in groups.items()
    )


def _about(group: str) -> str:
    annotation = Levers.model_fields[group].annotation
    return (getattr(annotation, "__doc__", "") or group).strip().split(". ")[0].rstrip(".")


def _control(definition: Definition) -> LeverControl:
    return LeverControl(
        name=definition.name,
        label=in_words(definition.field),
        meaning=definition.meaning,
        source=str(definition.facts.get("source", "")),
        unit=definition.unit,
        kind=definition.kind,
        choices=definition.choices,
        low=definition.low,
        high=definition.high,
        at_start=bool(definition.facts["at_start"]),
    )


def in_words(name: str) -> str:
    """A name of the schema as a reader sees it: ``gp_membership`` is GP membership."""
    words = [AS_READ.get(word, word) for word in name.split("_")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def read_value(name: str, given: object) -> Any:
    """What a control says of a lever, as the model holds it. ValueError says what would be right."""
    definition = lever_definitions()[name]
    value = given
    if isinstance(given, str):
        text = given.strip()
        try:
            if definition.kind == "number":
                value = float(text)
            elif definition.kind == "date":
                value = date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is not usable; write {definition.right}") from None
    try:
        return definition.checked(value, Path())
    except ValueError as error:
        raise ValueError(f"{given} is not usable; {error}") from None


def shown_value(value: object) -> str | bool:
    """A value as a control shows it."""
    if isinstance(value, bool):
        return value
    return f"{value:.12g}" if isinstance(value, float) else str(value)
