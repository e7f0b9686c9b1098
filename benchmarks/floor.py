"""The floor under the engine: so many events that read and write a person and draw keyed numbers, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from abm.people.engine.draws import keyed_bits, keyed_exponential, keyed_normal, keyed_uniform
from abm.people.person import PERSON, nobody, room_for_people

WORDS = PERSON.itemsize // 8


@dataclass(frozen=True)
class Work:
    """What the events of a run ask for."""

    events: int
    bits: int
    uniforms: int
    exponentials: int
    normals: int

    def times(self, factor: float) -> Work:
        """The same of more people or of a longer time."""
        return Work(*(round(factor * each) for each in vars(self).values()))


class Floor:
    """So many people, and the order in which their turns come: by chance, as in the engine."""

    def __init__(self, people: int) -> None:
        persons = room_for_people(people)
        persons[:] = nobody()
        self.persons = persons.view(np.uint64).reshape(people, WORDS)
        self.turn = np.random.default_rng(1).permutation(people).astype(np.int32)

    def do(self, work: Work) -> None:
        """That many events."""
        draws = np.array([work.bits, work.uniforms, work.exponentials, work.normals], dtype=np.float64) / work.events
        _do(self.persons, self.turn, work.events, draws)


@numba.njit(error_model="numpy")
def _do(persons, turn, events, draws):  # type: ignore[no-untyped-def]
    """``draws``: bits, uniforms, exponentials and normals an event; fractions are saved up."""
    owed = np.zeros(4)
    drawn = 0.0
    at = 0
    for event in range(events):
        at = at + 1 if at + 1 < len(turn) else 0
        person = persons[turn[at]]
        luck = person[0]
        for word in range(WORDS):
            person[word] += np.uint64(1)
        for kind in range(4):
            owed[kind] += draws[kind]
            while owed[kind] >= 1.0:
                owed[kind] -= 1.0
                if kind == 0:
                    drawn += keyed_bits(luck, kind, event)
                elif kind == 1:
                    drawn += keyed_uniform(luck, kind, event)
                elif kind == 2:
                    drawn += keyed_exponential(luck, kind, event)
                else:
                    drawn += keyed_normal(luck, kind, event)
    return drawn
