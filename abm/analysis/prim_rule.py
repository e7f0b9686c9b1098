"""The rule that PRIM finds: boxes peeled off bit by bit where what is of interest is rare (ema_workbench)."""

from __future__ import annotations

import inspect
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from abm.analysis.rule import FEWEST_INSIDE, Mask, Restriction, Rule, quality

if TYPE_CHECKING:
    import pandas as pd

MOST_LOOKED_AT = 10
"""Columns that are peeled, those that trees split by most: PRIM copies its box for each try at each column."""
TREES = 100
SEED = 1
ANY_MEAN = 1e-9
"""Density from which a box counts: all that has any."""


def prim_rule(settings: pd.DataFrame, wanted: Mask) -> Rule | None:
    """The box on PRIM's way that holds most beyond luck; nothing where none does."""
    columns = _most_telling(settings, wanted)
    coded = settings[columns].apply(_coded)
    with _quiet():
        box = _prim(coded, wanted.astype(np.int64)).find_box()
    rules = [_rule(limits, box.box_lims[0], settings) for limits in box.box_lims]
    best = max(rules, key=lambda rule: quality(rule.holds(settings), wanted))
    return best if best.restrictions else None


def _prim(settings: pd.DataFrame, wanted: np.ndarray) -> Any:
    with _quiet():
        from ema_workbench.analysis.prim import Prim
    # Version 2 asks for a threshold, version 3 has none.
    asked = "threshold" in inspect.signature(Prim.__init__).parameters
    return Prim(settings, wanted, mass_min=FEWEST_INSIDE, **({"threshold": ANY_MEAN} if asked else {}))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what ema_workbench says of parts of itself that are not used here, and of pandas."""
    logger = logging.getLogger("EMA")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            for message in ("ipyparallel not installed", "altair based interactive", "The inplace keyword"):
                warnings.filterwarnings("ignore", message=message)
            yield
    finally:
        logger.setLevel(before)


def _most_telling(settings: pd.DataFrame, wanted: Mask) -> list[str]:
    """The columns that tell most, in their order."""
    if len(settings.columns) <= MOST_LOOKED_AT:
        return list(settings.columns)
    from sklearn.ensemble import ExtraTreesClassifier

    forest = ExtraTreesClassifier(TREES, min_samples_leaf=max(1, int(FEWEST_INSIDE * len(wanted))), random_state=SEED)
    told = forest.fit(codes(settings), wanted).feature_importances_
    best = np.sort(np.argsort(-told, kind="stable")[:MOST_LOOKED_AT])
    return [str(settings.columns[at]) for at in best]


def codes(settings: pd.DataFrame) -> np.ndarray:
    """All columns as numbers, float64 [cases, columns]: categories by their place in the order."""
    return np.column_stack([_codes(settings[name]) for name in settings.columns])


def _codes(column: pd.Series) -> np.ndarray:
    found = column.cat.codes if hasattr(column, "cat") else column
    return np.asarray(found, dtype=np.float64)


def _coded(column: pd.Series) -> pd.Series:
    """Categories as whole numbers without a size: sets of words have another order in every process."""
    return column.cat.codes.map(int).astype("object") if hasattr(column, "cat") else column


def _rule(limits: pd.DataFrame, start: pd.DataFrame, settings: pd.DataFrame) -> Rule:
    found = (_restriction(str(name), limits[name], start[name], settings) for name in limits.columns)
    return Rule(tuple(one for one in found if one is not None))


def _restriction(name: str, limits: pd.Series, start: pd.Series, settings: pd.DataFrame) -> Restriction | None:
    if limits.to_list() == start.to_list():
        return None
    if isinstance(limits[0], set):
        values = settings[name].cat.categories
        return Restriction(name, tuple(str(values[code]) for code in sorted(limits[0])))
    low = None if limits[0] == start[0] else float(limits[0])
    high = None if limits[1] == start[1] else float(limits[1])
    return Restriction(name, low=low, high=high)
