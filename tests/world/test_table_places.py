"""Tables by hand: what they say is what comes out, and what is wrong with them is said."""

from __future__ import annotations

import copy
import dataclasses
import tempfile
from pathlib import Path

import numpy as np
import pytest
from example_tables import DELAY_REASONS, OVERLAP, TABLES, Table, write_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from places_add_up import assert_bodies_hold_together, assert_nobody_is_lost

from abm.errors import InputError
from abm.scenario.parameter_groups.places import PlacesParameters
from abm.vocabulary import REASONS, Reason
from abm.world.atlas import build_geography
from abm.world.overlap_table import REASON_COLUMNS, plain_name
from abm.world.table_row import read_rows

NO_EXCHANGE = PlacesParameters(cross_line_share=0.005)


def people(lsoas: int) -> int:
    return lsoas * 1_614


def test_overlaps_come_out_as_they_went_in(tmp_path: Path) -> None:
    places = build_geography(write_tables(tmp_path), NO_EXCHANGE)
    assert places.consortia.codes == ("E1", "E2", "E3", "E4")
    assert places.councils.people.tolist() == [people(n) for n in (100, 100, 250, 50)]
    overlap = places.overlap()
    expected = np.zeros((4, 4))
    for row in OVERLAP[1:]:
        expected[int(row[0][1]) - 1, int(row[3][1]) - 1] = people(int(row[5]))
    assert np.abs(overlap - expected).max() < 0.006 * overlap.sum()
    assert (overlap.sum(axis=1) == expected.sum(axis=1)).all()
    assert_nobody_is_lost(places)
    assert_bodies_hold_together(places)


def test_primary_care_trusts_are_inherited(tmp_path: Path) -> None:
    places = build_geography(write_tables(tmp_path), NO_EXCHANGE)
    assert places.pcts.codes == ("T1", "T2", "T3")
    by_council = places.pct_overlap()
    assert by_council[0].argmax() == 0
    assert by_council[1].argmax() == 1
    assert by_council[2, 2:].sum() > 0.95 * by_council[2].sum()


def test_without_a_table_of_trusts_they_are_drawn(tmp_path: Path) -> None:
    choice = dataclasses.replace(write_tables(tmp_path), pct_shares=None)
    places = build_geography(choice)
    assert 2 <= len(places.pcts) <= 5
    assert_nobody_is_lost(places)
    narrower = build_geography(choice, PlacesParameters(pct_co_terminous_share=0.8))
    assert narrower.pcts.names != places.pcts.names


def test_older_people_are_scaled_to_2011(tmp_path: Path) -> None:
    councils = build_geography(write_tables(tmp_path)).councils
    part = councils.people.sum() / 53_010_000
    assert councils.older_people.sum() == pytest.approx(8_660_000 * part, abs=1)
    assert (councils.share_75plus * councils.older_people).sum() == pytest.approx(4_110_000 * part, rel=1e-4)


def test_without_a_table_of_ages_all_councils_are_as_england(tmp_path: Path) -> None:
    councils = build_geography(dataclasses.replace(write_tables(tmp_path), ages=None)).councils
    assert councils.older_people / councils.people == pytest.approx([8.66 / 53.01] * 4, rel=1e-3)
    assert councils.share_85plus == pytest.approx([1.18 / 8.66] * 4)


def test_delay_levels_are_relative_to_the_mean_of_those_that_report(tmp_path: Path) -> None:
    councils = build_geography(write_tables(tmp_path)).councils
    assert (councils.delay_level[3] == 1.0).all()
    reporting = councils.older_people[:3]
    mean = (councils.delay_level[:3] * reporting[:, None]).sum(axis=0) / reporting.sum()
    assert mean == pytest.approx(np.ones(REASONS))
    assert councils.delay_level[0, Reason.PUBLIC_FUNDING] > councils.delay_level[2, Reason.PUBLIC_FUNDING]
    assert councils.delay_level[2, Reason.DISPUTE] == 0.0


@pytest.mark.parametrize("missing", ["delays", "delay_reasons"])
def test_either_table_of_delays_will_do(tmp_path: Path, missing: str) -> None:
    choice = dataclasses.replace(write_tables(tmp_path), **{missing: None})
    level = build_geography(choice).councils.delay_level
    assert (level[:2].mean(axis=1) > level[2].mean()).all()
    assert (level[3] == 1.0).all()


def test_no_table_of_delays_means_no_difference(tmp_path: Path) -> None:
    choice = dataclasses.replace(write_tables(tmp_path), delays=None, delay_reasons=None)
    assert (build_geography(choice).councils.delay_level == 1.0).all()


def test_a_part_of_a_year_counts_as_a_year(tmp_path: Path) -> None:
    half = copy.deepcopy(TABLES)
    for row in half["delays"][1:]:
        row[3:6] = [str(int(days) // 2) for days in row[3:6]]
        row[6] = "6"
    whole = build_geography(write_tables(tmp_path)).councils.delay_level
    found = build_geography(write_tables(tmp_path, half)).councils.delay_level
    assert found == pytest.approx(whole)


def test_rules_cut_the_tables_groups(tmp_path: Path) -> None:
    choice = write_tables(tmp_path)
    within = build_geography(dataclasses.replace(choice, alignment_rule="within_council"))
    assert len(within.consortia) == 6
    one = build_geography(dataclasses.replace(choice, alignment_rule="one_to_one"))
    assert len(one.consortia) == 4


def test_small_pieces_join_the_councils_largest_group(tmp_path: Path) -> None:
    choice = dataclasses.replace(write_tables(tmp_path), alignment_rule="within_council")
    within = build_geography(choice, PlacesParameters(consortium_people_least=60_000.0))
    assert len(within.consortia) == 5
    assert_nobody_is_lost(within)


def test_slivers_go_to_the_councils_largest_group(tmp_path: Path) -> None:
    tables = copy.deepcopy(TABLES)
    tables["overlap"] += [["E3", "03C", "NHS Hill", "A1", "Northam, City of", "1", "0.005", "0.01"]]
    tables["overlap"][4][6] = "0.995"
    tables["overlap"][1][7] = "0.99"
    choice = write_tables(tmp_path, tables)
    kept = build_geography(choice, PlacesParameters(sliver_share=0.0, cross_line_share=0.005))
    moved = build_geography(choice, PlacesParameters(sliver_share=0.02, cross_line_share=0.005))
    assert kept.overlap().sum() == moved.overlap().sum()
    assert (kept.councils.people == moved.councils.people).all()
    for places, expected in ((kept, people(1)), (moved, 0)):
        lists = places.practices
        assert lists.people[(lists.consortium == 2) & (lists.council == 0)].sum() == expected


def test_people_per_area_sets_the_people(tmp_path: Path) -> None:
    choice = write_tables(tmp_path)
    more = build_geography(choice, PlacesParameters(people_per_lsoa=1_650.0))
    assert more.councils.people[0] == 165_000


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Bristol, City of", "bristol"),
        ("Barking & Dagenham", "barking and dagenham"),
        ("St. Helens", "st helens"),
        ("Stockton-on-Tees UA", "stockton on tees"),
        ("County Durham", "durham"),
    ],
)
def test_names_are_matched_without_their_trimmings(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("table", "cell", "value", "error"),
    [
        ("overlap", (1, 5), "-3", ("line 2, column n_lsoa", "between 1")),
        ("overlap", (1, 5), "ten", ("line 2, column n_lsoa", "number")),
        ("overlap", (1, 5), "nan", ("line 2, column n_lsoa", "number")),
        ("overlap", (1, 5), "2.5", ("line 2, column n_lsoa", "whole")),
        ("overlap", (1, 6), "0.5", ("line 2, column share_of_ccg", "add up to 1")),
        ("overlap", (2, 5), "45", ("column share_of_ccg", "agree with n_lsoa")),
        ("overlap", (2, 0), "", ("line 3, column ccg15cd", "give a value")),
        ("overlap", (2, 2), "NHS South", ("line 3, column ccg_name", "above it is NHS North")),
        ("overlap", (3, 1), "01A", ("line 4, column ccg_nhs_code", "E1 has this one")),
        ("overlap", (6, 4), "Northam, City of", ("line 7, column utla_name", "name of its own")),
        ("overlap", (0, 5), "people", ("column n_lsoa", "have a column")),
        ("pct_shares", (1, 2), "E9", ("line 2, column ccg_onscode", "overlap table")),
        ("pct_shares", (1, 3), "90", ("column pct_postcode_percent, T1", "add up to 100")),
        ("pct_shares", (3, 1), "Shore", ("line 4, column pct_name", "above it is Sand and Shore")),
        ("pct_shares", (3, 2), "E1", ("line 4, column ccg_onscode", "one row")),
        ("ages", (1, 0), "A9", ("line 2, column utla15cd", "overlap table")),
        ("ages", (1, 0), "A2", ("line 3, column utla15cd", "one row")),
        ("ages", (1, 3), "0.2", ("line 2, column share75plus", "between the shares")),
        ("ages", (1, 2), "-0.2", ("line 2, column share65plus_c2022", "between")),
        ("delays", (1, 3), "-5", ("line 2, column days_nhs", "between 0")),
        ("delays", (1, 1), "A7", ("line 2, column utla_code", "overlap table")),
        ("delays", (1, 1), "A2", ("line 3, column utla_code", "one row")),
        ("delays", (1, 6), "0", ("line 2, column months", "between 1")),
        ("delay_reasons", (2, 0), "Nowhere", ("line 3, column name", "overlap.csv")),
        ("delay_reasons", (2, 0), "Sand and Shore", ("line 4, column name", "one row")),
        ("delay_reasons", (2, 4), "many", ("column Awaiting further NHS non-acute care", "number")),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, table: str, cell: tuple[int, int], value: str, error: tuple[str, str]
) -> None:
    tables = copy.deepcopy(TABLES)
    tables[table][cell[0]][cell[1]] = value
    with pytest.raises(InputError) as caught:
        build_geography(write_tables(tmp_path, tables))
    assert caught.value.where.endswith(f"{table}.csv")
    assert error[0] in caught.value.key
    assert error[1] in caught.value.remedy


def test_a_group_that_inherits_from_nobody_is_said(tmp_path: Path) -> None:
    tables = copy.deepcopy(TABLES)
    del tables["pct_shares"][4:]
    tables["pct_shares"].append(["T3", "Hill", "E4", "100"])
    with pytest.raises(InputError, match="E3"):
        build_geography(write_tables(tmp_path, tables))


def test_a_council_without_ages_is_said(tmp_path: Path) -> None:
    tables = copy.deepcopy(TABLES)
    del tables["ages"][4]
    with pytest.raises(InputError, match="A4"):
        build_geography(write_tables(tmp_path, tables))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"ccg15cd\n", b"\xff\xfe\x00\x01", b'a,b\n"unclosed'])
def test_files_that_are_no_tables_are_said(tmp_path: Path, content: bytes) -> None:
    choice = write_tables(tmp_path)
    (tmp_path / "overlap.csv").write_bytes(content)
    with pytest.raises(InputError):
        build_geography(choice)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        read_rows(tmp_path / "nowhere.csv", ("name",))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    choice = write_tables(tmp_path)
    path = tmp_path / "overlap.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(build_geography(choice).councils.codes) == 4


def test_every_reason_has_its_column() -> None:
    assert set(REASON_COLUMNS.values()) == set(Reason)
    assert set(REASON_COLUMNS) <= set(DELAY_REASONS[0])


CELL = st.sampled_from(["", "-1", "nan", "inf", "1e400", "x", "0", "0.5", "2", "A1", "E2", "9" * 40, "é", " "])


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_broken_table_is_refused_or_nobody_is_lost(data: st.DataObject) -> None:
    tables = copy.deepcopy(TABLES)
    name = data.draw(st.sampled_from(sorted(tables)))
    break_table(tables[name], data)
    with tempfile.TemporaryDirectory() as folder:
        try:
            places = build_geography(write_tables(Path(folder), tables))
        except InputError as error:
            assert folder in error.where
            assert error.remedy
            return
    assert_nobody_is_lost(places)
    assert (places.councils.delay_level >= 0).all()
    assert np.isfinite(places.councils.delay_level).all()


def break_table(table: Table, data: st.DataObject) -> None:
    """Do one thing to a table that a person's hand may do."""
    row = data.draw(st.integers(0, len(table) - 1))
    what = data.draw(st.sampled_from(["cell", "cell", "cell", "drop row", "double row", "drop cell", "swap"]))
    if what == "cell":
        column = data.draw(st.integers(0, len(table[row]) - 1))
        table[row][column] = data.draw(CELL)
    elif what == "drop row":
        del table[row]
    elif what == "double row":
        table.insert(row, list(table[row]))
    elif what == "drop cell":
        del table[row][data.draw(st.integers(0, len(table[row]) - 1))]
    else:
        other = data.draw(st.integers(0, len(table) - 1))
        table[row], table[other] = table[other], table[row]
