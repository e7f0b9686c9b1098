"""``docs/reference/``: what is committed is what the program declares."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def script(script_of):
    return script_of("reference")


def test_the_committed_pages_are_those_that_the_program_declares(script, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["reference.py", str(tmp_path)])
    script.main()
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in (DOCS / "reference").iterdir()}
    for page in sorted(tmp_path.iterdir()):
        committed = (DOCS / "reference" / page.name).read_text("utf-8")
        assert page.read_text("utf-8") == committed, f"run `python docs/reference.py` ({page.name} is another)"


def test_every_command_option_and_key_has_its_meaning(script):
    for name in ("commands", "scenario", "targets"):
        rows = [line for line in script.PAGES[name]().splitlines() if line.startswith("| `")]
        assert rows
        assert [row for row in rows if not row.split(" | ")[-1].strip(" |")] == []


def test_a_bar_or_a_line_break_stays_in_its_cell(script):
    assert script.table(("a", "b"), [("x|y", "one\n two")]).splitlines()[-1] == "| x\\|y | one two |"
