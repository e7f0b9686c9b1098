"""Care providers: how what is paid for care in a council's area is shared between those who provide it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from abm.errors import BalanceError
from abm.finance.division import split_by_weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abm.finance.ledger import Ledger
    from abm.finance.purposes import Purpose


ACCOUNT_BITS = 24
ACCOUNT_MASK = (1 << ACCOUNT_BITS) - 1
"""Two accounts and what one owes the other for make one number, which is sorted several times as fast as all three."""


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


@dataclass(frozen=True)
class CareDebt:
    """What one kind of payer owes for one type of care, by place: int64 [places] each."""

    purpose: Purpose
    payers: np.ndarray
    """Accounts."""
    pence: np.ndarray
    weights: np.ndarray
    """int64 [rows]: a column of :class:`CareProviderShares`, by which it is split."""


def pay_care_providers(
    ledger: Ledger, month: int, debts: Sequence[CareDebt], councils: np.ndarray, shares: CareProviderShares
) -> None:
    """Pay the providers of each council's area; ``councils``: accounts, int64 [places].

    What one payer owes in one area for one type of care is added up first, then split by weight. Raises BalanceError
    where there was care and nobody to provide it.
    """
    keys, owed = _sum_by_payer_and_council(debts, councils)
    which, payer, council = keys >> (2 * ACCOUNT_BITS), keys >> ACCOUNT_BITS & ACCOUNT_MASK, keys & ACCOUNT_MASK
    rows_by_council = shares.by_council
    council_of_row = shares.council[rows_by_council]
    first = np.searchsorted(council_of_row, council, side="left")
    rows_each = np.searchsorted(council_of_row, council, side="right") - first

    share = np.repeat(np.arange(len(keys)), rows_each)
    place_in_share = np.arange(len(share)) - np.repeat(np.cumsum(rows_each) - rows_each, rows_each)
    row = rows_by_council[np.repeat(first, rows_each) + place_in_share]
    weights = np.stack([debt.weights for debt in debts])[which[share], row]
    try:
        amounts = split_by_weight(owed, share, weights)
    except ValueError as fault:
        nobody = np.flatnonzero(np.bincount(share, weights=weights, minlength=len(keys)) == 0)
        purpose = debts[int(which[nobody[0]])].purpose
        raise BalanceError(f"{purpose.name.lower()} is owed in an area where nobody provides it") from fault
    ends = np.searchsorted(which[share], np.arange(len(debts) + 1))
    for debt, begin, end in zip(debts, ends[:-1], ends[1:], strict=True):
        part = slice(begin, end)
        ledger.post(month, debt.purpose, payer[share[part]], shares.provider[row[part]], amounts[part])


def _sum_by_payer_and_council(debts: Sequence[CareDebt], councils: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Debt, payer and council, as one number, of all that owe something, and what they owe: int64 [shares] each."""
    keys = np.concatenate(
        [
            (number << (2 * ACCOUNT_BITS)) | (debt.payers.astype(np.int64) << ACCOUNT_BITS) | councils
            for number, debt in enumerate(debts)
        ]
    )
    pence = np.concatenate([debt.pence for debt in debts])
    some = pence > 0
    found, share_of = np.unique(keys[some], return_inverse=True)
    owed = np.zeros(len(found), dtype=np.int64)
    np.add.at(owed, share_of, pence[some])
    return found, owed
