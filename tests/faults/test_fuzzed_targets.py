"""Whatever is broken in a table of targets or of observed years, reading it ends well or in one line that names it."""

from __future__ import annotations

from pathlib import Path

from broken_files import broken_csv
from fuzz_cases import fuzzed
from hypothesis import given
from judged import read_or_refused

from abm.analysis.observed import read_observed
from abm.analysis.validation_experiment import Evidence
from abm.measures.target import figures_needed, read_targets
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_folder

TARGETS = "".join((shipped_folder("configs") / "targets.csv").read_text("utf-8").splitlines(keepends=True)[:12])
OBSERVED = "period,level,unit,measure,value\n" + "".join(
    f"20{year}/{year + 1},england,,delayed_days,{value}\n" for year, value in ((12, 100), (13, 110), (14, 120))
)
RUN = Scenario.load("history").run


@fuzzed("targets")
@given(content=broken_csv(TARGETS))
def test_targets_are_read_or_refused(tmp_path, content):
    path = written(tmp_path / "targets.csv", content)
    targets = read_or_refused(lambda: read_targets(path), path)
    for target in targets or ():
        assert target.low <= target.high
        assert figures_needed([target])


@fuzzed("observed")
@given(content=broken_csv(OBSERVED))
def test_observed_years_are_read_or_refused(tmp_path, content):
    path = written(tmp_path / "observed.csv", content)
    for series in read_or_refused(lambda: read_observed(path, RUN), path) or ():
        assert series.known
        assert series.later
    read_or_refused(lambda: Evidence.read(None, path, RUN), path)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
