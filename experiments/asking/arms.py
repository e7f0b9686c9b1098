"""An arm of an experiment: a scenario that ships, with a few things otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from scipy.stats import qmc

from abm.scenario.parameters import Parameters
from abm.scenario.scenario import Scenario

DRAWN_GROUPS = ("relations", "joint_working", "oversight")
"""Groups of parameters of which every number is drawn; of places only what says how trust begins."""


@dataclass(frozen=True)
class Arm:
    """A scenario that ships, with a few things otherwise."""

    name: str
    base: str = "bill_2011"
    settings: tuple[str, ...] = ()
    """As on the command line; a lever set here is held through the whole run."""
    from_2011: tuple[tuple[str, Any], ...] = ()
    """Levers that change in April 2011."""
    councils: int = 4
    end: date | None = None

    def scenario(self) -> Scenario:
        """The scenario in full."""
        document: dict[str, Any] = {"name": self.name.replace(" ", "_"), "extends": self.base}
        if self.from_2011:
            document["policy"] = [{"date": date(2011, 4, 1), "why": "what is asked", "set": dict(self.from_2011)}]
        scenario = Scenario.from_dict(document).with_settings((*self.settings, f"geography.councils={self.councils}"))
        return scenario if self.end is None else scenario.with_settings([f"run.end={self.end}"])

    def but(self, name: str, *settings: str) -> Arm:
        """The same with more set."""
        return replace(self, name=name, settings=(*self.settings, *settings))


def drawn_parameters() -> tuple[str, ...]:
    """Every number that a draw moves, by ``group.name``."""
    named = [f"{group}.{name}" for group in DRAWN_GROUPS for name in getattr(Parameters(), group).model_dump()]
    return (*named, *(f"places.{name}" for name in Parameters().places.model_dump() if name.startswith("trust_")))


def range_of(key: str) -> tuple[float, float]:
    """The range that a parameter is held to be in."""
    group, name = key.split(".")
    field = type(getattr(Parameters(), group)).model_fields[name]
    limits = {type(each).__name__: each for each in field.metadata}
    return float(limits["Ge"].ge), float(limits["Le"].le)


def draws(count: int, base: Arm, seed: int = 2011) -> tuple[Arm, ...]:
    """Arms whose parameters are a Latin hypercube over their ranges."""
    keys = drawn_parameters()
    low, high = np.array([range_of(key) for key in keys]).T
    points = qmc.scale(qmc.LatinHypercube(len(keys), seed=seed).random(count), low, high)
    return tuple(
        base.but(
            f"draw {number}", *(f"parameters.{key}={float(value)!r}" for key, value in zip(keys, row, strict=True))
        )
        for number, row in enumerate(points)
    )
