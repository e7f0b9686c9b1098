"""Reaching a record by its number: people, neighbourhoods, queues, teams, days, and the month's calendar.

Everything that the engine advances is handed on as one record of addresses (:data:`abm.people.state.STATE`), a single
pointer. A tuple of arrays would be copied, dozens of words, into every function called.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from abm.people.engine.kernel import inlined
from abm.people.person import PERSON
from abm.people.rules import DAY
from abm.people.state import DUE, ENTRY, JOINER, LISTED, MET, NEIGHBOURHOOD, QUEUE, URGENT_UNIT

CACHE_LINE = 64


def address_of(builder: Any, state: Any, table: str, dtype: np.dtype, given: Any) -> Any:
    """The address, an integer, of a record of a table by its number."""
    holder, number = given
    word = ir.IntType(64)
    start = builder.load(cgutils.get_record_member(builder, holder, state.offset(table), word))
    return builder.add(start, builder.mul(number, word(dtype.itemsize)))


def rows_of(table: str, dtype: np.dtype) -> Any:
    """``f(state, number)``: the record of that number in the table whose address ``state`` holds; nothing is copied."""
    record = numba.from_dtype(dtype)

    @intrinsic
    def row(typing_context: Any, state: Any, number: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            address = address_of(builder, state, table, dtype, given)
            return builder.inttoptr(address, context.get_value_type(record))

        return record(state, types.int64), generate

    return row


def ask_memory_for(builder: Any, address: Any, dtype: np.dtype) -> None:
    """Ask for the cache lines of the record at an address, which is an integer, to be written soon."""
    pointer, flag = ir.IntType(8).as_pointer(), ir.IntType(32)
    prefetch = builder.module.declare_intrinsic(
        "llvm.prefetch", (pointer,), ir.FunctionType(ir.VoidType(), [pointer, flag, flag, flag])
    )
    for offset in range(0, dtype.itemsize, CACHE_LINE):
        line = builder.inttoptr(builder.add(address, address.type(offset)), pointer)
        builder.call(prefetch, [line, flag(1), flag(3), flag(1)])


def fetch_of(table: str, dtype: np.dtype) -> Any:
    """``f(state, number)``: ask for the cache lines of a record that will be needed soon."""

    @intrinsic
    def fetch(typing_context: Any, state: Any, number: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            ask_memory_for(builder, address_of(builder, state, table, dtype, given), dtype)
            return context.get_dummy_value()

        return types.void(state, types.int64), generate

    return fetch


person_at = rows_of("people", PERSON)
due_at = rows_of("due", DUE)
met_at = rows_of("met", MET)
hood_at = rows_of("neighbourhoods", NEIGHBOURHOOD)
queue_at = rows_of("queues", QUEUE)
unit_at = rows_of("urgent", URGENT_UNIT)
day_at = rows_of("days", DAY)
entry_at = rows_of("entries", ENTRY)
listed_at = rows_of("listed", LISTED)
today_at = rows_of("today", LISTED)
joiner_at = rows_of("joiners", JOINER)
_line_of_person = fetch_of("people", PERSON)
_line_of_day = fetch_of("due", DUE)


@inlined
def fetch_ahead(state, who):
    """Have memory send someone's record and their day before their turn comes; nothing waits for it."""
    _line_of_person(state, who)
    _line_of_day(state, who)
