"""The words of docs/findings.md follow from the numbers by rule."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from types import ModuleType

import pytest

CLAIMS = Path(__file__).parents[2] / "experiments" / "asking" / "claims.py"


def imported(path: Path) -> ModuleType:
    """A module by its path."""
    spec = importlib.util.spec_from_file_location(f"experiments_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


claims = imported(CLAIMS)
Claim, Estimate, Expected, Gap, Verdict = (
    getattr(claims, name) for name in ("Claim", "Estimate", "Expected", "Gap", "Verdict")
)


def words(
    expected: object, low: float, high: float, ids: str = "E082 and E083", band: tuple[float, float] = (0.0, 0.0)
) -> str:
    """What is said of a claim whose interval is this."""
    claim = Claim("it", Gap("one", "other", "trust", "2018/19"), expected, ids, band=band)
    return str(claims.in_words(claim, Estimate((low + high) / 2.0, low, high, 10)))


@pytest.mark.parametrize(
    ("expected", "low", "high", "said"),
    [
        (Expected.UP, 0.1, 0.2, "as E082 and E083 say"),
        (Expected.UP, -0.2, -0.1, "against E082 and E083"),
        (Expected.UP, -0.1, 0.2, "no clear effect"),
        (Expected.UP, 0.0, 0.0, "no clear effect"),
        (Expected.DOWN, -0.2, -0.1, "as E082 and E083 say"),
        (Expected.DOWN, 0.1, 0.2, "against E082 and E083"),
        (Expected.OPEN, 0.1, 0.2, "higher"),
        (Expected.OPEN, -0.2, -0.1, "lower"),
        (Expected.OPEN, -0.2, 0.1, "no clear effect"),
    ],
)
def test_signs(expected: object, low: float, high: float, said: str) -> None:
    assert words(expected, low, high) == said


@pytest.mark.parametrize(
    ("expected", "low", "high", "said"),
    [
        (Expected.NONE, -1.0, 2.0, "as P198 says"),
        (Expected.NONE, 1.0, 2.0, "as P198 says"),
        (Expected.NONE, 4.0, 5.0, "against P198"),
        (Expected.NONE, -4.0, 5.0, "not clear: the interval reaches beyond what counts as none"),
        (Expected.NOT_DOWN, -2.0, 9.0, "as P198 says"),
        (Expected.NOT_DOWN, -9.0, -4.0, "against P198"),
        (Expected.NOT_DOWN, -9.0, 1.0, "not clear: the interval reaches beyond what counts as none"),
        (Expected.MODEST_UP, 1.0, 2.0, "as P198 says"),
        (Expected.MODEST_UP, 4.0, 5.0, "against P198"),
        (Expected.MODEST_UP, -2.0, -1.0, "against P198"),
        (Expected.MODEST_UP, 1.0, 5.0, "an effect, but not clearly a modest one"),
        (Expected.MODEST_UP, -1.0, 2.0, "no clear effect"),
        (Expected.MODEST_DOWN, -2.0, -1.0, "as P198 says"),
        (Expected.MODEST_DOWN, -5.0, -4.0, "against P198"),
        (Expected.WITHIN, -2.0, 2.0, "as P198 says"),
        (Expected.WITHIN, 5.0, 6.0, "against P198"),
        (Expected.WITHIN, 2.0, 6.0, "not clear: the interval reaches across a limit"),
    ],
)
def test_limits(expected: object, low: float, high: float, said: str) -> None:
    assert words(expected, low, high, ids="P198", band=(-3.0, 3.0)) == said


def test_without_a_source_the_words_name_none() -> None:
    assert words(Expected.UP, 0.1, 0.2, ids="") == "as expected"
    assert words(Expected.UP, -0.2, -0.1, ids="") == "against what was expected"


@pytest.mark.parametrize("expected", list(Expected))
def test_one_pair_says_nothing(expected: object) -> None:
    claim = Claim("it", Gap("one", "other", "trust", "2018/19"), expected, "E082", band=(-1.0, 1.0))
    alone = Estimate.of([0.5])
    assert claims.verdict(expected, alone, claim.band) is Verdict.UNCLEAR
    assert claims.in_words(claim, alone) == "too few runs to say"


def test_an_interval_is_students() -> None:
    found = Estimate.of([1.0, 2.0, 3.0, math.nan])
    assert found.pairs == 3
    assert found.mean == pytest.approx(2.0)
    assert found.high - found.mean == pytest.approx(4.302653 / math.sqrt(3.0), rel=1e-5)


def test_an_interval_stays_within_what_is_possible() -> None:
    found = Estimate.of([0.8, 1.0, 1.0], least=0.0, most=1.0)
    assert found.high == 1.0
    assert found.low < 0.8


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0"), (0.01234, "0.0123"), (1.234, "1.23"), (123.4, "123"), (-45678.9, "-45,679"), (math.nan, "–")],
)
def test_numbers_have_three_figures(value: float, said: str) -> None:
    assert claims.number(value) == said
