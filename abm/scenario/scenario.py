"""A scenario: everything that decides a run except its seed."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from abm.errors import InputError
from abm.scenario.fitted import CENTRAL, fitted_draw, row_of_draw
from abm.scenario.geography import GEOGRAPHIES, EnglandPlaces, RegionPlaces, TablePlaces
from abm.scenario.keys import known_keys
from abm.scenario.layer import Given, GivenPolicy, Layer, read_layer
from abm.scenario.levers import Levers
from abm.scenario.parameters import Parameters
from abm.scenario.period import Period
from abm.scenario.policy import Policy
from abm.scenario.population import Population
from abm.scenario.refusal import refusal, shown
from abm.scenario.toml_file import locate, parse_toml, read_toml
from abm.scenario.toml_text import toml_text


@dataclass(frozen=True)
class Scenario:
    """Levers and their dated changes, parameters, places and time, all checked.

    Built by :meth:`load` or :meth:`from_dict`; wrong input raises :class:`abm.errors.InputError`.
    """

    name: str
    meaning: str
    levers: Levers
    """As they stand at the start, before any policy."""
    policies: tuple[Policy, ...]
    """In order of date."""
    parameters: Parameters
    geography: RegionPlaces | EnglandPlaces | TablePlaces
    run: Period
    population: Population
    layers: tuple[Layer, ...] = field(compare=False, repr=False)
    """What the scenario was made from, lowest first: later settings are laid on top."""

    @classmethod
    def load(cls, reference: str | Path) -> Scenario:
        """Read a scenario from a path, or by the bare name of one that ships.

        Where it extends another, what its ``[levers]`` say of a lever replaces all that the other says of it,
        dated changes too; its policies are added to the other's.
        """
        try:
            path = locate(reference, Path())
        except ValueError as error:
            raise InputError(shown(str(reference)), "", str(reference), str(error)) from error
        return _resolved(_layers_of_file(path, ()))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], *, where: str = "scenario", folder: Path | None = None) -> Scenario:
        """Build a scenario from what a file would hold. ``where`` names the source in messages."""
        return _resolved(_layers_of_document(dict(document), where, folder or Path(), "unnamed", ()))

    def with_levers(self, changes: Mapping[str, Any], *, where: str = "with_levers") -> Scenario:
        """The scenario with levers, by ``group.name``, held at a value through the whole run.

        Dated changes of the same levers are left out: the value given here is the one that counts.
        """
        return self._with({f"levers.{name}": value for name, value in changes.items()}, where)

    def with_parameters(self, changes: Mapping[str, Any], *, where: str = "with_parameters") -> Scenario:
        """The scenario with some uncertain numbers, by ``group.name``, at other values."""
        return self._with({f"parameters.{name}": value for name, value in changes.items()}, where)

    def with_policy(self, when: datetime.date, changes: Mapping[str, Any], *, why: str = "") -> Scenario:
        """The scenario with levers, by ``group.name``, held at a value from the date on.

        What is dated before it stays; changes of the same levers on that date or later are left out: the value given
        here is the one that counts.
        """
        new = {"date": when, "why": why, "set": dict(changes)}
        kept = [policy.without(set(changes)) if policy.date >= when else policy for policy in self.policies]
        before = [_policy_as_written(policy) for policy in kept if policy.changes and policy.date <= when]
        after = [_policy_as_written(policy) for policy in kept if policy.changes and policy.date > when]
        return Scenario.from_dict(self.to_dict() | {"policy": [*before, new, *after]}, where=f"from {when} on")

    def with_settings(self, settings: Iterable[str], *, where: str = "--set") -> Scenario:
        """The scenario with settings written ``group.name=value``, as on the command line.

        A lever may be named with or without ``levers.`` before it, a parameter with or without ``parameters.``.
        Values are TOML; a bare word is text.
        """
        return self._with(dict(_setting(text, where) for text in settings), where)

    def with_values(self, values: Mapping[str, Any], *, where: str = "with_values") -> Scenario:
        """The scenario with settings by dotted name, as :meth:`with_settings` takes them, but typed, not text."""
        document: dict[str, Any] = {}
        for key, value in values.items():
            full = full_key(key)
            if full in document:
                raise refusal(where, key, value, f"{full} is given twice; keep one of the two")
            document[full] = value
        return self._with(document, where)

    def _with(self, document: dict[str, Any], where: str) -> Scenario:
        return _resolved((*self.layers, read_layer(document, where, Path())))

    def of_replication(self, replication: int) -> Scenario:
        """The scenario with the draw of the uncertain numbers that a replication, counted from 0, meets."""
        if replication == 0 or not self.drawn(replication):
            return self
        return self.with_values({"run.draw": row_of_draw(self.run.draw + replication)})

    def drawn(self, replication: int) -> dict[str, float]:
        """The uncertain numbers of a replication's draw, by ``group.name``, but those that the scenario holds."""
        if self.run.draw == CENTRAL:
            return {}
        return {
            name: value
            for name, value in fitted_draw(self.run.draw + replication).items()
            if f"parameters.{name}" not in self._given
        }

    @cached_property
    def central(self) -> Scenario:
        """The scenario with the central value of every uncertain number that it does not hold itself."""
        return self if self.run.draw == CENTRAL else self.with_values({"run.draw": CENTRAL})

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(_merged(self.layers)[0])

    def levers_on(self, when: datetime.date) -> Levers:
        """The levers in force on a day."""
        in_force = self.levers
        for effective, levers in self._schedule:
            if effective > when:
                break
            in_force = levers
        return in_force

    @cached_property
    def _schedule(self) -> tuple[tuple[datetime.date, Levers], ...]:
        schedule = []
        levers = self.levers
        for policy in self.policies:
            levers = levers.changed(policy.changes)
            schedule.append((policy.takes_effect, levers))
        return tuple(schedule)

    def to_dict(self) -> dict[str, Any]:
        """The scenario in full, as :meth:`from_dict` takes it."""
        document: dict[str, Any] = {"name": self.name, "meaning": self.meaning}
        document["run"] = self.run.model_dump()
        document["geography"] = self.geography.model_dump(exclude_none=True)
        document["population"] = self.population.model_dump()
        document["levers"] = self.levers.model_dump()
        document["parameters"] = self.parameters.model_dump()
        document["policy"] = [_policy_as_written(policy) for policy in self.policies]
        return document

    def to_toml(self) -> str:
        """The scenario in full, as a file that :meth:`load` reads back to an equal one."""
        return toml_text(self.to_dict())

    def digest(self) -> str:
        """A hash of what decides the outcome: no names or reasons; what tables hold, not their paths."""
        document = self.to_dict()
        del document["name"], document["meaning"]
        document["policy"] = [policy | {"why": ""} for policy in document["policy"]]
        text = json.dumps(document, sort_keys=True, default=_hashed)
        return hashlib.sha256(text.encode()).hexdigest()


def _policy_as_written(policy: Policy) -> dict[str, Any]:
    return {"date": policy.date, "why": policy.why, "set": dict(policy.changes)}


def _hashed(value: Any) -> str:
    if not isinstance(value, Path):
        return str(value)
    try:
        return hashlib.sha256(value.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(str(value), "", value.name, f"it cannot be read: {error.strerror}") from error


def _setting(text: str, where: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    key = key.strip()
    if not equals or not key:
        raise refusal(where, key, text, "write a name, an equals sign and a value: board.powers=consult")
    return full_key(key), _setting_value(value.strip(), where)


def full_key(key: str) -> str:
    """The key as a file has it: what is listed as ``people.crisis_rate`` is ``parameters.people.crisis_rate``."""
    candidates = [key, f"levers.{key}", f"parameters.{key}"]
    known = next((name for name in candidates if name in known_keys()), None)
    if known is not None:
        return known
    return f"levers.{key}" if key.split(".", maxsplit=1)[0] in Levers.model_fields else key


def _setting_value(text: str, where: str) -> Any:
    try:
        document = parse_toml(f"value = {text}", where)
    except InputError:
        return text
    return document["value"] if len(document) == 1 else text


def _layers_of_file(path: Path, below: tuple[str, ...]) -> tuple[Layer, ...]:
    seen = (*below, os.path.realpath(path))
    return _layers_of_document(read_toml(path), str(path), path.parent, path.stem, seen)


def _layers_of_document(
    document: dict[str, Any], where: str, folder: Path, name: str, seen: tuple[str, ...]
) -> tuple[Layer, ...]:
    """The layers a document stands on, lowest first, its own on top. ``seen`` are the files that led here."""
    extends = document.pop("extends", None)
    own = read_layer(document, where, folder).named(name)
    if extends is None:
        return (own,)
    if not isinstance(extends, str):
        remedy = "write the path of a scenario, or the name of one that ships"
        raise refusal(where, "extends", extends, remedy)
    try:
        base = locate(extends, folder)
    except ValueError as error:
        raise refusal(where, "extends", extends, str(error)) from error
    if os.path.realpath(base) in seen:
        chain = " extends ".join(Path(path).name for path in (*seen, os.path.realpath(base)))
        raise refusal(where, "extends", extends, f"it comes back to itself: {chain}")
    return (*_layers_of_file(base, seen), own)


def _resolved(layers: tuple[Layer, ...]) -> Scenario:
    """Lay the layers over each other, the last on top, and check what only the whole can show."""
    values, policies = _merged(layers)
    run = _period(values)
    return Scenario(
        name=values["name"].value,
        meaning=values["meaning"].value,
        levers=Levers().changed(_section(values, "levers").items()),
        policies=tuple(policy for policy in policies if policy.takes_effect <= run.end),
        parameters=Parameters.model_validate(_nested({**fitted_draw(run.draw), **_section(values, "parameters")})),
        geography=_geography(values),
        run=run,
        population=Population.model_validate(_section(values, "population")),
        layers=layers,
    )


def _merged(layers: tuple[Layer, ...]) -> tuple[dict[str, Given], list[Policy]]:
    """Values by key and policies by date.

    What a layer says of a lever replaces everything that layers below say of it, dated changes too. Naming
    the source of places anew starts that section afresh, apart from its seed. A policy must come into force
    within the run as its own layer and those below know it; a run cut short from above merely does not reach
    it. Values come out in the order in which they were last given.
    """
    values: dict[str, Given] = {}
    policies: list[Policy] = []
    for layer in layers:
        values = {key: given for key, given in values.items() if not _is_replaced(key, layer)} | layer.values
        held = {key.removeprefix("levers.") for key in layer.values if key.startswith("levers.")}
        policies = [policy.without(held) for policy in policies]
        policies += _reached(layer.policies, values)
    with_changes = [policy for policy in policies if policy.changes]
    return values, sorted(with_changes, key=lambda policy: policy.date)


def _is_replaced(key: str, layer: Layer) -> bool:
    of_other_places = key.startswith("geography.") and key != "geography.seed"
    return key in layer.values or (of_other_places and "geography.places" in layer.values)


def _reached(policies: tuple[GivenPolicy, ...], values: dict[str, Given]) -> Iterable[Policy]:
    end = values["run.end"].value if "run.end" in values else Period().end
    for given in policies:
        given.check_reached(end)
        yield given.policy


def _section(values: dict[str, Given], section: str) -> dict[str, Any]:
    prefix = f"{section}."
    return {key.removeprefix(prefix): given.value for key, given in values.items() if key.startswith(prefix)}


def _nested(flat: dict[str, Any]) -> dict[str, dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for key, value in flat.items():
        group, name = key.split(".")
        groups.setdefault(group, {})[name] = value
    return groups


def _period(values: dict[str, Given]) -> Period:
    run = Period.model_validate(_section(values, "run"))
    if run.report_from < run.end:
        return run
    latest = next(key for key in reversed(values) if key.startswith("run."))
    if latest == "run.end":
        raise values[latest].refused(f"the run must end after its first reported day, {run.report_from}")
    raise values[latest].refused(f"reporting must start before {run.end}, the last day of the run")


def _geography(values: dict[str, Given]) -> RegionPlaces | EnglandPlaces | TablePlaces:
    entries = _section(values, "geography")
    places = entries.get("places", "region")
    kind = GEOGRAPHIES[places]
    for name in entries:
        if name not in kind.model_fields:
            allowed = ", ".join(kind.model_fields)
            raise values[f"geography.{name}"].refused(f'with places = "{places}" there can only be {allowed}')
    if kind is TablePlaces and "overlap" not in entries:
        remedy = "it needs geography.overlap too: the path of the table of people by consortium and council"
        raise values["geography.places"].refused(remedy)
    return kind.model_validate(entries)
