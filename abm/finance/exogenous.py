"""The exogenous block: money for what is not modelled, so that shares of the whole make sense.

England spent about 121bn on both in 2010/11 (E047). The model follows older people's emergency, community,
mental health and long-term care; the rest (other ages, planned care, primary care, central budgets, other
social care) is a fixed sum, which no event in a run changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from abm.finance.division import MILLION, month_of_year_amount, part_of, part_of_one, split_by_weight
from abm.finance.purposes import Purpose

if TYPE_CHECKING:
    from abm.finance.accounts import Accounts
    from abm.finance.ledger import Ledger
    from abm.finance.parties import Parties
    from abm.finance.prices import Prices


@dataclass(frozen=True)
class ExogenousBlock:
    """Pence a year, at 2010/11 prices."""

    other_nhs: np.ndarray
    """int64 [neighbourhoods]: NHS care that commissioners buy and the model leaves out."""
    central_nhs: int
    """NHS money that commissioners do not hold."""
    other_social_care: np.ndarray
    """int64 [councils]: adult social care that the model leaves out."""


@dataclass(frozen=True)
class ModelledYear:
    """What a year of the modelled care costs at the start in all places of the run, in pence."""

    nhs: int
    """All that commissioners pay for."""
    social_care: int
    """All that councils pay for, gross."""


def open_exogenous_block(
    people: np.ndarray,
    people_of_councils: np.ndarray,
    people_of_england: int,
    modelled: ModelledYear,
    prices: Prices,
) -> ExogenousBlock:
    """The places' share of England's totals less what is modelled, spread over them by people of all ages.

    ``people`` counts residents by neighbourhood, ``people_of_councils`` by council (both int64). Where the
    modelled care costs as much as the whole total or more, nothing is added.
    """
    in_places = int(people.sum())
    nhs = part_of_one(prices.nhs_total_per_year, in_places, people_of_england)
    held_by_commissioners = part_of_one(nhs, prices.commissioner_share_ppm, MILLION)
    social_care = part_of_one(prices.social_care_total_per_year, in_places, people_of_england)
    return ExogenousBlock(
        other_nhs=_spread(max(held_by_commissioners - modelled.nhs, 0), people),
        central_nhs=nhs - held_by_commissioners,
        other_social_care=_spread(max(social_care - modelled.social_care, 0), people_of_councils),
    )


def uprated(block: ExogenousBlock, level_ppm: int, pressure_ppm: int) -> ExogenousBlock:
    """The block with its NHS part at a level against 2010/11: other patients get their share of growth or of cuts.

    ``pressure_ppm``: what commissioners' part of it costs over what it is funded for, as its demand outgrows its money.
    """
    return replace(
        block,
        other_nhs=part_of(part_of(block.other_nhs, level_ppm, MILLION), pressure_ppm, MILLION),
        central_nhs=part_of_one(block.central_nhs, level_ppm, MILLION),
    )


def _spread(pence: int, people: np.ndarray) -> np.ndarray:
    """One sum over places by their people, to the penny."""
    one_group = np.zeros(len(people), dtype=np.int64)
    return split_by_weight(np.array([pence], dtype=np.int64), one_group, people)


def post_exogenous_block(
    ledger: Ledger, month: int, block: ExogenousBlock, parties: Parties, accounts: Accounts
) -> None:
    """Post the month's part of the block: commissioners, the centre and councils pay the world outside."""
    central = month_of_year_amount(block.central_nhs, month)
    other_nhs = month_of_year_amount(block.other_nhs, month)
    social_care = month_of_year_amount(block.other_social_care, month)
    board, outside = accounts.nhs_commissioning_board, accounts.other_nhs_care
    ledger.post(month, Purpose.OTHER_NHS_CARE, parties.commissioner, outside, other_nhs)
    ledger.post(month, Purpose.OTHER_NHS_CARE, board, outside, central)
    ledger.post(month, Purpose.OTHER_SOCIAL_CARE, accounts.councils, accounts.other_council_care, social_care)
