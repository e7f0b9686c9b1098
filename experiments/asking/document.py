"""docs/findings.md: every question, its arms and numbers, and answers that rules choose from the numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

import numpy as np

from abm.measures.regimes import Labelled, Regime, regime_rule, signs_of
from abm.sweeps.code_version import code_version
from asking.arms import Arm, draws
from asking.claims import Claim, Estimate, Expected, Gap, Verdict, in_words, number, verdict
from asking.labels import (
    SIGNS,
    Unsupervised,
    labels_by,
    look_for_attractors,
    rules_near,
    share_in,
    share_strongly_integrated,
    years_seen,
)
from asking.numbers import common, estimate, series, tables_of
from asking.questions import BILL, DRAWS, ENDINGS, PRESETS, QUESTIONS, REGIMES, Question
from asking.runs import HOME, SEED, Figures

OUT = HOME / "docs" / "findings.md"
UNWRAPPED = ("|", "#", "- ", "`")
"""How lines begin that are left as long as they are."""
NO_GAP = Gap("", None, "", "")


@dataclass(frozen=True)
class Answer:
    """One claim, its numbers, and the words they chose."""

    question: str
    claim: Claim
    found: Estimate

    @property
    def verdict(self) -> Verdict:
        """How it came out."""
        return verdict(self.claim.expected, self.found, self.claim.band)

    @property
    def words(self) -> str:
        """The answer."""
        return in_words(self.claim, self.found)

    def sentence(self) -> str:
        """Claim, numbers and answer in one line."""
        return f"{self.claim.label}: {interval(self.found)}, {self.words}"


@dataclass(frozen=True)
class Section:
    """A part of the document with its answers."""

    name: str
    title: str
    lines: tuple[str, ...]
    answers: tuple[Answer, ...]


NAIVE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Integration does not cut admissions soon",
        (
            ("locality_teams", "emergency admissions in %, 2011/12"),
            ("locality_teams", "emergency admissions in %, 2012/13"),
            ("pooling_alone", "emergency admissions in %, 2012/13"),
        ),
    ),
    ("Delay is not two thirds the NHS's everywhere", (("shares_of_delay", "range over councils"),)),
    (
        "Formal integration does not always improve relations",
        (
            ("formal_integration", "trust with a pool less without, poor start, 2018/19"),
            ("formal_integration", "trust with a pool less without, good start, 2018/19"),
        ),
    ),
    (
        "Cutting social care shows in delay and at the front door before, and more than, in admissions",
        (
            ("squeeze", "what the cut does to delay in % less what it does to admissions in %, poor"),
            ("squeeze", "what the cut does to delay in % less what it does to admissions in %, good"),
            ("squeeze", "what the cut does to crises"),
        ),
    ),
    (
        "Co-terminosity helps; it does not decide",
        (
            ("alignment", "trust, one to one less free"),
            ("alignment", "delayed days per 1,000 in %, one to one less free"),
        ),
    ),
    (
        "Penalties, targets and structures do not fix it by themselves",
        (
            ("delay_target", "true delay"),
            ("delay_target", "over-prescribed packages"),
            ("pooling_alone", "delayed days in %, 2018/19"),
            ("abolition", "trust in 2013/14, bill less"),
        ),
    ),
    (
        "Most places end in stasis or fragmentation; few are strongly integrated",
        ((REGIMES, "places in stasis or fragmented"), (REGIMES, "places strongly integrated")),
    ),
)
"""What a naive model gets wrong, each with the claims (by question, and how their labels begin) that show it here."""


def interval(found: Estimate) -> str:
    """A mean with its interval."""
    if math.isnan(found.low):
        return number(found.mean)
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def row(*cells: str) -> str:
    """One row of a table."""
    return "| " + " | ".join(cells) + " |"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table."""
    return ["", row(*head), "|" + "---|" * len(head), *(row(*cells) for cells in rows), ""]


# --- questions with arms and claims ----------------------------------------------------------------------------------


def section_of(question: Question, replications: int) -> Section:
    """Arms, means, differences and answers of one experiment."""
    arms = question.by_name()
    count = max(replications, question.least_replications)
    answers = tuple(
        Answer(question.name, claim, estimate(claim.gap, claim.less, arms, count)) for claim in question.claims
    )
    made = [len(tables_of(arm, count)) for arm in question.arms]
    lines = [
        f"{question.asked} ({question.where}; {runs_in_words(made)} of each arm, {question.arms[0].councils} council"
        f"{'s' if question.arms[0].councils > 1 else ''}.)",
        *table(["mean of runs", *arms], means(question, count)),
        *answers_table(answers),
        in_short(answers),
        "",
    ]
    return Section(question.name, question.title, tuple(lines), answers)


def runs_in_words(made: Sequence[int]) -> str:
    """How many runs arms have."""
    least, most = min(made), max(made)
    return number_of(most) if least == most else f"{least} to {number_of(most)}"


def number_of(runs: int) -> str:
    """One run, or so many."""
    return "1 run" if runs == 1 else f"{runs} runs"


def means(question: Question, count: int) -> list[list[str]]:
    """Means of every measure shown, by arm, over the replications that all arms have."""
    both = common(question.arms, count)
    return [
        [
            f"{measure}, {when_in_words(when)}",
            *(number(mean_of(arm, measure, when, count, both)) for arm in question.arms),
        ]
        for measure, when in question.shown
    ]


def mean_of(arm: Arm, measure: str, when: str, count: int, both: set[int]) -> float:
    """Mean over the replications that all arms have."""
    return Estimate.of([value for at, value in series(arm, measure, when, count).items() if at in both]).mean


def when_in_words(when: str) -> str:
    """A year, or what is done with all years from one on."""
    if ":" not in when:
        return when
    how, first = when.split(":")
    return f"{how} from {first}"


def answers_table(answers: Sequence[Answer]) -> list[str]:
    """Differences with their intervals."""
    return table(
        ["claim", "expected", "mean [95% interval]", "pairs", "answer"],
        [
            [each.claim.label, expected_in_words(each.claim), interval(each.found), str(each.found.pairs), each.words]
            for each in answers
        ],
    )


def expected_in_words(claim: Claim) -> str:
    """What was expected, with its limits and source."""
    limits = ""
    if claim.band != (0.0, 0.0):
        limits = f" ({number(claim.band[0])} to {number(claim.band[1])})"
    ids = f": {claim.ids}" if claim.ids else ""
    return f"{claim.expected}{limits}{ids}"


def in_short(answers: Sequence[Answer]) -> str:
    """How many claims came out how."""
    if not answers:
        return ""
    parts = [
        f"{sum(each.verdict is said for each in answers)} {words}"
        for said, words in (
            (Verdict.AGAINST, "against what was expected"),
            (Verdict.AS_EXPECTED, "as expected"),
            (Verdict.UNCLEAR, "with no clear effect or answer"),
            (Verdict.FOUND, "open ones with an effect"),
        )
    ]
    return f"Of {len(answers)} claims: {', '.join(parts)}."


# --- regimes ---------------------------------------------------------------------------------------------------------


def regimes_section(replications: int) -> Section:
    """Regimes under the Bill alone, at central values and over draws of the parameters."""
    central = list(tables_of(BILL, replications).values())
    drawn = [run for arm in draws(DRAWS, BILL) for run in tables_of(arm, 1).values()]
    if not central or not drawn:
        return Section(REGIMES, "Which regimes does the Bill alone end in?", ("No runs.",), ())
    rule = regime_rule()
    labelled = {"central": labels_by(rule, central), "drawn": labels_by(rule, drawn)}
    answers = tuple(answer for who, runs in labelled.items() for answer in regime_answers(who, runs))
    found = look_for_attractors([*central, *drawn], [*labelled["central"], *labelled["drawn"]])
    lines = [
        f"The Bill as drafted over {len(central)} seeds at central values, and over {len(drawn)} draws (one seed each) "
        "of every parameter of relations, joint working, oversight and starting trust, uniform in their ranges; "
        f"{BILL.councils} councils each. (The brief's regimes; E096, E165.)",
        *(line for who, runs in labelled.items() for line in shares_by_year(who, runs)),
        *rules_table(central, drawn),
        *signs_table({"central": central, "drawn": drawn}),
        *answers_table(answers),
        *unsupervised_lines(found),
    ]
    return Section(REGIMES, "Which regimes does the Bill alone end in?", tuple(lines), answers)


def regime_answers(who: str, runs: Sequence[list[Labelled]]) -> list[Answer]:
    """What is expected of regimes under the Bill alone."""
    last = [run[-1] for run in runs]
    ended = Estimate.of([share_in(year, Regime.STASIS, Regime.FRAGMENTED) for year in last], 0.0, 1.0)
    strong = Estimate.of([share_strongly_integrated(year) for year in last], 0.0, 1.0)
    return [
        Answer(
            REGIMES,
            Claim(
                f"places in stasis or fragmented at the end, {who}",
                NO_GAP,
                Expected.WITHIN,
                "E096 and E165",
                band=(0.5, 1.0),
            ),
            ended,
        ),
        Answer(
            REGIMES,
            Claim(f"places strongly integrated at the end, {who}", NO_GAP, Expected.WITHIN, "E096", band=(0.0, 0.08)),
            strong,
        ),
    ]


def shares_by_year(who: str, runs: Sequence[list[Labelled]]) -> list[str]:
    """Share of places in each regime, and sums of signs, by year."""
    rows = []
    for at, year in enumerate(runs[0]):
        same = [run[at] for run in runs]
        sums = np.concatenate([each.signs.sum(axis=1) for each in same])
        shares = [np.mean([share_in(each, regime) for each in same]) for regime in reversed(Regime)]
        mixed = np.mean([each.mixed.mean() for each in same])
        strong = np.mean([share_strongly_integrated(each) for each in same])
        rows.append(
            [
                year.year,
                *(f"{share:.2f}" for share in (*shares, mixed, strong)),
                f"{sums.mean():.1f} ({np.quantile(sums, 0.1):.0f} to {np.quantile(sums, 0.9):.0f})",
            ]
        )
    names = [regime.name.lower() for regime in reversed(Regime)]
    head = [
        f"{who}: share of places",
        *names,
        "of all: mixed",
        "strongly integrated",
        "sum of signs, mean (10% to 90%)",
    ]
    return table(head, rows)


def rules_table(central: Sequence[Figures], drawn: Sequence[Figures]) -> list[str]:
    """Shares in the last year by rules near the one that ships."""
    rows = []
    for words, rule in rules_near().items():
        cells = [words]
        for runs in (central, drawn):
            last = [run[-1] for run in labels_by(rule, runs)]
            cells.append(
                " / ".join(f"{np.mean([share_in(each, regime) for each in last]):.2f}" for regime in reversed(Regime))
            )
        rows.append(cells)
    kinds = " / ".join(regime.name.lower() for regime in reversed(Regime))
    return table([f"last year, share {kinds}", "central", "drawn"], rows)


def signs_table(runs: Mapping[str, Sequence[Figures]]) -> list[str]:
    """Values and signs of the last year."""
    rows = []
    for at, sign in enumerate(regime_rule().signs):
        cells = [f"{sign.name} (+1 at {sign.up:g}, -1 at {sign.down:g})"]
        for tables in runs.values():
            cells += values_and_signs(tables, at)
        rows.append(cells)
    head = ["last year: sign"]
    for who in runs:
        head += [f"{who}: mean", "-1 / 0 / +1"]
    return table(head, rows)


def values_and_signs(tables: Sequence[Figures], at: int) -> list[str]:
    """Mean of what a sign is measured by, and the shares of places by sign."""
    years = [years_seen(table)[-1] for table in tables]
    values = np.concatenate([year.values[:, at] for year in years])
    signs = np.concatenate([signs_of(year, regime_rule())[:, at] for year in years])
    return [number(float(np.nanmean(values))), " / ".join(f"{(signs == sign).mean():.2f}" for sign in (-1, 0, 1))]


def unsupervised_lines(found: Unsupervised) -> list[str]:
    """What a look for clusters found."""
    gaps = ", ".join(
        f"{at + 1}: {gap:.2f} ({error:.2f})"
        for at, (gap, error) in enumerate(zip(found.found.gaps, found.found.errors, strict=True))
    )
    words = (
        f"A look for clusters that knows nothing of the rule, over {found.points} places' years, finds "
        f"{found.found.clusters} (gap statistic and its error by number of clusters: {gaps}). Agreement with the "
        f"rule's labels (adjusted Rand index) is {found.with_rule:.2f}."
    )
    if found.found.clusters > 1:
        words += f" A place's next year is in the same cluster with {found.stays:.2f}, by chance {found.by_chance:.2f}."
    return [words, "", attractors_in_words(found.found.clusters, found.with_rule, found.stays, found.by_chance), ""]


def attractors_in_words(clusters: int, with_rule: float, stays: float, by_chance: float) -> str:
    """Whether three attractors are there."""
    if clusters == 1:
        return "No attractors: places' years form one cloud, and regimes are regions of it that the rule marks off."
    memory = "places stay in theirs" if stays >= 0.5 * (1.0 + by_chance) else "places do not stay in theirs"
    if clusters != 3:
        return f"Not three attractors but {clusters} clusters; {memory}."
    if with_rule >= 0.5:
        return f"Three clusters, and they are about those of the rule; {memory}."
    return f"Three clusters, but not those of the rule; {memory}."


# --- presets ---------------------------------------------------------------------------------------------------------

OWN = {
    "integrated": Regime.INTEGRATED,
    "fragmented": Regime.FRAGMENTED,
    "stasis": Regime.STASIS,
    "relational": Regime.INTEGRATED,
}
"""Where each preset is meant to end."""
SOURCES = {"integrated": "E090", "fragmented": "E091", "stasis": "E092", "relational": "E034"}


def presets_section(replications: int) -> Section:
    """Where the presets end, and what stands in the way."""
    tables = {arm.name: list(tables_of(arm, replications).values()) for arm in PRESETS}
    title = "Does one statute end in three ways?"
    if not all(tables.values()):
        return Section(ENDINGS, title, ("No runs.",), ())
    labelled = {name: labels_by(regime_rule(), runs) for name, runs in tables.items()}
    answers = tuple(
        Answer(
            ENDINGS,
            Claim(
                f"places of `{name}` that end {OWN[name].name.lower()}",
                NO_GAP,
                Expected.WITHIN,
                SOURCES[name],
                band=(0.5, 1.0),
            ),
            Estimate.of([share_in(run[-1], OWN[name]) for run in runs], 0.0, 1.0),
        )
        for name, runs in labelled.items()
    )
    ends = [
        [
            name,
            *(f"{np.mean([share_in(run[-1], regime) for run in runs]):.2f}" for regime in reversed(Regime)),
            f"{np.mean([run[-1].mixed.mean() for run in runs]):.2f}",
            f"{np.mean([run[-1].signs.sum(axis=1).mean() for run in runs]):.1f}",
        ]
        for name, runs in labelled.items()
    ]
    everything = [run for runs in tables.values() for run in runs]
    every_label = [run for runs in labelled.values() for run in runs]
    lines = [
        "The presets integrated, fragmented, stasis and relational: one statute, other starts and other use of local "
        f"discretion; {runs_in_words([len(runs) for runs in tables.values()])} of each. (E090-E092, E034.)",
        *table(["last year", *(regime.name.lower() for regime in reversed(Regime)), "of all: mixed", "sum"], ends),
        *signs_table(tables),
        *answers_table(answers),
        *(f"- {obstacles(name, labelled[name], tables[name])}" for name in labelled),
        "",
        *unsupervised_lines(look_for_attractors(everything, every_label)),
    ]
    return Section(ENDINGS, title, tuple(lines), answers)


def obstacles(name: str, runs: Sequence[list[Labelled]], tables: Sequence[Figures]) -> str:
    """Which signs keep places of a preset from its own regime in the last year."""
    own = OWN[name]
    astray = [(run[-1].regime != own) for run in runs]
    share = float(np.mean(np.concatenate(astray)))
    if share == 0.0:
        return f"`{name}`: nothing stands in the way."
    elsewhere = f"`{name}`: {share:.2f} of places end elsewhere."
    signs = np.concatenate([run[-1].signs[out] for run, out in zip(runs, astray, strict=True)])
    if own is Regime.STASIS:
        before = np.concatenate([run[-2].signs[out] for run, out in zip(runs, astray, strict=True)])
        attendance = np.concatenate(
            [years_seen(table)[-1].attendance[out] for table, out in zip(tables, astray, strict=True)]
        )
        return f"{elsewhere} Of these, {reasons_against_stasis(signs, before, attendance)}."
    want = 1 if own is Regime.INTEGRATED else -1
    missing = sorted(
        ((float((want - signs[:, at]).mean() * want), sign) for at, sign in enumerate(SIGNS)), reverse=True
    )
    listed = ", ".join(f"{sign} ({short:.1f})" for short, sign in missing if short >= 0.5)
    return f"{elsewhere} Steps short of the wanted sign, mean of these places: {listed}."


def reasons_against_stasis(signs: np.ndarray, before: np.ndarray, attendance: np.ndarray) -> str:
    """Shares of places that fail each condition of stasis."""
    rule = regime_rule()
    total = signs.sum(axis=1)
    moved = signs[:, rule.position("plan_moved")]
    parts = {
        "too many signs above": total > rule.stasis_largest_sum,
        "too many signs below": total < -rule.stasis_largest_sum,
        "plan money that is moved": moved >= 0,
        "too little attendance": ~(np.nan_to_num(attendance) >= rule.stasis_least_attendance),
        "too many signs that changed": (signs == before).sum(axis=1) < rule.stasis_least_unchanged,
    }
    return ", ".join(f"{fails.mean():.2f} have {words}" for words, fails in parts.items())


# --- the whole -------------------------------------------------------------------------------------------------------


def summary(answers: Sequence[Answer]) -> list[str]:
    """What contradicts the expected story first, then what is unclear, then what agrees."""
    lines = ["## Summary", ""]
    for said, words in (
        (Verdict.AGAINST, "Against the expected story"),
        (Verdict.UNCLEAR, "Expected, but no clear effect or answer"),
        (Verdict.AS_EXPECTED, "As expected"),
        (Verdict.FOUND, "Nothing was expected, and there is an effect"),
    ):
        chosen = [each for each in answers if each.verdict is said]
        if said is Verdict.UNCLEAR:
            chosen = [each for each in chosen if each.claim.expected is not Expected.OPEN]
        lines += [f"**{words}** ({len(chosen)})", "", *(f"- {each.question}: {each.sentence()}" for each in chosen), ""]
    return lines


def naive_table(answers: Sequence[Answer]) -> list[str]:
    """What a naive model gets wrong, and what shows it here."""
    rows = []
    for at, (statement, claims) in enumerate(NAIVE):
        shown = [
            each.sentence()
            for question, begins in claims
            for each in answers
            if each.question == question and each.claim.label.startswith(begins)
        ]
        rows.append([f"{at + 1}. {statement}", "<br>".join(shown) or "not asked in these runs"])
    return ["## Seven things that a naive model gets wrong", *table(["what is so", "what these runs show"], rows)]


def text_of(sections: Sequence[Section], replications: int) -> str:
    """The whole document."""
    answers = [answer for section in sections for answer in section.answers]
    lines = [
        "# What the model finds",
        "",
        "Written by `experiments/findings.py`; every answer is chosen by a rule from the numbers beside it. "
        f"Up to {replications} replications of each arm (20 of one council), seed {SEED}, arms paired on luck; "
        "means are over the replications that all arms of a question have. "
        "Intervals are Student's at 95% over pairs, one claim at a time: with so many claims, a few intervals miss "
        "by chance. A claim holds where its whole interval is on the expected side (or within the limits given) and is "
        "contradicted where the whole interval is on the other; anything else is not clear. All places are of one "
        "synthetic region; none is a real one. "
        f"The package's source has the hash {code_version()[:12]}; of another source, figures are others. "
        "Counts (of pools, offers, people) are scaled to England's older people. "
        "Ids such as E082 or P175 are rows of the evidence and parameter tables that the model was built from; M9 and "
        "the like are its mechanisms. `A less B` is a difference: what A has more than B.",
        "",
        "## In short",
        "",
        *(f"- {section.title} {in_short(section.answers)}" for section in sections),
        "",
        *summary(answers),
        *naive_table(answers),
    ]
    for section in sections:
        lines += [f"## {section.title}", "", f"`{section.name}`", "", *section.lines]
    text = "\n".join(line if line.startswith(UNWRAPPED) else fill(line, 120) for line in lines)
    return text.replace("\n\n\n", "\n\n").rstrip() + "\n"


def write(replications: int, only: str | None, out: Path = OUT) -> None:
    """Write the document; of one experiment alone to the screen."""
    sections = [section_of(question, replications) for question in QUESTIONS if only in (None, question.name)]
    if only in (None, REGIMES):
        sections.append(regimes_section(replications))
    if only in (None, ENDINGS):
        sections.append(presets_section(replications))
    text = text_of(sections, replications)
    if only is None:
        out.write_text(text, encoding="utf-8")
    else:
        print(text)
