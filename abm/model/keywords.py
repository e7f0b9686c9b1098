"""Levers as keywords of the model: ``board_powers`` is ``board.powers``."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from abm.scenario.levers import lever_definitions
from abm.scenario.scenario import Scenario

DEFAULT_SCENARIO = "bill_2011"


def with_keywords(scenario: Scenario | str | None, keywords: dict[str, Any]) -> Scenario:
    """The scenario with levers given as keywords: ``board_powers`` is ``board.powers``."""
    if scenario is None or isinstance(scenario, str):
        scenario = Scenario.load(scenario or DEFAULT_SCENARIO)
    names = {name.replace(".", "_"): name for name in lever_definitions()}
    unknown = sorted(set(keywords) - set(names))
    if unknown:
        raise TypeError(f"unknown lever {unknown[0]!r}: see `abm levers`, with an underscore for the dot")
    given = {names[key]: value for key, value in keywords.items() if value is not None}
    return scenario.with_levers(given) if given else scenario


def explicit_signature(initialiser: Callable[..., None]) -> inspect.Signature:
    """The initialiser's signature with every lever as a keyword of its own, which Mesa's tools look at."""
    own = [
        each
        for each in inspect.signature(initialiser).parameters.values()
        if each.kind != inspect.Parameter.VAR_KEYWORD
    ]
    levers = [
        inspect.Parameter(name.replace(".", "_"), inspect.Parameter.KEYWORD_ONLY, default=None)
        for name in lever_definitions()
    ]
    return inspect.Signature(own + levers)
