"""Many runs in one process: what nobody holds any more is let go."""

from __future__ import annotations

import gc
import weakref

import pytest
from short_runs import digest, short

from abm.measures.table import measure_table
from abm.model import IntegrationModel
from abm.people.people_engine import PeopleEngine
from abm.randomness import replication_seed
from abm.runs.run import run


def test_a_model_that_nobody_holds_is_let_go() -> None:
    model = IntegrationModel(short(), rng=1)
    model.step()
    held = weakref.ref(model)
    del model
    gc.collect()
    assert held() is None


def test_organisations_are_numbered_from_one_in_every_model() -> None:
    first, second = (IntegrationModel(short(), rng=1) for _ in range(2))
    assert min(agent.unique_id for agent in first.agents) == 1
    assert [agent.unique_id for agent in first.agents] == [agent.unique_id for agent in second.agents]


def test_a_run_gives_its_people_back_and_is_the_same_as_one_in_which_they_keep_their_rows() -> None:
    scenario = short("population.sample=0.05", end="2013-03-31")
    kept = IntegrationModel(scenario, rng=replication_seed(1, 0)).run()
    result = run(scenario, cores=2)
    assert digest(result.measures) == digest(measure_table(kept))
    assert len(kept.people.state.people) > 0
    assert len(result.model.people.state.people) == 0
    assert result.ledger.equals(kept.ledger.entries())


def test_in_a_run_that_nobody_follows_rows_of_the_dead_are_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PeopleEngine, "let_go", lambda people: None)
    people = run(short("population.sample=0.02", end="2013-04-30")).model.people
    assert not people.rows_are_for_good
