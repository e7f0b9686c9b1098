"""Uncertain numbers of relations: how trust is gained and lost, who keeps promises, when leaders go."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter


class RelationsParameters(ParameterGroup):
    """Trust, promises, leaders, attention and engagement."""

    # --- trust --------------------------------------------------------------------------------------------------
    trust_gain: float = parameter(
        0.04,
        low=0.0125,
        high=0.08,
        unit="share of the distance to full trust",
        source="P200 (0.15 a year of kept commitments, at about four promises a year)",
        year="2011",
        confidence="low",
        meaning="Trust gained for one kept promise",
    )
    trust_loss_ratio: float = parameter(
        4.0,
        low=2.0,
        high=8.0,
        unit="ratio of losses to gains",
        source="P201",
        year="2011",
        confidence="low",
        meaning="Trust lost for one broken promise, over what a kept one gains",
    )
    benefit_of_doubt: float = parameter(
        0.4,
        low=0.0,
        high=0.8,
        unit="share of the loss per unit of trust",
        source="judgement (trust reads a lapse charitably: Kramer 1999, recall); E082, E083 for the direction",
        year="2011",
        confidence="judgement",
        meaning="Part of what a broken promise costs that full trust forgives",
    )
    meeting_gain: float = parameter(
        0.01,
        low=0.0,
        high=0.03,
        unit="share of the distance to full trust",
        source="P025; judgement",
        year="2013",
        confidence="judgement",
        meaning="Personal trust gained at one meeting that both sides take seriously",
    )
    newcomer_trust: float = parameter(
        0.2,
        low=0.05,
        high=0.4,
        unit="trust, 0 to 1",
        source="E103, P202; judgement",
        year="2011",
        confidence="judgement",
        meaning="Personal trust that a new leader meets and brings, where there was more before",
    )

    # --- promises -----------------------------------------------------------------------------------------------
    temptation: float = parameter(
        0.2,
        low=0.05,
        high=0.5,
        unit="hazard per promise",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Temptation to break a promise without any pressure of money",
    )
    temptation_per_stress: float = parameter(
        5.0,
        low=1.0,
        high=12.0,
        unit="hazard per share overspent",
        source="E086, E087; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further temptation per unit of forecast overspending",
    )
    future_per_trust: float = parameter(
        0.3,
        low=0.1,
        high=0.6,
        unit="share of the temptation per unit of trust",
        source="E159; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far the worth of working together later holds a body to its promise, at full trust",
    )
    slip_per_load: float = parameter(
        0.05,
        low=0.01,
        high=0.15,
        unit="chance per promise at ordinary load",
        source="E032, E033; judgement",
        year="2009",
        confidence="judgement",
        meaning="Promises missed for want of attention, although nobody meant to break them",
    )
    duty_binds: float = parameter(
        0.15,
        low=0.0,
        high=0.4,
        unit="share of the temptation",
        source="E068, E069, E084 (trust cannot be mandated); judgement",
        year="2011",
        confidence="judgement",
        meaning="How far a statutory duty to integrate holds a body to its promises",
    )
    duty_encouraged: float = parameter(
        0.5,
        low=0.2,
        high=0.8,
        unit="share of a duty",
        source="E068; judgement",
        year="2011",
        confidence="judgement",
        meaning="What encouraging integration binds to, of what requiring it would",
    )
    discharge_ambition: float = parameter(
        0.3,
        low=0.0,
        high=0.8,
        unit="share of the tolerance per unit of trust",
        source="judgement; ambition follows trust",
        year="2011",
        confidence="judgement",
        meaning="How much tighter the promise that a council gives a hospital is, at full trust",
    )
    discharge_tolerance: float = parameter(
        0.5,
        low=0.2,
        high=1.0,
        unit="share of the usual wait",
        source="P101 (twice the chance variation of a quarter against the same quarter of the year before)",
        year="2011-14",
        confidence="medium",
        meaning="Excess over the wait of a year before at which a promise counts as broken, without trust",
    )
    readmission_tolerance: float = parameter(
        0.15,
        low=0.05,
        high=0.4,
        unit="share of the usual rate",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="How far readmissions may exceed the usual before councils hold that people were sent home too soon",
    )
    protection_tolerance: float = parameter(
        0.02,
        low=0.005,
        high=0.06,
        unit="share of the service",
        source="E089; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far a service that matters to the other side may be cut before the other side minds",
    )

    # --- attention ----------------------------------------------------------------------------------------------
    least_share_of_a_partner: float = parameter(
        0.05,
        low=0.01,
        high=0.1,
        unit="share of people",
        source="P029, P031 (overlaps of 5% and more)",
        year="2015",
        confidence="medium",
        meaning="Share of the people of either body from which a council and a commissioner deal as partners",
    )
    attention_promises: float = parameter(
        15.0,
        low=5.0,
        high=40.0,
        unit="promises a quarter",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Promises that one body can attend to well at a time",
    )
    partner_cost: float = parameter(
        0.1,
        low=0.02,
        high=0.3,
        unit="share of attention per further partner",
        source="E063, E091 (modest); judgement",
        year="2011",
        confidence="judgement",
        meaning="Attention that each partner beyond the first takes, whatever is promised",
    )
    cluster_attention: float = parameter(
        0.6,
        low=0.4,
        high=0.9,
        unit="share",
        source="E053, E102",
        year="2011-13",
        confidence="judgement",
        meaning="Attention left to primary care trusts run in clusters with fewer managers",
    )

    # --- leaders ------------------------------------------------------------------------------------------------
    leader_exit: float = parameter(
        0.3,
        low=0.23,
        high=0.4,
        unit="per year",
        source="P173",
        year="2013-17",
        confidence="medium",
        meaning="Chance that the leader of a body leaves within a year",
    )
    exit_after_failure_ratio: float = parameter(
        2.5,
        low=1.5,
        high=4.0,
        unit="ratio",
        source="P174 (72% new against 20%)",
        year="2017",
        confidence="medium",
        meaning="How much likelier leaders leave where the body or its place is failing",
    )
    cluster_exit_ratio: float = parameter(
        2.0,
        low=1.0,
        high=3.0,
        unit="ratio",
        source="E053, E064, E102",
        year="2011-13",
        confidence="judgement",
        meaning="How much likelier leaders of primary care trusts leave while these are run in clusters",
    )
    joint_post_retains: float = parameter(
        0.6,
        low=0.2,
        high=0.9,
        unit="share",
        source="E094; judgement",
        year="2011",
        confidence="judgement",
        meaning="Personal trust that survives a change of leader where a post is held jointly",
    )
    places_with_joint_posts: float = parameter(
        0.15,
        low=0.05,
        high=0.3,
        unit="share of councils",
        source="E094, E096; judgement",
        year="2010",
        confidence="judgement",
        meaning="Places with joint posts where the lever says some",
    )

    # --- engagement of general practice -------------------------------------------------------------------------
    engagement_base: float = parameter(
        0.004,
        low=0.0,
        high=0.02,
        unit="per quarter",
        source="E061; judgement",
        year="2010",
        confidence="low",
        meaning="Chance that a practice takes part from then on, with nobody to follow",
    )
    engagement_contagion: float = parameter(
        0.09,
        low=0.03,
        high=0.2,
        unit="per quarter",
        source="E061, E085; judgement",
        year="2010",
        confidence="judgement",
        meaning="Further chance when all other practices of the consortium take part",
    )
    engagement_lapse: float = parameter(
        0.05,
        low=0.02,
        high=0.12,
        unit="per quarter",
        source="E061, E099; judgement",
        year="2010",
        confidence="judgement",
        meaning="Chance that a practice that takes part gives up",
    )
    engagement_size: float = parameter(
        0.25,
        low=0.0,
        high=0.6,
        unit="exponent",
        source="E060, E085; judgement",
        year="2011",
        confidence="judgement",
        meaning="How far contagion weakens with the size of a consortium over the usual size",
    )
    engagement_usual_people: float = parameter(
        198000.0,
        low=150000.0,
        high=260000.0,
        unit="people",
        source="P012, P018",
        year="2011",
        confidence="medium",
        meaning="Size of the consortium for which contagion is given",
    )
    engagement_imposed: float = parameter(
        1.5,
        low=1.0,
        high=2.5,
        unit="ratio",
        source="E085, E158; judgement",
        year="2011",
        confidence="judgement",
        meaning="How much likelier practices give up where change is imposed than where it is designed with them",
    )
    engagement_programme: float = parameter(
        0.02,
        low=0.005,
        high=0.05,
        unit="per quarter",
        source="judgement",
        year="2011",
        confidence="judgement",
        meaning="Further chance to take part under a clinical engagement programme",
    )
    engagement_premium: float = parameter(
        0.004,
        low=0.0,
        high=0.015,
        unit="per quarter",
        source="E079; judgement",
        year="2011",
        confidence="judgement",
        meaning="Further chance to take part where practice income depends on collective results",
    )
    engagement_spread: float = parameter(
        0.35,
        low=0.1,
        high=0.7,
        unit="sd of log",
        source="E061 (low and variable), E096; judgement",
        year="2011",
        confidence="judgement",
        meaning="Spread between consortia of how well they draw practices in",
    )
