"""Who deals with whom: for each neighbourhood, the accounts that its people's activity concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from abm.finance.care_providers import CareProviderShares


@dataclass(frozen=True)
class Parties:
    """Account ids by neighbourhood: int64 [neighbourhoods], in the order of the record of activity.

    Who commissions changes when primary care trusts give way to consortia: make a new record on that day.
    """

    commissioner: np.ndarray
    council: np.ndarray
    self_funders: np.ndarray
    acute_trust: np.ndarray
    community_trust: np.ndarray
    mental_health_trust: np.ndarray
    reablement_provider: np.ndarray
    """Whoever runs reablement: a community trust, or staff and suppliers for a council's own team."""
    care_providers: CareProviderShares
    """Who provides home care and care homes in each council's area."""
    staff_and_suppliers: int
    """The account of the world outside, which equipment is bought from."""

    def __post_init__(self) -> None:
        by_neighbourhood = (
            self.commissioner, self.council, self.self_funders, self.acute_trust, self.community_trust,
            self.mental_health_trust, self.reablement_provider,
        )  # fmt: skip
        if len({len(accounts) for accounts in by_neighbourhood}) > 1:
            raise ValueError("every party needs one account per neighbourhood")
