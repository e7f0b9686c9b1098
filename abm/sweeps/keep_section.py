"""What a file says is kept of each run, checked against the measures there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.measures.definitions import MEASURES
from abm.measures.kept import Figure, Kept, only
from abm.measures.known import LEVELS, check_level, known_measure
from abm.measures.periods import check_reported, periods_of
from abm.scenario.period import Period
from abm.scenario.refusal import refusal
from abm.sweeps.section import Section, entry, read_section

Names = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
Figures = Annotated[tuple[Annotated[Figure, Field(strict=False)], ...], Field(strict=False)]


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

    figures: Figures = entry(
        (),
        meaning="figures kept, and nothing else: a measure, a level and a period each",
        right='a list of lists of three, such as [["delayed_days", "england", "2012/13"]]',
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str, run: Period) -> Kept:
        """What is kept. Raises InputError. ``run`` says which periods there are."""
        read = read_section(cls, table, where, "keep")
        if "figures" in table:
            return _kept_figures(read.figures, table, where, run)
        measures = () if read.measures == "all" else tuple(read.measures)
        levels = () if read.levels == "all" else tuple(read.levels)
        for name in measures:
            known_measure(name, where, "keep.measures")
        for level in levels:
            if level not in LEVELS:
                remedy = f"there is no such level; there are {', '.join(LEVELS)}"
                raise refusal(where, "keep.levels", level, remedy)
        for measure in MEASURES:
            if levels and measure.name in measures and not set(levels) & set(measure.levels):
                remedy = f"it exists at {', '.join(measure.levels)} only; add one of these to keep.levels"
                raise refusal(where, "keep.measures", measure.name, remedy)
        _check_periods(read.periods, where, run)
        return Kept(measures, levels, read.periods)

    @staticmethod
    def written(kept: Kept) -> dict[str, Any]:
        """The table that :meth:`read` reads back to the same."""
        if kept.figures:
            return {"figures": [list(figure) for figure in kept.figures]}
        return {
            "measures": list(kept.measures) or "all",
            "levels": list(kept.levels) or "all",
            "periods": kept.periods if isinstance(kept.periods, str) else list(kept.periods),
        }


def _kept_figures(figures: Figures, table: Mapping[str, Any], where: str, run: Period) -> Kept:
    for name in table:
        if name != "figures":
            raise refusal(where, f"keep.{name}", table[name], "figures say all that is kept; leave one of the two out")
    if not figures:
        raise refusal(where, "keep.figures", [], "name one at least, or leave it out")
    for measure, level, period in figures:
        check_level(known_measure(measure, where, "keep.figures"), level, where, "keep.figures")
        check_reported(period, where, "keep.figures", run)
    return only(figures)


def _check_periods(periods: str | Sequence[str], where: str, run: Period) -> None:
    if periods == "years" and not any("/" in period for period in periods_of(run)):
        remedy = 'the run has no whole financial year, so nothing would be kept; write "months", or let it run longer'
        raise refusal(where, "keep.periods", periods, remedy)
    if not isinstance(periods, str):
        for period in periods:
            check_reported(period, where, "keep.periods", run)
