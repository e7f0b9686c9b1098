"""Write docs/evidence.md: what was fitted, what it reproduces, what it does not, and what follows for advice.

Usage: python docs/evidence.py FOLDER, which holds what these commands make, in this order:

    abm calibrate calibration --size full --out FOLDER/calibration
    cp FOLDER/calibration/posterior.csv calibrations/posterior.csv
    abm validate history ENGLAND --replications 24 --out FOLDER/posterior
    abm validate history ENGLAND --replications 10 --priors --out FOLDER/priors
    abm validate history ENGLAND --replications 24 --set run.relations=none --out FOLDER/no_relations
    abm sweep headline --size full --out FOLDER/headline
    abm sweep headline --size full --set run.relations=none --out FOLDER/headline_no_relations

ENGLAND is `--set geography.places=england --set run.end=2014-03-31`. The last command may be stopped when half of its
samples are made: `abm report FOLDER/headline_no_relations` makes its tables.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from abm.analysis.dependence import Dependence, strongest_dependence
from abm.analysis.sweep_results import SweepResults
from abm.measures.definitions import MEASURES
from abm.runs.confidence import RealArray
from abm.runs.paired_difference import paired_differences
from abm.runs.results_folder import ResultsFolder, read_provenance
from abm.scenario.fitted import POSTERIOR, posterior_in_use
from abm.sweeps.sweep_plan import SweepPlan

OUT = Path(__file__).with_name("evidence.md")
NOTES = Path(__file__).with_name("evidence_notes.toml")
HELD = {
    "posterior": "the posterior",
    "priors": "the priors alone",
    "no_relations": "the posterior, without relationships",
}
"""Validations, by folder, in words."""
MEANING = {measure.name: measure.meaning for measure in MEASURES}
NOUGHT = 1e-9
"""What is less is a sum's last digit, not an effect."""
PAIRS_SPLIT = 3
"""Pairs of numbers that stand in for each other, of which answers are given at either end."""
NINE_IN_TEN = 3.29
"""Standard deviations between the figures within which nine runs in ten lie, if they are normal."""
STANDARD_ERRORS = 2.0
"""What is nearer to an end of an interval than so many standard errors of the mean may lie on either side of it."""
SURE = {0.95: "sure of the sign", 0.75: "likely"}
"""What an effect whose mean is clear is called, by the share of draws that have its sign."""


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def short(value: float, sign: bool = False) -> str:
    """A figure of three digits."""
    if not np.isfinite(value):
        return "not known"
    if abs(value) < NOUGHT:
        return "0"
    return f"{value:{'+' if sign else ''},.0f}" if abs(value) >= 1000 else f"{value:{'+' if sign else ''}.3g}"


@dataclass(frozen=True)
class Fit:
    """A calibration's tables and the validations beside it."""

    folder: Path
    notes: dict[str, dict[str, str]]
    """By target: ``why`` it is not reproduced and what follows for ``advice``."""

    @cached_property
    def held(self) -> dict[str, pd.DataFrame]:
        """The table of each validation, by target's id."""
        return {
            name: pd.read_csv(self.folder / name / "validation.csv", dtype={"id": "str"}).set_index("id")
            for name in HELD
        }

    def table(self, name: str) -> pd.DataFrame:
        """A table of the calibration."""
        return pd.read_csv(self.folder / "calibration" / f"{name}.csv")

    def check_posterior(self) -> None:
        """Refuse a fit that is not the one in use: runs would have been made with another."""
        used, made = posterior_in_use(), self.folder / "calibration" / POSTERIOR
        if used is None or used.read_bytes() != made.read_bytes():
            raise SystemExit(f"the posterior in use ({used or 'none'}) is not {made}: copy it to calibrations/ first")

    def places(self, folder: str) -> str:
        """Where the runs of a folder were made, in its own words."""
        return str(read_provenance(self.folder / folder)["places"])

    @cached_property
    def fitted(self) -> list[str]:
        """Targets that numbers were fitted to."""
        targets = self.table("targets")
        return [str(name) for name in targets.loc[targets["fitted"], "id"]]

    def counts(self) -> str:
        """How many targets each set of runs reproduces."""
        rows = []
        for name, words in HELD.items():
            within = self.held[name]["within"] == "yes"
            fitted = within.index.isin(self.fitted)
            runs = int(self.held[name]["runs"].max())
            rows.append(
                [
                    words,
                    str(runs),
                    f"**{within.sum()} of {len(within)}**",
                    f"{within[fitted].sum()} of {fitted.sum()}",
                    f"{within[~fitted].sum()} of {(~fitted).sum()}",
                ]
            )
        return markdown(["runs over", "runs", "targets within", "of those fitted", "of the others"], rows)

    def in_doubt(self) -> str:
        """Targets whose mean other runs of the posterior could have put on the other side of an end."""
        held = self.held["posterior"]
        error = (held["runs_high"] - held["runs_low"]) / NINE_IN_TEN / np.sqrt(held["runs"])
        from_an_end = np.minimum((held["mean"] - held["low"]).abs(), (held["mean"] - held["high"]).abs())
        near = held[from_an_end < STANDARD_ERRORS * error]
        return ", ".join(f"{name} ({'within' if row['within'] == 'yes' else 'out'})" for name, row in near.iterrows())

    def targets(self) -> str:
        """Every target under each set of runs."""
        rows = []
        for name, row in self.held["posterior"].iterrows():
            star = "" if name in self.fitted else " *"
            cells = [
                f"{name}{star}",
                f"{row['measure']}, {row['level']}",
                f"{row['statistic']}, {row['period']}",
                f"{short(row['low'])} to {short(row['high'])}",
            ]
            for held in self.held.values():
                found = held.loc[name]
                mark = "" if found["within"] == "yes" else " **out**"
                limits = f"{short(found['runs_low'])} to {short(found['runs_high'])}"
                cells.append(f"{short(found['mean'])} ({limits}){mark}")
            rows.append(cells)
        return markdown(["target", "measure", "statistic", "interval", *HELD.values()], rows)

    def misses(self) -> str:
        """What is not reproduced, with why and what follows."""
        held = self.held["posterior"]
        lines = []
        for name, row in held[held["within"] != "yes"].iterrows():
            note = self.notes.get(str(name), {})
            why = note.get("why", "Nobody has found out why yet.")
            advice = note.get("advice", "Read nothing that rests on it as more than a direction.")
            lines.append(
                f"- **{name}, {row['measure']} ({row['statistic']}, {row['period']})**: {short(row['mean'])}, and not "
                f"{short(row['low'])} to {short(row['high'])} {row['unit']}. {why} *For advice:* {advice}"
            )
        return "\n".join(lines) or "Every target is reproduced."

    def informed(self) -> str:
        """Numbers that the targets say something of, with ranges before and after."""
        table = self.table("parameters")
        rows = [
            [
                row["parameter"],
                row["stage"],
                *(
                    f"{short(row[f'{when}_median'])} ({short(row[f'{when}_low'])} to {short(row[f'{when}_high'])})"
                    for when in ("prior", "posterior")
                ),
                f"{row['narrower']:.0%}",
            ]
            for row in table[table["informed"]].to_dict("records")
        ]
        return markdown(["number", "stage", "prior", "posterior", "variance gone"], rows)

    def uninformed(self) -> str:
        """Numbers that stay at their priors, by stage."""
        table = self.table("parameters")
        kept = table[~table["informed"]]
        return "\n".join(
            f"- {stage}: {', '.join(f'`{name}`' for name in rows['parameter'])}"
            for stage, rows in kept.groupby("stage", sort=False)
        )

    def held_numbers(self) -> str:
        """Numbers that are the same in every draw, as the fit held them and fitted them to nothing."""
        draws, fitted = self.table("posterior"), set(self.table("parameters")["parameter"])
        found = [f"`{name}` ({short(values.iloc[0])})" for name, values in draws.items() if name not in fitted]
        return ", ".join(found) or "none"


@dataclass(frozen=True)
class Effect:
    """What an arm does to a measure in the last year, sample by sample."""

    values: RealArray
    """[samples]"""
    without_relations: RealArray
    drawn: pd.DataFrame

    @cached_property
    def mean(self) -> tuple[float, float, float]:
        """With the 95% interval of the mean."""
        found = paired_differences(np.zeros((1, len(self.values))), self.values[None, :])
        return float(found.difference[0]), float(found.low[0]), float(found.high[0])

    @cached_property
    def same_sign(self) -> float:
        """Share of samples in which the effect has the sign of its mean."""
        known = self.values[np.isfinite(self.values)]
        return float((np.sign(known) == np.sign(self.mean[0])).mean())

    @cached_property
    def depends(self) -> Dependence | None:
        """On what most."""
        return strongest_dependence(self.values, self.drawn)

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the mean leaves nought out."""
        _, low, high = self.mean
        return low > 0.0 or high < 0.0

    def cells(self) -> list[str]:
        """Effect, spread over draws, how sure, what is left without relations, and what it hangs on."""
        mean, low, high = self.mean
        known = self.values[np.isfinite(self.values)]
        least, most = np.quantile(known, (0.05, 0.95))
        without = self.without_relations[np.isfinite(self.without_relations)]
        return [
            f"{'**' if self.is_clear else ''}{short(mean, True)}{'**' if self.is_clear else ''} "
            f"({short(low, True)} to {short(high, True)})",
            f"{short(least, True)} to {short(most, True)}",
            self.sure(),
            short(float(without.mean()) if len(without) else np.nan, True),
            self.hangs_on(),
        ]

    def sure(self) -> str:
        """How sure the sign is, in words."""
        if not self.is_clear:
            return "no clear effect"
        words = next((words for share, words in SURE.items() if self.same_sign >= share), "on average only")
        return f"{words}: so in {self.same_sign:.0%} of draws"

    def hangs_on(self) -> str:
        """The number that the effect goes with most, if that is more than luck."""
        found = self.depends
        if found is None or not found.is_beyond_luck:
            return "nothing that was drawn stands out"
        turned = ", **turns**" if found.turns else ""
        return (
            f"`{found.number}` ({short(found.where_low, True)} where low, {short(found.where_high, True)} where "
            f"high{turned})"
        )


@dataclass(frozen=True)
class Headline:
    """The sweep that answers, beside the same without relations."""

    results: SweepResults
    without: SweepResults

    @classmethod
    def read(cls, folder: Path) -> Headline:
        """From both sweeps' folders."""
        both = (folder / name for name in ("headline", "headline_no_relations"))
        return cls(*(SweepResults.read(ResultsFolder.open(each)) for each in both))

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """[samples, parameters] as each sample drew them."""
        plan = SweepPlan(self.results.experiment)
        return pd.DataFrame([dict(plan.sample(index).parameters) for index in self.results.samples])

    @cached_property
    def period(self) -> str:
        """The last that is reported."""
        return self.results.whole.periods[-1]

    def effect(self, arm: str, measure: str) -> Effect:
        """Of an arm on a measure."""
        found, without = (_differences(each, arm, measure, self.period) for each in (self.results, self.without))
        return Effect(found, without, self.drawn)

    def answer(self, asked: dict[str, list[str]]) -> str:
        """What is clear of each arm of an experiment, a table of them, and what would change the answer."""
        rows, turns, in_short = [], [], []
        for arm in asked["arms"]:
            clear = []
            for measure in asked["measures"]:
                effect = self.effect(arm, measure)
                name = f"{measure} ({self.results.unit_of(measure)})"
                rows.append([arm, name, *effect.cells()])
                if effect.is_clear:
                    clear.append(f"{measure} {short(effect.mean[0], True)} ({effect.sure()})")
                if effect.depends is not None and effect.depends.is_beyond_luck and effect.depends.turns:
                    turns.append(f"- {arm}, {measure}: another sign by `{effect.depends.number}`.")
            in_short.append(f"- **{arm}**: {'; '.join(clear) or 'nothing clear'}.")
        columns = [
            "arm",
            "measure",
            "effect (95%)",
            "nine draws in ten",
            "how sure",
            "without relations",
            "hangs on most",
        ]
        meant = "\n".join(f"- {name}: {MEANING[name]}." for name in asked["measures"])
        clear_effects = "\n".join(in_short)
        changed = "\n".join(turns) or "- No number that was drawn turns the sign of an effect by itself."
        return (
            f"What is clear, and how sure:\n\n{clear_effects}\n\n{markdown(columns, rows)}\n\nNumbers that "
            f"turn an answer (the effect is clear in the half of draws where one is low, and with another sign in that "
            f"where it is high):\n\n{changed}\n\nWhat is measured:\n\n{meant}"
        )

    def at_both_ends(self, pair: pd.Series, asked: Sequence[tuple[str, str]]) -> list[str]:
        """Effects where draws have one number of a pair rather than the other, and the other way about."""
        ranks = self.drawn[[pair["one"], pair["other"]]].rank()
        sign = -1.0 if pair["rank_correlation"] < 0.0 else 1.0
        along = (ranks[pair["one"]] + sign * ranks[pair["other"]]).to_numpy()
        is_high = along > np.median(along)
        cells = [f"`{pair['one']}`, `{pair['other']}` ({pair['rank_correlation']:+.2f})"]
        for arm, measure in asked:
            values = self.effect(arm, measure).values
            low, high = (float(np.nanmean(values[mask])) for mask in (~is_high, is_high))
            cells.append(f"{short(low, True)} and {short(high, True)}")
        return cells


def _differences(results: SweepResults, arm: str, measure: str, period: str) -> RealArray:
    """Arm less comparison arm [samples]."""
    figures = results.whole
    at = figures.position(measure, period)
    if at is None:
        return np.full(len(results.samples), np.nan)
    names = results.arm_names
    values = figures.values[at]
    return values[names.index(arm)] - values[names.index(results.comparison.name)]


def _at_both_ends(fit: Fit, headline: Headline, asked: dict[str, dict[str, list[str]]]) -> str:
    """Effects of each experiment's first arm where either of two numbers that stand in for each other is high."""
    pairs = [pair for _, pair in fit.table("stand_ins").head(PAIRS_SPLIT).iterrows()]
    drawn = [pair for pair in pairs if {pair["one"], pair["other"]} <= set(headline.drawn)]
    first = [(each["arms"][0], each["measures"][0]) for each in asked.values()]
    return markdown(
        ["numbers that stand in for each other", *(f"{arm}: {measure}" for arm, measure in first)],
        [headline.at_both_ends(pair, first) for pair in drawn],
    )


def document(fit: Fit, headline: Headline, asked: dict[str, dict[str, list[str]]]) -> str:
    """The whole page."""
    waves, parameters, targets = (fit.table(name) for name in ("waves", "parameters", "targets"))
    held = {name: int((table["within"] == "yes").sum()) for name, table in fit.held.items()}
    draws = len(fit.table("posterior"))
    answers = "\n\n".join(
        f"### {title}\n\n{' '.join(each['question'])}\n\n{headline.answer(each)}" for title, each in asked.items()
    )
    samples = len(headline.results.samples)
    return f"""# Evidence: what the model reproduces, what it does not, and what follows

Written by `python docs/evidence.py`, whose first lines say by which commands. Nothing after March 2014 was fitted to,
and nothing here is typed but the notes on what is missed.

## How many targets

By the mean over runs of {fit.places("posterior")}, each with a draw of the uncertain numbers and luck of its own, not
the luck by which draws were kept:

{fit.counts()}

Other runs of the posterior might change the verdict, as the mean lies within two standard errors of an end, on:
{fit.in_doubt() or "none"}.

The posterior has {draws} draws, left by {int(waves["runs"].sum()):,} runs and those that told luck. Against the priors,
which are every number over its whole range: {held["posterior"] - held["priors"]:+d} targets. The fit looked at part of
those ranges, about likeliest values that had been moved towards the same targets by hand
(`calibrations/calibration.toml` has them): there {int(targets["prior_within"].sum())} were met before it learned
anything. Against the same draws without relationships: {held["posterior"] - held["no_relations"]:+d}. That is what
these figures can say of relationships, and it is little either way where the number is small.

The fit itself was made on {fit.places("calibration/waves/luck")}, of which many runs can be made. By the mean over the
runs that left the draws, {int(targets["posterior_within"].sum())} of {len(targets)} targets are within there. So few
councils have no tenth that does best, and in one run of many a queue does not end; what was observed is of all England.

## Target by target

Mean over runs, and between which figures nine runs in ten lie. A star: not fitted.

{fit.targets()}

## What is not reproduced

{fit.misses()}

## What the targets say of the uncertain numbers

Informed: {int(parameters["informed"].sum())} of {len(parameters)}. Median, and from the lowest to the highest
twentieth.

{fit.informed()}

Not informed; these stay as wide as the fit began with, and answers are given over that width:

{fit.uninformed()}

Held by the fit at a value of their own, moved by hand and fitted to nothing: {fit.held_numbers()}.

## Where two explanations do as well

One cross-section of councils cannot say how trust works. Without any relationships {held["no_relations"]} targets are
met, with them {held["posterior"]}: so each answer below stands beside the same without relationships. Numbers that the
targets cannot tell apart are these; the effects of three arms in the half of draws that lies at either end:

{_at_both_ends(fit, headline, asked)}

## Headline answers to the three experiments

`abm sweep headline`: {samples} samples, each a draw of the posterior, of numbers of relations and rules that nothing
was fitted to, over their ranges, and of luck; every arm differs from the Bill as drafted in what its name says. Effects
are on {headline.period}, England, against the Bill; bold where the interval of the mean leaves out nought. Without
relations: the same arm where every tie has the usual trust and nothing is decided together, over
{len(headline.without.samples)} of these samples.

{answers}
"""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write docs/evidence.md.")
    parser.add_argument("folder", type=Path, help="what the commands made")
    folder = parser.parse_args().folder
    notes = tomllib.loads(NOTES.read_text(encoding="utf-8"))
    fit = Fit(folder, notes["targets"])
    fit.check_posterior()
    OUT.write_text(document(fit, Headline.read(folder), notes["experiments"]), encoding="utf-8")
    print(f"Written: {OUT}")


if __name__ == "__main__":
    main()
