"""Numbers about places: how many people live where, how bodies are drawn, how well they begin together."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup, parameter

LOOKUP = "ONS lookups of 2015, people as 1,614 per LSOA (the source of P027 to P034)"


class PlacesParameters(ParameterGroup):
    """What synthetic places are drawn from, what real tables are scaled to, and how ties begin."""

    england_people: float = parameter(
        53_010_000.0,
        low=52_500_000.0,
        high=53_500_000.0,
        unit="people",
        source=LOOKUP,
        year="2011",
        confidence="high",
        meaning="People of all ages in England",
    )
    england_older_people: float = parameter(
        8_660_000.0,
        low=8_600_000.0,
        high=8_800_000.0,
        unit="people",
        source="P040",
        year="2011",
        confidence="high",
        meaning="People aged 65 and over in England",
    )
    england_people_75plus: float = parameter(
        4_110_000.0,
        low=4_000_000.0,
        high=4_200_000.0,
        unit="people",
        source="P041",
        year="2011",
        confidence="high",
        meaning="People aged 75 and over in England",
    )
    england_people_85plus: float = parameter(
        1_180_000.0,
        low=1_130_000.0,
        high=1_230_000.0,
        unit="people",
        source="P041",
        year="2011",
        confidence="high",
        meaning="People aged 85 and over in England",
    )
    people_per_lsoa: float = parameter(
        1_614.0,
        low=1_600.0,
        high=1_650.0,
        unit="people",
        source="32,844 LSOAs of the ONS lookups over England's people",
        year="2011",
        confidence="high",
        meaning="People in one lower-layer super output area, where a table of places counts these",
    )
    county_share: float = parameter(
        0.18,
        low=0.15,
        high=0.21,
        unit="share of councils",
        source=f"27 shire counties of P001's 152; {LOOKUP}",
        year="2011",
        confidence="high",
        meaning="Synthetic councils that are as large as a shire county",
    )
    county_people_median: float = parameter(
        725_000.0,
        low=650_000.0,
        high=800_000.0,
        unit="people",
        source=LOOKUP,
        year="2015",
        confidence="medium",
        meaning="Median people of a synthetic county",
    )
    county_people_log_sd: float = parameter(
        0.33,
        low=0.25,
        high=0.45,
        unit="log people",
        source=LOOKUP,
        year="2015",
        confidence="medium",
        meaning="Spread of people over synthetic counties",
    )
    other_council_people_median: float = parameter(
        235_000.0,
        low=215_000.0,
        high=255_000.0,
        unit="people",
        source=LOOKUP,
        year="2015",
        confidence="medium",
        meaning="Median people of a synthetic council that is no county",
    )
    other_council_people_log_sd: float = parameter(
        0.42,
        low=0.35,
        high=0.55,
        unit="log people",
        source=LOOKUP,
        year="2015",
        confidence="medium",
        meaning="Spread of people over synthetic councils that are no counties",
    )
    older_share_sd: float = parameter(
        0.043,
        low=0.035,
        high=0.05,
        unit="share of people",
        source="ONS ages by council of about 2022, scaled to P040",
        year="2022",
        confidence="medium",
        meaning="Spread over councils of the share aged 65 and over",
    )
    share_75plus_sd: float = parameter(
        0.032,
        low=0.02,
        high=0.045,
        unit="share of people 65+",
        source="ONS ages by council of about 2022, scaled to P041",
        year="2022",
        confidence="medium",
        meaning="Spread over councils of the share of older people who are 75 or older",
    )
    share_85plus_sd: float = parameter(
        0.013,
        low=0.008,
        high=0.02,
        unit="share of people 65+",
        source="ONS ages by council of about 2022, scaled to P041",
        year="2022",
        confidence="medium",
        meaning="Spread over councils of the share of older people who are 85 or older",
    )
    list_size_mean: float = parameter(
        6_560.0,
        low=6_350.0,
        high=6_980.0,
        unit="people",
        source="P006 (6,651 registered), set within P005 and P006 for residents: England has 8,080 practices",
        year="2011",
        confidence="high",
        meaning="Mean list of a practice",
    )
    list_size_sd: float = parameter(
        4_244.0,
        low=4_000.0,
        high=4_400.0,
        unit="people",
        source="P007",
        year="2011",
        confidence="high",
        meaning="Spread of practices' lists",
    )
    cross_line_share: float = parameter(
        0.02,
        low=0.005,
        high=0.045,
        unit="share of residents",
        source="judgement; that they exist: E104",
        year="2011",
        confidence="judgement",
        meaning="The most of a council's residents who are on lists of practices in neighbouring councils",
    )
    sliver_share: float = parameter(
        0.005,
        low=0.0,
        high=0.02,
        unit="share of people",
        source="judgement: below the coarsest rounding of a map of LSOAs",
        year="2015",
        confidence="judgement",
        meaning="Overlaps below this share of group and council both go to the council's largest group",
    )
    pct_co_terminous_share: float = parameter(
        0.70,
        low=0.65,
        high=0.80,
        unit="share of councils",
        source="P026",
        year="2006-2012",
        confidence="high",
        meaning="Councils matched one to one by a primary care trust, where no table says which is where",
    )
    consortium_size_log_sd: float = parameter(
        0.75,
        low=0.5,
        high=1.0,
        unit="log people",
        source="P009 to P015: 14,000 to 672,000 people, 87% of wave 1 under 500,000",
        year="2010-11",
        confidence="medium",
        meaning="Spread of consortium sizes where practices group freely",
    )
    consortium_people_least: float = parameter(
        14_000.0,
        low=5_000.0,
        high=68_000.0,
        unit="people",
        source="P014 (low); P018 (high)",
        year="2010-11",
        confidence="high",
        meaning="Smallest consortium that practices form; smaller pieces at a council line join a larger",
    )
    consortium_people_most: float = parameter(
        672_000.0,
        low=600_000.0,
        high=901_000.0,
        unit="people",
        source="P014; P018 (high)",
        year="2010-12",
        confidence="high",
        meaning="Largest consortium that practices form, unless the mean asked for is above half of this",
    )
    consortium_split_size: float = parameter(
        0.95,
        low=0.5,
        high=1.2,
        unit="mean consortium sizes",
        source="fitted to P017, P030 and P031 (councils with one consortium)",
        year="2015",
        confidence="medium",
        meaning="People in a council for each consortium it splits into, where none may cross its lines",
    )
    consortium_split_log_sd: float = parameter(
        0.30,
        low=0.1,
        high=0.7,
        unit="log people",
        source="fitted to P031 (consortia per council)",
        year="2015",
        confidence="medium",
        meaning="How unevenly councils of the same size split into consortia within their lines",
    )
    prior_tie_slack: float = parameter(
        0.4,
        low=0.0,
        high=0.8,
        unit="share of the size wanted",
        source="judgement: groups grew out of clusters in PCTs; several crossed lines (P039)",
        year="2010-11",
        confidence="judgement",
        meaning="How far from its wanted size a consortium goes to end where its PCT ends",
    )
    people_per_acute_trust: float = parameter(
        370_000.0,
        low=340_000.0,
        high=385_000.0,
        unit="people",
        source="P020 (140; 138 to 156 trusts)",
        year="2013",
        confidence="high",
        meaning="People of all ages for each acute trust",
    )
    people_per_community_trust: float = parameter(
        500_000.0,
        low=300_000.0,
        high=900_000.0,
        unit="people",
        source="general knowledge: about a hundred providers of community services after 2011",
        year="2011",
        confidence="recall",
        meaning="People of all ages for each community trust",
    )
    people_per_mental_health_trust: float = parameter(
        946_000.0,
        low=850_000.0,
        high=1_100_000.0,
        unit="people",
        source="general knowledge: about 56 mental health trusts",
        year="2011",
        confidence="recall",
        meaning="People of all ages for each mental health trust",
    )
    economy_people_least: float = parameter(
        700_000.0,
        low=500_000.0,
        high=1_500_000.0,
        unit="people",
        source="judgement: the catchment of a mental health trust, the widest that places share",
        year="2011",
        confidence="judgement",
        meaning="Neighbouring places are joined into one health economy until it has this many people",
    )
    economy_share_most: float = parameter(
        0.08,
        low=0.04,
        high=0.10,
        unit="share of England's people",
        source="the engine takes one economy at a time: the largest holds under a tenth of England",
        year="2011",
        confidence="judgement",
        meaning="No two places are joined into a health economy larger than this",
    )
    delay_level_log_sd: float = parameter(
        0.46,
        low=0.3,
        high=0.6,
        unit="log level",
        source="P096 (65, 136, 266 days per 1,000), less what the mix of reasons adds",
        year="2011-12",
        confidence="medium",
        meaning="Spread over synthetic councils of the part of the delay level that all reasons share",
    )
    delay_reason_log_sd: float = parameter(
        0.80,
        low=0.5,
        high=1.0,
        unit="log level",
        source="P091, P102; NHS England delayed days by council and reason",
        year="2011-12",
        confidence="medium",
        meaning="Spread over synthetic councils of the part of the delay level that is each reason's own",
    )
    trust_personal_mean: float = parameter(
        0.45,
        low=0.2,
        high=0.7,
        unit="trust, 0 to 1",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Mean personal trust between two bodies with a tie at the start",
    )
    trust_institutional_mean: float = parameter(
        0.45,
        low=0.2,
        high=0.7,
        unit="trust, 0 to 1",
        source="judgement",
        year="2010",
        confidence="judgement",
        meaning="Mean institutional trust between two bodies with a tie at the start",
    )
    trust_sd: float = parameter(
        0.18,
        low=0.05,
        high=0.3,
        unit="trust, 0 to 1",
        source="judgement; that places differ: E096, E165",
        year="2010",
        confidence="judgement",
        meaning="Spread of either part of trust at the start",
    )
    trust_place_share: float = parameter(
        0.5,
        low=0.0,
        high=0.9,
        unit="share of variance",
        source="judgement: local history is shared by the bodies of a place",
        year="2010",
        confidence="judgement",
        meaning="How much of the starting spread of trust the ties of one place have in common",
    )
    trust_gp_council_personal: float = parameter(
        0.05,
        low=0.0,
        high=0.2,
        unit="trust, 0 to 1",
        source="E103 (first town hall visit in 30 years)",
        year="2010",
        confidence="low",
        meaning="Mean personal trust between general practice and council at the start",
    )
    trust_personal_weight: float = parameter(
        0.5,
        low=0.2,
        high=0.8,
        unit="share",
        source="P202 (what remains when a leader leaves)",
        year="2011",
        confidence="judgement",
        meaning="Weight of the personal part in the trust that decisions go by",
    )
