"""The ledger: every payment of a run, double entry, in whole pence at 2010/11 prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from abm.dates import Month
from abm.errors import BalanceError
from abm.finance.accounts import AccountKind
from abm.finance.month_of_payments import MonthLines, MonthTotals
from abm.finance.purposes import PURPOSES, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike

_PURPOSE_BITS = 8
_ACCOUNT_BITS = 24
_PURPOSE_MASK = (1 << _PURPOSE_BITS) - 1
_ACCOUNT_MASK = (1 << _ACCOUNT_BITS) - 1
_MOST_PENCE = 2**62
"""No run may move more than this. No balance is larger than the total moved, so none can overflow."""
_MONTHS_WITH_TABLES = 13
"""Months whose totals by account and purpose stay in memory, a year and the one at hand: what bodies ask about.

Older ones are counted again when asked for.
"""
_MONTHS_COUNTED_AGAIN = 12
"""Of those counted again, how many are kept: whoever asks about a year asks more than once."""


def year_to_date(month: int) -> range:
    """The months of a financial year up to and including this one, as indices from April 2010."""
    return range(month - month % 12, month + 1)


class Ledger:
    """All accounts and all payments between them. Each payment debits one account and credits another.

    Months are posted in order: the first payment of a later month closes the earlier ones. Payments are written down as
    they are made, and added up when somebody asks.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._kinds: list[AccountKind] = []
        self._balances = np.zeros(0, dtype=np.int64)
        self._lines: dict[int, MonthLines] = {}
        self._totals: dict[int, MonthTotals] = {}
        self._counted_again: dict[int, MonthTotals] = {}
        self._posted: dict[int, int] = {}
        self._posted_in_all = 0
        self._open_month: int | None = None

    def open(self, kind: AccountKind, names: Sequence[str]) -> np.ndarray:
        """Open accounts and return their ids, int64 [names].

        An account is called by its kind and name, ``council: Torbay``; an empty name leaves the kind alone.
        A name that the kind already has raises ValueError.
        """
        full_names = [f"{kind.label}: {name}" if name else kind.label for name in names]
        if len(set(full_names)) < len(full_names) or set(full_names) & set(self._names):
            raise ValueError(f"an account of kind {kind.label} would be opened twice: {full_names}")
        first = len(self._names)
        self._names.extend(full_names)
        self._kinds.extend([kind] * len(full_names))
        self._balances = np.concatenate([self._balances, np.zeros(len(full_names), dtype=np.int64)])
        for totals in (*self._totals.values(), *self._counted_again.values()):
            totals.widen(len(self._names))
        return np.arange(first, len(self._names), dtype=np.int64)

    @property
    def names(self) -> tuple[str, ...]:
        """Name of every account, by id."""
        return tuple(self._names)

    @property
    def kinds(self) -> np.ndarray:
        """:class:`AccountKind` of every account, int64 by id."""
        return np.asarray(self._kinds, dtype=np.int64)

    @property
    def balances(self) -> np.ndarray:
        """What every account has received less what it has paid since the start: pence, int64 by id."""
        self._add_up()
        return self._balances.copy()

    def balance_of(self, account: int) -> int:
        """What one account has received less what it has paid since the start: pence."""
        self._add_up()
        return int(self._balances[account])

    def post(self, month: int, purpose: Purpose, payers: ArrayLike, payees: ArrayLike, pence: ArrayLike) -> None:
        """Book payments: ``payers[i]`` pays ``payees[i]`` ``pence[i]`` for one purpose in a month.

        Arrays or single values, which broadcast; pence must be whole and not negative. Payments of nothing
        leave no line. An account may pay itself: a body that commissions and provides still shows both
        sides.
        """
        if isinstance(payers, int) and isinstance(payees, int) and isinstance(pence, int):
            self._post_one(month, int(purpose), payers, payees, pence)
            return
        payer_ids, payee_ids, amounts = np.atleast_1d(np.asarray(payers)), np.asarray(payees), np.asarray(pence)
        if not payer_ids.shape == payee_ids.shape == amounts.shape:
            payer_ids, payee_ids, amounts = np.broadcast_arrays(payer_ids, payee_ids, amounts)
        amounts = self._checked_amounts(amounts)
        self._check_month(month)
        if not len(amounts):
            return
        some = amounts > 0
        debit, credit = self._checked_accounts(payer_ids)[some], self._checked_accounts(payee_ids)[some]
        amounts = amounts[some]
        total = int(amounts.sum())
        if self._posted_in_all + total > _MOST_PENCE:
            raise OverflowError("more money would move in this run than 64-bit pence can hold")

        self._start(month)
        keys = (debit << (_ACCOUNT_BITS + _PURPOSE_BITS)) | (credit << _PURPOSE_BITS) | int(purpose)
        self._lines[month].append(keys, amounts)
        self._posted[month] += total
        self._posted_in_all += total

    def _post_one(self, month: int, purpose: int, payer: int, payee: int, pence: int) -> None:
        """One payment, as :meth:`post` books many: organisations make most of theirs one at a time."""
        if pence < 0:
            raise ValueError("a payment cannot be negative: swap payer and payee")
        self._check_month(month)
        last = len(self._names) - 1
        if not (0 <= payer <= last and 0 <= payee <= last):
            raise ValueError(f"account ids run from 0 to {last}")
        if self._posted_in_all + pence > _MOST_PENCE:
            raise OverflowError("more money would move in this run than 64-bit pence can hold")
        if pence == 0:
            return
        self._start(month)
        key = (payer << (_ACCOUNT_BITS + _PURPOSE_BITS)) | (payee << _PURPOSE_BITS) | purpose
        self._lines[month].append_one(key, pence)
        self._balances[payer] -= pence
        self._balances[payee] += pence
        self._totals[month].add_one(payer, payee, purpose, pence)
        self._posted[month] += pence
        self._posted_in_all += pence

    def _add_up(self) -> None:
        """Bring balances and the open month's totals up to date."""
        if self._open_month is not None and self._lines[self._open_month].has_more:
            keys, pence = self._lines[self._open_month].count()
            payers, payees = keys >> (_ACCOUNT_BITS + _PURPOSE_BITS), (keys >> _PURPOSE_BITS) & _ACCOUNT_MASK
            np.subtract.at(self._balances, payers, pence)
            np.add.at(self._balances, payees, pence)
            self._totals[self._open_month].add(payers, payees, keys & _PURPOSE_MASK, pence)

    def check(self, month: int) -> None:
        """Raise BalanceError unless the month's books agree with one another.

        Three records are kept apart: a running sum of all that was posted, what each account paid and
        received, and the lines. The movements of all accounts must add up to exactly nothing, each
        account's movement must be that of its lines, and all three must give the same sum.
        """
        keys, pence = self._lines[month].merge() if month in self._lines else (np.zeros(0, np.int64),) * 2
        self._add_up()
        totals = self._totals_of(month)
        paid = totals.paid.reshape(-1, PURPOSES).sum(axis=1)
        received = totals.received.reshape(-1, PURPOSES).sum(axis=1)
        movement = received - paid
        of_lines = np.zeros(len(self._names), dtype=np.int64)
        np.subtract.at(of_lines, keys >> (_ACCOUNT_BITS + _PURPOSE_BITS), pence)
        np.add.at(of_lines, (keys >> _PURPOSE_BITS) & _ACCOUNT_MASK, pence)

        where = f"ledger, {Month(month).name}"
        if int(movement.sum()) != 0 or int(self._balances.sum()) != 0:
            raise BalanceError(f"{where}: the accounts do not add up to nothing")
        if not np.array_equal(movement, of_lines):
            wrong = self._names[int(np.flatnonzero(movement != of_lines)[0])]
            raise BalanceError(f"{where}: the movement of '{wrong}' is not that of its lines")
        posted = self._posted.get(month, 0)
        if not posted == int(paid.sum()) == int(received.sum()) == int(pence.sum()):
            raise BalanceError(f"{where}: {posted} pence were posted and another sum is on the books")

    def spent(self, accounts: ArrayLike, months: int | range, purposes: Sequence[Purpose] | None = None) -> np.ndarray:
        """Pence each account paid out over a month or a range of months, for some purposes or all.

        Same shape as ``accounts``. See :func:`year_to_date` for the range of a financial year.
        """
        return self._sum("paid", accounts, months, purposes)

    def income(self, accounts: ArrayLike, months: int | range, purposes: Sequence[Purpose] | None = None) -> np.ndarray:
        """Pence each account received over a month or a range of months, for some purposes or all."""
        return self._sum("received", accounts, months, purposes)

    def spent_by(self, account: int, months: int | range, purposes: Sequence[Purpose]) -> int:
        """:meth:`spent` of one account, as a Python integer: bodies ask for most of theirs singly."""
        return self._sum_of_one("paid", account, months, purposes)

    def received_by(self, account: int, months: int | range, purposes: Sequence[Purpose]) -> int:
        """:meth:`income` of one account, as a Python integer."""
        return self._sum_of_one("received", account, months, purposes)

    def spent_by_purpose(self, accounts: ArrayLike, months: int | range) -> np.ndarray:
        """Pence paid out by account and purpose: int64 [accounts, purposes]."""
        return self._by_purpose("paid", accounts, months)

    def income_by_purpose(self, accounts: ArrayLike, months: int | range) -> np.ndarray:
        """Pence received by account and purpose: int64 [accounts, purposes]."""
        return self._by_purpose("received", accounts, months)

    def paid_between(
        self,
        payers: ArrayLike,
        payees: ArrayLike,
        months: int | range,
        purposes: Sequence[Purpose] | None = None,
    ) -> int:
        """Pence that any of the payers paid to any of the payees over a month or a range of months."""
        from_these = self._mask(payers)
        to_these = self._mask(payees)
        wanted = np.zeros(_PURPOSE_MASK + 1, dtype=bool)
        wanted[list(Purpose if purposes is None else purposes)] = True
        total = 0
        for month in _as_range(months):
            if month not in self._lines:
                continue
            keys, pence = self._lines[month].merge()
            payer, payee = keys >> (_ACCOUNT_BITS + _PURPOSE_BITS), (keys >> _PURPOSE_BITS) & _ACCOUNT_MASK
            counted = from_these[payer] & to_these[payee] & wanted[keys & _PURPOSE_MASK]
            total += int(pence[counted].sum())
        return total

    def paid_by_kind(self, month: int) -> list[tuple[AccountKind, AccountKind, Purpose, int]]:
        """What kinds of account paid one another in a month: payer, payee, purpose, pence; each combination once."""
        if month not in self._lines:
            return []
        keys, pence = self._lines[month].merge()
        kinds, size = self.kinds, len(AccountKind)
        payer = kinds[keys >> (_ACCOUNT_BITS + _PURPOSE_BITS)]
        payee = kinds[(keys >> _PURPOSE_BITS) & _ACCOUNT_MASK]
        total = np.zeros((size, size, PURPOSES), dtype=np.int64)
        np.add.at(total, (payer, payee, keys & _PURPOSE_MASK), pence)
        found = np.argwhere(total > 0)
        return [(AccountKind(a), AccountKind(b), Purpose(p), int(total[a, b, p])) for a, b, p in found.tolist()]

    def entries(self) -> pd.DataFrame:
        """Every line: ``month`` (2010-04), ``payer``, ``payee``, ``purpose``, ``pence``; months in order.

        One line for all that one account paid another for one purpose in one month.
        """
        import pandas as pd

        months = sorted(self._lines)
        merged = [self._lines[month].merge() for month in months]
        empty = np.zeros(0, dtype=np.int64)
        keys = np.concatenate([empty, *(keys for keys, _ in merged)])
        lines = [len(month_keys) for month_keys, _ in merged]
        month_codes = np.repeat(np.arange(len(months)), lines)
        payers, payees = keys >> (_ACCOUNT_BITS + _PURPOSE_BITS), (keys >> _PURPOSE_BITS) & _ACCOUNT_MASK
        month_names = pd.Index([Month(month).name for month in months], dtype="str")
        accounts = pd.Index(self._names, dtype="str")
        purposes = pd.Index([purpose.name.lower() for purpose in Purpose], dtype="str")
        return pd.DataFrame(
            {
                "month": pd.Categorical.from_codes(month_codes, month_names),
                "payer": pd.Categorical.from_codes(payers, accounts),
                "payee": pd.Categorical.from_codes(payees, accounts),
                "purpose": pd.Categorical.from_codes(keys & _PURPOSE_MASK, purposes),
                "pence": np.concatenate([empty, *(pence for _, pence in merged)]),
            }
        )

    def _start(self, month: int) -> None:
        if month in self._lines:
            return
        if self._open_month is not None:
            self._add_up()
            self._lines[self._open_month].merge()
        self._open_month = month
        self._lines[month] = MonthLines()
        self._totals[month] = self._empty_totals()
        self._posted[month] = 0
        for old in [known for known in self._totals if known <= month - _MONTHS_WITH_TABLES]:
            del self._totals[old]

    def _empty_totals(self) -> MonthTotals:
        size = len(self._names) * PURPOSES
        return MonthTotals(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64))

    def _totals_of(self, month: int) -> MonthTotals:
        if month == self._open_month:
            self._add_up()
        if month in self._totals:
            return self._totals[month]
        if month not in self._lines:
            return self._empty_totals()
        if month not in self._counted_again:
            if len(self._counted_again) == _MONTHS_COUNTED_AGAIN:
                del self._counted_again[next(iter(self._counted_again))]
            self._counted_again[month] = self._count_again(month)
        return self._counted_again[month]

    def _count_again(self, month: int) -> MonthTotals:
        """The totals of a closed month from its lines."""
        totals = self._empty_totals()
        keys, pence = self._lines[month].merge()
        payers, payees = keys >> (_ACCOUNT_BITS + _PURPOSE_BITS), (keys >> _PURPOSE_BITS) & _ACCOUNT_MASK
        totals.add(payers, payees, keys & _PURPOSE_MASK, pence)
        return totals

    def _by_purpose(self, side: str, accounts: ArrayLike, months: int | range) -> np.ndarray:
        ids = np.asarray(accounts, dtype=np.int64)
        total = np.zeros((*ids.shape, PURPOSES), dtype=np.int64)
        for month in _as_range(months):
            table: np.ndarray = getattr(self._totals_of(month), side)
            total += table.reshape(-1, PURPOSES)[ids]
        return total

    def _sum(
        self, side: str, accounts: ArrayLike, months: int | range, purposes: Sequence[Purpose] | None
    ) -> np.ndarray:
        by_purpose = self._by_purpose(side, accounts, months)
        chosen = by_purpose if purposes is None else by_purpose[..., [int(purpose) for purpose in purposes]]
        return np.asarray(chosen.sum(axis=-1))

    def _sum_of_one(self, side: str, account: int, months: int | range, purposes: Sequence[Purpose]) -> int:
        cells = [account * PURPOSES + purpose for purpose in purposes]
        tables = [getattr(self._totals_of(month), side) for month in _as_range(months)]
        return sum(int(table[cell]) for table in tables for cell in cells)

    def _mask(self, accounts: ArrayLike) -> np.ndarray:
        mask = np.zeros(len(self._names), dtype=bool)
        mask[np.asarray(accounts, dtype=np.int64)] = True
        return mask

    def _check_month(self, month: int) -> None:
        if self._open_month is not None and month < self._open_month:
            raise ValueError(f"{Month(month).name} is closed: {Month(self._open_month).name} is being posted")

    def _checked_amounts(self, amounts: np.ndarray) -> np.ndarray:
        if not np.issubdtype(amounts.dtype, np.integer):
            raise TypeError(f"pence must be whole numbers, not {amounts.dtype}")
        pence = np.ascontiguousarray(amounts, dtype=np.int64)
        largest = _largest(pence)
        if largest > _MOST_PENCE and int(pence.min()) < 0:
            raise ValueError("a payment cannot be negative: swap payer and payee")
        if largest * pence.size > _MOST_PENCE and float(pence.sum(dtype=np.float64)) > _MOST_PENCE:
            raise OverflowError("more money would move in this run than 64-bit pence can hold")
        return pence

    def _checked_accounts(self, ids: np.ndarray) -> np.ndarray:
        accounts = np.ascontiguousarray(ids, dtype=np.int64)
        if _largest(accounts) >= max(1, len(self._names)):
            raise ValueError(f"account ids run from 0 to {len(self._names) - 1}")
        return accounts


def _largest(whole: np.ndarray) -> int:
    """The largest of int64 numbers, any negative one counting as larger than all others; 0 of none."""
    return int(whole.view(np.uint64).max(initial=0))


def _as_range(months: int | range) -> range:
    return months if isinstance(months, range) else range(months, months + 1)
