"""Prices of a run in whole pence, and shares in whole parts per million."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.finance.division import MILLION

if TYPE_CHECKING:
    from abm.scenario.parameter_groups.money import MoneyParameters

PENCE_PER_BILLION_POUNDS = 100_000_000_000


def _nearest(value: float) -> int:
    return math.floor(value + 0.5)


def _pence(pounds: float) -> int:
    return _nearest(pounds * 100)


def _per_million(share: float) -> int:
    return _nearest(share * MILLION)


@dataclass(frozen=True)
class Prices:
    """Every price in pence, 2010/11 prices. Names ending in ``_ppm`` are shares in parts per million."""

    emergency_long_stay: int
    emergency_short_stay: int
    excess_bed_day: int
    excess_bed_day_share_ppm: int
    marginal_tariff_rate_ppm: int
    marginal_tariff_baseline_ppm: int
    readmission_unpaid_ppm: int
    acute_bed_day: int
    acute_bed_fixed_ppm: int
    community_contract_per_head: int
    """Per person aged 65+ and year."""
    mental_health_contract_per_head: int
    """Per person aged 65+ and year."""
    home_care_hour_council: int
    home_care_hour_self_funder: int
    residential_week_council: int
    nursing_week_council: int
    residential_week_self_funder: int
    nursing_week_self_funder: int
    funded_nursing_care_week: int
    continuing_healthcare_week: int
    care_home_contribution_ppm: int
    home_care_contribution_ppm: int
    reablement_day: int
    equipment_item: int
    assessment: int
    nhs_total_per_year: int
    commissioner_share_ppm: int
    social_care_total_per_year: int
    social_care_charges_ppm: int
    social_care_share_of_council_ppm: int

    @classmethod
    def from_parameters(cls, money: MoneyParameters) -> Prices:
        """Round every price half up to the penny and every share to one part in a million."""
        return cls(
            emergency_long_stay=_pence(money.emergency_long_stay),
            emergency_short_stay=_pence(money.emergency_short_stay),
            excess_bed_day=_pence(money.excess_bed_day),
            excess_bed_day_share_ppm=_per_million(money.excess_bed_day_share),
            marginal_tariff_rate_ppm=_per_million(money.marginal_tariff_rate),
            marginal_tariff_baseline_ppm=_per_million(money.marginal_tariff_baseline),
            readmission_unpaid_ppm=_per_million(money.readmission_unpaid_share),
            acute_bed_day=_pence(money.acute_bed_day),
            acute_bed_fixed_ppm=_per_million(money.acute_bed_fixed_share),
            community_contract_per_head=_pence(money.community_contract),
            mental_health_contract_per_head=_pence(money.mental_health_contract),
            home_care_hour_council=_pence(money.home_care_hour_council),
            home_care_hour_self_funder=_pence(money.home_care_hour_self_funder),
            residential_week_council=_pence(money.residential_week_council),
            nursing_week_council=_pence(money.nursing_week_council),
            residential_week_self_funder=_pence(money.residential_week_self_funder),
            nursing_week_self_funder=_pence(money.nursing_week_self_funder),
            funded_nursing_care_week=_pence(money.funded_nursing_care_week),
            continuing_healthcare_week=_pence(money.continuing_healthcare_week),
            care_home_contribution_ppm=_per_million(money.care_home_contribution_share),
            home_care_contribution_ppm=_per_million(money.home_care_contribution_share),
            reablement_day=_pence(money.reablement_episode / money.reablement_episode_days),
            equipment_item=_pence(money.equipment_item),
            assessment=_pence(money.assessment),
            nhs_total_per_year=_nearest(money.nhs_total * PENCE_PER_BILLION_POUNDS),
            commissioner_share_ppm=_per_million(money.commissioner_share_of_nhs),
            social_care_total_per_year=_nearest(money.social_care_total * PENCE_PER_BILLION_POUNDS),
            social_care_charges_ppm=_per_million(money.social_care_charges_share),
            social_care_share_of_council_ppm=_per_million(money.social_care_share_of_council_budget),
        )
