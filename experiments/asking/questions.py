"""The experiments, as data: what is asked, of which arms, by which measures, and what the evidence expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asking.arms import Arm
from asking.claims import Claim, Expected, Gap

TRUST = "trust_council_commissioner"
KEPT = "promises_kept_share"
DELAY = "delayed_days_per_1000_65plus"
ADMISSIONS = "emergency_admissions_per_1000_65plus"
BED_DAYS = "emergency_bed_days_per_1000_65plus"
LAST = "2018/19"
PERCENT_OF_NONE = (-3.0, 3.0)
"""P198: the effect of pooling alone is within 3%; taken for other outcomes too."""


def trusting(level: float) -> tuple[str, ...]:
    """Both parts of trust at the start."""
    return (f"places.trust_personal_mean={level}", f"places.trust_institutional_mean={level}")


POOR, GOOD = trusting(0.2), trusting(0.7)
NO_REFORM = "reform.abolish_pcts=false"
NO_CONSENT = "pooling.section_75=off"
BILL = Arm("bill")


@dataclass(frozen=True)
class Question:
    """One experiment."""

    name: str
    title: str
    asked: str
    where: str
    """Where in the brief, or which mechanism."""
    arms: tuple[Arm, ...]
    shown: tuple[tuple[str, str], ...]
    """Measures and times whose means are shown for every arm."""
    claims: tuple[Claim, ...] = ()
    least_replications: int = 0
    """More runs than are asked for in general, where runs are small."""

    def by_name(self) -> dict[str, Arm]:
        """Arms by name."""
        return {arm.name: arm for arm in self.arms}


def _pool_at(trust: str, settings: tuple[str, ...]) -> tuple[Arm, Arm]:
    alone = Arm(f"{trust}, no pool", settings=(NO_REFORM, NO_CONSENT, *settings))
    pooled = Arm(f"{trust}, pool", settings=alone.settings, from_2011=(("pooling.mandated_minimum", 0.2),))
    return alone, pooled


def _pool_claims(trust: str, expected: Expected, ids: str) -> tuple[Claim, ...]:
    of, against = f"{trust}, pool", f"{trust}, no pool"
    return tuple(
        Claim(
            f"{words} with a pool less without, {trust} start, {when}", Gap(of, against, measure, when), expected, ids
        )
        for when in ("2013/14", LAST)
        for measure, words in ((TRUST, "trust"), (KEPT, "promises kept"))
    )


M9 = Question(
    "formal_integration",
    "Does the same pool harm poor relations and help good ones?",
    "A pool of a fifth of older people's spending, demanded by law from April 2011, where relations begin poor (mean "
    "trust 0.2) and good (0.7), each against the same place without any pool. No reform, so that ties last.",
    "M9; E082, E083",
    (*_pool_at("poor", POOR), *_pool_at("good", GOOD)),
    ((TRUST, "2011/12"), (TRUST, "2013/14"), (TRUST, LAST), (KEPT, "2013/14"), (KEPT, LAST), ("promises", LAST)),
    (
        *_pool_claims("poor", Expected.DOWN, "E083"),
        *_pool_claims("good", Expected.UP, "E082"),
        Claim(
            "what the pool does to trust at good relations less at poor ones",
            Gap("good, pool", "good, no pool", TRUST, LAST),
            Expected.UP,
            "E082 and E083",
            less=Gap("poor, pool", "poor, no pool", TRUST, LAST),
        ),
    ),
)

CARRIED = tuple(
    BILL.but(f"bill, {share} carried over", f"reform.relationships_carried_over={share}") for share in (0.0, 0.8)
)
M10 = Question(
    "abolition",
    "What does abolishing primary care trusts cost in trust, and for how long?",
    "The Bill as drafted (a quarter of relationships carried over), the same with nothing and 0.8 carried over, and "
    "the same without abolition. `years_until` counts years from 2013/14 until trust is within 5% of the twin that was "
    "not reorganised; 6 means not by 2018/19. Without abolition there are no boards either.",
    "M10; P175",
    (BILL, *CARRIED, BILL.but("no abolition", NO_REFORM)),
    ((TRUST, "2012/13"), (TRUST, "2013/14"), (TRUST, "2015/16"), (TRUST, LAST), ("trust_mean", LAST), (DELAY, LAST)),
    (
        *(
            Claim(
                f"trust in 2013/14, {name} less no abolition",
                Gap(name, "no abolition", TRUST, "2013/14"),
                Expected.DOWN,
                "P175",
            )
            for name in ("bill", "bill, 0.0 carried over", "bill, 0.8 carried over")
        ),
        *(
            Claim(f"trust in 2018/19, {name} less no abolition", Gap(name, "no abolition", TRUST, LAST), Expected.OPEN)
            for name in ("bill", "bill, 0.0 carried over", "bill, 0.8 carried over")
        ),
        *(
            Claim(
                f"years until trust is back (6: not by 2018/19), {name}",
                Gap(name, "no abolition", f"years_until:{TRUST}", "2013/14"),
                Expected.WITHIN,
                "P175",
                band=(1.5, 6.0),
            )
            for name in ("bill", "bill, 0.0 carried over")
        ),
        Claim(
            "trust in 2013/14, 0.8 carried over less nothing",
            Gap("bill, 0.8 carried over", "bill, 0.0 carried over", TRUST, "2013/14"),
            Expected.UP,
        ),
    ),
)

ONE = BILL.but("one to one", "alignment.rule=one_to_one")
CORNERS = (
    *CARRIED,
    *(
        ONE.but(f"one to one, {share} carried over", f"reform.relationships_carried_over={share}")
        for share in (0.0, 0.8)
    ),
)
ACROSS = "delay_gap_across_line"
M11 = Question(
    "alignment",
    "Is it the lost boundary or the abolished primary care trust that hurts?",
    "Consortia formed freely, within councils, and one to one with councils; and the free and the one-to-one rule with "
    "nothing and 0.8 of relationships carried over. Desks and partners are those of the last day.",
    "M11; E063; the second experiment's question",
    (BILL, BILL.but("within councils", "alignment.rule=within_council"), ONE, *CORNERS),
    (
        (TRUST, "mean:2013/14"),
        (DELAY, "mean:2013/14"),
        ("hand_offs_per_1000_65plus", "mean:2013/14"),
        ("disputes", "mean:2013/14"),
        ("verifications", "mean:2013/14"),
        (ACROSS, "mean:2013/14"),
        ("desk_councils", LAST),
        ("desk_commissioners", LAST),
        ("partners_councils", LAST),
        ("partners_commissioners", LAST),
    ),
    (
        Claim(
            "trust, one to one less free",
            Gap("one to one", "bill", TRUST, "mean:2013/14"),
            Expected.MODEST_UP,
            "E063",
            band=(0.0, 0.1),
        ),
        Claim(
            "delayed days per 1,000 in %, one to one less free",
            Gap("one to one", "bill", DELAY, "mean:2013/14", relative=True),
            Expected.MODEST_DOWN,
            "E063",
            band=(-10.0, 0.0),
        ),
        Claim(
            "people verified in %, one to one less free",
            Gap("one to one", "bill", "verifications", "mean:2013/14", relative=True),
            Expected.DOWN,
            "E104",
        ),
        Claim(
            "desks of councils, one to one less free",
            Gap("one to one", "bill", "desk_councils", LAST),
            Expected.DOWN,
            "E063",
        ),
        Claim(
            "disputes in %, one to one less free",
            Gap("one to one", "bill", "disputes", "mean:2013/14", relative=True),
            Expected.OPEN,
        ),
        Claim(
            "hand-offs in %, one to one less free",
            Gap("one to one", "bill", "hand_offs_per_1000_65plus", "mean:2013/14", relative=True),
            Expected.OPEN,
        ),
        Claim(
            "delay of people across a line over others', free rule, above 1",
            Gap("bill", None, f"{ACROSS}", "mean:2013/14"),
            Expected.WITHIN,
            "E104",
            band=(1.0, 10.0),
        ),
        Claim(
            "trust: what carrying over adds, less what alignment adds",
            Gap("bill, 0.8 carried over", "bill, 0.0 carried over", TRUST, "mean:2013/14"),
            Expected.OPEN,
            less=Gap("one to one, 0.0 carried over", "bill, 0.0 carried over", TRUST, "mean:2013/14"),
        ),
        Claim(
            "delay: what carrying over adds, less what alignment adds",
            Gap("bill, 0.8 carried over", "bill, 0.0 carried over", DELAY, "mean:2013/14"),
            Expected.OPEN,
            less=Gap("one to one, 0.0 carried over", "bill, 0.0 carried over", DELAY, "mean:2013/14"),
        ),
    ),
)

POWERS = ("consult", "have_regard", "refer_back", "joint_sign_off", "place_budget")
STARTS = {"poor": POOR, "ordinary": (), "good": GOOD}
MOVED, DEFAULTED, SUBSTANCE = "plan_money_moved_share", "plans_defaulted_share", "board_attendance_in_substance_share"
SHUNTED = (
    ("shunted pounds per pound", "shunted_share"),
    ("pounds shunted by waiting", "shunted_by_waiting"),
    ("pounds shunted by reading need narrowly", "shunted_by_eligibility"),
    ("pounds of healthcare refused", "shunted_by_refused_healthcare"),
)
M12 = Question(
    "board_powers",
    "Do powers matter once relations are good? Plans or deadlock?",
    "Five powers of boards, where trust begins poor (0.2), ordinary (0.45) and good (0.7); to March 2016.",
    "M12; E067, E092; the first experiment's question",
    tuple(
        Arm(f"{start}, {power}", settings=(f"board.powers={power}", *settings), end=date(2016, 3, 31))
        for start, settings in STARTS.items()
        for power in POWERS
    ),
    (
        (MOVED, "mean:2013/14"),
        (DEFAULTED, "mean:2013/14"),
        ("plans_referred_back_share", "mean:2013/14"),
        (SUBSTANCE, "mean:2013/14"),
        (TRUST, "2015/16"),
        *((measure, "2015/16") for _, measure in SHUNTED),
    ),
    (
        *(
            Claim(
                f"plan money moved, {start} start, place budget less consult",
                Gap(f"{start}, place_budget", f"{start}, consult", MOVED, "mean:2013/14"),
                Expected.UP,
                "E067",
            )
            for start in STARTS
        ),
        Claim(
            "plan money moved under consult, poor start",
            Gap("poor, consult", None, MOVED, "mean:2013/14"),
            Expected.WITHIN,
            "E067",
            band=(0.0, 0.1),
        ),
        Claim(
            "plan money moved under consult, good start less poor",
            Gap("good, consult", "poor, consult", MOVED, "mean:2013/14"),
            Expected.UP,
            "E067",
        ),
        Claim(
            "commissioners come in substance under consult, poor start",
            Gap("poor, consult", None, SUBSTANCE, "mean:2013/14"),
            Expected.WITHIN,
            "E092",
            band=(0.0, 0.5),
        ),
        Claim(
            "plans defaulted under joint sign-off, poor start less good",
            Gap("poor, joint_sign_off", "good, joint_sign_off", DEFAULTED, "mean:2013/14"),
            Expected.UP,
        ),
        *(
            Claim(
                f"{words} in %, consult, good start less poor",
                Gap("good, consult", "poor, consult", measure, "2015/16", relative=True),
                Expected.DOWN,
                "E087",
            )
            for words, measure in SHUNTED
        ),
        *(
            Claim(
                f"shunted pounds per pound, {start} start, place budget less consult",
                Gap(f"{start}, place_budget", f"{start}, consult", "shunted_share", "2015/16"),
                Expected.OPEN,
            )
            for start in STARTS
        ),
        *(
            Claim(
                f"trust, {start} start, place budget less consult",
                Gap(f"{start}, place_budget", f"{start}, consult", TRUST, "2015/16"),
                Expected.OPEN,
            )
            for start in STARTS
        ),
    ),
)


def _cut_at(trust: str, settings: tuple[str, ...]) -> tuple[Arm, Arm]:
    kept = Arm(f"{trust}, no cut", settings=(*settings, "money.social_care_growth=0.0"))
    return kept, Arm(f"{trust}, cut", settings=(*settings, "money.social_care_growth=-6.0"))


def _cut(trust: str, measure: str, when: str, relative: bool = False) -> Gap:
    return Gap(f"{trust}, cut", f"{trust}, no cut", measure, when, relative)


M13 = Question(
    "squeeze",
    "Does the same cut unite places with good relations and split those with poor ones?",
    "Councils' money for care cut by 6% every year, against held flat, where trust begins poor (0.2) and good (0.7).",
    "M13; E086, E087; E154",
    (*_cut_at("poor", POOR), *_cut_at("good", GOOD)),
    (
        (TRUST, "2013/14"),
        (TRUST, LAST),
        (KEPT, "mean:2013/14"),
        ("pools_begun", "sum:2011/12"),
        ("pools_ended", "sum:2011/12"),
        ("shunted_share", LAST),
        (DELAY, LAST),
        ("emergency_contacts_per_1000_65plus", LAST),
        (ADMISSIONS, LAST),
        ("unmet_hours_per_1000_65plus", LAST),
        ("eligibility_threshold", LAST),
    ),
    (
        Claim("what the cut does to trust, good start", _cut("good", TRUST, LAST), Expected.UP, "E086"),
        Claim("what the cut does to trust, poor start", _cut("poor", TRUST, LAST), Expected.DOWN, "E086"),
        Claim(
            "what the cut does to trust, good less poor start",
            _cut("good", TRUST, LAST),
            Expected.UP,
            "E086",
            less=_cut("poor", TRUST, LAST),
        ),
        Claim(
            "what the cut does to pools begun, good start", _cut("good", "pools_begun", "sum:2011/12"), Expected.OPEN
        ),
        Claim(
            "what the cut does to pools ended, poor start", _cut("poor", "pools_ended", "sum:2011/12"), Expected.OPEN
        ),
        Claim(
            "what the cut does to promises kept, good less poor start",
            _cut("good", KEPT, "mean:2013/14"),
            Expected.UP,
            "E086",
            less=_cut("poor", KEPT, "mean:2013/14"),
        ),
        Claim(
            "what the cut does to shunted pounds per pound, poor less good start",
            _cut("poor", "shunted_share", LAST),
            Expected.UP,
            "E087",
            less=_cut("good", "shunted_share", LAST),
        ),
        Claim(
            "what the cut does to delay in % less what it does to admissions in %, poor start",
            _cut("poor", DELAY, LAST, True),
            Expected.UP,
            "E154",
            less=_cut("poor", ADMISSIONS, LAST, True),
        ),
        Claim(
            "what the cut does to delay in % less what it does to admissions in %, good start",
            _cut("good", DELAY, LAST, True),
            Expected.UP,
            "E154",
            less=_cut("good", ADMISSIONS, LAST, True),
        ),
        Claim(
            "what the cut does to crises at the front door in %, poor start",
            _cut("poor", "emergency_contacts_per_1000_65plus", LAST, True),
            Expected.UP,
            "E154",
        ),
    ),
)

TARGET = BILL.but("target", "measurement.delay_target=3.5")
MOVES = "care_home_admissions_per_100000_65plus*care_home_admissions_from_hospital_share"
STRICT = BILL.but("strict target", "measurement.delay_target=2.0")


def _claims_of(of: str, against: str, rows: tuple[tuple[str, str, str, Expected, str], ...]) -> tuple[Claim, ...]:
    """Claims in per cent of the other arm: label, measure, when, what is expected, ids."""
    return tuple(
        Claim(f"{label} in %, {of} less {against}", Gap(of, against, measure, when, relative=True), expected, ids)
        for label, measure, when, expected, ids in rows
    )


M15 = Question(
    "delay_target",
    "What does a target for delayed days do?",
    "No more than 3.5% of bed days delayed (P115), and no more than 2%, through the whole run, against no target.",
    "M15; E155, E156, P115",
    (BILL, TARGET, STRICT),
    (
        (DELAY, "mean:2013/14"),
        ("delayed_days_acute_true", "mean:2013/14"),
        ("declared_early_share", "mean:2013/14"),
        ("package_over_prescribed_share", "mean:2013/14"),
        ("care_home_moves_inappropriate_share", "mean:2013/14"),
        (MOVES, "mean:2013/14"),
        ("shunted_share", "mean:2013/14"),
        (TRUST, LAST),
    ),
    tuple(
        claim
        for arm in ("target", "strict target")
        for claim in _claims_of(
            arm,
            "bill",
            (
                ("recorded delay", DELAY, "mean:2013/14", Expected.DOWN, "E156"),
                ("true delay in acute beds", "delayed_days_acute_true", "mean:2013/14", Expected.OPEN, ""),
                ("people sent home early", "declared_early_share", "mean:2013/14", Expected.UP, "E155"),
                ("over-prescribed packages", "package_over_prescribed_share", "mean:2013/14", Expected.UP, "E155"),
                (
                    "wrong moves to care homes",
                    "care_home_moves_inappropriate_share",
                    "mean:2013/14",
                    Expected.UP,
                    "E156",
                ),
                ("moves from hospital to care homes", MOVES, "mean:2013/14", Expected.UP, "E156"),
            ),
        )
    ),
)

CLOSED = BILL.but("no any willing provider", "competition.any_willing_provider=off")
DUTIES = tuple(
    Arm(f"good, {duty}", settings=(*GOOD, f"competition.monitor_duty={duty}"))
    for duty in ("promote_competition", "quality_only", "promote_integration")
)
CHILL = "offers_not_made+pools_struck_down"
M14 = Question(
    "competition",
    "Quality against hand-offs; and how strong is the chill?",
    "The Bill with any willing provider as drafted (full from April 2013) and off; and Monitor's duty as promoting "
    "competition, minding quality only, and promoting integration, held from the start where trust begins good (0.7), "
    "as only such places think of pooling. The chill is offers not made plus pools struck down.",
    "M14; E076; the third experiment's question",
    (BILL, CLOSED, *DUTIES),
    (
        ("hand_offs_per_1000_65plus", "mean:2013/14"),
        ("provider_changes_per_1000_65plus", "mean:2013/14"),
        ("care_quality", LAST),
        ("days_at_home_share", "mean:2013/14"),
        (DELAY, "mean:2013/14"),
        (CHILL, "sum:2011/12"),
        ("offers_not_made", "sum:2011/12"),
        ("pools_struck_down", "sum:2011/12"),
        ("pools_begun", "sum:2011/12"),
        ("voluntary_joint_share", LAST),
    ),
    (
        *_claims_of(
            "bill",
            "no any willing provider",
            (
                ("hand-offs", "hand_offs_per_1000_65plus", "mean:2013/14", Expected.UP, ""),
                ("changes of provider", "provider_changes_per_1000_65plus", "mean:2013/14", Expected.UP, ""),
                ("quality of providers", "care_quality", LAST, Expected.UP, ""),
                ("days at home", "days_at_home_share", "mean:2013/14", Expected.OPEN, ""),
                ("delayed days", DELAY, "mean:2013/14", Expected.OPEN, ""),
            ),
        ),
        *(
            Claim(
                f"offers not made plus pools struck down, promote competition less {other}",
                Gap("good, promote_competition", f"good, {other}", CHILL, "sum:2011/12"),
                Expected.UP,
                "E076",
            )
            for other in ("quality_only", "promote_integration")
        ),
        Claim(
            "voluntary joint share of spending, promote competition less promote integration",
            Gap("good, promote_competition", "good, promote_integration", "voluntary_joint_share", LAST),
            Expected.DOWN,
            "E076",
        ),
    ),
)

MANDATED = BILL.but("mandated pool", "pooling.mandated_minimum=0.3")
M17 = Question(
    "pooling_alone",
    "What does pooling alone do?",
    "Three tenths of older people's spending pooled by law from April 2011, against none, and nothing else different.",
    "M17; E028, P198",
    (BILL, MANDATED),
    tuple((measure, when) for measure in (ADMISSIONS, DELAY, "shunted_share", TRUST) for when in ("2012/13", LAST)),
    tuple(
        Claim(
            f"{label} in %, {when}",
            Gap("mandated pool", "bill", measure, when, relative=True),
            Expected.NONE,
            ids,
            band=PERCENT_OF_NONE,
        )
        for when in ("2012/13", LAST)
        for label, measure, ids in (
            ("emergency admissions", ADMISSIONS, "E028 and P198"),
            ("delayed days", DELAY, "E028"),
        )
    )
    + tuple(
        Claim(
            f"shunted pounds per pound in %, {when}",
            Gap("mandated pool", "bill", "shunted_share", when, relative=True),
            Expected.DOWN,
            "M7",
        )
        for when in ("2012/13", LAST)
    ),
)

TEAMS = tuple(BILL.but(f"teams: {where}", f"front_line.locality_teams={where}") for where in ("none", "all"))
FOUND = "needs_found_by_locality_teams"
M5 = Question(
    "locality_teams",
    "Do locality teams find need first, and do they lower admissions, early or late?",
    "Locality teams everywhere from the start, against nowhere.",
    "M5; P177, P185, P188",
    TEAMS,
    (
        (FOUND, "2011/12"),
        (FOUND, LAST),
        ("requests_for_help_per_1000_65plus", "2011/12"),
        (ADMISSIONS, "2011/12"),
        (ADMISSIONS, "2012/13"),
        (ADMISSIONS, "2015/16"),
        (ADMISSIONS, LAST),
        (BED_DAYS, LAST),
        ("frailty_severe_share", LAST),
    ),
    (
        Claim(
            "needs found in 2011/12, teams all less none",
            Gap("teams: all", "teams: none", FOUND, "2011/12"),
            Expected.UP,
        ),
        *(
            Claim(
                f"emergency admissions in %, {when}",
                Gap("teams: all", "teams: none", ADMISSIONS, when, relative=True),
                Expected.NOT_DOWN,
                "P177, P188",
                band=(-1.0, 0.0),
            )
            for when in ("2011/12", "2012/13")
        ),
        *(
            Claim(
                f"emergency admissions in %, {when}",
                Gap("teams: all", "teams: none", ADMISSIONS, when, relative=True),
                Expected.OPEN,
                "P185",
            )
            for when in ("2015/16", LAST)
        ),
        Claim(
            "severely frail in %, 2018/19",
            Gap("teams: all", "teams: none", "frailty_severe_share", LAST, relative=True),
            Expected.OPEN,
        ),
    ),
)

DEFAULT = BILL.but("sharing by default", "information.record_sharing=default")
REVIEW = BILL.but("peer review", "measurement.peer_review=true", "measurement.central_data=true")
UNSHARED = BILL.but("central data only", "measurement.central_data=true")
M16 = Question(
    "records_and_review",
    "What do sharing by default and peer review with shared figures do?",
    "Records shared by default, against where two bodies agree to; peer review with standard data, against central "
    "data alone (spread over the councils of the region).",
    "M16, M18; E107",
    (BILL, DEFAULT, UNSHARED, REVIEW),
    (
        ("decisions_with_shared_records_share", "2013/14"),
        ("decisions_with_shared_records_share", LAST),
        ("ties_with_shared_records_share", LAST),
        (KEPT, "mean:2013/14"),
        (TRUST, LAST),
        (f"cv:{DELAY}", "2011/12"),
        (f"cv:{DELAY}", LAST),
        (f"p90_p10:{DELAY}", "2011/12"),
        (f"p90_p10:{DELAY}", LAST),
    ),
    (
        Claim(
            "decisions with both records, default less bilateral",
            Gap("sharing by default", "bill", "decisions_with_shared_records_share", LAST),
            Expected.UP,
        ),
        Claim("trust, default less bilateral", Gap("sharing by default", "bill", TRUST, LAST), Expected.OPEN),
        Claim(
            "delayed days in %, default less bilateral",
            Gap("sharing by default", "bill", DELAY, LAST, relative=True),
            Expected.OPEN,
        ),
        Claim(
            "spread (CV) of delay over councils, peer review less none",
            Gap("peer review", "central data only", f"cv:{DELAY}", LAST),
            Expected.DOWN,
            "E107",
        ),
        Claim(
            "p90/p10 of delay over councils, peer review less none",
            Gap("peer review", "central data only", f"p90_p10:{DELAY}", LAST),
            Expected.DOWN,
            "E107",
        ),
    ),
)

PRESETS = tuple(Arm(name, base=name) for name in ("integrated", "fragmented", "stasis", "relational"))
TORBAY = (Arm("torbay", base="torbay", councils=1), Arm("torbay apart", base="torbay_apart", councils=1))
BEDS = f"{BED_DAYS}"
YEARS_OF_TORBAY = tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(2011, 2020))
M_TORBAY = Question(
    "torbay",
    "Does a place that works as one body use fewer beds, with little delay?",
    "One place for ten years as one body with joint teams, one assessment and one pool, against the same place apart. "
    "Occupied beds are emergency bed days over the days of the year, so that both differ by the same share.",
    "E001-E008",
    TORBAY,
    tuple(
        (measure, when)
        for measure in (BEDS, DELAY, ADMISSIONS, "length_of_stay_emergency")
        for when in ("2011/12", "2015/16", "2019/20")
    ),
    (
        *(
            Claim(
                f"occupied emergency beds in %, {when}",
                Gap("torbay", "torbay apart", BEDS, when, relative=True),
                Expected.OPEN,
            )
            for when in YEARS_OF_TORBAY[:-1]
        ),
        Claim(
            "occupied emergency beds in %, 2019/20",
            Gap("torbay", "torbay apart", BEDS, "2019/20", relative=True),
            Expected.WITHIN,
            "E001-E007",
            band=(-35.0, -10.0),
        ),
        *(
            Claim(
                f"delayed days in %, {when}",
                Gap("torbay", "torbay apart", DELAY, when, relative=True),
                Expected.DOWN,
                "E008",
            )
            for when in YEARS_OF_TORBAY
        ),
        Claim(
            "delayed days per 1,000 in 2019/20, torbay, little: at most 30",
            Gap("torbay", None, DELAY, "2019/20"),
            Expected.WITHIN,
            "E008",
            band=(0.0, 30.0),
        ),
    ),
    least_replications=20,
)


def _without(arm: Arm, how: str) -> Arm:
    return arm.but(f"{arm.name}, {how}", f"run.relations={how}")


ABLATED = ("trust_fixed", "none")
INTEGRATED, FRAGMENTED = PRESETS[:2]


def _presets_differ(measure: str, how: str = "") -> Gap:
    tail = f", {how}" if how else ""
    return Gap(f"integrated{tail}", f"fragmented{tail}", measure, LAST)


ABLATIONS = Question(
    "ablations",
    "What do relationships add?",
    "The Bill, and the presets integrated and fragmented, each in full, with trust fixed as it began, and no relations "
    "decided at all.",
    "the end of the brief: what remains without relationships and with trust fixed",
    (BILL, INTEGRATED, FRAGMENTED, *(_without(arm, how) for how in ABLATED for arm in (BILL, INTEGRATED, FRAGMENTED))),
    (
        (TRUST, LAST),
        ("shunted_share", LAST),
        (DELAY, LAST),
        (ADMISSIONS, LAST),
        (BED_DAYS, LAST),
        ("decisions_with_shared_records_share", LAST),
        ("regime_sum", LAST),
    ),
    (
        *(
            Claim(f"{label}, the Bill in full less {how}", Gap("bill", f"bill, {how}", measure, LAST), Expected.OPEN)
            for how in ABLATED
            for label, measure in (
                ("delayed days", DELAY),
                ("shunted pounds per pound", "shunted_share"),
                ("sum of signs", "regime_sum"),
            )
        ),
        *(
            Claim(
                f"{label}, integrated less fragmented{', ' + how if how else ''}",
                _presets_differ(measure, how),
                Expected.OPEN,
            )
            for how in ("", *ABLATED)
            for label, measure in (("delayed days", DELAY), ("sum of signs", "regime_sum"))
        ),
        *(
            Claim(
                f"sum of signs, what relations add to integrated less fragmented, full less {how}",
                _presets_differ("regime_sum"),
                Expected.UP,
                "",
                less=_presets_differ("regime_sum", how),
            )
            for how in ABLATED
        ),
    ),
)

SHARE_OF_SOCIAL_CARE = "range:delayed_days_social_care/delayed_days"
SHARES = Question(
    "shares_of_delay",
    "Is delay two thirds the NHS's everywhere?",
    "The Bill as drafted: the share of delayed days put down to social care, highest council less lowest.",
    "the end of the brief, 2",
    (BILL,),
    (
        ("delayed_days_nhs/delayed_days", "2011/12"),
        ("delayed_days_social_care/delayed_days", "2011/12"),
        ("delayed_days_both/delayed_days", "2011/12"),
        (SHARE_OF_SOCIAL_CARE, "2011/12"),
        (SHARE_OF_SOCIAL_CARE, LAST),
    ),
    (
        Claim(
            "range over councils of social care's share of delay, 2011/12, at least 0.2",
            Gap("bill", None, SHARE_OF_SOCIAL_CARE, "2011/12"),
            Expected.WITHIN,
            band=(0.2, 1.0),
        ),
    ),
)

QUESTIONS = (M9, M10, M11, M12, M13, M15, M14, M17, M5, M16, M_TORBAY, ABLATIONS, SHARES)
DRAWS = 40
REGIMES, ENDINGS = "regimes", "presets"
