"""Synthetic places: a region of about eight councils, or all of England, from published distributions.

Nothing in them is a real place; sizes, shares and spreads are those that the parameters cite.
"""

from __future__ import annotations

import math

import numpy as np

from abm.scenario.parameter_groups.places import PlacesParameters
from abm.vocabulary import REASONS
from abm.world.apportionment import apportion, total_of
from abm.world.geography import Councils, CountArray, GeographyChoice, RealArray
from abm.world.place_draws import PlaceDraw, place_normal, ranks, spread_normals
from abm.world.place_plan import PlacePlan, PracticeSites
from abm.world.practice_lists import Strip, lists_of_place, sites_of_practices
from abm.world.primary_care_trusts import assign_pcts, plan_pcts
from abm.world.schematic_map import PeopleOnMap, grid_sites

ENGLAND_COUNCILS = 152
"""Councils with a duty of adult social care (P001)."""
REGION_COUNCILS = 8

STEMS = (
    "Alder", "Brack", "Carn", "Dunsel", "Elver", "Fenner", "Garrow", "Hazel", "Ister", "Kelder",
    "Larch", "Mossel", "Nether", "Orrin", "Pellow", "Quarn", "Rushen", "Sallow", "Tarrow",
)  # fmt: skip
ENDINGS = ("shire", "bury", "ford", "wick", "mere", "combe", "thorpe", "stead")


def plan_region(choice: GeographyChoice, parameters: PlacesParameters) -> PlacePlan:
    """A synthetic region: councils of all sizes, with as many older people on average as is asked for."""
    count = choice.councils or REGION_COUNCILS
    older = count * choice.older_people_per_council
    people = round(older * parameters.england_people / parameters.england_older_people)
    region = _councils(count, people, older, choice.seed, parameters)
    return _plan(f"synthetic region of {count} councils", region, choice.seed, parameters)


def plan_england(seed: int, parameters: PlacesParameters) -> PlacePlan:
    """A synthetic England: 152 councils and as many people as in 2011."""
    people, older = round(parameters.england_people), round(parameters.england_older_people)
    england = _councils(ENGLAND_COUNCILS, people, older, seed, parameters)
    return _plan("synthetic England", england, seed, parameters)


def _plan(source: str, councils: Councils, seed: int, parameters: PlacesParameters) -> PlacePlan:
    count = len(councils.codes)
    lists = [lists_of_place(int(councils.people[council]), (council,), seed, parameters) for council in range(count)]
    sites = [
        sites_of_practices(len(lists[council]), (council,), _centre(councils, council), Strip(), seed)
        for council in range(count)
    ]
    list_people = np.concatenate(lists)
    home = np.repeat(np.arange(count, dtype=np.int32), [len(sizes) for sizes in lists])
    x, y = (np.concatenate([site[axis] for site in sites]) for axis in (0, 1))
    trusts = plan_pcts(councils, parameters.pct_co_terminous_share)
    pct, pct_names = assign_pcts(trusts, home, PeopleOnMap(list_people, x, y), councils.names)
    return PlacePlan(
        source=source,
        councils=councils,
        practices=PracticeSites(people=list_people, council=home, x=x, y=y, pct=pct, group=None),
        pct_codes=tuple(f"PCT{index + 1:03d}" for index in range(len(pct_names))),
        pct_names=pct_names,
    )


def _centre(councils: Councils, council: int) -> tuple[float, float]:
    return float(councils.x[council]), float(councils.y[council])


def _councils(count: int, people: int, older: int, seed: int, parameters: PlacesParameters) -> Councils:
    by_council = apportion(people, _council_sizes(count, seed, parameters), at_least=1)
    older_by_council = apportion(older, by_council * _older_shares(count, seed, parameters))
    x, y = grid_sites(count)
    site = ranks(seed, PlaceDraw.COUNCIL_SITE, count)
    oldest = (
        _oldest_shares(PlaceDraw.SHARE_75PLUS, older_by_council, seed, parameters),
        _oldest_shares(PlaceDraw.SHARE_85PLUS, older_by_council, seed, parameters),
    )
    return Councils(
        codes=tuple(f"C{index + 1:03d}" for index in range(count)),
        names=tuple(council_name(index) for index in range(count)),
        people=by_council,
        older_people=older_by_council,
        share_75plus=oldest[0],
        share_85plus=oldest[1],
        x=x[site],
        y=y[site],
        delay_level=_delay_levels(older_by_council, seed, parameters),
    )


def council_name(index: int) -> str:
    """An invented name, different for each council."""
    stem, rest = index % len(STEMS), index // len(STEMS)
    ending = ENDINGS[(stem + rest) % len(ENDINGS)]
    again = rest // len(ENDINGS)
    return f"{STEMS[stem]}{ending}" + (f" {again + 1}" if again else "")


def _council_sizes(count: int, seed: int, parameters: PlacesParameters) -> list[float]:
    """Relative sizes: counties and others are two distributions, one lognormal misses both ends."""
    counties = round(count * parameters.county_share)
    county_rank = ranks(seed, PlaceDraw.COUNTY, count)
    normal_of_county = iter(spread_normals(seed, PlaceDraw.COUNTY_PEOPLE, counties).tolist())
    normal_of_other = iter(spread_normals(seed, PlaceDraw.COUNCIL_PEOPLE, count - counties).tolist())
    sizes = []
    for rank in county_rank:
        if rank < counties:
            spread = math.exp(parameters.county_people_log_sd * next(normal_of_county))
            sizes.append(parameters.county_people_median * spread)
        else:
            spread = math.exp(parameters.other_council_people_log_sd * next(normal_of_other))
            sizes.append(parameters.other_council_people_median * spread)
    return sizes


def _older_shares(count: int, seed: int, parameters: PlacesParameters) -> RealArray:
    mean = parameters.england_older_people / parameters.england_people
    shares = mean + parameters.older_share_sd * spread_normals(seed, PlaceDraw.OLDER_SHARE, count)
    return np.clip(shares, 0.3 * mean, 2.0 * mean)


def _oldest_shares(draw: PlaceDraw, older: CountArray, seed: int, parameters: PlacesParameters) -> RealArray:
    """Share of older people beyond 75, or 85, by council, with the national share as their mean."""
    if draw is PlaceDraw.SHARE_75PLUS:
        national, spread = parameters.england_people_75plus, parameters.share_75plus_sd
    else:
        national, spread = parameters.england_people_85plus, parameters.share_85plus_sd
    mean = national / parameters.england_older_people
    shares = mean + spread * spread_normals(seed, draw, len(older))
    return shares * (mean * float(older.sum()) / total_of(shares * older))


def _delay_levels(older: CountArray, seed: int, parameters: PlacesParameters) -> RealArray:
    """Starting delay by council and reason, relative to England: float64 [C, REASONS].

    A part that all reasons share makes places better or worse (P096); a part of each reason makes their mixes
    differ (P102). Older people's mean is 1 for every reason.
    """
    shared = spread_normals(seed, PlaceDraw.DELAY_LEVEL, len(older))
    levels = np.empty((len(older), REASONS))
    for council, place in enumerate(shared):
        for reason in range(REASONS):
            own = place_normal(seed, PlaceDraw.DELAY_REASON, council, reason)
            levels[council, reason] = math.exp(
                parameters.delay_level_log_sd * place + parameters.delay_reason_log_sd * own
            )
    for reason in range(REASONS):
        levels[:, reason] *= float(older.sum()) / total_of(levels[:, reason] * older)
    return levels
