"""An experiment's file as it stands: found, read, and laid out for one of the sizes that it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from abm.errors import InputError
from abm.scenario.layer import check_storable
from abm.scenario.refusal import refusal, shown
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import Kind, locate, read_toml
from abm.sweeps.section import table_in

Read = TypeVar("Read")
SIZES = ("small", "full")
USUAL_SIZE = "small"


@dataclass(frozen=True)
class ExperimentFile:
    """The entries of a file at one size: the tables of sizes are laid over the others and gone."""

    where: str
    """Its path, which every message begins with."""
    folder: Path
    """Where relative paths in it are taken from."""
    document: dict[str, Any]
    size: str | None
    of_size: dict[str, Any]
    """What the table of that size says."""

    @classmethod
    def read(cls, reference: str | Path, size: str | None, kind: Kind = "experiments") -> ExperimentFile:
        """The file that a path or a bare name means, at a size, or at the usual one if it has sizes.

        Raises InputError.
        """
        try:
            path = locate(reference, Path(), kind)
        except ValueError as error:
            raise InputError(shown(str(reference)), "", str(reference), str(error)) from error
        document, where = read_toml(path), str(path)
        for key, value in document.items():
            check_storable(value, where, key, depth=1)
        return cls(where, path.parent, *_at_size(document, size, where))

    def read_with(self, read: Callable[[ExperimentFile], Read]) -> Read:
        """What ``read`` makes of the file. Raises InputError, which names an entry as it stands in the file."""
        try:
            return read(self)
        except InputError as error:
            raise self._placed(error) from error

    def _placed(self, error: InputError) -> InputError:
        """An error about an entry of the file, named as it stands there: ``small.levers.arms``."""
        found: Any = self.of_size
        for part in error.key.split("."):
            if not isinstance(found, dict) or not found:
                break
            found = found.get(part.split(" ")[0], {})
        if error.where != self.where or found == {}:
            return error
        return InputError(self.where, shown(f"{self.size}.{error.key}"), error.value, error.remedy)

    def scenario(self) -> Scenario:
        """The scenario that the experiment changes, with its settings: named, or written out below ``[base]``."""
        given = [key for key in ("scenario", "base") if key in self.document]
        if len(given) != 1:
            remedy = 'name the scenario that is changed: scenario = "bill_2011", or the path of one'
            raise refusal(self.where, "scenario", self.document.get("scenario"), remedy)
        if given == ["base"]:
            base = table_in(self.document, "base", self.where, "base")
            scenario = self._named("base", lambda: Scenario.from_dict(base, where=self.where, folder=self.folder))
        else:
            scenario = Scenario.load(self._path_of_scenario())
        return self._named("settings", lambda: scenario.with_values(self.settings, where=self.where))

    @property
    def settings(self) -> dict[str, Any]:
        """What the file sets of its scenario, by dotted name."""
        return _flat(table_in(self.document, "settings", self.where, "settings"))

    def _path_of_scenario(self) -> Path:
        reference = self.document["scenario"]
        try:
            return locate(reference, self.folder)
        except (ValueError, OSError) as error:
            raise refusal(self.where, "scenario", reference, str(error)) from error

    def _named(self, table: str, made: Callable[[], Scenario]) -> Scenario:
        """What is made from a table; messages about its entries name the table too."""
        try:
            return made()
        except InputError as error:
            if error.where != self.where:
                raise
            raise InputError(self.where, shown(f"{table}.{error.key}"), error.value, error.remedy) from error


def _at_size(
    document: dict[str, Any], size: str | None, where: str
) -> tuple[dict[str, Any], str | None, dict[str, Any]]:
    """The document at a size, that size, and what its table says.

    A file without tables of sizes may say at which size it was written in full.
    """
    has = [name for name in SIZES if name in document]
    plain = {key: _nested(value, where, key) for key, value in document.items() if key not in SIZES}
    if not has:
        made_at = plain.pop("size", None)
        if made_at not in (None, *SIZES):
            raise refusal(where, "size", made_at, "leave it out: it says at which size a file was written in full")
        if size is not None and size != made_at:
            raise refusal(where, "size", size, f"this experiment has no sizes, so no [{size}]; ask for none")
        return plain, made_at, {}
    if "size" in document:
        raise refusal(where, "size", document["size"], "leave it out: the size is asked for when the experiment is run")
    chosen = size or (USUAL_SIZE if USUAL_SIZE in has else has[0])
    if chosen not in has:
        raise refusal(where, "size", chosen, f"this experiment has {' and '.join(f'[{name}]' for name in has)}")
    for name in has:
        for key in table_in(document, name, where, name):
            if key in SIZES:
                raise refusal(where, f"{name}.{key}", document[name][key], "a size cannot hold another")
    over = {key: _nested(value, where, f"{chosen}.{key}") for key, value in document[chosen].items()}
    return _laid_over(plain, over), chosen, over


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Entries of ``above`` in place of those below, table by table. A design named anew starts its table afresh."""
    if "design" in above:
        return above
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _laid_over(merged[key], value) if both else value
    return merged


def _nested(value: Any, where: str, key: str) -> Any:
    """A table whose dotted names, ``"board.powers"``, are tables within tables, so that both ways of writing meet."""
    if not isinstance(value, dict):
        return value
    nested: dict[str, Any] = {}
    for name, inner in value.items():
        _put(nested, name.split("."), _nested(inner, where, f"{key}.{name}"), where, f"{key}.{name}")
    return nested


def _put(table: dict[str, Any], parts: list[str], value: Any, where: str, key: str) -> None:
    first, *rest = parts
    if rest:
        below = table.setdefault(first, {})
        if not isinstance(below, dict):
            raise refusal(where, key, value, "it is given twice; keep one of the two")
        _put(below, rest, value, where, key)
    elif isinstance(value, dict) and isinstance(table.get(first), dict):
        for name, inner in value.items():
            _put(table[first], [name], inner, where, f"{key}.{name}")
    elif first in table:
        raise refusal(where, key, value, "it is given twice; keep one of the two")
    else:
        table[first] = value


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Settings by dotted name."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict) and value:
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = value
    return found
