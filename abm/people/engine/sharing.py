"""Sharing records with a locality team during a run: it slows decline from then on, and never backwards."""

from __future__ import annotations

import numpy as np

from abm.activity import Stock
from abm.people.engine.events import begin_change, end_change
from abm.people.engine.kernel import kernel
from abm.people.engine.records import hood_at, met_at, person_at
from abm.vocabulary import Frailty, Setting

DEAD = np.int64(Setting.DEAD)
SEVERE = np.int64(Frailty.SEVERE)
KNOWN_TO_LOCALITY_TEAM = np.int64(Stock.KNOWN_TO_LOCALITY_TEAM)


@kernel
def share_records(packed_rules, in_memory, person_start, shares, day):
    """Set the share of people whose records both bodies see, float64 [neighbourhoods].

    ``person_start``: where each neighbourhood's people start, int64 [neighbourhoods + 1]; ``day``: the last day lived.
    The clocks of all whose decline it slows run to that day as it was before; what happens to them on the day after
    comes of the day between, and is drawn with the new share.
    """
    rules = packed_rules[0]
    state = in_memory[0]
    rows = people_affected(state, person_start, shares)
    for who in rows:
        begin_change(rules, state, who, day)
    for row in range(len(shares)):
        hood_at(state, row).shared_records = shares[row]
    for who in rows:
        end_change(rules, state, who, day)


@kernel
def people_affected(state, person_start, shares):
    """Rows of those who are known to a team, can become frailer, and live where the share changes."""
    known = 0
    for row in range(len(shares)):
        if shares[row] != hood_at(state, row).shared_records:
            known += hood_at(state, row).stocks[KNOWN_TO_LOCALITY_TEAM]
    rows = np.empty(known, dtype=np.int64)
    found = 0
    for row in range(len(shares)):
        if shares[row] != hood_at(state, row).shared_records:
            found = known_here(state, row, person_start[row], person_start[row + 1], rows, found)
    return rows[:found]


@kernel
def known_here(state, row, first_person, end_person, rows, found):
    """Add those of one neighbourhood to ``rows``, and look no further than the last of them; how many there are now."""
    left = hood_at(state, row).stocks[KNOWN_TO_LOCALITY_TEAM]
    for who in range(first_person, end_person):
        if left == 0:
            break
        if met_at(state, who).team and person_at(state, who).setting != DEAD:
            left -= 1
            if person_at(state, who).frailty != SEVERE:
                rows[found] = who
                found += 1
    return found
