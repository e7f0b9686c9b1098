"""The calibration that ships, at both sizes."""

import pytest

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.scenario.toml_file import shipped_names


@pytest.mark.parametrize("size", ["small", "full"])
def test_every_target_that_may_be_fitted_is_but_one_and_nothing_after_march_2014_is_read(size: str) -> None:
    """T34, delay in December, is out of reach whatever the numbers; the file says so."""
    assert shipped_names("calibrations") == ["calibration"]
    file = CalibrationFile.load("calibration", size)

    assert file.scenario.run.end.isoformat() == "2014-03-31"
    may_be_fitted = {target.id for target in file.targets if target.is_fitted}
    assert {target.id for target in file.fitted} == may_be_fitted - {"T34"}
    assert file.scenario.population.sample == (1.0 if size == "full" else 0.02)


def test_at_full_size_two_hundred_draws_are_asked_for() -> None:
    assert CalibrationFile.load("calibration", "full").fit.draws >= 200
