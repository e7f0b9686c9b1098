"""The ledger balances whatever is posted, loses nothing, and agrees with books kept the simple way."""

from collections import defaultdict

import numpy as np
import pytest
from example_places import whole
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.errors import BalanceError
from abm.finance.accounts import AccountKind
from abm.finance.ledger import Ledger, year_to_date
from abm.finance.purposes import Purpose

ACCOUNTS = 6
postings = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(list(Purpose)),
        st.lists(
            st.tuples(st.integers(0, ACCOUNTS - 1), st.integers(0, ACCOUNTS - 1), st.integers(0, 10**12)),
            max_size=8,
        ),
    ),
    max_size=30,
).map(lambda batches: sorted(batches, key=lambda batch: batch[0]))


def ledger_of(batches) -> Ledger:
    ledger = Ledger()
    ledger.open(AccountKind.COUNCIL, [f"council {number}" for number in range(ACCOUNTS)])
    for number, (month, purpose, lines) in enumerate(batches):
        if number % 2:  # one at a time, between those booked together
            for payer, payee, pence in lines:
                ledger.post(month, purpose, payer, payee, pence)
        else:
            payers, payees, pence = np.array(lines, dtype=np.int64).reshape(-1, 3).T
            ledger.post(month, purpose, payers, payees, pence)
    return ledger


class BooksByHand:
    """The same books, one payment at a time, in dictionaries of Python's unbounded integers."""

    def __init__(self, batches) -> None:
        self.balance = defaultdict(int)
        self.lines = defaultdict(int)
        for month, purpose, lines in batches:
            for payer, payee, pence in lines:
                self.balance[payer] -= pence
                self.balance[payee] += pence
                if pence:
                    self.lines[month, payer, payee, purpose] += pence

    def spent(self, account, months, purposes) -> int:
        return sum(
            pence
            for (month, payer, _, purpose), pence in self.lines.items()
            if month in months and payer == account and purpose in purposes
        )

    def income(self, account, months, purposes) -> int:
        return sum(
            pence
            for (month, _, payee, purpose), pence in self.lines.items()
            if month in months and payee == account and purpose in purposes
        )


@settings(deadline=None)
@given(postings)
def test_every_month_balances_and_agrees_with_books_kept_by_hand(batches):
    ledger = ledger_of(batches)
    by_hand = BooksByHand(batches)
    for month in range(41):
        ledger.check(month)
    assert ledger.balances.sum() == 0
    assert ledger.balances.tolist() == [by_hand.balance[account] for account in range(ACCOUNTS)]
    assert [ledger.balance_of(account) for account in range(ACCOUNTS)] == ledger.balances.tolist()

    entries = ledger.entries()
    assert len(entries) == len(by_hand.lines)
    assert int(entries["pence"].sum()) == sum(by_hand.lines.values())


@settings(max_examples=50, deadline=None)
@given(postings, st.integers(0, 40), st.sets(st.sampled_from(list(Purpose)), min_size=1))
def test_questions_about_any_month_are_answered_as_by_hand(batches, month, chosen):
    """Month 0 is long closed when month 40 is posted: its totals are counted again from its lines."""
    ledger = ledger_of(batches)
    by_hand = BooksByHand(batches)
    accounts, purposes = np.arange(ACCOUNTS), sorted(chosen)
    for months in (range(month, month + 1), year_to_date(month), range(41)):
        spent = ledger.spent(accounts, months, purposes)
        income = ledger.income(accounts, months, purposes)
        assert spent.tolist() == [by_hand.spent(account, months, chosen) for account in accounts]
        assert income.tolist() == [by_hand.income(account, months, chosen) for account in accounts]
        assert [ledger.spent_by(account, months, purposes) for account in range(ACCOUNTS)] == spent.tolist()
        assert [ledger.received_by(account, months, purposes) for account in range(ACCOUNTS)] == income.tolist()
        assert ledger.spent_by_purpose(accounts, months)[:, purposes].sum() == spent.sum()
        assert ledger.income_by_purpose(accounts, months)[:, purposes].sum() == income.sum()
        between = ledger.paid_between([0, 1], [2, 3], months, purposes)
        assert between == sum(
            pence
            for (when, payer, payee, purpose), pence in by_hand.lines.items()
            if when in months and payer in (0, 1) and payee in (2, 3) and purpose in chosen
        )


def test_a_months_lines_are_named_and_payments_of_one_kind_are_one_line():
    ledger = Ledger()
    council = ledger.open(AccountKind.COUNCIL, ["Northshire"])
    homes = ledger.open(AccountKind.CARE_PROVIDER, ["The Limes", "Seaview"])
    ledger.post(3, Purpose.RESIDENTIAL_CARE, council, homes, whole(100, 0))
    ledger.post(3, Purpose.RESIDENTIAL_CARE, council, homes, whole(50, 7))
    assert ledger.entries().astype({"month": str, "payer": str, "payee": str, "purpose": str}).to_dict("records") == [
        {
            "month": "2010-07",
            "payer": "council: Northshire",
            "payee": f"care provider: {home}",
            "purpose": "residential_care",
            "pence": pence,
        }
        for home, pence in (("The Limes", 150), ("Seaview", 7))
    ]


def test_an_account_can_be_opened_while_the_run_goes_on():
    ledger = Ledger()
    first = ledger.open(AccountKind.CARE_PROVIDER, ["The Limes"])
    ledger.post(0, Purpose.CARE_COSTS, first, first, 5)
    entrant = ledger.open(AccountKind.CARE_PROVIDER, ["Newcomer"])
    ledger.post(0, Purpose.CARE_COSTS, first, entrant, 9)
    ledger.check(0)
    assert ledger.balances.tolist() == [-9, 9]
    assert ledger.kinds.tolist() == [AccountKind.CARE_PROVIDER] * 2


def test_what_cannot_be_a_payment_is_refused():
    ledger = Ledger()
    ids = ledger.open(AccountKind.COUNCIL, ["Northshire", "Southshire"])
    ledger.post(5, Purpose.GRANT, ids[0], ids[1], 1)
    with pytest.raises(ValueError, match="negative"):
        ledger.post(5, Purpose.GRANT, ids[0], ids[1], -1)
    with pytest.raises(TypeError, match="whole"):
        ledger.post(5, Purpose.GRANT, ids[0], ids[1], 1.5)
    with pytest.raises(ValueError, match="account ids"):
        ledger.post(5, Purpose.GRANT, ids[0], 2, 1)
    with pytest.raises(ValueError, match="2010-08 is closed"):
        ledger.post(4, Purpose.GRANT, ids[0], ids[1], 1)
    with pytest.raises(ValueError, match="twice"):
        ledger.open(AccountKind.COUNCIL, ["Northshire"])
    assert ledger.balances.tolist() == [-1, 1]


def test_more_money_than_the_books_can_hold_is_refused_before_it_is_booked():
    ledger = Ledger()
    ids = ledger.open(AccountKind.COUNCIL, ["Northshire", "Southshire"])
    with pytest.raises(OverflowError):
        ledger.post(0, Purpose.GRANT, ids[0], ids[1], np.full(4, 2**62))
    ledger.post(0, Purpose.GRANT, ids[0], ids[1], 2**61)
    ledger.post(0, Purpose.GRANT, ids[1], ids[0], 2**61)
    with pytest.raises(OverflowError):
        ledger.post(0, Purpose.GRANT, ids[0], ids[1], 1)
    ledger.check(0)


@pytest.mark.parametrize("fault", ["balance", "line", "account"])
def test_a_penny_that_goes_astray_in_any_of_the_records_is_found(fault):
    ledger = Ledger()
    ids = ledger.open(AccountKind.COUNCIL, ["Northshire", "Southshire"])
    ledger.post(0, Purpose.GRANT, ids[0], ids[1], 100)
    if fault == "balance":
        ledger._balances[0] += 1
    elif fault == "line":
        ledger._lines[0].pence[0][0] -= 1
    else:
        ledger._totals[0].paid[0] += 1
    with pytest.raises(BalanceError, match="2010-04"):
        ledger.check(0)


@given(postings)
def test_payments_by_kind_are_all_payments(batches):
    ledger = ledger_of(batches)
    for month in range(41):
        found = ledger.paid_by_kind(month)
        assert len({entry[:3] for entry in found}) == len(found)
        assert sum(entry[3] for entry in found) == int(ledger.spent(np.arange(ACCOUNTS), month).sum())
