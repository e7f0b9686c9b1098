"""``abm sweep`` as a process of its own, with runs that take as long as they are told to and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from toy_sweep import ToyRuns

import abm
from abm.cli.main import main

EXPERIMENT = """
name = "tiny"
question = "What does the say of boards change in three months?"
scenario = "bill_2011"

[settings]
"geography.councils" = 1
"population.sample" = 0.02
"run.end" = 2011-06-30

[levers]
design = "grid"

[levers.values]
"board.powers" = ["consult", "place_budget"]

[replications]
number = {samples}

[keep]
levels = ["england"]
periods = "months"
"""


def experiment_file(folder: Path, samples: int = 1, more: str = "") -> Path:
    """Two arms, each with so many samples."""
    path = folder / "tiny.toml"
    path.write_text(EXPERIMENT.format(samples=samples) + more, encoding="utf-8")
    return path


def put_in_place_of_runs(monkeypatch: pytest.MonkeyPatch, runs: Callable[..., object]) -> None:
    """Whatever would make ScenarioRuns makes this."""
    monkeypatch.setattr("abm.sweeps.run_experiment.ScenarioRuns", runs)


def abm_command(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The status with which the command ends, in this process."""
    monkeypatch.setattr(sys, "argv", ["abm", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def begun(seconds: float, *arguments: object) -> subprocess.Popen[str]:
    """The command in a group of processes of its own, as a terminal begins it."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "sweeps"), str(Path(abm.__file__).parents[1])]
    return subprocess.Popen(
        [sys.executable, "-c", f"import toy_command; toy_command.run({seconds})", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(seconds: float) -> None:
    """What the process does."""
    put_in_place_of_runs(pytest.MonkeyPatch(), lambda *given: ToyRuns(seconds=seconds))
    main()
