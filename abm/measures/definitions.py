"""Every measure, in the order of reports. Counted, never assigned."""

from __future__ import annotations

import numpy as np

from abm.activity import Flow, Stock
from abm.finance.purposes import OLDER_PEOPLES_CARE, SOCIAL_CARE, Purpose
from abm.measures.counted import Counted
from abm.measures.joint_definitions import JOINT_MEASURES, commissioners_pay
from abm.measures.measure import BY_COUNCIL, BY_TEAM, BY_TRUST, EVERYWHERE, WHOLE, Count, Measure
from abm.vocabulary import Body, Reason, Service

CARE_HOME_COUNCIL = (Stock.RESIDENTIAL_COUNCIL, Stock.NURSING_COUNCIL)
CARE_HOMES = (
    Stock.RESIDENTIAL_COUNCIL, Stock.RESIDENTIAL_NHS, Stock.RESIDENTIAL_SELF,
    Stock.NURSING_COUNCIL, Stock.NURSING_NHS, Stock.NURSING_SELF,
)  # fmt: skip
HOURS = 1.0 / 7.0
"""A stock of hours a week summed over days, as hours."""


def mean_of(c: Counted, stocks: tuple[Stock, ...]) -> np.ndarray:
    """Mean of several stocks together."""
    return np.asarray(sum(c.mean_of(stock) for stock in stocks))


def nhs_spend(c: Counted) -> np.ndarray:
    """All NHS spending: commissioners' and the centre's, less what trusts give back."""
    withheld = c.pounds("trust", Purpose.READMISSIONS_WITHHELD, Purpose.MARGINAL_TARIFF_WITHHELD)
    return np.asarray(commissioners_pay(c) + c.pounds("centre", Purpose.OTHER_NHS_CARE) - withheld)


def delay_gap_across_line(c: Counted) -> np.ndarray:
    """How much more people across a line are delayed than the others of the same unit."""
    across, delayed = c.days_of(Stock.ACROSS_LINE), c.days_of(Stock.DELAYED_ACROSS_LINE)
    others = c.share(c.delayed() - delayed, c.days_of(Stock.ALIVE) - across)
    return c.share(c.share(delayed, across), others)


def joint_spend(c: Counted) -> np.ndarray:
    """Spending through joint arrangements: all of a care trust's, and what other places do together."""
    return c.standing["joint_spend"]


def days_for(reason: Reason) -> Count:
    """Delayed days for a reason."""
    return lambda c: c.delayed(reason=reason)


def days_put_down_to(body: Body) -> Count:
    """Delayed days put down to a body."""
    return lambda c: c.delayed(body=body)


def wait_for(service: Service) -> Count:
    """Mean wait for a service."""
    return lambda c: c.wait_for(service)


def reason_measures() -> list[Measure]:
    """Delayed days by reason."""
    return [
        Measure(
            f"delayed_days_{reason.name.lower()}",
            "days",
            EVERYWHERE,
            f"delayed days whose reason is: {reason.name.lower().replace('_', ' ')}",
            days_for(reason),
            scales=True,
        )
        for reason in Reason
    ]


def body_measures() -> list[Measure]:
    """Delayed days by the body they are put down to."""
    return [
        Measure(
            f"delayed_days_{body.name.lower()}",
            "days",
            EVERYWHERE,
            f"delayed days put down to {body.name.lower().replace('_', ' ').replace('nhs', 'the NHS')}",
            days_put_down_to(body),
            scales=True,
        )
        for body in Body
    ]


def wait_measures() -> list[Measure]:
    """Mean waits by service."""
    return [
        Measure(
            f"wait_{service.name.lower()}",
            "days",
            BY_COUNCIL,
            f"mean days in the queue for {service.name.lower().replace('_', ' ')}, of those it reached",
            wait_for(service),
        )
        for service in Service
    ]


MEASURES: tuple[Measure, ...] = (
    Measure("older_people", "people", EVERYWHERE, "people aged 65 and over, mean of the period",
            lambda c: c.mean_of(Stock.ALIVE), scales=True),
    Measure("frailty_severe_share", "share", EVERYWHERE, "older people who are severely frail",
            lambda c: c.share(c.days_of(Stock.SEVERE), c.days_of(Stock.ALIVE))),
    Measure("frailty_moderate_share", "share", EVERYWHERE, "older people who are moderately frail",
            lambda c: c.share(c.days_of(Stock.MODERATE), c.days_of(Stock.ALIVE))),
    Measure("frailty_mild_share", "share", EVERYWHERE, "older people who are mildly frail",
            lambda c: c.share(c.days_of(Stock.MILD), c.days_of(Stock.ALIVE))),
    Measure("deaths_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "deaths",
            lambda c: c.per_person_year(c.flow_of(Flow.DEATHS), 1000.0)),
    Measure("days_at_home_share", "share of days", EVERYWHERE, "older people's days spent at home",
            lambda c: c.share(c.days_of(Stock.AT_HOME), c.days_of(Stock.ALIVE))),
    # the hospital
    Measure("emergency_contacts_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "crises at the front door",
            lambda c: c.per_person_year(c.flow_of(Flow.CRISES), 1000.0)),
    Measure("emergency_admissions", "admissions", EVERYWHERE, "emergency admissions of people aged 65 and over",
            lambda c: c.flow_of(Flow.ADMISSIONS), scales=True),
    Measure("emergency_admissions_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "emergency admissions",
            lambda c: c.per_person_year(c.flow_of(Flow.ADMISSIONS), 1000.0)),
    Measure("emergency_admissions_avoided", "crises", EVERYWHERE, "crises managed at home by rapid response",
            lambda c: c.flow_of(Flow.MANAGED_AT_HOME), scales=True),
    Measure("emergency_bed_days_per_1000_65plus", "days per 1,000 a year", EVERYWHERE, "acute emergency bed days",
            lambda c: c.per_person_year(c.days_of(Stock.IN_ACUTE_BED), 1000.0)),
    Measure("length_of_stay_emergency", "days", EVERYWHERE, "mean nights of emergency stays that ended",
            lambda c: c.share(c.flow_of(Flow.STAY_DAYS_ENDED),
                              c.flow_of(Flow.SHORT_STAYS_ENDED) + c.flow_of(Flow.LONG_STAYS_ENDED))),
    Measure("acute_bed_occupancy", "share", BY_TRUST, "acute beds in use, planned care and under-65s included",
            lambda c: c.share(c.days_of(Stock.IN_ACUTE_BED) + c.bed_days[:, 1], c.bed_days[:, 0])),
    Measure("trolley_days_per_admission", "days", EVERYWHERE, "mean days waited for a bed",
            lambda c: c.share(c.flow_of(Flow.ACUTE_BED_WAIT_DAYS), c.flow_of(Flow.ADMISSIONS))),
    Measure("readmission_rate_30d", "share", EVERYWHERE, "live discharges followed by a readmission within 30 days",
            lambda c: c.share(c.flow_of(Flow.READMISSIONS_30D), c.flow_of(Flow.LIVE_DISCHARGES))),
    Measure("readmission_rate_30d_75plus", "share", EVERYWHERE, "the same for people aged 75 and over",
            lambda c: c.share(c.flow_of(Flow.READMISSIONS_30D_75PLUS), c.flow_of(Flow.LIVE_DISCHARGES_75PLUS))),
    Measure("deaths_in_hospital_share", "share", EVERYWHERE, "deaths that happen in an NHS bed",
            lambda c: c.share(c.flow_of(Flow.DEATHS_IN_HOSPITAL), c.flow_of(Flow.DEATHS))),
    Measure("declared_early_share", "share", EVERYWHERE, "live discharges before true readiness",
            lambda c: c.share(c.flow_of(Flow.DECLARED_EARLY), c.flow_of(Flow.LIVE_DISCHARGES))),
    # delay
    Measure("delayed_days", "days", EVERYWHERE, "days of delayed transfer of care, all NHS beds",
            lambda c: c.delayed(), scales=True),
    Measure("delayed_days_per_1000_65plus", "days per 1,000 a year", EVERYWHERE, "delayed days",
            lambda c: c.per_person_year(c.delayed(), 1000.0)),
    *body_measures(),
    *reason_measures(),
    Measure("delayed_days_acute", "days", EVERYWHERE, "recorded delayed days in acute beds",
            lambda c: c.days_of(Stock.DELAYED_ACUTE), scales=True),
    Measure("delayed_days_acute_true", "days", EVERYWHERE, "days in acute beds after true readiness",
            lambda c: c.days_of(Stock.TRULY_DELAYED_ACUTE), scales=True),
    Measure("delayed_days_living_alone_share", "share", EVERYWHERE, "delayed days of people who live alone",
            lambda c: c.share(c.days_of(Stock.LIVING_ALONE_DELAYED), c.delayed())),
    Measure("delayed_days_severe_frailty_share", "share", EVERYWHERE, "delayed days of severely frail people",
            lambda c: c.share(c.days_of(Stock.SEVERE_DELAYED), c.delayed())),
    Measure("declined_in_delay", "people", EVERYWHERE, "people who became frailer in a bed they no longer needed",
            lambda c: c.flow_of(Flow.HOSPITAL_DECLINES_IN_DELAY), scales=True),
    Measure("one_night_became_a_care_home", "people", EVERYWHERE,
            "ready within two nights, in the bed for 28 or more, then a care home",
            lambda c: c.flow_of(Flow.SHORT_NEED_LONG_STAY_CARE_HOME), scales=True),
    *wait_measures(),
    # decisions
    Measure("improvable_decision_share", "share", EVERYWHERE, "decisions where a better destination existed",
            lambda c: c.share(c.flow_of(Flow.DECISIONS_IMPROVABLE), c.flow_of(Flow.DECISIONS))),
    Measure("improvable_with_local_option_share", "share", EVERYWHERE, "of these, the better one was open that day",
            lambda c: c.share(c.flow_of(Flow.DECISIONS_IMPROVABLE_LOCAL_OPTION), c.flow_of(Flow.DECISIONS_IMPROVABLE))),
    Measure("decisions_with_shared_records_share", "share", EVERYWHERE, "decisions made with both bodies' records",
            lambda c: c.share(c.flow_of(Flow.DECISIONS_WITH_SHARED_RECORD), c.flow_of(Flow.DECISIONS))),
    Measure("reablement_referral_rate", "share of team-assessed discharges", BY_TEAM, "referred to reablement",
            lambda c: c.share(c.flow_of(Flow.TEAM_REABLEMENT_REFERRALS), c.flow_of(Flow.TEAM_DISCHARGES))),
    Measure("package_over_prescribed_share", "share", EVERYWHERE, "packages above need two weeks after they start",
            lambda c: c.share(c.flow_of(Flow.PACKAGES_OVER_PRESCRIBED), c.flow_of(Flow.PACKAGES_CHECKED))),
    Measure("care_home_moves_inappropriate_share", "share", EVERYWHERE,
            "moves from hospital to a care home of people whose settled need is below one",
            lambda c: c.share(c.flow_of(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL_INAPPROPRIATE),
                              c.flow_of(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL))),
    Measure("hand_offs_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "times a person passes to another service",
            lambda c: c.per_person_year(c.flow_of(Flow.HAND_OFFS), 1000.0)),
    Measure("disputes", "disputes", EVERYWHERE, "formal disputes over who is responsible",
            lambda c: c.flow_of(Flow.DISPUTES), scales=True),
    Measure("told_again_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "times a person tells the same story again",
            lambda c: c.per_person_year(c.flow_of(Flow.TOLD_AGAIN), 1000.0)),
    Measure("provider_changes_per_1000_65plus", "per 1,000 a year", EVERYWHERE,
            "packages of home care from another provider than the person's last",
            lambda c: c.per_person_year(c.flow_of(Flow.PROVIDER_CHANGES), 1000.0)),
    Measure("urgent_response_open_share", "share", EVERYWHERE,
            "crises fit for home on whose day rapid response took people",
            lambda c: c.share(c.flow_of(Flow.CRISES_FIT_FOR_HOME_TEAM_OPEN), c.flow_of(Flow.CRISES_FIT_FOR_HOME))),
    Measure("verifications", "people", EVERYWHERE, "waits until bodies agree where someone across a line belongs",
            lambda c: c.flow_of(Flow.VERIFICATIONS), scales=True),
    Measure("delay_gap_across_line", "ratio", EVERYWHERE,
            "days delayed per day of people whose practice is in another council, over those of all others",
            delay_gap_across_line),
    # care
    Measure("home_care_users", "people", EVERYWHERE, "older people with a package of home care, whoever pays",
            lambda c: c.mean_of(Stock.HOME_CARE_USERS), scales=True),
    Measure("home_care_hours_council", "hours", EVERYWHERE, "hours of home care that councils pay for",
            lambda c: c.days_of(Stock.HOME_CARE_HOURS_COUNCIL) * HOURS, scales=True),
    Measure("packages_started_within_28_days_share", "share", EVERYWHERE, "packages started within 28 days of asking",
            lambda c: c.share(c.flow_of(Flow.PACKAGE_STARTS_WITHIN_28_DAYS),
                              c.flow_of(Flow.PACKAGE_STARTS_COUNCIL) + c.flow_of(Flow.PACKAGE_STARTS_NHS)
                              + c.flow_of(Flow.PACKAGE_STARTS_SELF))),
    Measure("direct_payments_share", "share", EVERYWHERE, "of packages that councils start, taken as a direct payment",
            lambda c: c.share(c.flow_of(Flow.DIRECT_PAYMENT_STARTS), c.flow_of(Flow.PACKAGE_STARTS_COUNCIL))),
    Measure("packages_broken_down", "packages", EVERYWHERE, "packages that a yearly review found broken down",
            lambda c: c.flow_of(Flow.PACKAGE_BREAKDOWNS), scales=True),
    Measure("packages_lapsed", "packages", EVERYWHERE, "packages lost during a hospital stay",
            lambda c: c.flow_of(Flow.PACKAGES_LAPSED), scales=True),
    Measure("reablement_starts", "people", EVERYWHERE, "reablement episodes started",
            lambda c: c.flow_of(Flow.REABLEMENT_STARTS), scales=True),
    Measure("reablement_no_further_need_share", "share", EVERYWHERE, "reablement that ends without need of a package",
            lambda c: c.share(c.flow_of(Flow.REABLEMENT_ENDED_WITHOUT_NEED), c.flow_of(Flow.REABLEMENT_ENDED))),
    Measure("care_home_residents_65plus", "people", EVERYWHERE, "residents of care homes, whoever pays",
            lambda c: mean_of(c, CARE_HOMES), scales=True),
    Measure("council_supported_care_home_residents_65plus", "people", EVERYWHERE, "residents whom councils support",
            lambda c: mean_of(c, CARE_HOME_COUNCIL), scales=True),
    Measure("care_home_admissions_per_100000_65plus", "per 100,000 a year", EVERYWHERE,
            "council-supported admissions to care homes",
            lambda c: c.per_person_year(c.flow_of(Flow.CARE_HOME_ENTRIES_COUNCIL), 100_000.0)),
    Measure("care_home_admissions_from_hospital_share", "share", EVERYWHERE, "of all admissions to care homes",
            lambda c: c.share(c.flow_of(Flow.CARE_HOME_ENTRIES_FROM_HOSPITAL),
                              c.flow_of(Flow.CARE_HOME_ENTRIES_COUNCIL) + c.flow_of(Flow.CARE_HOME_ENTRIES_NHS)
                              + c.flow_of(Flow.CARE_HOME_ENTRIES_SELF))),
    Measure("requests_for_help_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "requests for help from home",
            lambda c: c.per_person_year(c.flow_of(Flow.REQUESTS_FOR_HELP), 1000.0)),
    Measure("found_ineligible_per_1000_65plus", "per 1,000 a year", EVERYWHERE, "found ineligible by the council",
            lambda c: c.per_person_year(c.flow_of(Flow.REFUSED_INELIGIBLE), 1000.0)),
    Measure("unmet_hours_per_1000_65plus", "hours a week per 1,000", EVERYWHERE, "need at home that no service meets",
            lambda c: c.share(c.days_of(Stock.UNMET_HOURS) * 1000.0, c.days_of(Stock.ALIVE))),
    Measure("carer_hours_per_1000_65plus", "hours a week per 1,000", EVERYWHERE, "hours that carers give",
            lambda c: c.share(c.days_of(Stock.CARER_HOURS) * 1000.0, c.days_of(Stock.ALIVE))),
    Measure("waiting_at_home_per_1000_65plus", "people per 1,000", EVERYWHERE, "people at home waiting for a service",
            lambda c: c.share(c.days_of(Stock.WAITING_IN_COMMUNITY) * 1000.0, c.days_of(Stock.ALIVE))),
    Measure("known_to_locality_team_share", "share", EVERYWHERE, "older people known to a locality team",
            lambda c: c.share(c.days_of(Stock.KNOWN_TO_LOCALITY_TEAM), c.days_of(Stock.ALIVE))),
    Measure("needs_found_by_locality_teams", "people", EVERYWHERE, "needs found that nobody had reported",
            lambda c: c.flow_of(Flow.DETECTED_BY_LOCALITY_TEAM), scales=True),
    Measure("eligibility_threshold", "0 low to 3 critical", BY_COUNCIL, "Fair Access to Care threshold in force",
            lambda c: c.standing["threshold"]),
    # markets
    Measure("care_providers", "provider groups", BY_COUNCIL, "groups that offer home care, care or nursing homes",
            lambda c: c.standing["providers"], scales=True),
    Measure("care_providers_entered", "provider groups", BY_COUNCIL, "groups that entered a market",
            lambda c: c.standing["entered"], scales=True),
    Measure("care_providers_closed", "provider groups", BY_COUNCIL, "groups that gave up",
            lambda c: c.standing["closed"], scales=True),
    Measure("care_providers_failed", "provider groups", BY_COUNCIL, "homes of a large group that failed at once",
            lambda c: c.standing["failed"], scales=True),
    Measure("home_care_concentration", "0 to 1", BY_COUNCIL, "Herfindahl index of home care, 1 where one has all",
            lambda c: c.standing["concentration"]),
    Measure("care_quality", "0 to 1", BY_COUNCIL, "mean quality of care providers, by what they have open",
            lambda c: c.standing["quality"]),
    Measure("council_usual_wait", "days", BY_COUNCIL, "wait that councils are used to, over their services",
            lambda c: c.standing["habit"]),
    # money
    Measure("spend_nhs", "GBP", WHOLE, "NHS spending, 2010/11 prices", nhs_spend, scales=True),
    Measure("spend_council", "GBP", BY_COUNCIL, "councils' gross spending on adult social care, 2010/11 prices",
            lambda c: c.pounds("council", *SOCIAL_CARE), scales=True),
    Measure("spend_older_people_council", "GBP", BY_COUNCIL, "councils' gross spending on older people's care",
            lambda c: c.pounds("council", *OLDER_PEOPLES_CARE), scales=True),
    Measure("working_age_share_of_social_care_spend", "share of spend", BY_COUNCIL, "on people aged 18-64",
            lambda c: c.share(c.pounds("council", Purpose.WORKING_AGE_CARE), c.pounds("council", *SOCIAL_CARE))),
    Measure("spend_self_funders", "GBP", BY_COUNCIL, "what older people pay for care themselves",
            lambda c: c.pounds("self_funders"), scales=True),
    Measure("spend_emergency_care", "GBP", BY_TRUST, "hospitals' income from older people's emergencies, net",
            lambda c: c.pounds("to_trust"), scales=True),
    Measure("delayed_day_charges", "GBP", BY_COUNCIL, "paid by councils for delayed days",
            lambda c: c.pounds("council", Purpose.DELAYED_DAY_CHARGE), scales=True),
    Measure("continuing_healthcare_spend", "GBP", WHOLE, "NHS continuing healthcare",
            lambda c: c.pounds("commissioner", Purpose.CONTINUING_HEALTHCARE), scales=True),
    Measure("joint_spend_share", "share of NHS and social-care spend", WHOLE,
            "spent through joint arrangements of any kind, over all NHS spending and councils' on social care",
            lambda c: c.share(joint_spend(c), nhs_spend(c) + c.pounds("council", *SOCIAL_CARE))),
    Measure("spend_per_older_person", "GBP a year", BY_COUNCIL,
            "NHS and council spending on modelled care of older people", lambda c: c.per_person_year(
                c.pounds("council", *OLDER_PEOPLES_CARE) + commissioners_pay(c)
                - c.pounds("commissioner", Purpose.OTHER_NHS_CARE), 1.0)),
    Measure("spend_council_other_services", "GBP", BY_COUNCIL, "councils' spending on everything but social care",
            lambda c: c.pounds("council_other", Purpose.OTHER_COUNCIL_SERVICES), scales=True),
    Measure("council_overspending_share", "share of income", BY_COUNCIL,
            "councils' spending on adult social care over its income, as a share of income; negative when underspent",
            lambda c: c.standing["overspending"]),
    Measure("pathway_tariff", "GBP", BY_TRUST, "tariff that follows people from hospitals to community trusts",
            lambda c: c.pounds("trust", Purpose.PATHWAY_TARIFF), scales=True),
    Measure("community_money_taken", "GBP", WHOLE, "taken from community contracts by hospitals that run them",
            lambda c: c.pounds("community_trust", Purpose.COMMUNITY_MONEY_TAKEN), scales=True),
    *JOINT_MEASURES,
)  # fmt: skip
