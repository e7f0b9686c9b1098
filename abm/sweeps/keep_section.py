"""What a file says is kept of each run, checked against the measures there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.measures.definitions import MEASURES
from abm.measures.kept import Kept
from abm.scenario.period import Period
from abm.scenario.refusal import refusal, unknown_key
from abm.sweeps.periods import check_reported
from abm.sweeps.section import Section, entry, read_section

Names = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
LEVELS = tuple(dict.fromkeys(level for measure in MEASURES for level in measure.levels))


class KeepSection(Section):
    """The table ``[keep]``."""

    measures: Literal["all"] | Names = entry(
        "all", meaning="measures kept", right='names of measures in quotes, in a list, or "all"'
    )
    levels: Literal["all"] | Names = entry(
        ("england", "council"), meaning="levels kept", right='names of levels in quotes, in a list, or "all"'
    )
    periods: Literal["years", "months", "all"] | Names = entry(
        "years",
        meaning="periods kept",
        right='"years", "months", "all", or periods in a list, such as ["2012/13", "2014-04"]',
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str, run: Period) -> Kept:
        """What is kept. Raises InputError. ``run`` says which periods there are."""
        read = read_section(cls, table, where, "keep")
        measures = () if read.measures == "all" else tuple(read.measures)
        levels = () if read.levels == "all" else tuple(read.levels)
        _check_known(measures, [measure.name for measure in MEASURES], "measures", where)
        _check_known(levels, LEVELS, "levels", where)
        for measure in MEASURES:
            if levels and measure.name in measures and not set(levels) & set(measure.levels):
                remedy = f"it exists at {', '.join(measure.levels)} only; add one of these to keep.levels"
                raise refusal(where, "keep.measures", measure.name, remedy)
        if not isinstance(read.periods, str):
            _check_periods(read.periods, where, run)
        return Kept(measures, levels, read.periods)


def _check_known(given: Sequence[str], known: Sequence[str], what: str, where: str) -> None:
    for name in given:
        if name not in known:
            remedy = unknown_key(name, known).replace("key here", what.removesuffix("s"))
            if what == "levels":
                remedy = f"there is no such level; there are {', '.join(known)}"
            raise refusal(where, f"keep.{what}", name, remedy)


def _check_periods(periods: Sequence[str], where: str, run: Period) -> None:
    for period in periods:
        check_reported(period, where, "keep.periods", run)
