"""The results folder of a sweep: held by one sweep at a time, and readable however far it has got."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from abm.errors import InputError
from abm.runs.kept_scenario import read_kept_scenario
from abm.runs.results_folder import (
    FORMAT,
    MEASURES,
    PARTS,
    PROVENANCE,
    RUNS,
    SCENARIO,
    SWEEP,
    SWEEP_FILES,
    is_results_folder,
    read_provenance,
)
from abm.sweeps.arm import Setting
from abm.sweeps.result_tables import write_tables
from abm.sweeps.stopped import storing
from abm.sweeps.store import Store
from abm.sweeps.whole_file import write_text_whole

LOCK = ".lock"


class HeldElsewhereError(Exception):
    """Another process writes to the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder. The operating system lets go of it when this process ends, however it ends."""
    lock = FileLock(folder / PARTS / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise HeldElsewhereError from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def claimed_folder(out: Path) -> Iterator[Path]:
    """Make the folder where there is none, and hold it. Raises InputError where it is not free for this sweep."""
    out = out.absolute()
    refuse_to_sweep_into(out)
    with ExitStack() as holding:
        try:
            (out / PARTS).mkdir(parents=True, exist_ok=True)
            holding.enter_context(held(out))
        except HeldElsewhereError:
            remedy = "another sweep is writing to it; wait until that has ended, or choose another folder"
            raise InputError("--out", "", str(out), remedy) from None
        except OSError as error:
            remedy = f"choose a folder that can be written ({error.strerror})"
            raise InputError("--out", "", str(out), remedy) from None
        yield out


def refuse_to_sweep_into(out: Path) -> None:
    """Raise InputError unless ``out`` is absent, empty, or the folder of a sweep, and can be written."""
    try:
        names = {entry.name for entry in out.iterdir()} if out.exists() else set()
    except OSError as error:
        raise InputError("--out", "", str(out), f"choose a folder ({error.strerror})") from None
    if names <= {PARTS}:  # a sweep that was ended before it had written anything else
        return
    if not is_results_folder(out):
        raise InputError("--out", "", str(out), "it holds other files; choose a new or empty folder")
    if read_provenance(out).get("kind") != SWEEP:
        raise InputError("--out", "", str(out), "it holds results that are not a sweep's; choose a new folder")
    strangers = {name for name in names - SWEEP_FILES if not name.startswith(".")}
    if strangers:
        remedy = f"it also holds {min(strangers)!r}; move that away or choose a new folder"
        raise InputError("--out", "", str(out), remedy)


def bring_up_to_date(folder: Path) -> list[str]:
    """Make the tables of a sweep's folder from what is finished, also while it goes on; what was found damaged.

    Raises CannotStoreError where they cannot be written.
    """
    try:
        with storing(folder), held(folder):
            return _bring_up_to_date(Store(folder, writes=True))
    except HeldElsewhereError:
        return _bring_up_to_date(Store(folder, writes=False))


def _bring_up_to_date(store: Store) -> list[str]:
    if not len(store) and any((store.folder / name).is_file() for name in (MEASURES, RUNS)):
        return store.set_aside  # of a folder handed on without its parts, the tables are all that is left
    write_tables(store, settings_in(store.folder))
    if store.writes:
        write_provenance(store.folder, read_provenance(store.folder) | how_far(store))
    return store.set_aside


def how_far(store: Store) -> dict[str, Any]:
    """What is finished, for ``provenance.json``."""
    return {"finished": len(store), "failed": store.failed}


def write_provenance(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write ``provenance.json`` of a sweep."""
    text = json.dumps({"format": FORMAT, "kind": SWEEP} | dict(facts), indent=2, ensure_ascii=False)
    write_text_whole(folder / PARTS, folder / PROVENANCE, f"{text}\n")


def settings_in(folder: Path) -> dict[str, Setting]:
    """Levers as they stand on the last day and parameters of the folder's scenario, by ``group.name``.

    Read as they are, so that a folder can be read by a program that knows other levers.
    """
    document = read_kept_scenario(folder / SCENARIO)
    settings = {
        f"{group}.{name}": value
        for section in ("levers", "parameters")
        for group, values in document.get(section, {}).items()
        for name, value in values.items()
    }
    for policy in document.get("policy", []):
        settings |= policy["set"]
    return settings
