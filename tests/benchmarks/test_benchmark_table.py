from __future__ import annotations

import pytest
from benchmark_table import BenchmarkTable

PAGE = "# Before\n<!-- speed: begins -->\nold\n<!-- speed: ends -->\nafter\n"
TABLE = BenchmarkTable("speed", ["what", "s"], [["a run", "2.5"]], "It is fast", True, "One core.")


def test_a_table_takes_the_place_of_the_one_before_and_of_nothing_else():
    page = TABLE.put_into(PAGE)
    assert page == (
        "# Before\n<!-- speed: begins -->\n\n| what | s |\n| --- | --- |\n| a run | 2.5 |\n\n"
        "It is fast: holds. One core.\n\n<!-- speed: ends -->\nafter\n"
    )
    assert TABLE.put_into(page) == page


def test_a_promise_that_does_not_hold_is_said():
    table = BenchmarkTable("speed", ["s"], [["9"]], "It is fast", False, "")
    assert "It is fast: **does not hold**." in table.in_words()


def test_a_page_without_a_place_for_it_is_refused():
    with pytest.raises(ValueError, match="no place for speed"):
        TABLE.put_into("# Something else\n")
