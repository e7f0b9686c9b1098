"""How many cases each fuzz test draws: some hundreds in all where nothing is said, thousands at night."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings

ENVIRONMENT = "JOINED_UP_FUZZ_CASES"
USUAL = 400
"""Cases in all, drawn the same each time, so that a change is judged by what it changes."""
OF_A_HUNDRED = {
    "scenarios": 13,
    "settings": 5,
    "experiments": 12,
    "overlap": 5,
    "place tables": 10,
    "targets": 10,
    "observed": 5,
    "posteriors": 5,
    "posterior in use": 5,
    "run": 6,
    "comparison": 6,
    "sweep": 6,
    "looked into": 3,
    "explorer": 4,
    "discover": 2,
    "parts": 3,
}
"""Each test's share: a table is read in a thousandth of the time that a report takes."""


def cases_in_all() -> int:
    """What the environment says, or else the usual number."""
    return int(os.environ.get(ENVIRONMENT) or USUAL)


def fuzzed(share: str) -> Callable[[Any], Any]:
    """The settings of a test with this share of all cases. At night they are other cases each time."""
    return settings(
        max_examples=max(1, cases_in_all() * OF_A_HUNDRED[share] // 100),
        deadline=None,
        derandomize=ENVIRONMENT not in os.environ,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
