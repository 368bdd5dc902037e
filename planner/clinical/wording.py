"""The words of the patient's pages and the letter, as data a clinician can review.

Every sentence stands in ``words.yaml`` of a presentation. ``{placeholders}`` are filled when a
page is made; which sentence is used follows from the plan, never the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWords(Value):
    """How one side is said: in a step, the other side, in the title, at the foot of the page.

    ``spared`` is what can be moved at will: with both sides sore there is no other leg.
    ``advice`` replaces ``side`` in everyday advice, where nobody starts with a first side.
    ``swap`` is the extra line of a card when the exercise is done on both sides.
    """

    side: str
    other: str
    buttock: str
    foot: str
    spared: str
    advice: str | None = None
    swap: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityWords(Value):
    """What stands where a name, a date or a number is not known."""

    no_name: str
    no_birth_date: str
    therapist: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PainBand(Value):
    """From which number to stop, for plans whose limit is at most ``limit_up_to`` (0 to 10).

    ``careful`` plans (a tear, a growth plate) allow almost no pain and have flare words of
    their own.
    """

    limit_up_to: int
    stop_from: int
    careful: bool = False
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PainWords(Value):
    """The one traffic light of a plan. ``{rise}`` is the rise that counts the next morning."""

    bands: tuple[PainBand, ...]
    carry_on: str
    carry_on_none: str
    ease_off: str
    stop: str
    next_morning: str

    def __post_init__(self) -> None:
        limits = [band.limit_up_to for band in self.bands]
        if not limits or limits != sorted(set(limits)):
            raise ValueError("the bands of the pain rule rise by limit_up_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWords(Value):
    """This week's running. ``run_days`` gives the days of the week for each number of runs."""

    day_names: tuple[str, ...]
    run_days: dict[str, tuple[str, ...]]
    unit: str
    no_run: str
    rest: str
    easy: str
    easy_one: str
    walk_run: str
    steady: str
    none: str
    not_a_runner: str
    how: dict[str, str]
    how_walk_run: str
    how_without_break: str
    home_one_rhythm: str
    home_mixed: str
    home_one_exercise: str
    home_more: str
    home_total: str

    def __post_init__(self) -> None:
        if len(self.day_names) != 7:
            raise ValueError(f"a week has seven day names, not {len(self.day_names)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlareWords(Value):
    """When a flare counts as one, and what to do, in order of time."""

    when: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords(Value):
    """The next appointment where its date is not known: a line to write on."""

    unknown: str
    note: str
    interim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWords(Value):
    """One tier of help: who to ring (used where no number is known), then which signs.

    ``for_runs`` adds to a sign what somebody does who runs this week.
    """

    who: str
    then: str = ""
    signs: tuple[str, ...]
    for_runs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TierWords(Value):
    """The three tiers, worst first; within a tier the worst sign first."""

    emergency: HelpWords
    today: HelpWords
    can_wait: HelpWords


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatWords(Value):
    """What you have. ``pointed`` says a present finding in the patient's words."""

    titles: dict[str, str]
    interim_first: str
    interim: tuple[str, ...]
    contributor: str
    pointed_heading: str
    pointed_at_most: int
    pointed: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCause(Value):
    """A cause that may be told as less likely, and when its "why we think so" is true.

    The reason is a fixed sentence of the condition ("moving your back did not change your
    pain"), so it is printed only where the findings it rests on say so.
    """

    id: str
    true_when: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseGroup(Value):
    """Causes told as one row, when every one of them may be told; the gravest sign stands."""

    members: tuple[str, ...]
    what: str
    why: str
    tell_us: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessLikelyWords(Value):
    """Which causes may be told, in order: the founding document's six first.

    Emergencies are not in the list: they have their signs on page 1, and a frightening name tells
    a person nothing they can use.
    ``head_says`` are openings the column's own head ("Tell us if") already says; they are left
    off. A sentence with another opening ("Go to A&E if") stands whole.
    """

    at_most: int
    causes: tuple[ToldCause, ...]
    groups: tuple[CauseGroup, ...]
    head_says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectWords(Value):
    """What to expect: sentences where the pack has no recovery, and the stations of time."""

    sentence: str
    interim: str
    holding: str
    today: tuple[str, str]
    one_week: tuple[str, str]
    interim_when: str
    interim_what: str
    usual: str
    weeks: str
    months: str
    months_or_more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords(Value):
    """The exercise cards: titles, units of a dose, and lines where a card has none."""

    title_one: str
    title_holds: str
    title_mixed: str
    title_with_more: str
    holds: str
    exercises: str
    easier: str
    harder_hold: str
    harder_reps: str
    harder_sets: str
    harder_duration: str
    how_hard: str
    how_hard_all: str
    in_a_run: str
    speed: str
    speed_text: str
    next_day: str
    both_sides: str
    units: dict[str, str]
    rhythms: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningWords(Value):
    """The running page. ``{limit}`` is the plan's pain limit.

    At most ``cues_at_most`` cues have a card; ``later`` names the rest: one change at a time.
    ``not_runners`` are sports whose people are not asked to run.
    """

    title: str
    cues_at_most: int
    later: str
    not_runners: tuple[str, ...]
    table: str
    intro: str
    earliest_head: str
    speed: str
    speed_intro: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SportWords(Value):
    """The way back to another sport. ``{limit}`` is the pain limit, ``{day}`` a date.

    ``{name}`` is the stage of the ladder that opens it.
    """

    intro: str
    now: str
    earliest: str
    later: str
    not_here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionWords(Value):
    """What keeps the pain away: for everybody, for who runs, and for who has no sport.

    The table of another sport has its own.
    """

    always: tuple[str, ...]
    run: tuple[str, ...]
    everyday: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryWords(Value):
    """The week to write in; the grid it is typed into carries the same heads.

    ``blanks`` are asked when the stage's exit needs that measure.

    At most ``blanks_at_most``, so that the week stays on one page.
    """

    title: str
    month_names: tuple[str, ...]
    morning: str
    ticks: str
    one_tick: str
    head_test: str
    head_morning: str
    head_exercises: str
    head_minutes: str
    head_run_pain: str
    head_worst: str
    not_due: str
    run_hint: str
    blanks: dict[str, str]
    blanks_at_most: int
    closing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWeekWords(Value):
    """One week for somebody who uses two plans: where each row comes from, the minutes a day."""

    title: str
    kind: str
    note: str
    in_one: str
    in_both: str
    sided: str
    minutes_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceWords(Value):
    """One row of everyday advice: its icon and title, and its text where the item has none.

    ``kinds`` are the kinds of plan that always have it, ``unless`` items that already say it.
    ``with_exercises`` rows speak of the exercises, so a plan without any leaves them out.
    """

    icon: str
    title: str
    text: str | None = None
    kinds: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    with_exercises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryDayWords(Value):
    """Everyday advice: rows by intervention id, rows that every plan of a kind has.

    ``said_elsewhere`` are items whose words stand on another page (the pain rule, the flare,
    the run table); nothing is printed twice. ``clinic`` heads what is done at the visits,
    ``surgeon`` the limits after an operation, each of which ``until`` its ``{day}`` follows.
    """

    rows: dict[str, AdviceWords]
    always: tuple[AdviceWords, ...]
    said_elsewhere: tuple[str, ...]
    clinic: AdviceWords
    surgeon: AdviceWords
    until: str
    can_still_do: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderWords(Value):
    """What comes next."""

    title: str
    intro: str
    criteria_heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingWords(Value):
    """The holding plan, beside what the rule itself says.

    ``not_to_do`` opens the sentences that stand under the head "Do not". With several rules, up
    to ``more_rules_at_most`` more stand on page 1, and what to do is what all of them allow.
    """

    not_to_do: str
    more_rules_at_most: int
    more_steps: tuple[str, ...]
    do_when_several: tuple[str, ...]
    next_visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver(Value):
    """A kind of service letters go to, and what it asks first of everybody sent to it.

    A letter is of this kind when its rule or its cause is named here, or when the cause calls for
    one of ``actions``. ``factors`` and ``findings`` are told with their answers, asked or not.
    """

    id: str
    name: str
    rules: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords(Value):
    """Sentences of the referral letter, in a clinician's words.

    By urgency: ``bars`` for the bar at the top, ``by_when`` where no rule says how soon, ``done``
    for what has been done. ``condition_asked`` goes by what a cause calls for. Of ``receivers`` the
    first that fits counts, else the last.
    """

    bars: dict[str, str]
    by_when: dict[str, str]
    done: dict[str, tuple[str, ...]]
    also_raised: str
    changed_here: str
    unconfirmed: str
    copies: str
    signed_as: str
    onset: str
    onset_unknown: str
    since_line: str
    condition_title: str
    condition_asked: dict[str, str]
    not_guidance: tuple[str, ...]
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWords(Value):
    """What is new since the version before.

    Sentences are filled with ``{name}``, ``{before}``, ``{after}``, ``{days}``. ``parts`` has one
    for each part of a dose that is told in numbers, ``other`` one for parts whose words stand on
    the card, and ``changed`` is for the rest.
    """

    stage: str
    back: str
    added: str
    removed: str
    parts: dict[str, str]
    other: dict[str, str]
    changed: str
    longer_run: str
    run_walk: str
    run_again: str
    no_run: str
    runs_again: str
    runs: str
    days: str
    run_days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Value):
    """Everything the patient's pages and the letter say that belongs to no single entry."""

    review: Review
    sides: dict[str, SideWords]
    titles: dict[str, str]
    identity: IdentityWords
    pain: PainWords
    week: WeekWords
    flare: dict[str, FlareWords]
    missed_day: dict[str, str]
    visit: VisitWords
    help: TierWords
    what: WhatWords
    less_likely: LessLikelyWords
    expect: ExpectWords
    cards: CardWords
    running: RunningWords
    sport: SportWords
    diary: DiaryWords
    shared_week: SharedWeekWords
    whats_new: NewWords
    every_day: EveryDayWords
    ladder: LadderWords
    holding: HoldingWords
    prevention: PreventionWords
    if_things_slip: str
    sources: dict[str, tuple[str, ...]]
    named_sources: str
    letter: LetterWords
