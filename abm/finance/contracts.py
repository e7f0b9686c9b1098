"""The amounts agreed beforehand: what is paid whatever happens, and baselines to measure from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, part_of

if TYPE_CHECKING:
    from abm.finance.prices import Prices


@dataclass(frozen=True)
class Contracts:
    """Agreed amounts by neighbourhood, in pence a year unless said otherwise: int64 [neighbourhoods].

    They are kept by neighbourhood because neighbourhoods outlast commissioners: when a consortium takes
    over from a primary care trust, its contract with a trust is the sum of what its neighbourhoods bring.
    Whoever negotiates scales the rows of one commissioner and trust and makes a new record
    (``dataclasses.replace``).
    """

    emergency_baseline: np.ndarray
    """Value of 2008/09 emergency work, above which the marginal tariff pays less."""
    hospital_block: np.ndarray
    """What the hospital gets under a block contract, whatever happens."""
    capitation_per_head: np.ndarray
    """Pence per older person and year that the hospital gets under a capitated budget."""
    community_block: np.ndarray
    mental_health_block: np.ndarray
    council_price_level_ppm: np.ndarray
    """What the council pays for home care and care homes, in parts per million of the national price."""

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, each.name)) for each in fields(self)}
        if len(lengths) > 1:
            raise ValueError(f"every amount needs one row per neighbourhood, not {sorted(lengths)}")


def starting_contracts(older_people: np.ndarray, emergency_value_per_year: np.ndarray, prices: Prices) -> Contracts:
    """The contracts of April 2010.

    ``older_people`` counts people aged 65+ by neighbourhood; ``emergency_value_per_year`` is the tariff
    value of their expected emergency work in pence (see ``payment_rules.tariff_value``).

    A block or a capitated budget starts at the full tariff value of that work. So does the marginal tariff's
    baseline, less the growth since 2008/09.
    """
    people = np.asarray(older_people, dtype=np.int64)
    value = np.asarray(emergency_value_per_year, dtype=np.int64)
    return Contracts(
        emergency_baseline=part_of(value, prices.marginal_tariff_baseline_ppm, MILLION),
        hospital_block=value,
        capitation_per_head=part_of(value, 1, np.maximum(people, 1)),
        community_block=people * prices.community_contract_per_head,
        mental_health_block=people * prices.mental_health_contract_per_head,
        council_price_level_ppm=np.full(len(people), MILLION, dtype=np.int64),
    )
