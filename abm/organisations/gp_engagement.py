"""What draws general practices into commissioning, and what puts them off (M18)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.chance import Chance
from abm.organisations.trait import Trait
from abm.relations.engagement import Pull, luck_of_quarter, spread

if TYPE_CHECKING:
    from abm.organisations.gp_consortium import GpConsortium
    from abm.organisations.practice import Practice
    from abm.organisations.surroundings import Surroundings


def practices_after_a_quarter(s: Surroundings, practices: list[Practice], consortia: list[GpConsortium]) -> None:
    """Let every practice whose consortium has begun take part, go on, or give up."""
    engaged = np.array([practice.engaged for practice in practices], dtype=bool)
    people = np.array([practice.people for practice in practices], dtype=np.int64)
    group = s.geography.practices.consortium.astype(np.int64)
    keys = np.array([practice.key for practice in practices], dtype=np.uint64)
    luck = luck_of_quarter(s.seed, keys, int(Chance.PRACTICE_TAKES_PART), s.month.index)
    after = spread(engaged, people, group, pull_of(s, consortia), luck)
    begun = np.array([consortium.deals for consortium in consortia], dtype=bool)[group]
    for at in np.flatnonzero(begun & (after != engaged)).tolist():
        practices[at].engaged = bool(after[at])


def pull_of(s: Surroundings, consortia: list[GpConsortium]) -> Pull:
    """How strongly each consortium draws its practices in this quarter."""
    p = s.parameters.relations
    levers = s.levers
    unprompted = (
        p.engagement_base
        + (p.engagement_programme if levers.leadership.clinical_engagement else 0.0)
        + (p.engagement_premium if levers.payment.quality_premium else 0.0)
    )
    imposed = p.engagement_imposed if levers.front_line.change == "imposed" else 1.0
    contagion = np.array([drawing_power(s, consortium) for consortium in consortia]) * p.engagement_contagion
    return Pull(
        unprompted=np.full(len(consortia), unprompted),
        contagion=contagion,
        lapse=np.full(len(consortia), p.engagement_lapse * imposed),
    )


def drawing_power(s: Surroundings, consortium: GpConsortium) -> float:
    """How well a consortium draws practices in: its own way with them, weaker where it is large."""
    p = s.parameters.relations
    luck = s.normal(consortium.kind, consortium.index, Trait.DRAWS_PRACTICES)
    usual = p.engagement_usual_people
    size = math.exp(-p.engagement_size * math.log(max(1.0, sum(each.people for each in consortium.practices)) / usual))
    return math.exp(p.engagement_spread * luck) * size
