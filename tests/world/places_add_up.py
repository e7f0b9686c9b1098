"""Nobody is lost: sums that hold in any places whatever."""

from __future__ import annotations

import numpy as np

from abm.world.geography import Geography


def assert_nobody_is_lost(geography: Geography) -> None:
    councils, practices = geography.councils, geography.practices
    patches, neighbourhoods = geography.patches, geography.neighbourhoods
    assert_sums(patches.council, patches.people, councils.people)
    assert_sums(patches.council, patches.older_people, councils.older_people)
    assert_sums(patches.practice, patches.people, practices.people)
    assert_sums(patches.neighbourhood, patches.people, neighbourhoods.people)
    assert_sums(patches.neighbourhood, patches.older_people, neighbourhoods.older_people)
    assert (geography.overlap().sum(axis=0) == councils.people).all()
    assert (geography.pct_overlap().sum(axis=0) == councils.people).all()
    assert (patches.people > 0).all()
    assert (patches.older_people >= 0).all()


def assert_bodies_hold_together(geography: Geography) -> None:
    """Every body has patients, every neighbourhood is what its practices say, no queue crosses an economy."""
    practices, patches = geography.practices, geography.patches
    neighbourhoods = geography.neighbourhoods
    assert (np.diff(neighbourhoods.economy) >= 0).all()
    assert set(neighbourhoods.economy) == set(range(geography.economy_count))
    assert (geography.economy_of_council[neighbourhoods.council] == neighbourhoods.economy).all()
    assert (neighbourhoods.council[patches.neighbourhood] == patches.council).all()
    for kind, bodies in (
        ("pct", geography.pcts),
        ("consortium", geography.consortia),
        ("acute_trust", geography.acute_trusts),
        ("community_trust", geography.community_trusts),
        ("mental_health_trust", geography.mental_health_trusts),
        ("team", geography.team_trust),
    ):
        of_practice = getattr(practices, kind)
        of_neighbourhood = getattr(neighbourhoods, kind)
        assert of_practice.dtype == of_neighbourhood.dtype == np.int32
        assert set(of_practice) <= set(range(len(bodies)))
        assert kind == "team" or len(set(of_practice)) == len(bodies)
        assert (of_neighbourhood[patches.neighbourhood] == of_practice[patches.practice]).all()
        pairs = set(zip(of_neighbourhood.tolist(), neighbourhoods.economy.tolist(), strict=True))
        assert len({body for body, _ in pairs}) == len(pairs)
    assert (geography.team_trust[practices.team] == practices.acute_trust).all()


def assert_sums(which: np.ndarray, values: np.ndarray, expected: np.ndarray) -> None:
    found = np.zeros(len(expected), dtype=np.int64)
    np.add.at(found, which, values)
    assert (found == expected).all()
