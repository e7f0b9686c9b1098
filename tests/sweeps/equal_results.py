"""Two results folders of the same sweep, held against each other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

UNEQUAL = ["seconds", "message"]


def check_equal_results(one: Path, other: Path) -> None:
    """Equal bytes of measures; equal runs but for how long they took and what they said."""
    assert (one / "measures.parquet").read_bytes() == (other / "measures.parquet").read_bytes()
    runs = [pd.read_parquet(folder / "runs.parquet").drop(columns=UNEQUAL) for folder in (one, other)]
    assert_frame_equal(*runs)
    assert runs[0]["run"].to_list() == [f"{index:06d}" for index in range(len(runs[0]))]
