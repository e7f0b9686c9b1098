"""Colours as people with each kind of colour blindness see them, and how far apart two of them look."""

from __future__ import annotations

import math

import numpy as np

SIGHT = {
    "trichromacy": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""What is seen of linear RGB: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of
color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), at severity 1.0."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
"""Linear sRGB to CIE XYZ (IEC 61966-2-1)."""
WHITE = TO_XYZ.sum(axis=1)


def seen(colour: str, sight: str) -> np.ndarray:
    """Linear RGB of ``#rrggbb`` as it is seen: float64 [3], from 0 to 1."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.clip(SIGHT[sight] @ linear, 0.0, 1.0)


def lab(linear: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB: float64 [3]."""
    ratio = TO_XYZ @ linear / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str, sight: str) -> float:
    """Distance of two colours in CIE Lab (1976) as they are seen; some 2 can just be told apart."""
    return math.dist(lab(seen(one, sight)), lab(seen(other, sight)))
