"""Cases of a sweep: what each place, or each run, was set to, and whether what is asked about came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from abm.analysis.rule import Mask
from abm.analysis.sweep_results import WHOLE_LEVELS
from abm.errors import InputError
from abm.runs.results_folder import ResultsFolder
from abm.scenario.levers import lever_definitions
from abm.scenario.refusal import refusal, unknown_key
from abm.sweeps.result_tables import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Side = Literal["above", "below"]
LEVELS = ("council", *WHOLE_LEVELS)
"""At which figures are looked for, the most telling first: many places of a run say more than their sum."""


@dataclass(frozen=True)
class Outcome:
    """What is asked about: a measure above or below a value."""

    name: str
    """What the cases of interest are called: ``integrated``."""
    measure: str
    side: Side
    limit: float

    @property
    def in_words(self) -> str:
        """``regime_integrated_share above 0.5``."""
        return f"{self.measure} {self.side} {self.limit:g}"


REGIMES = (
    Outcome("integrated", "regime_integrated_share", "above", 0.5),
    Outcome("fragmented", "regime_fragmented_share", "above", 0.5),
)
"""Asked about where nothing else is: of a council the share is 0 or 1, of all places it is most of them."""


@dataclass(frozen=True, eq=False)
class Cases:
    """Runs of a sweep place by place, or whole, in one period."""

    outcome: Outcome
    level: str
    period: str
    settings: pd.DataFrame
    """A column for each lever and number that varies: float64, or ordered categories for what has no size."""
    wanted: Mask
    """Which are of interest, bool [cases]."""
    groups: npt.NDArray[np.int64]
    """[cases]: those of one draw of the uncertain numbers hang together, and are held out together."""

    def where(self, mask: Mask) -> Cases:
        """Only some of them."""
        settings = self.settings[mask].reset_index(drop=True)
        return Cases(self.outcome, self.level, self.period, settings, self.wanted[mask], self.groups[mask])

    @property
    def noun(self) -> str:
        """What one case is, in the plural."""
        return "places" if self.level == "council" else "runs"


def read_cases(folder: ResultsFolder, outcome: Outcome, period: str | None) -> Cases:
    """The cases of a sweep's finished runs, in a period or in the last. Raises InputError."""
    runs = folder.runs(status="done")
    if runs.empty:
        raise InputError(str(folder.path), "", "no finished run", "there is nothing to look into: see runs.parquet")
    settings = settings_of(runs)
    if settings.columns.empty:
        raise InputError(str(folder.path), "", "no column", "nothing varies between its runs, so nothing can be told")
    level, figures = _figures(folder, outcome)
    figures = figures[figures["run"].isin(set(runs["run"]))]
    chosen = _period(figures, period)
    figures = figures[figures["period"] == chosen]
    at = runs.reset_index(drop=True).reset_index().set_index("run")["index"]
    rows = figures["run"].map(at).to_numpy(dtype=np.int64)
    values = figures["value"].to_numpy(dtype=np.float64)
    wanted = values > outcome.limit if outcome.side == "above" else values < outcome.limit
    return Cases(outcome, level, chosen, settings.iloc[rows].reset_index(drop=True), wanted, _groups(runs)[rows])


def settings_of(runs: pd.DataFrame) -> pd.DataFrame:
    """What varies between runs: numbers as float64, all else as categories in the order of the schema."""
    varied = [name for name in runs.columns if name not in COLUMNS.names and runs[name].nunique() > 1]
    found = runs[varied].reset_index(drop=True)
    return found.assign(**{name: _column(found[name]) for name in varied})


def _column(values: pd.Series) -> pd.Series:
    import pandas as pd
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(values) and not is_bool_dtype(values):
        return values.astype("float64")
    words = values.map(lambda value: str(value).lower() if isinstance(value, bool) else str(value)).astype("object")
    definition = lever_definitions().get(str(values.name))
    known = definition.choices if definition is not None else ()
    there = set(words)
    order = [choice for choice in known if choice in there] + sorted(there - set(known))
    return pd.Series(pd.Categorical(words, order, ordered=True), index=values.index)


def _figures(folder: ResultsFolder, outcome: Outcome) -> tuple[str, pd.DataFrame]:
    found = folder.measures(measures=[outcome.measure], levels=LEVELS)
    for level in LEVELS:
        rows = found[(found["level"] == level) & found["value"].notna()]
        if len(rows):
            return level, rows
    there = folder.codebook()["measure"].to_list()
    if outcome.measure in there:
        remedy = f"the sweep keeps nothing of it at level {' or '.join(LEVELS)}: see keep in its experiment.toml"
        raise refusal("--measure", "", outcome.measure, remedy)
    raise refusal("--measure", "", outcome.measure, unknown_key(outcome.measure, there).replace("key here", "measure"))


def _period(figures: pd.DataFrame, period: str | None) -> str:
    years = sorted({str(name) for name in figures["period"]}, key=lambda name: ("/" in name, name))
    if period is not None and period not in years:
        raise refusal("--at", "", period, f"its runs report {', '.join(sorted(years))}")
    return period or years[-1]


def _groups(runs: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Draws of the uncertain numbers; where there is one only, samples, which differ by luck."""
    name = "draw" if runs["draw"].nunique() > 1 else "sample"
    return np.asarray(runs[name], dtype=np.int64)
