"""What the runs of a results folder give of each target, read run by run: no more than one is in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from abm.measures.kept import Figure
from abm.measures.target import Target, figures_needed
from abm.measures.target_statistics import RunFigures, Statistic, statistic_of
from abm.runs.measures_file import LABELS, SCHEMA, check_figures
from abm.runs.results_folder import MEASURES, ResultsFolder
from abm.runs.results_table import as_written, check_columns, damaged, reading

ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class TargetFigures:
    """What runs came to, target by target."""

    table: pd.DataFrame
    """float64, a row for each run that ended well, in the order of the folder, and a column for each target, by id.

    nan where a run's figures allow no such statistic."""
    notes: Mapping[str, str]
    """What to know of how a target's figures came about: the first run's note that says anything, by id."""


def target_figures(folder: Path, targets: Sequence[Target]) -> TargetFigures:
    """Every target's statistic in each run of a results folder that ended well, of a sweep or of replications.

    The folder's runs must have kept what the targets need: ``abm.measures.kept.only(figures_needed(targets))``.
    """
    done = runs_done(folder)
    values = np.full((len(done), len(targets)), np.nan)
    notes: dict[str, str] = {}
    at = {run: place for place, run in enumerate(done)}
    for run, table in _with_empty(runs_in(folder / MEASURES, figures_needed(targets)), done):
        if run in at:
            found = _statistics(table, targets)
            values[at[run]] = [one.value for one in found]
            for target, one in zip(targets, found, strict=True):
                if one.note:
                    notes.setdefault(target.id, f"{one.note} (run {run})")
    columns = pd.Index([target.id for target in targets], name="target")
    return TargetFigures(pd.DataFrame(values, index=pd.Index(done, name="run"), columns=columns), notes)


def runs_done(folder: Path) -> list[str]:
    """The ids of the runs of a results folder that ended well, in its order."""
    return ResultsFolder(folder).runs(columns=["run"], status="done")["run"].to_list()


def _with_empty(runs: Iterator[tuple[str, pa.Table]], done: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Those runs too that have none of the figures, so that something is said of them."""
    left = dict.fromkeys(done)
    for run, table in runs:
        left.pop(run, None)
        yield run, table
    yield from ((run, SCHEMA.empty_table()) for run in left)


def _statistics(table: pa.Table, targets: Sequence[Target]) -> list[Statistic]:
    figures = RunFigures(table.to_pandas())
    return [statistic_of(figures, target) for target in targets]


def runs_in(measures: Path, figures: Sequence[Figure]) -> Iterator[tuple[str, pa.Table]]:
    """Each run of a table of measures, in which a run's rows lie together, with those of its rows that are wanted.

    A run without any of them is passed over. Raises InputError where the rows of one do not lie together.
    """
    waiting: list[pa.Table] = []
    before: set[str] = set()
    for table in _tables_in(measures):
        for piece in _by_run(_wanted(table, figures)):
            if waiting and waiting[0]["run"][0] != piece["run"][0]:
                run, joined = _joined(waiting)
                yield run, joined
                before.add(run)
                waiting = []
            if str(piece["run"][0]) in before:
                raise damaged(measures, "column run", str(piece["run"][0]), "its rows do not lie together")
            waiting.append(piece)
    if waiting:
        yield _joined(waiting)


def _tables_in(measures: Path) -> Iterator[pa.Table]:
    """Some rows at a time. Raises InputError where they are no figures of runs."""
    with reading(measures), pq.ParquetFile(measures) as source:
        check_columns(measures, source.schema_arrow, SCHEMA, SCHEMA.names)
        for batch in source.iter_batches(batch_size=ROWS_AT_ONCE, columns=SCHEMA.names):
            table = as_written(pa.Table.from_batches([batch]), SCHEMA).select(SCHEMA.names)
            check_figures(measures, table)
            yield table


def _wanted(table: pa.Table, figures: Sequence[Figure]) -> pa.Table:
    keys = pa.array(["\0".join(figure) for figure in figures], pa.string())
    found = pc.binary_join_element_wise(*(table[label] for label in ("measure", "level", "period")), "\0")
    return table.filter(pc.is_in(found, keys))


def _by_run(table: pa.Table) -> Iterator[pa.Table]:
    """A table cut where one run ends and the next begins."""
    runs = table["run"].to_numpy()
    starts = [0, *(np.flatnonzero(runs[1:] != runs[:-1]) + 1).tolist(), len(runs)]
    for start, end in itertools.pairwise(starts):
        if end > start:
            yield table.slice(start, end - start)


def _joined(pieces: list[pa.Table]) -> tuple[str, pa.Table]:
    table = pa.concat_tables(pieces)
    return str(table["run"][0]), table.select([*LABELS[1:], "value"])
