"""Whom one visitor follows through the runs that are shown: one person at a time, while the page goes on."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from abm.app.live_run import LiveRun
from abm.app.visit import Visit, tell_nobody
from abm.errors import InputError
from abm.people.watch.longest_wait import LongestWait
from abm.people.watch.mrs_smith import MrsSmith
from abm.people.watch.roll import Roll
from abm.reports.trace_page import trace_body, trace_page, trace_title
from abm.reports.trace_words import nobody_words, runs_words
from abm.runs.trace import NobodyFound, Trace, check_traceable, trace
from abm.scenario.scenario import Scenario

USUAL, BY_NUMBER = "usual", "number"
WHOM = {
    USUAL: "someone whose one night in hospital became a month and a care home (the CQC's report)",
    MrsSmith.name: "someone like Torbay's Mrs Smith: in her eighties, frail, helped back to her own home",
    LongestWait.name: "whoever waited longest for the next place",
    BY_NUMBER: "a person by number",
}
"""Whom a visitor can ask for. The usual is whoever :func:`abm.runs.trace.trace` looks for unless it is told."""
MOST_PEOPLE = 1_000_000
"""In a run that may be searched here: a trace lives every day of everybody up to three times."""
BETWEEN_TIDINGS = 0.4
"""Seconds."""
LONGEST_NAME = 80


class _StoppedError(Exception):
    """The visitor wants it no longer."""


@dataclass(frozen=True)
class Followed:
    """Somebody's ways, ready to be shown and saved."""

    title: str
    body: str
    """HTML to be shown under a heading."""
    page: str
    """HTML that stands alone."""
    of: tuple[object, ...]
    """The scenarios and the luck that were followed."""


@dataclass
class PersonVisit:
    """The person whom a visitor asks for. Whatever fails is kept as words to show."""

    on_change: Callable[[], None] = tell_nobody
    whom: str = USUAL
    number: str = "1"
    """As it was typed."""
    doing: str = ""
    """What goes on now; nothing where nothing does."""
    months: tuple[int, int] = (0, 1)
    """Of all runs together: lived, and in all."""
    failure: str = ""
    nobody: str = ""
    """Said where nobody was like that."""
    followed: Followed | None = None
    _at_work: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: float = 0.0

    def follow(self, visit: Visit, whom: str, number: str = "") -> None:
        """Find somebody and follow them to the end of the runs shown; does nothing while it is at it already.

        Takes as long as the runs do: whoever shows a page calls it in a thread.
        """
        if not self._at_work.acquire(blocking=False):
            return
        try:
            self._stop.clear()
            self.whom, self.number = whom, number or self.number
            self.failure = self.nobody = ""
            self._follow(visit)
        except _StoppedError:
            pass
        except InputError as error:
            self.failure = str(error)
        except Exception as error:
            self.failure = f"Nobody could be followed: {type(error).__name__}: {error}"
        finally:
            self.doing = ""
            gc.collect()  # models hold themselves in circles
            self._at_work.release()
            self.on_change()

    def stop(self) -> None:
        """Give up what goes on, within a month of it."""
        self._stop.set()

    def unwatch(self) -> None:
        """Nobody looks at it now."""
        self.on_change = tell_nobody

    def leave(self) -> None:
        """The visitor has gone."""
        self.unwatch()
        self.stop()

    def is_of(self, visit: Visit) -> bool:
        """Whether what is shown was made of the runs as they are now."""
        return self.followed is not None and self.followed.of == _followed_of(visit)

    def _follow(self, visit: Visit) -> None:
        run = visit.run
        if run is None:
            raise InputError("one person's way", "", "no run", "wait until its places and people are there")
        _check_size(run)
        scenarios = scenarios_shown(visit)
        _check_beside(scenarios)
        person = _numbered(self.number, run) if self.whom == BY_NUMBER else None
        like = None if self.whom in (USUAL, BY_NUMBER) else self.whom
        of = _followed_of(visit)
        names = runs_words(scenarios, searching=person is None)
        self._tell(names[0], (0, 1))

        def on_month(at: int, done: int, in_all: int) -> None:
            if self._stop.is_set():
                raise _StoppedError
            if time.monotonic() - self._told > BETWEEN_TIDINGS:
                self._tell(names[at], (at * in_all + done, len(names) * in_all))

        answer = trace(scenarios, person=person, like=like, seed=visit.seed_shown, luck=visit.luck, on_month=on_month)
        if isinstance(answer, NobodyFound):
            self.followed, self.nobody = None, nobody_words(answer)
        else:
            self.followed = _ready(answer, of)

    def _tell(self, doing: str, months: tuple[int, int]) -> None:
        self.doing, self.months, self._told = doing, months, time.monotonic()
        self.on_change()


def scenarios_shown(visit: Visit) -> list[Scenario]:
    """What the runs shown are of, under names that tell them apart."""
    scenarios = [run.scenario for run in _runs_of(visit)]
    if len(scenarios) > 1 and scenarios[0].name == scenarios[1].name:
        told_apart = f"{scenarios[1].name[:LONGEST_NAME]}, as it came"
        scenarios[1] = scenarios[1].with_values({"name": told_apart})
    return scenarios


def _runs_of(visit: Visit) -> list[LiveRun]:
    return [run for run in (visit.run, visit.beside) if run is not None]


def _followed_of(visit: Visit) -> tuple[object, ...]:
    return (*(run.scenario for run in _runs_of(visit)), visit.luck)


def _ready(answer: Trace, of: tuple[object, ...]) -> Followed:
    return Followed(trace_title(answer), trace_body(answer), trace_page(answer), of)


def _check_size(run: LiveRun) -> None:
    people = len(run.model.people.state.people)
    if people > MOST_PEOPLE:
        remedy = f"in the browser one is found among {MOST_PEOPLE:,} at most: in a terminal `abm trace` has no limit"
        raise InputError("one person's way", "", f"a run of {people:,} people", remedy)


def _check_beside(scenarios: Sequence[Scenario]) -> None:
    try:
        check_traceable(scenarios)
    except InputError as error:
        remedy = "nobody lives in other places too: put a scenario of the same places and people beside it, or nothing"
        raise InputError(scenarios[1].name, error.key, error.value, remedy) from None


def _numbered(typed: str, run: LiveRun) -> int:
    everybody = len(Roll.of(run.model.people))
    if not typed.strip().isdecimal() or not 1 <= int(typed) <= everybody:
        raise InputError("number", "", typed, f"people of this run have the numbers 1 to {everybody}")
    return int(typed)
