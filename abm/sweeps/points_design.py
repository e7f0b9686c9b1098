"""Explicit points: an experiment in which each sample is one run, with levers and parameters of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.runs.optional_part import check_installed
from abm.scenario.refusal import refusal
from abm.sweeps.section import Section, entry, read_section
from abm.sweeps.unit_points import Points

MOST_ROWS = 1 << 16
LEVELS = 6
"""Of a factor on a trajectory: with six, each two of three values of a lever are held against each other."""
LOWEST, HIGHEST = 0.05, 0.95
"""Between which points trajectories run: nobody believes in the very ends of ranges."""
STEP = LEVELS / (2.0 * (LEVELS - 1.0))
"""How far a factor moves at a time, as a part of the way from the lowest point to the highest."""


class PointsDesign(Section):
    """The table ``[points]``: which factors are moved together, and by which method."""

    method: Literal["morris", "sobol"] = entry(
        meaning="trajectories of one factor at a time, or Sobol's rows with one factor exchanged at a time",
        right='one of "morris", "sobol"',
    )
    rows: int = entry(
        meaning="trajectories, or rows of Sobol's design",
        right=f"a whole number from 2 to {MOST_ROWS}",
        ge=2,
        le=MOST_ROWS,
    )
    factors: Annotated[tuple[str, ...], Field(strict=False)] = entry(
        (), meaning="what is moved; all that the file varies when left out", right="names of levers and parameters"
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str) -> PointsDesign:
        """What the table ``[points]`` holds. Raises InputError."""
        read = read_section(cls, table, where, "points")
        if read.method == "sobol":
            check_power_of_two(read.rows, where, "points.rows")
        return read

    def runs_a_row(self, factors: int) -> int:
        """Points that hang together: a trajectory, or a row with one factor after the other exchanged."""
        return factors + (1 if self.method == "morris" else 2)

    def unit_points(self, names: tuple[str, ...], seed: int) -> Points:
        """float64 [rows * runs a row, factors] in [0, 1): row after row, in the order that SALib reads them in.

        Raises InputError where the part of the install that makes them is missing.
        """
        check_installed("points", "calibrate", ("SALib",))
        if self.method == "morris":
            from SALib.sample import morris

            grid = morris.sample(salib_problem(names), self.rows, num_levels=LEVELS, seed=seed)
            found: Points = LOWEST + (HIGHEST - LOWEST) * grid
            return found
        from SALib.sample import sobol

        points: Points = sobol.sample(salib_problem(names), self.rows, calc_second_order=False, seed=seed)
        return points


def salib_problem(names: tuple[str, ...]) -> dict[str, Any]:
    """Factors as SALib has them, each from 0 to 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def check_power_of_two(rows: int, where: str, key: str) -> None:
    """Refuse what Sobol's sequence is not balanced over."""
    if rows & (rows - 1):
        remedy = f"Sobol's points are balanced over powers of two; write {1 << rows.bit_length()}"
        raise refusal(where, key, rows, remedy)
