"""Every uncertain number of the model, by group."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from abm.scenario.definition import Definition, definitions_of
from abm.scenario.parameter_groups.joint_working import JointWorkingParameters
from abm.scenario.parameter_groups.money import MoneyParameters
from abm.scenario.parameter_groups.organisations import OrganisationsParameters
from abm.scenario.parameter_groups.oversight import OversightParameters
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.scenario.parameter_groups.relations import RelationsParameters


class Parameters(BaseModel):
    """One value for every uncertain number. Without anything said otherwise: its central value."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)

    people: PeopleParameters = PeopleParameters()
    places: PlacesParameters = PlacesParameters()
    money: MoneyParameters = MoneyParameters()
    organisations: OrganisationsParameters = OrganisationsParameters()
    relations: RelationsParameters = RelationsParameters()
    joint_working: JointWorkingParameters = JointWorkingParameters()
    oversight: OversightParameters = OversightParameters()


@cache
def parameter_definitions() -> dict[str, Definition]:
    """Every parameter by its ``group.name``."""
    return {definition.name: definition for definition in definitions_of(Parameters)}
