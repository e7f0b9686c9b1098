"""Providers that came and went in a market in one month."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Turnover:
    """Counts of one month: the model keeps them and starts anew."""

    entered: int = 0
    closed: int = 0
    failed: int = 0
    """Homes of a large group that failed; they go on under others, with fewer places."""
