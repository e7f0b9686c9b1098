"""One run of a sweep: which arm, which draw of the uncertain parameters, which luck. Its key decides what it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from abm.sweeps.arm import Arm, Setting


@dataclass(frozen=True)
class Sample:
    """What every arm meets alike: one draw of the uncertain parameters, with a seed."""

    index: int
    """Counts samples from 0, over draws and replications."""
    draw: int
    """Which draw of the parameters."""
    replication: int
    """Which replication of that draw."""
    seed: int
    """The seed that the run uses, derived from the experiment's seed and the sample's index."""
    parameters: Mapping[str, Setting]
    """Uncertain parameters that differ from the scenario's, by ``group.name``."""


@dataclass(frozen=True)
class SweepRun:
    """An arm under a sample: a frozen record that says all that decides the run, but for the scenario it changes."""

    index: int
    """Its place in the plan: samples in order, within each the arms in order."""
    arm: Arm
    sample: Sample

    @property
    def name(self) -> str:
        """Its id in ``measures.parquet`` and ``runs.parquet``."""
        return f"{self.index:06d}"

    def key(self, base: str) -> str:
        """A hash of what decides its figures. ``base`` is a hash of what all runs share: scenario, code, what is kept.

        Neither its place in the plan nor the arm's name is part of it.
        """
        decides = {
            "base": base,
            "levers": dict(self.arm.levers),
            "parameters": dict(self.sample.parameters),
            "seed": self.sample.seed,
        }
        return hashlib.sha256(json.dumps(decides, sort_keys=True, default=str).encode()).hexdigest()[:32]
