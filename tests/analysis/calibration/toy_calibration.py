"""A calibration of runs that take no time: what each parameter does to each target is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.analysis.calibration.calibration import Calibration
from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.randomness import keyed_normal
from abm.sweeps.experiment import Experiment
from abm.sweeps.precision import rounds_of
from abm.sweeps.sweep import SweepWishes, sweep_to_folder
from abm.sweeps.sweep_plan import SweepPlan
from abm.sweeps.sweep_run import SweepRun

TARGETS = """id,measure,level,statistic,period,low,high,unit,source
A1,emergency_admissions,england,value,2011/12,118,122,admissions,made up
A2,delayed_days,england,value,2011/12,49,51,days,made up
A3,joint_spend_share,england,value,2011/12,0.03,0.05,share,made up
A4,acute_bed_occupancy,england,value,2011/12,2.0,3.0,share,made up and out of reach
A5,emergency_admissions,england,value,2011/12,1,2,admissions,made up: validate only
"""
FILE = """
name = "toy"
question = "Which numbers fit?"
scenario = "bill_2011"
[settings]
"geography.councils" = 1
"run.end" = 2012-03-31
[fit]
targets = "targets.csv"
marginal = "uniform"
draws = {draws}
handed_on = 8
runs = 24
waves = 3
most_waves = 5
may_miss = {may_miss}
[[stages]]
name = "front"
meaning = "people"
parameters = ["people.crisis_rate", "people.long_stay_days", "people.crisis_season"]
targets = ["A1", "A2"{more}]
[[stages]]
name = "relations"
meaning = "trust"
parameters = ["relations.trust_gain", "relations.leader_exit"]
targets = ["A3"]
spread = 0.5
"""


def toy_file(folder: Path, *, draws: int = 16, may_miss: int = 0, more: str = "") -> Path:
    """The calibration's file, with its targets beside it."""
    (folder / "targets.csv").write_text(TARGETS, encoding="utf-8")
    path = folder / "toy.toml"
    path.write_text(FILE.format(draws=draws, may_miss=may_miss, more=more), encoding="utf-8")
    return path


@dataclass(frozen=True)
class FittedToys:
    """Admissions follow the crisis rate; days, rate and stay together, which cannot be told apart by them alone."""

    fails: bool = False
    fails_of: tuple[int, ...] = (3,)
    """Which of every eight runs fail, if any do."""

    def __call__(self, run: SweepRun, on_stage, /) -> tuple[pd.DataFrame, list[str]]:
        values = run.sample.parameters
        if self.fails and run.index % 8 in self.fails_of:
            raise ZeroDivisionError("no beds")
        luck = keyed_normal(run.sample.seed, 1, 1)
        figures = {
            "emergency_admissions": 1000.0 * values["people.crisis_rate"] + 0.3 * luck,
            "delayed_days": 40.0 * values["people.crisis_rate"] * values["people.long_stay_days"] + 0.1 * luck,
            "joint_spend_share": values.get("relations.trust_gain", 0.04),
            "acute_bed_occupancy": 0.9,
        }
        rows = [("2011/12", "england", "England", name, value) for name, value in figures.items()]
        return pd.DataFrame(rows, columns=["period", "level", "unit", "measure", "value"]), []


def toy_calibration(file: Path, out: Path, runs: FittedToys | None = None) -> Calibration:
    """Carried out in this process."""

    def carry_out(experiment: Experiment, folder: Path) -> None:
        plan = SweepPlan(experiment)
        sweep_to_folder(plan, folder, rounds_of(plan), runs or FittedToys(), SweepWishes())

    return Calibration(CalibrationFile.load(file), out, carry_out)
