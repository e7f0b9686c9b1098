"""The NHS Commissioning Board, and the department before it: allocations, and action on places in trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from abm.finance.division import MILLION, month_of_one, month_of_year_amount, part_of, part_of_one, split_by_weight
from abm.finance.purposes import Purpose
from abm.organisations.commissioner import Commissioner
from abm.organisations.council import Council
from abm.organisations.intervention import Interventions
from abm.organisations.organisation import Organisation
from abm.organisations.surroundings import Surroundings
from abm.vocabulary import OrganisationKind


class NhsCommissioningBoard(Organisation):
    """Divides the NHS's money by the cost of each commissioner's population in 2010/11, uprated every April."""

    kind = OrganisationKind.NHS_COMMISSIONING_BOARD
    pressure_ppm = MILLION
    """Cost of what is not modelled over the money for it: demand that productivity does not meet."""
    level_ppm = MILLION
    """The NHS's money over that of 2010/11."""
    need: np.ndarray
    """int64 [neighbourhoods]: what commissioning for each neighbourhood cost at the start, pence a year."""
    central = 0
    """NHS money that commissioners do not hold, pence a year."""

    councils: Sequence[Council] = ()

    def __init__(self, model: object, surroundings: Surroundings, index: int, name: str) -> None:
        super().__init__(model, surroundings, index, name)
        self.interventions = Interventions(surroundings)

    @property
    def places_in_failure(self) -> tuple[int, ...]:
        """Councils whose area failed in the year just ended; new every April."""
        return self.interventions.in_failure

    def observe(self) -> None:
        """Take in every place's delay."""
        self.interventions.observe()

    def plan_the_year(self) -> None:
        """Uprate the money by the growth that the government allows, and act on places in trouble."""
        s = self.surroundings
        self.interventions.plan_the_year(self.councils)
        if s.month.index:
            growth = s.levers.money.nhs_growth / 100.0
            factor = round((1.0 + growth) * MILLION)
            self.level_ppm = part_of_one(self.level_ppm, factor, MILLION)
            pressure = 1.0 + s.parameters.money.nhs_cost_pressure / 100.0
            self.pressure_ppm = part_of_one(self.pressure_ppm, round(pressure * MILLION), MILLION)
            s.contracts = replace(
                s.contracts,
                community_block=part_of(s.contracts.community_block, factor, MILLION),
                mental_health_block=part_of(s.contracts.mental_health_block, factor, MILLION),
            )

    def allocation_of(self, commissioner: Commissioner) -> int:
        """Pence a year for a commissioner now."""
        return part_of_one(int(self.need[commissioner.neighbourhoods].sum()), self.level_ppm, MILLION)

    def pay_month(self, commissioners: list[Commissioner], councils: list[Council]) -> None:
        """Pass the month's money from the treasury to commissioners, less the transfer to social care."""
        s = self.surroundings
        month = s.month.index
        board = s.accounts.nhs_commissioning_board
        for commissioner in commissioners:
            commissioner.allocation = self.allocation_of(commissioner)
        accounts = np.array([commissioner.account for commissioner in commissioners])
        yearly = np.array([commissioner.allocation for commissioner in commissioners])
        pence = month_of_year_amount(yearly, month)
        central = month_of_year_amount(part_of(self.central, self.level_ppm, MILLION), month)
        s.ledger.post(month, Purpose.ALLOCATION, s.accounts.treasury, board, int(pence.sum()) + int(central))
        s.ledger.post(month, Purpose.ALLOCATION, board, accounts, pence)
        self._transfer_to_social_care(councils)

    def transfer_of_year(self) -> int:
        """The NHS transfer to social care for all places of the run, pence a year."""
        s = self.surroundings
        people = int(s.geography.neighbourhoods.people.sum())
        return int(s.levers.pooling.nhs_transfer * 1e8 * (people / s.parameters.places.england_people))

    def by_people(self, pence: int) -> np.ndarray:
        """One sum spread over neighbourhoods by their people, to the penny: int64 [neighbourhoods]."""
        people = self.surroundings.geography.neighbourhoods.people
        return split_by_weight(np.array([pence]), np.zeros(len(people), dtype=np.int64), people)

    def _transfer_to_social_care(self, councils: list[Council]) -> None:
        """Commissioners pass the NHS transfer on to the councils where their people live."""
        s = self.surroundings
        month = s.month.index
        of_month = month_of_one(self.transfer_of_year(), month)
        payer = s.commissioner_accounts[s.commissioner.of]
        payee = s.accounts.councils[s.geography.neighbourhoods.council]
        pence = self.by_people(of_month)
        s.ledger.post(month, Purpose.NHS_TRANSFER, payer, payee, pence)
        received = s.members.council.total(pence)
        for council in councils:
            council.use_transfer(int(received[council.index]))
