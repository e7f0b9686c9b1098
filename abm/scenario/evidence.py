"""Where every number comes from: value, unit, range, source, year and confidence, beside its definition."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Confidence = Literal["high", "medium", "low", "recall", "judgement"]
"""How far the source bears the value.

``high``: the source states it. ``medium``: it follows from what the source states by a step, or was seen elsewhere.
``low``: the source only points the way. ``recall`` is general knowledge without a document at hand. ``judgement`` is
the authors' own; a source named beside it says what it was judged by. The last two get wide ranges.
"""


class ParameterGroup(BaseModel):
    """A group of uncertain numbers. Each field is made with :func:`parameter`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def parameter(
    value: float, *, low: float, high: float, unit: str, source: str, year: str, confidence: Confidence, meaning: str
) -> Any:
    """One uncertain number: its central value, the range it is varied over, and where both come from."""
    return Field(
        default=value,
        ge=low,
        le=high,
        description=meaning,
        json_schema_extra={"unit": unit, "source": source, "year": year, "confidence": confidence},
    )
