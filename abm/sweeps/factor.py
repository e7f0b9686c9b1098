"""A factor: one lever, uncertain number, or the luck, that the points of a design move between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import Parameters
from abm.scenario.refusal import refusal
from abm.sweeps.arm import Setting
from abm.sweeps.lever_design import LeverDesign, Span, setting_at
from abm.sweeps.parameter_design import ParameterDesign
from abm.sweeps.parameter_draws import value_at

Kind = Literal["lever", "parameter", "luck"]
LUCK = "luck"
"""The name of the factor that moves the seed."""


@dataclass(frozen=True)
class Factor:
    """What is moved, and what it is at each point."""

    name: str
    kind: Kind
    value: Callable[[float], Setting]
    """The setting at a point of [0, 1)."""


def lever_factors(design: LeverDesign, where: str) -> tuple[Factor, ...]:
    """A factor for each lever that has more than one value: values in equal bins, in the order of the schema."""
    found = {name: in_schema_order(name, values) for name, values in values_of(design, where).items()}
    return tuple(
        Factor(name, "lever", partial(setting_at, values))
        for name, values in found.items()
        if isinstance(values, Span) or len(values) > 1
    )


def values_of(design: LeverDesign, where: str) -> Mapping[str, tuple[Setting, ...] | Span]:
    """The values of each lever: as the file lists them, or those that its named arms have. Raises InputError."""
    if design.design != "list":
        return design.values
    named = {
        name: tuple(dict.fromkeys(arm.set.get(name) for arm in design.arm)) for arm in design.arm for name in arm.set
    }
    for name, values in named.items():
        if None in values:
            arm = next(arm.name for arm in design.arm if name not in arm.set)
            remedy = f"arm {arm!r} leaves it open; say it in every arm, so that its values are known"
            raise refusal(where, f"levers.arm, {name}", None, remedy)
    return named  # type: ignore[return-value]  # None was refused


def in_schema_order(name: str, values: tuple[Setting, ...] | Span) -> tuple[Setting, ...] | Span:
    """Values in the order in which the schema has them; numbers, dates, and false before true, rising."""
    if isinstance(values, Span):
        return values
    choices = lever_definitions()[name].choices
    return tuple(sorted(values, key=choices.index if choices else None))


def parameter_factors(design: ParameterDesign, scenario: Parameters, where: str) -> tuple[Factor, ...]:
    """A factor for each parameter that is drawn, from the distribution that the file gives it. Raises InputError."""
    if design.design == "posterior":
        remedy = 'its draws hang together, so no one number can be moved alone; write design = "latin_hypercube"'
        raise refusal(where, "parameters.design", design.design, remedy)
    uniform = design.marginal == "uniform"
    return tuple(
        Factor(name, "parameter", partial(value_at, name=name, scenario=scenario, uniform=uniform))
        for name in design.names
    )


def luck_factor() -> Factor:
    """The factor that moves the seed alone; what its point means is up to the row of the design that it is in."""
    return Factor(LUCK, "luck", float)
