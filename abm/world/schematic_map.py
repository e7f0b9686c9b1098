"""A schematic map: every council is a square of the same size, on a grid.

Tables of overlaps carry no coordinates, and a synthetic England has none. Distances serve to tell neighbours
from strangers and near practices from far ones; they are not miles that anybody drives.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from abm.world.geography import CountArray, RealArray


@dataclass(frozen=True)
class PeopleOnMap:
    """People at points of the map: practices with their lists, or councils with their residents."""

    people: CountArray
    x: RealArray
    y: RealArray

    def __len__(self) -> int:
        return len(self.people)

    def of(self, members: npt.NDArray[np.int64]) -> PeopleOnMap:
        """Only these of the points."""
        return PeopleOnMap(self.people[members], self.x[members], self.y[members])


SQUARE_KM = 29.0
"""Side of a council's square: England's 130,000 square kilometres over 152 councils."""


def grid_sites(count: int) -> tuple[RealArray, RealArray]:
    """Middles of ``count`` squares, row by row in a block as wide as it is high: two float64 [count], km."""
    width = math.isqrt(count - 1) + 1
    cells = np.arange(count)
    east, north = (cells % width).astype(np.float64), (cells // width).astype(np.float64)
    return (east + 0.5) * SQUARE_KM, (north + 0.5) * SQUARE_KM


def curve_sites(count: int) -> tuple[RealArray, RealArray]:
    """Middles of ``count`` squares along a Hilbert curve, where who is next in order is near: float64, km."""
    side = 1
    while side * side < count:
        side *= 2
    cells = [_hilbert_cell(side, step) for step in range(count)]
    x = np.array([cell[0] + 0.5 for cell in cells]) * SQUARE_KM
    y = np.array([cell[1] + 0.5 for cell in cells]) * SQUARE_KM
    return x, y


def _hilbert_cell(side: int, step: int) -> tuple[int, int]:
    x = y = 0
    scale = 1
    while scale < side:
        right = 1 & (step // 2)
        up = 1 & (step ^ right)
        if up == 0:
            if right == 1:
                x, y = scale - 1 - x, scale - 1 - y
            x, y = y, x
        x += scale * right
        y += scale * up
        step //= 4
        scale *= 2
    return x, y


def neighbours(x: RealArray, y: RealArray) -> list[tuple[int, int]]:
    """Pairs of councils (lower index first) whose squares touch, at a side or a corner."""
    reach = 1.5 * SQUARE_KM
    near = (np.abs(x[:, None] - x[None, :]) < reach) & (np.abs(y[:, None] - y[None, :]) < reach)
    first, second = np.nonzero(np.triu(near, k=1))
    return [(int(a), int(b)) for a, b in zip(first, second, strict=True)]
