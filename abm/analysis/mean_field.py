"""Co-operation of councils with the NHS as a mean field: the rules of trust and promises without a network.

Derived from what the rules say (:mod:`abm.relations.trust`, :mod:`abm.organisations.promise_keeping`), not from their
code. Two populations stand for all ties: those on one side and on the other. In each, ``x`` is trust and ``b(x)`` the
chance that somebody with so much trust breaks a promise. In continuous time, with ``n`` promises a quarter,

    dx/dt = n [ (1 - b) gain (1 - x)  -  b loss (1 - forgiven x) x ]

which is a replicator equation, ``dx/dt = x (1 - x) [what keeping earns - what breaking earns]``, with
``n gain (1 - b) / x`` and ``n loss (1 - forgiven x) b / (1 - x)`` for what each earns. Personal trust also falls when
leaders leave and grows when they meet. By quarters the mean moves by :func:`a_quarter`, which is exact for ties that
are all alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from abm.runs.confidence import RealArray
from abm.scenario.parameters import Parameters

STARTS = 401
"""Trust is looked through in so many steps for points at which it rests."""
LONG = 800
"""Quarters after which anything that settles has settled."""
Here = RealArray | float
"""One number for all, or by tie and by who promises: float64 [ties, 2]."""


@dataclass(frozen=True)
class Rules:
    """How trust moves and what promises are kept for; all but hazards are shares."""

    gain: float
    loss: float
    forgiven: float
    meeting: float
    newcomer: float
    personal_weight: float
    slip: float
    temptation: float
    temptation_per_stress: float
    held_by_regard: float
    held_by_future: float

    @classmethod
    def of(cls, parameters: Parameters) -> Rules:
        """The rules under a run's parameters."""
        p = parameters.relations
        return cls(
            gain=p.trust_gain,
            loss=min(1.0, p.trust_gain * p.trust_loss_ratio),
            forgiven=p.benefit_of_doubt,
            meeting=p.meeting_gain,
            newcomer=p.newcomer_trust,
            personal_weight=parameters.places.trust_personal_weight,
            slip=p.slip_per_load,
            temptation=p.temptation,
            temptation_per_stress=p.temptation_per_stress,
            held_by_regard=parameters.organisations.regard_per_trust,
            held_by_future=p.future_per_trust,
        )


@dataclass(frozen=True)
class Circumstances:
    """What a quarter is like; numbers for all, or by tie and by who promises."""

    promises: Here
    """Promises that whoever gave them may keep or break."""
    load: Here = 1.0
    stress: Here = 0.0
    bound: Here = 0.0
    horizon: float = 1.0
    decided_by_events: Here = 0.0
    """Further promises, about what happens to people: kept or broken whatever trust there is."""
    broken_by_events: Here = 0.0
    """Share of those that are broken."""
    leaders_leave: Here = 0.0
    """Chance that the leader on either side of a tie leaves."""
    meet: Here = 0.0
    """Share of ties whose leaders meet and take it seriously."""


@dataclass(frozen=True)
class Trust:
    """Both parts of trust, float64 [ties, 2]: column 0 is what one side feels, column 1 the other."""

    personal: RealArray
    institutional: RealArray

    @classmethod
    def alike(cls, trust: float) -> Trust:
        """Everybody trusts everybody so much."""
        return cls(np.full((1, 2), trust), np.full((1, 2), trust))

    def effective(self, rules: Rules) -> RealArray:
        """The trust that decisions go by."""
        return rules.personal_weight * self.personal + (1.0 - rules.personal_weight) * self.institutional


@dataclass(frozen=True)
class RestingPoint:
    """A trust at which nothing moves any more."""

    trust: float
    kept: float
    """Share of promises kept there."""
    is_stable: bool


def chance_of_breaking(trust: Here, now: Circumstances, rules: Rules) -> RealArray:
    """Chance that one promise is not kept: for want of time, or else because money tempts more than anything holds."""
    x = np.asarray(trust)
    held = np.minimum(1.0, rules.held_by_regard * x) + rules.held_by_future * now.horizon * x + now.bound
    tempts = rules.temptation + rules.temptation_per_stress * np.asarray(now.stress)
    kept = np.exp(-rules.slip * np.asarray(now.load)) * np.exp(-tempts * np.maximum(0.0, 1.0 - held))
    return np.asarray(1.0 - kept)


def a_quarter(before: Trust, now: Circumstances, rules: Rules) -> Trust:
    """Mean trust after a quarter of ties that were all at the mean: promises, then leaders, then meetings."""
    trust = before.effective(rules)
    broken = chance_of_breaking(trust, now, rules)
    left = 1.0 - rules.loss * (1.0 - rules.forgiven * trust)

    def after(part: RealArray) -> RealArray:
        # Of K promises kept and n - K broken: E[(1 - (1 - part)(1 - gain)^K) left^(n - K)], K binomial.
        all_of_it, short_of_it = np.ones(trust.shape), np.ones(trust.shape)
        for number, chance in ((now.promises, broken), (now.decided_by_events, now.broken_by_events)):
            times, by_other = _by_other(number, trust), _by_other(chance, trust)
            all_of_it = all_of_it * (1.0 - by_other + by_other * left) ** times
            short_of_it = short_of_it * ((1.0 - by_other) * (1.0 - rules.gain) + by_other * left) ** times
        return np.asarray(all_of_it - (1.0 - part) * short_of_it)

    personal = after(before.personal)
    personal = personal - now.leaders_leave * np.maximum(0.0, personal - rules.newcomer)
    personal = personal + now.meet * rules.meeting * (1.0 - personal)
    return Trust(np.asarray(personal), after(before.institutional))


def _by_other(value: Here, like: RealArray) -> RealArray:
    """Of whoever promised, for whoever was promised: both columns change places."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), like.shape)[:, ::-1]


def path(start: Trust, quarters: Iterable[Circumstances], rules: Rules) -> RealArray:
    """Mean effective trust before the first quarter and after each: float64 [quarters + 1]."""
    now = start
    means = [float(now.effective(rules).mean())]
    for circumstances in quarters:
        now = a_quarter(now, circumstances, rules)
        means.append(float(now.effective(rules).mean()))
    return np.array(means)


def where_quarters_lead(trust: float, now: Circumstances, rules: Rules) -> RestingPoint:
    """Where the mean comes to rest by quarters from a start at which all are alike."""
    rests = float(path(Trust.alike(trust), [now] * LONG, rules)[-1])
    return RestingPoint(rests, 1.0 - float(chance_of_breaking(rests, now, rules)), is_stable=True)


# --- continuous time, all alike --------------------------------------------------------------------------------------


def flow(personal: float, institutional: float, now: Circumstances, rules: Rules) -> tuple[float, float]:
    """How fast both parts of mean trust move, a quarter."""
    trust = rules.personal_weight * personal + (1.0 - rules.personal_weight) * institutional
    gained, lost = _rates(trust, now, rules)
    meets, leaves = float(now.meet) * rules.meeting, float(now.leaders_leave) * max(0.0, personal - rules.newcomer)
    return (
        gained * (1.0 - personal) - lost * personal + meets * (1.0 - personal) - leaves,
        gained * (1.0 - institutional) - lost * institutional,
    )


def _rates(trust: float, now: Circumstances, rules: Rules) -> tuple[float, float]:
    """What is gained of the distance to full trust and what is lost of trust, a quarter."""
    lost_each = rules.loss * (1.0 - rules.forgiven * trust)
    broken = float(chance_of_breaking(trust, now, rules))
    number, events, by_events = float(now.promises), float(now.decided_by_events), float(now.broken_by_events)
    kept = number * (1.0 - broken) + events * (1.0 - by_events)
    return kept * rules.gain, (number * broken + events * by_events) * lost_each


def path_in_continuous_time(trust: float, quarters: int, now: Circumstances, rules: Rules) -> RealArray:
    """Mean effective trust at the start and after each quarter, by the differential equation."""
    from scipy.integrate import solve_ivp

    solved = solve_ivp(
        lambda _, parts: flow(float(parts[0]), float(parts[1]), now, rules),
        (0.0, float(quarters)),
        (trust, trust),
        t_eval=np.arange(quarters + 1.0),
        rtol=1e-8,
        atol=1e-10,
    )
    return np.asarray(rules.personal_weight * solved.y[0] + (1.0 - rules.personal_weight) * solved.y[1])


def resting_points(now: Circumstances, rules: Rules) -> list[RestingPoint]:
    """Every trust at which the flow is nil, from low to high."""
    from scipy.optimize import brentq

    def pull(trust: float) -> float:
        return _where_parts_rest(trust, now, rules) - trust

    grid = np.linspace(0.0, 1.0, STARTS)
    pulls = [pull(float(trust)) for trust in grid]
    found = []
    for at in range(STARTS - 1):
        if pulls[at] == 0.0 or pulls[at] * pulls[at + 1] < 0.0:
            rests = float(brentq(pull, grid[at], grid[at + 1])) if pulls[at] else float(grid[at])
            kept = 1.0 - float(chance_of_breaking(rests, now, rules))
            found.append(RestingPoint(rests, kept, is_stable=pulls[at] > pulls[at + 1]))
    return found


def _where_parts_rest(trust: float, now: Circumstances, rules: Rules) -> float:
    """Effective trust if both parts came to rest while promises were kept as at this trust."""
    gained, lost = _rates(trust, now, rules)
    meets, leaves = float(now.meet) * rules.meeting, float(now.leaders_leave)
    moved = gained + lost + meets
    if moved == 0.0:
        return trust
    institutional = gained / (gained + lost) if gained + lost else trust
    personal = (gained + meets) / moved
    if personal > rules.newcomer:
        personal = (gained + meets + leaves * rules.newcomer) / (moved + leaves)
    return rules.personal_weight * personal + (1.0 - rules.personal_weight) * institutional


def chance_that_either_leaves(exits_a_year: float, quarters_a_year: float) -> float:
    """Chance a quarter that the leader on one or the other side of a tie leaves."""
    return 1.0 - math.exp(-2.0 * exits_a_year / quarters_a_year)
