"""Uncertain numbers about organisations."""

from __future__ import annotations

from abm.scenario.evidence import ParameterGroup


class OrganisationsParameters(ParameterGroup):
    """Uncertain numbers about organisations."""
