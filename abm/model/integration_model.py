"""The model: places, people, money and organisations, advanced a month at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from abm.dates import FIRST_DAY, Month, month_of
from abm.errors import BalanceError, InputError
from abm.finance.accounts import open_accounts
from abm.finance.division import MILLION
from abm.finance.exogenous import post_exogenous_block, uprated
from abm.finance.ledger import Ledger
from abm.finance.parties import Parties
from abm.finance.payment_rules import PaymentRules
from abm.finance.prices import Prices
from abm.finance.settlement import settle_activity
from abm.finance.working_age import open_working_age_care, post_working_age_care
from abm.model.clock import DECIDING, MONTH
from abm.model.disputes import set_disputes
from abm.model.joint_working import JointWorking
from abm.model.keywords import explicit_signature, with_keywords
from abm.model.month_at_a_glance import REPORTERS
from abm.model.opening_books import FirstPlans, open_books
from abm.model.organisations_of_a_run import ProviderPlan, found_organisations, names_of, provider_shares
from abm.model.oversight_kept import oversight_kept
from abm.model.packed_activity import PackedActivity
from abm.model.partnerships_of_a_run import partnerships_of
from abm.model.places_of_a_run import places_of
from abm.model.record import MonthKept, Record
from abm.model.reform import Reform
from abm.model.relations_of_a_run import RelationsOfARun
from abm.model.who_is_there import absent_on, goes_early
from abm.organisations.accountability import horizon_weight
from abm.organisations.care_market import close_care_markets
from abm.organisations.decision_audit import audit_decisions
from abm.organisations.organisation import has_duty
from abm.organisations.pathway_tariff import share_that_follows_ppm
from abm.organisations.peer_review import a_year_of_drift_and_review
from abm.organisations.place_luck import crisis_factors
from abm.organisations.plan import PlanOption
from abm.organisations.plan_spending import note_planned_money, pay_trusts_for_plans
from abm.organisations.practice_change import PracticeChange
from abm.organisations.provider_mix import tell_people
from abm.organisations.reported_activity import Memberships, ReportedActivity
from abm.organisations.surroundings import Surroundings
from abm.organisations.trait import Trait
from abm.people.people_engine import OnNight, PeopleEngine
from abm.people.population import PopulationPlan
from abm.relations.network import RelationshipNetwork, initial_network
from abm.relations.promise import PromiseBook
from abm.scenario.scenario import Scenario
from abm.vocabulary import OrganisationKind

if TYPE_CHECKING:
    import networkx as nx

    from abm.activity import MonthOfActivity


YEARS_AT_A_TIME = 2
"""Years after which the dead make room where nobody is followed: more take more memory, fewer more time."""


class IntegrationModel(mesa.Model):
    """Health and social care for older people, in the places and under the policies of a scenario.

    ``IntegrationModel(scenario, rng=1)`` or ``IntegrationModel(board_powers="consult", rng=1)``: every lever is a
    keyword, with an underscore for the dot. One :meth:`step` is one month; ``running`` ends with the scenario. The same
    ``rng`` (an integer seed) gives the same run.

    ``keep_rows``: whether everyone has one row among the people from the first day to the last, as those who follow
    persons need. A run that nobody follows takes less memory without, and is the same.

    Raises InputError for a wrong lever or table, TypeError for an unknown keyword.
    """

    def __init__(
        self,
        run_scenario: Scenario | str | None = None,
        *,
        rng: int | None = None,
        keep_rows: bool = True,
        **levers: Any,
    ) -> None:
        seed = secrets.randbits(31) if rng is None else int(rng)
        super().__init__(rng=seed)
        self.seed_used = seed
        self.run_scenario = with_keywords(run_scenario, levers)
        self.month: Month = Month(0)
        self.months = month_of(self.run_scenario.run.end).index + 1
        self.record = Record()
        self.networks: dict[int, RelationshipNetwork] = {}
        """The network as each quarter began, by month."""
        self.on_night: OnNight | None = None
        """Who is told of every day that is over; set before a step, it changes nothing of it."""
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)
        self.geography = places_of(self.run_scenario)
        self.people = self._bring_people(None if keep_rows else YEARS_AT_A_TIME)
        self.ledger = Ledger()
        self._open_surroundings()
        self._found()
        self._settle_in()

    # --- making a run ------------------------------------------------------------------------------------------

    def _bring_people(self, years_at_a_time: int | None) -> PeopleEngine:
        parameters = self.run_scenario.parameters
        plan = PopulationPlan(
            new_65_per_1000=parameters.people.new_65_per_1000,
            demography=self.run_scenario.levers_on(self.month.first).money.demography,
            months=self.months,
            years_at_a_time=years_at_a_time,
        )
        return PeopleEngine(self.geography, plan, parameters.people, self.seed_used)

    def _open_surroundings(self) -> None:
        scenario = self.run_scenario
        parameters = scenario.parameters
        levers = scenario.levers_on(self.month.first)
        self.provider_plan = ProviderPlan.of(self.geography, parameters, levers.money.home_care_providers)
        self.accounts = open_accounts(self.ledger, names_of(self.geography, self.provider_plan))
        members = Memberships.of(self.geography)
        people = self.geography.councils.people
        self.surroundings = Surroundings(
            geography=self.geography,
            members=members,
            parameters=parameters,
            people=self.people,
            ledger=self.ledger,
            accounts=self.accounts,
            prices=Prices.from_parameters(parameters.money),
            contracts=None,  # type: ignore[arg-type]  # priced once people are in their places
            working_age=open_working_age_care(people, parameters.money),
            seed=self.seed_used,
            levers=levers,
            month=self.month,
            commissioner=members.pct,
            commissioner_accounts=np.asarray(self.accounts.pcts),
        )

    def _found(self) -> None:
        s = self.surroundings
        s.practice_change = PracticeChange(s)
        self.organisations = found_organisations(self, s, self.accounts, self.provider_plan)
        relations = RelationsOfARun(self.organisations, self.geography)
        s.ids = relations.ids
        s.network = initial_network(
            tuple(relations.organisations), relations.pairs(), s.parameters.places, self.seed_used
        )
        s.promises = PromiseBook(len(s.network.first))
        self.partnerships = partnerships_of(s, self.organisations)
        self.joint_working = JointWorking(s, self.organisations, self.partnerships, self.run_scenario.run.relations)
        for board, council in zip(self.organisations.boards, self.organisations.councils, strict=True):
            board.council = council
        self.reform = Reform(s, self.organisations, self.partnerships)

    def _settle_in(self) -> None:
        """Put everyone in their place, price the year, and set budgets that balance at the start."""
        s = self.surroundings
        self._set_place_differences()
        for council in self.organisations.councils:
            s.people.controls["eligibility_hours"][council.neighbourhoods] = council.eligible_hours
        for pct in self.organisations.primary_care_trusts:
            s.people.controls["continuing_healthcare_hours"][pct.neighbourhoods] = pct.healthcare_hours
        for trust in self.organisations.acute_trusts:
            s.people.controls["stay_factor"][trust.neighbourhoods] = trust.stay_factor
        self.change_policies()
        s.people.populate()
        for market in self.organisations.markets:
            market.open_at_start()
        board = self.organisations.nhs_commissioning_board[0]
        transfer = board.by_people(board.transfer_of_year())
        plans = self._first_plans(transfer)
        books = open_books(self.geography, self.people, s.parameters, s.prices, s.working_age, s.members.council, plans)
        s.contracts = books.contracts
        self.block = books.block
        board.need = books.need
        board.central = books.block.central_nhs
        for council in self.organisations.councils:
            at = council.index
            council.open_budget(int(books.council_own[at]), int(books.council_other[at]))
        self.reform.begin()
        self.meet_who_commissions()
        for partnership in self.partnerships.with_pcts:
            partnership.commissioner.plan_with(None, partnership)
            note_planned_money(partnership)
            if s.team_reach[partnership.neighbourhoods].any():
                partnership.teams_start = 0

    def _first_plans(self, transfer: np.ndarray) -> FirstPlans:
        """Before anybody has a stress or a say, all commissioners plan alike."""
        share = self.surroundings.parameters.joint_working.plan_share
        alone = self.organisations.primary_care_trusts[0].plan_alone()
        return FirstPlans(
            transfer=transfer,
            commissioner=self.surroundings.members.pct,
            share_ppm=round(share * MILLION),
            social_care_ppm=round(float(alone[PlanOption.SOCIAL_CARE]) * MILLION),
        )

    def _set_place_differences(self) -> None:
        """What differs between places from the start and no policy changes: how ill people fall, where teams are."""
        s = self.surroundings
        p = s.parameters.organisations
        count = len(self.geography.councils.codes)
        s.people.controls["crisis_factor"] = crisis_factors(s)
        teams = max(1, round(p.places_with_locality_teams * count))
        self.has_locality_team = s.ranks(OrganisationKind.COUNCIL, count, Trait.LOCALITY_TEAM) < teams
        s.team_reach[self.has_locality_team[self.geography.neighbourhoods.council]] = p.locality_team_reach
        s.people.controls["shared_records"] = p.shared_records_at_start

    # --- a month -----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Advance one month, in the order of :data:`abm.model.clock.MONTH`."""
        for part in MONTH:
            getattr(self, part)()
        self.datacollector.collect(self)
        self.month = Month(self.month.index + 1)
        self.surroundings.month = self.month
        self.running = self.month.index < self.months

    def run(self, on_month: Callable[[int, int], None] | None = None) -> IntegrationModel:
        """Run to the end; ``on_month(done, all)`` is told of every month."""
        while self.month.index < self.months:
            self.step()
            if on_month is not None:
                on_month(self.month.index, self.months)
        return self

    def change_levers(self, changes: Mapping[str, Any], *, why: str = "") -> None:
        """Hold levers, by ``group.name``, at a value from the next month on, as a policy dated on its first would.

        The run is then that of its scenario with this policy in it: a new run of ``run_scenario`` gives the same.
        Raises InputError for a wrong value, and for a lever that shapes places or people before the first day.
        """
        if not self.month.index:
            raise InputError("change_levers", "", str(self.month.first), "the run has not begun: build it with them")
        self.run_scenario = self.run_scenario.with_policy(self.month.first, changes, why=why)

    def change_policies(self) -> None:
        """Policies dated within a month are in force from the first of the next."""
        self.surroundings.levers = self.run_scenario.levers_on(self.month.first)
        s = self.surroundings
        s.practice_change.spread()
        s.horizon = horizon_weight(s) / s.parameters.oversight.next_year_short
        s.teams_allowed = s.levers.front_line.locality_teams != "none"
        self.reform.live_a_month()
        self._set_teams()

    def _set_teams(self) -> None:
        """Where teams reach: what partners founded, or nowhere or everywhere if the lever says so."""
        s = self.surroundings
        lever = s.levers.front_line.locality_teams
        everywhere = s.parameters.organisations.locality_team_reach
        everybody = np.full_like(s.team_reach, everywhere)
        reach = {"none": np.zeros_like(s.team_reach), "some": s.team_reach, "all": everybody}
        s.people.controls["locality_team"] = reach[lever]

    def change_commissioners(self) -> None:
        """On the day of abolition consortia take over from primary care trusts."""
        if self.reform.is_due:
            if self.joint_working.acts:
                self.reform.hand_over_relationships()
            self.reform.abolish_primary_care_trusts()
            self.meet_who_commissions()

    def meet_who_commissions(self) -> None:
        """Payments go by who commissions; councils and commissioners know how far they trust whom they deal with."""
        self.parties = self._parties()
        self.joint_working.learn_whom_to_trust()
        set_disputes(self.surroundings)

    def _parties(self) -> Parties:
        s = self.surroundings
        hoods = self.geography.neighbourhoods
        a = self.accounts
        return Parties(
            commissioner=s.commissioner_accounts[s.commissioner.of],
            council=a.councils[hoods.council],
            self_funders=a.self_funders[hoods.council],
            acute_trust=a.acute_trusts[hoods.acute_trust],
            community_trust=a.community_trusts[hoods.community_trust],
            mental_health_trust=a.mental_health_trusts[hoods.mental_health_trust],
            reablement_provider=a.community_trusts[hoods.community_trust],
            care_providers=provider_shares(a, self.organisations.care_providers),
            staff_and_suppliers=a.staff_and_suppliers,
        )

    def plan_the_year(self) -> None:
        """Every April."""
        if self.month.starts_year:
            self._each("plan_the_year")
            if self.month.index:
                a_year_of_drift_and_review(self.surroundings, self.organisations.ways(self.surroundings))
            self.organisations.large_group.plan_the_year()
            for market in self.organisations.markets:
                market.plan_the_year()

    def meet_each_quarter(self) -> None:
        """Every third month."""
        if self.month.starts_quarter:
            self._each("meet_each_quarter")
            audit_decisions(self.surroundings, self.organisations.teams)

    def live_a_quarter(self) -> None:
        """What organisations do together in the first month of a quarter: :data:`abm.model.clock.QUARTER`."""
        if self.month.starts_quarter:
            self.joint_working.live_a_quarter()
            set_disputes(self.surroundings)
            self._set_teams()
            self.networks[self.month.index] = self.surroundings.network.snapshot()

    def live_a_year(self) -> None:
        """What organisations do together in April: :data:`abm.model.clock.YEAR`."""
        if self.month.starts_year:
            self.joint_working.live_a_year()
            self._set_teams()

    def count_what_was_shunted(self) -> None:
        """Last month's decisions are held against those of one purse, before anything of this month."""
        self.joint_working.count_what_was_shunted()

    def pass_on_what_is_known(self) -> None:
        """Records that bodies share reach those who decide about people."""
        if self.month.starts_quarter:
            self.people.share_records(self.joint_working.record_sharing.by_neighbourhood(), self.month.first_day - 1)

    def observe(self) -> None:
        """All take in last month's report, before anybody meets, plans or decides."""
        self._each("observe")
        for market in self.organisations.markets:
            market.observe()

    def decide(self) -> None:
        """All decide before any act, so that nobody sees what another does this month."""
        self._each("decide")

    def act(self) -> None:
        """All act."""
        self._each("act")
        pay_trusts_for_plans(self.surroundings, self.partnerships.in_force)
        for market in self.organisations.markets:
            market.open_capacity()
        tell_people(self.surroundings, self.organisations.markets, self.organisations.community_trusts)

    def _each(self, duty: str) -> None:
        for kind in DECIDING:
            organisations = self.organisations.of_kind(kind)
            if organisations and has_duty(organisations[0], duty):
                for organisation in organisations:
                    getattr(organisation, duty)()

    def fund_the_month(self) -> None:
        """Public money reaches those who hold budgets."""
        board = self.organisations.nhs_commissioning_board[0]
        board.pay_month(self.reform.commissioners_in_force, self.organisations.councils)
        for council in self.organisations.councils:
            council.receive_month()
        for money in self.partnerships.pool_money.values():
            money.contribute()

    def live_the_month(self) -> None:
        """Older people live through the month, day by day."""
        self.activity: MonthOfActivity = self.people.advance(self.month, self.on_night)

    def settle_the_month(self) -> None:
        """Everything that happened is paid for by the rules in force."""
        s = self.surroundings
        payment = s.levers.payment
        rules = PaymentRules(
            hospital=payment.hospital,
            marginal_tariff=payment.marginal_tariff,
            thirty_day_rule=payment.thirty_day_rule,
            delayed_day_charge=round(payment.delayed_day_charge * 100),
            pathway_share_ppm=share_that_follows_ppm(s),
        )
        parties = replace(
            self.parties, care_providers=provider_shares(self.accounts, self.organisations.care_providers)
        )
        settle_activity(self.ledger, self.activity, parties, rules=rules, prices=s.prices, contracts=s.contracts)
        post_working_age_care(
            self.ledger,
            self.month.index,
            self.accounts.councils,
            s.working_age.cost(self.month.index),
            self.accounts.staff_and_suppliers,
        )
        board = self.organisations.nhs_commissioning_board[0]
        block = uprated(self.block, board.level_ppm, board.pressure_ppm)
        post_exogenous_block(self.ledger, self.month.index, block, self.parties, self.accounts)
        s.reported = ReportedActivity.of(self.activity, s.members)

    def close_the_month(self) -> None:
        """Providers spend what they received."""
        self._each("close_the_month")
        close_care_markets(self.surroundings, self.organisations.care_providers)

    def settle_pools_of_the_month(self) -> None:
        """Pools bear their share of what the month's care cost."""
        for money in self.partnerships.pool_money.values():
            money.pay_back()

    def check_the_month(self) -> None:
        """Pounds balance; people, beds and hours were checked as the month was lived."""
        self.ledger.check(self.month.index)
        held = self.people.controls["stocks"][:, 0].sum()
        if held != self.activity.stocks_at_end[:, 0].sum():
            raise BalanceError("people changed outside the days they lived")

    def keep_the_month(self) -> None:
        """Keep what measures are counted from."""
        s = self.surroundings
        self.record.keep(
            MonthKept(
                packed=PackedActivity.of(self.activity),
                commissioner=s.commissioner,
                commissioners_are_consortia=self.organisations.gp_consortia[0].in_force,
                commissioner_accounts=s.commissioner_accounts,
                acute_beds=np.array([trust.open_beds for trust in self.organisations.acute_trusts]),
                planned_beds=np.array([trust.planned_in_use for trust in self.organisations.acute_trusts]),
                thresholds=np.array([int(council.threshold) for council in self.organisations.councils]),
                trust=s.network.effective_trust().mean(axis=1),
                joint_flows=s.joint_flows.copy(),
                joint_standing=self.joint_working.standing(),
                oversight=oversight_kept(self.organisations.markets, self.organisations.councils),
            )
        )

        s.joint_flows[:] = 0

    # --- looking in --------------------------------------------------------------------------------------------

    @property
    def health_warnings(self) -> list[str]:
        """What a reader must know before using a figure."""
        sample = self.run_scenario.population.sample
        if sample < 1.0:
            return [
                f"Only {100.0 * sample:.3g}% of people were simulated. Queues are not linear: waits and delays of this "
                "run mean nothing; use whole places instead."
            ]
        return []

    def kinds_of_relations(self, consortia: bool) -> dict[str, np.ndarray]:
        """Positions in the network of relations that make and break promises, and of each kind: int64, by name.

        ``consortia``: whether they commission, or primary care trusts do.
        """
        partners = self.partnerships.with_consortia if consortia else self.partnerships.with_pcts
        found = {
            "council_commissioner": np.array([each.relation for each in partners]),
            "council_hospital": np.array([each.relation for each in self.partnerships.dealings]),
        }
        return found | {"every": np.concatenate(list(found.values()))}

    def network(self, when: date) -> nx.MultiDiGraph:
        """The relationship network of organisations that exist on a date that the run has reached.

        Relations move on the first day of a quarter, so a date shows them as its quarter began. Raises InputError for
        a date outside the run, or that it has not reached yet.
        """
        end = Month(self.month.index).first
        if not FIRST_DAY <= when <= end:
            raise InputError("network", "date", when.isoformat(), f"give a date from {FIRST_DAY} to {end}")
        at = max((month for month in self.networks if Month(month).first <= when), default=None)
        network = self.surroundings.network if at is None else self.networks[at]
        reform = self.run_scenario.levers_on(when).reform
        early_boards = goes_early(self.reform.board_rank, reform.early_implementer_share)
        pathfinders = goes_early(self.reform.pathfinder_rank, reform.pathfinder_share)
        graph = network.to_networkx(when)
        graph.remove_nodes_from(absent_on(when, reform, self.surroundings.ids, early_boards, pathfinders))
        return graph


IntegrationModel.__init__.__signature__ = explicit_signature(IntegrationModel.__init__)  # type: ignore[attr-defined]
