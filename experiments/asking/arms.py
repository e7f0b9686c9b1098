"""An arm of an experiment: a scenario that ships, with a few things otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from abm.scenario.parameters import Parameters
from abm.scenario.scenario import Scenario
from abm.sweeps.parameter_design import ParameterDesign
from abm.sweeps.parameter_draws import ParameterDraws

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
        # Mechanisms are asked about at central values and over the ranges, whatever the numbers are fitted to.
        settings = ("run.draw=0", *self.settings, f"geography.councils={self.councils}")
        scenario = Scenario.from_dict(document).with_settings(settings)
        return scenario if self.end is None else scenario.with_settings([f"run.end={self.end}"])

    def but(self, name: str, *settings: str) -> Arm:
        """The same with more set."""
        return replace(self, name=name, settings=(*self.settings, *settings))


def drawn_parameters() -> tuple[str, ...]:
    """Every number that a draw moves, by ``group.name``."""
    named = [f"{group}.{name}" for group in DRAWN_GROUPS for name in getattr(Parameters(), group).model_dump()]
    return (*named, *(f"places.{name}" for name in Parameters().places.model_dump() if name.startswith("trust_")))


def draws(count: int, base: Arm, seed: int = 2011) -> tuple[Arm, ...]:
    """Arms whose parameters are a Latin hypercube, evenly over their ranges."""
    design = ParameterDesign(design="latin_hypercube", draws=count, names=drawn_parameters(), marginal="uniform")
    drawn = ParameterDraws(design, Parameters(), seed)
    return tuple(
        base.but(f"draw {number}", *(f"parameters.{key}={value!r}" for key, value in drawn.draw(number).items()))
        for number in range(count)
    )
