"""The stored results of the record replayed: issued plans, and causes that were signed (HZ-034).

Nothing of them is changed. One entry in the trail keeps when it was done, with which packs, and
which results in use come out otherwise, so that the first page can say so at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, undefer

from planner.records.audit import AuditEntry
from planner.records.care import Encounter
from planner.records.episode import EpisodeSoFar
from planner.records.people import Person
from planner.records.plans import IssuedPlan
from planner.workflow.actions import transaction
from planner.workflow.actor import VisitRef
from planner.workflow.audit import audit
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.in_use import issued
from planner.workflow.knowledge import Knowledge
from planner.workflow.people import PersonLine, line_of
from planner.workflow.replay import Departure, replayed_plan, replayed_sign_off
from planner.workflow.signed_saves import signed_saves

REPLAY = "replay-record"
SAME, OTHERWISE = "done", "otherwise"
AT_ONCE = 100
"""Plans that are held in memory together."""
MOST = 500
"""Results that one entry names."""
ALL = true()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanName:
    """What a plan is told apart by; it stays readable once the store is closed."""

    id: str
    code: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One stored result: an issued plan, or the causes that were signed at one save of a visit.

    A result is in use while nothing took its place and its episode is open. ``plan`` and
    ``is_same_content`` (the packs of today made it) are known of a plan alone.
    """

    person: PersonLine
    visit: VisitRef
    on: date
    plan: PlanName | None = None
    is_in_use: bool
    is_same_content: bool = False
    differences: tuple[Departure, ...]

    @property
    def is_concluded_otherwise(self) -> bool:
        """Whether a verdict, a rule or what should happen differs, and not the plan alone."""
        return any(each.is_concluded for each in self.differences)

    @property
    def reference(self) -> str:
        """What finds it again: the plan, or the visit."""
        return self.plan.id if self.plan is not None else self.visit.encounter_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """How many results were replayed, and every one that comes out otherwise."""

    plans: int
    sign_offs: int
    otherwise: tuple[Replayed, ...]

    @property
    def in_use(self) -> tuple[Replayed, ...]:
        """Those that somebody relies on now."""
        return tuple(each for each in self.otherwise if each.is_in_use)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReplay:
    """The latest replay; ``references`` are of results in use that are concluded otherwise.

    ``is_current`` is false where it was made with other packs than there are now.
    """

    at: datetime
    is_current: bool
    references: tuple[str, ...]


def replay_record(
    db: Session, *, knowledge: Knowledge, clock: Clock, only_in_use: bool = False
) -> ReplayReport:
    """Replay everything, or what is in use alone."""
    counted = {True: 0, False: 0}
    otherwise = []
    for each in _results(db, knowledge, clock, only_in_use=only_in_use):
        counted[each.plan is not None] += 1
        if each.differences:
            otherwise.append(each)
    return ReplayReport(plans=counted[True], sign_offs=counted[False], otherwise=tuple(otherwise))


def note_replay(db: Session, report: ReplayReport, *, knowledge: Knowledge, clock: Clock) -> None:
    """Keep that it was done, whose results were told, and which in use come out otherwise."""
    told = [each.reference for each in report.in_use if each.is_concluded_otherwise]
    found = list(dict.fromkeys(told))
    with transaction(db, REPLAY):
        audit(
            db,
            None,
            clock,
            "store",
            outcome=OTHERWISE if found else SAME,
            subjects=(knowledge.content_hash, *found[:MOST]),
            listed={each.person.id for each in report.otherwise},
        )


def last_replay(db: Session, *, knowledge: Knowledge) -> LastReplay | None:
    """What the first page tells; none where nothing was ever replayed."""
    wanted = (
        select(AuditEntry)
        .where(AuditEntry.action == REPLAY)
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )
    row = db.scalar(wanted)
    if row is None:
        return None
    content, *references = row.subjects.split()
    return LastReplay(
        at=row.at,
        is_current=content == knowledge.content_hash,
        references=tuple(references),
    )


def replay_again(
    db: Session, last: LastReplay, *, knowledge: Knowledge, clock: Clock
) -> tuple[Replayed, ...]:
    """The results that the last replay found, as they stand now; what was mended is gone."""
    plans, visits = IssuedPlan.id.in_(last.references), Encounter.id.in_(last.references)
    found = _results(db, knowledge, clock, only_in_use=True, plans=plans, visits=visits)
    return tuple(each for each in found if each.is_concluded_otherwise)


def _results(
    db: Session,
    knowledge: Knowledge,
    clock: Clock,
    *,
    only_in_use: bool,
    plans: ColumnElement[bool] = ALL,
    visits: ColumnElement[bool] = ALL,
) -> Iterator[Replayed]:
    yield from _plans(db, knowledge, clock, plans, only_in_use)
    yield from _sign_offs(db, knowledge, clock, visits, only_in_use)


def _plans(
    db: Session,
    knowledge: Knowledge,
    clock: Clock,
    which: ColumnElement[bool],
    only_in_use: bool,
) -> Iterator[Replayed]:
    every, is_used = issued()
    wanted = (
        every.with_only_columns(IssuedPlan, Person, is_used)
        .join(Person, Person.id == IssuedPlan.person_id)
        .where(which)
        .order_by(IssuedPlan.id)
        .options(undefer(IssuedPlan.snapshot))
        .execution_options(yield_per=AT_ONCE)
    )
    if only_in_use:
        wanted = wanted.where(is_used)
    for plan, person, is_in_use in db.execute(wanted):
        yield Replayed(
            person=line_of(person, clock.today()),
            visit=VisitRef(plan.person_id, plan.encounter_id),
            on=plan.issued_at.astimezone().date(),
            plan=PlanName(id=plan.id, code=plan.code, number=plan.number),
            is_in_use=bool(is_in_use),
            is_same_content=plan.content_hash == knowledge.content_hash,
            differences=replayed_plan(plan.snapshot, knowledge),
        )


def _sign_offs(
    db: Session,
    knowledge: Knowledge,
    clock: Clock,
    which: ColumnElement[bool],
    only_in_use: bool,
) -> Iterator[Replayed]:
    """Each save that signed causes, reasoned on the facts as they stood at that moment."""
    for save, standing in signed_saves(db, which):
        verdicts = {ruling.condition: ruling.verdict for ruling in save.rulings}
        if only_in_use:
            verdicts = {name: said for name, said in verdicts.items() if name in standing}
        if not verdicts:
            continue
        at = save.rulings[0].recorded_at
        then = EpisodeSoFar(db, save.encounter, save.episode, save.person, until=at)
        found = replayed_sign_off(case_from(db, then, knowledge), verdicts, knowledge)
        yield Replayed(
            person=line_of(save.person, clock.today()),
            visit=VisitRef(save.person.id, save.encounter.id),
            on=save.encounter.visit_date,
            is_in_use=any(each.id in standing for each in found),
            differences=found,
        )
