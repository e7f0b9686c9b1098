"""A small sweep made by hand, so that its report is tested without running the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from results_by_hand import Measure

from abm.runs.codebook import write_codebook
from abm.runs.measures_file import MeasuresFile
from abm.runs.results_folder import CODEBOOK, EXPERIMENT, FORMAT, MEASURES, PROVENANCE, RUNS, SWEEP
from abm.sweeps.arm import Arm
from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan
from abm.sweeps.sweep_run import SweepRun

DELAYED = "delayed_days_per_1000_65plus"
UNITS = {
    DELAYED: "days per 1,000 a year",
    "days_at_home_share": "share of days",
    "spend_nhs": "GBP",
    "regime_integrated_share": "share",
    "regime_stasis_share": "share",
    "regime_fragmented_share": "share",
}
YEARS = ("2011/12", "2012/13", "2013/14")
COUNCILS = ("Aldshire", "Bexmouth", "Carrow")

CROSSED = """
design = "grid"
[levers.values]
"board.powers" = ["consult", "joint_sign_off"]
"alignment.rule" = ["free", "one_to_one"]
"competition.monitor_duty" = ["promote_competition", "promote_integration"]
"""
LISTED = """
design = "list"
[[levers.arm]]
name = "as drafted"
set = {}
[[levers.arm]]
name = "signed"
set = { "board.powers" = "joint_sign_off" }
"""
SPREAD = """
design = "sobol"
arms = 8
[levers.values]
"payment.delayed_day_charge" = { low = 0.0, high = 200.0 }
"board.powers" = ["consult", "joint_sign_off"]
"""
ONE_ARM = 'design = "none"'


@dataclass(frozen=True)
class SweepByHand:
    """A sweep: its levers as the file has them, and which of its runs ended how."""

    levers: str = CROSSED
    samples: int = 3
    failed: frozenset[int] = frozenset()
    missing: frozenset[int] = frozenset()
    measures: tuple[str, ...] = tuple(UNITS)
    councils: tuple[str, ...] = COUNCILS
    question: str = "Do powers matter?"
    message: str = "BalanceError: 3 people lost"
    level: str = "england"

    @property
    def text(self) -> str:
        """Its file."""
        return (
            f'name = "by_hand"\nquestion = {json.dumps(self.question)}\nscenario = "bill_2011"\nseed = 3\n'
            f"[replications]\nnumber = {self.samples}\n[settings]\n"
            f'"run.end" = 2014-03-31\n[keep]\nlevels = ["{self.level}", "council"]\n'
            f"measures = {json.dumps(list(self.measures))}\n[levers]\n{self.levers}"
        )


def values(arm: Arm, sample: int, council: int | None = None) -> dict[str, float]:
    """Luck of 40 a sample in delayed days, shared by all arms; what levers do varies a little with it.

    Joint sign-off takes away 50 days, and 30 more with one to one alignment; alignment by itself does nothing; each
    pound of the charge takes away a tenth of a day.
    """
    levers = arm.levers
    signed = levers.get("board.powers") == "joint_sign_off"
    aligned = levers.get("alignment.rule") == "one_to_one"
    effect = -50.0 * signed - 30.0 * (signed and aligned) - 0.1 * float(levers.get("payment.delayed_day_charge", 0.0))
    delayed = 300.0 + 40.0 * sample + effect * (1.0 + sample / 100.0)
    if council is not None:
        delayed += (10.0 if signed else 20.0) * (council - 1) * (1.0 + sample / 50.0)
    integrated = 1.0 if signed and aligned else 0.0
    return {
        DELAYED: delayed,
        "days_at_home_share": 0.95 + sample / 1000.0 + (sample - 1) * signed / 10_000.0,
        "spend_nhs": 1e11 + 1e6 * sample * signed,
        "regime_integrated_share": integrated,
        "regime_stasis_share": (1.0 - integrated) * 2.0 / 3.0,
        "regime_fragmented_share": (1.0 - integrated) / 3.0,
    }


def tidy(made: SweepByHand, run: SweepRun) -> pd.DataFrame:
    """What one run leaves."""
    rows: list[tuple[Any, ...]] = []
    for year in YEARS:
        whole = values(run.arm, run.sample.index)
        rows += [(year, made.level, "England", name, whole[name]) for name in made.measures]
        for at, council in enumerate(made.councils):
            own = values(run.arm, run.sample.index, at)
            rows += [(year, "council", council, name, own[name]) for name in made.measures]
    return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"])


def write_sweep(folder: Path, made: SweepByHand, **provenance: object) -> Path:
    """A folder as the runner leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "source.toml"
    source.write_text(made.text, encoding="utf-8")
    experiment = Experiment.load(source)
    source.unlink()
    (folder / EXPERIMENT).write_text(experiment.to_toml(), encoding="utf-8")
    rows = []
    with MeasuresFile(folder / MEASURES) as file:
        for run in SweepPlan(experiment).runs(0, made.samples):
            if run.index in made.missing:
                continue
            is_failed = run.index in made.failed
            rows.append(_row(made, run, is_failed=is_failed))
            if not is_failed:
                file.append(run.name, tidy(made, run))
    table = pd.DataFrame(rows, columns=list(_row(made, next(SweepPlan(experiment).runs(0, 1)), is_failed=False)))
    table.to_parquet(folder / RUNS, index=False)
    write_codebook(folder / CODEBOOK, [Measure(name, UNITS[name]) for name in made.measures])
    facts = {"format": FORMAT, "kind": SWEEP, "places": "3 councils", "warnings": [], **provenance}
    (folder / PROVENANCE).write_text(json.dumps(facts), encoding="utf-8")
    return folder


def _row(made: SweepByHand, run: SweepRun, *, is_failed: bool) -> dict[str, Any]:
    return {
        "run": run.name,
        "arm": run.arm.name,
        "sample": run.sample.index,
        "draw": run.sample.draw,
        "replication": run.sample.replication,
        "seed": run.sample.seed,
        "status": "failed" if is_failed else "done",
        "seconds": 1.0,
        "stage": "month 2012-03" if is_failed else "",
        "message": made.message if is_failed else "",
        "traceback": f"Traceback: {made.message}" if is_failed else "",
        "replay": f"abm sweep experiment.toml --only {run.name}",
        "code_version": "1",
        **{name: str(value) for name, value in run.arm.levers.items()},
    }
