"""``places.parquet``: where the councils of a run lie on its schematic map, so that a report can draw them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pandas as pd

    from abm.scenario.scenario import Scenario


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
    return pq.read_table(path).to_pandas() if path.is_file() else None
