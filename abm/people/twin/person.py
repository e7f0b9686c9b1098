"""A person: everything that is true of them, in the model's own words."""

from __future__ import annotations

from dataclasses import dataclass

from abm.people.pathway import Event, Stage, Step
from abm.people.person import NEVER
from abm.people.twin.neighbourhood import Neighbourhood
from abm.people.twin.queue import Queue
from abm.vocabulary import Destination, Frailty, Payer, Service, Setting


@dataclass(slots=True, eq=False)
class Person:
    """One older person, or someone who will be one before the run ends."""

    key: int
    neighbourhood: Neighbourhood
    practice: int
    across_line: bool
    """Whether their practice stands in another council than their own."""

    # --- who they are ---
    birth_day: int = 0
    frailty: Frailty = Frailty.FIT
    cognition_impaired: bool = False
    lives_alone: bool = False
    has_carer: bool = False
    funds_care_home: bool = False
    funds_home_care: bool = False
    need_factor: float = 0.0
    """How much more or less help they need than others of their frailty."""
    acute_need: float = 0.0
    """Hours a week that the last illness has added."""

    # --- their clocks: what is left of each, and when that was last settled ---
    crisis_clock: float = 0.0
    decline_clock: float = 0.0
    death_clock: float = 0.0
    help_clock: float = 0.0
    clock_day: int = 0
    event: Event = Event.DEATH
    """What happens to them next."""
    event_day: int = NEVER

    # --- where they are, and on the way to where ---
    setting: Setting = Setting.NOT_YET_65
    origin: Setting = Setting.NOT_YET_65
    """Where they live: where they were before the crisis, for those in hospital."""
    stage: Stage = Stage.SETTLED
    step: Step = Step.NHS_ASSESSMENT
    destination: Destination = Destination.HOME
    bed_service: Service = Service.ACUTE_BED
    """The kind of NHS bed they are, or were last, in."""
    queue: Queue | None = None
    tie: int = 0
    joined_day: int = 0
    """The day on which they joined the queue they stand, or last stood, in."""
    asked_day: int = 0
    """The day on which help was last asked for."""
    admitted_day: int = 0
    ready_day: int = 0
    """The day from which they truly need the bed no longer."""
    declared_day: int = 0
    """The day on which the ward declares them ready."""
    referral_day: int = 0
    """The day on which the ward refers them to the discharge team."""
    stay_day: int = NEVER
    """The end of a wait that has no queue."""
    recovered_day: int = NEVER
    """Thirty days after discharge."""

    # --- the care they have ---
    payer: Payer = Payer.NOBODY
    next_payer: Payer = Payer.NOBODY
    hours: int = 0
    """Hours a week of their package of home care."""
    wanted: int = 0
    """Hours a week of the package they are to have."""
    lapsed: int = 0
    """Hours a week of the package that lapsed while they were in hospital."""
    held: bool = False
    """Whether their package is held for them while they are in hospital."""
    two_week_check: bool = False
    """Whether the next look at their package is the one two weeks after its start."""
    direct_payment: bool = False
    """Whether they employ their own assistant with the council's money."""
    in_reablement: bool = False
    can_benefit: bool = False
    """Whether reablement would truly help them after this stay."""
    recovering: bool = False
    """Whether the quick part of recovery from the last illness is still to come."""
    care_day: int = NEVER
    """When their care is looked at again, a held package lapses, or a self-funding resident's capital is spent."""

    # --- what is known of them ---
    known_to_team: bool = False
    need_found: bool = False
    """Whether a locality team found a need nobody had reported."""
    had_package: bool = False
    """Whether a provider of home care has come to them before."""

    # --- how often things have happened to them ---
    episodes: int = 0
    """Crises so far."""
    units: int = 0
    """Community units during this stay in hospital."""
    replans: int = 0
    """Times that this way out of hospital has had to be planned again."""
    declines: int = 0
    requests: int = 0
    early_days: int = 0
    """Days by which they left their last acute bed before they were ready."""

    @property
    def is_in_bed(self) -> bool:
        """Whether they are in an NHS bed."""
        return self.setting in (Setting.ACUTE_BED, Setting.COMMUNITY_BED)

    @property
    def is_in_care_home(self) -> bool:
        """Whether they are in a care home tonight."""
        return self.setting in CARE_HOMES

    @property
    def lives_in(self) -> Setting:
        """Their care home, wherever they are tonight; for others the place that they have come from."""
        return self.setting if self.is_in_care_home else self.origin

    @property
    def goes_to_care_home(self) -> bool:
        """Whether their destination is a care home."""
        return self.destination in (Destination.RESIDENTIAL_HOME, Destination.NURSING_HOME)

    @property
    def visit(self) -> int:
        """Which time it is for all that is drawn once a stay in a bed, and again when someone worsens during it."""
        return self.episodes * 64 + self.units * 8 + self.replans

    @property
    def occasion(self) -> int:
        """Which time it is for what is drawn once per way out of a bed, or once per request from home."""
        return self.visit if self.is_in_bed else FROM_HOME + self.requests

    def age_in_days(self, day: int) -> int:
        """Days since birth."""
        return day - self.birth_day


FROM_HOME = 1 << 21
"""Keeps what is drawn for requests from home apart from what is drawn for stays."""
CARE_HOMES = (Setting.RESIDENTIAL_HOME, Setting.NURSING_HOME)
