"""The ledger: who paid whom, for what."""

from __future__ import annotations

import math

import pandas as pd

from abm.app.drawing import Drawing
from abm.app.history import History
from abm.finance.accounts import AccountKind
from abm.reports.charts import FILLS, Chart

YEAR = 12
WIDTH, LABELS, FIGURES, ROW = 860, 370, 70, 23
SMALLEST = 0.01
"""£m: where bars begin."""
PENCE_IN_A_MILLION = 1e8
LARGEST = 24
ALL = "everyone"
NAMES = {
    AccountKind.TREASURY: "Treasury",
    AccountKind.NHS_COMMISSIONING_BOARD: "NHS, national",
    AccountKind.PCT: "Primary care trusts",
    AccountKind.CONSORTIUM: "GP consortia",
    AccountKind.COUNCIL: "Councils' social care",
    AccountKind.COUNCIL_OTHER: "Councils' other budgets",
    AccountKind.ACUTE_TRUST: "Hospitals",
    AccountKind.COMMUNITY_TRUST: "Community trusts",
    AccountKind.MENTAL_HEALTH_TRUST: "Mental health trusts",
    AccountKind.CARE_PROVIDER: "Care providers",
    AccountKind.SELF_FUNDERS: "Older people themselves",
    AccountKind.STAFF_AND_SUPPLIERS: "Staff and suppliers",
    AccountKind.OTHER_NHS_CARE: "Other NHS care",
    AccountKind.OTHER_COUNCIL_CARE: "Other council services",
    AccountKind.POOL: "Pooled budgets",
}
COLOURS = {name: FILLS[at % len(FILLS)] for at, name in enumerate(NAMES.values())}


def money(history: History, last: int, payer: str = ALL) -> Chart:
    """Payments of the year up to position ``last`` between kinds of bodies, in £m at 2010/11 prices."""
    rows = [
        (NAMES[a], NAMES[b], purpose.name.lower().replace("_", " ").replace("nhs", "NHS"), pence / PENCE_IN_A_MILLION)
        for seen in history.months[max(0, last + 1 - YEAR) : last + 1]
        for a, b, purpose, pence in seen.payments
        if payer in (ALL, NAMES[a])
    ]
    table = pd.DataFrame(rows, columns=["payer", "payee", "purpose", "£m"])
    table = table.groupby(["payer", "payee", "purpose"])["£m"].sum().reset_index()
    table = table.sort_values("£m", ascending=False, kind="stable").reset_index(drop=True)
    pairs = table.groupby(["payer", "payee"])["£m"].sum().reset_index().sort_values("£m", ascending=False)
    shown = pairs.head(LARGEST)
    months = min(YEAR, last + 1)
    caption = (
        f"Paid in the last {months} {'month' if months == 1 else 'months'} in these places, £ million at 2010/11 prices"
        + (f"; the {LARGEST} largest of {len(pairs)} pairs" if len(pairs) > LARGEST else "")
        + ". Bars are on a logarithmic scale, so that small payments can be seen: read the figures. Bars of one payer "
        "have one colour. The table has what each payment was for."
    )
    title = "Who pays whom"
    return Chart(
        name="money",
        title=f"{title}: {history.name}",
        caption=caption,
        table=table,
        svg=_bars(shown).svg(title, f"{title}: {len(shown)} bars."),
    )


def _bars(shown: pd.DataFrame) -> Drawing:
    drawing = Drawing(WIDTH, ROW * len(shown) + 6)
    largest = math.log10(max(float(shown["£m"].max()), SMALLEST)) if len(shown) else 0.0
    smallest = math.log10(SMALLEST)
    pairs = zip(shown["payer"].tolist(), shown["payee"].tolist(), shown["£m"].tolist(), strict=True)
    for at, (payer, payee, millions) in enumerate(pairs):
        y = 3 + ROW * at
        drawing.text(LABELS - 8, y + 15, f"{payer} → {payee}", 12.5, anchor="end")
        share = (math.log10(max(millions, SMALLEST)) - smallest) / max(largest - smallest, 1.0)
        wide = max(2.0, share * (WIDTH - LABELS - FIGURES))
        drawing.rect(LABELS, y + 2, wide, ROW - 5, COLOURS[payer])
        drawing.text(LABELS + wide + 6, y + 15, _pounds(millions), 12.5, anchor="start")
    return drawing


def _pounds(millions: float) -> str:
    return f"{millions:,.0f}" if millions >= 100 else f"{millions:.3g}"
