"""Care providers: how what is paid for care in a council's area is shared between those who provide it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from abm.errors import BalanceError
from abm.finance.division import split_by_weight

if TYPE_CHECKING:
    from abm.finance.ledger import Ledger
    from abm.finance.purposes import Purpose


ACCOUNT_BITS = 32
"""Two accounts make one number, which is sorted several times as fast as a pair."""


@dataclass(frozen=True)
class CareProviderShares:
    """One row per council and provider working in its area: int64 [rows] each.

    The weights say how that area's care of each type is shared: hours a week, places, or any whole numbers. A
    provider with no weight gets nothing; one that has failed may stay in the table with weights of zero.
    """

    council: np.ndarray
    """Account of the council in whose area the provider works."""
    provider: np.ndarray
    """Account of the provider."""
    home_care: np.ndarray
    residential: np.ndarray
    nursing: np.ndarray

    @cached_property
    def by_council(self) -> np.ndarray:
        """The rows in the order of councils, as they stand among each council's: int64 [rows]."""
        return np.argsort(self.council, kind="stable")


def pay_care_providers(
    ledger: Ledger,
    month: int,
    purpose: Purpose,
    *,
    payers: np.ndarray,
    councils: np.ndarray,
    pence: np.ndarray,
    shares: CareProviderShares,
    weights: np.ndarray,
) -> None:
    """Pay the providers of each council's area: ``payers[i]`` pays ``pence[i]`` for care in ``councils[i]``.

    What one payer owes in one area is added up first, then split by ``weights`` (one of the columns of
    ``shares``). Raises BalanceError where there was care and nobody to provide it.
    """
    due, owed = _sum_by_payer_and_council(payers, councils, pence)
    rows_by_council = shares.by_council
    council_of_row = shares.council[rows_by_council]
    first = np.searchsorted(council_of_row, due[:, 1], side="left")
    rows_each = np.searchsorted(council_of_row, due[:, 1], side="right") - first

    debt = np.repeat(np.arange(len(due)), rows_each)
    place_in_debt = np.arange(len(debt)) - np.repeat(np.cumsum(rows_each) - rows_each, rows_each)
    row = rows_by_council[np.repeat(first, rows_each) + place_in_debt]
    try:
        amounts = split_by_weight(owed, debt, weights[row])
    except ValueError as fault:
        raise BalanceError(f"{purpose.name.lower()} is owed in an area where nobody provides it") from fault
    ledger.post(month, purpose, due[debt, 0], shares.provider[row], amounts)


def _sum_by_payer_and_council(
    payers: np.ndarray, councils: np.ndarray, pence: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of payer and council that owe something, int64 [pairs, 2], and what they owe, int64 [pairs]."""
    some = pence > 0
    keys, pair_of = np.unique(payers[some].astype(np.int64) << ACCOUNT_BITS | councils[some], return_inverse=True)
    owed = np.zeros(len(keys), dtype=np.int64)
    np.add.at(owed, pair_of, pence[some])
    return np.stack([keys >> ACCOUNT_BITS, keys & ((1 << ACCOUNT_BITS) - 1)], axis=1), owed
