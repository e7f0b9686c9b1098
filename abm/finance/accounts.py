"""Whose money it is: the accounts of a run, by kind, as arrays of account ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from abm.finance.ledger import Ledger


class AccountKind(IntEnum):
    """Every kind of account. Values are stored in arrays; add at the end, never renumber."""

    TREASURY = 0
    """Where public money comes from; its balance is minus all that was voted."""
    NHS_COMMISSIONING_BOARD = 1
    """The board, and before it the department: allocations, and NHS money that commissioners do not hold."""
    PCT = 2
    CONSORTIUM = 3
    COUNCIL = 4
    """A council's adult social care."""
    COUNCIL_OTHER = 5
    """The rest of a council's budget, which wants the same pounds."""
    ACUTE_TRUST = 6
    COMMUNITY_TRUST = 7
    MENTAL_HEALTH_TRUST = 8
    CARE_PROVIDER = 9
    SELF_FUNDERS = 10
    """Older people's own means in a council's area: self-funders' fees, contributions of the supported."""
    STAFF_AND_SUPPLIERS = 11
    """The world outside, where costs go."""
    OTHER_NHS_CARE = 12
    """NHS care that is not modelled: other ages, planned care, primary care."""
    OTHER_COUNCIL_CARE = 13
    """Council services that are not modelled: children, day care, roads."""
    POOL = 14
    """What a council and a commissioner hold together."""

    @property
    def label(self) -> str:
        """The kind as it reads in an account's name: ``acute trust``."""
        return self.name.lower().replace("_", " ").replace("nhs", "NHS").replace("pct", "PCT")


@dataclass(frozen=True)
class OrganisationNames:
    """Names of the organisations that hold money, in the order in which the run numbers them."""

    pcts: Sequence[str]
    consortia: Sequence[str]
    councils: Sequence[str]
    acute_trusts: Sequence[str]
    community_trusts: Sequence[str]
    mental_health_trusts: Sequence[str]
    care_providers: Sequence[str]


@dataclass(frozen=True)
class Accounts:
    """Account ids (int64), in the same order as the names they were opened with.

    ``councils``, ``council_other`` and ``self_funders`` have one account per council.
    """

    treasury: int
    nhs_commissioning_board: int
    staff_and_suppliers: int
    other_nhs_care: int
    other_council_care: int
    pcts: np.ndarray
    consortia: np.ndarray
    councils: np.ndarray
    council_other: np.ndarray
    self_funders: np.ndarray
    acute_trusts: np.ndarray
    community_trusts: np.ndarray
    mental_health_trusts: np.ndarray
    care_providers: np.ndarray


def open_accounts(ledger: Ledger, names: OrganisationNames) -> Accounts:
    """Open one account for every organisation and for each side of the world outside them."""

    def single(kind: AccountKind) -> int:
        return int(ledger.open(kind, [""])[0])

    return Accounts(
        treasury=single(AccountKind.TREASURY),
        nhs_commissioning_board=single(AccountKind.NHS_COMMISSIONING_BOARD),
        staff_and_suppliers=single(AccountKind.STAFF_AND_SUPPLIERS),
        other_nhs_care=single(AccountKind.OTHER_NHS_CARE),
        other_council_care=single(AccountKind.OTHER_COUNCIL_CARE),
        pcts=ledger.open(AccountKind.PCT, names.pcts),
        consortia=ledger.open(AccountKind.CONSORTIUM, names.consortia),
        councils=ledger.open(AccountKind.COUNCIL, names.councils),
        council_other=ledger.open(AccountKind.COUNCIL_OTHER, names.councils),
        self_funders=ledger.open(AccountKind.SELF_FUNDERS, names.councils),
        acute_trusts=ledger.open(AccountKind.ACUTE_TRUST, names.acute_trusts),
        community_trusts=ledger.open(AccountKind.COMMUNITY_TRUST, names.community_trusts),
        mental_health_trusts=ledger.open(AccountKind.MENTAL_HEALTH_TRUST, names.mental_health_trusts),
        care_providers=ledger.open(AccountKind.CARE_PROVIDER, names.care_providers),
    )
