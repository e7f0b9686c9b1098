"""Locality teams find needs first; what it does to frailty comes later and is small (M5)."""

from __future__ import annotations

from functools import cache

import pytest
from mechanism_runs import days, flow, places

from abm.activity import Flow, Stock
from abm.model import IntegrationModel

SEEDS = (1, 2)


@cache
def three_years(teams: str, seed: int) -> IntegrationModel:
    """One council, with locality teams nowhere or everywhere."""
    scenario = places(councils=1, end="2013-03-31", abolition="2013-04-01")
    return IntegrationModel(scenario, rng=seed, front_line_locality_teams=teams).run()


@pytest.mark.parametrize("seed", SEEDS)
def test_in_the_first_year_teams_find_needs_that_nobody_had_reported(seed: int) -> None:
    """Checked with teams that find nobody. More is asked of the council first, and less need goes unmet."""
    without, teams = (three_years(lever, seed) for lever in ("none", "all"))
    found = flow(teams, Flow.DETECTED_BY_LOCALITY_TEAM, last=12)
    assert flow(without, Flow.DETECTED_BY_LOCALITY_TEAM) == 0 < found
    more = {
        what: flow(teams, what, last=12) - flow(without, what, last=12)
        for what in (Flow.REQUESTS_FOR_HELP, Flow.COUNCIL_ASSESSMENTS_COMMUNITY, Flow.PACKAGE_STARTS_COUNCIL)
    }
    assert more[Flow.REQUESTS_FOR_HELP] > 0.5 * found
    assert 0 < more[Flow.PACKAGE_STARTS_COUNCIL] < found
    assert more[Flow.COUNCIL_ASSESSMENTS_COMMUNITY] > 0
    assert days(teams, Stock.UNMET_HOURS, last=12) < days(without, Stock.UNMET_HOURS, last=12)


@pytest.mark.parametrize("seed", SEEDS)
def test_emergency_admissions_do_not_fall_in_the_year_in_which_needs_are_found(seed: int) -> None:
    without, teams = (three_years(lever, seed) for lever in ("none", "all"))
    assert flow(teams, Flow.ADMISSIONS, last=12) == pytest.approx(flow(without, Flow.ADMISSIONS, last=12), rel=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_follows_for_frailty_comes_after_what_is_found_and_is_small(seed: int) -> None:
    """The sign is left open: it may be none."""
    without, teams = (three_years(lever, seed) for lever in ("none", "all"))
    moved = [
        abs(days(teams, Stock.SEVERE, first=at, last=at + 12) / days(without, Stock.SEVERE, first=at, last=at + 12) - 1)
        for at in (0, 24)
    ]
    assert moved[0] < 0.002 < moved[1] < 0.02
