"""The Care Quality Commission: inspects care providers, and stops new starts where quality is poor."""

from __future__ import annotations

from collections.abc import Sequence

from abm.organisations.care_provider import CareProvider
from abm.organisations.organisation import Organisation
from abm.organisations.trait import Trait
from abm.vocabulary import OrganisationKind


class CareQualityCommission(Organisation):
    """One for England. It inspects care providers; what inspecting whole systems does is in ``accountability``."""

    kind = OrganisationKind.CARE_QUALITY_COMMISSION
    providers: Sequence[CareProvider] = ()

    def meet_each_quarter(self) -> None:
        """Inspect a quarter's share of providers; poor ones are embargoed and improve towards the standard."""
        s = self.surroundings
        p = s.parameters.organisations
        standard = p.embargo_quality
        for provider in self.providers:
            if s.uniform(provider.kind, provider.index, inspection(s.month.index)) >= p.inspections_a_year / 4.0:
                continue
            if provider.quality < standard:
                provider.under_embargo_until = s.month.index + round(p.embargo_months)
                provider.quality += p.embargo_repairs * (standard - provider.quality)


def inspection(month: int) -> int:
    """Key of the draw that settles whether a provider is inspected in a month."""
    return (int(Trait.INSPECTION) << 12) + month
