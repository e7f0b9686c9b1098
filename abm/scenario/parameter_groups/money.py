"""Prices and amounts of money, all at 2010/11 prices. Sources are rows of the project's evidence tables."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class MoneyParameters(ParameterGroup):
    """What things cost, what rules withhold, and the sums that England spent when the run starts."""

    emergency_long_stay: float = parameter(
        2330.0,
        low=1590.0,
        high=2500.0,
        unit="GBP per stay",
        source="P151, P152",
        year="2010/11",
        confidence="medium",
        meaning="Tariff of an emergency stay of two nights or more",
    )
    emergency_short_stay: float = parameter(
        540.0,
        low=430.0,
        high=700.0,
        unit="GBP per stay",
        source="P151; range: judgement",
        year="2010/11",
        confidence="medium",
        meaning="Tariff of an emergency stay of less than two nights",
    )
    excess_bed_day: float = parameter(
        210.0,
        low=180.0,
        high=273.0,
        unit="GBP per day",
        source="P150 as cost in 2012/13; tariff paid less: recall",
        year="2010/11",
        confidence="recall",
        meaning="Tariff of a bed day beyond a stay's trim point",
    )
    excess_bed_day_share: float = parameter(
        0.10,
        low=0.03,
        high=0.20,
        unit="share of emergency bed days",
        source="judgement",
        year="2010/11",
        confidence="judgement",
        meaning="Part of older people's emergency bed days that lie beyond the trim point",
    )
    marginal_tariff_rate: float = parameter(
        0.30,
        low=0.30,
        high=0.70,
        unit="share of tariff",
        source="P164",
        year="2010/11",
        confidence="high",
        meaning="What the marginal tariff pays for emergency work above the 2008/09 baseline",
    )
    marginal_tariff_baseline: float = parameter(
        0.936,
        low=0.90,
        high=1.0,
        unit="share of 2010/11 value",
        source="P056, P057: 1,975,273 admissions aged 65+ in 2008/09 over 2,109,794 in 2010/11",
        year="2008/09",
        confidence="high",
        meaning="The marginal tariff's baseline, as a share of the value of a year's work in 2010/11",
    )
    readmission_unpaid_share: float = parameter(
        0.40,
        low=0.25,
        high=1.0,
        unit="share of tariff",
        source="P165, P166: 600m expected loss over about 1.5bn of emergency readmissions (P055, P075, P152)",
        year="2011/12",
        confidence="low",
        meaning="Part of the value of readmissions within 30 days that the 30-day rule withholds",
    )
    acute_bed_day: float = parameter(
        250.0,
        low=210.0,
        high=313.0,
        unit="GBP per day",
        source="P149, P150",
        year="2012/13",
        confidence="medium",
        meaning="What an occupied acute bed costs its trust in a day",
    )
    acute_bed_fixed_share: float = parameter(
        0.70,
        low=0.50,
        high=0.85,
        unit="share of cost",
        source="judgement",
        year="2010/11",
        confidence="judgement",
        meaning="Part of a bed day's cost that is spent on an open bed whether or not anyone lies in it",
    )
    community_contract: float = parameter(
        450.0,
        low=300.0,
        high=650.0,
        unit="GBP per person 65+ per year",
        source="recall: community services of about 10bn, of which about 0.4 for older people",
        year="2010/11",
        confidence="recall",
        meaning="Block contract for older people's community health services",
    )
    mental_health_contract: float = parameter(
        330.0,
        low=250.0,
        high=400.0,
        unit="GBP per person 65+ per year",
        source="recall: older people's mental health investment of about 2.8bn",
        year="2010/11",
        confidence="recall",
        meaning="Block contract for older people's mental health services",
    )
    home_care_hour_council: float = parameter(
        16.5,
        low=14.0,
        high=30.0,
        unit="GBP per hour",
        source="P147",
        year="2010/11",
        confidence="medium",
        meaning="What a council pays for an hour of home care, independent and in-house together",
    )
    home_care_hour_self_funder: float = parameter(
        16.0,
        low=13.0,
        high=20.0,
        unit="GBP per hour",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="What a self-funder pays for an hour of home care",
    )
    residential_week_council: float = parameter(
        520.0,
        low=450.0,
        high=600.0,
        unit="GBP per week",
        source="P148",
        year="2010/11",
        confidence="medium",
        meaning="What a council pays for a week in a residential home",
    )
    nursing_week_council: float = parameter(
        515.0,
        low=450.0,
        high=650.0,
        unit="GBP per week",
        source="P148",
        year="2010/11",
        confidence="medium",
        meaning="What a council pays for a week in a nursing home, beside the NHS contribution",
    )
    residential_week_self_funder: float = parameter(
        640.0,
        low=520.0,
        high=800.0,
        unit="GBP per week",
        source="recall; P148 upper range",
        year="2010/11",
        confidence="recall",
        meaning="What a self-funder pays for a week in a residential home",
    )
    nursing_week_self_funder: float = parameter(
        650.0,
        low=530.0,
        high=860.0,
        unit="GBP per week",
        source="recall; P148 upper range",
        year="2010/11",
        confidence="recall",
        meaning="What a self-funder pays for a week in a nursing home, beside the NHS contribution",
    )
    funded_nursing_care_week: float = parameter(
        108.7,
        low=100.0,
        high=115.0,
        unit="GBP per week",
        source="recall: the national rate",
        year="2010/11",
        confidence="recall",
        meaning="NHS contribution for a nursing-home resident whom somebody else pays for",
    )
    continuing_healthcare_week: float = parameter(
        750.0,
        low=600.0,
        high=1000.0,
        unit="GBP per week",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="What the NHS pays for a week in a care home for a person whose care it pays in full",
    )
    care_home_contribution_share: float = parameter(
        0.30,
        low=0.20,
        high=0.40,
        unit="share of fee",
        source="recall: pensions less the personal allowance",
        year="2010/11",
        confidence="recall",
        meaning="Part of a supported resident's fee that the resident pays",
    )
    home_care_contribution_share: float = parameter(
        0.12,
        low=0.05,
        high=0.20,
        unit="share of price",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="Part of council-arranged home care's price that its users pay",
    )
    reablement_episode: float = parameter(
        2088.0,
        low=1600.0,
        high=2500.0,
        unit="GBP per episode",
        source="P153",
        year="2008-10",
        confidence="high",
        meaning="Cost of one episode of reablement",
    )
    reablement_episode_days: float = parameter(
        39.0,
        low=35.0,
        high=45.0,
        unit="days",
        source="recall: up to six weeks, usually a little less",
        year="2008-10",
        confidence="recall",
        meaning="Days in the episode of reablement that was costed",
    )
    equipment_item: float = parameter(
        250.0,
        low=80.0,
        high=600.0,
        unit="GBP per person served",
        source="judgement",
        year="2010/11",
        confidence="judgement",
        meaning="Equipment and small adaptations for one person, delivered and fitted",
    )
    assessment: float = parameter(
        450.0,
        low=200.0,
        high=900.0,
        unit="GBP per assessment",
        source="recall: about 0.9bn for 2m assessments and reviews of older people",
        year="2010/11",
        confidence="recall",
        meaning="Staff cost of one assessment, by a council or by an NHS team",
    )
    adults_share: float = parameter(
        0.62,
        low=0.60,
        high=0.64,
        unit="share of people of all ages",
        source="recall: 2011 census, about 33m of 53m",
        year="2011",
        confidence="recall",
        meaning="People aged 18-64 among people of all ages",
    )
    learning_disability_users: float = parameter(
        4.25,
        low=3.8,
        high=4.7,
        unit="per 1,000 aged 18-64",
        source="recall: about 140,000 people",
        year="2010/11",
        confidence="recall",
        meaning="People aged 18-64 with a learning disability whom councils support",
    )
    learning_disability_week: float = parameter(
        577.0,
        low=480.0,
        high=680.0,
        unit="GBP per person per week",
        source="recall; with the two below made to agree with P128, P129 and T31",
        year="2010/11",
        confidence="recall",
        meaning="Weekly cost to the council of a supported person with a learning disability",
    )
    physical_disability_users: float = parameter(
        5.0,
        low=3.5,
        high=6.5,
        unit="per 1,000 aged 18-64",
        source="recall: about 165,000 people",
        year="2010/11",
        confidence="recall",
        meaning="People aged 18-64 with a physical disability whom councils support",
    )
    physical_disability_week: float = parameter(
        175.0,
        low=130.0,
        high=230.0,
        unit="GBP per person per week",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="Weekly cost to the council of a supported person with a physical disability",
    )
    mental_health_users: float = parameter(
        5.0,
        low=3.5,
        high=6.5,
        unit="per 1,000 aged 18-64",
        source="recall: about 165,000 people",
        year="2010/11",
        confidence="recall",
        meaning="People aged 18-64 with a mental illness whom councils support",
    )
    mental_health_week: float = parameter(
        128.0,
        low=95.0,
        high=170.0,
        unit="GBP per person per week",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="Weekly cost to the council of a supported person with a mental illness",
    )
    learning_disability_growth: float = parameter(
        0.03,
        low=0.01,
        high=0.05,
        unit="per year",
        source="recall",
        year="2010-2019",
        confidence="recall",
        meaning="Growth of the number of supported people aged 18-64 with a learning disability",
    )
    other_working_age_growth: float = parameter(
        0.01,
        low=-0.01,
        high=0.03,
        unit="per year",
        source="judgement",
        year="2010-2019",
        confidence="judgement",
        meaning="Growth of the number of supported people aged 18-64 with other needs",
    )
    learning_disability_joint_share: float = parameter(
        0.40,
        low=0.15,
        high=0.60,
        unit="share of spend",
        source="E046 (3.4% of all spending joint) and E095 (learning disability ahead); judgement",
        year="2007/08",
        confidence="judgement",
        meaning="learning disability care bought through pools that stood in 2010",
    )
    expected_short_share: float = parameter(
        0.19,
        low=0.12,
        high=0.3,
        unit="share of admissions",
        source="P066; judgement",
        year="2010-11",
        confidence="judgement",
        meaning="admissions of one night that contracts of 2010/11 expect",
    )
    expected_nights: float = parameter(
        9.2,
        low=8.0,
        high=10.5,
        unit="nights",
        source="P068",
        year="2009-10",
        confidence="high",
        meaning="nights of an admission that contracts of 2010/11 expect",
    )
    expected_reablement_days: float = parameter(
        620.0,
        low=200.0,
        high=1200.0,
        unit="days a year per 1,000 aged 65+",
        source="P159; judgement",
        year="2010-11",
        confidence="judgement",
        meaning="reablement that budgets of 2010/11 expect",
    )
    expected_equipment: float = parameter(
        8.0,
        low=2.0,
        high=30.0,
        unit="people a year per 1,000 aged 65+",
        source="judgement",
        year="2010-11",
        confidence="judgement",
        meaning="equipment from hospital that budgets of 2010/11 expect",
    )
    expected_assessments: float = parameter(
        40.0,
        low=20.0,
        high=120.0,
        unit="assessments a year per 1,000 aged 65+",
        source="P140; judgement",
        year="2009-10",
        confidence="judgement",
        meaning="assessments that budgets of 2010/11 expect",
    )
    nhs_total: float = parameter(
        104.0,
        low=101.0,
        high=106.0,
        unit="GBP bn per year",
        source="E047 less P128",
        year="2010/11",
        confidence="high",
        meaning="NHS spending in England",
    )
    commissioner_share_of_nhs: float = parameter(
        0.80,
        low=0.75,
        high=0.85,
        unit="share",
        source="E040",
        year="2009",
        confidence="high",
        meaning="Part of NHS spending that primary care trusts hold",
    )
    social_care_total: float = parameter(
        17.0,
        low=16.8,
        high=17.2,
        unit="GBP bn per year",
        source="P128",
        year="2010/11",
        confidence="high",
        meaning="Councils' gross current spending on adult social care in England",
    )
    social_care_charges_share: float = parameter(
        0.11,
        low=0.08,
        high=0.15,
        unit="share of gross spending",
        source="recall: about 2bn of client contributions",
        year="2010/11",
        confidence="recall",
        meaning="Part of social care spending that its users' contributions meet",
    )
    social_care_share_of_council_budget: float = parameter(
        0.35,
        low=0.25,
        high=0.45,
        unit="share",
        source="recall",
        year="2010/11",
        confidence="recall",
        meaning="Adult social care's part of what a council may decide to spend (schools left out)",
    )
    nhs_cost_pressure: float = parameter(
        0.5,
        low=0.0,
        high=1.5,
        unit="% a year",
        source="E054 (20 billion of productivity wanted by 2015, about 4% a year); that a part is missed: judgement",
        year="2011-15",
        confidence="judgement",
        meaning="Growth of the cost of NHS care outside the model over the money for it",
    )
