"""What tests of several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from here_engine import HereEngine


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder, and no process beside this one."""
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    monkeypatch.chdir(tmp_path)
    return tmp_path
