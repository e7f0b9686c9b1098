"""Write docs/mean_field.md: co-operation as a mean field, beside the relations layer alone and beside whole runs.

Usage: python docs/mean_field.py [--councils N] [--end YYYY-MM-DD] [--seed N]
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from abm.analysis.mean_field import (
    Circumstances,
    Rules,
    Trust,
    chance_that_either_leaves,
    path,
    path_in_continuous_time,
    resting_points,
    where_quarters_lead,
)
from abm.analysis.well_mixed import WellMixed
from abm.dates import QUARTERS_A_YEAR
from abm.model import IntegrationModel
from abm.organisations.dealing import Dealing
from abm.relations.promise import PROMISE_KINDS, PromiseKind
from abm.scenario.parameters import Parameters
from abm.scenario.scenario import Scenario

OUT = Path(__file__).with_name("mean_field.md")
BY_EVENTS = (PromiseKind.DISCHARGE, PromiseKind.READINESS, PromiseKind.PROTECTION)
"""Kept or broken by what happens to people and services; nobody decides on them as such."""
STARTS = (0.1, 0.45, 0.8)
STRESSES = (0.0, 0.02, 0.05, 0.1)
PROMISES, QUARTERS, BODIES = 4, 40, 40


@dataclass
class Quarter:
    """What a quarter of a run was like, by tie and by who promises, the council first: [ties, 2] each."""

    kept: np.ndarray
    broken: np.ndarray
    stress: np.ndarray
    load: np.ndarray
    bound: np.ndarray
    meet: np.ndarray
    personal: np.ndarray
    institutional: np.ndarray
    """Trust once the quarter's promises, leaders and meetings are through."""


@dataclass
class Watched:
    """A run whose relations are written down quarter by quarter."""

    model: IntegrationModel
    dealings: list[Dealing]
    start: Trust
    quarters: list[Quarter] = field(default_factory=list)

    @classmethod
    def run(cls, scenario: Scenario, seed: int) -> Watched:
        """Run to the end and watch the ties of councils with primary care trusts and hospitals."""
        model = IntegrationModel(scenario, rng=seed)
        dealings: list[Dealing] = [*model.partnerships.with_pcts, *model.partnerships.dealings]
        watched = cls(model, dealings, Trust(*watched_trust(model, dealings)))
        while model.running:
            is_quarter = model.month.starts_quarter and model.month.index > 0
            before = watched.before() if is_quarter else None
            book = model.surroundings.promises
            pages = record_pages(book) if is_quarter else []
            model.step()
            if before is not None:
                watched.quarters.append(watched.quarter(*before, *pages[0]))
        return watched

    def before(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Stress, load and duty of both sides when their promises fall due."""
        sides = [[each.partner(is_council) for is_council in (True, False)] for each in self.dealings]
        return tuple(  # type: ignore[return-value]
            np.array([[getattr(body, name) for body in both] for both in sides])
            for name in ("stress", "load", "bound_by_duty")
        )

    def quarter(self, stress: np.ndarray, load: np.ndarray, bound: np.ndarray, *page: np.ndarray) -> Quarter:
        """The quarter that has just been lived."""
        came = [getattr(getattr(each, "attendance", None), "in_substance", 0.0) for each in self.dealings]
        personal, institutional = watched_trust(self.model, self.dealings)
        kept, broken = (council_first(each, self.dealings) for each in page)
        meet = np.repeat(np.array(came)[:, None], 2, axis=1)
        return Quarter(kept, broken, stress, load, bound, meet, personal, institutional)

    @property
    def trust(self) -> np.ndarray:
        """Mean effective trust at the start and after each quarter."""
        rules = Rules.of(self.model.run_scenario.parameters)
        each = [self.start, *(Trust(quarter.personal, quarter.institutional) for quarter in self.quarters)]
        return np.array([float(trust.effective(rules).mean()) for trust in each])


def record_pages(book: object) -> list[tuple[np.ndarray, np.ndarray]]:
    """What the book holds, kept and broken by tie, side and kind, when its page is next turned."""
    pages: list[tuple[np.ndarray, np.ndarray]] = []
    turn: Callable[[], object] = type(book).turn_the_page.__get__(book)  # type: ignore[attr-defined]

    def turn_and_record() -> object:
        pages.append((book.kept.copy(), book.broken.copy()))  # type: ignore[attr-defined]
        return turn()

    book.turn_the_page = turn_and_record  # type: ignore[attr-defined]
    return pages


def council_first(values: np.ndarray, dealings: list[Dealing]) -> np.ndarray:
    """Rows of some ties out of [R, 2, ...], with the council's side before the other's."""
    at = np.array([each.relation for each in dealings])
    side = np.array([each.side_of(True) for each in dealings])
    return np.stack([values[at, side], values[at, 1 - side]], axis=1)


def watched_trust(model: IntegrationModel, dealings: list[Dealing]) -> tuple[np.ndarray, np.ndarray]:
    """Personal and institutional trust of some ties: what the council feels, what the other side feels."""
    network = model.surroundings.network
    return council_first(network.personal_trust, dealings), council_first(network.institutional_trust, dealings)


# --- the ladder from the mean field to the run -----------------------------------------------------------------------


def ladder(watched: Watched) -> list[tuple[str, np.ndarray]]:
    """Mean trust by quarter: the barest mean field first, then with one thing more of the run at a time."""
    rules = Rules.of(watched.model.run_scenario.parameters)
    alike = Trust(*(part.mean(axis=0, keepdims=True) for part in (watched.start.personal, watched.start.institutional)))
    p = watched.model.run_scenario.parameters.relations
    leaves = chance_that_either_leaves(p.leader_exit, QUARTERS_A_YEAR)
    means = [of_quarter(quarter, averaged) for quarter in watched.quarters]
    ties = [of_quarter(quarter, by_tie) for quarter in watched.quarters]
    bare = [replace(each, promises=each.promises + each.decided_by_events, decided_by_events=0.0) for each in means]
    steady = [replace(each, stress=0.0, load=float(np.mean([now.load for now in bare]))) for each in bare]
    with_leaders = [replace(each, leaders_leave=leaves) for each in bare]
    with_events = [replace(each, leaders_leave=leaves) for each in means]
    each_by_itself = [replace(each, leaders_leave=leaves) for each in ties]
    as_kept = [
        replace(of_quarter(quarter, by_tie, every_kind=True), leaders_leave=leaves) for quarter in watched.quarters
    ]
    return [
        ("nothing but promises, kept as trust has it", path(alike, steady, rules)),
        ("and money is short, desks are full, as they were", path(alike, bare, rules)),
        ("and leaders leave", path(alike, with_leaders, rules)),
        ("and waits and cuts keep or break promises", path(alike, with_events, rules)),
        ("and each tie is by itself: the network", path(watched.start, each_by_itself, rules)),
        ("and promises are kept and broken as they were", path(watched.start, as_kept, rules)),
    ]


def averaged(values: np.ndarray) -> np.ndarray:
    """One tie that stands for all."""
    return values.mean(axis=0, keepdims=True)


def by_tie(values: np.ndarray) -> np.ndarray:
    """Each for itself."""
    return values


def of_quarter(
    quarter: Quarter, taken: Callable[[np.ndarray], np.ndarray], *, every_kind: bool = False
) -> Circumstances:
    """What a quarter was like; promises that events decide apart, with the share of them that was broken.

    ``every_kind``: all promises are taken as they were kept and broken.
    """
    events = np.isin(np.arange(PROMISE_KINDS), BY_EVENTS) | every_kind
    made = quarter.kept + quarter.broken
    by_events, broken = taken(made[:, :, events].sum(axis=2)), taken(quarter.broken[:, :, events].sum(axis=2))
    return Circumstances(
        promises=taken(made[:, :, ~events].sum(axis=2)),
        load=taken(quarter.load),
        stress=taken(quarter.stress),
        bound=taken(quarter.bound),
        decided_by_events=by_events,
        broken_by_events=np.divide(broken, by_events, out=np.zeros(by_events.shape), where=by_events > 0),
        meet=taken(quarter.meet),
    )


# --- the document ----------------------------------------------------------------------------------------------------


def alone() -> list[str]:
    """The relations layer alone on a well-mixed network, against the mean field."""
    parameters = Parameters()
    rules = Rules.of(parameters)
    lines = [
        "| short of money | begins at | network ends at | by quarters | continuous | largest distance by quarters |",
        "|---|---|---|---|---|---|",
    ]
    for stress in STRESSES[:3]:
        now = Circumstances(promises=PROMISES, stress=stress)
        for start in STARTS:
            network = WellMixed(parameters, BODIES, start, seed=1).path(now, QUARTERS)
            quarters = path(Trust.alike(start), [now] * QUARTERS, rules)
            smooth = path_in_continuous_time(start, QUARTERS, now, rules)
            lines.append(
                f"| {stress:.0%} | {start:.2f} | {network[-1]:.3f} | {quarters[-1]:.3f} | {smooth[-1]:.3f} "
                f"| {np.abs(network - quarters).max():.3f} |"
            )
    return lines


def where_it_rests() -> list[str]:
    """Resting points by how short money is."""
    rules = Rules.of(Parameters())
    lines = ["| short of money | rests at trust (promises kept), continuous | by quarters |", "|---|---|---|"]
    for stress in STRESSES:
        now = Circumstances(promises=PROMISES, stress=stress)
        found = [
            f"{each.trust:.3f} ({each.kept:.0%}){'' if each.is_stable else ' unstable'}"
            for each in resting_points(now, rules)
        ]
        led = sorted({round(where_quarters_lead(start, now, rules).trust, 3) for start in STARTS})
        lines.append(f"| {stress:.0%} | {'; '.join(found)} | {'; '.join(f'{each:.3f}' for each in led)} |")
    return lines


def rungs(watched: Watched) -> list[str]:
    """The ladder as a table, and what each rung brings."""
    run = watched.trust
    found = ladder(watched)
    lines = ["| | ends at | mean distance from the run | largest |", "|---|---|---|---|"]
    for name, trust in found:
        apart = np.abs(trust - run)
        lines.append(f"| {name} | {trust[-1]:.3f} | {apart.mean():.3f} | {apart.max():.3f} |")
    lines.append(f"| **the run** | {run[-1]:.3f} | | |")
    moved = [float(np.abs(after - before).mean()) for (_, before), (_, after) in itertools.pairwise(found)]
    most = int(np.argmax(moved)) + 1
    left = float(np.abs(found[-1][1] - run).mean())
    lines += [
        "",
        f"What moves the mean field most is the step '{found[most][0]}' ({moved[most - 1]:.3f} of trust on average). "
        f"What is left at the end, {left:.3f}, is who really left and when, and joint posts that carry trust on.",
    ]
    return lines


def document(watched: Watched) -> str:
    """The whole page."""
    scenario = watched.model.run_scenario
    kept = sum(int(quarter.kept.sum()) for quarter in watched.quarters)
    made = kept + sum(int(quarter.broken.sum()) for quarter in watched.quarters)
    head = f"""# Co-operation as a mean field

Written by `docs/mean_field.py`; no number in it is typed. The equations are in `abm/analysis/mean_field.py`: trust as a
replicator equation, in continuous time and by quarters, derived from the rules of trust and promises and not from
their code.

## Where it rests

{PROMISES} promises a quarter on each side, an ordinary desk, nobody leaves. One stable point means that where trust
began is forgotten; two would mean that good and poor beginnings part for good.

"""
    middle = f"""

## The relations layer alone

{BODIES} bodies on either side, each dealing with all others ({BODIES**2} ties), {QUARTERS} quarters. By quarters the
mean field is exact for ties that are all alike; ties that part by luck are what remains. Continuous time takes gains
and losses as happening side by side, where the rules take a quarter's gains first: it lies a little higher.

"""
    end = f"""

## The whole run

`{scenario.name}` without abolition, {len(watched.model.geography.councils.codes)} councils, to {scenario.run.end}:
{len(watched.dealings)} ties of councils with primary care trusts and hospitals, {made:,} promises, of which
{kept / made:.0%} kept. Two populations stand for all, councils and the NHS. Each row adds one thing that was so in the
run.

"""
    parts = (head, "\n".join(where_it_rests()), middle, "\n".join(alone()), end, "\n".join(rungs(watched)), "\n")
    return "".join(parts)


def main() -> None:
    """Run and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, default=6)
    parser.add_argument("--end", default="2016-03-31")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    settings = [f"geography.councils={asked.councils}", f"run.end={asked.end}", "reform.abolish_pcts=false"]
    watched = Watched.run(Scenario.load("bill_2011").with_settings(settings), asked.seed)
    OUT.write_text(document(watched), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
