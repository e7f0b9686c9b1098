"""Small tables by hand, in the shapes of the published ones: four councils, four groups, three trusts."""

from __future__ import annotations

from pathlib import Path

from abm.world.geography import GeographyChoice

Table = list[list[str]]

OVERLAP: Table = [
    [
        "ccg15cd",
        "ccg_nhs_code",
        "ccg_name",
        "utla15cd",
        "utla_name",
        "n_lsoa",
        "share_of_ccg",
        "share_of_utla",
    ],
    ["E1", "01A", "NHS North", "A1", "Northam, City of", "100", "0.8", "1.0"],
    ["E1", "01A", "NHS North", "A2", "Sand and Shore", "25", "0.2", "0.25"],
    ["E2", "02B", "NHS Shore", "A2", "Sand and Shore", "75", "1.0", "0.75"],
    ["E3", "03C", "NHS Hill", "A3", "Hill upon Water", "200", "1.0", "0.8"],
    ["E4", "03D", "NHS Water", "A3", "Hill upon Water", "50", "0.5", "0.2"],
    ["E4", "03D", "NHS Water", "A4", "St. Mary", "50", "0.5", "1.0"],
]

PCT_SHARES: Table = [
    ["pct_onscode", "pct_name", "ccg_onscode", "pct_postcode_percent"],
    ["T1", "Northam", "E1", "100"],
    ["T2", "Sand and Shore", "E1", "20"],
    ["T2", "Sand and Shore", "E2", "80"],
    ["T3", "Hill", "E3", "70"],
    ["T3", "Hill", "E4", "30"],
]

AGES: Table = [
    ["utla15cd", "name", "share65plus_c2022", "share75plus", "share85plus"],
    ["A1", "Northam", "0.15", "0.07", "0.02"],
    ["A2", "Sand and Shore", "0.25", "0.12", "0.03"],
    ["A3", "Hill upon Water", "0.2", "0.1", "0.025"],
    ["A4", "St Mary", "0.18", "0.08", "0.02"],
]

DELAYS: Table = [
    ["la_name", "utla_code", "fy", "days_nhs", "days_social_care", "days_both", "months"],
    ["Northam", "A1", "2011-12", "3000", "1000", "200", "12"],
    ["Sand & Shore", "A2", "2011-12", "2000", "2500", "0", "12"],
    ["Hill", "A3", "2011-12", "500", "300", "10", "12"],
]

DELAY_REASONS: Table = [
    [
        "name",
        "fy",
        "Awaiting completion of assessment",
        "Awaiting public funding",
        "Awaiting further NHS non-acute care",
        "Awaiting residential home placement or availability",
        "Awaiting nursing home placement or availability",
        "Awaiting care package in own home",
        "Awaiting community equipment and adaptations",
        "Patient or family choice",
        "Disputes",
        "Housing - Patients not covered by NHS and Community Care Act",
        "Other",
    ],
    ["England", "2011-12", *["3000"] * 11],
    ["Northam UA", "2011-12", "400", "300", "900", "600", "500", "700", "100", "500", "50", "150", "0"],
    ["Sand & Shore", "2011-12", "900", "100", "500", "900", "800", "600", "100", "500", "20", "80", "0"],
    ["Hill Upon Water", "2011-12", "100", "50", "200", "100", "100", "60", "100", "80", "0", "20", "0"],
    ["A Place That Came Later", "2011-12", *["0"] * 11],
    ["", "", *[""] * 11],
]

TABLES = {
    "overlap": OVERLAP,
    "pct_shares": PCT_SHARES,
    "ages": AGES,
    "delays": DELAYS,
    "delay_reasons": DELAY_REASONS,
}


def write_tables(folder: Path, tables: dict[str, Table] = TABLES) -> GeographyChoice:
    """Write tables as CSV and return the choice that names them."""
    paths = {name: folder / f"{name}.csv" for name in tables}
    for name, rows in tables.items():
        lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
        paths[name].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return GeographyChoice(source="tables", **paths)
