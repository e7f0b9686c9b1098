"""The section of a run's report on what was set: what differs from the defaults, and the policies with a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from abm.dates import first_of_next_month
from abm.reports.comparison_results import ComparedScenario
from abm.reports.page import Html, body_row, header_row, heading, join, paragraph, table, text, with_limits
from abm.reports.setting_differences import setting_differences, value_in_words
from abm.scenario.scenario import Scenario


def settings_section(document: Mapping[str, Any]) -> Html:
    """``document``: the scenario in full; nothing is said where its file is gone."""
    if not document:
        return Html("")
    return join([heading("What was set"), _differences_table(document), _policies_table(document)])


def _differences_table(document: Mapping[str, Any]) -> Html:
    defaults = ComparedScenario("default", Scenario.from_dict({"name": "default"}).to_dict())
    # Dated changes are in the table of policies.
    start = ComparedScenario("value", {**document, "policy": []})
    found = setting_differences([defaults, start])
    if not found:
        return paragraph("Every lever, uncertain number, place and date is at its default at the start.")
    columns = ["Setting and what it means", "Value", "Default"]
    numeric = [False] * len(columns)
    rows = [
        body_row([with_limits(one.name, one.meaning), text(one.values[1]), text(one.values[0])], numeric)
        for one in found
    ]
    caption = "As things stood at the start, only the settings that differ from the program's defaults."
    return table("Settings that differ from the defaults", caption, header_row(columns, numeric), rows)


def _policies_table(document: Mapping[str, Any]) -> Html:
    policies = document.get("policy", [])
    if not policies:
        return paragraph("No policy with a date.")
    columns = ["In force from", "Changes", "Why"]
    numeric = [False] * len(columns)
    rows = [
        body_row(
            [
                text(value_in_words(first_of_next_month(policy["date"]))),
                text("; ".join(f"{name}: {value_in_words(value)}" for name, value in policy["set"].items())),
                text(policy.get("why", "")),
            ],
            numeric,
        )
        for policy in policies
    ]
    caption = "Policies with a date; one dated within a month is in force from the first of the next."
    return table("Policies with a date", caption, header_row(columns, numeric), rows)
