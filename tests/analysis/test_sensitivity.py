"""Indices of a function whose indices are known, and what is lost with runs that fail."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from here_engine import HereEngine
from known_function import FIRST, TOTAL, KnownRuns, ishigami, ishigami_experiment, swept

from abm.analysis.factor_index import FactorIndex, of_measure
from abm.analysis.point_figures import PointFigures
from abm.analysis.screening import Screening
from abm.analysis.sensitivity import (
    SensitivityResults,
    SensitivityWishes,
    indices_of,
    kept_factors,
    make_runs,
    screening_of,
)
from abm.analysis.sobol_indices import sobol_indices
from abm.sweeps.factor import LUCK
from abm.sweeps.points_design import HIGHEST, LOWEST, STEP, PointsDesign
from abm.sweeps.sweep_plan import SweepPlan

NAMES = ("relations.trust_gain", "relations.trust_loss_ratio", "relations.meeting_gain")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())


def known(tmp_path: Path, method: str, rows: int, function) -> PointFigures:
    """Figures at the points of a design, without runs; ``function`` of three points and luck."""
    experiment = ishigami_experiment(tmp_path).with_points(PointsDesign(method=method, rows=rows))
    runs = SweepPlan(experiment).points
    assert runs is not None
    values = np.array([function(point) for point in runs.points]).reshape(1, rows, runs.runs_a_row)
    return PointFigures(runs, "2013/14", ("regime_sum",), values)


def by_factor(indices, statistic) -> dict[str, FactorIndex]:
    return {index.factor: index for index in of_measure(indices, "regime_sum", statistic)}


def test_sobol_indices_are_the_functions_own(tmp_path):
    found = sobol_indices(known(tmp_path, "sobol", 1024, lambda point: ishigami(point[:3])))
    for statistic, exact in (("first", FIRST), ("total", TOTAL)):
        indices = by_factor(found, statistic)
        assert [indices[name].value for name in NAMES] == pytest.approx(exact, abs=0.05)
        for name, value in zip(NAMES, exact, strict=True):
            assert indices[name].low - 0.02 <= value <= indices[name].high + 0.02
        assert indices[LUCK].value == 0.0


def test_luck_has_its_share_like_any_factor(tmp_path):
    """Two parts of variance by one factor, one by luck: what is even on [0, 1) has a variance of a twelfth."""
    found = sobol_indices(known(tmp_path, "sobol", 512, lambda point: np.sqrt(2.0) * point[0] + point[3]))
    total = by_factor(found, "total")
    assert total[NAMES[0]].value == pytest.approx(2 / 3, abs=0.03)
    assert total[LUCK].value == pytest.approx(1 / 3, abs=0.03)


def test_a_screening_finds_slopes_signs_and_what_depends_on_others(tmp_path):
    step = STEP * (HIGHEST - LOWEST)
    figures = known(tmp_path, "morris", 20, lambda point: 3.0 * point[0] - 2.0 * point[1] + 4.0 * point[2] * point[0])
    found = Screening.of(figures).indices
    size, mean, spread = (by_factor(found, statistic) for statistic in ("mu_star", "mu", "sigma"))
    assert size[NAMES[1]].value == pytest.approx(2.0 * step)
    assert mean[NAMES[1]].value == pytest.approx(-2.0 * step)
    assert (spread[NAMES[1]].value, spread[NAMES[1]].half_width) == pytest.approx((0.0, 0.0), abs=1e-12)
    assert mean[NAMES[0]].value == pytest.approx((3.0 + 4.0 * 0.5) * step, abs=0.6)
    assert 0.0 < spread[NAMES[0]].low < spread[NAMES[0]].value < spread[NAMES[0]].high
    assert size[LUCK].value == 0.0
    assert next(iter(size)) == NAMES[0]


def test_what_matters_most_to_any_measure_is_kept_in_the_order_of_the_file(tmp_path):
    figures = known(tmp_path, "morris", 6, lambda point: point[0] + 5.0 * point[2] + 100.0 * point[3])
    screening = Screening.of(figures)
    assert screening.kept(["regime_sum"], 1) == (NAMES[2],)
    assert screening.kept(["regime_sum"], 3) == (NAMES[0], NAMES[2])
    assert screening.kept(["disputes"], 3) == ()


def test_failed_runs_cost_their_trajectory_or_their_row_and_nothing_else(tmp_path):
    for method, analysed in (("morris", lambda figures: Screening.of(figures).indices), ("sobol", sobol_indices)):
        whole = known(tmp_path, method, 16, lambda point: ishigami(point[:3]))
        values = whole.values.copy()
        values[0, 3, 1] = values[0, 3, 2] = values[0, 9, -1] = np.nan
        found = analysed(replace(whole, values=values))
        assert {(index.rows, index.dropped) for index in found} == {(14, 2)}
        assert all(np.isfinite((index.value, index.half_width)).all() for index in found)


def test_too_few_whole_rows_and_what_never_varies_give_no_index(tmp_path):
    figures = known(tmp_path, "sobol", 8, lambda point: ishigami(point[:3]))
    values = np.where(np.arange(8)[None, :, None] < 5, np.nan, figures.values)
    assert sobol_indices(replace(figures, values=values)) == ()
    assert sobol_indices(replace(figures, values=np.full(figures.values.shape, 0.9))) == ()
    screened = known(tmp_path, "morris", 2, lambda point: point[0])
    assert Screening.of(screened).indices == ()


@pytest.mark.usefixtures("here")
def test_the_whole_way_reads_what_runs_gave(tmp_path):
    experiment = ishigami_experiment(tmp_path)
    small = replace(experiment, sensitivity=experiment.sensitivity.model_copy(update={"trajectories": 4, "rows": 8}))
    out, runs = tmp_path / "out", KnownRuns(luck=0.5)
    out.mkdir()
    made = make_runs(small, out, SensitivityWishes(), lambda stage, folder: swept(stage, folder, runs))
    assert [finished.planned for finished in made] == [4 * 5, 8 * 6]
    results = SensitivityResults.read(out)
    assert results.measures == ["regime_sum"]
    assert results.screening is not None and results.sobol is not None
    assert kept_factors(small, out / "screening", SensitivityWishes()) == results.sobol.figures.runs.names[:-1]
    plain = KnownRuns()
    figures = results.sobol.figures
    expected = [
        plain(figures.runs.run(index), print)[0].query("measure == 'regime_sum'")["value"].iloc[0]
        for index in range(48)
    ]
    values = figures.values[figures.measures.index("regime_sum")].ravel()
    assert np.corrcoef(values, expected)[0, 1] > 0.95
    assert results.survey[0].factor.name == "friendly relationships"
    assert results.survey[0].by is not None and results.survey[0].by.statistic == "total"


def test_stages_move_what_the_file_varies(tmp_path):
    experiment = ishigami_experiment(tmp_path)
    assert SweepPlan(screening_of(experiment)).samples_at_most == 8 * 5
    assert SweepPlan(indices_of(experiment, NAMES[:1])).samples_at_most == 64 * 4
