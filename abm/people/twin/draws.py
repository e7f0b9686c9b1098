"""A person's luck: each draw belongs to the person, the decision and which time it is, and to nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.people.decision import Decision
from abm.randomness import keyed_bits, keyed_exponential, keyed_normal, keyed_uniform

if TYPE_CHECKING:
    from abm.people.rules import Rules
    from abm.people.twin.person import Person


def bits(rules: Rules, person: Person, decision: Decision, occurrence: int) -> int:
    """64 random bits."""
    return keyed_bits(int(rules.seed), person.key, decision, occurrence)


def uniform(rules: Rules, person: Person, decision: Decision, occurrence: int = 0) -> float:
    """A number strictly between 0 and 1."""
    return keyed_uniform(int(rules.seed), person.key, decision, occurrence)


def exponential(rules: Rules, person: Person, decision: Decision, occurrence: int = 0) -> float:
    """A standard exponential."""
    return keyed_exponential(int(rules.seed), person.key, decision, occurrence)


def normal(rules: Rules, person: Person, decision: Decision, occurrence: int = 0) -> float:
    """A standard normal."""
    return keyed_normal(int(rules.seed), person.key, decision, occurrence)
