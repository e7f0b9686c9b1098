"""What was discovered in a sweep, in sentences with coverage and density, and what was not."""

from __future__ import annotations

from collections.abc import Sequence

from abm.analysis.discovery import FEWEST_CASES
from abm.analysis.discovery_files import DiscoveryRow
from abm.analysis.regret import ArmRegret
from abm.reports.quantity import shown_number, shown_unit
from abm.reports.sweep_headlines import headline_groups

METHODS = {"prim": "PRIM", "cart": "CART"}
MOST_ARMS = 3
"""Arms that a sentence names."""


def discovery_sentence(row: DiscoveryRow) -> str:
    """One rule with how dense it is and how much it covers, here and on draws held out; or why there is none."""
    noun = "places" if row.level == "council" else "runs"
    those = f"{noun} that are {row.outcome} in {row.period}"
    share = f"{row.of_interest:,} of {row.cases:,} ({row.base:.2f})"
    if row.verdict == "too few cases":
        return (
            f"Too few cases: {share} are {noun} that are {row.outcome} in {row.period} ({row.asked}), and it takes "
            f"{FEWEST_CASES} that are and as many that are not. Nothing was looked for."
        )
    if row.verdict == "nothing found":
        return f"{METHODS[row.method]} found no combination that holds more {those} than luck would: {share} are."
    then = ", after the first" if row.rank > 1 else ""
    return (
        f"Of the {noun} where {row.conditions}, {row.density:.2f} are {row.outcome} in {row.period} (density; of all "
        f"{noun}, {row.base:.2f}); they cover {row.coverage:.2f} of all {those} (coverage). {_checked(row)} Found by "
        f"{METHODS[row.method]}{then}."
    )


def _checked(row: DiscoveryRow) -> str:
    if row.verdict == "cannot be checked":
        return "It cannot be checked: there are too few draws to hold any out, so do not build on it."
    held = f"density {row.held_out_density:.2f}, coverage {row.held_out_coverage:.2f}"
    if row.verdict == "holds":
        return f"Rules found in the same way hold on draws held out: {held}."
    return f"Rules found in the same way do not hold clearly on draws held out ({held}): take it for chance."


def regret_sentences(rows: Sequence[ArmRegret], units: dict[str, str]) -> list[str]:
    """For each measure, the arms with the least regret, and which is best most often."""
    if not rows:
        return ["No sample has every arm, or nothing of what is aimed at is kept: nothing can be said of regret."]
    measures = list(dict.fromkeys(row.measure for row in rows))
    return [_regret([row for row in rows if row.measure == measure], units.get(measure, "")) for measure in measures]


def _regret(rows: Sequence[ArmRegret], unit: str) -> str:
    first = rows[0]
    said = "; ".join(
        f"{row.arm} ({shown_number(row.regret, unit)}, best in {row.best_share:.0%})" for row in rows[:MOST_ARMS]
    )
    often = max(rows, key=lambda row: row.best_share)
    also = "" if often in rows[:MOST_ARMS] else f" Best most often: {often.arm}, in {often.best_share:.0%}."
    return (
        f"{label_of(first.measure)}, {first.good} is good, {first.period}, {first.samples:,} samples: least regret by "
        f"{said}. Regret: how far behind the best arm of the same sample, on average ({shown_unit(unit)}).{also}"
    )


def label_of(measure: str) -> str:
    """What a measure is called."""
    return next(one.label for group in headline_groups([measure]).values() for one in group)
