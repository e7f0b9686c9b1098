from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from here_engine import HereEngine
from toy_sweep import toy_sweep

import abm


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())


@pytest.fixture
def undisturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A finished sweep of so many samples in a folder of its own, made in this process."""

    def made(samples: int) -> Path:
        with monkeypatch.context() as patched:
            patched.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
            return toy_sweep(tmp_path / "undisturbed", samples).path

    return made


@pytest.fixture
def begun():
    """A sweep begun in a process of its own; see ``toy_sweep.main``."""
    processes = []

    def begin(out: Path, samples: int, seconds: float) -> subprocess.Popen:
        paths = [str(Path(__file__).parent), str(Path(abm.__file__).parents[1])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        code = "import toy_sweep; toy_sweep.main()"
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(out), str(samples), str(seconds)], env=environment, stderr=subprocess.PIPE
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()
