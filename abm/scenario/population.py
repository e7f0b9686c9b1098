"""How much of the population a run holds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Population(BaseModel):
    """Everyone, unless a smoke test asks for fewer."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    sample: float = Field(
        default=1.0,
        ge=0.001,
        le=1,
        description="share of people simulated; below 1 for smoke tests only, as queues do not scale down",
        json_schema_extra={"unit": "share"},
    )
