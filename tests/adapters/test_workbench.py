"""The model in ema_workbench's hands."""

from __future__ import annotations

import pytest

from abm.adapters.workbench import workbench_model
from abm.errors import InputError

ema_workbench = pytest.importorskip("ema_workbench")


def test_experiments_are_runs_with_their_settings(figures):
    levers = ["board.powers", "front_line.home_first", "pooling.mandated_minimum"]
    model = workbench_model(figures, levers=levers, uncertainties=["people.crisis_rate"])
    experiments, outcomes = ema_workbench.perform_experiments(model, scenarios=2, policies=2)
    assert set(outcomes) == set(figures.measures)
    for row in range(4):
        made = experiments.iloc[row]
        settings = {
            "board.powers": str(made["board__powers"]),
            "front_line.home_first": bool(made["front_line__home_first"]),
            "pooling.mandated_minimum": float(made["pooling__mandated_minimum"]),
            "people.crisis_rate": float(made["people__crisis_rate"]),
        }
        assert {name: values[row] for name, values in outcomes.items()} == figures(settings)


def test_a_date_or_a_name_that_there_is_not_is_refused(figures):
    with pytest.raises(InputError, match="a date cannot be drawn"):
        workbench_model(figures, levers=["reform.abolition_date"])
    with pytest.raises(InputError, match=r"board\.powers"):
        workbench_model(figures, levers=["board.power"])
