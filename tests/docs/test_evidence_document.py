"""The page on the evidence says what tables and sweeps say; the one that ships belongs to the posterior that does."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from abm.scenario.fitted import POSTERIOR
from abm.scenario.toml_file import shipped_folder

SCRIPT = Path(__file__).parents[2] / "docs" / "evidence.py"
VALIDATION = """id,measure,level,statistic,period,low,high,unit,mean,runs_low,runs_high,runs,within
T1,delayed_days,england,value,2011/12,10,20,days,{t1},12,18,60,{t1_within}
T2,joint_spend_share,england,value,2011/12,0.1,0.2,share,0.5,0.4,0.6,60,no
"""


@pytest.fixture(scope="module")
def script(script_of):
    return script_of("evidence")


@pytest.fixture
def fit(script, tmp_path):
    for name, value, within in (("posterior", 15, "yes"), ("priors", 30, "no"), ("no_relations", 16, "yes")):
        (tmp_path / name).mkdir()
        text = VALIDATION.format(t1=value, t1_within=within)
        (tmp_path / name / "validation.csv").write_text(text, encoding="utf-8")
    calibration = tmp_path / "calibration"
    calibration.mkdir()
    (calibration / "targets.csv").write_text(
        "id,fitted,prior_within\nT1,True,False\nT2,False,False\n", encoding="utf-8"
    )
    parameters = pd.DataFrame(
        {
            "parameter": ["people.a", "relations.b"],
            "stage": ["front", "relations"],
            **{f"{when}_{what}": [0.5, 0.5] for when in ("prior", "posterior") for what in ("low", "median", "high")},
            "narrower": [0.8, 0.0],
            "informed": [True, False],
        }
    )
    parameters.to_csv(calibration / "parameters.csv", index=False)
    draws = pd.DataFrame({"people.a": [0.1, 0.2], "relations.b": [0.3, 0.4], "organisations.c": [2.5, 2.5]})
    draws.to_csv(calibration / POSTERIOR, index=False)
    return script.Fit(tmp_path, {"T2": {"why": "Nothing pools here.", "advice": "Do not pool."}})


def test_targets_met_are_counted_by_kind_of_run_and_of_target(fit):
    counts = fit.counts().splitlines()
    assert counts[2] == "| the posterior | 60 | **1 of 2** | 1 of 1 | 0 of 1 |"
    assert counts[3] == "| the priors alone | 60 | **0 of 2** | 0 of 1 | 0 of 1 |"
    assert "30 (12 to 18) **out**" in fit.targets() and "T2 *" in fit.targets()


def test_targets_near_an_end_of_their_interval_are_named_as_in_doubt(fit):
    assert fit.in_doubt() == ""
    held = fit.held["posterior"]
    held.loc["T1", "mean"] = 19.9
    assert fit.in_doubt() == "T1 (within)"
    held.loc["T2", ["mean", "runs_high"]] = 0.201, 0.6
    assert fit.in_doubt() == "T1 (within), T2 (out)"


def test_what_is_missed_stands_with_why_and_with_what_follows(fit, script):
    assert (
        "**T2, joint_spend_share" in fit.misses() and "Nothing pools here. *For advice:* Do not pool." in fit.misses()
    )
    assert "T1" not in fit.misses()
    assert "Nobody has found out why yet." in script.Fit(fit.folder, {}).misses()


def test_numbers_that_the_targets_inform_stand_apart_from_those_that_they_do_not(fit):
    assert "people.a" in fit.informed() and "relations.b" not in fit.informed()
    assert fit.uninformed() == "- relations: `relations.b`"
    assert fit.held_numbers() == "`organisations.c` (2.5)"


def test_the_last_digit_of_a_sum_is_no_effect(script):
    assert script.short(2.8e-14, True) == "0"
    assert script.short(float("nan")) == "not known"


def test_a_fit_that_is_not_the_one_in_use_is_refused(fit, monkeypatch):
    mine = fit.folder / "calibration" / POSTERIOR
    mine.write_text("people.crisis_rate\n0.1\n", encoding="utf-8")
    monkeypatch.setattr("evidence_document.posterior_in_use", lambda: mine)
    fit.check_posterior()
    monkeypatch.setattr("evidence_document.posterior_in_use", lambda: None)
    with pytest.raises(SystemExit, match="the posterior in use \\(none\\) is not"):
        fit.check_posterior()


def test_an_effect_says_how_sure_it_is_and_what_it_hangs_on(script):
    chance = np.random.default_rng(1)
    drawn = pd.DataFrame({"people.a": chance.random(40), "people.b": chance.random(40)})
    hangs = script.Effect((drawn["people.a"] - drawn["people.a"].mean()).to_numpy(), np.zeros(40), drawn)
    assert hangs.sure() == "no clear effect"
    assert "`people.a`" in hangs.hangs_on() and "**turns**" in hangs.hangs_on()
    sure = script.Effect(np.random.default_rng(7).normal(5.0, 1.0, 40), np.full(40, 2.0), drawn)
    assert sure.sure() == "sure of the sign: so in 100% of draws"
    seldom = script.Effect(np.repeat([0.0, 1.0], 20), np.full(40, np.nan), drawn)
    assert seldom.sure() == "on average only: so in 50% of draws"
    assert seldom.cells()[3] == "not known"
    assert sure.cells()[3] == "+2" and sure.hangs_on() == "nothing that was drawn stands out"


def test_the_page_that_ships_belongs_to_the_posterior_that_ships():
    page = SCRIPT.with_suffix(".md").read_text(encoding="utf-8")
    draws = len((shipped_folder("calibrations") / POSTERIOR).read_text(encoding="utf-8").splitlines()) - 1
    assert f"The posterior has {draws} draws" in page
    within, of = map(int, re.findall(r"\| the posterior \| \d+ \| \*\*(\d+) of (\d+)\*\*", page)[0])
    assert of == 38
    missed = page.split("## What is not reproduced")[1].split("##")[0]
    assert missed.count("- **T") == of - within
    assert "Nobody has found out" not in missed
