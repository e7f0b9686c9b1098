"""The benchmarks' page has a place for each table."""

from __future__ import annotations

import page
import pytest
import speed
import sweeps
from benchmark_command import README


@pytest.mark.parametrize("name", [*sweeps.BENCHMARKS, *page.BENCHMARKS, *speed.BENCHMARKS])
def test_the_page_has_a_place_for_each_table(name):
    text = README.read_text("utf-8")
    assert text.count(f"<!-- {name}: begins -->\n") == text.count(f"<!-- {name}: ends -->") == 1
    assert f"## `{name}`" in text


def test_each_table_has_a_name_of_its_own():
    names = [*sweeps.BENCHMARKS, *page.BENCHMARKS, *speed.BENCHMARKS]
    assert len(names) == len(set(names))
