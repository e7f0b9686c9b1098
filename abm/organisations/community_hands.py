"""Who runs community services in a place: rivals of the trust, and contracts that change hands (M14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abm.organisations.openness import rivals_count
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    from abm.organisations.surroundings import Surroundings

KIND = OrganisationKind.COMMUNITY_TRUST


class CommunityHands:
    """The hands that community care is in: the trust's own, its rivals', and for a year those of a new provider."""

    def __init__(self, surroundings: Surroundings, index: int) -> None:
        self.surroundings = surroundings
        self.index = index
        self.rivals = 0
        self.new_until = -1
        self.changes_of_hand = 0

    def plan_the_year(self) -> None:
        """Each April rivals come or go, and a contract that ends is put out to tender."""
        if self.surroundings.month.index == 0:
            return
        self._meet_rivals()
        if self._contract_ends() and self._loses():
            self.new_until = self.surroundings.month.index + 12
            self.changes_of_hand += 1

    def _meet_rivals(self) -> None:
        s = self.surroundings
        p = s.parameters.oversight
        if s.levers.competition.any_willing_provider != "full":
            self.rivals = max(0, self.rivals - 1)
        elif s.uniform(KIND, self.index, Trait.COMMUNITY_RIVAL, s.month.index) < p.community_entry_chance:
            self.rivals = min(round(p.most_community_rivals), self.rivals + 1)

    def _contract_ends(self) -> bool:
        """Where all must be tendered, contracts end every few years, each in its own."""
        s = self.surroundings
        competition = s.levers.competition
        if competition.procurement != "tender_all" or competition.community_services == "absorbed_by_acute":
            return False
        years = round(s.parameters.oversight.contract_years)
        first = int(years * s.uniform(KIND, self.index, Trait.CONTRACT_TERM))
        return (s.month.index // 12 + first) % years == 0

    def _loses(self) -> bool:
        s = self.surroundings
        luck = s.uniform(KIND, self.index, Trait.CONTRACT_LOST, s.month.index)
        return luck < s.parameters.oversight.incumbent_loses

    @property
    def are_new(self) -> bool:
        """Whether the contract changed hands within the year."""
        return self.surroundings.month.index < self.new_until

    @property
    def service_left(self) -> float:
        """Share of the usual service that is given: less in the year after the contract changed hands."""
        return 1.0 - self.surroundings.parameters.oversight.start_up_loss if self.are_new else 1.0

    @property
    def wait_ratio(self) -> float:
        """Wait that the trust tolerates over that without rivals."""
        p = self.surroundings.parameters.oversight
        return 1.0 - p.community_rival_gain * rivals_count(self.rivals, p.rivals_half)

    @property
    def change_chance(self) -> float:
        """Chance that two steps in community care in succession are with different providers."""
        p = self.surroundings.parameters.oversight
        rival = p.community_rival_share
        own = max(0.0, 1.0 - self.rivals * rival)
        different = 1.0 - own * own - self.rivals * rival * rival
        return different + (1.0 - different) * (p.start_up_change if self.are_new else 0.0)
