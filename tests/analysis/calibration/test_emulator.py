"""The emulator foresees what a model would say, says how sure it is, and repeats itself."""

import numpy as np
import pytest

from abm.analysis.calibration.emulator import Emulator, TargetEmulator

NOISE = 0.05


@pytest.fixture
def runs() -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(3)
    points = chance.random((120, 8))
    return points, truth(points) + NOISE * chance.standard_normal(120)


def truth(points: np.ndarray) -> np.ndarray:
    """Five of eight numbers do nothing; one bends. Below nought here and there, so that it has no logarithm."""
    return 2.0 * points[:, 1] - 1.5 * points[:, 4] + np.sin(3.0 * points[:, 6])


def test_runs_that_it_has_not_seen_are_foreseen(runs) -> None:
    emulator = TargetEmulator.fit(*runs, seed=1)

    assert emulator.explained > 0.95
    chance = np.random.default_rng(4)
    elsewhere = chance.random((200, 8))
    mean, deviation = emulator.expect(elsewhere)
    error = mean - truth(elsewhere)
    assert np.sqrt(np.mean(error**2)) < NOISE
    assert np.mean(np.abs(error) < 2.5 * deviation) > 0.7


def test_what_multiplies_is_foreseen_where_it_is_far_smaller_than_what_was_seen() -> None:
    """Waits multiply: runs over wide priors say how long they are where all are short."""
    chance = np.random.default_rng(8)
    points = chance.random((120, 8))
    short = 0.3 * chance.random((200, 8))
    waits = [np.exp(4.0 * each[:, 0] + 3.0 * each[:, 3]) for each in (points, short)]
    mean, _ = TargetEmulator.fit(points, waits[0], seed=1).expect(short)

    assert np.abs(mean / waits[1] - 1.0).max() < 0.05


def test_doubt_about_a_figure_is_less_than_luck_between_runs(runs) -> None:
    _, deviation = TargetEmulator.fit(*runs, seed=1).expect(runs[0])

    assert 0.0 < deviation.max() < NOISE


def test_runs_that_are_mostly_luck_are_foreseen_as_far_as_they_can_be() -> None:
    """Seventy effects of which one is there, and luck of twice its size: the others are left alone."""
    chance = np.random.default_rng(11)
    points = chance.random((110, 35))
    truth = np.sqrt(12.0) * (points[:, 3] - 0.5)
    emulator = TargetEmulator.fit(points, truth + 2.0 * chance.standard_normal(110), seed=1)
    elsewhere = chance.random((400, 35))
    mean, _ = emulator.expect(elsewhere)
    error = mean - np.sqrt(12.0) * (elsewhere[:, 3] - 0.5)

    assert emulator.explained > 0.0
    assert np.mean(error**2) < 0.5


@pytest.mark.parametrize("unit", [0.005, 1000.0])
def test_it_does_not_hang_on_the_unit_of_a_target(runs, unit) -> None:
    points, figures = runs
    plain, scaled = (TargetEmulator.fit(points, times * figures, seed=1) for times in (1.0, unit))

    assert scaled.explained == pytest.approx(plain.explained)
    for one, other in zip(plain.expect(points[:9]), scaled.expect(points[:9]), strict=True):
        assert other == pytest.approx(unit * one)


def test_a_figure_that_nothing_moves_is_not_foreseen() -> None:
    chance = np.random.default_rng(5)
    emulator = TargetEmulator.fit(chance.random((60, 4)), chance.standard_normal(60), seed=1)

    assert emulator.explained < 0.3


def test_one_that_foresaw_nothing_expects_what_runs_were_and_is_as_unsure_as_they_were_spread() -> None:
    """Twelve runs, ninety-six effects: each run is met and nothing is known. To listen would be to believe it all."""
    chance = np.random.default_rng(9)
    points, figures = chance.random((12, 48)), chance.standard_normal(12)
    emulator = TargetEmulator.fit(points, figures, seed=1)
    mean, deviation = emulator.expect(chance.random((5, 48)))

    assert emulator.explained <= 0.0
    assert mean == pytest.approx(np.full(5, figures.mean()))
    assert deviation == pytest.approx(np.full(5, figures.std()))


def test_the_same_runs_give_the_same_emulator_to_the_last_bit(runs) -> None:
    points, figures = runs
    both = np.column_stack([figures, figures**2])
    first, second = (Emulator.fit(points, both, seed=1).expect(points[:5]) for _ in range(2))

    assert first[0].tobytes() == second[0].tobytes()
    assert first[1].tobytes() == second[1].tobytes()
    assert first[0].shape == (5, 2)


def test_too_few_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="8 runs"):
        TargetEmulator.fit(np.zeros((7, 2)), np.zeros(7), seed=1)


@pytest.mark.parametrize("figure", [4.0, 0.1, 0.3])
def test_a_figure_that_never_changes_is_expected_as_it_is(figure: float) -> None:
    points = np.random.default_rng(6).random((20, 3))
    emulator = TargetEmulator.fit(points, np.full(20, figure), seed=1)
    mean, deviation = emulator.expect(points)

    assert emulator.spread == 0.0
    assert mean == pytest.approx(np.full(20, figure))
    assert deviation == pytest.approx(np.zeros(20), abs=0.01)
