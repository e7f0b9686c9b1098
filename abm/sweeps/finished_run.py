"""What is left of a run of a sweep once it is over: how it went, and the figures that are kept of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from abm.sweeps.arm import Setting

WORKER = "worker"
"""The stage of a run that failed because whatever made it was lost, again and again."""
KINDS: Mapping[str, type | tuple[type, ...]] = {
    "int": int,
    "float": (int, float),
    "Mapping[str, Setting]": dict,
    "tuple[str, ...]": tuple,
}
"""What a field is in JSON, by its type; text where it is none of these."""


@dataclass(frozen=True)
class FinishedRow:
    """How one run went: a row of ``runs.parquet``."""

    run: str
    """Its id in ``measures.parquet``."""
    index: int
    """Its place in the plan."""
    key: str
    """What decides its figures, hashed."""
    arm: str
    sample: int
    draw: int
    replication: int
    seed: int
    status: Literal["done", "failed"]
    seconds: float
    stage: str
    """Where it failed: scenario, places, run, measures, worker; empty when it did not."""
    message: str
    traceback: str
    replay: str
    """The command that makes a failed run again by itself; empty when it did not fail."""
    code_version: str
    """Hash of the program's source that made it."""
    settings: Mapping[str, Setting]
    """Its levers and uncertain parameters that differ from the experiment's scenario, by ``group.name``."""
    warnings: tuple[str, ...]
    """What a reader must know before using a figure."""
    figures: int
    """How many rows of measures are kept of it."""

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> FinishedRow:
        """The row as :meth:`to_dict` gave it. Raises TypeError or KeyError for anything else."""
        row = cls(**{**document, "warnings": tuple(document["warnings"])})
        for field in dataclasses.fields(row):
            if not isinstance(getattr(row, field.name), KINDS.get(str(field.type), str)):
                raise TypeError(f"{field.name} is no {field.type}")
        return row

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values, for JSON."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)} | {
            "settings": dict(self.settings)
        }


@dataclass(frozen=True)
class FinishedRun:
    """A run that is over, as it passes from the process that made it to the one that writes."""

    row: FinishedRow
    part: bytes
    """The row and its measures as a Parquet file, ready to be written."""
