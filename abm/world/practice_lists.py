"""Practices: how many serve a place, how long their lists are, where they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from abm.randomness import normal_from_uniform
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.world.apportionment import apportion
from abm.world.geography import CountArray, RealArray
from abm.world.place_draws import PlaceDraw, place_uniform
from abm.world.schematic_map import SQUARE_KM


@dataclass(frozen=True)
class Strip:
    """A part of a council's square, over its whole height: from and to as shares of its width."""

    start: float = 0.0
    end: float = 1.0


def lists_of_place(people: int, identity: tuple[int, ...], seed: int, parameters: PlacesParameters) -> CountArray:
    """Share a place's people out over the lists of its practices: int64, sums to ``people``.

    ``identity`` names the place, so that its practices keep their luck when other places change.
    """
    count = max(1, min(people, round(people / parameters.list_size_mean)))
    drawn = [
        list_size(place_uniform(seed, PlaceDraw.LIST_SIZE, *identity, index), parameters) for index in range(count)
    ]
    return apportion(people, drawn, at_least=1)


def list_size(uniform: float, parameters: PlacesParameters) -> float:
    """The list size (people) at this quantile of a gamma distribution with the published mean and spread.

    The published 90th percentile (12,520, P007) lies nearer to a gamma than to a lognormal. The quantile is
    the cube-root approximation of Wilson and Hilferty (1931), which needs no function that differs between
    machines.
    """
    mean, spread = parameters.list_size_mean, parameters.list_size_sd
    shape = mean * mean / (spread * spread)
    root = 1.0 - 1.0 / (9.0 * shape) + normal_from_uniform(uniform) / (3.0 * math.sqrt(shape))
    return mean * max(root * root * root, 0.15)


def sites_of_practices(
    count: int, identity: tuple[int, ...], centre: tuple[float, float], strip: Strip, seed: int
) -> tuple[RealArray, RealArray]:
    """Where a place's practices stand: east and north, km, evenly over its strip of the council's square."""
    east = [place_uniform(seed, PlaceDraw.PRACTICE_EAST, *identity, index) for index in range(count)]
    north = [place_uniform(seed, PlaceDraw.PRACTICE_NORTH, *identity, index) for index in range(count)]
    across = strip.start + (strip.end - strip.start) * np.array(east)
    x = centre[0] + SQUARE_KM * (across - 0.5)
    y = centre[1] + SQUARE_KM * (np.array(north) - 0.5)
    return x, y
