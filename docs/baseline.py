"""Write docs/baseline.md: the figures of 2011/12 to 2013/14 beside what the scenario `bill_2011` gives on some places.

Usage: python docs/baseline.py TARGETS.csv SCENARIO.toml   (the scenario's places and period are used as they stand)
"""

from __future__ import annotations

import sys
from pathlib import Path

from abm.measures.target import read_targets
from abm.measures.target_statistics import RunFigures, statistic_of
from abm.runs.run import run
from abm.scenario.scenario import Scenario

OUT = Path(__file__).with_name("baseline.md")
HEAD = """# Baseline against the figures of 2011/12 to 2013/14

Written by `docs/baseline.py`; not fitted, set by hand. Seed 1, one replication, on {places}.
`in`: inside the interval. `1.5`: within a factor of 1.5 of it. `out`: further away. Rows marked validate-only in the
targets are shown, never aimed at.

| target | measure | statistic | period | interval | model | |
|---|---|---|---|---|---|---|
"""


def verdict(target: object, value: float) -> str:
    """In, near or out."""
    if target.holds(value):  # type: ignore[attr-defined]
        return "in"
    return "1.5" if target.holds(value, 1.5) else "out"  # type: ignore[attr-defined]


def main(targets_path: str, scenario_path: str) -> None:
    """Run and write."""
    result = run(Scenario.load(scenario_path), seed=1)
    lines = []
    for target in read_targets(Path(targets_path)):
        value = statistic_of(RunFigures(result.measures), target).value
        lines.append(
            f"| {target.id} | {target.measure} ({target.level}) | {target.statistic} | {target.period} "
            f"| {target.low:g} to {target.high:g} | {value:.4g} | {verdict(target, value)} |"
        )
    OUT.write_text(HEAD.format(places=result.model.geography.source) + "\n".join(lines) + "\n", encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
