"""One person's way through a run: their nights, the spells that these make up, and what happened between them."""

from __future__ import annotations

from dataclasses import dataclass

from abm.people.watch.diary import Diaries
from abm.people.watch.happening import Happening, happenings_between
from abm.people.watch.night import Night, night_of
from abm.people.watch.spell import Phase, Spell, spells_of


@dataclass(frozen=True)
class Life:
    """From the first day of a run to its last."""

    nights: tuple[Night, ...]
    """One for each day."""
    spells: tuple[Spell, ...]
    """In order; they tile the days without gap or overlap."""
    happenings: tuple[Happening, ...]
    """In order."""

    @classmethod
    def of(cls, diaries: Diaries, at: int) -> Life:
        """The life of the watched person at this place."""
        nights: list[Night] = []
        happenings: list[Happening] = []
        for day, person in diaries.of(at):
            night = night_of(diaries.rules, person, day)
            if nights:
                happenings.extend(happenings_between(diaries.rules, nights[-1], night, person))
            nights.append(night)
        lived = tuple(nights[1:])
        return cls(lived, tuple(spells_of(lived)), tuple(happenings))

    def nights_in(self, *phases: Phase) -> int:
        """Nights in these phases."""
        return sum(spell.nights for spell in self.spells if spell.standing.phase in phases)
