"""The rule that a classification tree finds: the leaf that holds most beyond luck (CART, scikit-learn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abm.analysis.prim_rule import codes
from abm.analysis.rule import FEWEST_INSIDE, Mask, Restriction, Rule, quality

if TYPE_CHECKING:
    import pandas as pd

DEPTH = 4
"""Splits to a leaf at most: a rule of more is no sentence."""
SEED = 1
NO_CHILD = -1
Split = tuple[str, float, bool]
"""Column, where it is split, and whether what is above goes on."""


def cart_rule(settings: pd.DataFrame, wanted: Mask) -> Rule | None:
    """The best leaf of a tree; nothing where no leaf holds more than luck would."""
    from sklearn.tree import DecisionTreeClassifier

    fewest = max(1, int(FEWEST_INSIDE * len(wanted)))
    grown = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=fewest, random_state=SEED)
    tree = grown.fit(codes(settings), wanted).tree_
    rules = [_rule(splits, settings) for splits in _leaves(tree, list(settings.columns), 0, ())]
    best = max(rules, key=lambda rule: quality(rule.holds(settings), wanted))
    return best if best.restrictions and quality(best.holds(settings), wanted) > 0.0 else None


def _leaves(tree: Any, names: list[str], node: int, splits: tuple[Split, ...]) -> list[tuple[Split, ...]]:
    """The splits that lead to each leaf."""
    if tree.children_left[node] == NO_CHILD:
        return [splits]
    name, threshold = names[tree.feature[node]], float(tree.threshold[node])
    return [
        *_leaves(tree, names, tree.children_left[node], (*splits, (name, threshold, False))),
        *_leaves(tree, names, tree.children_right[node], (*splits, (name, threshold, True))),
    ]


def _rule(splits: tuple[Split, ...], settings: pd.DataFrame) -> Rule:
    names = dict.fromkeys(name for name, _, _ in splits)
    return Rule(tuple(_restriction(name, splits, settings[name]) for name in names))


def _restriction(name: str, splits: tuple[Split, ...], column: pd.Series) -> Restriction:
    above = [threshold for own, threshold, is_above in splits if own == name and is_above]
    below = [threshold for own, threshold, is_above in splits if own == name and not is_above]
    low, high = max(above, default=None), min(below, default=None)
    if not hasattr(column, "cat"):
        return Restriction(name, low=low, high=high)
    values = [
        str(value)
        for code, value in enumerate(column.cat.categories)
        if (low is None or code > low) and (high is None or code <= high)
    ]
    return Restriction(name, tuple(values))
