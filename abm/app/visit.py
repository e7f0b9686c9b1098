"""What one visitor has in hand: a scenario, levers, a run and the one before it, and a second run beside it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from abm.app.history import History
from abm.app.lever_form import read_value
from abm.app.live_run import LiveRun
from abm.app.room import PREPARING, check_room, living_words, preparing_words
from abm.app.scenario_file import scenario_of_text
from abm.app.settings import AppSettings
from abm.errors import InputError
from abm.randomness import replication_seed
from abm.scenario.levers import lever_definitions
from abm.scenario.scenario import Scenario

UNCHANGED = "the same, no lever moved"
"""Beside the run: the scenario as it came."""


def tell_nobody() -> None:
    """Nobody watches."""


@dataclass
class Visit:
    """Everything of one visitor. Whatever fails is kept as words to show, and the visit goes on.

    All that moves the run holds one lock, so that a reset waits for the month that is being lived.
    """

    settings: AppSettings
    on_change: Callable[[], None] = tell_nobody
    """Told whenever there is something new to show."""
    scenario: Scenario = field(init=False)
    """As it was chosen or loaded, before any lever was moved by hand."""
    preset: str = field(init=False)
    moved: dict[str, Any] = field(default_factory=dict)
    """Levers that were moved by hand, and stay where they are through resets."""
    wrong: dict[str, str] = field(default_factory=dict)
    """By lever: what is wrong with what was last given, and the control shows."""
    given: dict[str, object] = field(default_factory=dict)
    """By lever: what was last given, where it is wrong."""
    run: LiveRun | None = None
    beside: LiveRun | None = None
    beside_choice: str = ""
    previous: History | None = None
    """The run before the last reset, where it had begun."""
    is_running: bool = False
    doing: str = ""
    """What goes on that takes a while; nothing where nothing does."""
    failure: str = ""
    is_broken: bool = False
    """Whether a month of the run failed half way, so that only a new run can go on."""
    seed: int = field(init=False)
    """As ``abm run --seed`` takes it."""
    exact_seed: int | None = None
    """The derived seed itself, where a run of a sweep is opened."""

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self.seed = self.settings.seed
        self.preset = self.settings.scenario
        self.scenario = self.settings.load(self.preset)

    # --- choosing ----------------------------------------------------------------------------------------------

    def open(self, ready: LiveRun | None = None) -> None:
        """Begin with the run that is ready, if there is one, or build it."""

        def begin() -> None:
            if ready is None:
                self._rebuild()
            else:
                self.run = ready

        if self.run is None:
            self._safely(begin)

    def choose(self, preset: str) -> None:
        """Take another scenario that ships, with all its own levers."""
        self._safely(lambda: self._take(self.settings.load(preset), preset))

    def load_toml(self, text: str) -> None:
        """Take a scenario from a file."""
        self._safely(lambda: self._take(self.settings.with_settings(scenario_of_text(text, self.settings)), ""))

    def take(self, scenario: Scenario, seed: int) -> None:
        """Take a scenario with the seed of its run, as from a sweep."""
        self._safely(lambda: self._take(scenario, "", seed))

    def _take(self, scenario: Scenario, preset: str, seed: int | None = None) -> None:
        self.is_running = False
        check_room(scenario, self._held())
        self.scenario, self.preset = scenario, preset
        self.exact_seed = seed
        self.moved, self.wrong, self.given = {}, {}, {}
        self._rebuild()

    def set_seed(self, typed: str) -> None:
        """Other luck from the next run on; reset at once."""

        def change() -> None:
            if not typed.strip().isdecimal() or int(typed) >= 2**32:
                raise InputError("seed", "", typed, f"write a whole number from 0 to {2**32 - 1}")
            self.seed, self.exact_seed = int(typed), None
            self._rebuild()

        self._safely(change)

    def set_beside(self, choice: str) -> None:
        """Put another scenario beside the run, on the same luck and as far on; nothing for an empty choice."""

        def change() -> None:
            self.beside_choice = choice
            self.beside = None
            gc.collect()
            self._build_beside()

        self._safely(change)

    # --- levers ------------------------------------------------------------------------------------------------

    @property
    def levers(self) -> dict[str, Any]:
        """Every lever as it is in hand: moved by hand, or what the scenario has in force in the next month."""
        scenario = self.scenario if self.run is None else self.run.scenario
        when = scenario.run.start if self.run is None else self.run.next_month
        groups = scenario.levers_on(when).model_dump()
        found = {name: groups[name.split(".")[0]][name.split(".")[1]] for name in lever_definitions()}
        return found | self.moved

    @property
    def waits_for_reset(self) -> set[str]:
        """Levers moved by hand that only a new run takes up."""
        if self.run is None:
            return set()
        groups = self.run.scenario.levers.model_dump()
        at_start = (name for name in self.moved if lever_definitions()[name].facts["at_start"])
        return {name for name in at_start if groups[name.split(".")[0]][name.split(".")[1]] != self.moved[name]}

    def move(self, name: str, given: object) -> None:
        """Move a lever. What is wrong is kept beside it and changes nothing else."""
        try:
            value = read_value(name, given)
        except ValueError as error:
            self.wrong[name], self.given[name] = str(error), given
            self.on_change()
            return
        self.wrong.pop(name, None)
        self.given.pop(name, None)
        if value != self.levers[name]:
            self._safely(lambda: self._hold({name: value}))
            return
        self.on_change()

    def put_back(self) -> None:
        """All levers as the scenario has them, in a new run."""

        def change() -> None:
            self.moved, self.wrong, self.given = {}, {}, {}
            self._rebuild()

        self._safely(change)

    def _hold(self, changes: dict[str, Any]) -> None:
        self.moved |= changes
        if self.run is None or not self.run.months_run:
            self._rebuild()
        elif not self.run.is_over:
            during = {name: value for name, value in changes.items() if not lever_definitions()[name].facts["at_start"]}
            if during:
                self.run.hold(during)

    # --- running -----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Live one month, beside too."""
        doing = "" if self.run is None else living_words(self.run.scenario, f"{self.run.next_month:%B %Y}")
        self._safely(self._advance, doing=doing)

    def leave(self) -> None:
        """The visitor has gone."""
        self.is_running = False
        self.on_change = tell_nobody
        with self._lock:
            self._let_go()

    def go(self) -> None:
        """Let it run; whoever watches calls :meth:`step` while it does."""
        self.is_running = self.run is not None and not self.run.is_over and not self.failure
        self.on_change()

    def pause(self) -> None:
        """Let it run no further."""
        self.is_running = False
        self.on_change()

    def reset(self) -> None:
        """Begin anew with the levers in hand; the run so far is kept to compare."""
        self.is_running = False
        self._safely(self._rebuild)

    def _advance(self) -> None:
        if self.run is None or self.run.is_over:
            self.is_running = False
            return
        if self.is_broken:
            raise InputError(
                "this run", "", self.run.next_month.isoformat(), "a month of it failed: reset to begin anew"
            )
        self.is_broken = True
        self.run.advance()
        self._catch_up()
        self.is_broken = False
        if self.run.is_over:
            self.is_running = False

    def _catch_up(self) -> None:
        """The run beside is as far as the run, or at its own end."""
        if self.beside is not None and self.run is not None:
            while self.beside.months_run < self.run.months_run and not self.beside.is_over:
                self.beside.advance()

    def _rebuild(self) -> None:
        self.is_running = False
        scenario = self.scenario_in_hand()
        check_room(scenario, self._held())
        if self.run is not None and self.run.months_run:
            self.previous = self.run.history
        self._let_go()
        self._say(preparing_words(scenario))
        self.is_broken = False
        self.run = LiveRun(scenario, self.luck)
        if self.previous is not None and self.previous.places != self.run.history.places:
            self.previous = None
        self._build_beside()

    def _held(self) -> list[Scenario]:
        """What the runs in memory are of."""
        return [run.scenario for run in (self.run, self.beside) if run is not None]

    def _let_go(self) -> None:
        """Free the models before others are built. They hold themselves in circles, and each is a hundred megabytes."""
        self.run = self.beside = None
        gc.collect()

    def _build_beside(self) -> None:
        if self.beside_choice:
            scenario = self.scenario if self.beside_choice == UNCHANGED else self.settings.load(self.beside_choice)
            check_room(scenario)
            self._say(preparing_words(scenario))
            self.beside = LiveRun(scenario, self.luck)
            self._catch_up()

    @property
    def luck(self) -> int:
        """The seed that models are given: that of the first replication, as ``abm run`` derives it."""
        return replication_seed(self.seed, 0) if self.exact_seed is None else self.exact_seed

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that takes a while."""
        return bool(self.doing)

    @property
    def seed_shown(self) -> int:
        """The seed as the page names it: the visitor's, or that of the run of a sweep."""
        return self.seed if self.exact_seed is None else self.exact_seed

    def scenario_in_hand(self) -> Scenario:
        """The scenario as a new run takes it: with the levers moved by hand, held from the first day."""
        return self.scenario.with_levers(self.moved) if self.moved else self.scenario

    def to_toml(self) -> str:
        """The run that is shown, as a scenario that ``abm run`` takes, with every change in its month."""
        return (self.scenario_in_hand() if self.run is None else self.run.scenario).to_toml()

    def _safely(self, work: Callable[[], None], *, doing: str = PREPARING) -> None:
        """Do it; what fails is said in words and stops the run. A model's fault must not take the page with it."""
        with self._lock:
            self.failure = ""
            self._say(doing)
            try:
                work()
            except InputError as error:
                self.is_running, self.failure = False, str(error)
            except Exception as error:
                self.is_running = False
                self.failure = f"The run failed: {type(error).__name__}: {error}"
            finally:
                self.doing = ""
        self.on_change()

    def _say(self, doing: str) -> None:
        if doing != self.doing:
            self.doing = doing
            self.on_change()
