"""What may be written for one key of a scenario: type, choices or range, unit, source, meaning."""

from __future__ import annotations

import math
import os
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

Kind = Literal["choice", "yes or no", "number", "whole number", "date", "text", "file"]

_KINDS: dict[Any, Kind] = {
    bool: "yes or no",
    float: "number",
    int: "whole number",
    date: "date",
    str: "text",
    Path: "file",
}


@dataclass(frozen=True)
class Definition:
    """One key of a scenario, as its pydantic field declares it."""

    name: str
    """Dotted name within its section: ``board.powers``."""
    model: type[BaseModel]
    field: str
    kind: Kind
    choices: tuple[str, ...]
    low: Any
    high: Any
    excludes_low: bool
    default: Any
    """None where the key has no default."""
    meaning: str
    facts: dict[str, Any]
    """What else the field says of itself: unit, source, and what a lever or a parameter adds."""

    @property
    def unit(self) -> str:
        """The unit of the value, or an empty string."""
        return str(self.facts.get("unit", ""))

    def checked(self, value: object, folder: Path) -> Any:
        """The value as the model will hold it; ``ValueError`` saying what would be right when it is wrong.

        A relative path is taken from ``folder``. Only this field is judged: the others keep their defaults.
        """
        if self.kind == "file":
            return self._existing_file(value, folder)
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"write {self.right}")
        try:
            accepted = self.model.model_validate({self.field: value})
        except (ValidationError, OverflowError) as error:
            raise ValueError(f"write {self.right}") from error
        return getattr(accepted, self.field)

    def contains(self, value: float) -> bool:
        """Whether a number lies within the range: :meth:`checked` takes it, but for being a number of another kind."""
        above = self.low is None or (value > self.low if self.excludes_low else value >= self.low)
        return math.isfinite(value) and above and (self.high is None or value <= self.high)

    def _existing_file(self, value: object, folder: Path) -> Path:
        if not isinstance(value, str | Path):
            raise ValueError(f"write {self.right}")
        path = Path(os.path.abspath(folder / value))
        if not os.path.isfile(path):
            raise ValueError(f"there is no file {str(path)!r}; write {self.right}")
        return path

    @property
    def right(self) -> str:
        """What would be right, in words: the choices, or the type with its range and unit."""
        if "remedy" in self.facts:
            return str(self.facts["remedy"])
        match self.kind:
            case "choice":
                words = "one of " + ", ".join(f'"{choice}"' for choice in self.choices)
            case "yes or no":
                words = "true or false"
            case "date":
                words = f"a date{self._range()}, written 2013-04-01 without quotes"
            case "text":
                words = "text in quotes"
            case "file":
                words = "the path of a table, in quotes"
            case _:
                words = f"a {self.kind}{self._range()}"
        return f"{words} ({self.unit})" if self.unit and self.kind in ("number", "whole number") else words

    def _range(self) -> str:
        if self.low is None:
            return "" if self.high is None else f" up to {_short(self.high)}"
        start = f" above {_short(self.low)}" if self.excludes_low else f" from {_short(self.low)}"
        if self.high is None:
            return start
        return f"{start} and up to {_short(self.high)}" if self.excludes_low else f"{start} to {_short(self.high)}"

    def listing(self) -> dict[str, Any]:
        """The definition as plain values, for tables and JSON: dates as text."""
        row: dict[str, Any] = {"name": self.name, "type": self.kind, "choices": list(self.choices)}
        row |= {"low": _plain(self.low), "high": _plain(self.high), "default": _plain(self.default)}
        return row | self.facts | {"unit": self.unit, "meaning": self.meaning}


def definitions_of(model: type[BaseModel], prefix: str = "") -> Iterator[Definition]:
    """Every key below a model, in the order written; groups within it are walked with dotted names."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from definitions_of(field.annotation, f"{prefix}{name}.")
        else:
            yield _definition(f"{prefix}{name}", model, name, field)


def _definition(name: str, model: type[BaseModel], field_name: str, field: FieldInfo) -> Definition:
    annotation = _without_none(field.annotation)
    is_choice = get_origin(annotation) is Literal
    extra = field.json_schema_extra
    return Definition(
        name=name,
        model=model,
        field=field_name,
        kind="choice" if is_choice else _KINDS[annotation],
        choices=tuple(get_args(annotation)) if is_choice else (),
        low=_bound(field, "ge", _bound(field, "gt", None)),
        high=_bound(field, "le", None),
        excludes_low=_bound(field, "gt", None) is not None,
        default=None if field.default is PydanticUndefined else field.default,
        meaning=field.description or "",
        facts=dict(extra) if isinstance(extra, dict) else {},
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next(choice for choice in get_args(annotation) if choice is not type(None))
    return annotation


def _bound(field: FieldInfo, side: str, otherwise: Any) -> Any:
    return next((getattr(rule, side) for rule in field.metadata if hasattr(rule, side)), otherwise)


def _short(bound: Any) -> str:
    return f"{bound:.12g}" if isinstance(bound, float) else str(bound)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Path) else value
