"""Every policy lever: what may be changed, between which values, and what the Bill of March 2011 had.

The defaults are the Bill as drafted. Ids in sources (E, P) are rows of the evidence tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from abm.scenario.definition import Definition, definitions_of

MonitorDuty = Literal["promote_competition", "prevent_abuse", "quality_only", "promote_integration"]


class LeverGroup(BaseModel):
    """A group of levers. Each field is made with :func:`lever`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True, allow_inf_nan=False)


def lever(
    default: Any,
    *,
    meaning: str,
    source: str,
    unit: str = "",
    low: Any = None,
    high: Any = None,
    at_start: bool = False,
) -> Any:
    """One lever: its value in the Bill as drafted, its range, and where both come from.

    One that holds ``at_start`` shapes the places or the people before the first day, so no dated policy can change it.
    """
    facts: dict[str, Any] = {"unit": unit, "source": source, "at_start": at_start}
    return Field(default=default, ge=low, le=high, description=meaning, json_schema_extra=facts)


class BoardLevers(LeverGroup):
    """Health and wellbeing boards."""

    powers: Literal["consult", "have_regard", "refer_back", "joint_sign_off", "place_budget"] = lever(
        "consult",
        meaning="what a consortium owes its boards when it plans: from an opinion to a vote on money",
        source="E024, E025, E067; P038",
    )
    gp_membership: Literal["external", "full"] = lever(
        "full",
        meaning="whether consortia attend from outside or sit as members",
        source="E023",
    )
    scope: Literal["care", "wider"] = lever(
        "care",
        meaning="health and care only, or housing and environment as well",
        source="E072",
    )
    provider_seats: bool = lever(
        False,
        meaning="whether hospital, community and care providers sit on boards",
        source="E023",
    )


class AlignmentLevers(LeverGroup):
    """How consortia form, and for whom they are responsible."""

    rule: Literal["free", "within_council", "one_to_one"] = lever(
        "free",
        meaning="how practices may group: freely, not across councils, or one consortium for each council",
        source="E091; P037",
        at_start=True,
    )
    consortium_size: float = lever(
        198_000.0,
        meaning="mean number of people in a consortium, where the rule leaves it open",
        unit="people",
        source="P012 (35 million people in 177 pathfinders); range P009-P011, P014, P016",
        low=50_000.0,
        high=700_000.0,
        at_start=True,
    )
    responsibility: Literal["list", "residence"] = lever(
        "list",
        meaning="whom the NHS body answers for: people on its practices' lists, or residents of its area",
        source="E104",
        at_start=True,
    )
    gp_choice: Literal["catchment", "open"] = lever(
        "catchment",
        meaning="ease of changing GP: only practices near home, or any practice",
        source="general knowledge (White Paper, July 2010)",
        at_start=True,
    )


class CompetitionLevers(LeverGroup):
    """Competition rules."""

    any_willing_provider: Literal["off", "limited", "full"] = lever(
        "full",
        meaning="for how much of community care any qualified provider may be chosen",
        source="E077",
    )
    monitor_duty: MonitorDuty = lever(
        "promote_competition",
        meaning="Monitor's duty, which decides whether a joint arrangement may be struck down",
        source="E076; P038",
    )
    procurement: Literal["make_or_buy", "tender_all"] = lever(
        "tender_all",
        meaning="whether consortia may provide for themselves or must tender",
        source="E075, E076; judgement",
    )
    community_services: Literal["separate", "absorbed_by_acute"] = lever(
        "separate",
        meaning="community trusts stand alone or join acute trusts",
        source="general knowledge",
    )


class DutyLevers(LeverGroup):
    """Who must work with whom."""

    consortia_integrate: bool = lever(
        False,
        meaning="whether consortia have a duty to promote integration",
        source="E068; P038",
    )
    boards_integrate: bool = lever(True, meaning="whether boards have a duty to promote integration", source="E068")
    other_professions: Literal["advice", "membership"] = lever(
        "advice",
        meaning="whether consortia seek other professions' advice or include them",
        source="E073",
    )
    commissioning_board: Literal["none", "encourage", "require"] = lever(
        "encourage",
        meaning="the NHS Commissioning Board's duty over consortia working with councils",
        source="E069",
    )
    organisational_form: Literal["separate", "care_trust", "integrated_care_organisation"] = lever(
        "separate",
        meaning="the form that NHS and council care functions take",
        source="E075; P195",
    )
    combined_bodies: Literal["allowed", "split"] = lever(
        "split",
        meaning="whether one body may both commission and provide, as Torbay did",
        source="E075",
    )


class MeasurementLevers(LeverGroup):
    """What is measured, and what follows from it."""

    framework: Literal["three", "aligned", "single"] = lever(
        "three",
        meaning="outcomes frameworks for the NHS, social care and public health",
        source="E018, E022",
    )
    delay_target: float = lever(
        0.0,
        meaning="most delayed days allowed; 0 means no target",
        unit="% of bed days",
        source="P115",
        low=0.0,
        high=20.0,
    )
    intervention: Literal["early", "after_failure"] = lever(
        "after_failure",
        meaning="when the NHS Commissioning Board acts on a place in trouble",
        source="E100",
    )
    peer_review: bool = lever(
        False,
        meaning="peer review with shared figures",
        source="E107",
    )
    inspection: Literal["organisations", "systems"] = lever(
        "organisations",
        meaning="what the Care Quality Commission inspects",
        source="E101",
    )
    process_measures: bool = lever(
        False,
        meaning="whether frameworks show processes, which warn before outcomes do",
        source="E100",
    )
    central_data: bool = lever(
        False,
        meaning="standard central data on both services",
        source="E107",
    )
    planning_horizon: Literal["short", "long"] = lever(
        "short",
        meaning="how far ahead organisations plan and are judged",
        source="general knowledge",
    )
    area_assessment: bool = lever(
        False,
        meaning="one assessment of each area by all inspectorates (abolished in 2010)",
        source="E044",
    )


class PaymentLevers(LeverGroup):
    """How hospitals are paid, and who pays for delay."""

    hospital: Literal["tariff", "block", "capitated"] = lever(
        "tariff",
        meaning="how consortia pay acute trusts: by activity, a fixed sum, or by population",
        source="general knowledge (payment by results)",
    )
    marginal_tariff: bool = lever(
        True,
        meaning="emergency admissions above the 2008/09 baseline are paid at a fraction of the tariff",
        source="P164",
    )
    thirty_day_rule: bool = lever(
        True,
        meaning="emergency readmissions within 30 days of discharge are not paid for",
        source="E078; P165",
    )
    delayed_day_charge: float = lever(
        100.0,
        meaning="what a council owes the hospital for each delayed day put down to social care",
        unit="GBP/day",
        source="P163",
        low=0.0,
        high=1000.0,
    )
    pathway_tariff: bool = lever(
        False,
        meaning="a tariff unbundled along the pathway: part of it follows the person",
        source="E078",
    )
    quality_premium: bool = lever(
        True,
        meaning="part of practice income depends on the consortium's collective results",
        source="E079",
    )


class PoolingLevers(LeverGroup):
    """Joint money."""

    section_75: Literal["off", "consent", "standard_terms"] = lever(
        "consent",
        meaning="terms of pooled budgets: none, by consent each negotiated, or by consent on standard terms",
        source="E032, E074",
    )
    mandated_minimum: float = lever(
        0.0,
        meaning="share of older people's spend that each place must pool",
        unit="share",
        source="E045-E048; P170",
        low=0.0,
        high=1.0,
    )
    place_budget: bool = lever(False, meaning="one budget for each place, NHS and council", source="E097")
    nhs_transfer: float = lever(
        800.0,
        meaning="NHS money handed to councils for social care; shared out over councils",
        unit="GBP million a year, England, 2010/11 prices",
        source="E050, E051; P159",
        low=0.0,
        high=10_000.0,
    )
    transfer_strings: Literal["none", "agreed_use", "joint_plan"] = lever(
        "agreed_use",
        meaning="what councils must show for the NHS transfer",
        source="E050; general knowledge",
    )


class InformationLevers(LeverGroup):
    """Who knows what about a person."""

    record_sharing: Literal["bilateral", "default"] = lever(
        "bilateral",
        meaning="records are shared where two bodies agree to, or everywhere unless they object",
        source="E091; general knowledge",
    )
    single_assessment: bool = lever(
        False,
        meaning="one assessment serves the NHS and the council, instead of one each",
        source="E017, E039; judgement",
    )


class FrontLineLevers(LeverGroup):
    """How teams work."""

    locality_teams: Literal["none", "some", "all"] = lever(
        "some",
        meaning="where joint health and care teams for a locality exist: nowhere, in some places, everywhere",
        source="E017, E034, E096",
    )
    coordinator: bool = lever(
        False,
        meaning="one co-ordinator as the single point of contact",
        source="E039",
    )
    co_location: bool = lever(
        False,
        meaning="NHS and council teams share offices",
        source="E017; judgement",
    )
    decision_audit: bool = lever(
        False,
        meaning="teams see each other's decisions, and what became of the person",
        source="E149-E151",
    )
    two_week_review: bool = lever(
        False,
        meaning="every package started at discharge is reviewed within two weeks",
        source="general knowledge; judgement",
    )
    weekend_discharge: bool = lever(
        False,
        meaning="assessment and discharge run at weekends as on working days",
        source="general knowledge; judgement",
    )
    home_first: bool = lever(
        False,
        meaning="people go home first and are assessed for long-term care there",
        source="general knowledge; judgement",
    )
    workforce_plan: bool = lever(
        False,
        meaning="a joint workforce plan",
        source="judgement",
    )
    personal_budgets: Literal["optional", "national_milestone"] = lever(
        "national_milestone",
        meaning="whether a national milestone drives personal budgets",
        source="E098",
    )
    change: Literal["imposed", "co_designed"] = lever(
        "imposed",
        meaning="change handed to the front line, or designed with it",
        source="E085, E158",
    )


class LeadershipLevers(LeverGroup):
    """Leaders and clinicians."""

    turnover: float = lever(
        1.0,
        meaning="how often leaders leave, as a multiple of the ordinary rate; low is stable leadership",
        unit="multiple",
        source="P173, P174",
        low=0.0,
        high=3.0,
    )
    joint_appointments: Literal["none", "some", "all"] = lever(
        "some",
        meaning="posts held jointly by NHS and council",
        source="E094; judgement",
    )
    clinical_engagement: bool = lever(
        False,
        meaning="a programme that draws practices into commissioning",
        source="E061",
    )


class ReformLevers(LeverGroup):
    """The reorganisation itself."""

    abolish_pcts: bool = lever(
        True,
        meaning="whether primary care trusts give way to GP consortia",
        source="E062, E065",
    )
    abolition_date: date = lever(
        date(2013, 4, 1),
        meaning="the day primary care trusts end, if they do",
        source="general knowledge (White Paper, July 2010)",
        low=date(2010, 5, 1),
        high=date(2030, 3, 31),
        at_start=True,
    )
    cluster_transition: bool = lever(
        True,
        meaning="primary care trusts are run in clusters until they end",
        source="E102; P004",
    )
    relationships_carried_over: float = lever(
        0.25,
        meaning="share of primary care trusts' relationships that consortia take over",
        unit="share",
        source="E064; P202; judgement",
        low=0.0,
        high=1.0,
    )
    pathfinder_share: float = lever(
        0.67,
        meaning="share of consortia that start early, as pathfinders",
        unit="share",
        source="E059; P012",
        low=0.0,
        high=1.0,
    )
    pathfinder_start: date = lever(
        date(2011, 4, 1),
        meaning="the day pathfinders start to share commissioning",
        source="P009-P013",
        low=date(2010, 4, 1),
        high=date(2030, 3, 31),
    )
    early_implementer_share: float = lever(
        0.87,
        meaning="share of councils whose board starts early",
        unit="share",
        source="general knowledge (about 132 of 152 in March 2011)",
        low=0.0,
        high=1.0,
    )
    early_implementer_start: date = lever(
        date(2011, 4, 1),
        meaning="the day early boards start to meet",
        source="general knowledge",
        low=date(2010, 4, 1),
        high=date(2030, 3, 31),
    )


class MoneyLevers(LeverGroup):
    """Outside forces in most experiments. Growth is on the year before, applied each April from 2011 on."""

    nhs_growth: float = lever(
        0.7,
        meaning="growth of NHS money on the year before",
        unit="real % a year",
        source="E055; P132; inputs_2010_2019 (2010/11-2013/14)",
        low=-10.0,
        high=10.0,
    )
    social_care_growth: float = lever(
        -3.3,
        meaning="growth of councils' own money for social care, before the NHS transfer; negative is a cut",
        unit="real % a year",
        source="E052, E056; P128, P131; inputs_2010_2019 (spend less transfer, mean of 2011/12-2013/14)",
        low=-20.0,
        high=20.0,
    )
    council_grant_cut: float = lever(
        3.7,
        meaning="fall of a council's whole budget, for which care competes with all else; positive is a cut",
        unit="real % a year",
        source="E052 (grant -27% in four years: with council tax about -14%, Spending Review 2010, recall)",
        low=-20.0,
        high=20.0,
    )
    social_care_level: float = lever(
        1.0,
        meaning="councils' own money for social care, as a multiple of what its growth has made it",
        unit="multiple",
        source="P123, P131 (spending a person -31% in eight years, council funding -17% in six); none by default",
        low=0.5,
        high=1.5,
    )
    care_home_places: float = lever(
        1.0,
        meaning="places that care homes hold open, as a multiple of what waits and residents would have them open",
        unit="multiple",
        source="P119, P120 (areas differ in places for reasons of their own), P197; none by default",
        low=0.8,
        high=1.5,
    )
    home_care_providers: float = lever(
        1.0,
        meaning="home-care providers in each council's area at the start, as a multiple of the usual number",
        unit="multiple",
        source="E077, E105 (councils differ in how far they have bought from others); none by default",
        low=1.0,
        high=3.0,
        at_start=True,
    )
    demography: float = lever(
        1.0,
        meaning="number of people who turn 65 each year, as a multiple of the projected number",
        unit="multiple",
        source="P042",
        low=0.5,
        high=1.5,
        at_start=True,
    )
    acute_beds_growth: float = lever(
        -1.7,
        meaning="growth of general and acute beds on the year before; negative is closure",
        unit="% a year",
        source="inputs_2010_2019 (mean of 2011/12-2013/14)",
        low=-10.0,
        high=10.0,
    )


class Levers(LeverGroup):
    """All levers as they stand on one day."""

    board: BoardLevers = BoardLevers()
    alignment: AlignmentLevers = AlignmentLevers()
    competition: CompetitionLevers = CompetitionLevers()
    duty: DutyLevers = DutyLevers()
    measurement: MeasurementLevers = MeasurementLevers()
    payment: PaymentLevers = PaymentLevers()
    pooling: PoolingLevers = PoolingLevers()
    information: InformationLevers = InformationLevers()
    front_line: FrontLineLevers = FrontLineLevers()
    leadership: LeadershipLevers = LeadershipLevers()
    reform: ReformLevers = ReformLevers()
    money: MoneyLevers = MoneyLevers()

    def changed(self, changes: Iterable[tuple[str, Any]]) -> Levers:
        """These levers with some values replaced; names are ``group.name`` and the values already checked."""
        groups: dict[str, dict[str, Any]] = {}
        for name, value in changes:
            group, field = name.split(".")
            groups.setdefault(group, {})[field] = value
        replaced = {group: getattr(self, group).model_copy(update=values) for group, values in groups.items()}
        return self.model_copy(update=replaced)


@cache
def lever_definitions() -> dict[str, Definition]:
    """Every lever by its ``group.name``."""
    return {definition.name: definition for definition in definitions_of(Levers)}
