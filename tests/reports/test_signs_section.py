"""Why places end as they do: the seven signs in a comparison's report."""

from __future__ import annotations

from abm.measures.definitions import MEASURES
from abm.measures.regimes import regime_rule
from abm.reports.signs_section import MEASURED_BY, percent, sign_measures


def test_every_sign_of_the_rule_has_its_measure_and_every_measure_exists() -> None:
    assert list(MEASURED_BY) == [sign.name for sign in regime_rule().signs]
    assert set(sign_measures()) <= {measure.name for measure in MEASURES}


def test_small_shares_keep_a_decimal() -> None:
    assert [percent(0.004), percent(-0.0049), percent(0.4)] == ["0.4%", "-0.5%", "40%"]
