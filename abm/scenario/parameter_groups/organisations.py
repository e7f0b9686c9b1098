"""Uncertain numbers of organisations: how they start, what they tolerate, how they respond to one another."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class OrganisationsParameters(ParameterGroup):
    """How bodies decide about capacity, thresholds and each other's costs."""

    # --- acute trusts ------------------------------------------------------------------------------------------
    acute_beds_per_1000: float = parameter(
        12.1,
        low=11.5,
        high=12.9,
        unit="beds per 1,000 aged 65+",
        source="P074 (103,000 acute beds of 2009)",
        year="2009-11",
        confidence="medium",
        meaning="Acute beds open in April 2010",
    )
    planned_beds_per_1000: float = parameter(
        4.5,
        low=4.0,
        high=5.2,
        unit="beds per 1,000 aged 65+",
        source="T24 (about 39,000 beds)",
        year="2010-11",
        confidence="recall",
        meaning="Beds filled by planned care and people under 65, outside the model",
    )
    planned_beds_trend: float = parameter(
        -0.02,
        low=-0.035,
        high=0.0,
        unit="per year",
        source="P067 with growing numbers, recall",
        year="2004-14",
        confidence="recall",
        meaning="Change of those beds: shorter stays against more patients",
    )
    planned_care_put_off: float = parameter(
        0.15,
        low=0.05,
        high=0.4,
        unit="share of those beds",
        source="winter practice, judgement",
        year="2010",
        confidence="judgement",
        meaning="Planned care put off while emergencies queue for a bed",
    )
    front_door_caution: float = parameter(
        0.18,
        low=0.0,
        high=0.3,
        unit="share of the range of severity",
        source="E140, E143",
        year="2016-17",
        confidence="judgement",
        meaning="How far below true need a front-door team admits",
    )
    front_door_caution_sd: float = parameter(
        0.06,
        low=0.0,
        high=0.15,
        unit="share of the range of severity",
        source="P078 spread of admission rates",
        year="2014-15",
        confidence="judgement",
        meaning="Spread of that caution between trusts",
    )
    comfortable_occupancy: float = parameter(
        0.85,
        low=0.80,
        high=0.90,
        unit="share of beds",
        source="Bagust 1999 (85%), recall",
        year="1999",
        confidence="recall",
        meaning="Occupancy above which a trust feels pressure to discharge",
    )
    earlier_per_pressure: float = parameter(
        5.0,
        low=1.0,
        high=12.0,
        unit="days per share of beds",
        source="Kverndokk and Melberg 2021, sign only",
        year="2012",
        confidence="judgement",
        meaning="Days by which readiness is declared earlier per unit of occupancy over comfort",
    )
    earlier_per_charge: float = parameter(
        0.5,
        low=0.0,
        high=1.5,
        unit="days per bed-day cost",
        source="P127 (declared earlier under a daily fee)",
        year="2012",
        confidence="judgement",
        meaning="Days by which readiness is declared earlier when the charge equals a bed day's cost",
    )
    later_per_penalty: float = parameter(
        0.4,
        low=0.0,
        high=1.5,
        unit="days",
        source="E078 (liable for thirty days)",
        year="2011",
        confidence="judgement",
        meaning="Days by which readiness is declared later when readmissions are wholly unpaid",
    )
    weekend_lever_share: float = parameter(
        0.9,
        low=0.6,
        high=1.0,
        unit="share",
        source="judgement",
        year="2018",
        confidence="judgement",
        meaning="Part of a working day's work done on closed days where weekend discharge is in force",
    )
    closed_day_starts: float = parameter(
        0.45,
        low=0.1,
        high=0.8,
        unit="share",
        source="E170",
        year="2018",
        confidence="judgement",
        meaning="Chance that packages and places are taken up on a closed day",
    )

    expected_admissions_per_1000: float = parameter(
        238.0,
        low=225.0,
        high=255.0,
        unit="emergency admissions a year per 1,000 aged 65+",
        source="P058",
        year="2010-11",
        confidence="high",
        meaning="Emergency work that contracts and budgets of 2010/11 expect",
    )
    breach_points: float = parameter(
        0.05,
        low=0.01,
        high=0.15,
        unit="share of emergency income",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Worsening of a trust's balance since 2010/11 at which Monitor makes it recover",
    )

    # --- what is tolerated -------------------------------------------------------------------------------------
    nhs_assessment_wait: float = parameter(
        0.32,
        low=0.1,
        high=4.0,
        unit="working days",
        source="P091 A",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for the ward team's assessment that an average trust tolerates",
    )
    council_assessment_wait: float = parameter(
        0.75,
        low=0.05,
        high=6.0,
        unit="working days",
        source="P091 A",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for a social worker that an average council tolerates",
    )
    funding_wait: float = parameter(
        2.0,
        low=0.05,
        high=6.0,
        unit="working days",
        source="P091 B",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for the council's panel that an average council tolerates",
    )
    continuing_healthcare_wait: float = parameter(
        9.0,
        low=0.05,
        high=14.0,
        unit="working days",
        source="P091 B",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for the continuing healthcare panel that an average commissioner tolerates",
    )
    further_nhs_wait: float = parameter(
        0.35,
        low=0.1,
        high=6.0,
        unit="days",
        source="P091 C, P161",
        year="2011-15",
        confidence="judgement",
        meaning="Wait for a community bed that an average community trust tolerates",
    )
    home_care_wait: float = parameter(
        0.08,
        low=0.05,
        high=3.0,
        unit="days",
        source="P091 E",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for home care that an average council tolerates",
    )
    reablement_wait: float = parameter(
        0.07,
        low=0.05,
        high=8.7,
        unit="days",
        source="P091 E, P161",
        year="2011-15",
        confidence="judgement",
        meaning="Wait for reablement that an average council tolerates",
    )
    residential_wait: float = parameter(
        1.8,
        low=0.3,
        high=10.0,
        unit="days",
        source="P091 Di",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for a residential place that an average council tolerates",
    )
    nursing_wait: float = parameter(
        2.0,
        low=0.05,
        high=15.0,
        unit="days",
        source="P091 Dii",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for a nursing place that an average council tolerates",
    )
    equipment_wait: float = parameter(
        0.5,
        low=0.05,
        high=3.0,
        unit="working days",
        source="P091 F",
        year="2011-12",
        confidence="judgement",
        meaning="Wait for equipment that an average council tolerates",
    )
    habit_carries: float = parameter(
        0.6,
        low=0.2,
        high=1.0,
        unit="exponent",
        source="P096, P102 (spread of delay between councils)",
        year="2011-12",
        confidence="judgement",
        meaning="How far a place's starting level of delay shows its habits rather than chance",
    )
    catch_up_months: float = parameter(
        1.0,
        low=0.5,
        high=6.0,
        unit="months",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Months in which an organisation means to work off a queue that is too long",
    )
    largest_growth_a_month: float = parameter(
        0.03,
        low=0.01,
        high=0.10,
        unit="share",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Fastest growth of places, hours or staff in a month",
    )

    spare_swings: float = parameter(
        1.8,
        low=0.5,
        high=3.0,
        unit="roots of a month's starts",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Places kept free where nobody is to wait",
    )

    # --- regard for the other ----------------------------------------------------------------------------------
    regard_per_trust: float = parameter(
        0.6,
        low=0.1,
        high=1.0,
        unit="share of the other's cost per unit of trust",
        source="M7; judgement",
        year="2011",
        confidence="judgement",
        meaning="How much of the other side's cost an organisation counts as its own, at full trust",
    )
    own_duty_pounds: float = parameter(
        90.0,
        low=20.0,
        high=250.0,
        unit="GBP per day of wait",
        source="judgement (statutory duty, complaints)",
        year="2010",
        confidence="judgement",
        meaning="What a day of somebody's wait is worth to a body apart from money",
    )
    stress_lengthens: float = parameter(
        4.0,
        low=0.0,
        high=12.0,
        unit="ratio per share overspent",
        source="M19; judgement",
        year="2011",
        confidence="judgement",
        meaning="How much longer waits are tolerated per unit of forecast overspending",
    )
    most_stress: float = parameter(
        0.25,
        low=0.1,
        high=0.5,
        unit="share of income",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Overspending beyond which stress makes no more difference",
    )
    usual_charge: float = parameter(
        100.0,
        low=100.0,
        high=120.0,
        unit="GBP per delayed day",
        source="P163",
        year="2004",
        confidence="high",
        meaning="The charge under which councils' habits formed",
    )
    usual_trust: float = parameter(
        0.45,
        low=0.3,
        high=0.6,
        unit="0 to 1",
        source="judgement, as places.trust_*",
        year="2010",
        confidence="judgement",
        meaning="Trust between the bodies of an average place when habits formed",
    )
    dispute_base: float = parameter(
        0.032,
        low=0.005,
        high=0.08,
        unit="share of placements",
        source="P091 H, P095",
        year="2011-12",
        confidence="judgement",
        meaning="Placements from hospital disputed at the usual trust where nobody lives across a line",
    )
    dispute_across_line: float = parameter(
        0.15,
        low=0.02,
        high=0.4,
        unit="share of placements",
        source="E104",
        year="2011",
        confidence="judgement",
        meaning="Further share disputed among people who live across a line",
    )

    # --- councils ----------------------------------------------------------------------------------------------
    eligible_low_hours: float = parameter(
        3.0,
        low=1.0,
        high=4.0,
        unit="hours a week",
        source="Department of Health FACS guidance 2003, recall",
        year="2003",
        confidence="judgement",
        meaning="Net need from which a council with a low threshold helps",
    )
    eligible_moderate_hours: float = parameter(
        4.5,
        low=3.0,
        high=6.0,
        unit="hours a week",
        source="Department of Health FACS guidance 2003, recall",
        year="2003",
        confidence="judgement",
        meaning="Net need from which a council with a moderate threshold helps",
    )
    eligible_substantial_hours: float = parameter(
        5.5,
        low=4.5,
        high=8.0,
        unit="hours a week",
        source="Department of Health FACS guidance 2003, recall",
        year="2003",
        confidence="judgement",
        meaning="Net need from which a council with a substantial threshold helps",
    )
    eligible_critical_hours: float = parameter(
        10.0,
        low=8.0,
        high=14.0,
        unit="hours a week",
        source="Department of Health FACS guidance 2003, recall",
        year="2003",
        confidence="judgement",
        meaning="Net need from which a council with a critical threshold helps",
    )
    starts_critical: float = parameter(
        0.03,
        low=0.01,
        high=0.05,
        unit="share of councils",
        source="P141",
        year="2010",
        confidence="high",
        meaning="Councils whose threshold was critical in 2010",
    )
    starts_substantial: float = parameter(
        0.72,
        low=0.65,
        high=0.78,
        unit="share of councils",
        source="P141",
        year="2010",
        confidence="high",
        meaning="Councils whose threshold was substantial in 2010",
    )
    starts_moderate: float = parameter(
        0.24,
        low=0.18,
        high=0.30,
        unit="share of councils",
        source="P141",
        year="2010",
        confidence="high",
        meaning="Councils whose threshold was moderate in 2010",
    )
    overspend_to_tighten: float = parameter(
        0.015,
        low=0.0,
        high=0.06,
        unit="share of budget",
        source="P141-P143",
        year="2006-14",
        confidence="judgement",
        meaning="Forecast overspending from which a council raises its eligibility threshold in April",
    )
    tightest_after_years: float = parameter(
        2.0,
        low=1.0,
        high=4.0,
        unit="years",
        source="judgement (consultation, legal challenge)",
        year="2010",
        confidence="judgement",
        meaning="Years a council waits between two rises of its threshold",
    )
    stress_narrows: float = parameter(
        2.0,
        low=0.0,
        high=6.0,
        unit="ratio per share overspent and year",
        source="P139 (30% fewer users in eight years); judgement",
        year="2005-14",
        confidence="judgement",
        meaning="How much more narrowly each year a council that overspends reads the same threshold",
    )
    covered_by_other_services: float = parameter(
        0.4,
        low=0.0,
        high=0.8,
        unit="share of overspending",
        source="E056; care was cut by 7-10% where grants fell by 27% (P131, E052); judgement",
        year="2010-15",
        confidence="judgement",
        meaning="Part of care's overspending that a council's other services give up, as far as they are not cut too",
    )
    price_squeeze: float = parameter(
        0.4,
        low=0.0,
        high=1.0,
        unit="share of overspending",
        source="P147-P149 with P196",
        year="2010-14",
        confidence="judgement",
        meaning="Part of a forecast overspending that a council takes out of next year's fees",
    )
    lowest_fees: float = parameter(
        0.93,
        low=0.7,
        high=0.95,
        unit="ratio to 2010",
        source="P148, P149; judgement",
        year="2010-14",
        confidence="judgement",
        meaning="Fees below which councils cannot buy at all, and do not try",
    )

    # --- commissioners and NHS providers -----------------------------------------------------------------------
    continuing_healthcare_hours: float = parameter(
        46.0,
        low=32.0,
        high=70.0,
        unit="hours a week",
        source="about 5 per 1,000 older people on NHS continuing healthcare, recall",
        year="2010-11",
        confidence="recall",
        meaning="Need from which an average commissioner pays for a nursing home",
    )
    continuing_healthcare_spread: float = parameter(
        0.15,
        low=0.0,
        high=0.4,
        unit="sd of log hours",
        source="E089; large differences between PCTs, recall",
        year="2010-11",
        confidence="judgement",
        meaning="Spread of that threshold between commissioners",
    )
    stress_tightens_healthcare: float = parameter(
        1.5,
        low=0.0,
        high=4.0,
        unit="ratio per share overspent",
        source="E089; judgement",
        year="2011",
        confidence="judgement",
        meaning="Rise of that threshold per unit of overspending where the council's cost is not regarded",
    )
    community_beds_per_1000: float = parameter(
        2.7,
        low=0.8,
        high=3.5,
        unit="beds per 1,000 aged 65+",
        source="P160; NAIC 2013, recall",
        year="2012-13",
        confidence="recall",
        meaning="Community beds for further NHS care in April 2010",
    )
    reablement_places_per_1000: float = parameter(
        2.3,
        low=0.8,
        high=4.0,
        unit="people at a time per 1,000 aged 65+",
        source="P159, P160; judgement",
        year="2010-11",
        confidence="judgement",
        meaning="People whom reablement teams can help at a time in April 2010",
    )
    mental_health_beds_per_1000: float = parameter(
        0.5,
        low=0.1,
        high=1.0,
        unit="beds per 1,000 aged 65+",
        source="recall",
        year="2010-11",
        confidence="recall",
        meaning="Older people's mental health beds that take patients from acute wards",
    )
    thinning_under_stress: float = parameter(
        0.5,
        low=0.0,
        high=1.5,
        unit="share per share overspent",
        source="E089; judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of an overspending that an unregarding commissioner takes out of community services",
    )
    rapid_response_per_1000: float = parameter(
        55.0,
        low=15.0,
        high=110.0,
        unit="people a year per 1,000 aged 65+",
        source="P160 (half of need)",
        year="2012-15",
        confidence="judgement",
        meaning="People whom rapid response teams can see at home",
    )
    places_with_locality_teams: float = parameter(
        0.08,
        low=0.02,
        high=0.2,
        unit="share of councils",
        source="E034, E096, P186",
        year="2009",
        confidence="judgement",
        meaning="Places that have locality teams where the lever says some",
    )
    shared_records_at_start: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="share of people",
        source="E171, E103; judgement",
        year="2010",
        confidence="judgement",
        meaning="People whose records both bodies can see in April 2010",
    )
    locality_team_reach: float = parameter(
        0.6,
        low=0.2,
        high=0.9,
        unit="share of frail people",
        source="judgement",
        year="2009",
        confidence="judgement",
        meaning="Share of frail people whom a locality team reaches",
    )
    locality_team_cost: float = parameter(
        25.0,
        low=8.0,
        high=60.0,
        unit="GBP per person 65+ per year",
        source="P187 (149 per head was the dearest)",
        year="2012-16",
        confidence="judgement",
        meaning="Cost of locality teams",
    )
    running_cost_per_head: float = parameter(
        25.0,
        low=20.0,
        high=35.0,
        unit="GBP per head of all ages per year",
        source="P169",
        year="2013-14",
        confidence="recall",
        meaning="What a commissioner spends on itself",
    )

    engaged_practices: float = parameter(
        0.20,
        low=0.08,
        high=0.40,
        unit="share of practices",
        source="E061",
        year="2010",
        confidence="low",
        meaning="Practices that take part strategically at the start",
    )
    care_trust_share: float = parameter(
        0.066,
        low=0.03,
        high=0.08,
        unit="share of councils",
        source="P195 (10 at peak)",
        year="2002-11",
        confidence="recall",
        meaning="Councils whose social care is one body with NHS community care",
    )

    # --- teams, providers, inspectors --------------------------------------------------------------------------
    reablement_threshold_low: float = parameter(
        0.28,
        low=0.1,
        high=0.45,
        unit="suitability",
        source="E149 (a team that refers 70%)",
        year="2017",
        confidence="judgement",
        meaning="Lowest threshold of a discharge team for reablement",
    )
    reablement_threshold_high: float = parameter(
        0.95,
        low=0.75,
        high=1.0,
        unit="suitability",
        source="E150 (a team that refers 10%)",
        year="2017",
        confidence="judgement",
        meaning="Highest threshold of a discharge team for reablement",
    )
    team_caution_sd: float = parameter(
        0.12,
        low=0.0,
        high=0.3,
        unit="sd of log hours",
        source="E151",
        year="2017",
        confidence="judgement",
        meaning="Spread between discharge teams of how needy they think the same people are",
    )
    provider_margin: float = parameter(
        0.06,
        low=0.0,
        high=0.15,
        unit="share of price",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Margin of care providers at the prices of 2010",
    )
    providers_per_council: float = parameter(
        4.0,
        low=1.0,
        high=12.0,
        unit="provider groups per council and kind of care",
        source="judgement: provider groups, not sites",
        year="2010",
        confidence="judgement",
        meaning="Independent provider groups in each council's area",
    )
    provider_exit_loss: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="share of income",
        source="P196; judgement",
        year="2011",
        confidence="judgement",
        meaning="Loss at which a provider gives up part of its capacity in a year",
    )
    loss_months: float = parameter(
        6.0,
        low=1.0,
        high=18.0,
        unit="months",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Time for which a provider that made a loss opens nothing new",
    )
    quality_mean: float = parameter(
        0.83,
        low=0.7,
        high=0.95,
        unit="score",
        source="CQC: about 83% of care homes good or excellent in 2010, recall",
        year="2010",
        confidence="recall",
        meaning="Mean quality of care providers",
    )
    quality_sd: float = parameter(
        0.10,
        low=0.02,
        high=0.2,
        unit="score",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Spread of quality between care providers",
    )
    embargo_quality: float = parameter(
        0.62,
        low=0.4,
        high=0.7,
        unit="score",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Quality at inspection below which no new residents or clients may be taken for embargo_months",
    )
    embargo_repairs: float = parameter(
        0.5,
        low=0.1,
        high=1.0,
        unit="share of what is missing",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="How far a provider under embargo makes up what it lacks of the standard",
    )
    recovery_closes_beds: float = parameter(
        0.01,
        low=0.0,
        high=0.03,
        unit="share a year",
        source="E053; judgement",
        year="2011",
        confidence="judgement",
        meaning="Beds that a trust in recovery closes beyond the trend",
    )
    full_ward_hurries: float = parameter(
        4.0,
        low=1.0,
        high=8.0,
        unit="ratio per share of beds",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="How much dearer a bed day is to a hospital as it fills beyond comfort",
    )
    readmission_lost_under_block: float = parameter(
        0.5,
        low=0.0,
        high=1.0,
        unit="share of its cost",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Part of the cost of a readmission that a hospital paid by block bears",
    )
    embargo_months: float = parameter(
        3.0,
        low=1.0,
        high=12.0,
        unit="months",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Time for which a poor provider may take nobody new",
    )
    inspections_a_year: float = parameter(
        0.5,
        low=0.25,
        high=1.0,
        unit="per provider a year",
        source="E101; judgement",
        year="2010",
        confidence="judgement",
        meaning="How often a care provider is inspected",
    )
    crisis_place_sd: float = parameter(
        0.14,
        low=0.05,
        high=0.3,
        unit="sd of log",
        source="P078, P070",
        year="2009-15",
        confidence="medium",
        meaning="Spread between councils of the crisis rate at given age and frailty",
    )
    stay_trust_sd: float = parameter(
        0.20,
        low=0.05,
        high=0.35,
        unit="sd of log",
        source="P068 (6 to 13 days across PCTs)",
        year="2009-10",
        confidence="medium",
        meaning="Spread between acute trusts of the clinical stay at given frailty",
    )
    beds_spread: float = parameter(
        0.02,
        low=0.0,
        high=0.08,
        unit="sd of log",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Spread between trusts of beds against what their patients need",
    )
