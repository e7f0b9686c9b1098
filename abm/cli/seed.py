"""Seeds that a command takes."""

from __future__ import annotations

LARGEST_SEED = 2**32 - 1
