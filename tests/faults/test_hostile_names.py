"""Names and files that mean harm: nothing of them is run, and nothing is written beside the results folder."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from comparison_by_hand import ByHand, write_comparison
from hostile import CONTROL, FORMULA, OUTSIDE, SCRIPT
from judged import command_ends_well_or_refuses, nothing_written_outside
from made_folder import MadeFolder, put_on_disk
from results_by_hand import write_folder
from sweep_by_hand import LISTED, SweepByHand, write_sweep

import abm
from abm.app.sweep_explorer import SweepExplorer
from abm.errors import InputError
from abm.runs.results_folder import PROVENANCE

NAMES = {"a script": SCRIPT, "a formula": FORMULA, "a way out": OUTSIDE, "a quote": '"><img src=x onerror=alert(1)>'}


class Bomb:
    """Makes a file where it is unpickled."""

    def __init__(self, crater: Path) -> None:
        self.crater = crater

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.crater),)


def bombs(crater: Path) -> dict[str, bytes]:
    """A pickle that runs a command when it is read, in each form in which a table may come."""
    plain = pickle.dumps(Bomb(crater))
    array = io.BytesIO()
    np.save(array, np.array([Bomb(crater)], dtype=object), allow_pickle=True)
    return {"a pickle": plain, "an array": array.getvalue(), "an Arrow type": table_with_a_bomb(plain)}


def table_with_a_bomb(pickled: bytes) -> bytes:
    """A table of runs with a column of a type that older releases of Arrow unpickle."""
    told = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": pickled}
    schema = pa.schema([pa.field("run", pa.string(), metadata=told), pa.field("status", pa.string())])
    target = pa.BufferOutputStream()
    pq.write_table(pa.table({"run": ["toy-000"], "status": ["done"]}, schema=schema), target)
    return target.getvalue().to_pybytes()


def test_the_bombs_go_off_where_they_are_unpickled(tmp_path):
    pickle.loads(bombs(tmp_path / "crater")["a pickle"])
    assert (tmp_path / "crater").is_dir()


@pytest.mark.usefixtures("pictures_cost_nothing")
@pytest.mark.parametrize("form", ["a pickle", "an array", "an Arrow type"])
@pytest.mark.parametrize("kind", ["run", "comparison", "sweep"])
def test_no_pickle_of_a_results_folder_is_read(folders: dict[str, MadeFolder], tmp_path, kind, form):
    bomb = bombs(tmp_path / "crater")[form]
    for name in folders[kind]:
        with put_on_disk(folders[kind], {name: bomb}) as folder:
            command_ends_well_or_refuses(folder, "report", str(folder))
            with contextlib.suppress(InputError):
                SweepExplorer.open(folder)
        assert not (tmp_path / "crater").exists(), name


@pytest.mark.parametrize("way", [OUTSIDE, "../beside"])
def test_what_is_written_outside_would_be_seen(tmp_path, way):
    folder = tmp_path / "somebodys" / "inside"
    folder.mkdir(parents=True)
    with pytest.raises(AssertionError), nothing_written_outside(folder, above=2):
        (folder / way).mkdir()


@pytest.mark.usefixtures("pictures_cost_nothing")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_shown_as_text_and_leads_nowhere(tmp_path, name):
    told = NAMES[name]
    inside = tmp_path / "somebodys" / "inside"
    folder = write_folder(inside, councils=(told, "Bexmouth"), scenario=told, warnings=[told], places=told)
    with nothing_written_outside(folder, above=2):
        assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0
    page = (folder / "report.html").read_text("utf-8")
    assert SCRIPT not in page
    assert "<img src=x" not in page


@pytest.mark.usefixtures("pictures_cost_nothing")
def test_a_scenarios_file_is_looked_for_in_the_folder_alone(tmp_path):
    (tmp_path / "0.toml").write_text('name = "secret"\nmeaning = "not to be shown"', encoding="utf-8")
    folder = write_comparison(tmp_path / "inside", ByHand({"bill": 0.0, "other": 5.0}))
    told = (folder / PROVENANCE).read_text("utf-8")
    (folder / PROVENANCE).write_text(told.replace("scenarios/0.toml", "../0.toml"), encoding="utf-8")
    (folder / "scenarios" / "0.toml").unlink()
    assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0
    assert "not to be shown" not in (folder / "report.html").read_text("utf-8")


@pytest.mark.usefixtures("pictures_cost_nothing")
@pytest.mark.parametrize("file", ["report.html", "ro-crate-metadata.json", "effects.csv", ".report.html.unfinished"])
def test_a_file_that_leads_out_of_the_folder_is_replaced_and_not_followed(tmp_path, file):
    swept = SweepByHand(levers=LISTED, samples=2, councils=("Aldshire",))
    folder = write_sweep(tmp_path / "inside", swept)
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / file).symlink_to(tmp_path / "mine.txt")
    with nothing_written_outside(folder):
        assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0


@pytest.mark.usefixtures("pictures_cost_nothing")
def test_a_folder_that_is_called_like_a_column_is_read_as_any_other(tmp_path):
    folder = write_sweep(tmp_path / "arm=1" / "run=7", SweepByHand(levers=LISTED, samples=2, councils=("Aldshire",)))
    assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0
    assert "run=7" not in set(SweepExplorer.open(folder).runs["run"])


@pytest.mark.usefixtures("pictures_cost_nothing")
def test_no_table_for_spreadsheets_begins_a_cell_with_a_formula(tmp_path):
    swept = SweepByHand(levers=LISTED.replace("signed", FORMULA), samples=2, councils=("Aldshire",))
    folder = write_sweep(tmp_path / "inside", swept)
    assert command_ends_well_or_refuses(folder, "report", str(folder)) == 0
    written = [cell for path in folder.glob("*.csv") for cell in cells_of(path)]
    assert f"'{FORMULA}" in written
    assert not [cell for cell in written if cell.startswith(("=", "@", "+"))]


def cells_of(path: Path) -> list[str]:
    """Of every row, headings too."""
    with path.open(encoding="utf-8", newline="") as source:
        return [cell for row in csv.reader(source) for cell in row]


def test_a_name_that_no_picture_can_hold_does_not_end_the_program_that_draws_it(tmp_path):
    made = ByHand(
        {"bill": 0.0, "other": 5.0}, {"bill": "ISF", "other": "IIM"}, councils=(CONTROL, "Bex\uffff", "Carrow")
    )
    folder = write_comparison(tmp_path / "inside", made)
    report = [sys.executable, "-m", "abm.cli.main", "report", str(folder)]  # what ends so would end the tests with it
    program = os.environ | {"PYTHONPATH": str(Path(abm.__file__).parents[1])}
    assert subprocess.run(report, capture_output=True, check=False, env=program).returncode == 0
    page = (folder / "report.html").read_text("utf-8")
    assert "Bex\ufffd" in page
    assert not set(page) & {"\x00", "\x07", "\x1b", "\uffff"}
