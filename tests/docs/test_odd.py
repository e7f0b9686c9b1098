"""The model's description by the ODD protocol names what the model has: it fails here when it goes stale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

import pytest
from named_in_pages import ROOT, files_in, headings, numbers_and_levers, numbers_and_levers_in

from abm.activity import Flow, Stock
from abm.model.clock import DECIDING, MONTH, QUARTER, YEAR
from abm.organisations.plan import POWERS, PlanOption
from abm.people.decision import Decision
from abm.people.pathway import SERVICE_ORDER, Event, Stage, Step
from abm.people.twin.neighbourhood import DECISIONS
from abm.people.twin.person import Person
from abm.relations.network import TieKind
from abm.relations.promise import PromiseKind
from abm.vocabulary import Destination, Frailty, Payer, Reason, Service, Setting

PAGE = ROOT / "docs" / "odd.md"
SECTIONS = (
    "1. Purpose and patterns",
    "2. Entities, state variables, and scales",
    "3. Process overview and scheduling",
    "4. Design concepts",
    "5. Initialization",
    "6. Input data",
    "7. Submodels",
)
CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)
OF_ODD_D = (
    "Theoretical and empirical background",
    "Individual decision-making",
    "Heterogeneity",
    "Implementation details",
)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def section(text: str, name: str) -> str:
    return text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


def not_named(names: Iterable[str], text: str) -> list[str]:
    words = set(re.findall(r"\w+", text))
    return [name for name in names if name not in words]


def names_of(*kinds: Iterable) -> list[str]:
    return [member.name for kind in kinds for member in kind]


def test_headings_are_those_of_the_protocol_in_its_order(page):
    assert tuple(headings(page, 2)) == SECTIONS
    assert tuple(headings(section(page, "4. Design concepts"), 3)) == CONCEPTS


def test_what_odd_d_adds_stands_under_the_design_concepts(page):
    concepts = section(page, "4. Design concepts")
    assert [name for name in OF_ODD_D if f"*{name} (ODD+D).*" not in concepts] == []


def test_submodels_are_numbered_and_each_names_the_file_that_holds_it(page):
    submodels = section(page, "7. Submodels").split("\n### ")[1:]
    assert [text.split(" ", 1)[0] for text in submodels] == [f"7.{number + 1}" for number in range(len(submodels))]
    assert [text.split("\n", 1)[0] for text in submodels if "`abm/" not in text.split("\n\n")[1]] == []


def test_references_to_submodels_lead_somewhere(page):
    last = len(headings(section(page, "7. Submodels"), 3))
    referred = {int(number) for number in re.findall(r"\b7\.(\d+)\b", page)}
    assert referred <= set(range(1, last + 1))


def test_every_parameter_and_lever_that_it_names_exists(page):
    assert numbers_and_levers_in(page) - numbers_and_levers() == set()


def test_every_parameter_and_lever_is_named(page):
    assert numbers_and_levers() - numbers_and_levers_in(page) == set()


def test_every_file_and_folder_that_it_names_exists(page):
    named = files_in(page)
    assert len(named) > 80
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_duty_of_a_month_a_quarter_and_a_year_is_named_in_its_order(page):
    schedule = section(page, "3. Process overview and scheduling")
    parts = dict(zip(headings(schedule, 3), schedule.split("\n### ")[1:], strict=True))
    for name, duties in (("A month", MONTH), ("A quarter", QUARTER), ("A year", YEAR)):
        assert [word for word in re.findall(r"`(\w+)`", parts[name]) if word in duties][: len(duties)] == list(duties)
    assert [word for word in re.findall(r"`(\w+)`", parts["A month"]) if word in DECIDING] == list(DECIDING)


def test_a_day_serves_queues_and_has_events_in_the_models_order(page):
    day = section(page, "3. Process overview and scheduling").split("\n### A day\n")[1]
    for kind in (SERVICE_ORDER, Event):
        names = names_of(kind)
        assert [word for word in re.findall(r"[A-Z_]+", day) if word in names] == names


def test_every_state_variable_of_a_person_and_decision_for_a_neighbourhood_is_named(page):
    entities = section(page, "2. Entities, state variables, and scales")
    assert not_named([field.name for field in fields(Person)], entities) == []
    assert not_named(DECISIONS, entities) == []
    words = names_of(Setting, Stage, Step, Destination, Payer, Frailty, Service, Event, TieKind, PlanOption)
    assert not_named(words, entities) == []


def test_every_draw_has_its_occurrence(page):
    concepts = section(page, "4. Design concepts")
    assert not_named(names_of(Decision), concepts.split("\n### Stochasticity\n")[1].split("\n### ")[0]) == []


def test_numbers_that_draws_and_queues_are_keyed_by_are_the_programs(page):
    """Whoever writes the people anew from the page has the same luck."""
    decisions = page.split("Numbers of these decisions")[1].split("```")[1]
    assert numbered(decisions) == {each.name: each.value for each in Decision}
    services = page.split("| service | number | run by | capacity |")[1].split("\n\n")[0]
    in_rows = [
        re.findall(r"[A-Z_]{3,}|\d+", cells) for cells in re.findall(r"^\| ([A-Z_, ]+ \| [\d, ]+) \|", services, re.M)
    ]
    pairs = [pair for row in in_rows for pair in zip(row[: len(row) // 2], map(int, row[len(row) // 2 :]), strict=True)]
    assert dict(pairs) == {each.name: each.value for each in Service}
    reasons = page.split("The column is DELAYED_FIRST + 3 times")[1].split(";")[0]
    assert numbered(reasons) == {each.name: each.value for each in Reason}


def numbered(text: str) -> dict[str, int]:
    return {name: int(number) for name, number in re.findall(r"([A-Z][A-Z_\d]*[A-Z\d])\s+(\d+)", text)}


def test_every_count_promise_and_power_is_named(page):
    assert not_named([*names_of(Flow, Stock, PromiseKind, Reason), *POWERS], page) == []
