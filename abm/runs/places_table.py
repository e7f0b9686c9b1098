"""``places.parquet``: where the councils of a run lie on its schematic map, so that a report can draw them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from abm.runs.results_table import check_no_gaps, check_told_apart, damaged, read_results_table

if TYPE_CHECKING:
    import pandas as pd

    from abm.scenario.scenario import Scenario

SCHEMA = pa.schema([("council", pa.string()), ("column", pa.int64()), ("row", pa.int64())])
MOST_SQUARES = 1_000
"""Along either side of the map."""


def write_places(path: Path, scenario: Scenario) -> None:
    """One row a council: its name, column from the west and row from the south; every council is one square."""
    from abm.model.places_of_a_run import places_of
    from abm.world.schematic_map import SQUARE_KM

    councils = places_of(scenario).councils
    table = pa.table(
        {
            "council": list(councils.names),
            "column": (councils.x // SQUARE_KM).astype("int64"),
            "row": (councils.y // SQUARE_KM).astype("int64"),
        }
    )
    pq.write_table(table, path)


def read_places(path: Path) -> pd.DataFrame | None:
    """The table; nothing where the results have none."""
    if not path.is_file():
        return None
    table = read_results_table(path, SCHEMA, SCHEMA.names)
    check_no_gaps(path, table, SCHEMA.names)
    check_told_apart(path, table, ["council"])
    for axis in ("column", "row"):
        for found in table[axis].to_pylist():
            if not 0 <= found <= MOST_SQUARES:
                raise damaged(path, f"column {axis}", found, f"squares are counted from 0 to at most {MOST_SQUARES}")
    return table.to_pandas()
