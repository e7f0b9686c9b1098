"""The places of a run: a synthetic region, synthetic England, or the user's own tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class PlacesSection(BaseModel):
    """What every source of places has."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)

    seed: int = Field(
        default=2010,
        ge=0,
        le=2**32 - 1,
        description="seed of what is generated about places: the same seed, the same places",
    )


class PlacesSource(BaseModel):
    """Which of the sources is meant."""

    model_config = ConfigDict(frozen=True, strict=True)

    places: Literal["region", "england", "tables"] = Field(default="region", description="where the places come from")


class RegionPlaces(PlacesSection):
    """A synthetic region."""

    places: Literal["region"] = Field(default="region", description="where the places come from")
    councils: int = Field(default=8, ge=1, le=40, description="councils in the synthetic region")
    older_people_per_council: int = Field(
        default=37_500,
        ge=1_000,
        le=500_000,
        description="people aged 65 and over of a council of the region, on average; England's have 57,000",
    )


class EnglandPlaces(PlacesSection):
    """Synthetic England, whole."""

    places: Literal["england"] = Field(default="england", description="where the places come from")


def _table(meaning: str, *, required: bool = False) -> Any:
    if required:
        return Field(description=meaning)
    return Field(default=None, description=meaning)


class TablePlaces(PlacesSection):
    """Places from tables. Relative paths are taken from the scenario file."""

    places: Literal["tables"] = Field(default="tables", description="where the places come from")
    overlap: Path = _table("table of people by consortium and council", required=True)
    pct_shares: Path | None = _table("table of consortia by the primary care trust they came from")
    ages: Path | None = _table("table of councils' people by age")
    delays: Path | None = _table("table of councils' delayed days by responsible body")
    delay_reasons: Path | None = _table("table of councils' delayed days by reason")


Geography = Annotated[RegionPlaces | EnglandPlaces | TablePlaces, Field(discriminator="places")]

GEOGRAPHIES: dict[str, type[RegionPlaces] | type[EnglandPlaces] | type[TablePlaces]] = {
    "region": RegionPlaces,
    "england": EnglandPlaces,
    "tables": TablePlaces,
}
