"""One month of warnings, rule by rule: how often raised, how they ended, how late (HZ-037-C4).

For the lead, who judges by it which rule cries wolf. Nobody is named; that it was read is kept.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from planner.clinical.redflags import RuleState, Urgency
from planner.records.care import Encounter
from planner.records.decisions import EmergencyAlert, Explanation, ScreenOverride
from planner.records.episode import EpisodeSoFar, episode_so_far, newest_visit
from planner.records.plans import PlanEdit
from planner.records.referrals import Referral, ReferralStep
from planner.records.seen import looked_through
from planner.workflow.actor import Actor
from planner.workflow.alerts import ended_alerts
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.emergencies import IN_ERROR, NO_LONGER
from planner.workflow.knowledge import Knowledge
from planner.workflow.lists import TAKEN_OVER
from planner.workflow.reads import note_read

PAGE = "clinic.warnings"
DISMISSED = (IN_ERROR, NO_LONGER)
"""Outcomes by which the clinic itself says that it was no emergency."""


@dataclass(kw_only=True)
class RuleMonth:
    """What one rule did in a month.

    ``visits`` and ``courses`` (of care) had it raised, ``resolved`` counts visits at which a signed
    result stood against it. ``alerts`` are emergencies that a save raised in the month, with how
    each ended by now; ``hours`` from alert to outcome. ``late`` counts alerts whose
    outcome came after the day the pack allows, or is still owed after it; ``letters_late`` letters
    that nobody there acknowledged in time.
    """

    visits: int = 0
    courses: int = 0
    resolved: int = 0
    alerts: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    hours: list[float] = field(default_factory=list)
    late: int = 0
    letters: int = 0
    letters_open: int = 0
    letters_late: int = 0

    @property
    def dismissed(self) -> int:
        """Alerts that were recorded as a slip, or as no emergency any more."""
        return sum(self.outcomes[name] for name in DISMISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfWarnings:
    """Every rule of the packs in their order, and what was gone past with a signed reason.

    ``under_target`` holds the rules that are to be read again, with what each did in the months
    the pack counts, this one last. ``kept`` counts items that were kept in spite of a
    contraindication, by factor.
    """

    month: date
    visits: int
    rules: dict[str, RuleMonth]
    under_target: dict[str, RuleMonth]
    screen_overrides: int
    explained: int
    kept: Counter[str]


def month_of_warnings(
    db: Session, actor: Actor, month: date, *, knowledge: Knowledge, clock: Clock
) -> MonthOfWarnings:
    """The month that holds this day. Raises NotAllowedError for anybody but a lead.

    Raised and resolved are worked out with the packs of today from the answers of each visit as
    they stand; alerts, outcomes and letters are what was recorded.
    """
    actor.must_lead()
    first, after = bounds_of(month)
    rules, longer = _no_figures(knowledge), _no_figures(knowledge)
    target = knowledge.pack.presentation.head.warnings
    with looked_through(db):  # nobody of all these is shown
        visits = _count_standings(db, first, after, rules, knowledge)
        _count_alerts(db, first, after, rules, knowledge, clock)
        _count_letters(db, first, after, rules, knowledge, clock)
        _count_alerts(db, months_before(after, target.months), after, longer, knowledge, clock)
    edits = select(PlanEdit.kept_for).where(_within(PlanEdit.recorded_at, first, after))
    found = MonthOfWarnings(
        month=first,
        visits=visits,
        rules=rules,
        under_target={
            name: found
            for name, found in longer.items()
            if target.is_missed(found.outcomes.total(), found.dismissed)
        },
        screen_overrides=_count_rows(db, ScreenOverride, first, after),
        explained=_count_rows(db, Explanation, first, after),
        kept=Counter(factor for kept in db.scalars(edits) for factor in kept or ()),
    )
    db.rollback()
    note_read(db, actor, PAGE, clock=clock)
    return found


def bounds_of(month: date) -> tuple[date, date]:
    """The first day of the month, and the first of the next."""
    first = month.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before the month of ``day``."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _no_figures(knowledge: Knowledge) -> dict[str, RuleMonth]:
    return {name: RuleMonth() for name in knowledge.pack.presentation.rules}


def _within(
    moment: InstrumentedAttribute[datetime], first: date, after: date
) -> ColumnElement[bool]:
    """Whether it happened in the month, by the days of this clinic."""
    start, end = (datetime(day.year, day.month, 1).astimezone() for day in (first, after))
    return (moment >= start) & (moment < end)


def _count_standings(
    db: Session, first: date, after: date, rules: dict[str, RuleMonth], knowledge: Knowledge
) -> int:
    wanted = select(Encounter.person_id, Encounter.id, Encounter.episode_id).where(
        Encounter.visit_date >= first, Encounter.visit_date < after
    )
    raised_in: set[tuple[str, str]] = set()
    visits = db.execute(wanted).all()
    for person_id, encounter_id, episode_id in visits:
        so_far = episode_so_far(db, person_id, encounter_id)
        if so_far is None:
            continue
        for standing in knowledge.reasoner.standings(case_from(db, so_far, knowledge)):
            rules[standing.rule.id].visits += standing.is_raised
            rules[standing.rule.id].resolved += standing.state is RuleState.RESOLVED
            if standing.is_raised:
                raised_in.add((standing.rule.id, episode_id))
    for rule, _ in raised_in:
        rules[rule].courses += 1
    return len(visits)


def _count_alerts(
    db: Session,
    first: date,
    after: date,
    rules: dict[str, RuleMonth],
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    follow_up, today = knowledge.pack.presentation.head.follow_up, clock.today()
    for so_far in _episodes_with_alerts(db, first, after):
        for alert, outcome in ended_alerts(so_far):
            told_on = _day(alert.recorded_at)
            if not first <= told_on < after or alert.rule not in rules:
                continue
            counted = rules[alert.rule]
            counted.alerts += 1
            if outcome is None:
                counted.waiting += 1
            else:
                counted.outcomes[outcome.outcome] += 1
                took = outcome.recorded_at - alert.recorded_at
                counted.hours.append(took.total_seconds() / 3600)
            ended_on = _day(outcome.recorded_at) if outcome else today
            counted.late += ended_on > follow_up.acknowledged_by(Urgency.EMERGENCY, told_on)


def _episodes_with_alerts(db: Session, first: date, after: date) -> Iterator[EpisodeSoFar]:
    wanted = (
        select(Encounter.episode_id)
        .join(EmergencyAlert, EmergencyAlert.encounter_id == Encounter.id)
        .where(_within(EmergencyAlert.recorded_at, first, after))
        .distinct()
    )
    for episode in db.scalars(wanted).all():
        newest = newest_visit(db, episode)
        so_far = episode_so_far(db, newest.person_id, newest.id)
        if so_far is not None:
            yield so_far


def _count_letters(
    db: Session,
    first: date,
    after: date,
    rules: dict[str, RuleMonth],
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    follow_up, today = knowledge.pack.presentation.head.follow_up, clock.today()
    of_month = _within(Referral.written_at, first, after)
    steps = (
        select(ReferralStep.referral_id, func.min(ReferralStep.happened_on))
        .join(Referral, Referral.id == ReferralStep.referral_id)
        .where(of_month, ReferralStep.kind.in_(TAKEN_OVER))
        .group_by(ReferralStep.referral_id)
    )
    there_on = {row[0]: row[1] for row in db.execute(steps)}
    for letter in db.scalars(select(Referral).where(of_month, Referral.rule.is_not(None))):
        if letter.rule not in rules:
            continue
        counted = rules[letter.rule]
        counted.letters += 1
        counted.letters_open += letter.closed_at is None
        due = follow_up.acknowledged_by(Urgency(letter.urgency), _day(letter.written_at))
        counted.letters_late += there_on.get(letter.id, today) > due


def _count_rows(
    db: Session, table: type[ScreenOverride | Explanation], first: date, after: date
) -> int:
    wanted = select(table.id).where(_within(table.recorded_at, first, after), table.reason != "")
    return len(db.scalars(wanted).all())


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
