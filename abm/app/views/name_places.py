"""Where names of points are written, so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CHARACTER, LINE = 6.2, 13.0
"""Pixels of a character and of a line, near enough."""
OFFSETS = (-11, 18, -24, 31)
"""Pixels from a point to the foot of its name, the best first: above it, below it, and further off."""


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    foot: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and abs(self.foot - other.foot) < LINE


def name_offsets(names: Sequence[str], x: Sequence[float], y: Sequence[float]) -> list[int]:
    """For each point, in pixels from the top left, how far below it its name is written; negative is above it.

    Names are placed from left to right, each where it meets none before it; where all places are taken, above.
    """
    offsets = [OFFSETS[0]] * len(names)
    placed: list[_Box] = []
    for at in sorted(range(len(names)), key=lambda point: x[point]):
        half = CHARACTER * len(names[at]) / 2
        boxes = {offset: _Box(x[at] - half, x[at] + half, y[at] + offset) for offset in OFFSETS}
        free = (offset for offset, box in boxes.items() if not any(box.meets(other) for other in placed))
        offsets[at] = next(free, OFFSETS[0])
        placed.append(boxes[offsets[at]])
    return offsets
