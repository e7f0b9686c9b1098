"""How places stand is told by colours that nobody confuses, and by more than colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from seen_colours import SIGHT, apart

from abm.reports.regime_grid_section import COLOURS, LETTERS
from abm.reports.regimes import REGIMES

FAR = 20.0
"""In CIE Lab: some nine times what can just be told apart (2.3: Mahy, Van Eycken and Oosterlinck 1994)."""
ALL = {regime.label: regime.colour for regime in REGIMES} | {"not judged yet": "#ffffff"}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(combinations(ALL, 2)))
def test_colours_of_any_two_regimes_are_far_apart_for_everybody(one, other, sight):
    assert apart(ALL[one], ALL[other], sight) >= FAR


def test_a_palette_of_red_and_green_would_fail():
    assert apart("#b03030", "#607a20", "trichromacy") > FAR > apart("#b03030", "#607a20", "deuteranopia")


def test_a_regime_is_told_by_its_letter_and_word_too():
    assert len({regime.letter for regime in REGIMES}) == len({regime.label for regime in REGIMES}) == len(REGIMES)
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert set(COLOURS.values()) == {regime.colour for regime in REGIMES}
