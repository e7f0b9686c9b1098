"""Everyone in the brief's table is an agent of the run, and is tied to those they deal with."""

from __future__ import annotations

import mesa
import numpy as np
import pytest
from short_runs import short

from abm.model import IntegrationModel
from abm.model.clock import DECIDING
from abm.organisations.acute_trust import AcuteTrust
from abm.organisations.care_provider import CareProvider
from abm.organisations.care_quality_commission import CareQualityCommission
from abm.organisations.care_trust import CareTrust
from abm.organisations.community_trust import CommunityTrust
from abm.organisations.council import Council
from abm.organisations.front_line_team import FrontLineTeam
from abm.organisations.gp_consortium import GpConsortium
from abm.organisations.health_and_wellbeing_board import HealthAndWellbeingBoard
from abm.organisations.healthwatch import HealthWatch
from abm.organisations.mental_health_trust import MentalHealthTrust
from abm.organisations.monitor import Monitor
from abm.organisations.nhs_commissioning_board import NhsCommissioningBoard
from abm.organisations.practice import Practice
from abm.organisations.primary_care_trust import PrimaryCareTrust
from abm.vocabulary import OrganisationKind

EVERYONE = (
    Practice, GpConsortium, PrimaryCareTrust, Council, HealthAndWellbeingBoard, AcuteTrust, CommunityTrust,
    MentalHealthTrust, CareTrust, CareProvider, FrontLineTeam, HealthWatch, NhsCommissioningBoard, Monitor,
    CareQualityCommission,
)  # fmt: skip


@pytest.fixture(scope="module")
def region() -> IntegrationModel:
    """The first seed whose region of eight councils has a care trust, as one council in fifteen had."""
    regions = (IntegrationModel(short(councils=8, end="2010-05-31"), rng=seed) for seed in range(1, 20))
    return next(region for region in regions if region.organisations.care_trusts)


@pytest.mark.parametrize("kind", EVERYONE, ids=lambda kind: kind.__name__)
def test_every_kind_of_organisation_is_an_agent_of_the_model(region: IntegrationModel, kind: type) -> None:
    agents = region.agents_by_type[kind]
    assert len(agents) > 0
    for agent in agents:
        assert isinstance(agent, mesa.Agent)
        assert agent.model is region
        assert agent.name
        assert isinstance(agent.kind, OrganisationKind)


def test_every_kind_decides(region: IntegrationModel) -> None:
    deciding = [type(agent) for field in DECIDING for agent in region.organisations.of_kind(field)]
    assert set(deciding) == set(EVERYONE)
    assert len(deciding) == len(region.agents)
    assert {kind.kind for kind in EVERYONE} == set(OrganisationKind)


def test_their_numbers_are_those_of_the_places(region: IntegrationModel) -> None:
    places, found = region.geography, region.organisations
    councils = len(places.councils.codes)
    assert len(found.councils) == len(found.boards) == len(found.healthwatches) == councils == 8
    assert len(found.practices) == len(places.practices.codes)
    assert len(found.gp_consortia) == len(places.consortia)
    assert len(found.teams) == len(places.team_trust)
    each = round(region.run_scenario.parameters.organisations.providers_per_council)
    assert len(found.care_providers) == 3 * each * councils
    assert len(found.nhs_commissioning_board) == len(found.monitor) == len(found.care_quality_commission) == 1


def test_every_neighbourhood_is_served_once_by_each_kind(region: IntegrationModel) -> None:
    found = region.organisations
    for agents in (found.councils, found.primary_care_trusts, found.gp_consortia, found.acute_trusts,
                   found.community_trusts, found.mental_health_trusts, found.teams):  # fmt: skip
        served = np.sort(np.concatenate([agent.neighbourhoods for agent in agents]))
        assert served.tolist() == list(range(len(region.geography.neighbourhoods)))


def test_consortia_are_made_of_practices_of_which_some_take_part(region: IntegrationModel) -> None:
    consortia = region.organisations.gp_consortia
    members = [practice for consortium in consortia for practice in consortium.practices]
    assert sorted(practice.index for practice in members) == list(range(len(region.organisations.practices)))
    engaged = sum(practice.engaged for practice in members) / len(members)
    share = region.run_scenario.parameters.organisations.engaged_practices
    assert engaged == pytest.approx(share, abs=4.0 * (share * (1.0 - share) / len(members)) ** 0.5)
    for consortium in consortia:
        people = sum(practice.people for practice in consortium.practices)
        taking_part = sum(practice.people for practice in consortium.practices if practice.engaged)
        assert consortium.engagement == taking_part / people
    assert len({consortium.engagement for consortium in consortia}) > 1


def test_those_who_share_people_have_a_relation(region: IntegrationModel) -> None:
    hoods = region.geography.neighbourhoods
    ids, network = region.surroundings.ids, region.surroundings.network
    council = ids[OrganisationKind.COUNCIL][hoods.council]
    for kind, of in (
        (OrganisationKind.PRIMARY_CARE_TRUST, hoods.pct),
        (OrganisationKind.GP_CONSORTIUM, hoods.consortium),
        (OrganisationKind.ACUTE_TRUST, hoods.acute_trust),
    ):
        assert (network.relation_of(ids[kind][of], council) >= 0).all()


def test_nobody_in_the_network_is_without_a_relation(region: IntegrationModel) -> None:
    network = region.surroundings.network
    tied = set(network.first.tolist()) | set(network.second.tolist())
    alone = [organisation for organisation in network.organisations if organisation.id not in tied]
    assert alone == []
