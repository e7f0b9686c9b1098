"""Draws of the posterior in use: which a scenario meets, and what it holds against them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from abm.errors import InputError
from abm.scenario.fitted import OTHER_POSTERIOR, POSTERIOR, fitted_draw, posterior_in_use
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_folder

CRISES, STAYS = "people.crisis_rate", "people.long_stay_days"
DRAWS = {CRISES: (0.1, 0.11, 0.12), STAYS: (9.0, 10.0, 11.0)}
CENTRAL = {name: parameter_definitions()[name].default for name in DRAWS}


@pytest.fixture(autouse=True)
def posterior(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three draws of two numbers."""
    rows = [",".join(DRAWS), *(",".join(map(str, row)) for row in zip(*DRAWS.values(), strict=True))]
    written(tmp_path / POSTERIOR, rows, monkeypatch)


def written(file: Path, rows: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setenv(OTHER_POSTERIOR, str(file))


def numbers(scenario: Scenario) -> dict[str, float]:
    return {name: getattr(getattr(scenario.parameters, name.split(".")[0]), name.split(".")[1]) for name in DRAWS}


def draw(number: int) -> dict[str, float]:
    return {name: column[number - 1] for name, column in DRAWS.items()}


def test_draws_are_counted_from_one_and_begin_anew_after_the_last() -> None:
    assert fitted_draw(1) == draw(1)
    assert fitted_draw(3) == draw(3)
    assert fitted_draw(4) == draw(1)
    assert fitted_draw(0) == {}


def test_a_scenario_meets_the_first_draw_and_its_replications_the_next() -> None:
    scenario = Scenario.load("bill_2011")
    assert numbers(scenario) == draw(1)
    assert numbers(scenario.of_replication(0)) == draw(1)
    assert numbers(scenario.of_replication(2)) == draw(3)
    assert numbers(scenario.with_settings(["run.draw=2"]).of_replication(1)) == draw(3)


def test_replications_of_the_last_number_that_a_draw_may_have_begin_anew() -> None:
    scenario = Scenario.load("bill_2011").with_settings(["run.draw=1000000"])
    assert numbers(scenario) == draw(1)
    assert numbers(scenario.of_replication(1)) == draw(2)
    assert scenario.of_replication(1).run.draw == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["people.crisis_rat", "0.1"], "people.crisis_rate"),
        (["people.crisis_rate", "often"], "write a number"),
        (["people.crisis_rate", "7"], "column people.crisis_rate, row 1"),
        (["people.crisis_rate,people.long_stay_days", "0.1"], "column people.long_stay_days, row 1"),
        (["people.crisis_rate"], "a row for each draw"),
        (["people.crisis_rate", "0.1,0.2"], "more values than there are columns"),
        (["people.crisis_rate,people.crisis_rate", "0.1,0.2"], "it is there twice"),
    ],
)
def test_a_file_that_is_no_posterior_is_refused(rows, said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "wrong.csv", rows, monkeypatch)
    with pytest.raises(InputError, match=said):
        Scenario.load("bill_2011")


def test_the_environment_names_another_posterior_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "mine.csv", ["people.crisis_rate", "0.15"], monkeypatch)
    assert fitted_draw(2) == {CRISES: 0.15}
    monkeypatch.setenv(OTHER_POSTERIOR, str(tmp_path / "none.csv"))
    with pytest.raises(InputError, match="cannot be read"):
        Scenario.load("bill_2011")
    monkeypatch.delenv(OTHER_POSTERIOR)
    shipped = shipped_folder("calibrations") / POSTERIOR
    assert posterior_in_use() == (shipped if shipped.is_file() else None)


def test_draw_nought_is_central_values_in_every_replication() -> None:
    scenario = Scenario.load("bill_2011").with_settings(["run.draw=0"])
    assert numbers(scenario) == numbers(scenario.of_replication(5)) == CENTRAL
    assert numbers(Scenario.load("bill_2011").central) == CENTRAL
    assert scenario.drawn(3) == {}


def test_what_a_scenario_holds_no_draw_moves() -> None:
    scenario = Scenario.load("bill_2011").with_parameters({CRISES: 0.09})
    assert numbers(scenario.of_replication(1)) == {CRISES: 0.09, STAYS: 10.0}
    assert scenario.drawn(1) == {STAYS: 10.0}
    assert numbers(scenario.central) == {CRISES: 0.09, STAYS: CENTRAL[STAYS]}


def test_a_number_held_at_its_central_value_is_held() -> None:
    scenario = Scenario.load("bill_2011").with_parameters({CRISES: CENTRAL[CRISES]})
    assert numbers(scenario.of_replication(1))[CRISES] == CENTRAL[CRISES]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_scenario_written_in_full_holds_what_it_held_before_and_no_more(number: int) -> None:
    before = Scenario.load("bill_2011").with_values({"run.draw": number}).with_parameters({CRISES: 0.09})
    after = Scenario.from_dict(tomllib.loads(before.to_toml()))
    assert after == before
    assert numbers(after.of_replication(1)) == numbers(before.of_replication(1))
    assert numbers(after.with_settings(["run.draw=2"])) == {CRISES: 0.09, STAYS: 10.0}


def test_a_scenario_written_in_full_under_another_posterior_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Scenario.load("bill_2011")
    monkeypatch.setenv(OTHER_POSTERIOR, "")
    after = Scenario.from_dict(tomllib.loads(before.to_toml()))
    assert numbers(after) == numbers(after.of_replication(2)) == draw(1)


@pytest.mark.skipif(not (shipped_folder("calibrations") / POSTERIOR).is_file(), reason="no posterior ships yet")
def test_the_posterior_that_ships_has_two_hundred_draws_within_their_ranges() -> None:
    rows = (shipped_folder("calibrations") / POSTERIOR).read_text(encoding="utf-8").splitlines()
    names = rows[0].split(",")
    assert len(rows) - 1 >= 200
    assert set(names) <= set(parameter_definitions())
    for row in rows[1:]:
        for name, value in zip(names, map(float, row.split(",")), strict=True):
            assert parameter_definitions()[name].low <= value <= parameter_definitions()[name].high
