"""Boundaries cost attention (M11): people who live across a line have no undisputed responsible body."""

from __future__ import annotations

from functools import cache

import numpy as np
from one_council import by_neighbourhood, places

from abm.activity import Flow
from abm.model import IntegrationModel

MOSTLY_ACROSS = 0.5


@cache
def by_basis(responsibility: str, seed: int) -> IntegrationModel:
    """Four councils for two years, where only living across a line brings many disputes."""
    disputes = {"organisations.dispute_base": 0.005, "organisations.dispute_across_line": 0.4}
    scenario = places(councils=4).with_parameters(disputes)
    return IntegrationModel(scenario, rng=seed, alignment_responsibility=responsibility).run()


def share_across(model: IntegrationModel) -> np.ndarray:
    """Share of each neighbourhood's older people whose practice stands in another council."""
    patches = model.geography.patches
    across = patches.council != model.geography.practices.council[patches.practice]
    count = len(model.geography.neighbourhoods)
    crossing = np.bincount(patches.neighbourhood, np.where(across, patches.older_people, 0), count)
    return np.asarray(crossing / np.maximum(1.0, np.bincount(patches.neighbourhood, patches.older_people, count)))


def disputes(responsibility: str) -> np.ndarray:
    """Disputes among people who live across a line, and among the others, of two runs."""
    total = np.zeros(2, dtype=np.int64)
    for seed in (1, 4):
        model = by_basis(responsibility, seed)
        across = share_across(model) > MOSTLY_ACROSS
        counted = by_neighbourhood(model, Flow.DISPUTES)
        total += np.array([counted[across].sum(), counted[~across].sum()])
    return total


def test_people_across_lines_are_disputed_where_lists_and_residence_do_not_match() -> None:
    listed, resident = disputes("list"), disputes("residence")
    assert listed.sum() > resident.sum()
    assert listed[0] > 3 * max(1, resident[0])


def test_only_lists_leave_open_who_answers_for_people_across_a_line() -> None:
    for basis, disputed in (("list", 0.4), ("residence", 0.0)):
        controls = by_basis(basis, 1).people.controls
        assert (controls["dispute_across"] == disputed).all()
        assert (controls["verification_days"] > 0.0).all() == (basis == "list")


def test_residence_gives_each_council_one_commissioner_and_lists_do_not() -> None:
    def most_commissioners_of_a_council(model: IntegrationModel) -> int:
        of = model.surroundings.commissioner.of
        council = model.geography.neighbourhoods.council
        return max(len(np.unique(of[council == at])) for at in range(4))

    assert most_commissioners_of_a_council(by_basis("residence", 1)) == 1
    assert most_commissioners_of_a_council(by_basis("list", 1)) > 1


def test_by_residence_whoever_pays_for_itself_has_money_for_it() -> None:
    """A consortium that is no council's largest answers for nobody then, and costs nothing."""
    small = ("alignment.consortium_size=50000.0", "reform.abolition_date=2011-04-01")
    scenario = places(*small, councils=2, end="2011-06-30")
    model = IntegrationModel(scenario, rng=1, alignment_responsibility="residence").run()
    consortia = model.organisations.gp_consortia
    assert sum(len(consortium.neighbourhoods) > 0 for consortium in consortia) <= 2 < len(consortia)
    accounts = np.array([consortium.account for consortium in consortia])
    income = model.ledger.income(accounts, range(12, 15))
    spent = model.ledger.spent(accounts, range(12, 15))
    assert spent[income == 0].tolist() == [0] * int((income == 0).sum())
