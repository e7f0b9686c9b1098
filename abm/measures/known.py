"""Which measures and levels there are, for whoever reads names of them from a file."""

from __future__ import annotations

from abm.measures.definitions import MEASURES
from abm.measures.measure import Measure
from abm.scenario.refusal import refusal, unknown_key

LEVELS = tuple(dict.fromkeys(level for measure in MEASURES for level in measure.levels))
"""Every level of results, in their order, from the whole to the small."""


def known_measure(name: str, where: str, key: str) -> Measure:
    """The measure of a name. Raises InputError."""
    found = next((measure for measure in MEASURES if measure.name == name), None)
    if found is None:
        closest = unknown_key(name, [measure.name for measure in MEASURES]).replace("key here", "measure")
        remedy = closest if "closest" in closest else "there is no such measure; see `abm measures`"
        raise refusal(where, key, name, remedy)
    return found


def check_level(measure: Measure, level: str, where: str, key: str) -> None:
    """Refuse a level that there is not, or at which the measure does not exist."""
    if level not in LEVELS:
        raise refusal(where, key, level, f"there is no such level; there are {', '.join(LEVELS)}")
    if level not in measure.levels:
        raise refusal(where, key, level, f"{measure.name} exists at {', '.join(measure.levels)} only")
