"""Draws of the uncertain parameters: values of each draw, the same whatever else is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from abm.scenario.parameters import Parameters, parameter_definitions
from abm.sweeps.parameter_design import ParameterDesign, central_value
from abm.sweeps.unit_points import Points, Sampler, unit_points

OPEN: dict[str, Sampler] = {"sobol": "sobol", "monte_carlo": "random"}
"""Designs to which draws can be added without moving those already there."""
LOGARITHMIC_FROM = 10.0
"""High end of a range over its low end, from which values are drawn on a logarithmic scale."""


@dataclass(frozen=True)
class ParameterDraws:
    """The draws of a design around the parameters of a scenario."""

    design: ParameterDesign
    scenario: Parameters
    seed: int

    @property
    def is_open(self) -> bool:
        """Whether there are draws beyond the number that the design asks for."""
        return self.design.design in OPEN

    def draw(self, index: int) -> dict[str, float]:
        """The values of a draw, counted from 0, by ``group.name``; nothing where all stay central.

        Raises IndexError where the design is not open and has no such draw.
        """
        if not self.is_open and index >= self.design.draws:
            raise IndexError(f"draw {index} of {self.design.draws}")
        if self.design.design == "central":
            return {}
        if self.design.design == "posterior":
            return {name: column[index] for name, column in self.design.values.items()}
        row = self._points(index)[index]
        return {
            name: value_at(float(point), name, self.scenario, uniform=self.design.marginal == "uniform")
            for name, point in zip(self.design.names, row, strict=True)
        }

    def _points(self, index: int) -> Points:
        """Points that reach as far as a draw: of an open design in powers of two, so that few are ever made."""
        dimensions = len(self.design.names)
        if not self.is_open:
            return unit_points("latin_hypercube", dimensions, self.design.draws, self.seed)
        return unit_points(OPEN[self.design.design], dimensions, 1 << index.bit_length(), self.seed)


def value_at(point: float, name: str, scenario: Parameters, *, uniform: bool, spread: float = 1.0) -> float:
    """The quantile of a parameter's distribution over its range, at a point of [0, 1).

    ``uniform`` over the range; otherwise triangular, with what the scenario has as the likeliest value. A range that
    spans tenfold its low end or more is taken on a logarithmic scale: of a wait between an hour and a week nobody would
    say that more than two days is likelier than not. ``spread``: the share of the range, about the scenario's value,
    that is covered.
    """
    definition = parameter_definitions()[name]
    low, high, peak = float(definition.low), float(definition.high), central_value(scenario, name)
    if low > 0.0 and high >= LOGARITHMIC_FROM * low:
        value = math.exp(_quantile(point, (math.log(low), math.log(peak), math.log(high)), uniform, spread))
    else:
        value = _quantile(point, (low, peak, high), uniform, spread)
    return min(max(value, low), high)


def _quantile(point: float, triangle: tuple[float, float, float], uniform: bool, spread: float) -> float:
    """Of a distribution from low to high with a peak between them, drawn together about the peak."""
    low, peak, high = triangle
    width = high - low
    if uniform:
        value = low + point * width
    elif point * width < peak - low:
        value = low + math.sqrt(point * width * (peak - low))
    else:
        value = high - math.sqrt((1.0 - point) * width * (high - peak))
    return peak + spread * (value - peak) if spread < 1.0 else value
