"""One month's payments as the ledger keeps them: its lines, and what each account paid and received by purpose."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from abm.finance.purposes import PURPOSES

_PIECES_BEFORE_MERGING = 256


@dataclass
class MonthTotals:
    """What each account paid and received by purpose in one month: int64 [accounts x purposes], flat."""

    paid: np.ndarray
    received: np.ndarray

    def add(self, payers: np.ndarray, payees: np.ndarray, purposes: np.ndarray, pence: np.ndarray) -> None:
        """Add payments: account ids, purposes and pence, int64 [payments] each."""
        np.add.at(self.paid, payers * PURPOSES + purposes, pence)
        np.add.at(self.received, payees * PURPOSES + purposes, pence)

    def add_one(self, payer: int, payee: int, purpose: int, pence: int) -> None:
        """Add one payment."""
        self.paid[payer * PURPOSES + purpose] += pence
        self.received[payee * PURPOSES + purpose] += pence

    def widen(self, accounts: int) -> None:
        """Make room for so many accounts."""
        missing = accounts * PURPOSES - len(self.paid)
        if missing > 0:
            self.paid = np.concatenate([self.paid, np.zeros(missing, dtype=np.int64)])
            self.received = np.concatenate([self.received, np.zeros(missing, dtype=np.int64)])


@dataclass
class MonthLines:
    """One month's payments: a key of (payer, payee, purpose) and its pence, merged from time to time."""

    keys: list[np.ndarray] = field(default_factory=list)
    pence: list[np.ndarray] = field(default_factory=list)
    single_keys: list[int] = field(default_factory=list)
    single_pence: list[int] = field(default_factory=list)
    """Payments booked one at a time, not yet among the pieces; whoever books them counts them."""
    uncounted: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    """Pieces that are not in the month's totals yet."""
    merged: bool = False
    """Whether there is just one piece, with one line per key."""

    def append(self, keys: np.ndarray, pence: np.ndarray) -> None:
        """Write payments down, to be counted: int64 [payments] each."""
        self.uncounted.append((keys, pence))
        self._add_piece(keys, pence)

    def append_one(self, key: int, pence: int) -> None:
        """Write one payment down, which is counted already."""
        self.single_keys.append(key)
        self.single_pence.append(pence)
        self.merged = False

    def _add_piece(self, keys: np.ndarray, pence: np.ndarray) -> None:
        self.keys.append(keys)
        self.pence.append(pence)
        self.merged = False
        if len(self.keys) > _PIECES_BEFORE_MERGING:
            self.merge()

    def _gather_singles(self) -> None:
        if self.single_keys:
            singles = np.array(self.single_keys, dtype=np.int64), np.array(self.single_pence, dtype=np.int64)
            self.single_keys, self.single_pence = [], []
            self._add_piece(*singles)

    @property
    def has_more(self) -> bool:
        """Whether anything is to be counted since that was last asked for."""
        return bool(self.uncounted)

    def count(self) -> tuple[np.ndarray, np.ndarray]:
        """Keys and pence of all that is to be counted since this was last asked."""
        keys = np.concatenate([keys for keys, _ in self.uncounted])
        pence = np.concatenate([pence for _, pence in self.uncounted])
        self.uncounted = []
        return keys, pence

    def merge(self) -> tuple[np.ndarray, np.ndarray]:
        """One line per key, in the order of the keys."""
        if not self.merged:
            self._gather_singles()
            empty = np.zeros(0, dtype=np.int64)
            keys, line = np.unique(np.concatenate([empty, *self.keys]), return_inverse=True)
            pence = np.zeros(len(keys), dtype=np.int64)
            np.add.at(pence, line, np.concatenate([empty, *self.pence]))
            self.keys, self.pence, self.merged = [keys], [pence], True
        return self.keys[0], self.pence[0]
