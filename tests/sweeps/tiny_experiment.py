"""A real experiment at the model's smallest: four arms of one council in sixteen months."""

from __future__ import annotations

from pathlib import Path

from experiment_files import drawn_parameters, written

HEADING = """
name = "tiny"
question = "What do votes on one budget change in a year?"
scenario = "bill_2011"
[settings]
"geography.councils" = 1
"population.sample" = 0.02
"run.end" = 2011-07-31
"""
LEVERS = """
[levers]
design = "grid"
[levers.values]
"board.powers" = ["place_budget", "consult"]
"pooling.mandated_minimum" = [0.0, 0.2]
"""
KEEP = """
[keep]
levels = ["england"]
periods = "months"
"""


def tiny_experiment(folder: Path, samples: int = 2) -> Path:
    """Its file in a folder; each arm meets so many draws of how trust is gained."""
    draws = drawn_parameters("monte_carlo", samples, '["relations.trust_gain"]')
    return written(folder, LEVERS, draws, KEEP, heading=HEADING)
