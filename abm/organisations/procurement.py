"""Make or buy: whether a new joint service may simply be set up, or must be put out to tender (M14).

Pure functions of the law in force and keyed draws, for whoever founds a service: partnerships, commissioners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.organisations.trait import Trait
from abm.randomness import key_of
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings


def must_tender(s: Surroundings) -> bool:
    """Whether a commissioner may not provide for itself."""
    return s.levers.competition.procurement == "tender_all"


def months_before_start(s: Surroundings) -> int:
    """Months from the decision to the first day of a new service."""
    p = s.parameters.oversight
    return round(p.tender_months if must_tender(s) else p.make_months)


def goes_to_another(s: Surroundings, council: int, commissioner: int, month: int) -> bool:
    """Whether somebody else than the team that proposed a service wins it, so that it is built up anew.

    The luck belongs to the council, the commissioner and the month of the tender.
    """
    if not must_tender(s):
        return False
    place = key_of(council, commissioner) >> 40
    return s.uniform(OrganisationKind.COUNCIL, place, Trait.TENDER, month) < s.parameters.oversight.tender_lost
