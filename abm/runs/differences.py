"""``differences.csv``: what each scenario of a comparison changes against the baseline, figure by figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from abm.runs.paired_difference import paired_differences
from abm.runs.spreadsheet_text import with_spreadsheet_text

if TYPE_CHECKING:
    import pandas as pd

    from abm.runs.confidence import RealArray

FIGURE = ["level", "measure", "unit", "period"]
"""What names one figure of a run."""
STATISTICS = ("pairs", "baseline_mean", "scenario_mean", "difference", "low", "high", "variance_ratio")
COLUMNS = ("scenario", "baseline", *FIGURE, *STATISTICS)


def differences_of(table: pd.DataFrame, runs: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Each other scenario against the baseline, in the order of their runs; columns as in ``COLUMNS``.

    ``table`` is tidy and holds each figure once a run; ``runs`` says which run is which replication of what.
    """
    import pandas as pd

    wide = table.pivot(index=FIGURE, columns="run", values="value")
    others = [name for name in runs["scenario"].drop_duplicates() if name != baseline]
    base = _by_replication(wide, runs, baseline)
    parts = [_against(base, _by_replication(wide, runs, name), wide.index, (name, baseline)) for name in others]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)] if parts else pd.DataFrame(columns=list(COLUMNS))


def _by_replication(wide: pd.DataFrame, runs: pd.DataFrame, scenario: str) -> RealArray:
    """The scenario's values, float64 [figures, replications]; a run that failed is all nan."""
    own = runs[runs["scenario"] == scenario].sort_values("replication")
    return wide.reindex(columns=own["run"].to_list()).to_numpy(np.float64)


def _against(baseline: RealArray, scenario: RealArray, figures: pd.Index, names: tuple[str, str]) -> pd.DataFrame:
    found = paired_differences(baseline, scenario)
    rows = figures.to_frame(index=False).assign(scenario=names[0], baseline=names[1])
    rows = rows.assign(**{statistic: getattr(found, statistic) for statistic in STATISTICS})
    return rows[rows["pairs"] > 0]


def write_differences(path: Path, measures: Path, runs: Path, baseline: str) -> None:
    """The differences for England by month and year, and for councils by year, with no cell that runs as a formula."""
    import pandas as pd

    from abm.runs.measures_file import read_compared

    which = pd.read_parquet(runs, columns=["run", "scenario", "replication"])
    rows = differences_of(read_compared(measures), which, baseline)
    with_spreadsheet_text(rows).to_csv(path, index=False, lineterminator="\n")
