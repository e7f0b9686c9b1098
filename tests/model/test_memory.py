"""Many runs in one process: what nobody holds any more is let go."""

from __future__ import annotations

import gc
import weakref

from short_runs import short

from abm.model import IntegrationModel


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
