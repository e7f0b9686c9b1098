"""A sweep's results, opened: means by cell, paired effects, and the run behind a cell."""

from __future__ import annotations

import pytest
from small_visits import small_settings
from tiny_experiment import tiny_experiment

from abm import sweep
from abm.app.settings import AppSettings
from abm.app.sweep_explorer import NO_LEVER, SweepExplorer
from abm.app.sweep_visit import SweepVisit
from abm.errors import InputError
from abm.measures.table import measure_table
from abm.model import IntegrationModel

MEASURE, PERIOD = "trust_mean", "2011-07"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("sweeps")
    sweep(tiny_experiment(found, samples=3), found / "out")
    return found


@pytest.fixture(scope="module")
def explorer(folder) -> SweepExplorer:
    return SweepExplorer.open(folder / "out")


def value_of(explorer, run: str) -> float:
    rows = explorer.values[(explorer.values["run"] == run) & (explorer.values["measure"] == MEASURE)]
    return rows[rows["period"] == PERIOD]["value"].item()


def test_a_cell_is_the_mean_of_its_runs(explorer):
    assert explorer.levers == ["board.powers", "pooling.mandated_minimum"]
    assert explorer.order("board.powers") == ["consult", "place_budget"]
    cells = explorer.cells("board.powers", "pooling.mandated_minimum", MEASURE, PERIOD)
    assert len(cells) == 4 and (cells["runs"] == 3).all()
    for cell in cells.itertuples():
        runs = explorer.runs_of("board.powers", cell.across, "pooling.mandated_minimum", cell.down)
        assert cell.mean == pytest.approx(sum(value_of(explorer, run) for run in runs) / 3)
    alone = explorer.cells("board.powers", NO_LEVER, MEASURE, PERIOD)
    assert list(alone["runs"]) == [6, 6]
    assert "consult" in explorer.heat_map("board.powers", NO_LEVER, MEASURE, PERIOD).svg


def test_effects_are_differences_of_pairs(explorer):
    effects = explorer.effects("board.powers", MEASURE, PERIOD)
    assert effects["difference"].to_list() == ["place_budget against consult"] and effects["pairs"].to_list() == [6]
    runs = explorer.runs.set_index(["pooling.mandated_minimum", "sample", "board.powers"])["run"]
    differences = [
        value_of(explorer, runs[(least, sample, "place_budget")]) - value_of(explorer, runs[(least, sample, "consult")])
        for least in (0.0, 0.2)
        for sample in range(3)
    ]
    assert effects["mean"].item() == pytest.approx(sum(differences) / 6)


def test_an_opened_run_is_the_run_of_the_sweep(explorer):
    name = explorer.runs_of("board.powers", "place_budget", "pooling.mandated_minimum", "0.2")[1]
    opened = explorer.opened(name)
    table = measure_table(IntegrationModel(opened.scenario, rng=opened.seed).run())
    rows = table[(table["measure"] == MEASURE) & (table["level"] == "england") & (table["period"] == PERIOD)]
    assert rows["value"].item() == value_of(explorer, name)
    with pytest.raises(InputError, match="no such finished run"):
        explorer.opened("999999")


def test_a_visit_to_a_sweep(folder):
    visit = SweepVisit(AppSettings(folder=folder))
    assert visit.as_shown().cells == []
    visit.open("out")
    assert visit.failure == "" and len(visit.as_shown().cells) == 2
    visit.choose({"down": "board.powers"})
    assert visit.chosen["down"] == NO_LEVER and len(visit.as_shown().cells) == 1
    visit.cell = ("consult", "")
    assert len(visit.cell_runs()) == 6


@pytest.mark.parametrize("typed", ["nowhere", "", ".", "../../..", "example.toml", "\0"])
def test_what_is_no_sweep_is_said_in_words(folder, typed):
    visit = SweepVisit(AppSettings(folder=folder))
    visit.open(typed)
    assert visit.failure and visit.explorer is None and "\n" not in visit.failure
    assert visit.as_shown().name == ""


def test_visitors_from_elsewhere_look_below_the_folder_only(folder):
    elsewhere = AppSettings(folder=folder / "out", opens_any_file=False)
    assert elsewhere.results_folder("sub") == (folder / "out" / "sub").resolve()
    for typed in ("..", str(folder), "../out/../.."):
        with pytest.raises(InputError, match="below"):
            elsewhere.results_folder(typed)
    assert small_settings().opens_any_file


def test_a_damaged_table_is_said_and_not_raised(folder, tmp_path):
    import shutil

    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / "runs.parquet").write_bytes(b"PAR1 no more")
    visit = SweepVisit(AppSettings(folder=tmp_path))
    visit.open("out")
    assert "cannot be read" in visit.failure
