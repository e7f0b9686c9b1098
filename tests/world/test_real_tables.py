"""The real tables, where they lie beside the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from places_add_up import assert_bodies_hold_together, assert_nobody_is_lost

from abm.world.atlas import build_geography
from abm.world.geography import Geography, GeographyChoice
from abm.world.overlap_table import read_delay_reasons, read_delays, read_overlap

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pytestmark = [
    pytest.mark.real_places,
    pytest.mark.skipif(not DATA.is_dir(), reason="the tables of real places are not beside the checkout"),
]


@cache
def real_places(rule: str = "free") -> Geography:
    return build_geography(
        GeographyChoice(
            source="tables",
            overlap=DATA / "ccg15_utla15_overlap.csv",
            pct_shares=DATA / "pct_ccg_postcode_share.csv",
            ages=DATA / "utla_agestruct_proxy.csv",
            delays=DATA / "delayed_days_by_council_2011_12.csv",
            delay_reasons=DATA / "delayed_days_by_council_reason_2011_12.csv",
            alignment_rule=rule,
        )
    )


def test_every_council_group_and_trust_is_there() -> None:
    places = real_places()
    assert len(places.councils.codes) == 152
    assert len(places.consortia) == 209
    assert len(places.pcts) == 151
    assert places.councils.older_people.sum() == pytest.approx(8_660_000, rel=0.001)
    assert 8_050 <= len(places.practices.codes) <= 8_350
    assert_nobody_is_lost(places)
    assert_bodies_hold_together(places)


def test_overlaps_match_councils_as_published() -> None:
    measured = real_places().co_terminosity()
    assert measured.one_to_one == pytest.approx(0.44, abs=0.02)  # P027
    assert measured.within_one_council == pytest.approx(0.90, abs=0.02)  # P028
    assert measured.councils_served_by_one == pytest.approx(0.77, abs=0.02)  # P030
    assert np.bincount(measured.commissioners_per_council).tolist() == [0, 117, 15, 9, 2, 6, 2, 1]  # P031
    assert np.bincount(measured.councils_per_commissioner)[2:].tolist() == pytest.approx([19, 2], abs=2)  # P029
    assert measured.people_one_to_one == pytest.approx(0.46, abs=0.02)  # P033
    assert measured.council_herfindahl == pytest.approx(0.87, abs=0.04)  # P034


def test_trusts_before_the_reform_match_councils_as_published() -> None:
    assert 0.62 <= real_places().pct_co_terminosity().one_to_one <= 0.80  # P026


def test_delay_levels_are_those_of_2011_12() -> None:
    councils = real_places().councils
    table = read_overlap(DATA / "ccg15_utla15_overlap.csv")
    days = read_delays(DATA / "delayed_days_by_council_2011_12.csv", table)
    by_reason = read_delay_reasons(DATA / "delayed_days_by_council_reason_2011_12.csv", table)
    told = ~np.isnan(days)
    assert told.sum() == 150
    assert (told == ~np.isnan(by_reason[:, 0])).all()
    silent = {table.council_names[c] for c in np.flatnonzero(~told)}
    assert silent == {"City of London", "Isles of Scilly"}
    assert (councils.delay_level[~told] == 1.0).all()
    rates = 1_000 * days[told] / councils.older_people[told]
    assert np.percentile(rates, [10, 50, 90]) == pytest.approx([65, 136, 266], rel=0.05)  # P096
    national = by_reason[told].sum(axis=0) / by_reason[told].sum()
    level = councils.delay_level[told] @ national
    assert level == pytest.approx(rates / (1_000 * days[told].sum() / councils.older_people[told].sum()))


@pytest.mark.parametrize(("rule", "fewest", "most"), [("within_council", 209, 245), ("one_to_one", 152, 152)])
def test_rules_bind_real_groups(rule: str, fewest: int, most: int) -> None:
    places = real_places(rule)
    assert fewest <= len(places.consortia) <= most
    pairs = set(zip(places.practices.consortium.tolist(), places.practices.council.tolist(), strict=True))
    assert len(pairs) == len(places.consortia)
    assert_nobody_is_lost(places)


@pytest.mark.parametrize("rule", ["free", "within_council", "one_to_one"])
def test_the_largest_real_economy_holds_under_a_tenth_of_england(rule: str) -> None:
    neighbourhoods = real_places(rule).neighbourhoods
    by_economy = np.bincount(neighbourhoods.economy, weights=neighbourhoods.older_people)
    assert by_economy.max() < 0.10 * by_economy.sum()


def test_trusts_are_as_many_as_there_were() -> None:
    assert 138 <= len(real_places().acute_trusts) <= 156  # P020
