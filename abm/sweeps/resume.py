"""Going on with a sweep: what is finished must be of this plan and, unless told otherwise, of this program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from abm.errors import InputError
from abm.sweeps.finished_run import WORKER, FinishedRow
from abm.sweeps.plan import Plan
from abm.sweeps.store import Store
from abm.sweeps.sweep_run import SweepRun


@dataclass(frozen=True)
class Resumption:
    """How to go on with what a folder holds."""

    code_version: str
    """The program that goes on."""
    most_samples: int
    mix_versions: bool = False
    """Keep runs that another version of the program has made."""
    retry_failed: bool = False
    """Make all failed runs again; otherwise only those whose worker was lost, as others would fail again."""

    def check(self, plan: Plan, store: Store) -> None:
        """Raise InputError where the folder is not this sweep's; mark what is to be made again."""
        base_key = lru_cache(plan.base_key)
        versions: Counter[str] = Counter()
        again = []
        for row, planned in _side_by_side(store, plan.runs(0, self.most_samples)):
            if planned is None or (row.key, row.arm) != (planned.key(base_key(row.code_version)), planned.arm.name):
                raise _other_experiment(store, row, planned)
            versions[row.code_version] += 1
            if row.status == "failed" and (self.retry_failed or row.stage == WORKER):
                again.append(row.index)
        del versions[self.code_version]
        if versions and not self.mix_versions:
            raise _other_version(store.folder, versions, self.code_version)
        for index in again:
            store.make_again(index)


def _side_by_side(store: Store, plan: Iterator[SweepRun]) -> Iterator[tuple[FinishedRow, SweepRun | None]]:
    """Each finished run with the one that has its place in the plan; nothing where the plan ends before it."""
    planned = next(plan, None)
    for row in store.rows():
        while planned is not None and planned.index < row.index:
            planned = next(plan, None)
        yield row, planned


def _other_experiment(store: Store, row: FinishedRow, planned: SweepRun | None) -> InputError:
    now = "there is no such run in this one" if planned is None else f"in this one it would be {_in_words(planned)}"
    return InputError(
        str(store.folder),
        "experiment",
        f"run {row.run} ({row.arm}, seed {row.seed})",
        f"its {len(store)} finished runs belong to another experiment: {now}; choose a new folder, or the experiment "
        "that it was made with",
    )


def _in_words(run: SweepRun) -> str:
    return f"{run.arm.name}, seed {run.sample.seed}, or other in what all runs share: scenario, places, what is kept"


def _other_version(folder: Path, versions: Counter[str], current: str) -> InputError:
    return InputError(
        str(folder),
        "code version",
        ", ".join(version[:12] for version in sorted(versions)),
        f"{versions.total()} of its finished runs were made by another version of the program than this one "
        f"({current[:12]}); choose a new folder, or keep them with --mix-versions",
    )
