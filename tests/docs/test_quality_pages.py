"""Checklists for reviewers: whole, in order, and naming only what is there."""

from __future__ import annotations

import re

import pytest
from named_in_pages import (
    ROOT,
    called_tests,
    files_in,
    headings,
    leads_somewhere,
    links_in,
    numbers_and_levers,
    numbers_and_levers_in,
)

from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions

FOLDER = ROOT / "docs" / "quality"
PAGES = ("stress_abs", "trace", "assumptions")
STRESS = (
    "1. Objectives",
    "STRESS-ABS-1.1 Purpose of the model",
    "STRESS-ABS-1.2 Model outputs",
    "STRESS-ABS-1.3 Experimentation aims",
    "2. Logic",
    "STRESS-ABS-2.1 Base model overview diagram",
    "STRESS-ABS-2.2 Base model logic",
    "STRESS-ABS-2.3 Scenario logic",
    "STRESS-ABS-2.4 Algorithms",
    "STRESS-ABS-2.5 Components",
    "STRESS-ABS-2.5.1 Environment",
    "STRESS-ABS-2.5.2 Agents",
    "STRESS-ABS-2.5.3 Interaction topology",
    "STRESS-ABS-2.5.4 Entry/exit",
    "3. Data",
    "STRESS-ABS-3.1 Data sources",
    "STRESS-ABS-3.2 Pre-processing",
    "STRESS-ABS-3.3 Input parameters",
    "STRESS-ABS-3.4 Assumptions",
    "4. Experimentation",
    "STRESS-ABS-4.1 Initialisation",
    "STRESS-ABS-4.2 Run length",
    "STRESS-ABS-4.3 Estimation approach",
    "5. Implementation",
    "STRESS-ABS-5.1 Software or programming language",
    "STRESS-ABS-5.2 Random sampling",
    "STRESS-ABS-5.3 Model execution",
    "STRESS-ABS-5.4 System specification",
    "6. Code access",
    "STRESS-ABS-6.1 Computer model sharing statement",
)
TRACE = (
    "1. Problem formulation",
    "2. Model description",
    "3. Data evaluation",
    "4. Conceptual model evaluation",
    "5. Implementation verification",
    "6. Model output verification",
    "7. Model analysis",
    "8. Model output corroboration",
)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text("utf-8")


def rows_of(page: str, letter: str) -> list[list[str]]:
    """Cells of the rows whose first one is a letter and a number."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [row for row in rows if re.fullmatch(rf"{letter}\d+", row[0])]


def test_every_page_is_tested():
    assert {path.stem for path in FOLDER.iterdir()} == set(PAGES)


def test_items_of_stress_abs_stand_in_its_order_and_are_answered():
    page = text_of("stress_abs")
    assert tuple(re.findall(r"^##+ (.+)$", page, flags=re.MULTILINE)) == STRESS
    answers = re.split(r"^##+ .+$", page, flags=re.MULTILINE)[1:]
    without = [item for item, answer in zip(STRESS, answers, strict=True) if not answer.strip()]
    assert without == [item for item in STRESS if item[0].isdigit() or item.endswith("Components")]


def test_elements_of_trace_stand_in_its_order_each_with_what_was_not_done():
    page = text_of("trace")
    assert tuple(headings(page, 2)) == TRACE
    for element in page.split("\n## ")[1:]:
        assert re.findall(r"^\*\*(.+?)\.\*\*", element, flags=re.MULTILINE) == ["Done", "Where", "Not done"]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    links = links_in(text_of(name))
    assert len(links) > 20
    assert [link for link in links if not leads_somewhere(FOLDER / f"{name}.md", link)] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_file_and_test_that_is_named_exists(name):
    page = text_of(name)
    files = files_in(page) + re.findall(r"`(\.ci/[^`]*)`", page)
    assert len(files) > 4
    assert [path for path in files if not (ROOT / path).exists()] == []
    written = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    assert [test for test in called_tests(page) if f"def {test}(" not in written] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_parameter_and_lever_that_is_named_exists(name):
    assert numbers_and_levers_in(text_of(name)) - numbers_and_levers() == set()


@pytest.mark.parametrize(("letter", "cells"), [("A", 7), ("Q", 4)])
def test_logs_are_numbered_and_have_no_empty_cell(letter, cells):
    rows = rows_of(text_of("assumptions"), letter)
    assert [row[0] for row in rows] == [f"{letter}{number + 1}" for number in range(len(rows))]
    assert [row[0] for row in rows if len(row) != cells or not all(cell.strip() for cell in row)] == []


def test_confidence_in_an_assumption_is_that_of_its_numbers():
    numbers, levers = parameter_definitions(), lever_definitions()
    for row in rows_of(text_of("assumptions"), "A"):
        named = numbers_and_levers_in(row[2]) - set(levers)
        labels = {numbers[name].listing()["confidence"] for name in named}
        assert set(row[4].split(", ")) == (labels or {"choice"}), row[0]
