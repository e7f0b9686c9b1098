"""Places from a user's tables: councils and groups as they overlap, with practices generated inside."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from abm.errors import InputError
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.vocabulary import REASONS
from abm.world.apportionment import apportion, total_of
from abm.world.geography import Councils, CountArray, GeographyChoice, IntArray, RealArray
from abm.world.health_economy import Joined
from abm.world.overlap_table import (
    OverlapTable,
    PctShares,
    read_ages,
    read_delay_reasons,
    read_delays,
    read_overlap,
    read_pct_shares,
)
from abm.world.pct_inheritance import people_by_pct_and_overlap
from abm.world.place_plan import PlacePlan, PracticeSites
from abm.world.practice_lists import Strip, lists_of_place, sites_of_practices
from abm.world.primary_care_trusts import assign_pcts, plan_pcts
from abm.world.schematic_map import curve_sites


def plan_from_tables(choice: GeographyChoice, parameters: PlacesParameters) -> PlacePlan:
    """Read the tables that the choice names and plan their places."""
    if choice.overlap is None:
        raise InputError("geography", "overlap", None, "name the table, or choose synthetic places")
    table = read_overlap(choice.overlap)
    ages = _england_ages(table, parameters) if choice.ages is None else read_ages(choice.ages, table)
    people = _people_of_overlaps(table, parameters)
    councils = _councils(table, people, ages, choice, parameters)
    practices = _practices(people, councils, choice.seed, parameters)
    if choice.pct_shares is None:
        trusts = plan_pcts(councils, parameters.pct_co_terminous_share)
        pct, pct_names = assign_pcts(trusts, practices.council, practices.on_map, councils.names)
        pct_codes = tuple(f"PCT{index + 1:03d}" for index in range(len(pct_names)))
    else:
        shares = read_pct_shares(choice.pct_shares, table)
        pct, pct_codes, pct_names = _inherited_pcts(shares, people, practices)
    return PlacePlan(
        source=f"tables ({Path(table.where).name}); the map is schematic",
        councils=councils,
        practices=PracticeSites(
            people=practices.people,
            council=practices.council,
            x=practices.x,
            y=practices.y,
            pct=pct,
            group=practices.group,
        ),
        pct_codes=pct_codes,
        pct_names=pct_names,
        group_codes=table.group_codes,
        group_names=table.group_names,
    )


def _england_ages(table: OverlapTable, parameters: PlacesParameters) -> RealArray:
    """England's shares aged 65+, 75+ and 85+ for each council, where no table says more: float64 [C, 3]."""
    older = (
        parameters.england_older_people,
        parameters.england_people_75plus,
        parameters.england_people_85plus,
    )
    return np.tile(np.array(older) / parameters.england_people, (len(table.council_codes), 1))


def _people_of_overlaps(table: OverlapTable, parameters: PlacesParameters) -> CountArray:
    """People (all ages) by group and council: int64 [G, C].

    Slivers, below a small share of both group and council, are where two maps were drawn a little
    differently: their people are put with the largest group of the council they live in. Nobody is lost, and
    no chain of slivers ties distant places into one health economy.
    """
    people = np.rint(table.areas * parameters.people_per_lsoa).astype(np.int64)
    of_group = people / people.sum(axis=1, keepdims=True)
    of_council = people / people.sum(axis=0, keepdims=True)
    least = parameters.sliver_share
    sliver = (of_group < least) & (of_council < least)
    largest = people.argmax(axis=0)
    moved = np.where(sliver, people, 0)
    people = people - moved
    people[largest, np.arange(people.shape[1])] += moved.sum(axis=0)
    return people


def _councils(
    table: OverlapTable,
    people: CountArray,
    ages: RealArray,
    choice: GeographyChoice,
    parameters: PlacesParameters,
) -> Councils:
    by_council = people.sum(axis=0)
    oldest = _scaled_to_2011(by_council, ages, parameters)
    older = apportion(round(total_of(oldest[:, 0])), oldest[:, 0])
    x, y = _sites(table)
    return Councils(
        codes=table.council_codes,
        names=table.council_names,
        people=by_council,
        older_people=older,
        share_75plus=oldest[:, 1] / oldest[:, 0],
        share_85plus=oldest[:, 2] / oldest[:, 0],
        x=x,
        y=y,
        delay_level=_delay_levels(table, older, choice),
    )


def _scaled_to_2011(people: CountArray, ages: RealArray, parameters: PlacesParameters) -> RealArray:
    """People aged 65+, 75+ and 85+ by council, scaled to the national totals: float64 [C, 3].

    Tables of a part of England are scaled to that part's share of England's people.
    """
    part = float(people.sum()) / parameters.england_people
    totals = (
        parameters.england_older_people,
        parameters.england_people_75plus,
        parameters.england_people_85plus,
    )
    counts = people[:, None] * ages
    for age, total in enumerate(totals):
        counts[:, age] *= part * total / total_of(counts[:, age])
    return counts


def _sites(table: OverlapTable) -> tuple[RealArray, RealArray]:
    """Where councils stand on the schematic map: two float64 [C], km.

    The tables have no coordinates. Councils that share a group stand together, and places follow each other
    as their NHS codes do, which run roughly from north to south.
    """
    joined = Joined(len(table.council_codes))
    for row in table.areas:
        sharing = np.flatnonzero(row)
        for council in sharing[1:]:
            joined.join(int(sharing[0]), int(council))
    nhs_code = [min(table.group_nhs_codes[g] for g in np.flatnonzero(column)) for column in table.areas.T]
    lead: dict[int, str] = {}
    for council, code in enumerate(nhs_code):
        root = joined.of(council)
        lead[root] = min(lead.get(root, code), code)
    order = sorted(
        range(len(nhs_code)),
        key=lambda council: (lead[joined.of(council)], joined.of(council), nhs_code[council]),
    )
    x, y = curve_sites(len(order))
    step = np.empty(len(order), dtype=np.int64)
    step[order] = np.arange(len(order))
    return x[step], y[step]


def _delay_levels(table: OverlapTable, older: CountArray, choice: GeographyChoice) -> RealArray:
    """Starting delay by council and reason, relative to England: float64 [C, REASONS].

    The reason table gives the mix and the table by body the total; either may be missing. Councils without a
    figure start at England's mean.
    """
    councils = len(older)
    level = np.ones((councils, REASONS))
    by_reason = None if choice.delay_reasons is None else read_delay_reasons(choice.delay_reasons, table)
    total = None if choice.delays is None else read_delays(choice.delays, table)
    if by_reason is not None:
        if total is not None:
            reported = by_reason.sum(axis=1)
            scale = np.divide(total, reported, out=np.ones(councils), where=(reported > 0) & ~np.isnan(total))
            by_reason = by_reason * scale[:, None]
        for reason in range(REASONS):
            level[:, reason] = _relative_to_mean(by_reason[:, reason], older)
    elif total is not None:
        level[:] = _relative_to_mean(total, older)[:, None]
    return level


def _relative_to_mean(days: RealArray, older: CountArray) -> RealArray:
    told = ~np.isnan(days)
    mean = total_of(days[told]) / float(older[told].sum()) if told.any() else 0.0
    if mean == 0.0:
        return np.ones(len(days))
    return np.where(told, days / (older * mean), 1.0)


def _practices(people: CountArray, councils: Councils, seed: int, parameters: PlacesParameters) -> PracticeSites:
    """Practices inside each overlap of group and council, which has a strip of the council's square."""
    lists: list[CountArray] = []
    sites: list[tuple[RealArray, RealArray]] = []
    home: list[int] = []
    group: list[int] = []
    for council in range(people.shape[1]):
        centre = float(councils.x[council]), float(councils.y[council])
        start = 0
        for member in np.flatnonzero(people[:, council]):
            end = start + int(people[member, council])
            strip = Strip(start / int(councils.people[council]), end / int(councils.people[council]))
            identity = int(member), council
            sizes = lists_of_place(end - start, identity, seed, parameters)
            lists.append(sizes)
            sites.append(sites_of_practices(len(sizes), identity, centre, strip, seed))
            home += [council] * len(sizes)
            group += [int(member)] * len(sizes)
            start = end
    return PracticeSites(
        people=np.concatenate(lists),
        council=np.array(home, dtype=np.int32),
        x=np.concatenate([site[0] for site in sites]),
        y=np.concatenate([site[1] for site in sites]),
        pct=np.zeros(len(home), dtype=np.int32),
        group=np.array(group, dtype=np.int32),
    )


def _inherited_pcts(
    shares: PctShares, people: CountArray, practices: PracticeSites
) -> tuple[IntArray, tuple[str, ...], tuple[str, ...]]:
    """The primary care trust of each practice, and codes and names of the trusts that have any."""
    found = people_by_pct_and_overlap(shares.share, people)
    assert practices.group is not None
    pct = np.empty(len(practices.people), dtype=np.int32)
    for group, council in zip(*np.nonzero(people), strict=True):
        members = np.flatnonzero((practices.group == group) & (practices.council == council))
        heirs = np.flatnonzero((found.group == group) & (found.council == council))
        by_trust = apportion(int(people[group, council]), found.people[heirs])
        upto = np.cumsum(by_trust)
        order = members[np.argsort(practices.x[members], kind="stable")]
        sizes = practices.people[order]
        middle = np.cumsum(sizes) - sizes // 2
        pct[order] = found.trust[heirs][np.searchsorted(upto, middle)]
    present, numbered = np.unique(pct, return_inverse=True)
    codes = tuple(shares.codes[trust] for trust in present)
    return numbered.astype(np.int32), codes, tuple(shares.names[trust] for trust in present)
