"""Everything a page of a visit needs, read at once, as values."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.answers import Irritability, Side
from planner.records.base import VisitFact
from planner.records.decisions import (
    DiagnosisChoice,
    InvestigationRequest,
    InvestigationResult,
    OwnImpression,
    Ruling,
    ScreenOverride,
)
from planner.records.episode import EpisodeSoFar
from planner.records.findings import BodyMarks, Consent, Measurement, Words
from planner.records.findings import Complaint as ComplaintRow
from planner.records.plans import IssuedPlan
from planner.records.referrals import Referral
from planner.records.situation import (
    EquipmentRecord,
    GoalRecord,
    IrritabilityRating,
    NextVisit,
    SportRecord,
    StageChoice,
)
from planner.workflow.actor import VisitRef
from planner.workflow.alerts import ended_alerts
from planner.workflow.case_of import (
    assessment_from,
    case_from,
    names_in,
    so_far_of,
    sport_of,
    weeks_since_onset,
)
from planner.workflow.clock import Clock
from planner.workflow.entries import (
    AlertEntry,
    Entry,
    InvestigationEntry,
    IssuedLine,
    ReferralLine,
    RulingEntry,
    VisitPage,
)
from planner.workflow.identity import identity_of
from planner.workflow.knowledge import Knowledge
from planner.workflow.odd_facts import odd_facts
from planner.workflow.onsets import standing_onsets
from planner.workflow.people import card_of
from planner.workflow.progress import progress_of
from planner.workflow.rest_days import REST_DAYS
from planner.workflow.signed_findings import as_signed
from planner.workflow.standing import Who, standing_answers, standing_factors
from planner.workflow.words import BodyMark, Complaint

__all__ = ["VisitPage", "read_visit"]

T = TypeVar("T")
Fact = TypeVar("Fact", bound=VisitFact)


def read_visit(
    db: Session,
    visit: VisitRef,
    *,
    knowledge: Knowledge,
    clock: Clock,
    as_it_was: datetime | None = None,
) -> VisitPage:
    """The whole visit, now or as it was at a moment. Raises NotFoundError.

    A visit that is not this person's, or had not been opened then, is not found. The past is read
    with today's packs: what was computed and printed then stands in the issued plan.
    """
    so_far, who = so_far_of(db, visit, as_it_was), names_in(db)
    reader = _Reader(so_far, who)
    case = case_from(db, so_far, knowledge)
    assessment = assessment_from(db, so_far, knowledge)
    encounter = so_far.encounter
    issued = _issued(db, so_far, who)
    diagnosis = so_far.latest(DiagnosisChoice)
    sport, marks = so_far.latest(SportRecord), so_far.latest(BodyMarks)
    goals, coming = so_far.latest(GoalRecord), so_far.latest_here(NextVisit)
    return VisitPage(
        person=card_of(
            so_far.person, encounter.visit_date, identity_of(db, so_far.person, so_far.until)
        ),
        visit=visit,
        version=encounter.version,
        number=len(so_far.encounters),
        visit_numbers={each.id: place for place, each in enumerate(so_far.encounters, start=1)},
        visit_dates={each.id: each.visit_date for each in so_far.encounters},
        told_at=_told_at(so_far),
        date=encounter.visit_date,
        episode_id=encounter.episode_id,
        presentation=so_far.episode.presentation,
        is_open=encounter.finished_at is None,
        is_episode_open=so_far.episode.closed_at is None,
        opened_at=encounter.opened_at,
        saved_at=encounter.saved_at,
        complaint=_complaint(so_far),
        words=reader.each(Words, lambda row: row.field, lambda row: row.text),
        body_marks=_marks(marks),
        measures=reader.numbers(),
        answers=standing_answers(so_far, knowledge, who),
        factors=standing_factors(so_far, who),
        onsets=standing_onsets(so_far, who),
        irritability=reader.here(IrritabilityRating, lambda row: Irritability(row.irritability)),
        sport=sport_of(sport) if sport else None,
        equipment=reader.latest(EquipmentRecord, lambda row: tuple(row.things)),
        goals=tuple(goals.goals) if goals else (),
        stage=reader.here(StageChoice, lambda row: row.stage),
        next_visit=coming.text if coming else "",
        consent=reader.each(
            Consent, lambda row: row.kind, lambda row: row.answer, here=True, note=True
        ),
        impression=_impression(so_far, reader),
        working_diagnosis=reader.latest(DiagnosisChoice, lambda row: row.condition),
        contributors=tuple(diagnosis.contributors) if diagnosis else (),
        rulings=_rulings(so_far, who),
        investigations=_investigations(so_far, who),
        screen_override=reader.here(ScreenOverride, lambda row: row.reason),
        alerts=_alerts(so_far, reader),
        issued=issued,
        referrals=_referrals(db, so_far),
        odd_facts=odd_facts(so_far, assessment),
        case=case,
        assessment=assessment,
        progress=progress_of(
            so_far,
            assessment,
            knowledge.pack.presentation.head,
            has_plan=any(line.encounter_id == encounter.id for line in issued),
        ),
    )


class _Reader:
    """Rows of one episode as entries with names."""

    def __init__(self, so_far: EpisodeSoFar, who: Who) -> None:
        self._so_far, self.who = so_far, who

    def entry(self, row: VisitFact, value: T, note: str = "") -> Entry[T]:
        return Entry(
            value=value,
            by=self.who(row.recorded_by),
            at=row.recorded_at,
            visit_id=row.encounter_id,
            is_from_earlier_visit=row.encounter_id != self._so_far.encounter.id,
            note=note,
        )

    def latest(self, table: type[Fact], value: Callable[[Fact], T]) -> Entry[T] | None:
        row = self._so_far.latest(table)
        return self.entry(row, value(row), getattr(row, "reason", "")) if row else None

    def here(self, table: type[Fact], value: Callable[[Fact], T]) -> Entry[T] | None:
        row = self._so_far.latest_here(table)
        return self.entry(row, value(row), getattr(row, "reason", "")) if row else None

    def each(
        self,
        table: type[Fact],
        key: Callable[[Fact], str],
        value: Callable[[Fact], T],
        *,
        here: bool = False,
        note: bool = False,
    ) -> dict[str, Entry[T]]:
        latest: dict[Hashable, Fact] = self._so_far.by(table, key, here=here)
        return {
            key(row): self.entry(row, value(row), getattr(row, "note", "") if note else "")
            for row in latest.values()
        }

    def numbers(self) -> dict[str, Entry[float]]:
        """Scores of this visit alone: pain is never copied (HZ-015)."""
        latest = self._so_far.by(Measurement, lambda row: row.measure, here=True)
        return {
            row.measure: self.entry(row, row.number)
            for row in latest.values()
            if row.number is not None
        }


def _told_at(so_far: EpisodeSoFar) -> dict[str, str]:
    words = so_far.by(Words, lambda row: row.field)
    days = [words[field] for field in ("days", REST_DAYS) if field in words]
    told = {
        "sport": so_far.latest(SportRecord),
        "goals": so_far.latest(GoalRecord),
        "equipment": so_far.latest(EquipmentRecord),
        "days": max(days, key=lambda row: row.at_version, default=None),
    }
    return {name: row.encounter_id for name, row in told.items() if row is not None}


def _complaint(so_far: EpisodeSoFar) -> Complaint | None:
    row = so_far.latest(ComplaintRow)
    if row is None:
        return None
    return Complaint(
        side=Side(row.side) if row.side else None,
        onset_on=row.onset_on,
        duration_weeks=None if row.onset_on else weeks_since_onset(row, so_far),
    )


def _marks(row: BodyMarks | None) -> tuple[BodyMark, ...]:
    if row is None:
        return ()
    return tuple(
        BodyMark(
            view=str(mark["view"]),
            x=float(mark["x"]),
            y=float(mark["y"]),
            kind=str(mark["kind"]),
            note=str(mark["note"]),
        )
        for mark in row.marks
    )


def _impression(so_far: EpisodeSoFar, reader: _Reader) -> Entry[str | None] | None:
    row = so_far.latest(OwnImpression)
    return reader.entry(row, row.condition, row.note) if row else None


def _rulings(so_far: EpisodeSoFar, who: Who) -> dict[str, RulingEntry]:
    return {
        row.condition: RulingEntry(
            condition=row.condition,
            decision=row.decision,
            reason=row.reason,
            verdict=row.verdict,
            low=row.low,
            high=row.high,
            signed_on=as_signed(row.signed_on),
            by=who(row.recorded_by),
            at=row.recorded_at,
            visit_id=row.encounter_id,
            is_from_earlier_visit=row.encounter_id != so_far.encounter.id,
        )
        for row in so_far.by(Ruling, lambda each: each.condition).values()
    }


def _alerts(so_far: EpisodeSoFar, reader: _Reader) -> tuple[AlertEntry, ...]:
    return tuple(
        AlertEntry(
            rule=row.rule,
            because=tuple(row.because),
            at=row.recorded_at,
            by=reader.who(row.recorded_by),
            is_open=outcome is None,
            outcome=reader.entry(outcome, outcome.outcome, outcome.note) if outcome else None,
        )
        for row, outcome in ended_alerts(so_far)
    )


def _investigations(so_far: EpisodeSoFar, who: Who) -> tuple[InvestigationEntry, ...]:
    asked = so_far.by(InvestigationRequest, lambda row: row.investigation)
    signed = so_far.by(InvestigationResult, lambda row: row.investigation)
    entries = []
    for name in dict.fromkeys((*asked, *signed)):
        request, result = asked.get(name), signed.get(name)
        entries.append(
            InvestigationEntry(
                investigation=str(name),
                asked_at=request.recorded_at if request else None,
                note=(result.note if result else "") or (request.note if request else ""),
                result=result.result if result else None,
                result_on=result.result_on if result else None,
                signed_by=who(result.recorded_by) if result else "",
                is_withdrawn=result.is_withdrawn if result else False,
            )
        )
    return tuple(entries)


def _issued(db: Session, so_far: EpisodeSoFar, who: Who) -> tuple[IssuedLine, ...]:
    rows = db.scalars(
        select(IssuedPlan)
        .where(IssuedPlan.episode_id == so_far.episode.id)
        .order_by(IssuedPlan.number)
    )
    moment = so_far.until
    return tuple(
        IssuedLine(
            id=row.id,
            code=row.code,
            version=row.number,
            issued_at=row.issued_at,
            issued_by=who(row.issued_by),
            encounter_id=row.encounter_id,
        )
        for row in rows
        if moment is None or row.issued_at <= moment
    )


def _referrals(db: Session, so_far: EpisodeSoFar) -> tuple[ReferralLine, ...]:
    ids, moment = [visit.id for visit in so_far.encounters], so_far.until
    rows = db.scalars(
        select(Referral).where(Referral.encounter_id.in_(ids)).order_by(Referral.written_at)
    )
    return tuple(
        ReferralLine(
            id=row.id,
            rule=row.rule,
            condition=row.condition,
            to=row.addressed_to,
            urgency=row.urgency,
            written_at=row.written_at,
            is_open=row.closed_at is None or (moment is not None and row.closed_at > moment),
        )
        for row in rows
        if moment is None or row.written_at <= moment
    )
