"""The benchmarks' page has a place for each table."""

from __future__ import annotations

import pytest
import speed
import sweeps
from asked import README


@pytest.mark.parametrize("name", [*sweeps.BENCHMARKS, *speed.BENCHMARKS])
def test_the_page_has_a_place_for_each_table(name):
    page = README.read_text("utf-8")
    assert page.count(f"<!-- {name}: begins -->\n") == page.count(f"<!-- {name}: ends -->") == 1
    assert f"## `{name}`" in page
