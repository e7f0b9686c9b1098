"""Rules and regret in sentences that say how sure they are."""

from __future__ import annotations

import math
from dataclasses import replace

from abm.analysis.discovery_files import DiscoveryRow, read_discovery, write_discovery
from abm.analysis.regret import ArmRegret
from abm.reports.discovery_words import discovery_sentence, regret_sentences

ROW = DiscoveryRow(
    outcome="integrated",
    asked="regime_integrated_share above 0.5",
    level="council",
    period="2014/15",
    method="prim",
    rank=1,
    verdict="holds",
    conditions="board.powers is joint_sign_off",
    cases=400,
    of_interest=100,
    base=0.25,
    inside=75,
    inside_of_interest=61,
    density=61 / 75,
    coverage=0.61,
    held_out_density=0.7,
    held_out_coverage=0.5,
    lift=0.1,
    lift_low=0.05,
    lift_high=0.15,
)


def test_a_rule_that_holds():
    assert discovery_sentence(ROW) == (
        "Of the places where board.powers is joint_sign_off, 0.81 are integrated in 2014/15 (density; of all places, "
        "0.25); they cover 0.61 of all places that are integrated in 2014/15 (coverage). Rules found in the same way "
        "hold on draws held out: density 0.70, coverage 0.50. Found by PRIM."
    )
    assert "Of the runs where" in discovery_sentence(replace(ROW, level="england"))


def test_rules_that_do_not_hold_cannot_be_checked_or_are_not_there():
    assert "take it for chance" in discovery_sentence(replace(ROW, verdict="does not hold", method="cart"))
    assert "do not build on it" in discovery_sentence(replace(ROW, verdict="cannot be checked"))
    nothing = replace(ROW, verdict="nothing found", conditions="", density=math.nan)
    assert discovery_sentence(nothing) == (
        "PRIM found no combination that holds more places that are integrated in 2014/15 than luck would: 100 of 400 "
        "(0.25) are."
    )
    few = replace(nothing, verdict="too few cases", of_interest=3, base=3 / 400, method="")
    assert discovery_sentence(few).startswith("Too few cases: 3 of 400 (0.01) are places that are integrated")


def test_a_row_is_read_back_as_it_was_written(tmp_path):
    write_discovery(tmp_path, [ROW])
    assert read_discovery(tmp_path) == [ROW]
    (tmp_path / "discovery.csv").write_text("method,rank\nprim,1\n", encoding="utf-8")
    assert read_discovery(tmp_path) == []


def test_regret_names_the_least_and_the_one_that_is_best_most_often():
    def arm(name: str, regret: float, best: float) -> ArmRegret:
        return ArmRegret(name, "days_at_home_share", "higher", "2014/15", 12, 0.9, 0.89, 0.91, regret, 0.1, best)

    rows = [arm("a", 0.001, 0.1), arm("b", 0.002, 0.2), arm("c", 0.003, 0.2), arm("d", 0.004, 0.5)]
    [said] = regret_sentences(rows, {"days_at_home_share": "share of days"})
    assert said.startswith(
        "Days spent at home, higher is good, 2014/15, 12 samples: least regret by a (0.1, best in 10%)"
    )
    assert said.endswith("Best most often: d, in 50%.")
    assert "nothing can be said of regret" in regret_sentences([], {})[0]
