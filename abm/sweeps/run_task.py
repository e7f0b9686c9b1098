"""The making of one run of a sweep, wherever it is made: what fails is a row, and the sweep goes on."""

from __future__ import annotations

import shlex
import socket
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from abm.errors import InputError
from abm.runs.measures_file import SCHEMA, measures_of_run
from abm.sweeps.arm import Setting
from abm.sweeps.code_version import code_version
from abm.sweeps.finished_run import FinishedRow, FinishedRun
from abm.sweeps.part_file import part_of_one
from abm.sweeps.sweep_run import SweepRun

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

OnStage = Callable[[str], None]
"""Told what begins: scenario, places, run, measures."""


class Make(Protocol):
    """Makes the figures of one run; passes from process to process."""

    def __call__(self, run: SweepRun, on_stage: OnStage, /) -> tuple[pd.DataFrame, Sequence[str]]:
        """Tidy measures (period, level, unit, measure, value) and warnings; says at which stage it is."""


class LostWorkerError(RuntimeError):
    """What made a run was ended from outside, each time that it was tried."""

    def __init__(self, times: int) -> None:
        super().__init__(
            f"the process that made it was ended from outside {times} times with no other run beside it, "
            "often for want of memory"
        )


@dataclass(frozen=True)
class RunTask:
    """Makes runs and packs what is left of them. Passes from process to process."""

    make: Make
    base_key: str
    """Hash of what all runs share."""
    code_version: str
    """The program that is to make them: a worker with another one is refused."""
    scenario_file: Path
    """The experiment's scenario in the results folder: the command that replays a failure names it."""

    def __call__(self, run: SweepRun) -> FinishedRun:
        """Make the run. What fails is a row; only a worker with another program raises, InputError."""
        self._check_program()
        stages = ["scenario"]
        began = time.perf_counter()
        try:
            figures, warnings = self.make(run, stages.append)
            table = measures_of_run(run.name, figures)
        except Exception as error:
            return self.failed(run, stages[-1], error, time.perf_counter() - began)
        return self._finished(run, table, seconds=time.perf_counter() - began, warnings=warnings)

    def failed(self, run: SweepRun, stage: str, error: BaseException, seconds: float) -> FinishedRun:
        """The run as one that failed at a stage."""
        return self._finished(run, SCHEMA.empty_table(), seconds=seconds, stage=stage, error=error)

    def _finished(
        self,
        run: SweepRun,
        table: pa.Table,
        *,
        seconds: float,
        warnings: Sequence[str] = (),
        stage: str = "",
        error: BaseException | None = None,
    ) -> FinishedRun:
        row = FinishedRow(
            run=run.name,
            index=run.index,
            key=run.key(self.base_key),
            arm=run.arm.name,
            sample=run.sample.index,
            draw=run.sample.draw,
            replication=run.sample.replication,
            seed=run.sample.seed,
            status="done" if error is None else "failed",
            seconds=seconds,
            stage=stage,
            message="" if error is None else f"{type(error).__name__}: {error}",
            traceback="" if error is None else "".join(traceback.format_exception(error)),
            replay="" if error is None else self.replay(run),
            code_version=self.code_version,
            settings={name: _plain(value) for name, value in {**run.arm.levers, **run.sample.parameters}.items()},
            warnings=tuple(warnings),
            figures=len(table),
        )
        return FinishedRun(row, part_of_one(row, table))

    def replay(self, run: SweepRun) -> str:
        """The command that makes the run again by itself."""
        settings = [
            *(f"levers.{name}={_as_toml(value)}" for name, value in run.arm.levers.items()),
            *(f"parameters.{name}={_as_toml(value)}" for name, value in run.sample.parameters.items()),
        ]
        options = [word for setting in settings for word in ("--set", setting)]
        return shlex.join(["abm", "run", str(self.scenario_file), *options, "--seed", str(run.sample.seed)])

    def _check_program(self) -> None:
        if code_version() != self.code_version:
            raise InputError(
                f"the worker on {socket.gethostname()}",
                "program",
                code_version()[:12],
                f"all runs of a sweep are made by the same program, here {self.code_version[:12]}: install that one "
                "there and give the same command again",
            )


def _plain(value: Setting) -> Setting:
    """A value as JSON and a column hold it: a date as text."""
    return value.isoformat() if isinstance(value, date) else value


def _as_toml(value: Setting) -> str:
    """A value as ``--set`` reads it: a bare word is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = isinstance(value, str) and value.isidentifier() and value not in ("true", "false", "inf", "nan")
    return value if plain else _quoted(value)  # type: ignore[return-value]


def _quoted(value: Setting) -> str:
    from abm.scenario.toml_text import toml_text

    return toml_text({"value": value}).removeprefix("value = ").rstrip("\n")
