"""One person's way through the runs that are shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import solara

from abm.app.person_visit import BY_NUMBER, WHOM, PersonVisit, scenarios_shown
from abm.app.picture import SavedFile, saved_page
from abm.app.visit import Visit
from abm.app.widgets.components import Person


@dataclass(frozen=True)
class PersonShown:
    """Whom a visitor may ask for, and how far the answer is."""

    whom: dict[str, str]
    """Whom one may ask for, in words."""
    by_number: str
    """The key of the one that takes a number."""
    asked: str
    number: str
    under: list[str]
    """Names of the scenarios that somebody would be followed under."""
    doing: str
    """What goes on; empty where nothing does."""
    done: int
    total: int
    """Months of all the runs it takes."""
    nobody: str
    failure: str
    title: str
    """Of what was found; empty where nothing was."""
    stale: bool
    """Whether the runs have changed since."""

    @classmethod
    def of(cls, person: PersonVisit, visit: Visit) -> PersonShown:
        """As it stands now."""
        followed = person.followed
        return cls(
            whom=WHOM,
            by_number=BY_NUMBER,
            asked=person.whom,
            number=person.number,
            under=[scenario.name for scenario in scenarios_shown(visit)],
            doing=person.doing,
            done=person.months[0],
            total=person.months[1],
            nobody=person.nobody,
            failure=person.failure,
            title="" if followed is None else followed.title,
            stale=followed is not None and not person.is_of(visit),
        )


@solara.component
def OnePerson(visit: Visit, person: PersonVisit, tick: int, save: Callable[[SavedFile], None]) -> None:
    """The form to choose somebody, and what the search found."""
    heard = solara.use_reactive(0)
    _ = heard.value

    def listen() -> Callable[[], None]:
        def hear() -> None:
            heard.set(heard.peek() + 1)

        person.on_change = hear
        return person.unwatch

    def follow(told: dict[str, Any]) -> None:
        asked = (visit, str(told["whom"]), str(told["number"]))
        threading.Thread(target=person.follow, args=asked, daemon=True).start()

    def save_page(_: Any) -> None:
        if person.followed is not None:
            save(saved_page(person.followed.title, person.followed.page))

    solara.use_effect(listen, [])
    Person(
        shown=asdict(PersonShown.of(person, visit)),
        body="" if person.followed is None else person.followed.body,
        event_follow=follow,
        event_stop=lambda _: person.stop(),
        event_save=save_page,
    )
