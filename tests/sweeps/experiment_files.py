"""Experiment files for tests: a small one, and what is written over it."""

from pathlib import Path

from abm.sweeps.experiment import Experiment
from abm.sweeps.sweep_plan import SweepPlan

HEADING = """
name = "example"
question = "Does it matter?"
scenario = "bill_2011"
seed = 7
"""
SETTINGS = """
[settings]
"geography.councils" = 2
"run.end" = 2013-03-31
"""
GRID = """
[levers]
design = "grid"
[levers.values]
"board.powers" = ["consult", "place_budget"]
reform.abolish_pcts = [true, false]
"""
LIST = """
[levers]
design = "list"
[[levers.arm]]
name = "the Bill"
set = {}
[[levers.arm]]
name = "stay"
set = { "reform.abolish_pcts" = false }
"""


def drawn_levers(design: str, arms: int = 16) -> str:
    return f"""
[levers]
design = "{design}"
arms = {arms}
[levers.values]
"board.powers" = ["consult", "refer_back", "place_budget"]
"leadership.turnover" = {{ low = 0.5, high = 2.0 }}
"""


def drawn_parameters(design: str, draws: int = 4, names: str = '["relations.trust_*"]') -> str:
    return f"""
[parameters]
design = "{design}"
draws = {draws}
names = {names}
"""


def written(folder: Path, *parts: str, heading: str = HEADING) -> Path:
    path = folder / "example.toml"
    path.write_text("\n".join((heading, *parts)), encoding="utf-8")
    return path


def experiment(folder: Path, *parts: str, size: str | None = None) -> Experiment:
    return Experiment.load(written(folder, SETTINGS, *parts), size)


def plan(folder: Path, *parts: str) -> SweepPlan:
    return SweepPlan(experiment(folder, *parts))
