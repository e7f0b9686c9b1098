"""A commissioner's yearly plan for one council's people: what its free money is for, and how far a board moves it.

A plan is a share for each option, adding up to 1. The **shadow plan** is what the commissioner would do alone; the
**strategy** is what the board's members want together. How far the plan moves from the one to the other depends on the
procedure that the law gives the board (M12) and on trust; influence is measured afterwards, on the money spent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from abm.scenario.parameter_groups.joint_working import JointWorkingParameters


class PlanOption(IntEnum):
    """What uncommitted money can be for."""

    HOSPITAL = 0
    """Beds and staff of acute trusts."""
    COMMUNITY = 1
    """Community beds and rapid response."""
    TEAMS = 2
    """Locality teams."""
    SOCIAL_CARE = 3
    """Money for the council's social care."""
    RESERVE = 4
    """Held back against overspending."""


PLAN_OPTIONS = len(PlanOption)
POWERS = ("consult", "have_regard", "refer_back", "joint_sign_off", "place_budget")
"""What a commissioner owes a board, from least to most."""


def in_full(weights: np.ndarray) -> np.ndarray:
    """Weights as shares of one plan."""
    kept = np.maximum(weights, 0.0)
    return np.asarray(kept / kept.sum())


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Share of the money that two plans spend differently, 0 to 1."""
    return 0.5 * float(np.abs(one - other).sum())


@dataclass(frozen=True)
class Negotiation:
    """What both sides bring to the table."""

    shadow: np.ndarray
    strategy: np.ndarray
    last_year: np.ndarray
    trust: float
    """The commissioner's trust in the council, 0 to 1."""
    least_trust: float
    """The lower of both sides' trust."""
    attendance: float
    """Share of the year's meetings that the commissioner attended in substance."""
    escalates: bool
    """Whether the Commissioning Board stands behind a plan that is referred back."""

    def moved(self, share: float) -> np.ndarray:
        """The shadow plan moved this share of the way to the strategy."""
        return np.asarray(self.shadow + min(1.0, share) * (self.strategy - self.shadow))


@dataclass(frozen=True)
class Agreement:
    """How a plan came out."""

    plan: np.ndarray
    defaulted: bool = False
    referred_back: bool = False


def consult(n: Negotiation, p: JointWorkingParameters) -> Agreement:
    """A draft and an opinion: what persuades is trust, and being there."""
    return Agreement(n.moved(persuaded(n, p)))


def persuaded(n: Negotiation, p: JointWorkingParameters) -> float:
    """How far an opinion alone moves the plan."""
    return p.persuasion * n.trust * n.attendance


def have_regard(n: Negotiation, p: JointWorkingParameters) -> Agreement:
    """A reasoned reply: departing from the strategy must be explained."""
    share = persuaded(n, p)
    return Agreement(n.moved(share + p.regard_floor * (1.0 - share)))


def refer_back(n: Negotiation, p: JointWorkingParameters) -> Agreement:
    """A plan too far from the strategy goes back, in public, and further up when the law says so."""
    first = have_regard(n, p)
    if distance(first.plan, n.strategy) <= p.refer_back_from:
        return first
    whole = distance(n.shadow, n.strategy)
    gone = distance(n.shadow, first.plan) / whole
    pressed = p.refer_back_moves * (p.escalation_ratio if n.escalates else 1.0)
    return Agreement(n.moved(gone + min(1.0, pressed) * (1.0 - gone)), referred_back=True)


def joint_sign_off(n: Negotiation, p: JointWorkingParameters) -> Agreement:
    """Both must sign. What they cannot bridge leaves last year's plan standing."""
    first = consult(n, p)
    reach = p.agreement_reach + p.agreement_per_trust * n.least_trust
    if distance(first.plan, n.strategy) > reach:
        return Agreement(n.last_year, defaulted=True)
    return Agreement(0.5 * (first.plan + n.strategy))


def place_budget(n: Negotiation, _: JointWorkingParameters) -> Agreement:
    """Votes move the money: the strategy is the plan, whatever those who must carry it out think of it."""
    return Agreement(n.strategy)


PROCEDURES = {
    "consult": consult,
    "have_regard": have_regard,
    "refer_back": refer_back,
    "joint_sign_off": joint_sign_off,
    "place_budget": place_budget,
}
