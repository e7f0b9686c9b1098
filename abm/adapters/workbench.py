"""The model as ema_workbench takes it: uncertainties, levers and outcomes of a ``Model``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from abm.adapters.scenario_figures import ScenarioFigures, definition_of

if TYPE_CHECKING:
    from ema_workbench import Model
    from ema_workbench.em_framework.parameters import Parameter


def workbench_model(
    figures: ScenarioFigures, *, levers: Iterable[str] = (), uncertainties: Iterable[str] = (), name: str = "JoinedUp"
) -> Model:
    """An ema_workbench model that runs the scenario once for each experiment.

    ``levers`` and ``uncertainties`` are names of levers or uncertain numbers, over their whole ranges; change the
    model's before use for others. The workbench wants names that Python could have: dots are written ``__``.
    Outcomes are called as the measures are. Raises InputError for a name that does not exist, or is a date.
    """
    from ema_workbench import Model, ScalarOutcome

    model = Model(name, function=_Called(figures))
    model.levers = [_parameter(each) for each in levers]
    model.uncertainties = [_parameter(each) for each in uncertainties]
    model.outcomes = [ScalarOutcome(measure) for measure in figures.measures]
    return model


def _parameter(name: str) -> Parameter:
    from ema_workbench import BooleanParameter, CategoricalParameter, RealParameter

    definition = definition_of(name)
    written = name.replace(".", "__")
    match definition.kind:
        case "choice":
            return CategoricalParameter(written, definition.choices)
        case "yes or no":
            return BooleanParameter(written)
        case _:
            return RealParameter(written, definition.low, definition.high)


class _Called:
    """What the workbench calls, with a keyword for each parameter."""

    def __init__(self, figures: ScenarioFigures) -> None:
        self._figures = figures

    def __call__(self, **settings: Any) -> dict[str, float]:
        return self._figures({name.replace("__", "."): value for name, value in settings.items()})
