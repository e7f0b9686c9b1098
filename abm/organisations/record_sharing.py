"""How sharing of records spreads (M16): tie by tie, easier where a partner already shares, as far as trust reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from abm.organisations.records_agreement import SharingCase
from abm.relations.network import TieKind
from abm.relations.promise import PromiseKind

if TYPE_CHECKING:
    from abm.organisations.dealing import Dealing
    from abm.organisations.surroundings import Surroundings


class RecordSharing:
    """All sharing agreements of a run: councils with commissioners, councils with hospitals."""

    def __init__(
        self, surroundings: Surroundings, with_commissioners: Sequence[Dealing], with_hospitals: Sequence[Dealing]
    ) -> None:
        self.surroundings = surroundings
        self.with_commissioners = with_commissioners
        self.with_hospitals = with_hospitals

    def live_a_quarter(self) -> None:
        """Every agreement is reviewed at the start of the quarter, all on the same footing; then it is rolled out."""
        s = self.surroundings
        p = s.parameters.joint_working
        by_default = s.levers.information.record_sharing == "default"
        dealings = [each for each in (*self.with_commissioners, *self.with_hospitals) if each.active]
        sharing = Counter(body for each in dealings if each.records.stands for body in (each.council_id, each.other_id))
        for each in dealings:
            elsewhere = sharing[each.council_id] + sharing[each.other_id] - 2 * each.records.stands
            each.records.review(SharingCase(each.least_trust, elsewhere > 0, by_default), p)
        for each in dealings:
            done = False
            if each.records.stands and each.records.coverage < 1.0:
                # Both sides' promises fall due, whether or not the other kept its own.
                council_did, other_did = (each.falls_due(side, PromiseKind.RECORDS) for side in (True, False))
                done = council_did and other_did
            each.records.roll_out(done, not by_default, p)
            s.network.shared_records[each.relation] = each.records.coverage
            s.network.ties[each.relation, TieKind.DATA_SHARING] = each.records.stands

    def by_neighbourhood(self) -> np.ndarray:
        """Share of people whose record both bodies see: float64 [neighbourhoods].

        Half of what is to be known about a person in a bed lies with the hospital and half with the general practice.
        """
        shares = np.zeros(len(self.surroundings.geography.neighbourhoods))
        for each in self.with_commissioners:
            if each.partner(False).in_force:
                shares[each.neighbourhoods] += 0.5 * each.records.coverage
        for each in self.with_hospitals:
            shares[each.neighbourhoods] += 0.5 * each.records.coverage
        return shares
