"""Runs, each reduced to the yearly figures of England and of every council, and kept until the package changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from abm.sweeps.code_version import code_version
from asking.arms import Arm

if TYPE_CHECKING:
    from abm.model import IntegrationModel

HOME = Path(__file__).parents[2]
KEPT = HOME / "out" / "findings"
SEED = 1
LEVELS = ("england", "council")


@dataclass(frozen=True)
class Asked:
    """One run that is needed."""

    arm: Arm
    replication: int

    def file(self) -> Path:
        """Where its figures are kept: by what decides them."""
        return KEPT / f"{digest_of(self.arm)[:20]}-{SEED}-{self.replication:02d}-{code_version()[:12]}.parquet"


@cache
def digest_of(arm: Arm) -> str:
    """What decides the outcome of an arm, but for luck."""
    return arm.scenario().digest()


def make(asked: Asked) -> None:
    """Run it and keep its figures."""
    from abm.model import IntegrationModel
    from abm.randomness import replication_seed

    model = IntegrationModel(asked.arm.scenario(), rng=replication_seed(SEED, asked.replication))
    model.run()
    file = asked.file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    reduced(model).to_parquet(unfinished)
    unfinished.replace(file)


def reduced(model: IntegrationModel) -> pd.DataFrame:
    """Tidy yearly figures: period, level, unit, measure, value."""
    from abm.measures.kept import Kept
    from abm.measures.table import measure_table

    measured = measure_table(model, Kept(measures=(), levels=LEVELS, periods="years"))
    more = [
        (period, "england" if unit == "England" else "council", unit, measure, value)
        for period, unit, measure, value in (*what_the_rule_sees(model), *desks(model))
    ]
    table = pd.concat([measured, pd.DataFrame(more, columns=measured.columns)], ignore_index=True)
    return table.astype(dict.fromkeys(("period", "level", "unit", "measure"), "category"))


def what_the_rule_sees(model: IntegrationModel) -> Iterable[tuple[str, str, str, float]]:
    """What the signs of the regime rule are measured by, for each council and year."""
    from abm.measures.regime_years import years_of_places
    from abm.measures.regimes import regime_rule

    councils = model.geography.councils.names
    for year in years_of_places(model):
        for at, council in enumerate(councils):
            for sign, value in zip(regime_rule().signs, year.values[at], strict=True):
                yield year.year, council, f"seen_{sign.name}", float(value)
            yield year.year, council, "seen_attendance", float(year.attendance[at])
            yield year.year, council, "seen_pool_ended", float(year.pool_ended[at])


def desks(model: IntegrationModel) -> Iterable[tuple[str, str, str, float]]:
    """How full the desks of councils and commissioners are at the end of a run."""
    from abm.measures.regime_years import whole_years

    last = whole_years(model.record.months)[-1][0]
    commissioners = {id(each.commissioner): each.commissioner for each in model.partnerships.in_force}.values()
    for name, bodies in (("councils", model.organisations.councils), ("commissioners", commissioners)):
        yield last, "England", f"desk_{name}", float(np.mean([each.load for each in bodies]))
        partners = [len(each.active_partnerships) for each in bodies]
        yield last, "England", f"partners_{name}", float(np.mean(partners))


def make_missing(asked: Sequence[Asked], workers: int, minutes: float) -> None:
    """Make the runs that are not kept yet, in the order given; after so many minutes no more are begun."""
    by_file = {one.file(): one for one in asked}
    todo = [one for file, one in by_file.items() if not file.exists()]
    print(f"{len(by_file)} runs, {len(todo)} of them to be made", flush=True)
    until = time.monotonic() + 60.0 * minutes
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running: dict[Future[None], Asked] = {}
        done = 0
        while running or (todo and time.monotonic() < until):
            while todo and len(running) < workers and time.monotonic() < until:
                one = todo.pop(0)
                running[pool.submit(make, one)] = one
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                one = running.pop(future)
                done += 1
                said = future.exception()
                print(f"{done} {one.arm.name} {one.replication} {said or ''}", flush=True)
    if todo:
        print(f"{len(todo)} runs left out for want of time", flush=True)


@dataclass(frozen=True, eq=False)
class Figures:
    """The kept figures of one run."""

    years: tuple[str, ...]
    values: Mapping[tuple[str, str, str], np.ndarray]
    """By level, measure and year: a value for each unit that has one, in the order of units' names."""


@cache
def figures(file: Path) -> Figures:
    """Read the kept figures of one run."""
    table = pd.read_parquet(file)
    years = tuple(sorted(str(year) for year in table["period"].unique()))
    for name in ("period", "level", "unit", "measure"):
        table[name] = table[name].astype(str)
    table = table.sort_values(["level", "measure", "period", "unit"], kind="stable")
    keys = table["level"] + "|" + table["measure"] + "|" + table["period"]
    names, first = np.unique(keys.to_numpy(dtype=str), return_index=True)
    parts = np.split(table["value"].to_numpy(), np.sort(first)[1:])
    ordered = names[np.argsort(first)]
    return Figures(years, {tuple(name.split("|")): part for name, part in zip(ordered, parts, strict=True)})  # type: ignore[misc]
