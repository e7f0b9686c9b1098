"""What docs/findings.md keeps of a run, and how it is read again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

EXPERIMENTS = Path(__file__).parents[2] / "experiments"
YEAR = "2011/12"
KEPT_BESIDES = {"desk_councils", "desk_commissioners", "partners_councils", "partners_commissioners"}
"""No measures of the model: read off it at its end."""


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The script's module of runs, which keeps them in a folder of the test's own."""
    monkeypatch.syspath_prepend(str(EXPERIMENTS))
    from asking import runs

    monkeypatch.setattr(runs, "KEPT", tmp_path)
    return runs


def test_a_run_leaves_its_yearly_figures(asking: Any) -> None:
    from asking.arms import Arm
    from asking.numbers import by_council, figure

    arm = Arm("small", settings=("population.sample=0.02",), councils=2, end=date(2012, 3, 31))
    asked = asking.Asked(arm, 0)
    asking.make(asked)
    found = asking.figures(asked.file())
    assert found.years[-1] == YEAR
    assert figure(found, "delayed_days", YEAR) > 0.0
    assert len(by_council(found, "delayed_days", YEAR)) == 2
    assert len(by_council(found, "seen_attendance", YEAR)) == 2
    assert figure(found, "desk_councils", YEAR) >= 0.0


def test_every_measure_that_is_asked_for_exists(asking: Any) -> None:
    """A claim about a measure that is gone, or has another name now, would only come out as unclear."""
    from asking.questions import QUESTIONS

    from abm.measures.definitions import MEASURES

    asked = {measure for question in QUESTIONS for measure, _ in question.shown}
    for question in QUESTIONS:
        for claim in question.claims:
            asked |= {gap.measure for gap in (claim.gap, claim.less) if gap is not None}
    names = {part for each in asked for part in re.split(r"[+*/]", each.rpartition(":")[2])}
    known = {measure.name for measure in MEASURES}
    assert names - known <= KEPT_BESIDES
