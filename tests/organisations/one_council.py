"""Runs of one council or a few, to see what organisations do in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from abm.activity import Flow, delayed_column
from abm.model import IntegrationModel
from abm.scenario.scenario import Scenario
from abm.vocabulary import Body, Reason


def places(*settings: str, councils: int = 1, end: str = "2012-03-31") -> Scenario:
    """The Bill in a small region, two years unless said otherwise."""
    small = [f"geography.councils={councils}", f"run.end={end}", "run.report_from=2010-05-01"]
    return Scenario.load("bill_2011").with_settings([*small, *settings])


def begun(seed: int = 1, **levers: Any) -> IntegrationModel:
    """One council on 1 April 2010: nothing has been lived yet."""
    return IntegrationModel(places(end="2010-06-30"), rng=seed, **levers)


def hold_trust(model: IntegrationModel, trust: float) -> None:
    """Everyone trusts everyone so much; it stays so in a run whose ``run.relations`` is ``trust_fixed``."""
    network = model.surroundings.network
    network.personal_trust[:] = network.institutional_trust[:] = trust
    model.meet_who_commissions()


def flow(model: IntegrationModel, counted: Flow, first_month: int = 0) -> int:
    """How often something happened in a run."""
    return sum(int(kept.activity.flows[:, counted].sum()) for kept in model.record.months[first_month:])


def by_neighbourhood(model: IntegrationModel, counted: Flow) -> np.ndarray:
    """How often something happened, by neighbourhood."""
    return np.sum([kept.activity.flows[:, counted] for kept in model.record.months], axis=0)


def delayed_days(model: IntegrationModel, *bodies: Body, first_month: int = 0) -> int:
    """Delayed days put down to some bodies."""
    columns = [delayed_column(reason, body) for reason in Reason for body in bodies]
    return sum(int(kept.activity.stock_days[:, columns].sum()) for kept in model.record.months[first_month:])


def social_care_days(model: IntegrationModel, first_month: int = 0) -> int:
    """Delayed days in which the council has a part."""
    return delayed_days(model, Body.SOCIAL_CARE, Body.BOTH, first_month=first_month)
