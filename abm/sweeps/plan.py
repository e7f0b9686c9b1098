"""What a sweep has to know of the plan that it carries out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from abm.sweeps.arm import Arm
from abm.sweeps.sweep_run import SweepRun


class Plan(Protocol):
    """The runs of an experiment, in an order that more samples only add to."""

    @property
    def arms(self) -> Sequence[Arm]:
        """Every arm; each sample has one run of each."""

    def runs(self, first_sample: int, last_sample: int, /) -> Iterator[SweepRun]:
        """Samples from the first up to, not including, the last: sample by sample, within each the arms in order."""

    def base_key(self, code_version: str, /) -> str:
        """A hash of what all runs share, under this version of the program."""

    def experiment_toml(self) -> str:
        """The experiment, resolved in full."""

    def scenario_toml(self) -> str:
        """The scenario that it changes, resolved in full."""

    def facts(self) -> Mapping[str, Any]:
        """What was asked for, for ``provenance.json``."""
