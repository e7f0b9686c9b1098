"""Ask the model the brief's questions, and write docs/findings.md with answers that rules choose from the numbers.

Usage: python experiments/findings.py [--replications N] [--only NAME] [--workers N] [--minutes N]

Arms are paired on common random numbers. Finished runs are kept under out/findings until the package's source changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from asking.arms import Arm, draws
from asking.questions import BILL, DRAWS, ENDINGS, PRESETS, QUESTIONS, REGIMES
from asking.runs import Asked, make_missing


def wanted(replications: int, only: str | None) -> list[Asked]:
    """Every run that is needed, so that whatever is made in a given time is spread evenly over the experiments."""
    turns: list[tuple[float, Asked]] = []

    def ask(arm: Arm, count: int) -> None:
        turns.extend(((at + 0.5) / count, Asked(arm, at)) for at in range(count))

    for question in QUESTIONS:
        if only in (None, question.name):
            for arm in question.arms:
                ask(arm, max(replications, question.least_replications if replications > 1 else 1))
    if only in (None, REGIMES):
        ask(BILL, replications)
        some = draws(DRAWS if replications > 1 else 2, BILL)
        turns.extend(((at + 0.5) / len(some), Asked(arm, 0)) for at, arm in enumerate(some))
    if only in (None, ENDINGS):
        for arm in PRESETS:
            ask(arm, replications)
    return [asked for _, asked in sorted(turns, key=lambda turn: turn[0])]


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=10)
    parser.add_argument("--only", choices=[*(question.name for question in QUESTIONS), REGIMES, ENDINGS])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=240.0, help="after so long no more runs are begun")
    return parser.parse_args()


def main() -> None:
    """Make what is missing and write the document."""
    asked = arguments()
    make_missing(wanted(asked.replications, asked.only), asked.workers, asked.minutes)
    from asking.document import write

    write(asked.replications, asked.only)


if __name__ == "__main__":
    main()
