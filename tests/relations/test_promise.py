"""The book of promises: what fell due in a quarter, by whom, and what bodies must attend to in the next."""

from __future__ import annotations

import numpy as np
import pytest

from abm.organisations.chance import Chance
from abm.relations.promise import PROMISE_KINDS, PromiseBook, PromiseKind


def test_a_promise_is_entered_once_under_who_made_it_and_what_came_of_it() -> None:
    book = PromiseBook(3)
    book.enter(1, 0, PromiseKind.PLAN, True)
    book.enter(1, 1, PromiseKind.POOL, False, times=4)
    assert book.kept[1, 0, PromiseKind.PLAN] == book.kept.sum() == 1
    assert book.broken[1, 1, PromiseKind.POOL] == book.broken.sum() == 4


def test_turning_the_page_adds_up_all_kinds_and_starts_an_empty_one() -> None:
    book = PromiseBook(2)
    for kind in PromiseKind:
        book.enter(0, 1, kind, True)
        book.enter(1, 0, kind, False, times=2)
    kept, broken = book.turn_the_page()
    assert kept.tolist() == [[0, PROMISE_KINDS], [0, 0]]
    assert broken.tolist() == [[0, 0], [2 * PROMISE_KINDS, 0]]
    assert book.kept.sum() == book.broken.sum() == 0


def test_what_must_be_attended_to_is_what_the_last_closed_page_held() -> None:
    book = PromiseBook(1)
    assert book.outstanding.tolist() == [[0, 0]]
    book.enter(0, 0, PromiseKind.RECORDS, True, times=3)
    book.enter(0, 0, PromiseKind.RECORDS, False, times=2)
    assert book.outstanding.tolist() == [[0, 0]], "the page is still open"
    book.turn_the_page()
    assert book.outstanding.tolist() == [[5, 0]]
    book.turn_the_page()
    assert book.outstanding.tolist() == [[0, 0]]


def test_a_body_attends_to_what_it_promised_in_all_its_relations() -> None:
    book = PromiseBook(3)
    first, second = np.array([0, 0, 1]), np.array([1, 2, 2])
    book.enter(0, 0, PromiseKind.PLAN, True, times=2)
    book.enter(1, 0, PromiseKind.PLAN, False)
    book.enter(1, 1, PromiseKind.POOL, True, times=4)
    book.enter(2, 1, PromiseKind.PLAN, True)
    book.turn_the_page()
    assert book.outstanding_of(first, second, 4).tolist() == [3, 0, 5, 0]


def test_a_closed_page_does_not_change_when_the_next_is_written() -> None:
    book = PromiseBook(1)
    book.enter(0, 0, PromiseKind.PLAN, True)
    kept, _ = book.turn_the_page()
    book.enter(0, 0, PromiseKind.PLAN, True)
    assert kept.tolist() == [[1, 0]]


def test_numbers_of_kinds_are_never_changed() -> None:
    """They are part of draws, so they stand here a second time."""
    names = ("DISCHARGE", "READINESS", "PROTECTION", "TRANSFER", "PLAN", "RECORDS", "POOL")
    assert [PromiseKind[name] for name in names] == list(range(7))
    assert len(PromiseKind) == PROMISE_KINDS


@pytest.mark.parametrize("other", [chance for chance in Chance if chance is not Chance.PROMISE])
def test_a_kind_of_promise_shares_its_draw_with_nothing_else(other: Chance) -> None:
    promises = np.array([int(Chance.PROMISE) + kind for kind in PromiseKind])
    assert int(other) not in promises
