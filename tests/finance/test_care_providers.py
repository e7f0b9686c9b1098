from __future__ import annotations

import numpy as np
import pytest

from abm.errors import BalanceError
from abm.finance.accounts import AccountKind
from abm.finance.care_providers import CareDebt, CareProviderShares, pay_care_providers
from abm.finance.ledger import Ledger
from abm.finance.purposes import Purpose

COUNCILS = np.array([0, 1])
PEOPLE = np.array([2, 3])
PROVIDERS = np.array([4, 5, 6])


def ledger() -> Ledger:
    books = Ledger()
    books.open(AccountKind.COUNCIL, ["North", "South"])
    books.open(AccountKind.SELF_FUNDERS, ["North", "South"])
    books.open(AccountKind.CARE_PROVIDER, ["A", "B", "C"])
    return books


def shares(home_care: list[int]) -> CareProviderShares:
    """A and B work in the north, C in the south."""
    weights = np.array(home_care)
    return CareProviderShares(
        council=np.array([0, 0, 1]), provider=PROVIDERS, home_care=weights, residential=weights, nursing=weights
    )


def test_each_area_pays_its_own_providers_by_weight_and_to_the_penny() -> None:
    books, split = ledger(), shares([1, 2, 5])
    debts = [
        CareDebt(Purpose.HOME_CARE, COUNCILS[[0, 0, 1]], np.array([50, 50, 7]), split.home_care),
        CareDebt(Purpose.NURSING_CARE, PEOPLE[[0, 0, 1]], np.array([0, 9, 0]), split.nursing),
    ]
    pay_care_providers(books, 0, debts, COUNCILS[[0, 0, 1]], split)
    assert books.income(PROVIDERS, 0, [Purpose.HOME_CARE]).tolist() == [33, 67, 7]
    assert books.income(PROVIDERS, 0, [Purpose.NURSING_CARE]).tolist() == [3, 6, 0]
    assert books.spent(COUNCILS, 0).tolist() == [100, 7]
    assert books.spent(PEOPLE, 0).tolist() == [9, 0]


def test_care_that_nobody_provides_is_named() -> None:
    split = shares([1, 2, 0])
    debts = [
        CareDebt(Purpose.HOME_CARE, COUNCILS, np.array([10, 0]), split.home_care),
        CareDebt(Purpose.RESIDENTIAL_CARE, PEOPLE, np.array([0, 10]), split.residential),
    ]
    with pytest.raises(BalanceError, match="residential_care is owed in an area where nobody provides it"):
        pay_care_providers(ledger(), 0, debts, COUNCILS, split)
