"""What a scenario is called."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Heading(BaseModel):
    """What a scenario is called and what it is for."""

    model_config = ConfigDict(frozen=True, strict=True)

    name: str = Field(
        default="unnamed",
        pattern=r"^[^\x00-\x1f\x7f]+$",
        max_length=100,
        description="what the scenario is called in results",
        json_schema_extra={"remedy": "a name in quotes, on one line, of at most 100 characters"},
    )
    meaning: str = Field(default="", description="what the scenario stands for, in a sentence")
