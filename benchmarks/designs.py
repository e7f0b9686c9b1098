"""The experiments that are timed, from the model at its smallest to a laptop's ordinary run."""

from __future__ import annotations

from pathlib import Path

from abm.sweeps.experiment import Experiment

SMALLEST = """
"geography.councils" = 1
"population.sample" = 0.002
"run.end" = 2011-06-30
"""
"""Tenths of a second a run, and every part of the model in it."""
ORDINARY = """
"geography.councils" = 4
"run.end" = 2015-03-31
"""
"""Like a run of ``board_powers`` at its small size."""
DESIGN = """
name = "benchmark"
question = "What does the machinery around the model cost?"
scenario = "bill_2011"

[settings]
{settings}

[levers]
design = "grid"

[levers.values]
"board.powers" = ["consult", "place_budget"]

[parameters]
design = "monte_carlo"
draws = {draws}
names = ["relations.trust_*"]

[keep]
levels = ["england", "council"]
periods = "{periods}"
"""
ARMS = 2


def experiment_file(folder: Path, settings: str, runs: int, periods: str = "all") -> Path:
    """The design with so many runs, an even number, as a file; of each run these ``periods`` are kept."""
    path = folder / f"benchmark_{runs}.toml"
    path.write_text(DESIGN.format(settings=settings, draws=runs // ARMS, periods=periods), encoding="utf-8")
    return path


def experiment(folder: Path, settings: str, runs: int, periods: str = "all") -> Experiment:
    """The design with so many runs."""
    return Experiment.load(experiment_file(folder, settings, runs, periods))
