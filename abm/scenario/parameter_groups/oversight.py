"""Uncertain numbers of the rules of the game: markets, Monitor, tenders, what is measured, how practice changes."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class OversightParameters(ParameterGroup):
    """What competition, measurement and front-line rules do to what bodies may, must or want to do."""

    # --- care markets ------------------------------------------------------------------------------------------------
    most_entrants: float = parameter(
        5.0,
        low=1.0,
        high=10.0,
        unit="provider groups per council and kind of care",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Room for new provider groups in each council's area and kind of care",
    )
    entry_chance: float = parameter(
        0.25,
        low=0.05,
        high=0.6,
        unit="per year",
        source="E077; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance that a place in a fully attractive and fully open market is taken by a new provider",
    )
    limited_openness: float = parameter(
        0.4,
        low=0.1,
        high=0.8,
        unit="share of a fully open market",
        source="E077; judgement",
        year="2011",
        confidence="judgement",
        meaning="How open markets are where any willing provider is limited to some services",
    )
    attractive_margin: float = parameter(
        0.08,
        low=0.02,
        high=0.2,
        unit="share of income",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Margin of those in the market that alone would make entry fully attractive",
    )
    attractive_queue: float = parameter(
        0.03,
        low=0.005,
        high=0.2,
        unit="share of what is in use",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Queue for care that alone would make entry fully attractive",
    )
    entrant_size: float = parameter(
        0.02,
        low=0.005,
        high=0.1,
        unit="share of the market",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="What a new provider opens at first",
    )
    entrant_growth_share: float = parameter(
        0.3,
        low=0.05,
        high=0.8,
        unit="share of growth",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of a market's growth that goes to providers that entered lately",
    )
    entrant_years: float = parameter(
        3.0,
        low=1.0,
        high=6.0,
        unit="years",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Time for which a provider counts as new",
    )
    choice_per_quality: float = parameter(
        0.5,
        low=0.0,
        high=2.0,
        unit="log share a year per unit of quality",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="How fast shares move to better providers where choice is open and rivals are many",
    )
    rivals_half: float = parameter(
        3.0,
        low=1.0,
        high=8.0,
        unit="rivals",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Rivals at which choice and rivalry have half their full effect",
    )
    rivalry_gain: float = parameter(
        0.008,
        low=0.0,
        high=0.03,
        unit="quality a year",
        source="E077 (possible innovation gain); judgement, none included",
        year="2011",
        confidence="judgement",
        meaning="Most that rivalry betters a provider's quality in a year",
    )
    price_pressure: float = parameter(
        0.006,
        low=0.0,
        high=0.03,
        unit="share of fees a year",
        source="Propper 2008 (price competition), recall",
        year="1991-99",
        confidence="recall",
        meaning="Most that rivalry lowers fees in a year",
    )
    quality_per_loss: float = parameter(
        0.5,
        low=0.0,
        high=2.0,
        unit="quality a year per share of income lost",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Quality that a provider loses by saving on a loss",
    )
    smallest_share: float = parameter(
        0.01,
        low=0.0,
        high=0.03,
        unit="share of the market",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Share below which a provider gives up",
    )
    entrant_fails: float = parameter(
        0.12,
        low=0.0,
        high=0.3,
        unit="per year",
        source="ONS business demography (under half live five years), recall",
        year="2005-10",
        confidence="recall",
        meaning="Chance that a new provider gives up in a year",
    )
    loss_years: float = parameter(
        2.0,
        low=1.0,
        high=4.0,
        unit="years",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Years of loss in succession after which a provider may close",
    )
    closing_chance: float = parameter(
        0.3,
        low=0.05,
        high=0.8,
        unit="per year",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance that such a provider closes",
    )
    large_group_share: float = parameter(
        0.09,
        low=0.03,
        high=0.2,
        unit="share of care home groups",
        source="P196 (31,000 residents of about 400,000)",
        year="2011",
        confidence="medium",
        meaning="Care homes that belong to the largest group",
    )
    large_group_failure: float = parameter(
        0.01,
        low=0.0,
        high=0.5,
        unit="per year",
        source="P196; judgement (one in a generation)",
        year="2011",
        confidence="judgement",
        meaning="Chance that the largest group fails when it makes money at full fees",
    )
    failure_per_loss: float = parameter(
        15.0,
        low=0.0,
        high=40.0,
        unit="ratio per share of income lost",
        source="P196; judgement",
        year="2011",
        confidence="judgement",
        meaning="Rise of that chance with its loss",
    )
    failure_per_low_fees: float = parameter(
        15.0,
        low=0.0,
        high=40.0,
        unit="ratio per share of fees cut",
        source="P196; judgement",
        year="2011",
        confidence="judgement",
        meaning="Rise of that chance with what councils cut of its fees",
    )
    failure_closes: float = parameter(
        0.3,
        low=0.02,
        high=1.0,
        unit="share of its places",
        source="P196 (most homes went to others); judgement",
        year="2011",
        confidence="judgement",
        meaning="Places lost when the group fails; others take on the rest",
    )
    breakdown_a_year: float = parameter(
        0.04,
        low=0.01,
        high=0.12,
        unit="share of packages a year",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Arrangements that a yearly review finds broken down, at the quality of 2010",
    )
    failure_months: float = parameter(
        7.0,
        low=3.0,
        high=18.0,
        unit="months",
        source="P196 (March to October 2011)",
        year="2011",
        confidence="medium",
        meaning="Time for which homes of a failed group take nobody new",
    )

    # --- hands in the community --------------------------------------------------------------------------------------
    community_entry_chance: float = parameter(
        0.3,
        low=0.05,
        high=0.8,
        unit="per year",
        source="E077; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance that a community trust meets one more rival in a year where any willing provider is full",
    )
    most_community_rivals: float = parameter(
        4.0,
        low=1.0,
        high=10.0,
        unit="rivals",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Room for rivals of each community trust",
    )
    community_rival_share: float = parameter(
        0.06,
        low=0.01,
        high=0.15,
        unit="share of community care",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of community care that a rival takes",
    )
    community_steps: float = parameter(
        0.3,
        low=0.1,
        high=0.6,
        unit="share of a person's steps",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="How often, beside home care, community care is the next hand",
    )
    community_rival_gain: float = parameter(
        0.1,
        low=0.0,
        high=0.3,
        unit="share of the wait",
        source="E077 (possible innovation gain); judgement, none included",
        year="2011",
        confidence="judgement",
        meaning="How much shorter waits a community trust tolerates when it has many rivals",
    )

    # --- tenders -----------------------------------------------------------------------------------------------------
    tender_months: float = parameter(
        9.0,
        low=4.0,
        high=18.0,
        unit="months",
        source="E075, E076; judgement",
        year="2011",
        confidence="judgement",
        meaning="Time that a tender takes before a new service may start",
    )
    make_months: float = parameter(
        2.0,
        low=0.0,
        high=6.0,
        unit="months",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Time before a service that a commissioner sets up itself may start",
    )
    tender_lost: float = parameter(
        0.4,
        low=0.1,
        high=0.8,
        unit="share of tenders",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Tenders won by somebody else than those who proposed the service",
    )
    contract_years: float = parameter(
        5.0,
        low=3.0,
        high=8.0,
        unit="years",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Term of a community contract where all must be tendered",
    )
    incumbent_loses: float = parameter(
        0.3,
        low=0.05,
        high=0.7,
        unit="share of tenders",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Tenders in which a community contract changes hands",
    )
    start_up_loss: float = parameter(
        0.1,
        low=0.02,
        high=0.3,
        unit="share of a year's service",
        source="P175; judgement",
        year="1998-2011",
        confidence="judgement",
        meaning="Service lost in the year after a community contract changes hands",
    )
    start_up_change: float = parameter(
        0.3,
        low=0.05,
        high=0.8,
        unit="share of steps",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance in that year that a person's next step is with new people",
    )

    # --- community services in acute trusts --------------------------------------------------------------------------
    leak_per_deficit: float = parameter(
        0.6,
        low=0.0,
        high=1.5,
        unit="share of the contract per share of income",
        source="E089; judgement",
        year="2011",
        confidence="judgement",
        meaning="What an acute trust takes out of community money as its balance worsens",
    )
    most_leak: float = parameter(
        0.15,
        low=0.03,
        high=0.3,
        unit="share of the contract",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Most that it can take",
    )

    # --- Monitor -----------------------------------------------------------------------------------------------------
    review_promoting: float = parameter(
        0.08,
        low=0.01,
        high=0.3,
        unit="per arrangement a year",
        source="E076; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance of a review under a duty to promote competition",
    )
    review_preventing: float = parameter(
        0.04,
        low=0.005,
        high=0.15,
        unit="per arrangement a year",
        source="E076; P038; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance of a review under a duty to prevent abuse",
    )
    review_quality: float = parameter(
        0.015,
        low=0.0,
        high=0.08,
        unit="per arrangement a year",
        source="E076; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance of a review under a duty to quality only",
    )
    strike_promoting: float = parameter(
        0.35,
        low=0.05,
        high=0.7,
        unit="share of reviews",
        source="E076; judgement",
        year="2011",
        confidence="judgement",
        meaning="Reviews that strike an arrangement down under a duty to promote competition",
    )
    strike_preventing: float = parameter(
        0.15,
        low=0.02,
        high=0.4,
        unit="share of reviews",
        source="E076; P038; judgement",
        year="2011",
        confidence="judgement",
        meaning="The same under a duty to prevent abuse",
    )
    strike_quality: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="share of reviews",
        source="E076; judgement",
        year="2011",
        confidence="judgement",
        meaning="The same under a duty to quality only",
    )
    fear_years: float = parameter(
        20.0,
        low=5.0,
        high=60.0,
        unit="arrangement-years",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Experience of others that weighs as much as the rule in what bodies expect of Monitor",
    )

    # --- what is measured --------------------------------------------------------------------------------------------
    aligned_pounds: float = parameter(
        20.0,
        low=0.0,
        high=60.0,
        unit="GBP per day of wait",
        source="E018, E022, E106; judgement",
        year="2010-11",
        confidence="judgement",
        meaning="What a day of the other side's indicator is worth to a body whose framework shares some of it",
    )
    single_pounds: float = parameter(
        45.0,
        low=5.0,
        high=120.0,
        unit="GBP per day of wait",
        source="E175; judgement",
        year="2018",
        confidence="judgement",
        meaning="The same under one framework for all",
    )
    system_inspection_pounds: float = parameter(
        20.0,
        low=0.0,
        high=60.0,
        unit="GBP per day of wait",
        source="E101, E177; judgement",
        year="2018",
        confidence="judgement",
        meaning="What is added when inspectors look at systems",
    )
    area_assessment_pounds: float = parameter(
        20.0,
        low=0.0,
        high=60.0,
        unit="GBP per day of wait",
        source="E044; judgement",
        year="2009",
        confidence="judgement",
        meaning="What is added by one assessment of the area",
    )
    target_pounds: float = parameter(
        250.0,
        low=50.0,
        high=600.0,
        unit="GBP per day of wait",
        source="P115; judgement",
        year="2017",
        confidence="judgement",
        meaning="What a day of wait is worth when recorded delay is twice the target",
    )
    most_target_pressure: float = parameter(
        1.5,
        low=0.5,
        high=3.0,
        unit="ratio to the target",
        source="judgement",
        year="2017",
        confidence="judgement",
        meaning="Excess over the target beyond which pressure grows no more",
    )
    gaming_share: float = parameter(
        0.4,
        low=0.1,
        high=0.9,
        unit="share of pressure",
        source="E155, E156; judgement",
        year="2017",
        confidence="judgement",
        meaning="Pressure of a target that goes into looking well instead of into shorter waits",
    )
    process_softens: float = parameter(
        0.6,
        low=0.1,
        high=0.9,
        unit="share of gaming",
        source="E100; judgement",
        year="2011",
        confidence="judgement",
        meaning="Gaming that measures of the process turn into work on the process",
    )
    target_earlier_days: float = parameter(
        0.15,
        low=0.0,
        high=1.0,
        unit="days",
        source="E155; P127; judgement",
        year="2017",
        confidence="judgement",
        meaning="How much earlier wards declare under full gaming of a target missed by its own size",
    )
    target_hurry: float = parameter(
        0.1,
        low=0.02,
        high=0.6,
        unit="0 to 1",
        source="E155, E156; judgement",
        year="2017",
        confidence="judgement",
        meaning="How hurried teams are under full gaming of a target missed by its own size",
    )
    failure_delay_ratio: float = parameter(
        1.7,
        low=1.2,
        high=3.0,
        unit="ratio to the mean of places",
        source="E100; judgement",
        year="2011",
        confidence="judgement",
        meaning="A year's delay at which a place has failed",
    )
    failure_deficit: float = parameter(
        0.06,
        low=0.02,
        high=0.15,
        unit="share of income over the mean",
        source="E100; judgement",
        year="2011",
        confidence="judgement",
        meaning="A year's overspending of the NHS in a place at which it has failed",
    )
    worsening_ratio: float = parameter(
        1.1,
        low=1.02,
        high=1.4,
        unit="ratio to the year before, less that of all",
        source="E100; judgement",
        year="2011",
        confidence="judgement",
        meaning="Growth of a place's delay at which it is seen to worsen",
    )
    early_support: float = parameter(
        0.35,
        low=0.05,
        high=0.8,
        unit="share of the gap to the median",
        source="E100; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far early support moves habits of waiting",
    )
    habit_drift: float = parameter(
        0.08,
        low=0.0,
        high=0.2,
        unit="sd of log a year",
        source="E107 (spread widens without); judgement",
        year="2011",
        confidence="judgement",
        meaning="Yearly drift of each body's habits of waiting",
    )
    reading_drift: float = parameter(
        0.02,
        low=0.0,
        high=0.06,
        unit="sd of log a year",
        source="E107; judgement",
        year="2011",
        confidence="judgement",
        meaning="Yearly drift of how narrowly a council reads its threshold",
    )
    team_drift: float = parameter(
        0.03,
        low=0.0,
        high=0.1,
        unit="suitability; sd of log hours a year",
        source="E149-E151; judgement",
        year="2017",
        confidence="judgement",
        meaning="Yearly drift of front-line teams' thresholds and caution",
    )
    peer_review_moves: float = parameter(
        0.15,
        low=0.05,
        high=0.4,
        unit="share of the gap to the median a year",
        source="E107; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far peer review with shared figures moves a body's ways",
    )
    unshared_review: float = parameter(
        0.35,
        low=0.0,
        high=0.8,
        unit="ratio",
        source="E107; judgement",
        year="2011",
        confidence="judgement",
        meaning="Effect of peer review where figures are not standard and central",
    )
    next_year_short: float = parameter(
        0.35,
        low=0.1,
        high=0.6,
        unit="ratio to a pound this year",
        source="E178; judgement",
        year="2011",
        confidence="judgement",
        meaning="What a pound of later years is worth to a body that plans for a short time",
    )
    next_year_long: float = parameter(
        0.8,
        low=0.6,
        high=1.0,
        unit="ratio to a pound this year",
        source="E178; judgement",
        year="2018",
        confidence="judgement",
        meaning="The same for a body that plans and is judged for a long time",
    )

    # --- payment along the pathway -----------------------------------------------------------------------------------
    pathway_share: float = parameter(
        0.12,
        low=0.03,
        high=0.3,
        unit="share of the tariff",
        source="E078; judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of the tariff of a stay that follows the person out of hospital",
    )
    pathway_later_days: float = parameter(
        2.5,
        low=0.0,
        high=6.0,
        unit="days per share of the tariff",
        source="E078; judgement",
        year="2011",
        confidence="judgement",
        meaning="Days by which wards declare later when they carry what follows",
    )

    # --- front line --------------------------------------------------------------------------------------------------
    adopts_imposed: float = parameter(
        0.35,
        low=0.1,
        high=0.7,
        unit="share of teams a year",
        source="E085, E158; judgement",
        year="2017",
        confidence="judgement",
        meaning="Teams that take up a change of practice handed to them",
    )
    adopts_co_designed: float = parameter(
        0.95,
        low=0.75,
        high=1.0,
        unit="share of teams a year",
        source="E085, E158; judgement",
        year="2017",
        confidence="judgement",
        meaning="Teams that take up a change of practice designed with them",
    )
    audit_moves: float = parameter(
        0.2,
        low=0.05,
        high=0.5,
        unit="share of the gap a quarter",
        source="E149-E151; judgement",
        year="2017",
        confidence="judgement",
        meaning="How far teams that see each other's decisions move towards each other",
    )
    co_location_audit: float = parameter(
        0.5,
        low=0.0,
        high=1.0,
        unit="ratio to an audit",
        source="E017; judgement",
        year="2011",
        confidence="judgement",
        meaning="How much of an audit's effect sharing offices has",
    )
    co_location_wait: float = parameter(
        0.85,
        low=0.6,
        high=1.0,
        unit="ratio",
        source="E017; judgement",
        year="2011",
        confidence="judgement",
        meaning="Wait for a social worker's assessment where teams share offices",
    )
    workforce_growth: float = parameter(
        1.5,
        low=1.0,
        high=2.5,
        unit="ratio",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="How much faster capacity can move under a joint workforce plan",
    )
    workforce_catch_up: float = parameter(
        0.75,
        low=0.4,
        high=1.0,
        unit="ratio",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Time to work off a queue where staff can be lent to it",
    )
    direct_payments_2010: float = parameter(
        0.08,
        low=0.04,
        high=0.15,
        unit="share of new packages",
        source="about 7% of older users, recall",
        year="2010",
        confidence="recall",
        meaning="New council packages taken as a direct payment in 2010",
    )
    direct_payments_most: float = parameter(
        0.35,
        low=0.2,
        high=0.6,
        unit="share of new packages",
        source="E098; judgement",
        year="2011",
        confidence="judgement",
        meaning="Ceiling of that share",
    )
    direct_payments_milestone: float = parameter(
        0.15,
        low=0.05,
        high=0.4,
        unit="share of the gap a year",
        source="E098; judgement",
        year="2009-11",
        confidence="judgement",
        meaning="Growth towards the ceiling under a national milestone",
    )
    direct_payments_optional: float = parameter(
        0.05,
        low=0.0,
        high=0.15,
        unit="share of the gap a year",
        source="E098; judgement",
        year="2009-11",
        confidence="judgement",
        meaning="The same where personal budgets are optional",
    )
