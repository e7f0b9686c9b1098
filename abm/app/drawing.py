"""A picture of plain shapes as SVG. Maps and networks have no axes, and are drawn in a moment this way."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from abm.reports.page import text

INK = "#1a1a1a"
PAPER = "#ffffff"


@dataclass
class Drawing:
    """Shapes in the order in which they are laid on top of each other. Lengths are pixels, from the top left."""

    width: float
    height: float
    shapes: list[str] = field(default_factory=list)

    def rect(
        self, x: float, y: float, wide: float, high: float, fill: str, *, round_by: float = 0.0, told: str = ""
    ) -> None:
        """A box with a thin dark edge; ``told`` is shown to whoever points at it."""
        inside = f"<title>{text(told)}</title>" if told else ""
        self.shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="{round_by:g}" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1">{inside}</rect>'
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, wide: float = 1.0, dashes: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.shapes.append(
            f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="{colour}" '
            f'stroke-width="{wide:.1f}"{dashed}/>'
        )

    def text(
        self, x: float, y: float, words: str, size: float = 12.0, *, anchor: str = "middle", ink: str = INK,
        bold: bool = False, halo: bool = False,
    ) -> None:  # fmt: skip
        """Words on a line whose foot is at ``y``; with a halo they can be read across lines."""
        weight = ' font-weight="bold"' if bold else ""
        around = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
        where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}"'
        self.shapes.append(f'<text {where} fill="{ink}"{weight}{around} pointer-events="none">{text(words)}</text>')

    def polygon(self, points: list[tuple[float, float]], fill: str) -> None:
        """A filled shape with a thin dark edge."""
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.shapes.append(f'<polygon points="{corners}" fill="{fill}" stroke="{INK}" stroke-width="1"/>')

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle with a thin dark edge."""
        self.shapes.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{INK}" stroke-width="1"/>'
        )

    def arrow(self, start: tuple[float, float], end: tuple[float, float], wide: float) -> None:
        """An arrow as wide as what moves along it."""
        length = math.dist(start, end)
        along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        head = max(9.0, wide * 0.9)
        neck = (end[0] - head * along[0], end[1] - head * along[1])
        self.line(start, neck, "#767676", wide)
        half = max(6.0, wide * 0.5 + 5.0)
        side = (-along[1] * half, along[0] * half)
        self.polygon([end, (neck[0] + side[0], neck[1] + side[1]), (neck[0] - side[0], neck[1] - side[1])], "#4d4d4d")

    def svg(self, title: str, description: str) -> str:
        """The picture, with its name and description for those who do not see it."""
        key = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        return (
            f'<svg role="img" aria-labelledby="{key}-title {key}-desc" xmlns="http://www.w3.org/2000/svg" '
            f'width="{self.width:.0f}" height="{self.height:.0f}" viewBox="0 0 {self.width:.0f} {self.height:.0f}" '
            f'font-family="sans-serif"><title id="{key}-title">{text(title)}</title>'
            f'<desc id="{key}-desc">{text(description)}</desc>'
            f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(self.shapes)}</svg>'
        )
