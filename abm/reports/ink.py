"""Ink that can be read on any colour."""

from __future__ import annotations

DARK, LIGHT = "#000000", "#ffffff"
FLARE = 0.05
"""What WCAG 2 adds to the luminance of both sides before it divides."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 to 1, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand out from each other, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + FLARE) / (low + FLARE)


def readable_on(fill: str) -> str:
    """Black or white, whichever stands out more: at least 4.5 to 1 from any fill."""
    return max((DARK, LIGHT), key=lambda ink: contrast(ink, fill))
