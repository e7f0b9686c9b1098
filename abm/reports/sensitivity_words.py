"""What a sensitivity analysis found, in sentences that follow from its numbers by rule."""

from __future__ import annotations

from abm.analysis.factor_index import FactorIndex, Statistic, of_measure
from abm.analysis.sensitivity import SensitivityResults, Stage
from abm.analysis.survey_factors import INTEGRATION, RankedFactor
from abm.reports.quantity import MINUS, shown_number, shown_unit
from abm.reports.sweep_headlines import LED_WITH, headline_groups, lead_measures
from abm.sweeps.factor import LUCK

MOST_SAID = 3
"""Factors named in a sentence."""
WAYS = {
    "more": "more of it brings more integration",
    "less": "more of it brings less integration",
    "either way": "more of it works either way",
    "": "which way is not known",
}


def labels(results: SensitivityResults) -> dict[str, str]:
    """What each measure is called."""
    groups = headline_groups(results.measures)
    return {one.measure: one.label for group in groups.values() for one in group} | {
        "regime_sum": "Integration: the sum of a place's signs"
    }


def shown_measures(results: SensitivityResults) -> list[str]:
    """The measures that pictures are about: integration, what the screening went by, then what readers look for."""
    judged = [name for stage in results.stages[:1] for name in stage.results.experiment.sensitivity.measures]
    wanted = (*INTEGRATION, *judged, *lead_measures(results.measures))
    return [name for name in dict.fromkeys(wanted) if name in results.measures][:LED_WITH]


def findings(results: SensitivityResults) -> list[str]:
    """A sentence for each measure that is shown."""
    if not results.indices:
        return [
            "Nothing can be said yet: too few rows of runs are whole, or no measure that is kept varies between runs."
        ]
    named = labels(results)
    return [f"{named[measure]}: {_sentence(results, measure)}" for measure in shown_measures(results)]


def _sentence(results: SensitivityResults, measure: str) -> str:
    totals = of_measure(results.indices, measure, "total")
    if totals:
        return _of_variance(totals)
    effects = of_measure(results.indices, measure, "mu_star")
    unit = results.units.get(measure, "")
    named = [index for index in effects if index.factor != LUCK][:MOST_SAID]
    said = "; ".join(f"{index.factor} by {interval_in_words(index, unit)}" for index in named)
    luck = next(index for index in effects if index.factor == LUCK)
    return (
        f"moving one factor by about half of its range changes it most by {said} ({shown_unit(unit)}, either way); "
        f"other luck, by {shown_number(luck.value, unit)}."
    )


def _of_variance(totals: list[FactorIndex]) -> str:
    luck = next(index for index in totals if index.factor == LUCK)
    clear = [index for index in totals if index.factor != LUCK and index.low > 0.0]
    if not clear:
        return "no factor's share of the variance is clear from these rows: run more."
    said = "; ".join(f"{index.factor} {interval_in_words(index)}" for index in clear[:MOST_SAID])
    more = f" {len(clear) - MOST_SAID} more are clear." if len(clear) > MOST_SAID else ""
    return f"shares of the variance that each has a part in: {said}; luck {interval_in_words(luck)}.{more}"


def interval_in_words(index: FactorIndex, unit: str = "") -> str:
    """A value with its interval: ``0.52 (0.31 to 0.73)``."""
    return f"{index_shown(index, index.value, unit)} ({limits_in_words(index, unit)})"


def limits_in_words(index: FactorIndex, unit: str = "") -> str:
    """The limits of its interval: ``0.31 to 0.73``."""
    return " to ".join(index_shown(index, limit, unit) for limit in (index.low, index.high))


def index_shown(index: FactorIndex, value: float, unit: str) -> str:
    """A share of variance to two places; an effect as its measure's unit is shown."""
    return shown_number(value, unit) if index.method == "morris" else f"{value:z.2f}".replace("-", MINUS)


def survey_sentences(results: SensitivityResults) -> list[str]:
    """The survey's factors in order of what they do to integration; those that nothing is known of together."""
    known = [one for one in results.survey if one.by is not None]
    unknown = [one for one in results.survey if one.by is None]
    said = [survey_sentence(rank, one) for rank, one in enumerate(known, start=1)]
    out = [one.factor.name for one in unknown if one.moved]
    still = [one.factor.name for one in unknown if not one.moved]
    if out:
        said.append(f"Left out by the screening, as others moved what it went by further: {', '.join(out)}.")
    if still:
        said.append(f"Not moved in this experiment: {', '.join(still)}.")
    return said


def survey_sentence(rank: int, one: RankedFactor) -> str:
    """One ranked factor."""
    assert one.by is not None
    side = "named as a help" if one.factor.side == "helps" else "named as a hindrance"
    clear = "" if one.by.low > 0.0 else ", not clear of nothing"
    return (
        f"{rank}. {one.factor.name} ({side}): by {one.by.factor}, {interval_in_words(one.by)}{clear}; {WAYS[one.way]}."
    )


def rows_in_words(stage: Stage) -> str:
    """How many rows a stage rests on, and what failed runs cost."""
    points = stage.figures.runs
    is_screening = points.design.method == "morris"
    row = "trajectories" if is_screening else "rows of Sobol's design"
    spoiled = int((~stage.figures.whole(stage.figures.measures[0])).sum())
    failed = len(stage.results.failed)
    missing = points.count - len(stage.results.runs)
    said = f"{points.design.rows} {row} of {points.runs_a_row} runs over {len(points.factors) - 1} factors and luck"
    if not spoiled:
        return f"{said}, all whole."
    lost = f"{failed} failed run{'' if failed == 1 else 's'}" + (f" and {missing} not made yet" if missing else "")
    return f"{said}; {spoiled} of them are left out whole, for {lost}."


def statistic_in_words(statistic: Statistic) -> str:
    """What a column of a table is called."""
    return {
        "mu_star": "Mean size of the effect",
        "mu": "Mean effect",
        "sigma": "Spread of the effect",
        "first": "Alone",
        "total": "With all it acts together with",
    }[statistic]
