"""A scenario as a function of its settings."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace

import pytest

from abm.adapters.scenario_figures import definition_of
from abm.errors import InputError
from abm.runs.run import run


def test_it_gives_the_figures_of_a_run_with_those_settings(figures):
    settings = {"board.powers": "place_budget", "people.crisis_rate": 0.2}
    measures = run(figures.scenario.with_values(settings), seed=3).measures.set_index(["measure", "level", "period"])
    expected = {name: measures.loc[(name, "england", "2011-04"), "value"].item() for name in figures.measures}
    assert figures(settings) == expected
    assert figures({}) != expected


def test_the_same_settings_give_the_same_also_after_a_process_has_passed_it_on(figures):
    assert pickle.loads(pickle.dumps(figures))({}) == figures({})
    assert figures({}, replication=1) != figures({})


def test_at_a_level_of_units_it_is_their_mean(figures):
    by_council = replace(figures, level="council", measures=("delayed_days",))
    table = run(figures.scenario, seed=3).measures.query("measure == 'delayed_days' and period == '2011-04'")
    assert by_council({})["delayed_days"] == pytest.approx(table.query("level == 'council'")["value"].mean())


def test_a_figure_that_a_run_does_not_have_is_not_a_number(figures, monkeypatch):
    class Nothing:
        measures = run(figures.scenario, seed=3).measures.head(0)

    monkeypatch.setattr("abm.adapters.scenario_figures.run", lambda *given, **more: Nothing)
    assert all(math.isnan(value) for value in figures({}).values())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"measures": ("trust_men",)}, "trust_mean"),
        ({"level": "planet"}, "there is no such level"),
        ({"period": "2031/32"}, "the run reports"),
    ],
)
def test_what_the_runs_do_not_report_is_refused_before_any(figures, change, message):
    with pytest.raises(InputError, match=message):
        replace(figures, **change)


def test_settings_that_there_are_not_are_refused(figures):
    with pytest.raises(InputError, match=r"board\.powers"):
        figures({"board.power": "consult"})
    with pytest.raises(InputError, match=r"people\.crisis_rate"):
        definition_of("people.crisis_rates")
