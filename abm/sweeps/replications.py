"""How many samples every arm meets: a fixed number, or as many as a difference needs to be known precisely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from abm.measures.kept import Kept
from abm.measures.known import known_measure
from abm.measures.periods import check_reported
from abm.scenario.period import Period
from abm.scenario.refusal import refusal
from abm.sweeps.arm import Arm
from abm.sweeps.comparison import arm_named
from abm.sweeps.lever_design import read_levers
from abm.sweeps.section import Section, entry, read_section, table_in

MOST_SAMPLES = 1_000_000
WHOLE_LEVELS = ("england", "place")
"""Levels with one unit, so that a measure in a period is one figure a run."""
COUNT_IN_WORDS = f"a whole number up to {MOST_SAMPLES}"


class PrecisionRule(Section):
    """Samples are added until a mean is known to within a half width, at 95%, or there are enough of them.

    The mean is that of the paired differences of an arm from the comparison arm; of an experiment of one arm, that
    of the figure itself. A sample is one draw of the parameters with one seed, in every arm.
    """

    measure: str = entry(meaning="the measure that must be known", right="the name of a measure, as in `abm measures`")
    level: str = entry("england", meaning="at which level", right='"england" or "place"')
    period: str = entry(meaning="in which period", right='a period such as "2014/15", or a month such as "2014-04"')
    arm: str | None = entry(
        None,
        meaning="whose difference counts; without it, that of every arm must be known",
        right='the name of an arm, or what it sets: { "board.powers" = "consult" }',
    )
    half_width: float = entry(meaning="half of the interval", right="a number above 0, in the measure's unit", gt=0.0)
    at_least: int | None = entry(
        None,
        meaning="samples at least; without it, all replications of all draws",
        right=f"{COUNT_IN_WORDS}, 2 or more",
        ge=2,
        le=MOST_SAMPLES,
    )
    at_most: int = entry(meaning="samples at most", right=f"{COUNT_IN_WORDS}, 2 or more", ge=2, le=MOST_SAMPLES)
    step: int = entry(1, meaning="samples added at a time", right=f"{COUNT_IN_WORDS}, 1 or more", ge=1, le=MOST_SAMPLES)


class Replications(Section):
    """How often each draw of the parameters is met, each time with a seed of its own."""

    number: int = entry(
        1, meaning="replications of each draw", right=f"{COUNT_IN_WORDS}, 1 or more", ge=1, le=MOST_SAMPLES
    )
    precision: PrecisionRule | None = entry(None, meaning="the rule", right="a table: [replications.precision]")

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str, arms: tuple[Arm, ...]) -> Replications:
        """What the table ``[replications]`` holds. Raises InputError. ``arms``: all of the experiment."""
        found = dict(table)
        if "precision" in table:
            key = "replications.precision"
            rule = dict(table_in(table, "precision", where, key))
            if "arm" in rule:
                rule["arm"] = _arm_meant(rule["arm"], where, arms)
            found["precision"] = read_section(PrecisionRule, rule, where, key)
        return read_section(cls, found, where, "replications")

    def samples_at_least(self, draws: int) -> int:
        """Samples made in any case: all replications of all draws, unless a rule starts with another number."""
        whole = draws * self.number
        if self.precision is None:
            return whole
        return max(whole, 2) if self.precision.at_least is None else self.precision.at_least

    def samples_at_most(self, draws: int) -> int:
        """Samples after which a rule of precision gives up; without one, those made in any case."""
        return self.samples_at_least(draws) if self.precision is None else self.precision.at_most

    def check(self, draws: int, kept: Kept, run: Period, where: str) -> None:
        """Refuse what cannot be: too many samples, a rule about a figure that is not kept."""
        if draws * self.number > MOST_SAMPLES:
            remedy = f"with {draws} draws there can be {MOST_SAMPLES // draws} replications of each at most"
            raise refusal(where, "replications.number", self.number, remedy)
        if self.precision is not None:
            _check_rule(self.precision, kept, run, where)
            least, most = self.samples_at_least(draws), self.precision.at_most
            if least > most:
                remedy = f"it must not be below the {least} samples that are made in any case (at_least)"
                raise refusal(where, "replications.precision.at_most", most, remedy)


def _arm_meant(given: Any, where: str, arms: tuple[Arm, ...]) -> str:
    key = "replications.precision.arm"
    if isinstance(given, str):
        return arm_named(given, arms, where, key).name
    levers = read_levers(given, where, key)
    meant = next((arm.name for arm in arms if arm.levers == levers), None)
    if meant is None:
        raise refusal(where, key, given, "no arm sets just this; give all that one sets, or its name")
    return meant


def _check_rule(rule: PrecisionRule, kept: Kept, run: Period, where: str) -> None:
    key = "replications.precision"
    known_measure(rule.measure, where, f"{key}.measure")
    if kept.measures and rule.measure not in kept.measures:
        raise refusal(where, f"{key}.measure", rule.measure, "it must be kept to be judged: add it to keep.measures")
    if kept.figures and not kept.has(rule.measure, rule.level, rule.period):
        raise refusal(where, f"{key}.measure", rule.measure, "it must be kept to be judged: add it to keep.figures")
    if rule.level not in WHOLE_LEVELS:
        raise refusal(where, f"{key}.level", rule.level, 'write "england" or "place", which give one figure a run')
    if rule.level not in kept.levels and kept.levels:
        raise refusal(where, f"{key}.level", rule.level, "it must be kept to be judged: add it to keep.levels")
    check_reported(rule.period, where, f"{key}.period", run)
    if not kept.has_period(rule.period):
        raise refusal(where, f"{key}.period", rule.period, "it must be kept to be judged: add it to keep.periods")
