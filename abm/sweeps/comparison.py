"""The arm that all others are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from abm.scenario.refusal import refusal
from abm.sweeps.arm import Arm, Setting
from abm.sweeps.lever_design import SAMPLERS, LeverDesign, arm_of, read_levers
from abm.sweeps.section import Section, entry, read_section


class Comparison(Section):
    """Which arm it is: by name or by what it sets; without either, the first."""

    arm: str | None = entry(None, meaning="its name", right="the name of an arm, in quotes")
    set: dict[str, Setting] | None = entry(None, meaning="its levers", right="the levers of an arm")

    @classmethod
    def read(cls, table: Mapping[str, Any], where: str) -> Comparison:
        """The choice that the table ``[compare]`` holds. Raises InputError."""
        found = dict(table)
        if "set" in table:
            found["set"] = read_levers(table["set"], where, "compare.set")
        read = read_section(cls, found, where, "compare")
        if read.arm is not None and read.set is not None:
            raise refusal(where, "compare.set", table["set"], "name the arm or say what it sets, not both")
        return read

    def arms(self, design: LeverDesign, seed: int, where: str) -> tuple[tuple[Arm, ...], Arm]:
        """All arms of an experiment, and which of them the others are compared with. Raises InputError.

        Where arms are drawn, one that is compared with by what it sets comes first even if it was not drawn.
        """
        arms = tuple(design.made(seed))
        if self.set is not None:
            wanted = next((arm for arm in arms if arm.levers == self.set), None)
            if wanted is None and design.design in SAMPLERS:
                wanted = arm_of(self.set)
                arms = (wanted, *arms)
            if wanted is None:
                remedy = f"no arm sets just this; give all that one sets, such as {dict(arms[0].levers)}"
                raise refusal(where, "compare.set", self.set, remedy)
            return arms, wanted
        if self.arm is not None:
            return arms, arm_named(self.arm, arms, where, "compare.arm")
        return arms, arms[0]


def arm_named(name: str, arms: tuple[Arm, ...], where: str, key: str) -> Arm:
    """The arm of a name. Raises InputError that says which arms there are."""
    found = next((arm for arm in arms if arm.name == name), None)
    if found is None:
        few = ", ".join(repr(arm.name) for arm in arms[:6])
        more = f" and {len(arms) - 6} more" if len(arms) > 6 else ""
        raise refusal(where, key, name, f"there is no such arm; there are {few}{more}")
    return found
