"""One layer of a scenario, a file or some settings: checked key by key, knowing where each value stood."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from abm.dates import FIRST_DAY
from abm.errors import InputError
from abm.scenario.definition import Definition
from abm.scenario.fitted import fitted_draw
from abm.scenario.keys import known_keys, known_tables
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.policy import Policy
from abm.scenario.refusal import Unquoted, refusal, unknown_key

DEEPEST = 8
"""Levels of tables within tables; a scenario needs four."""
POLICY_KEYS = ("date", "why", "set")


@dataclass(frozen=True)
class Given:
    """A checked value and where it was given."""

    where: str
    key: str
    raw: Any
    value: Any

    def refused(self, remedy: str) -> InputError:
        """The error that says why this value cannot stand."""
        return refusal(self.where, self.key, self.raw, remedy)


@dataclass(frozen=True)
class GivenPolicy:
    """A checked policy and where it was given."""

    policy: Policy
    date: Given

    def check_reached(self, end: datetime.date) -> None:
        """Refuse a policy that would come into force only after the run has ended."""
        effect = self.policy.takes_effect
        if effect > end:
            raise self.date.refused(f"it would take effect on {effect}, after the end of the run on {end}")


@dataclass(frozen=True)
class Layer:
    """Everything one file, or one set of settings, says. Keys are dotted: ``levers.board.powers``."""

    values: dict[str, Given]
    policies: tuple[GivenPolicy, ...] = ()

    def named(self, name: str) -> Layer:
        """This layer with a name and a meaning of its own, so that none is taken over from a layer below."""
        heading = {"name": Given("", "name", name, name), "meaning": Given("", "meaning", "", "")}
        return Layer(heading | self.values, self.policies)


def read_layer(document: dict[str, Any], where: str, folder: Path) -> Layer:
    """Check every entry of a parsed document. Relative paths in it are taken from ``folder``."""
    for key, value in document.items():
        check_storable(value, where, key, depth=1)
    if "extends" in document:
        raise refusal(where, "extends", document["extends"], "only a scenario file can extend another")
    policies = document.get("policy", [])
    rest = {key: value for key, value in document.items() if key != "policy"}
    values: dict[str, Given] = {}
    for key, value in _leaves(rest, "", where):
        if key in values:
            raise refusal(where, key, value, "it is given twice; keep one of the two")
        values[key] = _given(known_keys()[key], value, where, key, folder)
    return Layer(_own(values), tuple(_read_policies(policies, where)))


def _own(values: dict[str, Given]) -> dict[str, Given]:
    """Values without what a scenario written in full only repeats of the draw that it names.

    So that what is read back holds what the scenario held, and other replications meet other draws of the rest.
    """
    keys = {f"parameters.{name}": definition.default for name, definition in parameter_definitions().items()}
    if "run.draw" not in values or not keys.keys() <= values.keys():
        return values
    drawn = {f"parameters.{name}": value for name, value in fitted_draw(values["run.draw"].value).items()}
    repeated = keys | drawn
    return {key: given for key, given in values.items() if key not in repeated or given.value != repeated[key]}


def check_storable(value: object, where: str, key: str, depth: int) -> None:
    """Refuse what no key takes and what would be awkward to show: endless nesting, endless digits, nan."""
    if depth > DEEPEST:
        raise refusal(where, key, Unquoted("..."), f"tables are nested more than {DEEPEST} deep")
    if isinstance(value, dict):
        for name, inner in value.items():
            check_storable(inner, where, f"{key}.{name}", depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            check_storable(inner, where, key, depth + 1)
    elif isinstance(value, int) and value.bit_length() > 63:
        size = Unquoted(f"a whole number of {value.bit_length()} bits")
        raise refusal(where, key, size, "numbers have at most 18 digits")


def _leaves(table: dict[str, Any], prefix: str, where: str) -> Iterator[tuple[str, Any]]:
    """Known keys and their values, however the tables around them are written."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if key in known_keys():
            yield key, value
        elif key not in known_tables():
            raise refusal(where, key, value, unknown_key(key, (*known_keys(), *known_tables(), "extends", "policy")))
        elif isinstance(value, dict):
            yield from _leaves(value, f"{key}.", where)
        else:
            raise refusal(where, key, value, f"it is a table: write [{key}] and its entries below it")


def _given(definition: Definition, raw: Any, where: str, key: str, folder: Path) -> Given:
    raw = raw.item() if hasattr(raw, "item") else raw  # a NumPy scalar, from a design of experiments
    try:
        value = definition.checked(raw, folder)
    except ValueError as error:
        raise refusal(where, key, raw, str(error)) from error
    return Given(where, key, raw, value)


def _read_policies(tables: Any, where: str) -> Iterator[GivenPolicy]:
    if not isinstance(tables, list | tuple) or not all(isinstance(table, dict) for table in tables):
        raise refusal(where, "policy", tables, "write each policy as a [[policy]] table")
    last = FIRST_DAY
    for position, table in enumerate(tables, start=1):
        given = _read_policy(table, where, f"policy {position}")
        if given.policy.date < last:
            raise given.date.refused(f"write policies in order of date; the one before it has {last}")
        last = given.policy.date
        yield given


def _read_policy(table: dict[str, Any], where: str, label: str) -> GivenPolicy:
    for key, value in table.items():
        if key not in POLICY_KEYS:
            raise refusal(where, f"{label}, {key}", value, unknown_key(key, POLICY_KEYS))
    when = _policy_date(table, where, f"{label}, date")
    why = table.get("why", "")
    if not isinstance(why, str):
        raise refusal(where, f"{label}, why", why, "write text in quotes")
    changes = tuple(_policy_changes(table.get("set"), where, f"{label}, set"))
    return GivenPolicy(Policy(when.value, changes, why), when)


def _policy_date(table: dict[str, Any], where: str, key: str) -> Given:
    raw = table.get("date")
    if raw is None:
        raise refusal(where, key, table, "a policy needs a date, such as date = 2013-04-01")
    if type(raw) is not datetime.date or not FIRST_DAY <= raw < datetime.date(2100, 1, 1):
        remedy = f"write a date from {FIRST_DAY} on, such as 2013-04-01 without quotes"
        raise refusal(where, key, raw, remedy)
    return Given(where, key, raw, raw)


def _policy_changes(changes: Any, where: str, key: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(changes, dict) or not changes:
        raise refusal(where, key, changes, 'write what changes, as set = { "board.powers" = "consult" }')
    seen: set[str] = set()
    for name, value in named_levers(changes, "", where, key):
        if name in seen:
            raise refusal(where, f"{key}.{name}", value, "it is given twice; keep one of the two")
        seen.add(name)
        definition = lever_definitions()[name]
        given = _given(definition, value, where, f"{key}.{name}", Path())
        if definition.facts["at_start"]:
            raise given.refused(f"this lever is fixed at the start: set levers.{name} and not a dated policy")
        yield name, given.value


def named_levers(table: dict[str, Any], prefix: str, where: str, key: str) -> Iterator[tuple[str, Any]]:
    """Levers by ``group.name`` and what is said of each, written with a dot in quotes or as a table in a table.

    ``prefix`` is the group that the table stands for, with its dot; ``key`` is what messages name it by.
    """
    groups = {name.split(".")[0] for name in lever_definitions()}
    for inner, value in table.items():
        name = f"{prefix}{inner}"
        if name in lever_definitions():
            yield name, value
        elif name in groups and isinstance(value, dict):
            yield from named_levers(value, f"{name}.", where, key)
        else:
            raise refusal(where, f"{key}.{name}", value, unknown_key(name, lever_definitions()))
