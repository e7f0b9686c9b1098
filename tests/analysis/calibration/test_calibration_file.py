"""A calibration's file, and what is wrong with it, in one message."""

from pathlib import Path

import pytest
from toy_calibration import toy_file

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.errors import InputError


def test_stages_name_their_parameters_and_targets(tmp_path: Path) -> None:
    file = CalibrationFile.load(toy_file(tmp_path))

    assert [stage.name for stage in file.stages] == ["front", "relations"]
    assert file.stages[0].parameters == ("people.crisis_rate", "people.crisis_season", "people.long_stay_days")
    assert [target.id for target in file.fitted] == ["A1", "A2", "A3"]
    assert len(file.targets) == 5
    assert file.scenario.geography.councils == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["A3"]', '["A9"]', "A9"),
        ('"relations.leader_exit"]', '"people.crisis_rate"]', "fitted in the stage front already"),
        ('"relations.leader_exit"]', '"relations.leader_ex"]', "closest is relations.leader_exit"),
        ("most_waves = 5", "most_waves = 2", "3 waves in any case"),
        ('name = "relations"', 'name = "front"', "a name of its own"),
        ('name = "relations"', 'name = "../out"', "stages, 2.name"),
        ("runs = 24", "runs = 4", "a whole number from 10"),
        ('marginal = "uniform"', 'marginal = "normal"', "triangular"),
        ('targets = "targets.csv"', 'targets = "nowhere.csv"', "nowhere.csv"),
        ('targets = ["A3"]', "", "stages, 2.targets"),
        ('targets = ["A3"]', 'targets = ["A5"]', "nothing may be fitted to it"),
        ('meaning = "trust"', 'means = "trust"', "stages, 2.means"),
        ("spread = 0.5", "spread = 1.5", "a number above 0"),
        ("[[stages]]", "[[steps]]", "steps"),
        ('"run.end" = 2012-03-31', '"run.end" = 1999-03-31', "run.end"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = toy_file(tmp_path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(InputError) as refused:
        CalibrationFile.load(path)

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_target_without_an_interval_is_refused(tmp_path: Path) -> None:
    path = toy_file(tmp_path)
    targets = tmp_path / "targets.csv"
    targets.write_text(targets.read_text("utf-8").replace("118,122", "120,120"), encoding="utf-8")

    with pytest.raises(InputError, match="nothing can be fitted to a point"):
        CalibrationFile.load(path)
