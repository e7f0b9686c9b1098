"""The survey's factors: all there, each moved by something, and ranked by what moves it most."""

from abm.analysis.factor_index import FactorIndex
from abm.analysis.survey_factors import ranked, survey_factors
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions

HELP = {
    "friendly relationships", "leadership", "commitment from the top", "joint strategy", "joint vision",
    "co-terminosity", "additional funding", "patient and user focus", "front-line staff commitment",
    "joint commissioning", "central guidance", "joint appointments", "history of success",
}  # fmt: skip
HINDER = {
    "performance regimes", "financial pressures", "organisational complexity", "changing leadership",
    "financial complexity", "culture", "commissioning", "national policies", "local history", "data and IT",
    "planning", "workforce",
}  # fmt: skip


def index(factor: str, statistic: str, value: float, measure: str = "regime_sum") -> FactorIndex:
    method = "sobol" if statistic in ("first", "total") else "morris"
    return FactorIndex(method, measure, "2014/15", factor, "lever", statistic, value, 0.1, 8, 0)


def test_every_factor_of_the_survey_can_be_raised_or_lowered():
    found = survey_factors()
    assert {one.name for one in found if one.side == "helps"} == HELP
    assert {one.name for one in found if one.side == "hinders"} == HINDER
    known = {**lever_definitions(), **parameter_definitions()}
    for one in found:
        assert one.names and set(one.names) <= set(known)
        assert not set(one.raises) & set(one.lowers)


def test_the_largest_total_index_of_what_moves_it_ranks_a_factor():
    indices = [
        index("alignment.rule", "total", 0.2),
        index("board.powers", "total", 0.5),
        index("joint_working.persuasion", "total", 0.1),
        index("board.powers", "first", 0.01),
        index("alignment.rule", "mu_star", 9.0),
        index("alignment.rule", "mu", 9.0),
    ]
    found = ranked(indices, ["alignment.rule", "board.powers", "leadership.turnover"])
    first, second = found[0], found[1]
    assert (first.factor.name, first.by.factor, first.by.value) == ("joint strategy", "board.powers", 0.5)
    assert (second.factor.name, second.by.factor) == ("co-terminosity", "alignment.rule")
    assert all(one.by is None for one in found[2:])
    left_out = {one.factor.name for one in found if one.by is None and one.moved}
    assert left_out == {"changing leadership"}


def test_which_way_it_works_comes_from_the_screening_and_what_it_lowers_is_turned_round():
    indices = [
        index("leadership.turnover", "mu_star", 2.0),
        index("leadership.turnover", "mu", -1.9),
        index("front_line.workforce_plan", "mu_star", 1.0),
        index("front_line.workforce_plan", "mu", 0.9),
        index("board.powers", "mu_star", 0.5),
        index("board.powers", "mu", 0.1),
    ]
    ways = {one.factor.name: one.way for one in ranked(indices, [])}
    assert ways["changing leadership"] == "less"
    assert ways["workforce"] == "less"
    assert ways["joint strategy"] == "either way"
    assert ways["co-terminosity"] == ""
    assert [one.by.statistic for one in ranked(indices, []) if one.by] == ["mu_star"] * 3


def test_the_share_of_integrated_places_does_where_the_sum_of_signs_is_not_there():
    found = ranked([index("board.powers", "total", 0.4, "regime_integrated_share")], [])
    assert found[0].by is not None and found[0].by.measure == "regime_integrated_share"
