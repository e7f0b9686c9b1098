"""How practices group into consortia, by the alignment rule in force and by what ties they already have."""

from __future__ import annotations

import math

import numpy as np

from abm.scenario.parameter_groups.places import PlacesParameters
from abm.world.apportionment import apportion, seats
from abm.world.catchments import grow_groups
from abm.world.geography import CountArray, GeographyChoice, IntArray
from abm.world.place_draws import PlaceDraw, place_normal, spread_normals
from abm.world.place_plan import PracticeSites


def form_consortia(
    practices: PracticeSites, community: IntArray, choice: GeographyChoice, parameters: PlacesParameters
) -> IntArray:
    """The consortium of each practice under the choice's alignment rule: int32 [P], numbered without gaps.

    ``community`` (int32 [P]) is the health community of each practice, within which consortia form freely.
    Where a table already names groups, these are what practices choose when free, and what is cut at council
    lines when they may not cross them; the choice's ``consortium_size`` then plays no part.
    """
    if choice.alignment_rule == "one_to_one":
        return _numbered(practices.council)
    if practices.group is None:
        return _formed(practices, community, choice, parameters)
    if choice.alignment_rule == "free":
        return _numbered(practices.group)
    return _numbered(_cut_at_lines(practices, practices.group, parameters.consortium_people_least))


def _numbered(label: IntArray) -> IntArray:
    return np.unique(label, return_inverse=True)[1].astype(np.int32)


def _cut_at_lines(practices: PracticeSites, group: IntArray, least_people: float) -> IntArray:
    """Cut groups at council lines; a piece too small to stand joins the council's largest."""
    pieces = np.zeros((int(group.max()) + 1, int(practices.council.max()) + 1), dtype=np.int64)
    np.add.at(pieces, (group, practices.council), practices.people)
    largest = pieces.argmax(axis=0)
    too_small = pieces[group, practices.council] < least_people
    joined = np.where(too_small, largest[practices.council], group)
    return (practices.council * len(pieces) + joined).astype(np.int32)


def _formed(
    practices: PracticeSites, community: IntArray, choice: GeographyChoice, parameters: PlacesParameters
) -> IntArray:
    """Form consortia in each area that the rule does not let them leave."""
    if choice.alignment_rule == "free":
        area = community
        people = np.bincount(area, weights=practices.people)
        counts = seats(round(int(practices.people.sum()) / choice.consortium_size), people)
    else:
        area = practices.council
        counts = _consortia_of_councils(practices, choice, parameters)
    consortium = np.empty(len(area), dtype=np.int32)
    first = 0
    for index, wanted in enumerate(counts):
        members = np.flatnonzero(area == index)
        at = practices.on_map.of(members)
        sizes = _consortium_sizes(int(at.people.sum()), min(int(wanted), len(at)), index, choice, parameters)
        formed = grow_groups(at, sizes, tie=practices.pct[members], slack=parameters.prior_tie_slack)
        consortium[members] = first + formed
        first += len(sizes)
    return consortium


def _consortia_of_councils(
    practices: PracticeSites, choice: GeographyChoice, parameters: PlacesParameters
) -> CountArray:
    """How many consortia each council has when none may cross its lines: int64 [C], at least one.

    Large councils split and small ones do not, but councils of one size split very differently (Oxfordshire
    not at all, Nottinghamshire in six), so each has a leaning of its own.
    """
    spread = parameters.consortium_split_log_sd
    whole = parameters.consortium_split_size * choice.consortium_size
    people = np.bincount(practices.council, weights=practices.people)
    leanings = spread_normals(choice.seed, PlaceDraw.CONSORTIUM_SPLIT, len(people))
    counts = [
        int(residents / whole * math.exp(spread * leaning)) for residents, leaning in zip(people, leanings, strict=True)
    ]
    return np.maximum(np.array(counts, dtype=np.int64), 1)


def _consortium_sizes(
    people: int, count: int, area: int, choice: GeographyChoice, parameters: PlacesParameters
) -> CountArray:
    """Sizes that sum to the area's people, spread widely but within the smallest and largest seen: int64."""
    spread = parameters.consortium_size_log_sd
    mean = people / count
    most = max(parameters.consortium_people_most, 2.0 * max(choice.consortium_size, mean))
    least = min(parameters.consortium_people_least, mean)
    sizes = [
        math.exp(spread * place_normal(choice.seed, PlaceDraw.CONSORTIUM_SIZE, area, index)) for index in range(count)
    ]
    for _ in range(3):
        scale = people / math.fsum(sizes)
        sizes = [min(most, max(least, size * scale)) for size in sizes]
    return apportion(people, sizes)
