from __future__ import annotations

import errno
import random
import tracemalloc
from pathlib import Path

import pytest
from toy_sweep import ToyPlan, ToyRuns

from abm.sweeps.code_version import code_version
from abm.sweeps.part_file import DamagedPartError, PartFile
from abm.sweeps.run_task import RunTask
from abm.sweeps.stopped import CannotStoreError
from abm.sweeps.store import RUNS_IN_A_BLOCK, Store


def finished(samples: int, **make):
    task = RunTask(ToyRuns(**make), "base", code_version(), Path("out/scenario.toml"))
    return [task(run) for run in ToyPlan().runs(0, samples)]


def filled(folder: Path, runs) -> Store:
    store = Store(folder, writes=True)
    for run in runs:
        store.add(run)
    return store


def content(store: Store) -> list:
    return [(row.run, row.key, table.to_pylist()) for row, table in store.finished()]


def parts(folder: Path) -> list[Path]:
    return sorted((folder / "parts").glob("*.parquet"))


def test_runs_come_back_in_the_plans_order_whatever_the_order_of_their_ends(tmp_path):
    runs = finished(50, raises=frozenset({7}))
    shuffled = random.Random(1).sample(runs, len(runs))
    store = filled(tmp_path, shuffled)
    assert [row.index for row, _ in store.finished()] == list(range(100))
    assert [row for row, _ in Store(tmp_path, writes=True).finished()] == [run.row for run in runs]
    assert content(store) == content(Store(tmp_path, writes=False))
    assert (len(store), store.failed) == (100, 1)


def test_many_runs_are_few_files(tmp_path):
    filled(tmp_path, finished(RUNS_IN_A_BLOCK))
    assert [path.name[:13] for path in parts(tmp_path)] == ["000000-000063", "000064-000127"]
    assert {path.name for path in (tmp_path / "parts").iterdir()} == {path.name for path in parts(tmp_path)}


def test_parts_left_twice_by_a_crash_between_block_and_singles_do_no_harm(tmp_path):
    runs = finished(RUNS_IN_A_BLOCK // 2)
    store = filled(tmp_path, runs[:-1])
    singles = {path: path.read_bytes() for path in parts(tmp_path)}
    store.add(runs[-1])
    expected = content(store)
    for path, single in singles.items():
        path.write_bytes(single)
    (tmp_path / "parts" / ".half.unfinished").write_bytes(b"half")
    again = Store(tmp_path, writes=True)
    assert content(again) == expected
    assert len(list((tmp_path / "parts").iterdir())) == 1


@pytest.mark.parametrize("damage", ["truncated", "flipped", "foreign"])
def test_a_part_that_is_not_what_was_written_is_set_aside(tmp_path, damage):
    filled(tmp_path, finished(3))
    part = parts(tmp_path)[2]
    whole = part.read_bytes()
    if damage == "truncated":
        part.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        part.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    else:
        part.rename(tmp_path / "parts" / "mine.parquet")
        part = tmp_path / "parts" / "mine.parquet"
    store = Store(tmp_path, writes=True)
    assert [row.index for row in store.rows()] == [0, 1, 3, 4, 5]
    assert 2 not in store
    assert not part.exists()
    assert (tmp_path / "damaged" / part.name).exists()
    assert str(part) in store.set_aside[0]


def test_a_reader_beside_the_writer_moves_nothing_and_follows_what_is_gathered(tmp_path):
    runs = finished(RUNS_IN_A_BLOCK // 2)
    writer = filled(tmp_path, runs[:-1])
    reader = Store(tmp_path, writes=False)
    going = reader.finished()
    next(going)
    writer.add(runs[-1])
    assert [row.index for row, _ in going][:62] == list(range(1, 63))
    parts(tmp_path)[0].write_bytes(b"")
    assert len(Store(tmp_path, writes=False).set_aside) == 1
    assert not (tmp_path / "damaged").exists()


def test_a_run_made_again_takes_the_place_of_the_one_that_failed(tmp_path):
    store = filled(tmp_path, finished(RUNS_IN_A_BLOCK // 2, raises=frozenset({5})))
    store.make_again(5)
    assert (5 in store, len(store), store.failed) == (False, RUNS_IN_A_BLOCK - 1, 0)
    store.add(finished(3)[5])
    for each in (store, Store(tmp_path, writes=True)):
        assert (5 in each, each.failed) == (True, 0)
    assert len(parts(tmp_path)) == 1


def test_a_full_disk_is_said_and_costs_nothing_that_was_written(tmp_path, monkeypatch):
    runs = finished(3)
    store = filled(tmp_path, runs[:4])

    def full(*given):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(CannotStoreError, match=r"000004-000004-\w+\.parquet cannot be written: No space left"):
            store.add(runs[4])
    assert [row.index for row in Store(tmp_path, writes=True).rows()] == [0, 1, 2, 3]
    assert len(list((tmp_path / "parts").iterdir())) == 4


def test_a_part_is_opened_by_its_content_not_its_name(tmp_path):
    filled(tmp_path, finished(1))
    one, other = parts(tmp_path)
    one.replace(other)
    with pytest.raises(DamagedPartError):
        PartFile.open(other)


def test_little_is_remembered_of_each_run(tmp_path):
    filled(tmp_path, finished(2 * RUNS_IN_A_BLOCK))
    tracemalloc.start()
    store = Store(tmp_path, writes=False)
    remembered = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert remembered < 500 * len(store)
