"""From priors to posterior: found where the targets say, as wide as they leave it, the same each time."""

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from here_engine import HereEngine
from toy_calibration import FittedToys, toy_calibration, toy_file

from abm.analysis.calibration.calibration_folder import CalibrationTables
from abm.analysis.calibration.nothing_remains import NothingRemainsError
from abm.analysis.calibration.posterior import Posterior
from abm.scenario.parameters import parameter_definitions


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process beside this one."""
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())


@pytest.fixture(scope="module")
def posterior(tmp_path_factory: pytest.TempPathFactory) -> Posterior:
    folder = tmp_path_factory.mktemp("fitted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
        return toy_calibration(toy_file(folder), folder / "out").posterior()


def test_draws_lie_where_the_targets_say(posterior: Posterior) -> None:
    draws = posterior.draws

    assert len(draws) >= 16
    assert draws["people.crisis_rate"].mean() == pytest.approx(0.12, abs=0.001)
    assert draws["people.long_stay_days"].mean() == pytest.approx(50 / (40 * 0.12), rel=0.02)
    assert draws["relations.trust_gain"].mean() == pytest.approx(0.04, abs=0.004)
    allowed = 3.0 * math.hypot((122.0 - 118.0) / 4.0, posterior.luck["A1"])  # the cutoff, of what is unsure and luck
    assert (posterior.figures["A1"] - 120.0).abs().max() <= allowed


def test_what_the_targets_say_nothing_of_stays_at_its_prior_and_is_named_so(posterior: Posterior) -> None:
    rows = posterior.parameters().set_index("parameter")

    assert rows["informed"].to_dict() == {
        "people.crisis_rate": True,
        "people.long_stay_days": True,
        "people.crisis_season": False,
        "relations.trust_gain": True,
        "relations.leader_exit": False,
    }
    season = rows.loc["people.crisis_season"]
    assert season["posterior_low"] == pytest.approx(season["prior_low"], abs=0.02)
    assert season["posterior_high"] == pytest.approx(season["prior_high"], abs=0.02)
    assert rows.loc["people.crisis_rate", "narrower"] > 0.95
    assert rows.loc["relations.leader_exit", "stage"] == "relations"


def test_draws_that_stand_there_many_times_inform_no_more_than_once(posterior: Posterior) -> None:
    *earlier, last = posterior.stages
    again = replace(last, remaining=pd.concat([last.remaining] * 50), figures=pd.concat([last.figures] * 50))
    repeated = replace(posterior, stages=(*earlier, again))

    assert repeated.parameters()["informed"].to_list() == posterior.parameters()["informed"].to_list()


def test_a_stages_priors_cover_the_share_of_each_range_that_it_says(posterior: Posterior) -> None:
    for name, share in (("relations.leader_exit", 0.5), ("people.crisis_season", 1.0)):
        definition = parameter_definitions()[name]
        ends = posterior.prior.values(pd.DataFrame({name: [0.0, 1.0]}))[name].tolist()
        middle = definition.default if share < 1.0 else 0.0
        assert ends == pytest.approx([middle + share * (end - middle) for end in (definition.low, definition.high)])


def test_a_stage_that_another_follows_hands_on_fewer_draws(tmp_path: Path) -> None:
    front, relations = toy_calibration(toy_file(tmp_path, draws=60), tmp_path / "out").posterior().stages
    assert len(front.waves) == 3
    assert len(front.remaining) in range(8, 60)
    assert len(relations.waves) > 3


def test_how_far_luck_alone_moves_a_target_is_seen_from_runs_that_differ_by_nothing_else(posterior: Posterior) -> None:
    assert posterior.luck["A1"] == pytest.approx(0.3, rel=0.5)
    assert posterior.luck["A2"] == pytest.approx(posterior.luck["A1"] / 3.0)
    assert posterior.luck["A4"] == 0.0


def test_numbers_that_the_fit_set_and_did_not_fit_are_in_every_draw(tmp_path: Path) -> None:
    file = toy_file(tmp_path)
    file.write_text(file.read_text().replace("[settings]", '[settings]\n"people.choice_days" = 9.0'))
    calibration = toy_calibration(file, tmp_path / "out")

    draws = calibration.posterior().draws
    assert calibration.file.held == {"people.choice_days": 9.0}
    assert draws["people.choice_days"].unique().tolist() == [9.0]
    assert draws["people.crisis_rate"].nunique() > len(draws) // 2  # draws that a stage hands on are met in turn


def test_priors_are_reported_beside_it(posterior: Posterior, tmp_path: Path) -> None:
    calibration = toy_calibration(toy_file(tmp_path), tmp_path / "out")
    table = CalibrationTables.of(posterior, calibration.file).targets.set_index("id")

    assert table["posterior_within"].to_dict() == {"A1": True, "A2": True, "A3": True, "A4": False, "A5": False}
    assert not table.loc["A1", "prior_within"]
    assert table.loc["A1", "prior_high"] - table.loc["A1", "prior_low"] > 80.0
    assert table["fitted"].to_dict() == {"A1": True, "A2": True, "A3": True, "A4": False, "A5": False}


def test_an_interrupted_calibration_goes_on_to_the_same_draws(posterior: Posterior, tmp_path: Path) -> None:
    file, out = toy_file(tmp_path), tmp_path / "out"

    made = 0

    def carry_out_two(experiment, folder):
        nonlocal made
        made += 1
        if made > 2:
            raise KeyboardInterrupt
        calibration.carry_out(experiment, folder)

    calibration = toy_calibration(file, out)
    with pytest.raises(KeyboardInterrupt):
        type(calibration)(calibration.file, out, carry_out_two).posterior()
    before = {path: path.stat().st_mtime_ns for path in out.rglob("parts/*.parquet")}
    again = calibration.posterior()

    assert before
    assert all(path.stat().st_mtime_ns == when for path, when in before.items())
    pd.testing.assert_frame_equal(again.draws, posterior.draws, check_exact=True)
    digests = {CalibrationTables.of(each, calibration.file).digest for each in (again, posterior)}
    assert len(digests) == 1


def test_failed_runs_are_counted_and_tell_nothing(tmp_path: Path) -> None:
    found = toy_calibration(toy_file(tmp_path, draws=10), tmp_path / "out", FittedToys(fails=True)).posterior()

    assert [wave.failed for wave in found.stages[0].waves] == [3] * len(found.stages[0].waves)
    assert all(len(wave.points) == len(wave.figures) == 21 for wave in found.stages[0].waves)
    assert found.draws["people.crisis_rate"].mean() == pytest.approx(0.12, abs=0.002)


def test_without_two_runs_that_tell_luck_nothing_is_fitted(tmp_path: Path) -> None:
    file = toy_file(tmp_path)
    file.write_text(file.read_text().replace("[fit]", "[fit]\nrepeats = 4"))
    with pytest.raises(NothingRemainsError, match="1 of 4 runs at the scenario's own values ended well"):
        toy_calibration(file, tmp_path / "out", FittedToys(fails=True, fails_of=(1, 2, 3))).posterior()


def test_too_few_runs_to_learn_from_leave_nothing(tmp_path: Path) -> None:
    file = toy_file(tmp_path)
    file.write_text(file.read_text().replace("runs = 24", "runs = 10"))
    with pytest.raises(NothingRemainsError, match="only 5 runs of the stage front have all figures"):
        toy_calibration(file, tmp_path / "out", FittedToys(fails=True, fails_of=(3, 4, 5, 6, 7))).posterior()


def test_a_target_out_of_reach_leaves_nothing_unless_it_may_be_missed(tmp_path: Path) -> None:
    more = ', "A4"'
    with pytest.raises(NothingRemainsError, match="front"):
        toy_calibration(toy_file(tmp_path, more=more), tmp_path / "none").posterior()

    found = toy_calibration(toy_file(tmp_path, more=more, may_miss=1), tmp_path / "some").posterior()
    assert len(found.draws) >= 16
