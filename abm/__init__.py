"""Joined-up: an agent-based model of health and social care integration in England."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from abm.model import IntegrationModel as IntegrationModel
    from abm.runs.run import run as run
    from abm.scenario.scenario import Scenario as Scenario
    from abm.sweeps.run_experiment import sweep as sweep

_HOMES = {
    "IntegrationModel": "abm.model",
    "Scenario": "abm.scenario.scenario",
    "run": "abm.runs.run",
    "sweep": "abm.sweeps.run_experiment",
}

__all__ = ["IntegrationModel", "Scenario", "run", "sweep"]


def __getattr__(name: str) -> Any:
    """Load what is asked for, and only then: a command line that prints its help needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
