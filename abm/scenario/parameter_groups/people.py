"""Uncertain numbers of older people's lives: frailty, crises, stays, needs, decisions about them."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class PeopleParameters(ParameterGroup):
    """How older people decline, fall ill, are decided upon, wait and recover."""

    # --- who they are ------------------------------------------------------------------------------------------
    new_65_per_1000: float = parameter(
        69.0,
        low=60.0,
        high=75.0,
        unit="people turning 65 a year per 1,000 aged 65+",
        source="ONS births 1945-50 and P042 (65+ growth 1.9% a year), recall",
        year="2010-13",
        confidence="recall",
        meaning="People who turn 65 in a year, per 1,000 older people at the start",
    )
    living_alone_share: float = parameter(
        0.31,
        low=0.30,
        high=0.36,
        unit="share of 65+",
        source="P044 ONS 2011 Census",
        year="2011",
        confidence="high",
        meaning="Older people who live alone",
    )
    carer_share_not_alone: float = parameter(
        0.55,
        low=0.35,
        high=0.75,
        unit="share of those who do not live alone",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="People living with others who have someone able to care for them",
    )
    carer_share_alone: float = parameter(
        0.20,
        low=0.05,
        high=0.40,
        unit="share of those who live alone",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="People living alone who have someone able to care for them",
    )
    self_funder_care_home_share: float = parameter(
        0.44,
        low=0.40,
        high=0.50,
        unit="share of 65+",
        source="P145 Laing; ONS 2019-20 gives 0.496",
        year="2010-11",
        confidence="medium",
        meaning="People who would pay for a care home themselves",
    )
    self_funder_home_care_share: float = parameter(
        0.20,
        low=0.18,
        high=0.28,
        unit="share of 65+",
        source="P146",
        year="2010-11",
        confidence="recall",
        meaning="People who would pay for home care themselves (a house is not counted for it)",
    )
    spend_down_years: float = parameter(
        7.0,
        low=3.0,
        high=12.0,
        unit="years",
        source="judgement; P144 capital limits",
        year="2010",
        confidence="judgement",
        meaning="Mean time for which a self-funding resident's capital lasts",
    )
    dementia_share_65_69: float = parameter(
        0.017,
        low=0.010,
        high=0.025,
        unit="share",
        source="CFAS II (Matthews 2013)",
        year="2011",
        confidence="recall",
        meaning="People aged 65-69 whose cognition is impaired; doubles about every five years of age",
    )
    dementia_growth_per_band: float = parameter(
        1.75,
        low=1.6,
        high=2.0,
        unit="ratio per five years of age",
        source="CFAS II (Matthews 2013)",
        year="2011",
        confidence="recall",
        meaning="Ratio of impaired cognition between successive five-year bands of age",
    )

    dementia_by_frailty: float = parameter(
        0.5,
        low=0.0,
        high=1.0,
        unit="share",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="How far impaired cognition goes with frailty: 0 not at all, 1 in proportion to the level",
    )
    dementia_per_decline: float = parameter(
        0.10,
        low=0.03,
        high=0.2,
        unit="share",
        source="judgement, keeps CFAS II shares in balance",
        year="2011",
        confidence="judgement",
        meaning="Chance that cognition becomes impaired when frailty worsens",
    )

    # --- frailty and death -------------------------------------------------------------------------------------
    onset_65_74: float = parameter(
        0.130,
        low=0.05,
        high=0.15,
        unit="per person-year",
        source="P047 Walsh 2023",
        year="2006-17",
        confidence="high",
        meaning="Fit people who become frail, aged 65-74",
    )
    onset_75_84: float = parameter(
        0.214,
        low=0.08,
        high=0.24,
        unit="per person-year",
        source="P047 Walsh 2023",
        year="2006-17",
        confidence="high",
        meaning="Fit people who become frail, aged 75-84",
    )
    onset_85_plus: float = parameter(
        0.380,
        low=0.15,
        high=0.42,
        unit="per person-year",
        source="P047 Walsh 2023",
        year="2006-17",
        confidence="high",
        meaning="Fit people who become frail, aged 85 and over",
    )
    onset_coding_share: float = parameter(
        0.38,
        low=0.30,
        high=0.90,
        unit="ratio",
        source="P048 (prevalence rose 3.5% a year while coding spread) against P052",
        year="2006-17",
        confidence="judgement",
        meaning="Part of the recorded onset of frailty that is new frailty rather than newly recorded",
    )
    mild_to_moderate: float = parameter(
        0.064,
        low=0.03,
        high=0.12,
        unit="per person-year",
        source="chosen with P052 shares in balance",
        year="2008",
        confidence="judgement",
        meaning="Mildly frail people who become moderately frail, at any age",
    )
    moderate_to_severe: float = parameter(
        0.08,
        low=0.03,
        high=0.15,
        unit="per person-year",
        source="chosen with P052 shares in balance",
        year="2008",
        confidence="judgement",
        meaning="Moderately frail people who become severely frail, at any age",
    )
    fit_share_at_65: float = parameter(
        0.78,
        low=0.65,
        high=0.85,
        unit="share",
        source="P048 and P052",
        year="2008",
        confidence="judgement",
        meaning="People who are fit when they turn 65",
    )
    mild_share_at_65: float = parameter(
        0.18,
        low=0.12,
        high=0.28,
        unit="share",
        source="P048 and P052",
        year="2008",
        confidence="judgement",
        meaning="People who are mildly frail when they turn 65",
    )
    severe_share_at_65: float = parameter(
        0.002,
        low=0.002,
        high=0.02,
        unit="share",
        source="P052",
        year="2008",
        confidence="judgement",
        meaning="People who are severely frail when they turn 65",
    )
    death_65_69: float = parameter(
        0.0063,
        low=0.003,
        high=0.010,
        unit="per person-year",
        source="ONS life tables 2010-12, less deaths in hospital",
        year="2010-12",
        confidence="recall",
        meaning="Deaths outside hospital of fit people aged 65-69",
    )
    death_growth_per_band: float = parameter(
        1.50,
        low=1.35,
        high=1.7,
        unit="ratio per five years of age",
        source="ONS life tables 2010-12 at given frailty",
        year="2010-12",
        confidence="recall",
        meaning="Ratio of the death rate between successive five-year bands of age",
    )
    death_ratio_mild: float = parameter(
        1.92,
        low=1.7,
        high=2.1,
        unit="hazard ratio",
        source="P050 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Death rate of mildly frail people over that of fit people",
    )
    death_ratio_moderate: float = parameter(
        3.10,
        low=2.8,
        high=3.4,
        unit="hazard ratio",
        source="P050 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Death rate of moderately frail people over that of fit people",
    )
    death_ratio_severe: float = parameter(
        4.52,
        low=4.1,
        high=5.0,
        unit="hazard ratio",
        source="P050 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Death rate of severely frail people over that of fit people",
    )
    death_ratio_care_home: float = parameter(
        4.8,
        low=2.0,
        high=7.0,
        unit="hazard ratio",
        source="care-home stays of about two and a half years (P053, T33)",
        year="2010",
        confidence="judgement",
        meaning="Death rate in a care home over that at home, same age and frailty",
    )
    death_ratio_in_bed: float = parameter(
        62.0,
        low=25.0,
        high=90.0,
        unit="hazard ratio",
        source="about half of deaths at 65+ happen in hospital (ONS), 20m bed days",
        year="2010",
        confidence="recall",
        meaning="Death rate in a hospital bed over that at home",
    )
    death_ratio_after_illness: float = parameter(
        6.0,
        low=1.0,
        high=15.0,
        unit="hazard ratio",
        source="P114 (5 of 58 died in delay)",
        year="2007",
        confidence="judgement",
        meaning="Death rate in a bed after readiness, or in a community bed, over that at home",
    )
    deconditioning_per_waiting_day: float = parameter(
        0.006,
        low=0.0,
        high=0.02,
        unit="per day",
        source="E169; no target identifies it",
        year="2018",
        confidence="judgement",
        meaning="Added hazard of becoming frailer for each day in bed after one is ready to leave",
    )

    # --- crises and the front door -----------------------------------------------------------------------------
    crisis_rate: float = parameter(
        0.123,
        low=0.08,
        high=0.2,
        unit="per person-year",
        source="P058 with P049 ratios and the share kept at home",
        year="2010-11",
        confidence="medium",
        meaning="Crises of fit people aged 65-69 that reach a hospital's front door",
    )
    crisis_growth_per_band: float = parameter(
        1.09,
        low=1.0,
        high=1.25,
        unit="ratio per five years of age",
        source="P060 at given frailty",
        year="2010-11",
        confidence="medium",
        meaning="Ratio of the crisis rate between successive five-year bands of age",
    )
    crisis_ratio_mild: float = parameter(
        1.93,
        low=1.7,
        high=2.1,
        unit="hazard ratio",
        source="P049 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Crisis rate of mildly frail people over that of fit people",
    )
    crisis_ratio_moderate: float = parameter(
        3.04,
        low=2.8,
        high=3.3,
        unit="hazard ratio",
        source="P049 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Crisis rate of moderately frail people over that of fit people",
    )
    crisis_ratio_severe: float = parameter(
        4.73,
        low=4.2,
        high=5.3,
        unit="hazard ratio",
        source="P049 Clegg 2016",
        year="2008",
        confidence="high",
        meaning="Crisis rate of severely frail people over that of fit people",
    )
    crisis_ratio_alone: float = parameter(
        1.15,
        low=1.0,
        high=1.4,
        unit="hazard ratio",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Crisis rate of people who live alone over that of others",
    )
    crisis_ratio_unmet: float = parameter(
        1.05,
        low=1.0,
        high=1.25,
        unit="hazard ratio",
        source="E154 (few admitted for want of social care)",
        year="2017",
        confidence="medium",
        meaning="Crisis rate of people with unmet need over that of others",
    )
    crisis_ratio_after_discharge: float = parameter(
        5.7,
        low=3.0,
        high=9.0,
        unit="hazard ratio",
        source="P076 (15.3% of those aged 75+ back within 28 days)",
        year="2010-11",
        confidence="medium",
        meaning="Crisis rate in the 30 days after leaving hospital over that before",
    )
    crisis_ratio_per_day_early: float = parameter(
        1.12,
        low=1.0,
        high=1.4,
        unit="hazard ratio per day",
        source="Kverndokk and Melberg 2021, sign only",
        year="2012",
        confidence="judgement",
        meaning="Further ratio for each day by which someone left before being ready",
    )
    crisis_trend: float = parameter(
        0.013,
        low=0.0,
        high=0.025,
        unit="per year",
        source="P059 and P062 (about half of the rise is not demography)",
        year="2007-13",
        confidence="medium",
        meaning="Growth of the crisis rate at given age and frailty",
    )
    crisis_season: float = parameter(
        0.03,
        low=0.0,
        high=0.12,
        unit="share",
        source="winter peak of admissions at 65+, recall",
        year="2011-14",
        confidence="recall",
        meaning="Height of the yearly wave of crises, highest in mid January",
    )
    bed_needed_share: float = parameter(
        0.70,
        low=0.5,
        high=0.85,
        unit="share of crises",
        source="E143, E140 (avoidable admission among the largest opportunities)",
        year="2016-17",
        confidence="judgement",
        meaning="Crises that truly need a hospital bed",
    )
    front_door_noise: float = parameter(
        0.4,
        low=0.1,
        high=0.4,
        unit="share of the range of severity",
        source="E140",
        year="2016-17",
        confidence="judgement",
        meaning="Error with which a front-door team sees severity without the other body's record",
    )
    record_sharpens: float = parameter(
        0.45,
        low=0.1,
        high=0.7,
        unit="ratio",
        source="E171, judgement",
        year="2018",
        confidence="judgement",
        meaning="Part of the error that remains when both bodies' records are seen",
    )
    single_assessment_sharpens: float = parameter(
        0.7,
        low=0.4,
        high=1.0,
        unit="ratio",
        source="E140, judgement",
        year="2017",
        confidence="judgement",
        meaning="Part of the error that remains under one shared assessment",
    )

    # --- stays -------------------------------------------------------------------------------------------------
    short_stay_share: float = parameter(
        0.30,
        low=0.2,
        high=0.4,
        unit="share of admissions of fit people",
        source="P066 and HES 2010-11, recall",
        year="2010-11",
        confidence="recall",
        meaning="Admissions of fit people that clinically need one night",
    )
    long_stay_days: float = parameter(
        8.6,
        low=6.0,
        high=13.0,
        unit="days",
        source="P068 less time after readiness",
        year="2009-10",
        confidence="medium",
        meaning="Mean clinical stay of fit people who need more than one night",
    )
    stay_ratio_per_frailty: float = parameter(
        1.12,
        low=1.0,
        high=1.3,
        unit="ratio per level",
        source="P068, P069",
        year="2009-10",
        confidence="judgement",
        meaning="Ratio of the mean clinical stay between successive levels of frailty",
    )
    stay_trend: float = parameter(
        -0.03,
        low=-0.04,
        high=-0.015,
        unit="per year",
        source="P067 (7.1 to 5.0 days, 2004-05 to 2014-15)",
        year="2004-14",
        confidence="high",
        meaning="Change of the clinical stay, as it long had been",
    )
    declaration_lag_days: float = parameter(
        0.9,
        low=0.2,
        high=1.5,
        unit="days",
        source="P111 (true over recorded delay 2.35)",
        year="2015",
        confidence="judgement",
        meaning="Mean time from true readiness to the ward's declaring it, weekends apart",
    )
    weekend_discharge_share: float = parameter(
        0.45,
        low=0.2,
        high=0.7,
        unit="share",
        source="E170; HES weekend discharges, recall",
        year="2010",
        confidence="recall",
        meaning="Chance that readiness on a closed day is declared on that day",
    )
    other_work_swing: float = parameter(
        0.6,
        low=0.0,
        high=1.2,
        unit="share of a day's capacity",
        source="P140 (hospital referrals share the queue)",
        year="2009-10",
        confidence="judgement",
        meaning="Swing of assessors' days through other work, from least to most",
    )
    notice_days: float = parameter(
        4.0,
        low=2.0,
        high=6.0,
        unit="days",
        source="Community Care (Delayed Discharges) Act 2003 (at least three days)",
        year="2003",
        confidence="high",
        meaning="Days before expected readiness at which the ward refers to the teams",
    )
    further_nhs_care_share: float = parameter(
        0.09,
        low=0.03,
        high=0.18,
        unit="share of discharges of fit people",
        source="P160, P161; NAIC 2013, recall",
        year="2012-15",
        confidence="judgement",
        meaning="Discharges of fit people that need further NHS bed care",
    )
    further_nhs_care_ratio: float = parameter(
        1.35,
        low=1.0,
        high=2.0,
        unit="ratio per level",
        source="judgement",
        year="2012",
        confidence="judgement",
        meaning="Ratio of that share between successive levels of frailty",
    )
    mental_health_share: float = parameter(
        0.5,
        low=0.1,
        high=0.9,
        unit="share",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="People with impaired cognition needing further NHS care for whom it is a mental health bed",
    )
    community_stay_days: float = parameter(
        24.0,
        low=18.0,
        high=32.0,
        unit="days",
        source="National Audit of Intermediate Care 2013, recall",
        year="2013",
        confidence="recall",
        meaning="Mean clinical stay in a community or older people's mental health bed",
    )

    # --- needs and packages ------------------------------------------------------------------------------------
    need_hours_mild: float = parameter(
        1.0,
        low=0.5,
        high=3.0,
        unit="hours a week",
        source="judgement with P054",
        year="2011",
        confidence="judgement",
        meaning="Median need for help of mildly frail people",
    )
    need_hours_moderate: float = parameter(
        4.2,
        low=3.0,
        high=9.0,
        unit="hours a week",
        source="judgement with P054",
        year="2011",
        confidence="judgement",
        meaning="Median need for help of moderately frail people",
    )
    need_hours_severe: float = parameter(
        15.5,
        low=9.0,
        high=22.0,
        unit="hours a week",
        source="judgement with P054",
        year="2011",
        confidence="judgement",
        meaning="Median need for help of severely frail people",
    )
    need_hours_dementia: float = parameter(
        9.0,
        low=3.0,
        high=14.0,
        unit="hours a week",
        source="judgement with P054",
        year="2011",
        confidence="judgement",
        meaning="Added need when cognition is impaired",
    )
    need_spread: float = parameter(
        0.55,
        low=0.3,
        high=0.9,
        unit="sd of log hours",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Spread of need between people of equal frailty",
    )
    carer_covers: float = parameter(
        0.60,
        low=0.3,
        high=0.8,
        unit="share of need",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of a person's need that a carer meets",
    )
    acute_need_hours: float = parameter(
        1.5,
        low=1.0,
        high=12.0,
        unit="hours a week",
        source="E152 (a third no longer need the level at two weeks)",
        year="2017",
        confidence="judgement",
        meaning="Mean added need of fit people on the day of leaving hospital",
    )
    acute_need_ratio: float = parameter(
        1.6,
        low=1.0,
        high=2.2,
        unit="ratio per level",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Ratio of that added need between successive levels of frailty",
    )
    recovery_two_weeks: float = parameter(
        0.55,
        low=0.3,
        high=0.8,
        unit="share",
        source="E152",
        year="2017",
        confidence="judgement",
        meaning="Part of that added need that is gone two weeks later",
    )
    recovery_month: float = parameter(
        0.5,
        low=0.2,
        high=0.8,
        unit="share",
        source="P157 read against no control",
        year="2010",
        confidence="judgement",
        meaning="Part of what is left then that is gone after thirty days without reablement",
    )
    reablement_success: float = parameter(
        0.63,
        low=0.5,
        high=0.68,
        unit="share",
        source="P157",
        year="2007-10",
        confidence="high",
        meaning="People whom reablement frees of the added need, of those who can benefit",
    )
    reablement_days: float = parameter(
        40.0,
        low=28.0,
        high=42.0,
        unit="days",
        source="Glendinning 2010 (up to six weeks)",
        year="2008-10",
        confidence="high",
        meaning="Length of a reablement episode",
    )
    can_benefit_share: float = parameter(
        0.45,
        low=0.25,
        high=0.7,
        unit="share",
        source="E149, E150 (two teams said 70% and 10%)",
        year="2017",
        confidence="judgement",
        meaning="People leaving hospital with needs who can benefit from reablement",
    )
    benefit_noise: float = parameter(
        0.15,
        low=0.05,
        high=0.4,
        unit="share of the range of suitability",
        source="E151",
        year="2017",
        confidence="judgement",
        meaning="Error with which a team sees whether reablement suits someone",
    )
    review_error: float = parameter(
        0.5,
        low=0.2,
        high=1.0,
        unit="ratio",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Error of a yearly review over that of a first assessment",
    )
    hurry_caution: float = parameter(
        0.5,
        low=0.0,
        high=2.0,
        unit="share of the view of need, per unit of hurry",
        source="E155, E156; judgement",
        year="2010",
        confidence="judgement",
        meaning="How far a discharge team in a hurry plays safe: need is settled from less and seen larger",
    )
    need_noise: float = parameter(
        0.45,
        low=0.2,
        high=0.8,
        unit="sd of log hours",
        source="E140",
        year="2016-17",
        confidence="judgement",
        meaning="Error with which a team or social worker sees need without the other body's record",
    )
    home_limit_hours: float = parameter(
        4.2,
        low=2.0,
        high=6.0,
        unit="hours a week",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Need below which people go home without a service",
    )
    residential_limit_hours: float = parameter(
        16.5,
        low=12.0,
        high=30.0,
        unit="hours a week",
        source="judgement with P053",
        year="2010",
        confidence="judgement",
        meaning="Need above which a residential home is the right place",
    )
    nursing_limit_hours: float = parameter(
        25.5,
        low=18.0,
        high=45.0,
        unit="hours a week",
        source="judgement with P053",
        year="2010",
        confidence="judgement",
        meaning="Need above which a nursing home is the right place",
    )
    over_prescription_margin: float = parameter(
        0.45,
        low=0.2,
        high=0.6,
        unit="share of the package",
        source="E152",
        year="2017",
        confidence="judgement",
        meaning="A package counts as too large when it exceeds need by more than this part of itself",
    )
    largest_package_hours: float = parameter(
        42.0,
        low=28.0,
        high=70.0,
        unit="hours a week",
        source="judgement (four double visits a day)",
        year="2010",
        confidence="judgement",
        meaning="The largest home-care package that is bought",
    )
    package_hold_days: float = parameter(
        14.0,
        low=3.0,
        high=28.0,
        unit="days",
        source="E170; usual contract terms, recall",
        year="2010",
        confidence="recall",
        meaning="Days in hospital for which a home-care package is held before it lapses",
    )
    direct_payment_hold_ratio: float = parameter(
        2.0,
        low=1.0,
        high=4.0,
        unit="ratio",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="How much longer people who employ their own assistant keep them on while in hospital",
    )
    review_days: float = parameter(
        365.0,
        low=300.0,
        high=730.0,
        unit="days",
        source="Department of Health guidance (yearly review)",
        year="2010",
        confidence="high",
        meaning="Time between reviews of a package",
    )
    help_rate_mild: float = parameter(
        0.02,
        low=0.005,
        high=0.06,
        unit="per person-year",
        source="P140 with P134",
        year="2009-10",
        confidence="judgement",
        meaning="Requests for help by mildly frail people without a package",
    )
    help_rate_moderate: float = parameter(
        0.2,
        low=0.05,
        high=0.4,
        unit="per person-year",
        source="P140 with P134",
        year="2009-10",
        confidence="judgement",
        meaning="Requests for help by moderately frail people without a package",
    )
    help_rate_severe: float = parameter(
        0.55,
        low=0.2,
        high=1.2,
        unit="per person-year",
        source="P140 with P134",
        year="2009-10",
        confidence="judgement",
        meaning="Requests for help by severely frail people whose need is not met",
    )

    # --- arranging a discharge ---------------------------------------------------------------------------------
    choice_chance: float = parameter(
        0.19,
        low=0.1,
        high=0.6,
        unit="share",
        source="P091 G 13.6% of days",
        year="2011-12",
        confidence="medium",
        meaning="Care-home moves from hospital for which the family is still choosing when a place is offered",
    )
    choice_days: float = parameter(
        7.0,
        low=6.0,
        high=25.0,
        unit="days",
        source="P091, P162",
        year="2011-14",
        confidence="judgement",
        meaning="Mean time such a choice takes",
    )
    choice_chance_home: float = parameter(
        0.03,
        low=0.0,
        high=0.1,
        unit="share",
        source="P091",
        year="2011-12",
        confidence="judgement",
        meaning="Moves home with a service that wait for the family's decision",
    )
    dispute_days: float = parameter(
        17.0,
        low=7.0,
        high=30.0,
        unit="days",
        source="P091 H, P095",
        year="2011-12",
        confidence="judgement",
        meaning="Mean length of a formal dispute between the bodies",
    )
    housing_chance: float = parameter(
        0.008,
        low=0.004,
        high=0.04,
        unit="share",
        source="P091 I 4.0% of days",
        year="2011-12",
        confidence="medium",
        meaning="Moves home with a service that wait for housing",
    )
    housing_days: float = parameter(
        13.0,
        low=7.0,
        high=30.0,
        unit="days",
        source="P091 I",
        year="2011-12",
        confidence="judgement",
        meaning="Mean time a housing problem takes",
    )
    equipment_chance: float = parameter(
        0.22,
        low=0.1,
        high=0.4,
        unit="share",
        source="P091 F 3.1% of days",
        year="2011-12",
        confidence="judgement",
        meaning="Moves home with a service that need equipment or adaptations first",
    )

    # --- case-finding ------------------------------------------------------------------------------------------
    team_finds_need: float = parameter(
        0.35,
        low=0.1,
        high=0.7,
        unit="share",
        source="P177, P188 (use rises first)",
        year="2009-14",
        confidence="judgement",
        meaning="Chance that a locality team, on meeting someone, finds a need that nobody had reported",
    )
    team_raises_crisis: float = parameter(
        1.05,
        low=1.0,
        high=1.15,
        unit="hazard ratio",
        source="P177, P188: priors that include no effect",
        year="2009-14",
        confidence="medium",
        meaning="Crisis rate of people known to a locality team over that of others (illness found)",
    )
    team_slows_decline: float = parameter(
        0.10,
        low=0.0,
        high=0.25,
        unit="share",
        source="P185, P199: prior that includes no effect",
        year="2015-20",
        confidence="judgement",
        meaning="Part of decline that a locality team with shared records prevents",
    )
