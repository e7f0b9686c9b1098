"""Tables of real places: which groups overlap which councils, who lives there, and how delays began.

The shapes are those of published lookups and returns (ONS; NHS England). Every number is checked on the way
in, and an error names file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from abm.errors import InputError
from abm.vocabulary import REASONS, Reason
from abm.world.geography import CountArray, RealArray
from abm.world.table_row import TableRow, read_rows

SHARES_ADD_UP_WITHIN = 0.005
"""Published shares have three or four decimals; more than this is an error and no rounding."""

REASON_COLUMNS: dict[str, Reason] = {
    "Awaiting completion of assessment": Reason.ASSESSMENT,
    "Awaiting public funding": Reason.PUBLIC_FUNDING,
    "Awaiting further NHS non-acute care": Reason.FURTHER_NHS_CARE,
    "Awaiting residential home placement or availability": Reason.RESIDENTIAL_HOME,
    "Awaiting nursing home placement or availability": Reason.NURSING_HOME,
    "Awaiting care package in own home": Reason.HOME_PACKAGE,
    "Awaiting community equipment and adaptations": Reason.EQUIPMENT,
    "Patient or family choice": Reason.CHOICE,
    "Disputes": Reason.DISPUTE,
    "Housing - Patients not covered by NHS and Community Care Act": Reason.HOUSING,
}

ALIASES = {"southend": "southend on sea"}
"""Councils whose short name in the return no rule leads to."""

MOST_AREAS = 100_000
"""More small areas than this in one overlap cannot be: England has 32,844."""

MOST_DAYS = 10_000_000.0
"""More delayed days than this in one council and year cannot be: it is seven times all of England's."""


@dataclass(frozen=True)
class OverlapTable:
    """How many small areas (LSOAs) each group (G) and council (C) share."""

    where: str
    group_codes: tuple[str, ...]
    group_names: tuple[str, ...]
    group_nhs_codes: tuple[str, ...]
    """NHS codes run from north to south, which is the only geography that the table has."""
    council_codes: tuple[str, ...]
    council_names: tuple[str, ...]
    areas: CountArray
    """int64 [G, C]: LSOAs that the group and the council share."""


@dataclass(frozen=True)
class PctShares:
    """Where the places of each primary care trust (T) went."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    share: RealArray
    """float64 [T, G]: share of the trust's postcodes in each group; rows add up to 1."""


def read_overlap(path: Path) -> OverlapTable:
    """Read a table of the shape of ``ccg15_utla15_overlap.csv``: a row for each overlap of both."""
    columns = (
        "ccg15cd", "ccg_nhs_code", "ccg_name", "utla15cd", "utla_name",
        "n_lsoa", "share_of_ccg", "share_of_utla",
    )  # fmt: skip
    rows = read_rows(path, columns)
    groups, nhs_codes = _names_by_code(rows, "ccg15cd", "ccg_name"), _names_by_code(rows, "ccg15cd", "ccg_nhs_code")
    councils = _names_by_code(rows, "utla15cd", "utla_name")
    cells: dict[tuple[str, str], TableRow] = {}
    for row in rows:
        group, council = row.text("ccg15cd"), row.text("utla15cd")
        if (group, council) in cells:
            raise row.wrong("utla15cd", f"give group {group} and this council in one row, not two")
        cells[group, council] = row
    group_codes, council_codes = tuple(sorted(groups)), tuple(sorted(councils))
    areas = np.zeros((len(group_codes), len(council_codes)), dtype=np.int64)
    for (group, council), row in cells.items():
        number = row.whole_number("n_lsoa", 1, MOST_AREAS)
        areas[group_codes.index(group), council_codes.index(council)] = number
    table = OverlapTable(
        where=str(path),
        group_codes=group_codes,
        group_names=tuple(groups[code] for code in group_codes),
        group_nhs_codes=tuple(nhs_codes[code] for code in group_codes),
        council_codes=council_codes,
        council_names=tuple(councils[code] for code in council_codes),
        areas=areas,
    )
    _check_shares(list(cells.values()), "ccg15cd", "share_of_ccg")
    _check_shares(list(cells.values()), "utla15cd", "share_of_utla")
    return table


def _names_by_code(rows: list[TableRow], code_column: str, name_column: str) -> dict[str, str]:
    """The name of each code. A code has one, and of its own: tables of results tell bodies apart by name."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in rows:
        code, name = row.text(code_column), row.text(name_column)
        if names.setdefault(code, name) != name:
            raise row.wrong(name_column, f"name {code} alike in all its rows; above it is {names[code]}")
        if codes.setdefault(name, code) != code:
            raise row.wrong(name_column, f"give {code} a name of its own; {codes[name]} has this one")
    return names


def _check_shares(rows: list[TableRow], code_column: str, share_column: str) -> None:
    """Shares of each body must add up to 1, and agree with the numbers of areas beside them."""
    total: dict[str, float] = {}
    areas: dict[str, int] = {}
    for row in rows:
        code = row.cells[code_column]
        total[code] = total.get(code, 0.0) + row.number(share_column, 0.0, 1.0)
        areas[code] = areas.get(code, 0) + row.whole_number("n_lsoa", 1, MOST_AREAS)
    for row in rows:
        code = row.cells[code_column]
        if abs(total[code] - 1.0) > SHARES_ADD_UP_WITHIN:
            raise row.wrong(share_column, f"let the shares of {code} add up to 1, not {total[code]:.4f}")
        counted = row.whole_number("n_lsoa", 1, MOST_AREAS) / areas[code]
        if abs(row.number(share_column, 0.0, 1.0) - counted) > SHARES_ADD_UP_WITHIN:
            raise row.wrong(share_column, f"let it agree with n_lsoa, which makes it {counted:.4f}")


def read_pct_shares(path: Path, overlap: OverlapTable) -> PctShares:
    """Read a table of the shape of ``pct_ccg_postcode_share.csv``: one row for each trust and heir."""
    rows = read_rows(path, ("pct_onscode", "pct_name", "ccg_onscode", "pct_postcode_percent"))
    names = _names_by_code(rows, "pct_onscode", "pct_name")
    codes = tuple(sorted(names))
    share = np.zeros((len(codes), len(overlap.group_codes)))
    for row in rows:
        trust = codes.index(row.cells["pct_onscode"])
        group = _position(row, "ccg_onscode", overlap.group_codes, "group")
        if share[trust, group]:
            raise row.wrong("ccg_onscode", "give this trust and group in one row, not two")
        share[trust, group] = row.number("pct_postcode_percent", 0.0001, 100.0) / 100.0
    where = str(path)
    for trust, total in enumerate(share.sum(axis=1)):
        if abs(total - 1.0) > SHARES_ADD_UP_WITHIN:
            key = f"column pct_postcode_percent, {codes[trust]}"
            raise InputError(where, key, round(100.0 * float(total), 2), "let each trust's percentages add up to 100")
    for group, total in enumerate(share.sum(axis=0)):
        if total == 0.0:
            code = overlap.group_codes[group]
            raise InputError(where, "column ccg_onscode", code, "give this group at least one trust it inherits from")
    return PctShares(codes, tuple(names[code] for code in codes), share)


def read_ages(path: Path, overlap: OverlapTable) -> RealArray:
    """Read a table of the shape of ``utla_agestruct_proxy.csv``: shares 65+, 75+, 85+: float64 [C, 3]."""
    columns = ("share65plus_c2022", "share75plus", "share85plus")
    rows = read_rows(path, ("utla15cd", *columns))
    shares = np.zeros((len(overlap.council_codes), 3))
    for row in rows:
        council = _position(row, "utla15cd", overlap.council_codes, "council")
        if shares[council].any():
            raise row.wrong("utla15cd", "give each council in one row")
        oldest = [row.number(column, 0.0001, 0.6) for column in columns]
        if not oldest[0] > oldest[1] > oldest[2]:
            raise row.wrong("share75plus", "let it lie between the shares aged 65+ and 85+")
        shares[council] = oldest
    _check_all_councils(path, "utla15cd", shares[:, 0] > 0, overlap)
    return shares


def read_delays(path: Path, overlap: OverlapTable) -> RealArray:
    """Read a table of the shape of ``delayed_days_by_council_2011_12.csv``: days a year: float64 [C].

    Not a number where the table says nothing of a council.
    """
    columns = ("days_nhs", "days_social_care", "days_both")
    days = np.full(len(overlap.council_codes), np.nan)
    for row in read_rows(path, ("utla_code", *columns, "months")):
        council = _position(row, "utla_code", overlap.council_codes, "council")
        if not np.isnan(days[council]):
            raise row.wrong("utla_code", "give each council in one row")
        months = row.whole_number("months", 1, 12)
        found = [row.number(column, 0.0, MOST_DAYS) for column in columns]
        days[council] = (found[0] + found[1] + found[2]) * 12.0 / months
    return days


def read_delay_reasons(path: Path, overlap: OverlapTable) -> RealArray:
    """Read a table of the shape of ``delayed_days_by_council_reason_2011_12.csv``: float64 [C, REASONS].

    Councils are matched by name. The row of England and rows without a single day are passed over; days put
    down to other reasons have no place in the national list of ten and are left out. Not a number where the
    table says nothing of a council.
    """
    known = {plain_name(name): index for index, name in enumerate(overlap.council_names)}
    days = np.full((len(overlap.council_codes), REASONS), np.nan)
    for row in read_rows(path, ("name", *REASON_COLUMNS)):
        plain = plain_name(row.cells["name"])
        if plain == "england" or not any(row.cells[column].strip("0.") for column in REASON_COLUMNS):
            continue
        council = known.get(ALIASES.get(plain, plain))
        if council is None:
            raise row.wrong("name", f"name a council as in {overlap.where}")
        if not np.isnan(days[council, 0]):
            raise row.wrong("name", "give each council in one row")
        for column, reason in REASON_COLUMNS.items():
            days[council, reason] = row.number(column, 0.0, MOST_DAYS)
    return days


def plain_name(name: str) -> str:
    """A council's name without what different returns write differently: case, signs, 'City of', 'UA'."""
    words = re.sub(r"[^a-z ]", " ", name.lower().replace("&", " and ")).split()
    return " ".join(word for word in words if word not in {"city", "county", "of", "ua", "council", "borough"})


def _position(row: TableRow, column: str, codes: tuple[str, ...], what: str) -> int:
    code = row.text(column)
    if code not in codes:
        raise row.wrong(column, f"give the code of a {what} in the overlap table")
    return codes.index(code)


def _check_all_councils(path: Path, column: str, found: np.ndarray, overlap: OverlapTable) -> None:
    for council in np.flatnonzero(~found):
        code = overlap.council_codes[council]
        raise InputError(str(path), f"column {column}", f"no row for {code}", "give a row for each council")
