"""Cases of who pays what, read from the files that policy people write: ``tests/cases/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from plain_money_rules import CareGiven, PlaceMonth, PlainRules, PoolYear

from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
WORDS = ("title", "what_happened", "rule", "sources", "month")
TABLES = (
    "levers", "prices", "hospital", "agreed", "delays", "care", "given", "transfer", "pool", "engagement",
    "direct_payments", "payments",
)  # fmt: skip
HOSPITAL = ("short_stays", "long_stays", "nights", "readmissions")


@dataclass(frozen=True)
class Case:
    """One file."""

    document: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Case:
        """The case of a file; a word that no case knows is a fault of the file."""
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = set(document) - {*WORDS, *TABLES}
        assert not unknown, f"{path.name}: no case has {sorted(unknown)}"
        assert all(document.get(word) for word in WORDS), f"{path.name} needs {', '.join(WORDS)}"
        return cls(document)

    @property
    def month(self) -> date:
        """The first day of the month that is settled, or of a pool's year."""
        return self.document["month"]

    @property
    def levers(self) -> dict[str, Any]:
        """Every lever: as the case has it, or as the Bill had."""
        return {name: each.default for name, each in lever_definitions().items()} | self.document.get("levers", {})

    @property
    def prices(self) -> dict[str, Any]:
        """Every uncertain number: as the case has it, or its central value."""
        return {name: each.default for name, each in parameter_definitions().items()} | self.document.get("prices", {})

    @property
    def rules(self) -> PlainRules:
        """The plain rules under these."""
        return PlainRules(self.levers, self.prices)

    @property
    def payments(self) -> dict[tuple[str, str, str], int]:
        """What the case says is paid: pence by who pays, whom and for what."""
        return {
            (each["from"], each["to"], each["for"]): int(pence(each["pounds"]))
            for each in self.document.get("payments", ())
        }

    @property
    def place_month(self) -> PlaceMonth:
        """What happened in the month."""
        stays, agreed = self._table("hospital", HOSPITAL), self.document.get("agreed", {})
        delays, given = self.document.get("delays", {}), self.document.get("given", {})
        return PlaceMonth(
            month=self.month,
            **stays,
            emergency_baseline=pence(agreed.get("emergency_baseline", "0")),
            hospital_block=pence(agreed.get("hospital_block", "0")),
            per_head=pence(agreed.get("per_head", "0")),
            older_people=agreed.get("older_people", 0),
            social_care_days=delays.get("social_care", 0),
            acute_days=delays.get("acute_beds", 0),
            community_days=delays.get("community_beds", 0),
            care=tuple(care_given(each) for each in self.document.get("care", ())),
            reablement_days=given.get("reablement_days", 0),
            equipment=given.get("equipment", 0),
        )

    @property
    def pool_year(self) -> PoolYear:
        """The pool's year."""
        pool = self.document["pool"]
        return PoolYear(
            month=self.month,
            share=exact(pool["share"]),
            before={side: pence(pounds) for side, pounds in pool["before"].items()},
            during={side: pence(pounds) for side, pounds in pool["during"].items()},
            part_of_commissioner=exact(pool.get("part_of_commissioner", 1)),
            withheld_by=pool.get("withheld_by", ""),
        )

    def _table(self, name: str, entries: tuple[str, ...]) -> dict[str, int]:
        found = self.document.get(name, {})
        assert set(found) <= set(entries), f"{name} has {entries}, not {sorted(found)}"
        return dict(found)


def care_given(entry: Mapping[str, Any]) -> CareGiven:
    """One ``[[care]]`` table."""
    assert set(entry) <= {each.name for each in fields(CareGiven)}
    return CareGiven(**{**entry, "fee_level": exact(entry.get("fee_level", 1))})


def exact(number: float | int) -> Fraction:
    """A number just as it is written."""
    return Fraction(Decimal(str(number)))


def pence(pounds: str) -> Fraction:
    """Pounds and pence as people write them: ``1,440,000.00``."""
    return 100 * Fraction(Decimal(pounds.replace(",", "")))
