"""Loading the compiled engine: its cache lives in a folder named by everything that could change its answers.

numba looks at the changed time of one file only; an edited helper in another file would go unnoticed and give old
answers. So the folder's name is a hash of all engine sources, the words they compile in, and the numba, NumPy and
Python versions.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

PEOPLE_FOLDER = Path(__file__).parent
SHARED_WORDS = ("activity.py", "vocabulary.py")
KEPT_CACHES = 3


def engine_sources() -> list[Path]:
    """Every file whose content is compiled into the engine, in a fixed order."""
    words = [PEOPLE_FOLDER.parent / name for name in SHARED_WORDS]
    people = sorted(PEOPLE_FOLDER.glob("*.py"))
    return words + people + sorted((PEOPLE_FOLDER / "engine").glob("*.py"))


def engine_hash() -> str:
    """A name for this engine: sources, numba, NumPy and Python versions."""
    from importlib.metadata import version

    digest = hashlib.sha256()
    for path in engine_sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for part in (version("numba"), version("numpy"), sys.version):
        digest.update(part.encode())
    return digest.hexdigest()[:16]


def cache_home() -> Path:
    """The user's cache folder, or what ``JOINED_UP_CACHE`` names."""
    named = os.environ.get("JOINED_UP_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "joined-up"


def writable_cache() -> Path | None:
    """The folder for this engine's compiled code, or None where nothing can be written."""
    folder = cache_home() / f"engine-{engine_hash()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return None
    return folder


def drop_old_caches(current: Path) -> None:
    """Keep the caches of the last few engines only."""
    import shutil

    folders = sorted(current.parent.glob("engine-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in folders[KEPT_CACHES:]:
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)


class Engine(NamedTuple):
    """The doors of the compiled engine."""

    close_gaps: Callable[..., None]
    """``close_gaps(tables, start, staying, waiting)``: rows of the dead go to those who stand behind them."""
    enter: Callable[..., None]
    """``enter(patch, tables, nobody, next_free, arrival_day, years, seed)``: a row for whoever comes in some years."""
    populate: Callable[..., None]
    """``populate(packed_rules, packed_balance, in_memory, age_shares, arrival_day)``: those here at the start."""
    expect: Callable[..., None]
    """``expect(packed_rules, packed_balance, in_memory, arrival_day)``: those who have a row and turn 65 later."""
    advance: Callable[..., None]
    """``advance(packed_rules, in_memory, layout, economy, first_day, end_day)``, while other threads go on."""
    share_records: Callable[..., None]
    """``share_records(packed_rules, in_memory, person_start, shares, last_day_lived)``."""


def say_on_stderr(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr)


@cache
def load_engine() -> Engine:
    """The compiled engine; its first use on a machine compiles it.

    Where nothing is writable it runs uncached, and says so.
    """
    folder = writable_cache()
    if folder is None:
        say_on_stderr("The compiled engine cannot be kept (no writable cache folder): it is compiled anew here.")
    else:
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
    import numba

    if folder is not None:
        numba.config.CACHE_DIR = str(folder)
        if not any(folder.iterdir()):
            say_on_stderr("Compiling the people engine: once after an install or an update, about half a minute.")
            drop_old_caches(folder)
    from abm.people.engine.birth import expect, populate
    from abm.people.engine.day import advance_economy
    from abm.people.engine.rows import close_gaps, enter
    from abm.people.engine.sharing import share_records

    keep = folder is not None
    return Engine(
        close_gaps=numba.njit(close_gaps.py_func, cache=keep, error_model="numpy"),
        enter=numba.njit(enter.py_func, cache=keep, error_model="numpy"),
        populate=numba.njit(populate.py_func, cache=keep, error_model="numpy"),
        expect=numba.njit(expect.py_func, cache=keep, error_model="numpy"),
        advance=numba.njit(advance_economy.py_func, cache=keep, error_model="numpy", nogil=True),
        share_records=numba.njit(share_records.py_func, cache=keep, error_model="numpy"),
    )
