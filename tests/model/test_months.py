"""A step is a month, in the order that is written once; a run ends when its scenario does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby

import networkx
import pytest
from short_runs import one_year, short

from abm.errors import BalanceError, InputError
from abm.model import IntegrationModel
from abm.model.clock import DECIDING, MONTH
from abm.organisations.organisation import Organisation

DUTIES = ("observe", "decide", "act")


@pytest.fixture
def model() -> IntegrationModel:
    return IntegrationModel(short(end="2010-06-30"), rng=1)


def test_one_step_is_one_month(model: IntegrationModel) -> None:
    assert (model.month.name, model.steps) == ("2010-04", 0)
    model.step()
    assert (model.month.name, model.surroundings.month.name, model.steps) == ("2010-05", "2010-05", 1)
    assert [kept.activity.days for kept in model.record.months] == [30]


def test_a_run_stops_at_the_end_of_its_scenario(model: IntegrationModel) -> None:
    steps = 0
    while model.running:
        model.step()
        steps += 1
    assert steps == 3
    assert [kept.activity.month for kept in model.record.months] == [0, 1, 2]


def test_run_tells_of_every_month_and_is_the_same_as_stepping(model: IntegrationModel) -> None:
    told: list[tuple[int, int]] = []
    assert model.run(lambda done, months: told.append((done, months))) is model
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert not model.running
    stepped = IntegrationModel(short(end="2010-06-30"), rng=1)
    for _ in range(3):
        stepped.step()
    assert (stepped.ledger.balances == model.ledger.balances).all()


def test_the_parts_of_a_month_come_in_their_order(model: IntegrationModel, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def noted(part: str) -> Callable[[], None]:
        do = getattr(model, part)

        def note_and_do() -> None:
            order.append(part)
            do()

        return note_and_do

    for part in MONTH:
        monkeypatch.setattr(model, part, noted(part))
    model.step()
    assert tuple(order) == MONTH
    told = ("change_policies", *DUTIES, "live_the_month", "settle_the_month", "check_the_month", "keep_the_month")
    assert [part for part in order if part in told] == list(told)
    assert order.index("observe") < order.index("meet_each_quarter") < order.index("plan_the_year")


def test_all_observe_before_any_decides_and_all_decide_before_any_acts(
    model: IntegrationModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[tuple[str, str]] = []
    field_of = {organisation: field for field in DECIDING for organisation in model.organisations.of_kind(field)}

    def noted(duty: str) -> Callable[[Organisation], None]:
        return lambda organisation: order.append((duty, field_of[organisation]))

    for kind in {type(organisation) for organisation in field_of}:
        for duty in DUTIES:
            monkeypatch.setattr(kind, duty, noted(duty))
    model.observe()
    model.decide()
    model.act()
    assert [duty for duty, _ in groupby(duty for duty, _ in order)] == list(DUTIES)
    present = [field for field in DECIDING if model.organisations.of_kind(field)]
    for duty in DUTIES:
        assert [field for field, _ in groupby(field for this, field in order if this == duty)] == present


def test_years_are_planned_in_april_and_boards_meet_each_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[str] = []
    met: list[str] = []
    model = IntegrationModel(short(end="2011-05-31"), rng=1)
    inspectors = type(model.organisations.care_quality_commission[0])
    monkeypatch.setattr(inspectors, "plan_the_year", lambda _: planned.append(model.month.name))
    monkeypatch.setattr(inspectors, "meet_each_quarter", lambda _: met.append(model.month.name))
    model.run()
    assert planned == ["2010-04", "2011-04"]
    assert met == ["2010-04", "2010-07", "2010-10", "2011-01", "2011-04"]


def test_organisations_see_last_months_activity() -> None:
    model = IntegrationModel(short(end="2010-06-30"), rng=1)
    seen: list[int | None] = []
    council = model.organisations.councils[0]
    observe = council.observe

    def look() -> None:
        reported = model.surroundings.reported
        seen.append(None if reported is None else int(reported.council.stock_days.sum()))
        observe()

    council.observe = look  # type: ignore[method-assign]
    model.run()
    assert seen == [None, *(int(kept.activity.stock_days.sum()) for kept in model.record.months[:2])]


def test_money_that_leaks_stops_the_run(model: IntegrationModel, monkeypatch: pytest.MonkeyPatch) -> None:
    model.step()
    monkeypatch.setattr(model.ledger, "_balances", model.ledger.balances + 1)
    with pytest.raises(BalanceError, match="add up to nothing"):
        model.step()


def test_people_who_vanish_stop_the_run(model: IntegrationModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_somebody() -> None:
        model.people.controls["stocks"][0, 0] -= 1

    monkeypatch.setattr(model, "close_the_month", lose_somebody)
    with pytest.raises(BalanceError, match="people"):
        model.step()


def test_a_sample_of_people_comes_with_a_health_warning() -> None:
    assert one_year().health_warnings == []
    sampled = IntegrationModel(short("population.sample=0.1", end="2010-05-31"), rng=1)
    (warning,) = sampled.health_warnings
    assert "10%" in warning
    everyone = one_year().geography.neighbourhoods.older_people.sum()
    alive = sampled.people.controls["stocks"][:, 0].sum()
    assert alive == pytest.approx(0.1 * everyone, rel=0.01)


def kinds_in(graph: networkx.MultiDiGraph) -> set[str]:
    return {kind for _, kind in graph.nodes(data="kind")}


def test_the_network_is_a_graph_with_trust_on_its_edges() -> None:
    model = one_year()
    graph = model.network(date(2010, 10, 1))
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.graph["date"] == "2010-10-01"
    trust = [data["trust"] for _, _, data in graph.edges(data=True)]
    assert trust
    assert all(0.0 <= each <= 1.0 for each in trust)
    assert len(set(trust)) > len(trust) / 10
    names = networkx.get_node_attributes(graph, "name")
    (council,) = (node for node, kind in graph.nodes(data="kind") if kind == "council")
    assert names[council] == model.geography.councils.names[0]
    around = {graph.nodes[other]["kind"] for other in graph.successors(council)}
    assert {"primary_care_trust", "acute_trust", "care_provider"} <= around


def test_the_network_holds_those_who_exist_on_its_date() -> None:
    model = IntegrationModel(short("reform.abolition_date=2011-04-01", end="2011-04-30"), rng=1).run()
    after_reform = {"gp_consortium", "health_and_wellbeing_board", "healthwatch"}
    before, after = (kinds_in(model.network(when)) for when in (date(2011, 3, 31), date(2011, 4, 1)))
    assert "primary_care_trust" in before
    assert not before & after_reform
    assert after == before - {"primary_care_trust"} | after_reform


def test_the_network_of_a_date_not_reached_yet_is_refused(model: IntegrationModel) -> None:
    model.step()
    with pytest.raises(InputError, match="2010-04-01 to 2010-05-01"):
        model.network(date(2010, 6, 1))


def test_the_network_of_a_date_shows_trust_as_its_quarter_began() -> None:
    model = one_year()

    def trust_on(when: date) -> list[float]:
        return [trust for _, _, trust in model.network(when).edges(data="trust")]

    assert trust_on(date(2010, 7, 1)) == trust_on(date(2010, 9, 30)) != trust_on(date(2010, 10, 1))


def test_the_network_of_a_date_outside_the_run_is_refused() -> None:
    for when in (date(2010, 3, 31), date(2011, 4, 2)):
        with pytest.raises(InputError, match="2010-04-01 to 2011-04-01"):
            one_year().network(when)
