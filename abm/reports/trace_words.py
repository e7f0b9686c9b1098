"""A person's way in words: every word is chosen from what the run recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abm.dates import date_of
from abm.people.watch.happening import Happening, Kind
from abm.people.watch.night import Night
from abm.people.watch.spell import Phase, Spell, phase_of
from abm.runs.parting import Parting
from abm.runs.trace import Bodies, Found, NobodyFound, Trace, Way
from abm.vocabulary import Body, Destination, Frailty, Payer, Reason, Service, Setting

if TYPE_CHECKING:
    from abm.scenario.scenario import Scenario

FRAILTY = {
    Frailty.FIT: "fit",
    Frailty.MILD: "mildly frail",
    Frailty.MODERATE: "moderately frail",
    Frailty.SEVERE: "severely frail",
}
WHOSE_DELAY = {Body.NHS: "the NHS's delay", Body.SOCIAL_CARE: "social care's delay", Body.BOTH: "both bodies' delay"}
WAITED_FOR = {
    Reason.ASSESSMENT: "an assessment to be completed",
    Reason.PUBLIC_FUNDING: "somebody to agree to pay for a care home",
    Reason.FURTHER_NHS_CARE: "further NHS care in another bed",
    Reason.RESIDENTIAL_HOME: "a place in a residential home",
    Reason.NURSING_HOME: "a place in a nursing home",
    Reason.HOME_PACKAGE: "care at home to start",
    Reason.EQUIPMENT: "equipment or adaptations",
    Reason.CHOICE: "their own or their family's choice",
    Reason.DISPUTE: "the end of a dispute over who is responsible",
    Reason.HOUSING: "a home that is fit to return to",
}
QUEUES = {
    Service.COUNCIL_ASSESSMENT: "the council's assessment",
    Service.FUNDING: "the council's panel to agree to pay",
    Service.CONTINUING_HEALTHCARE_PANEL: "the panel for NHS continuing healthcare",
    Service.HOME_CARE: "home care to start or grow",
    Service.RESIDENTIAL_PLACE: "a place in a residential home",
    Service.NURSING_PLACE: "a place in a nursing home",
}
GOING_TO = {
    Destination.HOME: "home, without a service",
    Destination.REABLEMENT: "home, with reablement",
    Destination.HOME_CARE: "home, with a care package",
    Destination.FURTHER_NHS_CARE: "further NHS care in another bed",
    Destination.RESIDENTIAL_HOME: "a residential home",
    Destination.NURSING_HOME: "a nursing home",
}
BEDS = {Setting.ACUTE_BED: "an acute bed", Setting.COMMUNITY_BED: "a community or mental health bed"}
HOMES = {Setting.RESIDENTIAL_HOME: "a residential home", Setting.NURSING_HOME: "a nursing home"}
PAYERS = {
    Payer.COUNCIL: "the council",
    Payer.NHS: "the NHS (continuing healthcare)",
    Payer.SELF: "the person",
}


@dataclass(frozen=True)
class Passage:
    """A spell in words, with what happened in it."""

    spell: Spell
    when: str
    what: str
    paid: str
    """Who pays, as far as rules in force tell; empty where nobody does."""
    happened: tuple[str, ...]
    """Each with its date."""


def passages_of(way: Way) -> list[Passage]:
    """A way in words, spell by spell; without the years before 65 and those after death."""
    told = []
    for spell in way.life.spells:
        happened = [each for each in way.life.happenings if spell.first_day <= each.day <= spell.last_day]
        if spell.standing.phase == Phase.NOT_YET_65:
            continue
        lines = tuple(f"{day_words(each.day)}: {happening_words(each, way.bodies)}" for each in happened)
        told.append(Passage(spell, when_words(spell), spell_words(spell), paid_words(spell, way), lines))
    return told


def day_words(day: int) -> str:
    """``14 Jan 2013``."""
    when = date_of(day)
    return f"{when.day} {when:%b %Y}"


def days_words(days: int) -> str:
    """``1 day`` or ``23 days``."""
    return f"{days:,} day{'' if days == 1 else 's'}"


def hours_words(hours: int) -> str:
    """``1 hour`` or ``14 hours``."""
    return f"{hours} hour{'' if hours == 1 else 's'}"


def when_words(spell: Spell) -> str:
    """When a spell was, and how long."""
    if spell.standing.phase == Phase.DEAD:
        return f"{day_words(spell.first_day)}"
    return f"{day_words(spell.first_day)}, {days_words(spell.nights)}"


def spell_words(spell: Spell) -> str:
    """Where a person is in a spell, and what they wait for."""
    standing, night = spell.standing, spell.first_night
    if standing.phase == Phase.DEAD:
        return "dead"
    if standing.phase == Phase.FRONT_DOOR:
        return "waits at the front door of the hospital for a bed"
    if standing.phase == Phase.CARE_HOME:
        return f"lives in {HOMES[standing.setting]}" + waiting_words(standing.waits_for)
    if night.is_in_bed:
        return _bed_words(spell)
    return _home_words(night) + waiting_words(standing.waits_for)


def _bed_words(spell: Spell) -> str:
    standing, bed = spell.standing, BEDS[spell.standing.setting]
    if standing.delay is not None:
        going = GOING_TO[spell.first_night.destination]
        waited = f"waits {days_words(spell.nights)} for {WAITED_FOR[standing.delay.reason]}"
        return f"in {bed}, ready for {going}; {waited} ({WHOSE_DELAY[standing.delay.body]})"
    return {
        Phase.NEEDS_BED: f"in {bed}, which they need",
        Phase.READY_UNDECLARED: f"in {bed}, ready in truth, but not declared so yet",
        Phase.LEAVING: f"in {bed}, declared ready, about to leave",
    }[standing.phase]


def _home_words(night: Night) -> str:
    if night.in_reablement:
        words = "at home, in reablement"
    elif night.hours > 0:
        by = ", as a direct payment" if night.direct_payment else ""
        words = f"at home, with {hours_words(night.hours)} of home care a week{by}"
    else:
        words = "at home, without care"
    unmet = f", {hours_words(night.unmet_hours)} a week of need unmet at first" if night.unmet_hours else ""
    return words + unmet


def waiting_words(service: Service | None) -> str:
    """What somebody at home waits for; nothing where they do not."""
    return f"; waits for {QUEUES[service]}" if service in QUEUES else ""


def paid_words(spell: Spell, way: Way) -> str:
    """Who pays in a spell, by the rule in force on its last day."""
    standing = spell.standing
    if standing.phase == Phase.REABLEMENT:
        return "the council pays"
    if standing.payer != Payer.NOBODY:
        return f"{PAYERS[standing.payer]} pays"
    if standing.setting == Setting.COMMUNITY_BED:
        return "the NHS pays, under contract"
    if standing.setting != Setting.ACUTE_BED:
        return ""
    return _hospital_words(spell, way)


def _hospital_words(spell: Spell, way: Way) -> str:
    payment, commissioner = way.payment_on(spell.last_day), way.bodies.commissioner_on(spell.last_day)
    words = {
        "tariff": f"{commissioner} pays the tariff when the stay ends",
        "block": f"{commissioner} pays the hospital a fixed sum, whatever happens",
        "capitated": f"{commissioner} pays the hospital a sum per older person, whatever happens",
    }[payment.hospital]
    delay = spell.standing.delay
    if delay is None or delay.body != Body.SOCIAL_CARE or payment.delayed_day_charge <= 0:
        return words
    return f"{words}; the council owes the hospital £{payment.delayed_day_charge:,.0f} for each of these days"


def records_words(both: bool | None) -> str:
    """What those who decided had before them."""
    if both is None:
        return ""
    return ", with both bodies' records" if both else ", without the other body's records"


def happening_words(happening: Happening, bodies: Bodies) -> str:
    """One thing that happened."""
    return HAPPENED[happening.kind](happening, bodies)


def _died(happening: Happening, _: Bodies) -> str:
    setting = happening.before.setting
    if setting == Setting.TROLLEY or happening.before.is_in_bed:
        waiting = ", having been declared ready to leave" if phase_of(happening.before) == Phase.DELAYED else ""
        return f"dies in hospital{waiting}"
    return "dies at home" if setting == Setting.HOME else f"dies in {HOMES[setting]}"


def _frailer(happening: Happening, _: Bodies) -> str:
    ready = happening.after.is_in_bed and happening.day >= happening.after.ready_day
    while_waiting = " while in a bed that is no longer needed" if ready else ""
    return (
        f"becomes frailer{while_waiting}: from {FRAILTY[happening.before.frailty]} to "
        + (FRAILTY[happening.after.frailty])
    )


def _crisis_at_home(happening: Happening, bodies: Bodies) -> str:
    team = f"rapid response of {bodies.community_trust} sees to them where they live"
    records = records_words(happening.both_records)
    return f"a crisis; the front door of {bodies.hospital} decides{records} against a bed: {team}"


def _crisis_to_hospital(happening: Happening, bodies: Bodies) -> str:
    return f"a crisis; the front door of {bodies.hospital} decides{records_words(happening.both_records)}: a bed"


def _referred(happening: Happening, bodies: Bodies) -> str:
    after = happening.after
    going = GOING_TO[happening.chosen]
    if HOMES.get(after.lives_in, "") == going:
        going = "back to the care home"
    elif after.destination == Destination.HOME_CARE and after.lapsed > 0 and after.wanted == after.lapsed:
        going = "home, once the package that lapsed can start again"
    anew = "decides anew" if after.replans > happening.before.replans else "decides"
    team = f"discharge team {bodies.discharge_team} of {bodies.hospital}"
    return f"{team} {anew}{records_words(happening.both_records)}: {going}{_continuing_healthcare(happening, bodies)}"


def _continuing_healthcare(happening: Happening, bodies: Bodies) -> str:
    """For a nursing home: whether the commissioner's threshold was met."""
    if happening.threshold is None:
        return ""
    limit = f"the {happening.threshold:.0f} hours a week from which {bodies.commissioner_on(happening.day)}"
    if happening.after.next_payer == Payer.NHS:
        return f"; need seen reaches {limit} pays (NHS continuing healthcare)"
    payer = PAYERS[happening.after.next_payer]
    return f"; need seen is below {limit} would pay (no NHS continuing healthcare), so {payer} is to pay"


def _declared(happening: Happening, _: Bodies) -> str:
    early = happening.after.ready_day - happening.day
    if early > 0:
        return f"the ward declares them ready, {days_words(early)} before they are"
    since = f"; they have been for {days_words(-early)}" if early < 0 else ""
    return f"the ward declares them ready{since}"


def _assessed(happening: Happening, bodies: Bodies) -> str:
    after = happening.after
    going = "" if after.destination == Destination.HOME else f": {GOING_TO[after.destination]}"
    return f"{bodies.council} council assesses them{records_words(happening.both_records)}{going}"


def _refused(happening: Happening, bodies: Bodies) -> str:
    seen = "" if happening.seen_hours is None else f" sees a need of {happening.seen_hours:.1f} hours a week and"
    threshold = "" if happening.threshold is None else f" (it helps from {happening.threshold:.1f} hours)"
    assessor = f"{bodies.council} council{records_words(happening.both_records)}"
    return f"{assessor},{seen} refuses help: not eligible{threshold}"


def _no_need_seen(happening: Happening, bodies: Bodies) -> str:
    records = records_words(happening.both_records)
    return f"{bodies.council} council assesses them{records}: too little need for a service"


def _verification(_: Happening, bodies: Bodies) -> str:
    practice, home = bodies.practice_council, bodies.council
    return f"their practice is in {practice}, their home in {home}: the bodies check whose they are"


def _package_started(happening: Happening, _: Bodies) -> str:
    again = "starts again" if happening.before.lapsed > 0 else "starts"
    return f"home care {again}: {hours_words(happening.after.hours)} a week; {PAYERS[happening.after.payer]} pays"


def _package_changed(happening: Happening, _: Bodies) -> str:
    return f"home care changes from {happening.before.hours} to {hours_words(happening.after.hours)} a week"


def _package_lapsed(happening: Happening, _: Bodies) -> str:
    return f"their {hours_words(happening.before.hours)} of home care a week can be held no longer: the package lapses"


def _care_home(happening: Happening, _: Bodies) -> str:
    straight = ", straight from hospital" if happening.before.is_in_bed else ""
    return f"moves into {HOMES[happening.after.setting]}{straight}; {PAYERS[happening.after.payer]} pays"


def _always(words: str) -> Callable[[Happening, Bodies], str]:
    return lambda happening, bodies: words


HAPPENED: dict[Kind, Callable[[Happening, Bodies], str]] = {
    Kind.TURNED_65: _always("turns 65"),
    Kind.DIED: _died,
    Kind.FRAILER: _frailer,
    Kind.COGNITION: _always("memory and thinking become impaired"),
    Kind.CRISIS_AT_HOME: _crisis_at_home,
    Kind.CRISIS_TO_HOSPITAL: _crisis_to_hospital,
    Kind.BED: _always("gets an acute bed"),
    Kind.REFERRED: _referred,
    Kind.DECLARED: _declared,
    Kind.COMMUNITY_BED: _always("moves to a community or mental health bed"),
    Kind.WENT_HOME: _always("goes home"),
    Kind.CARE_HOME: _care_home,
    Kind.BACK_TO_CARE_HOME: _always("goes back to the care home"),
    Kind.ASKED: _always("asks for help, or is asked for"),
    Kind.ASSESSED: _assessed,
    Kind.REFUSED: _refused,
    Kind.NO_NEED_SEEN: _no_need_seen,
    Kind.DISPUTE: _always("the bodies dispute who is responsible"),
    Kind.VERIFICATION: _verification,
    Kind.PACKAGE_STARTED: _package_started,
    Kind.PACKAGE_CHANGED: _package_changed,
    Kind.PACKAGE_LAPSED: _package_lapsed,
    Kind.PACKAGE_ENDED: _always("home care ends"),
    Kind.BROKE_DOWN: _always("the yearly review finds that the arrangement of home care has broken down"),
    Kind.REABLEMENT: _always("reablement starts at home"),
    Kind.REABLEMENT_ENDED: _always("reablement ends"),
    Kind.MET_TEAM: _always("a locality team meets them"),
    Kind.CAPITAL_SPENT: _always("their capital is spent down: the council pays from now on"),
}


def person_words(trace: Trace) -> str:
    """Who the person is when the first way begins."""
    way = trace.ways[0]
    night = next((each for each in way.life.nights if each.is_alive), way.life.nights[0])
    lives = HOMES.get(night.lives_in, "at home alone" if night.lives_alone else "at home with others")
    lives = f"living in {lives}" if night.lives_in in HOMES else f"living {lives}"
    parts = [
        f"aged {night.age}",
        FRAILTY[night.frailty],
        *(["with impaired memory and thinking"] if night.cognition_impaired else []),
        lives,
        "with a carer" if night.has_carer else "without a carer",
    ]
    bodies = way.bodies
    practice = f"practice {bodies.practice}" + (f" in {bodies.practice_council}" if night.across_line else "")
    return (
        f"Person {trace.person}, of {bodies.council}, {practice}. On {day_words(night.day)}: {', '.join(parts)}. "
        f"Served by {bodies.hospital} and {bodies.community_trust}."
    )


def found_words(found: Found | None) -> str:
    """How the person was found; nothing for one who was named."""
    if found is None:
        return ""
    vain = "" if found.instead_of is None else f"Nobody fits who {found.instead_of}. So instead: "
    count = "one person" if found.people == 1 else f"{found.people:,} people"
    return f"{vain}In this run {count} {found.meaning}. Shown is {found.order}; this held on {day_words(found.day)}."


def nobody_words(nobody: NobodyFound) -> str:
    """That nobody was like that."""
    return f"In the run of {nobody.scenario} there are no people who {nobody.meaning}."


def runs_words(scenarios: Sequence[Scenario], *, searching: bool) -> list[str]:
    """What each run of a trace is called as it goes on; where somebody must be found, that run comes first."""
    search = [f"{scenarios[0].name}, looking for somebody"] if searching else []
    return [*search, *(f"{scenario.name}, following" for scenario in scenarios)]


def sum_words(way: Way) -> str:
    """A way in one sentence."""
    life = way.life
    beds = life.nights_in(Phase.NEEDS_BED, Phase.READY_UNDECLARED, Phase.DELAYED, Phase.LEAVING)
    delayed = life.nights_in(Phase.DELAYED)
    stays = sum(each.kind == Kind.BED for each in life.happenings)
    died = next((f"died on {day_words(each.day)}" for each in life.happenings if each.kind == Kind.DIED), None)
    end = died or f"alive when the run ends on {day_words(life.nights[-1].day)}"
    in_hospital = f"{stays} hospital stay{'' if stays == 1 else 's'}, {days_words(beds)} in NHS beds"
    waiting = f"{days_words(delayed)} of them waiting after having been declared ready"
    return f"{in_hospital}, {waiting}; {days_words(life.nights_in(Phase.CARE_HOME))} in a care home; {end}."


def parting_words(parting: Parting, first: Way, second: Way) -> list[str]:
    """Where a second way parts from the first, and what was first decided otherwise."""
    if parting.is_none:
        return [f"Under {second.scenario.name} this person's way is the same as under {first.scenario.name}."]
    names = (first, second)
    lines = []
    if parting.day is not None:
        told = [_happened_words(each, way) for each, way in zip(parting.happened, names, strict=True)]
        lines.append(f"Nothing differs before {day_words(parting.day)}. On that day {told[0]}; {told[1]}.")
    if parting.decisions != (None, None):
        told = [_decision_words(each, way) for each, way in zip(parting.decisions, names, strict=True)]
        lines.append(f"The first decision that differs: {told[0]}; {told[1]}.")
    if parting.night is None or parting.spells is None:
        return [*lines, "They are in the same place with the same care on every day."]
    states = [
        f"under {way.scenario.name} {spell_words(spell)}"
        for way, spell in zip((first, second), parting.spells, strict=True)
    ]
    return [*lines, f"Their ways part on {day_words(parting.night)}: {states[0]}; {states[1]}."]


def _happened_words(happened: tuple[Happening, ...], way: Way) -> str:
    words = "; ".join(happening_words(each, way.bodies) for each in happened)
    return f"under {way.scenario.name}: {words or 'nothing happens to them'}"


def _decision_words(decision: Happening | None, way: Way) -> str:
    if decision is None:
        return f"under {way.scenario.name}: none further"
    return f"under {way.scenario.name}, {day_words(decision.day)}: {happening_words(decision, way.bodies)}"
