"""What a benchmark found: a small table with a verdict, printed or put into a page between its markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BenchmarkTable:
    """Columns and rows of text, and whether what was promised holds."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    promise: str
    holds: bool
    circumstances: str
    """Sizes and machine: without them no figure says anything."""

    def in_words(self) -> str:
        """As Markdown."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        verdict = "holds" if self.holds else "**does not hold**"
        return f"{table}\n\n{self.promise}: {verdict}. {self.circumstances}"

    def put_into(self, page: str) -> str:
        """The page with this table in place of what stands between its markers. Raises ValueError without them."""
        begins, ends = f"<!-- {self.name}: begins -->\n", f"<!-- {self.name}: ends -->"
        before, begun, rest = page.partition(begins)
        _, ended, after = rest.partition(ends)
        if not begun or not ended:
            raise ValueError(f"the page has no place for {self.name}")
        return f"{before}{begins}\n{self.in_words()}\n\n{ends}{after}"
