"""How large a sensitivity analysis of an experiment is, and what its screening goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from abm.measures.kept import Kept
from abm.scenario.refusal import refusal
from abm.sweeps.points_design import MOST_ROWS, check_power_of_two
from abm.sweeps.section import Section, entry, read_section


class SensitivitySection(Section):
    """The table ``[sensitivity]``."""

    trajectories: int = entry(
        10,
        meaning="trajectories of the screening, each one run more than there are factors",
        right=f"a whole number from 2 to {MOST_ROWS}",
        ge=2,
        le=MOST_ROWS,
    )
    keep: int = entry(
        12, meaning="factors that the screening keeps at most", right="a whole number, 1 or more", ge=1, le=1000
    )
    rows: int = entry(
        64,
        meaning="rows of Sobol's design, each two runs more than there are factors",
        right=f"a power of two from 2 to {MOST_ROWS}",
        ge=2,
        le=MOST_ROWS,
    )
    measures: Annotated[tuple[str, ...], Field(strict=False)] = entry(
        (), meaning="what the screening goes by; all that is kept when left out", right="names of measures, in a list"
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str, kept: Kept) -> SensitivitySection:
        """What the table holds. Raises InputError."""
        read = read_section(cls, table, where, "sensitivity")
        check_power_of_two(read.rows, where, "sensitivity.rows")
        for name in read.measures:
            if not kept.has_measure(name):
                raise refusal(where, "sensitivity.measures", name, "it must be kept to be judged by: see keep.measures")
        return read
