"""Compiled code is kept where it can be kept, and never used for an engine that has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import abm
from abm.people import compiled
from abm.people.compiled import cache_home, drop_old_caches, engine_hash, engine_sources, load_engine, writable_cache

ABM = Path(abm.__file__).parent


@pytest.fixture
def copied_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The engine's sources in a folder of their own, which the hash is taken of."""
    folder = tmp_path / "abm"
    shutil.copytree(ABM, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "PEOPLE_FOLDER", folder / "people")
    return engine_sources()


def test_every_source_of_the_engine_counts(copied_sources: list[Path]) -> None:
    names = {path.name for path in copied_sources}
    assert {"activity.py", "vocabulary.py", "rules.py", "pathway.py", "needs.py", "journey.py", "day.py"} <= names
    seen = {engine_hash()}
    for path in copied_sources:
        path.write_text(path.read_text() + "\n# changed\n")
        seen.add(engine_hash())
    assert len(seen) == len(copied_sources) + 1


def test_the_hash_is_the_same_every_time() -> None:
    assert engine_hash() == engine_hash()


@pytest.mark.parametrize("package", ["numba", "numpy"])
def test_another_version_of_what_compiles_counts(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine_hash()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.0.1" if name == package else "1.0")
    assert engine_hash() != before


def test_the_cache_is_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("JOINED_UP_CACHE", raising=False)
    assert cache_home() == tmp_path / "xdg" / "joined-up"
    monkeypatch.setenv("JOINED_UP_CACHE", str(tmp_path / "named"))
    assert cache_home() == tmp_path / "named"
    assert writable_cache() == tmp_path / "named" / f"engine-{engine_hash()}"


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("JOINED_UP_CACHE", str(in_the_way))
    assert writable_cache() is None


def test_an_engine_that_cannot_be_kept_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is compiled before the engine's first use, so loading it is quick."""
    monkeypatch.setattr(compiled, "writable_cache", lambda: None)
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    engine = load_engine.__wrapped__()
    assert "cannot be kept" in capsys.readouterr().err
    assert "NUMBA_CACHE_DIR" not in os.environ
    assert type(engine.advance._cache).__name__ == "NullCache"


def test_only_the_last_few_caches_are_kept(tmp_path: Path) -> None:
    folders = [tmp_path / f"engine-{number}" for number in range(6)]
    for age, folder in enumerate(folders):
        folder.mkdir()
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    other = tmp_path / "something-else"
    other.mkdir()
    drop_old_caches(folders[5])
    assert sorted(tmp_path.iterdir()) == sorted([*folders[:3], folders[5], other])


TINY_RUN = """
import sys
sys.path[:0] = {folders!r}
from conditions import ample
from small_places import one_economy, plan_for
from abm.activity import Stock
from abm.people.people_engine import PeopleEngine
from abm.scenario.parameter_groups.people import PeopleParameters
people = PeopleEngine(one_economy(400), plan_for(1), PeopleParameters(), 1)
ample().set_for(people)
people.populate()
print(people.controls["stocks"][:, Stock.CARER_HOURS].sum())
"""
"""Draws a population only: that compiles much less than a month does, but needs the same helpers."""


def tiny_run(folder: Path, cache: Path) -> tuple[int, str]:
    """Hours that carers give, counted in a new process, and what it tells whoever waits."""
    code = TINY_RUN.format(folders=[str(folder), str(Path(__file__).parent)])
    environment = {**os.environ, "JOINED_UP_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, text=True, check=True
    )
    return int(done.stdout), done.stderr


@pytest.mark.slow
def test_an_edited_helper_changes_the_answer(tmp_path: Path) -> None:
    """The edit is in another file than the functions that are compiled with a cache: numba alone would not see it."""
    shutil.copytree(ABM, tmp_path / "abm", ignore=shutil.ignore_patterns("__pycache__"))
    cache = tmp_path / "cache"
    before, compiling = tiny_run(tmp_path, cache)
    again, quiet = tiny_run(tmp_path, cache)
    assert before == again
    assert "Compiling" in compiling
    assert "Compiling" not in quiet
    helper = tmp_path / "abm" / "people" / "engine" / "needs.py"
    source = helper.read_text()
    rounding = "rules.carer_covers + 0.5"
    assert source.count(rounding) == 1
    helper.write_text(source.replace(rounding, "rules.carer_covers + 7.5"))
    after, compiling = tiny_run(tmp_path, cache)
    assert after > before
    assert "Compiling" in compiling
