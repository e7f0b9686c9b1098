from __future__ import annotations

import pandas as pd
import pytest

from abm.runs.spreadsheet_text import spreadsheet_text, with_spreadsheet_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_marked_as_text(start):
    assert spreadsheet_text(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("plain", ["", "Kent", "2011-04", "a=b", "'quoted"])
def test_plain_text_stays(plain):
    assert spreadsheet_text(plain) == plain


def test_a_tables_numbers_stay_and_its_names_are_marked():
    table = pd.DataFrame({"=unit": ["-x", None], "value": [-1.0, 2.0]})
    safe = with_spreadsheet_text(table)
    assert list(safe.columns) == ["'=unit", "value"]
    assert safe["'=unit"][0] == "'-x"
    assert safe["value"].to_list() == [-1.0, 2.0]
    assert table.columns[0] == "=unit"
