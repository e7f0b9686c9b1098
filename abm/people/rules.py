"""The numbers of the people engine in the shape it reads them: rates per day, tables by age band and frailty.

Made once a run from the parameters, read by the compiled engine and by the plain twin alike.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from abm.dates import date_of, is_closed
from abm.scenario.parameter_groups.people import PeopleParameters
from abm.vocabulary import FRAILTY_LEVELS, Frailty

DAYS_A_YEAR = 365.25
BAND_YEARS = (70, 75, 80, 85, 90)
"""Ages at which a person enters the next five-year band; the first band is 65-69, the last 90 and over."""
BANDS = len(BAND_YEARS) + 1
BAND_AGE_DAYS = tuple(int(years * DAYS_A_YEAR) for years in BAND_YEARS)
AGE_75_DAYS = int(75 * DAYS_A_YEAR)
AGE_65_DAYS = int(65 * DAYS_A_YEAR)
JANUARY_15 = 289
"""Days from 1 April to 15 January, the top of the yearly wave of crises."""


class Rules(NamedTuple):
    """Everything the engine needs to know that is the same for everyone in a run."""

    seed: np.uint64
    horizon: int
    """Number of days in the run."""
    band_days: np.ndarray
    """int64 [5]: age in days at which each later band starts."""
    crisis: np.ndarray
    """float64 [bands, frailty]: crises per day of operational time."""
    crisis_time: np.ndarray
    """float64 [horizon + 1]: operational time of crises (season and trend) up to each day."""
    days_a_crisis_time: float
    """Days of the run over operational time in all."""
    decline: np.ndarray
    """float64 [bands, frailty]: hazard per day of becoming frailer."""
    death: np.ndarray
    """float64 [bands, frailty]: hazard per day of dying at home."""
    help: np.ndarray
    """float64 [frailty]: requests for help per day."""
    death_ratio_care_home: float
    death_ratio_in_bed: float
    death_ratio_after_illness: float
    deconditioning: float
    crisis_ratio_alone: float
    crisis_ratio_unmet: float
    crisis_ratio_after_discharge: float
    crisis_ratio_per_day_early: float
    team_raises_crisis: float
    team_slows_decline: float
    team_finds_need: float
    bed_needed_from: float
    """Severity above which a crisis truly needs a bed."""
    front_door_noise: float
    record_sharpens: float
    single_assessment_sharpens: float
    short_stay_share: np.ndarray
    """float64 [frailty]."""
    long_stay_days: np.ndarray
    """float64 [frailty]."""
    stay_time: np.ndarray
    """float64 [horizon + 1]: factor on the clinical stay, by day."""
    declaration_lag_days: float
    notice_days: int
    further_nhs_share: np.ndarray
    """float64 [frailty]."""
    community_stay_days: float
    need_hours: np.ndarray
    """float64 [frailty]: median hours a week."""
    need_hours_dementia: float
    carer_covers: float
    acute_need_hours: np.ndarray
    """float64 [frailty]."""
    left_after_two_weeks: float
    left_after_month: float
    reablement_success: float
    reablement_days: int
    benefit_from: float
    """Latent suitability above which reablement truly helps."""
    need_noise: float
    hurry_caution: float
    home_limit: float
    residential_limit: float
    nursing_limit: float
    over_prescription_margin: float
    largest_package: int
    hold_days: int
    direct_payment_hold_days: int
    review_days: int
    choice_chance: float
    choice_chance_home: float
    choice_days: float
    dispute_days: float
    housing_chance: float
    housing_days: float
    equipment_chance: float
    spend_down_days: float
    dementia_chance_per_decline: float
    living_alone_share: float
    carer_share_alone: float
    carer_share_not_alone: float
    self_funder_care_home_share: float
    self_funder_home_care_share: float
    dementia_share_65_69: float
    dementia_growth: float
    dementia_by_frailty: float
    benefit_noise: float
    review_error: float
    mental_health_share: float
    other_work_swing: float
    need_spread: float


def make_rules(parameters: PeopleParameters, seed: int, horizon: int) -> Rules:
    """Rates per day and tables from the parameters of a scenario, for a run of ``horizon`` days."""
    p = parameters
    time = crisis_time(p, horizon)
    return Rules(
        seed=np.uint64(seed),
        horizon=horizon,
        band_days=np.array(BAND_AGE_DAYS, dtype=np.int64),
        crisis=crisis_table(p),
        crisis_time=time,
        days_a_crisis_time=horizon / float(time[-1]),
        decline=decline_table(p),
        death=death_table(p),
        help=np.array([0.0, p.help_rate_mild, p.help_rate_moderate, p.help_rate_severe]) / DAYS_A_YEAR,
        death_ratio_care_home=p.death_ratio_care_home,
        death_ratio_in_bed=p.death_ratio_in_bed,
        death_ratio_after_illness=p.death_ratio_after_illness,
        deconditioning=p.deconditioning_per_waiting_day,
        crisis_ratio_alone=p.crisis_ratio_alone,
        crisis_ratio_unmet=p.crisis_ratio_unmet,
        crisis_ratio_after_discharge=p.crisis_ratio_after_discharge,
        crisis_ratio_per_day_early=p.crisis_ratio_per_day_early,
        team_raises_crisis=p.team_raises_crisis,
        team_slows_decline=p.team_slows_decline,
        team_finds_need=p.team_finds_need,
        bed_needed_from=1.0 - p.bed_needed_share,
        front_door_noise=p.front_door_noise,
        record_sharpens=p.record_sharpens,
        single_assessment_sharpens=p.single_assessment_sharpens,
        short_stay_share=powers(p.short_stay_share, 1.0 / p.stay_ratio_per_frailty),
        long_stay_days=powers(p.long_stay_days, p.stay_ratio_per_frailty),
        stay_time=stay_time(p, horizon),
        declaration_lag_days=p.declaration_lag_days,
        notice_days=int(p.notice_days),
        further_nhs_share=powers(p.further_nhs_care_share, p.further_nhs_care_ratio),
        community_stay_days=p.community_stay_days,
        need_hours=np.array([0.0, p.need_hours_mild, p.need_hours_moderate, p.need_hours_severe]),
        need_hours_dementia=p.need_hours_dementia,
        carer_covers=p.carer_covers,
        acute_need_hours=powers(p.acute_need_hours, p.acute_need_ratio),
        left_after_two_weeks=1.0 - p.recovery_two_weeks,
        left_after_month=1.0 - p.recovery_month,
        reablement_success=p.reablement_success,
        reablement_days=int(p.reablement_days),
        benefit_from=1.0 - p.can_benefit_share,
        need_noise=p.need_noise,
        hurry_caution=p.hurry_caution,
        home_limit=p.home_limit_hours,
        residential_limit=p.residential_limit_hours,
        nursing_limit=p.nursing_limit_hours,
        over_prescription_margin=p.over_prescription_margin,
        largest_package=int(p.largest_package_hours),
        hold_days=int(p.package_hold_days),
        direct_payment_hold_days=int(p.package_hold_days * p.direct_payment_hold_ratio),
        review_days=int(p.review_days),
        choice_chance=p.choice_chance,
        choice_chance_home=p.choice_chance_home,
        choice_days=p.choice_days,
        dispute_days=p.dispute_days,
        housing_chance=p.housing_chance,
        housing_days=p.housing_days,
        equipment_chance=p.equipment_chance,
        spend_down_days=p.spend_down_years * DAYS_A_YEAR,
        dementia_chance_per_decline=p.dementia_per_decline,
        living_alone_share=p.living_alone_share,
        carer_share_alone=p.carer_share_alone,
        carer_share_not_alone=p.carer_share_not_alone,
        self_funder_care_home_share=p.self_funder_care_home_share,
        self_funder_home_care_share=p.self_funder_home_care_share,
        dementia_share_65_69=p.dementia_share_65_69,
        dementia_growth=p.dementia_growth_per_band,
        dementia_by_frailty=p.dementia_by_frailty,
        benefit_noise=p.benefit_noise,
        review_error=p.review_error,
        mental_health_share=p.mental_health_share,
        other_work_swing=p.other_work_swing,
        need_spread=p.need_spread,
    )


def powers(first: float, ratio: float) -> np.ndarray:
    """``first`` times ``ratio`` to the power of 0..3, by repeated products so that every platform agrees."""
    table = np.empty(FRAILTY_LEVELS)
    value = first
    for level in range(FRAILTY_LEVELS):
        table[level] = value
        value = value * ratio
    return table


def by_band_and_frailty(first: float, band_ratio: float, frailty_ratios: tuple[float, ...]) -> np.ndarray:
    """A rate a day by age band and frailty, from a yearly rate and two sets of ratios."""
    table = np.empty((BANDS, FRAILTY_LEVELS))
    value = first / DAYS_A_YEAR
    for band in range(BANDS):
        for level in Frailty:
            table[band, level] = value * frailty_ratios[level]
        value = value * band_ratio
    return table


def crisis_table(p: PeopleParameters) -> np.ndarray:
    """Crises a day by age band and frailty."""
    ratios = (1.0, p.crisis_ratio_mild, p.crisis_ratio_moderate, p.crisis_ratio_severe)
    return by_band_and_frailty(p.crisis_rate, p.crisis_growth_per_band, ratios)


def death_table(p: PeopleParameters) -> np.ndarray:
    """Deaths a day, at home, by age band and frailty."""
    ratios = (1.0, p.death_ratio_mild, p.death_ratio_moderate, p.death_ratio_severe)
    return by_band_and_frailty(p.death_65_69, p.death_growth_per_band, ratios)


def decline_table(p: PeopleParameters) -> np.ndarray:
    """Hazard a day of the next level of frailty, by age band and frailty; none beyond severe."""
    onset = (p.onset_65_74, p.onset_65_74, p.onset_75_84, p.onset_75_84, p.onset_85_plus, p.onset_85_plus)
    table = np.zeros((BANDS, FRAILTY_LEVELS))
    for band in range(BANDS):
        table[band, Frailty.FIT] = onset[band] * p.onset_coding_share / DAYS_A_YEAR
        table[band, Frailty.MILD] = p.mild_to_moderate / DAYS_A_YEAR
        table[band, Frailty.MODERATE] = p.moderate_to_severe / DAYS_A_YEAR
    return table


def crisis_time(p: PeopleParameters, horizon: int) -> np.ndarray:
    """Operational time of crises: day by day, one day times the season and the trend since April 2010."""
    time = np.zeros(horizon + 1)
    for day in range(horizon):
        wave = math.cos(2.0 * math.pi * ((day - JANUARY_15) / DAYS_A_YEAR))
        trend = math.exp(p.crisis_trend * day / DAYS_A_YEAR)
        time[day + 1] = time[day] + (1.0 + p.crisis_season * wave) * trend
    return time


def stay_time(p: PeopleParameters, horizon: int) -> np.ndarray:
    """Factor on the clinical stay by day: 1 in April 2010, then along the long trend."""
    return np.array([math.exp(p.stay_trend * day / DAYS_A_YEAR) for day in range(horizon + 1)])


DAY = np.dtype([("crisis_time", "f8"), ("stay_factor", "f8"), ("reached", "i2"), ("closed", "i1")], align=True)
"""What the engine looks up by day.

``reached``: the first day beyond this day's part of all operational time, near which a search for a time begins.
"""
BY_DAY = ("crisis_time", "stay_time")


def packed_rules(rules: Rules) -> np.ndarray:
    """The rules as one structured record (shape [1]), which compiled functions pass on as a single pointer.

    Tables by day are left out: they are in :func:`table_of_days`.
    """
    return packed({name: value for name, value in rules._asdict().items() if name not in BY_DAY})


def packed(values: dict[str, Any]) -> np.ndarray:
    """Named numbers and arrays as one structured record (shape [1])."""
    kept = {name: np.asarray(value) for name, value in values.items()}
    dtype = np.dtype([(name, value.dtype, value.shape) for name, value in kept.items()], align=True)
    record = np.zeros(1, dtype=dtype)
    for name, value in kept.items():
        record[name][0] = value
    return record


def table_of_days(rules: Rules) -> np.ndarray:
    """DAY [horizon + 1]: operational time and where to look for it, stay factor and closing by day."""
    table = np.zeros(rules.horizon + 1, dtype=DAY)
    table["crisis_time"] = rules.crisis_time
    table["stay_factor"] = rules.stay_time
    parts = np.arange(rules.horizon + 1) / rules.days_a_crisis_time
    table["reached"] = np.searchsorted(rules.crisis_time, parts, side="right")
    table["closed"] = [is_closed(date_of(day)) for day in range(rules.horizon + 1)]
    return table
