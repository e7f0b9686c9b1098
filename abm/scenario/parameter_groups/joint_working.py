"""Uncertain numbers of what bodies decide together: records, plans and boards, pools, joint teams."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class JointWorkingParameters(ParameterGroup):
    """Sharing records, planning through boards, pooling money, founding teams."""

    # --- records (M16) ------------------------------------------------------------------------------------------
    records_benefit: float = parameter(
        1.0,
        low=0.5,
        high=1.5,
        unit="units of benefit",
        source="judgement (the unit)",
        year="2011",
        confidence="judgement",
        meaning="What a body hopes to gain from sharing records, at full trust",
    )
    records_cost: float = parameter(
        0.5,
        low=0.2,
        high=0.9,
        unit="units of benefit",
        source="E176; judgement (IT, information governance)",
        year="2011",
        confidence="judgement",
        meaning="Cost and caution of sharing records with a body that nobody near has shared with",
    )
    records_cost_saved: float = parameter(
        0.3,
        low=0.0,
        high=0.6,
        unit="share of that cost",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of that cost saved when a partner already shares with somebody",
    )
    records_rollout: float = parameter(
        0.06,
        low=0.02,
        high=0.15,
        unit="share of people a quarter",
        source="P181 (12 months behind plan); judgement",
        year="2013-15",
        confidence="judgement",
        meaning="People whose records come into a sharing agreement in a quarter",
    )
    records_default_rollout: float = parameter(
        0.04,
        low=0.01,
        high=0.1,
        unit="share of people a quarter",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="The same where records are shared by default",
    )
    records_objection: float = parameter(
        0.25,
        low=0.1,
        high=0.4,
        unit="trust, 0 to 1",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Trust below which a body stops sharing, or objects where sharing is the default",
    )
    records_lapse: float = parameter(
        0.05,
        low=0.01,
        high=0.2,
        unit="share of people a quarter",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="People whose records drop out in a quarter when sharing has stopped",
    )

    # --- plans and boards (M12) ---------------------------------------------------------------------------------
    plan_share: float = parameter(
        0.015,
        low=0.005,
        high=0.03,
        unit="share of allocation",
        source="NHS Operating Framework 2011/12 (2% held for non-recurrent use), recall",
        year="2011",
        confidence="recall",
        meaning="Money that a commissioner plans anew each year",
    )
    shadow_hospital: float = parameter(
        0.4,
        low=0.2,
        high=0.6,
        unit="weight",
        source="E176, E166; judgement",
        year="2011",
        confidence="judgement",
        meaning="Weight of hospitals in the plan that a commissioner makes alone",
    )
    other_professions_move: float = parameter(
        0.3,
        low=0.1,
        high=0.6,
        unit="share of the weight",
        source="E073; judgement",
        year="2011",
        confidence="judgement",
        meaning="Part of plan money for hospitals and reserves that other professions, as members, turn elsewhere",
    )
    shadow_community: float = parameter(
        0.2,
        low=0.1,
        high=0.4,
        unit="weight",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Weight of community services in that plan",
    )
    shadow_teams: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="weight",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Weight of locality teams in that plan",
    )
    shadow_social_care: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="weight",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Weight of social care in that plan",
    )
    shadow_reserve: float = parameter(
        0.3,
        low=0.1,
        high=0.5,
        unit="weight",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Weight of money held back in that plan",
    )
    engaged_weight: float = parameter(
        0.25,
        low=0.0,
        high=1.0,
        unit="weight per unit of engagement",
        source="E073, E080; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further weight of community services and teams when all practices take part",
    )
    stress_weight: float = parameter(
        4.0,
        low=0.0,
        high=10.0,
        unit="weight per share overspent",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Further weight of money held back, per unit of overspending",
    )
    persuasion: float = parameter(
        0.9,
        low=0.4,
        high=1.0,
        unit="share of the way per unit of trust",
        source="E067, E092; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far an opinion moves a plan towards the joint strategy, at full trust and full attendance",
    )
    regard_floor: float = parameter(
        0.15,
        low=0.05,
        high=0.3,
        unit="share of the way",
        source="P038; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far a plan moves when its authors must give reasons for departing from the strategy",
    )
    refer_back_moves: float = parameter(
        0.3,
        low=0.1,
        high=0.6,
        unit="share of the rest of the way",
        source="P038; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far a plan that was referred back moves further, by publicity and escalation",
    )
    escalation_ratio: float = parameter(
        2.0,
        low=1.0,
        high=3.0,
        unit="ratio",
        source="P038; judgement",
        year="2011",
        confidence="judgement",
        meaning="How much further a plan that was referred back moves where the Board stands behind it",
    )
    council_wants_care: float = parameter(
        0.5,
        low=0.3,
        high=0.8,
        unit="share of plan money",
        source="E052; judgement",
        year="2011",
        confidence="judgement",
        meaning="What a council without overspending wants of a plan for its own care",
    )
    council_wants_care_per_stress: float = parameter(
        2.0,
        low=0.0,
        high=5.0,
        unit="share of plan money per share overspent",
        source="E086; judgement",
        year="2011",
        confidence="judgement",
        meaning="What an overspending council wants for its own care on top",
    )
    teams_over_community: float = parameter(
        0.6,
        low=0.3,
        high=0.8,
        unit="share",
        source="E023; judgement",
        year="2011",
        confidence="judgement",
        meaning="Locality teams, against community beds, in what public health and councils want of a plan beside care",
    )
    providers_want_hospitals: float = parameter(
        0.6,
        low=0.4,
        high=0.9,
        unit="share of plan money",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Hospitals, against community services, in what providers with a seat want of a plan",
    )
    people_want_worst_first: float = parameter(
        0.6,
        low=0.4,
        high=0.9,
        unit="share of plan money",
        source="E106; judgement",
        year="2011",
        confidence="judgement",
        meaning="What HealthWatch wants for the worst delay of its place; the rest goes to two other kinds of care",
    )
    refer_back_from: float = parameter(
        0.35,
        low=0.15,
        high=0.6,
        unit="share of plan money",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Distance between plan and strategy from which a board refers back",
    )
    agreement_reach: float = parameter(
        0.15,
        low=0.0,
        high=0.4,
        unit="share of plan money",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Distance that two bodies without trust can bridge to sign together",
    )
    agreement_per_trust: float = parameter(
        0.7,
        low=0.3,
        high=1.2,
        unit="share of plan money per unit of trust",
        source="E159; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further distance that trust lets them bridge",
    )
    attendance_base: float = parameter(
        0.25,
        low=0.05,
        high=0.5,
        unit="chance per meeting",
        source="E092; judgement",
        year="2011",
        confidence="judgement",
        meaning="Chance that a consortium without trust sends somebody who can decide to a board that may only advise",
    )
    attendance_per_trust: float = parameter(
        0.6,
        low=0.2,
        high=0.9,
        unit="chance per unit of trust",
        source="E092, E172; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further chance at full trust",
    )
    attendance_per_power: float = parameter(
        0.08,
        low=0.0,
        high=0.2,
        unit="chance per step of power",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Further chance for each step of power that a board has",
    )
    attendance_external: float = parameter(
        0.6,
        low=0.3,
        high=0.9,
        unit="ratio",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Attendance of consortia that come from outside over that of members",
    )
    transfer_leak: float = parameter(
        0.15,
        low=0.0,
        high=0.4,
        unit="share of the NHS transfer",
        source="E056",
        year="2011",
        confidence="judgement",
        meaning="Part of the NHS transfer that a council puts to other uses where nothing is asked of it",
    )

    # --- pooling (M17) ------------------------------------------------------------------------------------------
    pool_gain: float = parameter(
        0.06,
        low=0.0,
        high=0.15,
        unit="share of the money pooled",
        source="E028, E029 (none shown), P193 (hoped for); judgement",
        year="2009-16",
        confidence="judgement",
        meaning="Saving that bodies hope for from pooling, before any pressure of money",
    )
    pool_gain_per_stress: float = parameter(
        1.0,
        low=0.0,
        high=3.0,
        unit="share per share overspent",
        source="E086; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further saving hoped for, per unit of overspending: a squeeze raises what there is to gain",
    )
    pool_setup_cost: float = parameter(
        0.02,
        low=0.005,
        high=0.08,
        unit="share of the money pooled",
        source="E032",
        year="2009",
        confidence="judgement",
        meaning="Cost of negotiating a pool with one partner",
    )
    pool_standard_saves: float = parameter(
        0.5,
        low=0.2,
        high=0.8,
        unit="share of that cost",
        source="E032; judgement",
        year="2009",
        confidence="judgement",
        meaning="Part of that cost saved by standard terms",
    )
    pool_first_share: float = parameter(
        0.05,
        low=0.02,
        high=0.12,
        unit="share of older people's spend",
        source="E045, E046",
        year="2007-10",
        confidence="judgement",
        meaning="Money of a new pool",
    )
    pool_growth: float = parameter(
        0.04,
        low=0.01,
        high=0.1,
        unit="share of older people's spend a year",
        source="P194, P170; judgement",
        year="2011-17",
        confidence="judgement",
        meaning="Growth of a pool that both sides want to deepen",
    )
    pool_most: float = parameter(
        0.4,
        low=0.2,
        high=0.7,
        unit="share of older people's spend",
        source="E017; judgement",
        year="2003-10",
        confidence="judgement",
        meaning="Largest voluntary pool",
    )
    pool_ends_below: float = parameter(
        0.2,
        low=0.1,
        high=0.35,
        unit="trust, 0 to 1",
        source="E160, P194; judgement",
        year="2015-17",
        confidence="judgement",
        meaning="Trust of either side below which a pool is ended at its yearly review",
    )
    aligned_gain: float = parameter(
        0.4,
        low=0.1,
        high=0.8,
        unit="share of what is hoped for from pooling",
        source="E028, E033; judgement",
        year="2009",
        confidence="judgement",
        meaning="Saving that bodies hope for from aligning budgets without pooling them",
    )
    aligned_setup: float = parameter(
        0.35,
        low=0.1,
        high=0.7,
        unit="share of a pool's set-up cost",
        source="E032; judgement",
        year="2009",
        confidence="judgement",
        meaning="Cost of agreeing to align budgets: no account, no risk to share, no staff to move",
    )
    lead_commissioning_trust: float = parameter(
        0.5,
        low=0.35,
        high=0.7,
        unit="trust, 0 to 1",
        source="E074, E095; judgement",
        year="2011",
        confidence="judgement",
        meaning="Trust from which a partner of a pool leaves commissioning to the other",
    )
    pool_promises: float = parameter(
        2.0,
        low=1.0,
        high=4.0,
        unit="promises a side and quarter",
        source="E033; judgement",
        year="2009",
        confidence="judgement",
        meaning="Promises that a pool makes, beside its contributions: reports, decisions, staff",
    )
    pool_withheld: float = parameter(
        0.3,
        low=0.1,
        high=0.6,
        unit="share of a quarter's contribution",
        source="P194; judgement",
        year="2015-17",
        confidence="judgement",
        meaning="Part of a contribution withheld when the promise to pay is broken",
    )
    pool_with_outcomes: float = parameter(
        0.2,
        low=0.05,
        high=0.5,
        unit="share of pools",
        source="E031",
        year="2009",
        confidence="judgement",
        meaning="Pools whose agreement states outcomes",
    )
    outcomes_bind: float = parameter(
        0.2,
        low=0.0,
        high=0.5,
        unit="share of the temptation",
        source="E031; judgement",
        year="2009",
        confidence="judgement",
        meaning="How far stated outcomes hold partners of a pool to their promises",
    )
    place_budget_share: float = parameter(
        0.5,
        low=0.2,
        high=1.0,
        unit="share of older people's spend",
        source="E097; judgement",
        year="2009-10",
        confidence="judgement",
        meaning="Money of a place in its one budget where the law makes one",
    )
    ended_pool_breaks: float = parameter(
        4.0,
        low=1.0,
        high=8.0,
        unit="broken promises",
        source="E160, P194; judgement",
        year="2015-17",
        confidence="judgement",
        meaning="Broken promises that the end of a pool amounts to",
    )

    # --- cost-shunting (M7) -------------------------------------------------------------------------------------
    care_per_narrowing: float = parameter(
        0.85,
        low=0.6,
        high=1.1,
        unit="exponent",
        source="judgement, near what runs of this model with and without narrowing give",
        year="2010-19",
        confidence="judgement",
        meaning="Home care given over that of 2010, as a power of how much more broadly need is read",
    )
    cost_per_pound_withheld: float = parameter(
        0.35,
        low=0.2,
        high=0.5,
        unit="GBP per GBP",
        source="P121, P122",
        year="2004-17",
        confidence="medium",
        meaning="Cost that comes to the other side for each pound of care withheld",
    )

    # --- people across a line, and housing (M11, M12) -----------------------------------------------------------
    verification_days: float = parameter(
        2.0,
        low=0.0,
        high=7.0,
        unit="days",
        source="E104; judgement",
        year="2011",
        confidence="judgement",
        meaning="Days for bodies of ordinary trust to settle who answers for a person with a practice across the line",
    )
    housing_at_the_table: float = parameter(
        0.8,
        low=0.5,
        high=1.0,
        unit="ratio",
        source="E072; judgement",
        year="2011",
        confidence="judgement",
        meaning="Waits for housing where housing sits on the board and trust is ordinary, over the usual wait",
    )

    # --- joint teams and structures -----------------------------------------------------------------------------
    team_found_trust: float = parameter(
        0.5,
        low=0.3,
        high=0.7,
        unit="trust, 0 to 1",
        source="E034, E085; judgement",
        year="2009",
        confidence="judgement",
        meaning="Trust from which council and commissioner found locality teams of their own accord",
    )
    team_growth: float = parameter(
        0.1,
        low=0.04,
        high=0.25,
        unit="share of frail people a year",
        source="P185, P181; judgement",
        year="2013-20",
        confidence="judgement",
        meaning="Growth of the reach of teams that partners found",
    )
    prevention_cut: float = parameter(
        1.0,
        low=0.2,
        high=2.0,
        unit="share per share overspent",
        source="E178, P123; judgement",
        year="2010-18",
        confidence="judgement",
        meaning="Part of prevention cut in a year per unit of overspending",
    )
    care_trust_split_regard: float = parameter(
        0.6,
        low=0.3,
        high=0.9,
        unit="share",
        source="E075; judgement",
        year="2011",
        confidence="judgement",
        meaning="Regard for both purses left to a care trust that may no longer both commission and provide",
    )
    open_choice_ratio: float = parameter(
        2.0,
        low=1.0,
        high=4.0,
        unit="ratio",
        source="White Paper July 2010, recall; judgement",
        year="2010",
        confidence="judgement",
        meaning="People on lists across a council line where any practice may be chosen, over where only near ones may",
    )
