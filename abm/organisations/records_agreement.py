"""Sharing records between two bodies (M16): agreed to, rolled out, and given up again."""

from __future__ import annotations

from dataclasses import dataclass

from abm.scenario.parameter_groups.joint_working import JointWorkingParameters


@dataclass(frozen=True)
class SharingCase:
    """What speaks for and against sharing this quarter."""

    least_trust: float
    """The lower of both sides' trust."""
    neighbours_share: bool
    """Whether either side already shares with somebody else: systems and caution are then half overcome."""
    by_default: bool
    """Whether the law makes sharing the rule."""


@dataclass
class RecordsAgreement:
    """What two bodies share of the records of people whom both serve."""

    coverage: float
    """Share of people, 0 to 1."""
    stands: bool = False

    def review(self, case: SharingCase, p: JointWorkingParameters) -> None:
        """Agree to share, go on, or stop: consent needs a gain at the trust there is; a default needs no objection."""
        if case.least_trust < p.records_objection:
            self.stands = False
            return
        cost = p.records_cost * (1.0 - p.records_cost_saved * case.neighbours_share)
        gains = p.records_benefit * case.least_trust > cost
        self.stands = self.stands or case.by_default or gains

    def roll_out(self, both_did_their_part: bool, by_consent: bool, p: JointWorkingParameters) -> None:
        """A quarter of rolling out, of standing still, or of falling apart."""
        if not self.stands:
            self.coverage = max(0.0, self.coverage - p.records_lapse)
        elif both_did_their_part:
            step = p.records_rollout if by_consent else p.records_default_rollout
            self.coverage = min(1.0, self.coverage + step)
