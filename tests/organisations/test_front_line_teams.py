"""Discharge teams have thresholds of their own: rates belong to the team, not to its patients (E151)."""

from __future__ import annotations

from functools import cache

import pytest
from one_council import by_neighbourhood, places

from abm.activity import Flow
from abm.model import IntegrationModel

SEED = 4
"""A seed in which the two teams of the place think differently."""


@cache
def lived(*, swapped: bool) -> IntegrationModel:
    model = IntegrationModel(places(), rng=SEED)
    if swapped:
        one, other = model.organisations.teams
        one.neighbourhoods, other.neighbourhoods = other.neighbourhoods, one.neighbourhoods
    return model.run()


def referral_rates(model: IntegrationModel) -> list[float]:
    referred = by_neighbourhood(model, Flow.TEAM_REABLEMENT_REFERRALS)
    seen = by_neighbourhood(model, Flow.TEAM_DISCHARGES)
    return [
        int(referred[team.neighbourhoods].sum()) / int(seen[team.neighbourhoods].sum())
        for team in model.organisations.teams
    ]


def test_teams_of_one_hospital_differ_widely() -> None:
    rates = referral_rates(lived(swapped=False))
    assert max(rates) > 2 * min(rates)


def test_a_team_keeps_its_rate_when_caseloads_are_swapped() -> None:
    own, swapped = referral_rates(lived(swapped=False)), referral_rates(lived(swapped=True))
    assert swapped == pytest.approx(own, abs=0.05)
    assert abs(own[0] - own[1]) > 0.15


def test_the_team_with_the_higher_threshold_refers_fewer() -> None:
    thresholds = [team.reablement_threshold for team in lived(swapped=False).organisations.teams]
    rates = referral_rates(lived(swapped=False))
    assert (thresholds[0] > thresholds[1]) == (rates[0] < rates[1])


def test_thresholds_lie_within_the_range_of_the_evidence() -> None:
    model = IntegrationModel(places(councils=8, end="2010-05-31"), rng=1)
    p = model.run_scenario.parameters.organisations
    thresholds = [team.reablement_threshold for team in model.organisations.teams]
    assert p.reablement_threshold_low <= min(thresholds) < max(thresholds) <= p.reablement_threshold_high
    assert len({team.caution for team in model.organisations.teams}) == len(thresholds)
