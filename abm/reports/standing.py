"""How a place stands in a year, for readers: in a regime, or mixed where that year's signs fit none.

A place keeps its label through years that fit no regime. Shown as that label, such a year would look like one that
fits it, so the report calls it mixed.
"""

from __future__ import annotations

import pandas as pd

STANDS = {
    "regime_integrated_share": "stands_integrated_share",
    "regime_stasis_share": "stands_stasis_share",
    "regime_fragmented_share": "stands_fragmented_share",
}
"""What a place is labelled, and as what it is shown in a year that fits some regime."""
STANDS_MIXED = "stands_mixed_share"
FITS_NONE = "regime_mixed_share"
LABELS_OF = ["run", "period", "unit"]


def standing_is_read_from() -> list[str]:
    """The measures that a run has of how places stand."""
    return [*STANDS, FITS_NONE]


def with_standing(table: pd.DataFrame) -> pd.DataFrame:
    """The measures of a report with how councils stand, and for England the share of councils that stand so."""
    rows = table[(table["level"] == "council") & table["measure"].isin(standing_is_read_from())]
    if rows.empty:
        return table
    labels = rows.pivot_table(index=LABELS_OF, columns="measure", values="value")
    labels = labels.reindex(columns=standing_is_read_from(), fill_value=0.0)
    stands = labels[list(STANDS)].mul(1.0 - labels[FITS_NONE], axis="index").rename(columns=STANDS)
    stands[STANDS_MIXED] = 1.0 - stands.sum(axis="columns")
    shares = stands.groupby(["run", "period"]).mean().assign(unit="England").set_index("unit", append=True)
    return pd.concat([table, _tidy(stands, "council"), _tidy(shares, "england")], ignore_index=True)


def _tidy(wide: pd.DataFrame, level: str) -> pd.DataFrame:
    return wide.reset_index().melt(LABELS_OF, var_name="measure").assign(level=level)
