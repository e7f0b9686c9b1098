"""The finished runs of a sweep on disk: each written as it ends, by one writer, and read back in the plan's order."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa

from abm.runs.provenance import sha256_of
from abm.runs.results_folder import DAMAGED, MEASURES, PARTS, RUNS
from abm.sweeps.finished_run import FinishedRow, FinishedRun
from abm.sweeps.part_file import DamagedPartError, PartFile, name_of_one, part_name, write_block
from abm.sweeps.stopped import storing
from abm.sweeps.whole_file import UNFINISHED, put_in_place, sync_names, unfinished_file, whole_file

RUNS_IN_A_BLOCK = 64
"""Runs next to each other in the plan that end up in one part, so that many runs are few files."""


class Store:
    """What is finished. In memory there is only where each run is; its row and figures stay on disk.

    With ``writes`` it may set damaged parts aside and tidy up, which only the holder of the folder's lock may.
    """

    def __init__(self, folder: Path, *, writes: bool) -> None:
        self.folder = folder
        self.set_aside: list[str] = []
        """Parts that could not be used and what was wrong with each."""
        self.writes = writes
        self._kept: dict[int, Path] = {}
        self._failed: set[int] = set()
        self._in_block: Counter[int] = Counter()
        self._again: set[int] = set()
        if writes:
            self._parts.mkdir(parents=True, exist_ok=True)
            for left in self._parts.glob(f"*{UNFINISHED}"):
                left.unlink()
        self._find_parts()

    @property
    def _parts(self) -> Path:
        return self.folder / PARTS

    def __len__(self) -> int:
        """How many runs are finished, those that failed among them."""
        return len(self._kept) - len(self._again)

    def __contains__(self, index: int) -> bool:
        """Whether the run in this place of the plan is finished."""
        return index in self._kept and index not in self._again

    @property
    def failed(self) -> int:
        """How many of the finished runs failed."""
        return len(self._failed - self._again)

    def make_again(self, index: int) -> None:
        """Count a run as not finished; what is there of it stays until it is replaced."""
        self._again.add(index)

    def add(self, finished: FinishedRun) -> None:
        """Write a run that has ended. Raises CannotStoreError where that is not possible."""
        row = finished.row
        path = self._parts / name_of_one(row, finished.part)
        with storing(path):
            with whole_file(self._parts, path) as unfinished:
                unfinished.write_bytes(finished.part)
            replaced = self._kept.get(row.index)
            self._keep(row, path)
            if replaced not in (None, path) and _is_of_one(replaced):
                replaced.unlink(missing_ok=True)
            self._gather(row.index // RUNS_IN_A_BLOCK)

    def finished(self, among: Collection[int] | None = None) -> Iterator[tuple[FinishedRow, pa.Table]]:
        """Each finished run, or those among some, in order of the plan: row and measures, one in memory at a time."""
        for part, wanted in self._parts_in_order(among):
            for row, table in part.tables():
                if row.index in wanted:
                    yield row, table

    def rows(self, among: Collection[int] | None = None) -> Iterator[FinishedRow]:
        """The row of each finished run, or of those among some, in order of the plan."""
        for part, wanted in self._parts_in_order(among):
            yield from (row for row in part.rows if row.index in wanted)

    def _parts_in_order(self, among: Collection[int] | None) -> Iterator[tuple[PartFile, frozenset[int]]]:
        """Stretches of the plan that lie in one part, with the runs that count in it.

        Another process may gather parts into blocks while this one only reads: what has moved is looked for again.
        """
        indices = sorted(self._kept if among is None else self._kept.keys() & among)
        at = 0
        while at < len(indices):
            path = self._kept[indices[at]]
            end = at + 1
            while end < len(indices) and self._kept[indices[end]] == path:
                end += 1
            part = self._opened(path)
            if part is not None:
                yield part, frozenset(indices[at:end])
            elif not self.writes and self._moved(indices[at], path):
                continue
            at = end

    def _moved(self, index: int, path: Path) -> bool:
        if path.exists():
            return False
        self._find_parts()
        return self._kept[index] != path

    def _find_parts(self) -> None:
        for path in sorted(self._parts.glob("*.parquet")):
            part = self._opened(path)
            for row in part.rows if part is not None else ():
                self._keep_the_better(row, path)
        if self.writes:
            self._remove_superseded()
            for block in [block for block, runs in self._in_block.items() if runs == RUNS_IN_A_BLOCK]:
                self._gather(block)

    def _opened(self, path: Path) -> PartFile | None:
        """The part; nothing where it is gone or damaged, so that its runs count as not finished."""
        try:
            return PartFile.open(path)
        except FileNotFoundError:
            self._forget(path)
        except DamagedPartError as error:
            self._put_aside(path, str(error))
        return None

    def _put_aside(self, path: Path, why: str) -> None:
        if not self.writes:
            self.set_aside.append(f"{path}: {why}; it was left out")
            return
        aside = self.folder / DAMAGED
        aside.mkdir(exist_ok=True)
        self._keep_tables(aside)
        path.replace(aside / path.name)
        self.set_aside.append(f"{path}: {why}; it was moved to {aside}, and its runs have to be made again")
        self._forget(path)

    def _keep_tables(self, aside: Path) -> None:
        """Tables made while the part was whole may have the only copy of its runs."""
        for name in (MEASURES, RUNS):
            if (self.folder / name).is_file() and not (aside / name).exists():
                shutil.copy2(self.folder / name, aside / name)

    def _forget(self, path: Path) -> None:
        if not self.writes:
            return
        for index in [index for index, kept in self._kept.items() if kept == path]:
            del self._kept[index]
            self._failed.discard(index)
            self._in_block[index // RUNS_IN_A_BLOCK] -= 1

    def _keep_the_better(self, row: FinishedRow, path: Path) -> None:
        """Of two parts with the same run, left by a process that was killed: one in which it did not fail."""
        before = self._kept.get(row.index)
        if before is None or not before.exists() or (row.index in self._failed and row.status == "done"):
            self._keep(row, path)

    def _keep(self, row: FinishedRow, path: Path) -> None:
        if row.index not in self._kept:
            self._in_block[row.index // RUNS_IN_A_BLOCK] += 1
        self._kept[row.index] = path
        (self._failed.add if row.status == "failed" else self._failed.discard)(row.index)
        self._again.discard(row.index)

    def _remove_superseded(self) -> None:
        used = set(self._kept.values())
        for path in self._parts.glob("*.parquet"):
            if path not in used:
                path.unlink()

    def _gather(self, block: int) -> None:
        """Put a block's runs into one part once all are finished; those it replaces go when it is on the disk."""
        if self._in_block[block] < RUNS_IN_A_BLOCK:
            return
        indices = range(block * RUNS_IN_A_BLOCK, (block + 1) * RUNS_IN_A_BLOCK)
        paths = list(dict.fromkeys(self._kept[index] for index in indices))
        if len(paths) == 1:
            return
        opened = {path: self._opened(path) for path in paths}
        if None in opened.values():
            return
        runs = _Runs([(self._kept[index], index) for index in indices], opened)
        path = self._write_block(indices, runs)
        for row in runs.rows:
            self._keep(row, path)
        for replaced in paths:
            if replaced != path:
                replaced.unlink(missing_ok=True)

    def _write_block(self, indices: range, runs: _Runs) -> Path:
        with unfinished_file(self._parts) as unfinished:
            write_block(unfinished, runs.rows, runs.tables())
            path = self._parts / part_name(indices[0], indices[-1], sha256_of(unfinished))
            put_in_place(unfinished, path)
        sync_names(self._parts)
        return path


class _Runs:
    """The runs of a block, wherever they are so far."""

    def __init__(self, places: list[tuple[Path, int]], opened: dict[Path, PartFile | None]) -> None:
        self._places = places
        self._parts = opened
        rows = {(path, row.index): row for path, part in opened.items() if part is not None for row in part.rows}
        self.rows = [rows[place] for place in places]

    def tables(self) -> Iterator[pa.Table]:
        """The measures of each in turn; parts hold runs in order, so each is gone through once."""
        going = {path: iter(part.tables()) for path, part in self._parts.items() if part is not None}
        for path, index in self._places:
            yield next(table for row, table in going[path] if row.index == index)


def _is_of_one(part: Path) -> bool:
    first, last, _ = part.name.split("-")
    return first == last
