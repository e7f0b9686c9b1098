"""What boundaries cost is derived: partners to serve, and people across lines whose body must be settled (M11)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mechanism_runs import FEW_PEOPLE, days, flow, places

import abm
from abm.activity import Flow, Stock
from abm.model import IntegrationModel
from abm.vocabulary import OrganisationKind

SEEDS = (1, 2)
ALIGNMENTS: tuple[dict[str, Any], ...] = (
    {"alignment_rule": "free", "alignment_consortium_size": 80_000.0},
    {"alignment_rule": "within_council", "alignment_consortium_size": 80_000.0},
    {"alignment_rule": "one_to_one"},
    {"alignment_rule": "free", "alignment_responsibility": "residence"},
    {"alignment_rule": "free", "alignment_gp_choice": "open"},
)


@cache
def by_rule(rule: str, gp_choice: str = "catchment") -> IntegrationModel:
    """Four councils, half a year after the reform."""
    scenario = places(FEW_PEOPLE, councils=4, end="2011-10-31")
    return IntegrationModel(
        scenario, rng=1, alignment_rule=rule, alignment_consortium_size=80_000.0, alignment_gp_choice=gp_choice
    ).run()


def test_a_council_with_more_partners_has_more_on_its_desk() -> None:
    """Checked with the same load on every desk."""
    aligned, free = by_rule("one_to_one").organisations.councils, by_rule("free").organisations.councils
    more = 0
    for one, many in zip(aligned, free, strict=True):
        assert len(one.active_partnerships) == 1
        if len(many.active_partnerships) > 2:
            assert many.load > 1.3 * one.load
            more += 1
    assert more > 0


def test_load_rises_with_people_across_lines() -> None:
    """Where any practice may be chosen, twice as many people live across a line from their own."""
    loads, across = [], []
    for choice in ("catchment", "open"):
        model = by_rule("free", choice)
        across.append(days(model, Stock.ACROSS_LINE))
        bodies = (*model.organisations.councils, *model.organisations.gp_consortia)
        loads.append(sum(body.load for body in bodies))
    assert across[1] > 1.5 * across[0]
    assert loads[1] > loads[0]


@cache
def whose_body(responsibility: str, seed: int) -> IntegrationModel:
    """Three councils for two years, everybody in them."""
    return IntegrationModel(places(councils=3), rng=seed, alignment_responsibility=responsibility).run()


def delayed_over_others(responsibility: str) -> float:
    """How much more people across a line are delayed than others, each in proportion to their number."""
    models = [whose_body(responsibility, seed) for seed in SEEDS]
    alive, delayed, across, both = (
        sum(days(model, *stocks) for model in models)
        for stocks in (
            (Stock.ALIVE,),
            (Stock.DELAYED_ACUTE, Stock.DELAYED_COMMUNITY),
            (Stock.ACROSS_LINE,),
            (Stock.DELAYED_ACROSS_LINE,),
        )
    )
    return (both / across) / ((delayed - both) / (alive - across))


def test_people_across_a_line_wait_longer_where_bodies_must_settle_whose_they_are() -> None:
    """By residence nobody has to be verified, and the gap is gone. Checked with no days of verification."""
    assert flow(whose_body("list", 1), Flow.VERIFICATIONS) > 0 == flow(whose_body("residence", 1), Flow.VERIFICATIONS)
    assert delayed_over_others("list") > 1.4
    assert delayed_over_others("list") > 1.3 * delayed_over_others("residence")


@cache
def on_the_first_day(**alignment: Any) -> IntegrationModel:
    scenario = places(FEW_PEOPLE, councils=3, end="2010-06-30").with_parameters({"places.trust_sd": 0.05})
    return IntegrationModel(scenario, rng=1, **alignment)


def relations_of_a_kind(model: IntegrationModel, name: str, consortia: bool) -> np.ndarray:
    """Positions in the network; commissioners and hospitals are related though they promise each other nothing."""
    if name != "commissioner_hospital":
        return model.kinds_of_relations(consortia)[name]
    s = model.surroundings
    hoods = s.geography.neighbourhoods
    kind = OrganisationKind.GP_CONSORTIUM if consortia else OrganisationKind.PRIMARY_CARE_TRUST
    of = hoods.consortium if consortia else hoods.pct
    pairs = s.network.relation_of(s.ids[kind][of], s.ids[OrganisationKind.ACUTE_TRUST][hoods.acute_trust])
    return np.unique(pairs)


@pytest.mark.parametrize("alignment", ALIGNMENTS)
def test_no_alignment_sets_what_trust_begins_at_or_which_waits_bodies_are_used_to(alignment: dict[str, Any]) -> None:
    usual, model = on_the_first_day(), on_the_first_day(**alignment)
    p = model.run_scenario.parameters.places
    for name in ("council_commissioner", "council_hospital", "commissioner_hospital"):
        for consortia in (False, True):
            at = relations_of_a_kind(model, name, consortia)
            strangers = consortia and name == "council_commissioner"
            mean = p.trust_gp_council_personal if strangers else p.trust_personal_mean
            found = model.surroundings.network.personal_trust[at].mean()
            assert abs(found - mean) < 3.0 * p.trust_sd, (name, consortia)
    for council, twin in zip(model.organisations.councils, usual.organisations.councils, strict=True):
        assert council.habit == twin.habit
        assert council.usual_wait == twin.usual_wait


@pytest.mark.parametrize("alignment", ALIGNMENTS)
def test_councils_and_hospitals_begin_with_the_same_trust_whoever_else_groups_how(alignment: dict[str, Any]) -> None:
    """A pair's luck is its own, so that runs of two rules can be compared pair by pair."""
    usual, model = on_the_first_day(), on_the_first_day(**alignment)
    names, trust = [], []
    for each in (usual, model):
        network, at = each.surroundings.network, each.kinds_of_relations(False)["council_hospital"]
        bodies = [network.organisations[of].name for of in (*network.first[at], *network.second[at])]
        names.append(bodies)
        trust.append(network.effective_trust()[at])
    assert names[0] == names[1]
    assert np.array_equal(*trust)


def test_no_organisation_and_no_relation_reads_the_rule_of_alignment() -> None:
    """What the rule does, it does by who forms a consortium with whom."""
    root = Path(abm.__file__).parent
    files = [file for part in ("organisations", "relations", "people") for file in (root / part).rglob("*.py")]
    assert len(files) > 50
    assert [file.name for file in files if "levers.alignment" in file.read_text(encoding="utf-8")] == []
