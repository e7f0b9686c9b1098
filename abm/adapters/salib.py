"""The model as SALib takes it: a problem, and an answer for each row of a sample."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from abm.adapters.scenario_figures import ScenarioFigures, definition_of
from abm.scenario.definition import Definition

Points = npt.NDArray[np.float64]


def salib_problem(names: Iterable[str]) -> dict[str, Any]:
    """A SALib problem over levers and uncertain numbers, by ``group.name``, each over its whole range.

    A lever with choices, or of yes and no, has the bounds 0 and their number: a point stands for the choice in whose
    unit interval it lies. Raises InputError for a name that does not exist, or is a date.
    """
    listed = list(names)
    return {"num_vars": len(listed), "names": listed, "bounds": [_bounds(definition_of(name)) for name in listed]}


def evaluated(figures: ScenarioFigures, problem: dict[str, Any], points: Points) -> Points:
    """Run each row of a sample: figures, float64 [rows of ``points``, measures], in the order of both."""
    definitions = [definition_of(name) for name in problem["names"]]
    found = [
        list(figures({each.name: _setting(each, value) for each, value in zip(definitions, row, strict=True)}).values())
        for row in points
    ]
    return np.asarray(found, dtype=np.float64).reshape(len(points), len(figures.measures))


def _choices(definition: Definition) -> tuple[Any, ...]:
    return (False, True) if definition.kind == "yes or no" else definition.choices


def _bounds(definition: Definition) -> list[float]:
    if definition.kind == "number":
        return [definition.low, definition.high]
    return [0.0, float(len(_choices(definition)))]


def _setting(definition: Definition, point: float) -> Any:
    choices = _choices(definition)
    return choices[min(int(point), len(choices) - 1)] if choices else float(point)
