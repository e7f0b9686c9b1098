"""``discovery.csv`` and ``regret.csv``: what was looked for in a sweep, written beside its runs and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

from abm.analysis.cases import LEVELS, Cases
from abm.analysis.discovery import FINDERS, Finding, Verdict
from abm.analysis.regret import ArmRegret, Good
from abm.errors import InputError
from abm.runs.results_folder import DISCOVERY, REGRET
from abm.runs.results_table import reading
from abm.runs.spreadsheet_text import spreadsheet_text
from abm.sweeps.stopped import storing
from abm.sweeps.whole_file import whole_file, write_text_whole


@dataclass(frozen=True)
class DiscoveryRow:
    """A row of ``discovery.csv``: one rule, or why there is none. What there is not is nan, or nought of counts."""

    outcome: str
    """What cases of interest are called."""
    asked: str
    """What makes one: a measure above or below a value."""
    level: str
    period: str
    method: str
    rank: int
    verdict: Verdict
    conditions: str
    cases: int
    of_interest: int
    base: float
    inside: int
    inside_of_interest: int
    density: float
    coverage: float
    held_out_density: float
    held_out_coverage: float
    lift: float
    """Of rules on draws held out: density above the base rate, times the part of cases inside."""
    lift_low: float
    lift_high: float

    def __post_init__(self) -> None:
        if (self.method == "") != (self.verdict == "too few cases"):
            raise ValueError(f"{self.verdict} by {self.method or 'no method'} says nothing")

    @classmethod
    def of(cls, cases: Cases, found: Finding) -> DiscoveryRow:
        """A finding as a row."""
        held, there, nothing = found.held_out, found.rule is not None, float("nan")
        return cls(
            outcome=cases.outcome.name,
            asked=cases.outcome.in_words,
            level=cases.level,
            period=cases.period,
            method=found.method,
            rank=found.rank,
            verdict=found.verdict,
            conditions=found.rule.in_words if found.rule is not None else "",
            cases=found.cases,
            of_interest=found.of_interest,
            base=found.base,
            inside=found.inside,
            inside_of_interest=found.inside_of_interest,
            density=found.density if there else nothing,
            coverage=found.coverage if there else nothing,
            held_out_density=nothing if held is None else held.density,
            held_out_coverage=nothing if held is None else held.coverage,
            lift=nothing if held is None else held.lift,
            lift_low=nothing if held is None else held.low,
            lift_high=nothing if held is None else held.high,
        )


Row = TypeVar("Row", DiscoveryRow, ArmRegret)
WORDS: dict[str, Collection[str]] = {
    "verdict": get_args(Verdict),
    "method": ("", *FINDERS),
    "level": LEVELS,
    "good": get_args(Good),
}
"""What may stand in columns of words."""


def write_discovery(folder: Path, rows: Sequence[DiscoveryRow]) -> None:
    """Write ``discovery.csv``, whole or not at all. Raises CannotStoreError."""
    _write(folder / DISCOVERY, DiscoveryRow, rows)


def write_regret(folder: Path, rows: Sequence[ArmRegret]) -> None:
    """Write ``regret.csv``, whole or not at all. Raises CannotStoreError."""
    _write(folder / REGRET, ArmRegret, rows)


def read_discovery(folder: Path) -> list[DiscoveryRow]:
    """What was found; nothing where nobody has looked."""
    return _read(folder / DISCOVERY, DiscoveryRow)


def read_regret(folder: Path) -> list[ArmRegret]:
    """How arms do; nothing where nobody has looked."""
    return _read(folder / REGRET, ArmRegret)


def _write(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([field.name for field in fields(kind)])
    for row in rows:
        writer.writerow([spreadsheet_text(cell) if isinstance(cell, str) else cell for cell in asdict(row).values()])
    write_text_whole(path.parent, path, target.getvalue())


@contextmanager
def written_with_the_report(folder: Path) -> Iterator[None]:
    """Both files come to hold what is written within, or what they held before where no report came of it.

    None comes of a folder whose results turn out to be damaged, or where somebody interrupts. Raises CannotStoreError.
    """
    before = {path: _content(path) for path in (folder / DISCOVERY, folder / REGRET)}
    try:
        yield
    except (InputError, KeyboardInterrupt):
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
                continue
            with whole_file(folder, path) as unfinished:
                unfinished.write_bytes(content)
        raise


def _content(path: Path) -> bytes | None:
    """What is in a file; none where there is none."""
    with storing(path):
        return path.read_bytes() if path.is_file() else None


def _read(path: Path, kind: type[Row]) -> list[Row]:
    """Rows of a file of this program; none of one that holds other columns, such as an older version's.

    Raises InputError for cells that it cannot have written.
    """
    if not path.is_file():
        return []
    with reading(path), path.open(encoding="utf-8", newline="") as source:
        found = csv.DictReader(source)
        if found.fieldnames != [field.name for field in fields(kind)]:
            return []
        return [_row(kind, row) for row in found]


def _row(kind: type[Row], cells: Mapping[str | None, Any]) -> Row:
    if None in cells or None in cells.values():
        raise ValueError("a row is longer or shorter than the others")
    for name in WORDS.keys() & cells.keys():
        if cells[name] not in WORDS[name]:
            raise ValueError(f"{name} is {cells[name]!r}")
    return kind(**{field.name: _value(str(field.type), cells[field.name]) for field in fields(kind)})


def _value(kind: str, cell: str) -> Any:
    return int(cell) if kind == "int" else float(cell) if kind == "float" else cell
