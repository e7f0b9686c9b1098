"""Short runs of whole models, in which one mechanism at a time is looked for; runs are shared and only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest

from abm.activity import Flow, Stock
from abm.model import IntegrationModel
from abm.organisations.joint_tally import JointFlow
from abm.scenario.scenario import Scenario

ABOLITION = 12
"""The month of the reform in these runs, unless said otherwise: consortia are there after a year."""
FEW_PEOPLE = "population.sample=0.05"
"""For what happens between organisations only."""


def places(*settings: str, councils: int = 2, end: str = "2012-03-31", abolition: str = "2011-04-01") -> Scenario:
    """The Bill in a small region, with an early reform."""
    small = [f"geography.councils={councils}", f"run.end={end}", "run.report_from=2010-05-01"]
    return Scenario.load("bill_2011").with_settings([*small, f"reform.abolition_date={abolition}", *settings])


def hold_trust(model: IntegrationModel, trust: float) -> None:
    """Everyone trusts everyone so much; it stays so in a run whose ``run.relations`` is ``trust_fixed``."""
    network = model.surroundings.network
    network.personal_trust[:] = network.institutional_trust[:] = trust
    model.meet_who_commissions()


def trusting(scenario: Scenario, trust: float, seed: int = 1, **levers: Any) -> IntegrationModel:
    """A model on its first day in which everyone trusts everyone so much."""
    model = IntegrationModel(scenario, rng=seed, **levers)
    hold_trust(model, trust)
    return model


def joint(model: IntegrationModel, *what: JointFlow, first: int = 0, last: int | None = None) -> int:
    """How often something joint happened, or its pence."""
    return sum(int(kept.joint_flows[:, list(what)].sum()) for kept in model.record.months[first:last])


def flow(model: IntegrationModel, what: Flow, first: int = 0, last: int | None = None) -> int:
    """How often something happened to people."""
    return sum(int(kept.activity.flows[:, what].sum()) for kept in model.record.months[first:last])


def days(model: IntegrationModel, *what: Stock, first: int = 0, last: int | None = None) -> int:
    """Person-days of some stocks."""
    return sum(int(kept.activity.stock_days[:, list(what)].sum()) for kept in model.record.months[first:last])


def promises(model: IntegrationModel, first: int = 0, last: int | None = None) -> int:
    """Promises that fell due."""
    return joint(model, JointFlow.PROMISES_KEPT, JointFlow.PROMISES_BROKEN, first=first, last=last)


def kept_share(models: list[IntegrationModel], first: int = 0) -> float:
    """Promises kept of all that fell due, in several runs together."""
    kept = sum(joint(model, JointFlow.PROMISES_KEPT, first=first) for model in models)
    return kept / sum(promises(model, first) for model in models)


# --- what moved trust ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthOfTrust:
    """Trust before and after a month's first day, and everything counted that may have moved it."""

    month: int
    personal: tuple[np.ndarray, np.ndarray]
    """float64 [R, 2] each: before and after."""
    institutional: tuple[np.ndarray, np.ndarray]
    kept: np.ndarray
    """int64 [R, 2]: promises to a side, by whose trust they concern."""
    broken: np.ndarray
    met: np.ndarray
    """bool [R]: leaders met."""
    left: np.ndarray
    """bool [R]: a leader of either side left."""
    inherited: np.ndarray
    """bool [R]: taken over from a predecessor."""

    @property
    def nothing_counted(self) -> np.ndarray:
        """bool [R, 2]: directions of trust about which nothing happened."""
        quiet = ~(self.met | self.left | self.inherited)[:, None]
        return np.asarray(quiet & (self.kept + self.broken == 0))


@contextmanager
def watching(seen: dict[str, np.ndarray]) -> Iterator[None]:
    """Write down which relations are met in, lose a leader or are handed over."""
    with pytest.MonkeyPatch.context() as patch:

        def watch(name: str, event: str, relations: Any) -> None:
            original = _function(name)

            def watched(network: Any, *given: Any) -> None:
                seen[event][relations(network, *given)] = True
                original(network, *given)

            patch.setattr(name, watched)

        watch("abm.model.joint_working.meet", "met", lambda network, at, rules: at)
        watch(
            "abm.model.joint_working.leaders_leave", "left",
            lambda network, gone, *rest: gone[network.first] | gone[network.second],
        )  # fmt: skip
        for module in ("abm.model.reform", "abm.organisations.partnership"):
            watch(f"{module}.hand_over", "inherited", lambda network, heirs, *rest: heirs)
        yield


def _function(name: str) -> Any:
    module, function = name.rsplit(".", 1)
    return getattr(__import__(module, fromlist=[function]), function)


@cache
def two_years_of_trust() -> tuple[MonthOfTrust, ...]:
    """Month by month in three councils, whose commissioners change after a year."""
    model = IntegrationModel(places(FEW_PEOPLE, councils=3, end="2012-06-30"), rng=1)
    network = model.surroundings.network
    found = []
    while model.running:
        seen = {event: np.zeros(len(network.first), dtype=bool) for event in ("met", "left", "inherited")}
        personal, institutional = network.personal_trust.copy(), network.institutional_trust.copy()
        kept, broken = network.promises_kept.copy(), network.promises_broken.copy()
        with watching(seen):
            model.step()
        found.append(
            MonthOfTrust(
                month=model.month.index - 1,
                personal=(personal, network.personal_trust.copy()),
                institutional=(institutional, network.institutional_trust.copy()),
                kept=(network.promises_kept - kept)[:, ::-1],
                broken=(network.promises_broken - broken)[:, ::-1],
                **seen,
            )
        )
    return tuple(found)
