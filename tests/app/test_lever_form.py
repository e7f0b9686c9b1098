"""The controls come from the schema alone."""

from __future__ import annotations

import pytest

from abm.app.lever_form import lever_groups, read_value, shown_value
from abm.scenario.levers import Levers, lever_definitions


def test_every_lever_has_one_control_with_meaning_and_source():
    controls = [control for group in lever_groups() for control in group.controls]
    assert [control.name for control in controls] == list(lever_definitions())
    assert all(control.meaning and control.source and control.label for control in controls)
    assert [group.name for group in lever_groups()] == list(Levers.model_fields)
    assert all(group.title[0].isupper() and group.about[0].isupper() for group in lever_groups())


@pytest.mark.parametrize("name", list(lever_definitions()))
def test_what_a_control_shows_reads_back(name):
    default = lever_definitions()[name].default
    assert read_value(name, shown_value(default)) == default


def test_sliders_reach_every_end():
    for group in lever_groups():
        for control in group.controls:
            if control.kind == "number":
                assert 0 < control.step <= (control.high - control.low) / 10
