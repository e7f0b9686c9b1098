"""Whatever is broken in a user's tables of places, they become places or are refused in one line that names one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from broken_files import broken_csv
from example_tables import TABLES, write_tables
from fuzz_cases import fuzzed
from hypothesis import given
from hypothesis import strategies as st
from judged import read_or_refused

from abm.world.atlas import build_geography
from abm.world.geography import Geography, GeographyChoice


@fuzzed("overlap")
@given(data=st.data())
def test_the_table_of_overlaps_becomes_places_or_is_refused(tmp_path, data):
    becomes_places_or_is_refused(tmp_path, "overlap", data)


@fuzzed("place tables")
@given(name=st.sampled_from(sorted(TABLES)), data=st.data())
def test_tables_of_places_become_places_or_are_refused(tmp_path, name, data):
    becomes_places_or_is_refused(tmp_path, name, data)


def becomes_places_or_is_refused(folder: Path, name: str, data: st.DataObject) -> None:
    choice: GeographyChoice = write_tables(folder)
    path = folder / f"{name}.csv"
    path.write_bytes(data.draw(broken_csv(path.read_text("utf-8"))))
    places = read_or_refused(lambda: build_geography(choice), *folder.glob("*.csv"))
    if places is not None:
        hold_together(places)


def hold_together(places: Geography) -> None:
    """People are there, and everybody is somewhere."""
    councils = places.councils
    assert (councils.people > 0).all()
    assert (councils.older_people >= 0).all()
    assert places.overlap().sum() == councils.people.sum()
    assert np.isfinite(councils.delay_level).all()
    assert all(name.isprintable() for name in councils.names)
