"""Synthetic places against the published distributions that they claim."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places_add_up import assert_bodies_hold_together, assert_nobody_is_lost

from abm.errors import InputError
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.world.atlas import build_geography
from abm.world.geography import Geography, GeographyChoice
from abm.world.synthetic import council_name

ENGLAND_PEOPLE = 53_010_000
REASON_SHARES = np.array([18.7, 6.0, 19.3, 11.9, 11.0, 10.5, 3.1, 13.6, 1.9, 4.0]) / 100.0
"""Shares of delayed days by reason, England 2011-12 (P091)."""
FREE_AS_PATHFINDERS = 246_000.0
"""Mean people of a pathfinder of the first wave (P009)."""
WITHIN_AS_AUTHORISED = 253_000.0
"""Mean people of a commissioning group (P017, P018)."""


@cache
def england(rule: str = "free", size: float = FREE_AS_PATHFINDERS, seed: int = 1) -> Geography:
    return build_geography(GeographyChoice(source="england", seed=seed, alignment_rule=rule, consortium_size=size))


@cache
def england_within(seed: int) -> Geography:
    return england("within_council", WITHIN_AS_AUTHORISED, seed)


@cache
def sixteen_councils(parameters: PlacesParameters | None = None) -> Geography:
    return build_geography(GeographyChoice(councils=16, seed=3), parameters)


def consortium_people(geography: Geography) -> np.ndarray:
    return geography.overlap().sum(axis=1)


def test_england_has_as_many_people_councils_and_practices_as_in_2011() -> None:
    places = england()
    assert len(places.councils.codes) == 152
    assert places.councils.people.sum() == ENGLAND_PEOPLE
    assert places.councils.older_people.sum() == 8_660_000
    assert 8_050 <= len(places.practices.codes) <= 8_350  # P005


def test_a_region_has_councils_as_large_as_is_asked_for() -> None:
    usual, large = (
        build_geography(GeographyChoice(councils=6, **size)) for size in ({}, {"older_people_per_council": 57_000})
    )
    assert usual.councils.older_people.sum() == 6 * 37_500
    assert large.councils.older_people.sum() == 6 * 57_000
    share = england().councils.older_people.sum() / ENGLAND_PEOPLE
    assert large.councils.older_people.sum() / large.councils.people.sum() == pytest.approx(share, rel=1e-4)


def test_ages_add_up_to_the_national_totals() -> None:
    councils = england().councils
    assert (councils.share_75plus * councils.older_people).sum() == pytest.approx(4_110_000)  # P041
    assert (councils.share_85plus * councils.older_people).sum() == pytest.approx(1_180_000)
    assert (councils.share_85plus < councils.share_75plus).all()
    older_share = councils.older_people / councils.people
    assert 0.03 < older_share.min() < older_share.max() < 0.33


@pytest.mark.parametrize("seed", [1, 2])
def test_council_sizes_are_spread_as_the_real_ones(seed: int) -> None:
    found = np.percentile(england_within(seed).councils.people, [10, 25, 50, 75, 90])
    real = np.array([152_000, 194_000, 260_000, 384_000, 681_000])
    assert (np.abs(found / real - 1.0) < 0.15).all()
    assert england_within(seed).councils.people.max() < 1_700_000


@pytest.mark.parametrize("seed", [1, 2])
def test_lists_have_the_published_mean_spread_and_tail(seed: int) -> None:
    lists = england_within(seed).practices.people
    assert 6_500 <= lists.mean() <= 6_980  # P006
    assert 4_000 <= lists.std() <= 4_400  # P007
    assert np.percentile(lists, 90) == pytest.approx(12_520, rel=0.05)  # P007


@pytest.mark.parametrize("seed", [1, 2])
def test_primary_care_trusts_match_councils_as_often_as_they_did(seed: int) -> None:
    places = england_within(seed)
    assert 150 <= len(places.pcts) <= 152  # P002
    assert 0.65 <= places.pct_co_terminosity().one_to_one <= 0.80  # P026


def test_free_consortia_are_spread_as_the_pathfinders() -> None:
    sizes = consortium_people(england())
    assert sizes.mean() == pytest.approx(FREE_AS_PATHFINDERS, rel=0.02)  # P009
    assert 9_000 <= sizes.min() <= 40_000  # P014, to within one practice
    assert 500_000 <= sizes.max() <= 800_000  # P014
    assert 0.85 <= (sizes < 500_000).mean() <= 0.95  # P015


def test_free_consortia_cross_lines_and_bound_ones_do_not() -> None:
    free, within = england().co_terminosity(), england_within(1).co_terminosity()
    assert free.within_one_council < 0.90 < within.within_one_council  # P039, P028
    practices = england_within(1).practices
    pairs = set(zip(practices.consortium.tolist(), practices.council.tolist(), strict=True))
    assert len(pairs) == len(england_within(1).consortia)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_within_lines_councils_split_as_they_did(seed: int) -> None:
    measured = england_within(seed).co_terminosity()
    counts = np.bincount(measured.commissioners_per_council, minlength=4)
    assert 200 <= len(england_within(seed).consortia) <= 232  # P017; P031 adds up to 231
    assert counts[1] == pytest.approx(117, abs=12)  # P031
    assert counts[2] == pytest.approx(15, abs=7)
    assert 8 <= counts[3:].sum() <= 26
    assert measured.councils_served_by_one == pytest.approx(0.77, abs=0.08)  # P030
    assert 1.3 <= measured.commissioners_per_council.mean() <= 1.6  # P032
    assert measured.council_herfindahl == pytest.approx(0.87, abs=0.05)  # P034
    assert measured.commissioner_herfindahl == pytest.approx(0.96, abs=0.04)


def test_consortium_sizes_within_lines_have_the_published_quartiles() -> None:
    sizes = np.percentile(consortium_people(england_within(1)), [25, 50, 75])
    assert sizes == pytest.approx([169_000, 221_000, 295_000], rel=0.15)  # P019
    assert consortium_people(england_within(1)).max() < 1_000_000  # P018


def test_one_to_one_gives_each_council_its_consortium() -> None:
    places = england("one_to_one")
    assert len(places.consortia) == 152
    assert (places.practices.consortium == places.practices.council).all()
    assert places.co_terminosity().one_to_one == 1.0


def test_trusts_are_as_many_as_there_were() -> None:
    places = england()
    assert 138 <= len(places.acute_trusts) <= 156  # P020
    assert 50 <= len(places.mental_health_trusts) <= 62
    assert 60 <= len(places.community_trusts) <= 170
    assert len(places.team_trust) == 2 * len(places.acute_trusts)


@pytest.mark.parametrize("rule", ["free", "within_council", "one_to_one"])
def test_the_largest_economy_holds_under_a_tenth_of_england(rule: str) -> None:
    neighbourhoods = england(rule).neighbourhoods
    by_economy = np.bincount(neighbourhoods.economy, weights=neighbourhoods.people)
    assert by_economy.max() < 0.10 * ENGLAND_PEOPLE
    assert len(by_economy) > 20


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_delay_starts_as_spread_as_it_was(seed: int) -> None:
    councils = england_within(seed).councils
    for reason in range(councils.delay_level.shape[1]):
        mean = (councils.delay_level[:, reason] * councils.older_people).sum() / councils.older_people.sum()
        assert mean == pytest.approx(1.0)
    total = councils.delay_level @ REASON_SHARES
    p10, median, p90 = np.percentile(total, [10, 50, 90])
    assert median / p10 == pytest.approx(136 / 65, rel=0.20)  # P096
    assert p90 / median == pytest.approx(266 / 136, rel=0.20)
    shares = councils.delay_level * REASON_SHARES / total[:, None]
    variation = shares.std(axis=0) / shares.mean(axis=0)
    assert ((variation > 0.45) & (variation < 1.4)).all()  # mixes differ greatly between places (P102)


def test_few_but_some_patients_live_across_a_line() -> None:
    places = england()
    across = places.people_across_lines()
    assert 0.005 < across.sum() / places.councils.people.sum() < 0.045
    assert (across < 0.05 * places.councils.people).all()
    assert (across > 0).mean() > 0.7


def test_the_rule_changes_consortia_and_nothing_else() -> None:
    free, bound = england(), england("one_to_one")
    for name in ("people", "council", "pct", "acute_trust", "community_trust", "mental_health_trust", "team"):
        assert (getattr(free.practices, name) == getattr(bound.practices, name)).all()
    assert (free.patches.people == bound.patches.people).all()
    assert (free.patches.older_people == bound.patches.older_people).all()


@pytest.mark.parametrize("rule", ["free", "within_council", "one_to_one"])
def test_nobody_in_england_is_lost(rule: str) -> None:
    assert_nobody_is_lost(england(rule))
    assert_bodies_hold_together(england(rule))


def test_the_region_is_what_it_says() -> None:
    region = build_geography(GeographyChoice())
    assert len(region.councils.codes) == 8
    assert region.councils.older_people.sum() == 300_000
    assert len(region.acute_trusts) == 5
    assert region.economy_count >= 2


def test_the_region_splits_a_county_within_lines() -> None:
    within = build_geography(GeographyChoice(alignment_rule="within_council"))
    assert len(within.consortia) > len(within.councils.codes)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    councils=st.integers(1, 14),
    rule=st.sampled_from(["free", "within_council", "one_to_one"]),
    size=st.floats(5_000, 2_000_000),
)
def test_any_region_holds_together(seed: int, councils: int, rule: str, size: float) -> None:
    region = build_geography(GeographyChoice(seed=seed, councils=councils, alignment_rule=rule, consortium_size=size))
    assert_nobody_is_lost(region)
    assert_bodies_hold_together(region)


def test_the_same_seed_gives_the_same_places() -> None:
    assert_same(build_geography(GeographyChoice(seed=5)), build_geography(GeographyChoice(seed=5)))


def test_another_seed_gives_other_places() -> None:
    first, second = (build_geography(GeographyChoice(seed=seed)) for seed in (5, 6))
    assert (first.councils.people != second.councils.people).any()
    assert (first.councils.delay_level != second.councils.delay_level).any()


def assert_same(first: object, second: object) -> None:
    for field in dataclasses.fields(first):  # type: ignore[arg-type]
        a, b = getattr(first, field.name), getattr(second, field.name)
        if dataclasses.is_dataclass(a):
            assert_same(a, b)
        elif isinstance(a, np.ndarray):
            assert a.tobytes() == b.tobytes(), field.name
        else:
            assert a == b, field.name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("england_people", 53_400_000.0),
        ("england_older_people", 8_750_000.0),
        ("england_people_75plus", 4_150_000.0),
        ("england_people_85plus", 1_200_000.0),
        ("county_share", 0.15),
        ("county_people_median", 650_000.0),
        ("county_people_log_sd", 0.45),
        ("other_council_people_median", 215_000.0),
        ("other_council_people_log_sd", 0.55),
        ("older_share_sd", 0.05),
        ("share_75plus_sd", 0.02),
        ("share_85plus_sd", 0.02),
        ("list_size_mean", 6_900.0),
        ("list_size_sd", 4_000.0),
        ("cross_line_share", 0.04),
        ("pct_co_terminous_share", 0.80),
        ("consortium_size_log_sd", 0.5),
        ("people_per_acute_trust", 340_000.0),
        ("people_per_community_trust", 900_000.0),
        ("economy_people_least", 1_500_000.0),
        ("delay_level_log_sd", 0.3),
        ("delay_reason_log_sd", 0.5),
        ("prior_tie_slack", 0.0),
    ],
)
def test_every_number_about_synthetic_places_changes_them(name: str, value: float) -> None:
    with pytest.raises(AssertionError):
        assert_same(sixteen_councils(), sixteen_councils(PlacesParameters(**{name: value})))


@pytest.mark.parametrize(("name", "value"), [("consortium_split_size", 0.5), ("consortium_split_log_sd", 0.7)])
def test_every_number_about_splitting_changes_consortia(name: str, value: float) -> None:
    choice = GeographyChoice(councils=24, seed=3, alignment_rule="within_council")
    with pytest.raises(AssertionError):
        assert_same(build_geography(choice), build_geography(choice, PlacesParameters(**{name: value})))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("consortium_people_least", 68_000.0),
        ("consortium_people_most", 600_000.0),
        ("people_per_mental_health_trust", 850_000.0),
        ("economy_share_most", 0.04),
    ],
)
def test_every_number_about_the_largest_and_smallest_changes_england(name: str, value: float) -> None:
    choice = GeographyChoice(source="england", consortium_size=FREE_AS_PATHFINDERS)
    with pytest.raises(AssertionError):
        assert_same(england(), build_geography(choice, PlacesParameters(**{name: value})))


@pytest.mark.parametrize(
    "wrong",
    [
        GeographyChoice(councils=0),
        GeographyChoice(councils=1_001),
        GeographyChoice(consortium_size=float("nan")),
        GeographyChoice(consortium_size=-1.0),
        GeographyChoice(source="tables"),
    ],
)
def test_choices_that_cannot_be_are_refused(wrong: GeographyChoice) -> None:
    with pytest.raises(InputError):
        build_geography(wrong)


def test_every_council_of_england_has_a_name_of_its_own() -> None:
    assert len({council_name(index) for index in range(152)}) == 152
    assert len({council_name(index) for index in range(1_000)}) == 1_000
