"""The time a run covers, and what of the model and of its uncertain numbers it is run with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from abm.dates import FIRST_DAY

LAST_END = date(2030, 3, 31)
"""The latest end: far enough beyond the evidence that going on would mean nothing."""


class Period(BaseModel):
    """From April 2010, always, to the end of a month; reported from the first of a month."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)

    end: date = Field(
        default=date(2019, 3, 31),
        gt=FIRST_DAY,
        le=LAST_END,
        description="last day of the run",
        json_schema_extra={
            "remedy": f"the last day of a month after {FIRST_DAY} and up to {LAST_END}, such as 2014-03-31"
        },
    )
    report_from: date = Field(
        default=date(2011, 4, 1),
        ge=FIRST_DAY,
        le=LAST_END,
        description="first day that is reported; the time before it lets queues and budgets settle",
        json_schema_extra={"remedy": f"the first day of a month from {FIRST_DAY} up to {LAST_END}, such as 2011-04-01"},
    )

    relations: Literal["full", "trust_fixed", "none"] = Field(
        default="full",
        description="full; or without part of the model, to see what it adds: trust stays as it began, or every "
        "tie has the usual trust and nothing is decided together",
    )

    draw: int = Field(
        default=1,
        ge=0,
        le=1_000_000,
        description="which draw of the posterior in use the uncertain numbers have; replications go on from it; "
        "0: the central value of each",
        json_schema_extra={"remedy": "a whole number, 0 for central values"},
    )

    @field_validator("end")
    @classmethod
    def _ends_a_month(cls, end: date) -> date:
        if (end + timedelta(days=1)).day != 1:
            raise ValueError("not the last day of a month")
        return end

    @field_validator("report_from")
    @classmethod
    def _starts_a_month(cls, report_from: date) -> date:
        if report_from.day != 1:
            raise ValueError("not the first day of a month")
        return report_from

    @property
    def start(self) -> date:
        """The first day of every run."""
        return FIRST_DAY
