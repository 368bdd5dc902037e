"""Two records of one person become one to read, and each stays as it is (HZ-004, HZ-005).

A merge is a link that readers follow; no row is moved or changed. Taking it back is another row,
so it never expires, and whatever was recorded in between stands where it was recorded. Where the
two records say different things, a lead settles each by hand: nothing is chosen beforehand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from planner.clinical.answers import Presence
from planner.records.care import Encounter
from planner.records.findings import Answer, FactorAnswer
from planner.records.links import (
    DIFFERENT,
    MERGED,
    UNDONE,
    RecordLink,
    leading_record,
    links_of,
)
from planner.records.people import Person
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.identity import BORN, FACTOR, FINDING, SEX, UNKNOWN_SEX, identity_of
from planner.workflow.knowledge import Knowledge
from planner.workflow.lists import VisitLine, past_visits
from planner.workflow.people import PersonCard, next_number, read_person
from planner.workflow.saving import name_of
from planner.workflow.texts import checked_reason

LINK_NUMBER = "record-link"
ASK_AGAIN = "ask-again"
"""Neither answer is believed: the question is open in both records."""
Kind = TypeVar("Kind", Answer, FactorAnswer)
SAID = (Presence.PRESENT.value, Presence.ABSENT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something the two records say differently, and what it may be settled as.

    ``subject`` is ``born``, ``sex``, ``factor:<id>`` or ``finding:<id>``.
    """

    subject: str
    one: str
    other: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records side by side."""

    one: PersonCard
    other: PersonCard
    one_visits: tuple[VisitLine, ...]
    other_visits: tuple[VisitLine, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A standing merge, as the person's page shows it."""

    id: str
    leading_id: str
    leading_number: int
    other_id: str
    other_number: int
    other_name: str
    reason: str
    settled: Mapping[str, str]
    by: str
    at: datetime


def compare(
    db: Session, one_id: str, other_id: str, *, knowledge: Knowledge, clock: Clock
) -> Comparison:
    """Both records with everything they say differently. Raises NotFoundError, RefusedError."""
    one, other = _two(db, one_id, other_id)
    return Comparison(
        one=read_person(db, one.id, clock=clock),
        other=read_person(db, other.id, clock=clock),
        one_visits=_own_visits(db, one.id),
        other_visits=_own_visits(db, other.id),
        differences=_differences(db, one, other, knowledge),
    )


@action("merge-records")
def merge_records(
    db: Session,
    actor: Actor,
    leading_id: str,
    other_id: str,
    settled: Mapping[str, str],
    reason: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Say that two records are of one person. For a lead alone.

    Raises RefusedError naming the first difference that is not settled: the latest record, the
    newer answer and the more careful one are all no default.
    """
    actor.must_lead()
    leading, other = _two(db, leading_id, other_id)
    _refuse_chains(db, leading, other)
    kept: dict[str, str] = {}
    for difference in _differences(db, leading, other, knowledge):
        said = settled.get(difference.subject, "")
        if said not in difference.choices:
            raise RefusedError("Settle this by hand: the two records differ.", difference.subject)
        kept[difference.subject] = said
    why = checked_reason(reason)
    _add(db, actor, clock, MERGED, leading.id, other.id, why, kept)
    audit(db, actor, clock, "person", leading.id, person_id=leading.id, subjects=(other.id, *kept))


@action("undo-merge")
def undo_merge(db: Session, actor: Actor, link_id: str, reason: str, *, clock: Clock) -> None:
    """Take a merge back, however long ago it was. For a lead alone."""
    actor.must_lead()
    link = db.get(RecordLink, link_id)
    if link is None or link.id not in {row.id for row in links_of(db, link.leading_id)}:
        raise NotFoundError(link_id)
    why = checked_reason(reason)
    _add(db, actor, clock, UNDONE, link.leading_id, link.other_id, why, {})
    audit(
        db, actor, clock, "person", link.leading_id, person_id=link.leading_id, subjects=(link.id,)
    )


@action("tell-apart")
def tell_apart(
    db: Session, actor: Actor, one_id: str, other_id: str, reason: str, *, clock: Clock
) -> None:
    """Say that two records are of two people: the pair leaves the report. For a lead alone."""
    actor.must_lead()
    one, other = _two(db, one_id, other_id)
    if any(other.id in (link.leading_id, link.other_id) for link in links_of(db, one.id)):
        raise RefusedError("These records are merged: take that back first.")
    why = checked_reason(reason)
    _add(db, actor, clock, DIFFERENT, one.id, other.id, why, {})
    audit(db, actor, clock, "person", one.id, person_id=one.id, subjects=(other.id,))


def merges_of(db: Session, person_id: str) -> tuple[LinkLine, ...]:
    """The standing merges of a record."""
    return tuple(_line(db, link) for link in links_of(db, person_id))


def leading_id(db: Session, person_id: str) -> str:
    """The record to go on with: this one, or the one it was merged into."""
    return leading_record(db, person_id)


def _line(db: Session, link: RecordLink) -> LinkLine:
    leading, other = db.get_one(Person, link.leading_id), db.get_one(Person, link.other_id)
    return LinkLine(
        id=link.id,
        leading_id=leading.id,
        leading_number=leading.record_number,
        other_id=other.id,
        other_number=other.record_number,
        other_name=f"{other.given_name} {other.family_name}",
        reason=link.reason,
        settled=dict(link.settled),
        by=name_of(db, link.recorded_by),
        at=link.recorded_at,
    )


def _two(db: Session, one_id: str, other_id: str) -> tuple[Person, Person]:
    one, other = db.get(Person, one_id), db.get(Person, other_id)
    if one is None or other is None:
        raise NotFoundError(one_id if one is None else other_id)
    if one.id == other.id:
        raise RefusedError("This is one record: choose another one.")
    if one.is_sample != other.is_sample:
        raise RefusedError("A made-up person and a real one are never merged.")
    return one, other


def _refuse_chains(db: Session, leading: Person, other: Person) -> None:
    if any(row.other_id == leading.id for row in links_of(db, leading.id)):
        raise RefusedError(
            f"Record {leading.record_number} was merged into another one: merge into that one."
        )
    if links_of(db, other.id):
        raise RefusedError(f"Record {other.record_number} is merged already: take that back first.")


def _add(
    db: Session,
    actor: Actor,
    clock: Clock,
    kind: str,
    leading_id: str,
    other_id: str,
    reason: str,
    settled: dict[str, str],
) -> None:
    db.add(
        RecordLink(
            number=next_number(db, LINK_NUMBER, 1),
            kind=kind,
            leading_id=leading_id,
            other_id=other_id,
            reason=reason,
            settled=settled,
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )


def _own_visits(db: Session, person_id: str) -> tuple[VisitLine, ...]:
    return tuple(v for v in past_visits(db, person_id) if v.visit.person_id == person_id)


def _differences(
    db: Session, one: Person, other: Person, knowledge: Knowledge
) -> tuple[Difference, ...]:
    """Birth date, sex, and every answer about implants, medicines and the like that differs."""
    first, second = identity_of(db, one), identity_of(db, other)
    found = []
    if first.born != second.born:
        days = (first.born.isoformat(), second.born.isoformat())
        found.append(Difference(subject=BORN, one=days[0], other=days[1], choices=days))
    if first.sex != second.sex:
        sexes = tuple(each.value if each else UNKNOWN_SEX for each in (first.sex, second.sex))
        found.append(
            Difference(
                subject=SEX,
                one=sexes[0],
                other=sexes[1],
                choices=tuple(dict.fromkeys((*sexes, UNKNOWN_SEX))),
            )
        )
    before = frozenset(knowledge.pack.presentation.head.before_testing)
    ours, theirs = _answers(db, one.id, before), _answers(db, other.id, before)
    found += [
        Difference(
            subject=subject,
            one=ours[subject],
            other=theirs[subject],
            choices=(*SAID, ASK_AGAIN),
        )
        for subject in sorted(ours.keys() & theirs.keys())
        if ours[subject] != theirs[subject]
    ]
    return tuple(found)


def _answers(db: Session, person_id: str, findings: frozenset[str]) -> dict[str, str]:
    """What a record last said about each treatment factor, and about what testing must respect."""
    latest: dict[str, tuple[date, datetime, int, int, str]] = {}
    rows: list[tuple[str, Answer | FactorAnswer, Encounter]] = [
        *((f"{FACTOR}{r.factor}", r, v) for r, v in _said(db, FactorAnswer, person_id)),
        *((f"{FINDING}{r.finding}", r, v) for r, v in _said(db, Answer, person_id)),
    ]
    for about, row, visit in rows:
        if isinstance(row, Answer) and row.finding not in findings:
            continue
        said = (visit.visit_date, visit.opened_at, row.at_version, row.line, row.presence)
        latest[about] = max(latest.get(about, said), said)
    return {about: said[-1] for about, said in latest.items()}


def _said(db: Session, table: type[Kind], person_id: str) -> Sequence[Row[Kind, Encounter]]:
    return db.execute(
        select(table, Encounter)
        .join(Encounter, Encounter.id == table.encounter_id)
        .where(Encounter.person_id == person_id, table.presence.in_(SAID))
    ).all()
