"""Who pays what: the program and a second, plain writing of the rules, on cases from the rules' sources and on any.

The cases are ``tests/cases/*.toml``, each to the penny. Amounts of the plain rules are exact, so that on cases made up
by hypothesis the program may differ by what its roundings come to, and by no more.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from case_files import CASES, Case
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_money_rules import CareGiven, PlaceMonth, PlainRules, PoolYear, nearest
from rules_at_work import PlaceAtWork

from abm.dates import month_of
from abm.organisations.direct_payments import a_year_later
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions

ROUNDINGS = Fraction(3, 2)
"""Pence: no payment of a month is put together from more than three amounts rounded to the penny."""
A_SHARE = Fraction(1, 1_000_000)
"""The program holds shares in whole parts per million."""
LEVERS = {name: each.default for name, each in lever_definitions().items()}
PRICES = {name: each.default for name, each in parameter_definitions().items()}

of_cases = pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])


def by_program(case: Case) -> dict[tuple[str, str, str], int]:
    place = PlaceAtWork(case.levers, case.prices)
    if "pool" in case.document:
        return place.pool(case.pool_year)
    if "transfer" in case.document:
        transfer = case.document["transfer"]
        kept = transfer["promise_kept"]
        return place.transfer(month_of(case.month).index, transfer["people"], promise_kept=kept)
    return place.settle(case.place_month)


def by_plain_rules(case: Case) -> dict[tuple[str, str, str], Fraction]:
    if "pool" in case.document:
        return case.rules.pool(case.pool_year)
    if "transfer" in case.document:
        transfer = case.document["transfer"]
        return case.rules.transfer(case.month, transfer["people"], promise_kept=transfer["promise_kept"])
    return case.rules.settle(case.place_month)


@of_cases
def test_the_program_pays_what_the_case_says(path: Path):
    case = Case.read(path)
    assert by_program(case) == case.payments


@of_cases
def test_the_plain_rules_pay_what_the_case_says(path: Path):
    case = Case.read(path)
    assert {key: nearest(pence) for key, pence in by_plain_rules(case).items()} == case.payments


@pytest.mark.parametrize("path", [path for path in CASES if "quality_premium" in path.stem], ids=lambda path: path.stem)
def test_a_premium_draws_practices_in_and_moves_no_money(path: Path):
    case = Case.read(path)
    said = case.document["engagement"]["joins_unprompted"]
    assert PlaceAtWork(case.levers, case.prices).joins_unprompted() == pytest.approx(said)
    assert float(case.rules.joins_unprompted()) == pytest.approx(said)
    without = PlaceAtWork({**case.levers, "payment.quality_premium": False}, case.prices)
    assert without.settle(case.place_month) == case.payments


@pytest.mark.parametrize(
    "path", [path for path in CASES if "personal_budgets" in path.stem], ids=lambda path: path.stem
)
def test_direct_payments_spread_as_the_case_says(path: Path):
    case = Case.read(path)
    said = case.document["direct_payments"]["share_by_year"]
    assert [float(share) for share in case.rules.direct_payments(len(said))] == pytest.approx(said)
    place = PlaceAtWork(case.levers, case.prices)
    shares = [place.parameters.oversight.direct_payments_2010]
    while len(shares) < len(said):
        shares.append(a_year_later(place, shares[-1]))
    assert shares == pytest.approx(said)


def test_every_rule_has_a_case():
    rules = {
        "tariff", "marginal_tariff", "thirty_day_rule", "block_contract", "capitated_budget", "delayed_day_charge",
        "continuing_healthcare", "self_funder_in_a_nursing_home", "spend_down", "nhs_transfer", "pool_that_overspends",
        "pathway_tariff", "quality_premium", "personal_budgets",
    }  # fmt: skip
    assert rules <= {path.stem for path in CASES}


# --- any case ---------------------------------------------------------------------------------------------------------

months = st.dates(date(2010, 4, 1), date(2019, 3, 31)).map(lambda day: day.replace(day=1))
amounts = st.integers(0, 10**9).map(Fraction)
counts = st.integers(0, 3_000)
hours = st.integers(1, 28)
homes = st.builds(
    CareGiven,
    where=st.sampled_from(["residential home", "nursing home"]),
    paid_by=st.sampled_from(["council", "NHS", "self"]),
    days=counts,
    fee_level=st.integers(700_000, 1_000_000).map(lambda ppm: Fraction(ppm, 1_000_000)),
).filter(lambda care: (care.where, care.paid_by) != ("residential home", "NHS"))
home_care = st.builds(
    CareGiven, where=st.just("own home"), paid_by=st.sampled_from(["council", "self"]), days=counts, hours_a_week=hours
)
any_month = st.builds(
    PlaceMonth,
    month=months,
    short_stays=counts,
    long_stays=counts,
    nights=counts,
    readmissions=counts,
    emergency_baseline=amounts,
    hospital_block=amounts,
    per_head=st.integers(0, 10**5).map(Fraction),
    older_people=counts,
    social_care_days=counts,
    acute_days=counts,
    community_days=counts,
    care=st.one_of(st.tuples(homes), st.tuples(home_care), st.just(())),
    reablement_days=counts,
    equipment=counts,
)
any_levers = st.fixed_dictionaries(
    {
        "payment.hospital": st.sampled_from(["tariff", "block", "capitated"]),
        "payment.marginal_tariff": st.booleans(),
        "payment.thirty_day_rule": st.booleans(),
        "payment.pathway_tariff": st.booleans(),
        "payment.delayed_day_charge": st.integers(0, 100_000).map(lambda pence: pence / 100),
        "pooling.nhs_transfer": st.integers(0, 100_000).map(lambda tenths: tenths / 10),
        "pooling.transfer_strings": st.sampled_from(["none", "agreed_use", "joint_plan"]),
    }
).map(lambda some: LEVERS | some)


def between(name: str):
    """A parameter within its range, to the penny or to a part in ten thousand."""
    low, high = parameter_definitions()[name].low, parameter_definitions()[name].high
    return st.integers(round(low * 10_000), round(high * 10_000)).map(
        lambda value: round(value / 10_000, 2 if low > 1 else 4)
    )


drawn = [
    "money.emergency_long_stay", "money.emergency_short_stay", "money.excess_bed_day", "money.excess_bed_day_share",
    "money.marginal_tariff_rate", "money.readmission_unpaid_share", "money.home_care_hour_council",
    "money.home_care_hour_self_funder", "money.residential_week_council", "money.nursing_week_council",
    "money.residential_week_self_funder", "money.nursing_week_self_funder", "money.funded_nursing_care_week",
    "money.continuing_healthcare_week", "money.care_home_contribution_share", "money.home_care_contribution_share",
    "money.reablement_episode", "money.reablement_episode_days", "money.equipment_item", "oversight.pathway_share",
    "joint_working.transfer_leak", "joint_working.pool_withheld",
]  # fmt: skip
any_prices = st.fixed_dictionaries({name: between(name) for name in drawn}).map(lambda some: PRICES | some)


def agree(program: dict, plain: dict, within: Fraction = ROUNDINGS) -> None:
    """Every payment is the same but for rounding; what only one of them has is rounding too."""
    for key in program.keys() | plain.keys():
        assert abs(program.get(key, 0) - plain.get(key, Fraction(0))) <= within, key


@settings(max_examples=150, deadline=None)
@given(any_month, any_levers, any_prices)
def test_any_month_is_settled_alike(now, levers, prices):
    agree(PlaceAtWork(levers, prices).settle(now), PlainRules(levers, prices).settle(now))


@settings(max_examples=60, deadline=None)
@given(months, st.integers(1, 53_010_000), any_levers, any_prices, st.booleans())
def test_any_transfer_is_paid_alike(month, people, levers, prices, promise_kept):
    program = PlaceAtWork(levers, prices).transfer(month_of(month).index, people, promise_kept=promise_kept)
    agree(program, PlainRules(levers, prices).transfer(month, people, promise_kept=promise_kept))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([date(year, 4, 1) for year in range(2011, 2018)]),
    st.integers(1, 50).map(lambda per_cent: Fraction(per_cent, 100)),
    *(
        st.fixed_dictionaries({side: st.integers(10**7, 10**10) for side in ("council", "commissioner")})
        for _ in range(2)
    ),
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 4)]),
    st.sampled_from(["", "council", "commissioner"]),
    any_prices,
)
def test_any_pool_is_shared_alike(month, share, before, during, part, withheld_by, prices):
    year = PoolYear(month, share, *({side: Fraction(p) for side, p in each.items()} for each in (before, during)),
                    part_of_commissioner=part, withheld_by=withheld_by)  # fmt: skip
    program, plain = PlaceAtWork(LEVERS, prices).pool(year), PlainRules(LEVERS, prices).pool(year)
    left = sum(pence for key, pence in plain.items() if key[2] == "pool settlement")
    agree(program, plain, within=12 * ROUNDINGS + left * A_SHARE)


def test_where_whole_england_is_one_place_it_gets_the_whole_transfer():
    levers = LEVERS | {"pooling.nhs_transfer": 800.0}
    people = round(PRICES["places.england_people"])
    year = [PlaceAtWork(levers, PRICES).transfer(month, people, promise_kept=True) for month in range(12, 24)]
    assert sum(each["commissioner", "council", "NHS transfer"] for each in year) == 800_000_000_00
