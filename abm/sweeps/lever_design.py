"""The levers of an experiment: which are varied, over which values, by which design."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.scenario.layer import named_levers
from abm.scenario.levers import lever_definitions
from abm.scenario.refusal import refusal
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.section import Section, entry, read_section
from abm.sweeps.unit_points import unit_points

MOST_ARMS = 100_000
STREAM = 1
"""Tells draws of levers from draws of parameters with the same seed, whose stream is 0."""
SAMPLERS = ("latin_hypercube", "sobol", "random")
DESIGNS = ("none", "grid", "list", *SAMPLERS)
ENTRIES = {"none": (), "grid": ("values",), "list": ("arm",)} | dict.fromkeys(SAMPLERS, ("values", "arms"))
"""What each design needs, and nothing else beside it."""
NEEDED = {
    "values": "the levers to vary: [levers.values] with a list of values for each",
    "arm": "its arms: [[levers.arm]] tables, each with a name and what it sets",
    "arms": "how many arms to draw: arms = 64",
}

NAME = r"^[^\x00-\x1f\x7f]+$"
NAME_IN_WORDS = "a name in quotes, on one line, of at most 200 characters"


class Span(Section):
    """The range that a lever is drawn from, evenly."""

    low: float = entry(meaning="lowest value", right="a number")
    high: float = entry(meaning="highest value", right="a number")

    def at(self, point: float) -> float:
        """The value at a point of [0, 1), to six digits, so that the name of an arm says all of it."""
        value = float(f"{self.low + point * (self.high - self.low):.6g}")
        return min(max(value, self.low), self.high)


Choices = Annotated[tuple[Setting, ...], Field(min_length=1)]


class NamedArm(Section):
    """An arm that the file spells out."""

    name: str = entry(meaning="what the arm is called in results", right=NAME_IN_WORDS, pattern=NAME, max_length=200)
    set: dict[str, Setting] = entry(meaning="its levers", right='levers and values: { "board.powers" = "consult" }')


class LeverDesign(Section):
    """What the arms of an experiment are made from. Levers and values are checked."""

    design: Literal["none", "grid", "list", "latin_hypercube", "sobol", "random"] = entry(
        "none",
        meaning="how arms come about: every combination, a list, or points spread over the values",
        right="one of " + ", ".join(f'"{design}"' for design in DESIGNS),
    )
    values: dict[str, Choices | Span] = entry(
        {}, meaning="values of each lever", right='lists of values: "board.powers" = ["consult", "refer_back"]'
    )
    arm: Annotated[tuple[NamedArm, ...], Field(strict=False)] = entry((), meaning="arms", right="[[levers.arm]] tables")
    arms: int | None = entry(
        None,
        meaning="points of a drawn design",
        right=f"a whole number from 1 to {MOST_ARMS}",
        ge=1,
        le=MOST_ARMS,
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str) -> LeverDesign:
        """The design that the table ``[levers]`` holds. Raises InputError."""
        design = table.get("design", "none")
        found = dict(table)
        if "arm" in table:
            found["arm"] = _read_arms(table["arm"], where)
        if "values" in table:
            found["values"] = _read_values(table["values"], where, spans=design in SAMPLERS)
        read = read_section(cls, found, where, "levers")
        read._check_entries(table, where)
        return read

    def _check_entries(self, table: Mapping[str, Any], where: str) -> None:
        needed = ENTRIES[self.design]
        for name in needed:
            if not getattr(self, name):
                remedy = f'design = "{self.design}" needs {NEEDED[name]}'
                raise refusal(where, f"levers.{name}", table.get(name), remedy)
        for name in NEEDED:
            if name in table and name not in needed:
                allowed = " and ".join(needed) or "nothing"
                remedy = f'design = "{self.design}" takes {allowed} beside it; leave {name} out'
                raise refusal(where, f"levers.{name}", table[name], remedy)
        count = math.prod(len(values) for values in self.values.values() if isinstance(values, tuple))
        if self.design == "grid" and count > MOST_ARMS:
            remedy = f"this crosses to {count} arms; at most {MOST_ARMS} can be made: draw them instead"
            raise refusal(where, "levers.values", list(self.values), remedy)

    def made(self, seed: int) -> Iterator[Arm]:
        """The arms of the design, in its order. Drawn points that come out alike are one arm."""
        match self.design:
            case "none":
                yield Arm("as it stands", {})
            case "list":
                yield from (Arm(arm.name, arm.set) for arm in self.arm)
            case "grid":
                for combination in itertools.product(*(_listed(values) for values in self.values.values())):
                    yield arm_of(dict(zip(self.values, combination, strict=True)))
            case _:
                yield from self._drawn(seed)

    def _drawn(self, seed: int) -> Iterator[Arm]:
        assert self.arms is not None and self.design in SAMPLERS
        seen = set()
        for point in unit_points(self.design, len(self.values), self.arms, seed, STREAM):
            settings = {
                name: setting_at(values, float(where))
                for (name, values), where in zip(self.values.items(), point, strict=True)
            }
            arm = arm_of(settings)
            if arm.name not in seen:
                seen.add(arm.name)
                yield arm


def arm_of(levers: Mapping[str, Setting]) -> Arm:
    """An arm that is called what it sets: ``board.powers=consult, alignment.rule=free``."""
    return Arm(", ".join(f"{name}={in_words(value)}" for name, value in levers.items()) or "as it stands", levers)


def in_words(setting: Setting) -> str:
    """A value as the command line would have it."""
    if isinstance(setting, bool):
        return str(setting).lower()
    return str(setting)


def read_levers(table: Any, where: str, key: str) -> dict[str, Setting]:
    """Levers and a value for each, checked. Raises InputError."""
    if not isinstance(table, dict):
        raise refusal(where, key, table, 'write levers and values: { "board.powers" = "consult" }')
    found: dict[str, Setting] = {}
    for name, raw in _once(table, where, key):
        found[name] = _checked(name, raw, where, f"{key}.{name}")
    return found


def _read_arms(tables: Any, where: str) -> tuple[NamedArm, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise refusal(where, "levers.arm", tables, "write each arm as a [[levers.arm]] table")
    if len(tables) > MOST_ARMS:
        raise refusal(where, "levers.arm", len(tables), f"an experiment has at most {MOST_ARMS} arms")
    arms: dict[str, NamedArm] = {}
    for position, table in enumerate(tables, start=1):
        key = f"levers.arm {position}"
        found = dict(table)
        if "set" in table:
            found["set"] = read_levers(table["set"], where, f"{key}.set")
        arm = read_section(NamedArm, found, where, key)
        if arm.name in arms:
            raise refusal(where, f"{key}.name", arm.name, "another arm has this name; give each its own")
        arms[arm.name] = arm
    return tuple(arms.values())


def _read_values(table: Any, where: str, *, spans: bool) -> dict[str, tuple[Setting, ...] | Span]:
    """Values by lever; a range only where ``spans`` says that the design can draw from one."""
    key = "levers.values"
    if not isinstance(table, dict):
        raise refusal(where, key, table, f"write {NEEDED['values']}")
    found: dict[str, tuple[Setting, ...] | Span] = {}
    for name, raw in _once(table, where, key):
        of_lever = f"{key}.{name}"
        if isinstance(raw, dict) and spans:
            found[name] = _read_span(name, raw, where, of_lever)
            continue
        if not isinstance(raw, list) or not raw:
            ranges = " or, for a number, { low = 0.0, high = 1.0 }" if spans else ""
            raise refusal(where, of_lever, raw, f"write a list of values{ranges}: {_right(name)}")
        found[name] = tuple(_checked(name, value, where, of_lever) for value in raw)
        if len(set(found[name])) < len(raw):
            raise refusal(where, of_lever, raw, "a value is given twice; keep one of the two")
    return dict(sorted(found.items(), key=_place_among_values))


def _place_among_values(lever: tuple[str, tuple[Setting, ...] | Span]) -> int:
    """Lists as they stand, then ranges in the order of the schema.

    A file written in full has ranges last, as they are tables, each beside others of its group: points must not change
    levers on the way.
    """
    name, values = lever
    return 1 + list(lever_definitions()).index(name) if isinstance(values, Span) else 0


def _read_span(name: str, raw: dict[str, Any], where: str, key: str) -> Span:
    definition = lever_definitions()[name]
    if definition.kind != "number":
        raise refusal(where, key, raw, f"only numbers have a range; write a list of values: {definition.right}")
    span = read_section(Span, raw, where, key)
    for end in ("low", "high"):
        _checked(name, getattr(span, end), where, f"{key}.{end}")
    if span.low >= span.high:
        raise refusal(where, key, raw, "low must be below high")
    return span


def _once(table: dict[str, Any], where: str, key: str) -> Iterator[tuple[str, Any]]:
    seen = set()
    for name, raw in named_levers(table, "", where, key):
        if name in seen:
            raise refusal(where, f"{key}.{name}", raw, "it is given twice; keep one of the two")
        seen.add(name)
        yield name, raw


def _checked(name: str, raw: Any, where: str, key: str) -> Setting:
    try:
        value: Setting = lever_definitions()[name].checked(raw, Path())
    except ValueError as error:
        raise refusal(where, key, raw, str(error)) from error
    return value


def _right(name: str) -> str:
    return lever_definitions()[name].right


def _listed(values: tuple[Setting, ...] | Span) -> tuple[Setting, ...]:
    assert isinstance(values, tuple), "only drawn designs read ranges"
    return values


def setting_at(values: tuple[Setting, ...] | Span, point: float) -> Setting:
    """The value at a point of [0, 1): values have equal shares of it, in their order."""
    return values.at(point) if isinstance(values, Span) else values[int(point * len(values))]
