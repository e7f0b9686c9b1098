"""What tests of faults share: results folders made by hand, once, and pictures that cost nothing."""

from __future__ import annotations

import pytest
from comparison_by_hand import ByHand, write_comparison
from judged import command_ends, contents
from made_folder import MadeFolder
from results_by_hand import write_folder
from sweep_by_hand import SweepByHand, write_sweep
from sweep_in_parts import write_sweep_in_parts

import abm.reports.charts
import abm.reports.page
from abm.scenario.scenario import Scenario

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
TWO_ARMS = 'design = "grid"\n[levers.values]\n"board.powers" = ["consult", "joint_sign_off"]\n'
MEASURES_OF_A_SWEEP = (
    "delayed_days_per_1000_65plus", "days_at_home_share", "regime_integrated_share", "regime_fragmented_share",
)  # fmt: skip


@pytest.fixture
def pictures_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are planned in full; painting them takes longer than all the rest."""
    monkeypatch.setattr(abm.reports.charts.vl_convert, "vegalite_to_svg", lambda *_, **__: PICTURE)
    monkeypatch.setattr(abm.reports.page, "png_of", lambda _: b"")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeFolder]:
    """A run's, a comparison's and a sweep's folder, and a sweep's with its parts, or looked into, as they are left."""
    made = tmp_path_factory.mktemp("made")
    run = write_folder(made / "run", replications=2, councils=("Aldshire", "Bexmouth"))
    (run / "scenario.toml").write_text(Scenario.load("bill_2011").to_toml(), encoding="utf-8")
    write_comparison(made / "comparison", ByHand({"bill": 0.0, "other": 5.0}, {"bill": "ISF", "other": "IIM"}))
    swept = SweepByHand(levers=TWO_ARMS, samples=4, measures=MEASURES_OF_A_SWEEP, councils=("Aldshire", "Bexmouth"))
    write_sweep(made / "sweep", swept)
    write_sweep_in_parts(made / "parts", swept)
    looked_into = write_sweep(made / "looked_into", swept)
    assert command_ends("discover", str(looked_into))[0] == 0
    (looked_into / "report.html").unlink()
    return {kind.name: MadeFolder(contents(kind)) for kind in made.iterdir()}
