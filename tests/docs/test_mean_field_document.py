"""The page on the mean field is written from a run, and what it adds step by step brings it to that run."""

from __future__ import annotations

import numpy as np
import pytest

from abm.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def script(script_of):
    return script_of("mean_field")


@pytest.fixture(scope="module")
def watched(script):
    settings = ["geography.councils=3", "run.end=2012-12-31", "population.sample=0.01", "reform.abolish_pcts=false"]
    return script.Watched.run(Scenario.load("bill_2011").with_settings(settings), 1)


def test_every_promise_of_the_watched_ties_is_written_down(watched):
    network = watched.model.surroundings.network
    at = [each.relation for each in watched.dealings]
    kept = sum(quarter.kept.sum() for quarter in watched.quarters)
    broken = sum(quarter.broken.sum() for quarter in watched.quarters)
    assert kept == network.promises_kept[at].sum() > 0
    assert broken == network.promises_broken[at].sum() > 0


def test_watching_changes_nothing(script, watched):
    from abm.model import IntegrationModel

    alone = IntegrationModel(watched.model.run_scenario, rng=1).run()
    assert np.array_equal(alone.surroundings.network.personal_trust, watched.model.surroundings.network.personal_trust)


def test_the_last_rung_is_nearer_to_the_run_than_the_first(script, watched):
    rungs = script.ladder(watched)
    first, last = (np.abs(rungs[at][1] - watched.trust).mean() for at in (0, -1))
    assert all(len(trust) == len(watched.trust) for _, trust in rungs)
    assert last < 0.5 * first


def test_the_page_has_its_parts(script, watched, monkeypatch):
    monkeypatch.setattr(script, "BODIES", 6)
    monkeypatch.setattr(script, "QUARTERS", 4)
    text = script.document(watched)
    for words in ("## Where it rests", "## The relations layer alone", "## The whole run", "**the run**"):
        assert words in text
    assert "nan" not in text
