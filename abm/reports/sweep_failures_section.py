"""The section on what failed: each kind of failure once, with the command that runs it again."""

from __future__ import annotations

import pandas as pd

from abm.reports.page import Html, element, folded, heading, join, paragraph, text
from abm.reports.sweep_reading import SweepReading

MOST_KINDS = 20
MOST_NAMED = 12


def failures_section(reading: SweepReading) -> Html:
    """Messages, the most frequent first; nothing failed is said too."""
    failed = reading.results.failed
    if failed.empty:
        return join([heading("What failed"), paragraph("No run failed.")])
    kinds = failed.fillna({"message": "", "stage": ""}).groupby(["message", "stage"], sort=False)
    ranked = sorted(kinds, key=lambda kind: -len(kind[1]))
    left = len(ranked) - MOST_KINDS
    return join(
        [
            heading("What failed"),
            paragraph(
                f"{len(failed):,} of {len(reading.results.runs):,} runs failed. They are in no figure; each is a row "
                "of runs.parquet with its traceback and the command that runs it again by itself."
            ),
            *(_kind(rows) for _, rows in ranked[:MOST_KINDS]),
            paragraph(f"{left} more kinds of failure are in runs.parquet.") if left > 0 else Html(""),
        ]
    )


def _kind(rows: pd.DataFrame) -> Html:
    first = rows.iloc[0]
    message, stage = str(first["message"]) or "no message", str(first["stage"])
    named = ", ".join(str(run) for run in rows["run"].head(MOST_NAMED))
    more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
    where = f" ({stage})" if stage else ""
    count = f"{len(rows)} run{'' if len(rows) == 1 else 's'}"
    return join(
        [
            element("p", join([element("strong", text(message)), text(f"{where}: {count}, {named}{more}.")])),
            element("p", join([text("The first again:"), element("code", text(first["replay"]))])),
            folded("Traceback of the first", element("pre", text(first["traceback"]))),
        ]
    )
