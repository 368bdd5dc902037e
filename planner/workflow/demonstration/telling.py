"""Tell a story: every step is the action a clinician would have taken, at its own time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from planner.clinical.answers import Presence, Side
from planner.clinical.case import NOT_SURE_YET, Case
from planner.progression.diary import DiaryRow
from planner.progression.gate import Move
from planner.workflow.actor import Actor, Saved, VisitRef
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.deciding import (
    FAR_ENOUGH,
    SET_ASIDE,
    Decision,
    ask_for_investigation,
    choose_diagnosis,
    sign_result,
    sign_rulings,
)
from planner.workflow.demonstration.story import Letter, Told, Visit
from planner.workflow.edits import add_note, confirm_doses
from planner.workflow.emergencies import record_outcome
from planner.workflow.entries import VisitPage
from planner.workflow.factors import record_factors
from planner.workflow.impression import record_impression
from planner.workflow.issuing import IdentityCheck, issue_plan
from planner.workflow.knowledge import Knowledge
from planner.workflow.measuring import record_measures
from planner.workflow.papers import Press
from planner.workflow.people import PersonCard
from planner.workflow.protocol import protocol
from planner.workflow.reading import read_visit
from planner.workflow.referrals import record_step, write_referral
from planner.workflow.reviewing import GivenMark, decide_stage, record_diary
from planner.workflow.situation import (
    GivenConsent,
    choose_stage,
    rate_irritability,
    record_consent,
    record_equipment,
    record_goals,
    record_next_visit,
    record_sport,
)
from planner.workflow.standing import COULD_NOT
from planner.workflow.visits import finish_visit
from planner.workflow.waiting import UNSOURCED, Waiting
from planner.workflow.words import Complaint, mark_body, record_complaint, record_words

FACTOR = "factor"
ADULT = 16
"""Years from which somebody consents alone here."""


@dataclass
class StoryClock:
    """The time of a story: it passes with each step, and never runs ahead of now."""

    moment: datetime
    latest: datetime

    def now(self) -> datetime:
        return min(self.moment, self.latest)

    def today(self) -> date:
        return self.now().astimezone().date()

    def pass_by(self, minutes: float) -> None:
        """Let some minutes pass."""
        self.moment += timedelta(minutes=minutes)


@dataclass
class Teller:
    """Tells one visit. ``version`` follows each save."""

    db: Session
    actor: Actor
    knowledge: Knowledge
    clock: StoryClock
    press: Press
    person: PersonCard
    at: VisitRef
    version: int = 1

    def tell(self, visit: Visit, case: Case) -> None:
        """Record the visit as far as it has come."""
        chapters: tuple[tuple[Told, Callable[[Visit, Case], None]], ...] = (
            (Told.WORDS, self._words),
            (Told.PART_OF_SCREEN, self._screen),
            (Told.PART_OF_EXAMINATION, self._examination),
            (Told.SIGNED, self._decision),
            (Told.FITTED, self._situation),
            (Told.ISSUED, self._issue),
        )
        for reached, chapter in chapters:
            if visit.told >= reached:
                chapter(visit, case)
        if visit.letter is not None:
            self._letter(visit, visit.letter)
        if visit.outcome is not None:
            for alert in self._page().alerts:
                self._know(record_outcome, alert.rule, *visit.outcome)
        if visit.is_finished:
            self._save(finish_visit)

    def _words(self, visit: Visit, case: Case) -> None:
        self._save(record_words, visit.words)
        weeks = None if case.duration_weeks is None else case.duration_weeks + visit.weeks_later
        self._know(record_complaint, Complaint(side=case.side, duration_weeks=weeks))
        self._save(mark_body, visit.marks(case.side))
        measured = {**case.measures, **visit.measures}
        self._know(record_measures, measured, measured)
        self._diary(visit)

    def _diary(self, visit: Visit) -> None:
        marks = [
            GivenMark(on=self.clock.today() - timedelta(days=ago), row=DiaryRow(row), number=number)
            for row, numbers in visit.diary.items()
            for ago, number in enumerate(reversed(numbers), start=1)
            if number is not None
        ]
        if marks:
            self._save(record_diary, marks)

    def _screen(self, visit: Visit, case: Case) -> None:
        asked = self.knowledge.pack.presentation.head.always_screen
        if visit.told is Told.PART_OF_SCREEN:
            asked = asked[: len(asked) // 2]
        self._answer(case, lambda name: name in asked)
        if visit.told >= Told.SCREEN:
            extra = set(self._page().assessment.screen_gaps)
            self._answer(case, lambda name: name in extra)

    def _examination(self, visit: Visit, case: Case) -> None:
        consent = {"examination": GivenConsent(answer="given")}
        consent["chaperone"] = GivenConsent(answer="offered-declined")
        if self.person.age < ADULT:
            consent["capacity"] = GivenConsent(answer="parent-or-guardian", note="Father present")
            consent["chaperone"] = GivenConsent(answer="offered-accepted", note="Father")
        self._save(record_consent, consent)
        head = self.knowledge.pack.presentation.head
        first = {*head.always_screen, *head.before_testing, *head.core[: len(head.core) // 2]}
        is_part = visit.told is Told.PART_OF_EXAMINATION
        self._answer(case, lambda name: not is_part or name in first)
        if not is_part:
            self._nothing_else_before_testing()
        for investigation, note in visit.asked_for:
            self._know(ask_for_investigation, investigation, note)
        for found in case.investigations:
            on = self.clock.today() - timedelta(days=3)
            self._know(sign_result, found.investigation, found.result, on)
        if not is_part and self._page().impression is None:
            self._know(record_impression, case.working_diagnosis or NOT_SURE_YET)
        if case.irritability is not None and not is_part:
            self._save(rate_irritability, case.irritability)

    def _nothing_else_before_testing(self) -> None:
        """A no to each question before testing that the case leaves open."""
        picture = self._page().assessment.picture
        rest = [
            GivenAnswer(finding=name, presence=Presence.ABSENT.value)
            for name in self.knowledge.pack.presentation.head.before_testing
            if picture.is_asked_of(name) and not picture.counts_as_asked(name)
        ]
        self._know(record_answers, rest)

    def _decision(self, _visit: Visit, case: Case) -> None:
        settled = [
            Decision(condition=ruling.condition.id, decision=SET_ASIDE)
            for ruling in self._page().assessment.differential
            if ruling.verdict in FAR_ENOUGH
            and not ruling.to_assess
            and not ruling.raised
            and ruling.condition.id not in (case.working_diagnosis, *case.contributors)
        ]
        self._know(sign_rulings, settled)
        self._know(choose_diagnosis, case.working_diagnosis, case.contributors)

    def _situation(self, visit: Visit, case: Case) -> None:
        self._know(record_sport, case.sport)
        self._know(record_equipment, case.equipment)
        self._save(record_goals, visit.goals or tuple(filter(None, (case.sport.goal,))))
        self._know(record_factors, case.factors)
        open_ones = [w.id for w in self._waiting() if w.kind == FACTOR]
        self._know(record_factors, dict.fromkeys(open_ones, Presence.ABSENT))
        self._save(record_consent, {"treatment": GivenConsent(answer="given")})
        if visit.stage is not None:
            self._know(choose_stage, *visit.stage)
        if visit.decision is not None:
            move, reason = visit.decision
            self._know(decide_stage, Move(move), reason)
        if visit.next_in_days is not None:
            coming = self.clock.today() + timedelta(days=visit.next_in_days)
            self._save(record_next_visit, f"{coming:%A %-d %B}, 10:15")

    def _issue(self, visit: Visit, _case: Case) -> None:
        self._know(confirm_doses, [w.id for w in self._waiting() if w.kind == UNSOURCED])
        if visit.note:
            self._save(add_note, visit.note)
        self.clock.pass_by(2)
        check = IdentityCheck(initials=self.person.initials, birth_year=f"{self.person.born.year}")
        issued = issue_plan(
            self.db,
            self.actor,
            self.at,
            self.version,
            check,
            knowledge=self.knowledge,
            clock=self.clock,
            press=self.press,
        )
        self.version = issued.saved.version

    def _letter(self, visit: Visit, letter: Letter) -> None:
        self.clock.pass_by(2)
        written = write_referral(
            self.db,
            self.actor,
            self.at,
            self.version,
            to=letter.to,
            knowledge=self.knowledge,
            clock=self.clock,
            press=self.press,
        )
        self.version += 1
        version, wrote = written.version, self.clock.moment
        for step in letter.steps:
            passed = timedelta(days=visit.days_ago - step.days_ago, minutes=5)
            self.clock.moment = wrote + passed
            version = record_step(
                self.db,
                self.actor,
                self.at.person_id,
                written.id,
                version,
                step.kind,
                whom=step.whom,
                note=step.note,
                clock=self.clock,
            ).version
        self.clock.moment = wrote

    def _answer(self, case: Case, is_wanted: Callable[[str], bool]) -> None:
        """Each answer that the page does not hold yet, in the order of the case."""
        given = [
            GivenAnswer(finding=name, presence=answer.value, side=side)
            for side, answers in (
                (None, case.answers),
                (Side.LEFT, case.answers_left),
                (Side.RIGHT, case.answers_right),
            )
            for name, answer in answers.items()
            if is_wanted(name)
        ]
        given += [
            GivenAnswer(finding=name, presence=COULD_NOT, reason=reason)
            for name, reason in case.could_not_assess.items()
            if is_wanted(name)
        ]
        self._know(record_answers, given)

    def _page(self) -> VisitPage:
        return read_visit(self.db, self.at, knowledge=self.knowledge, clock=self.clock)

    def _waiting(self) -> tuple[Waiting, ...]:
        return protocol(self.db, self.at, knowledge=self.knowledge, clock=self.clock).waiting

    def _save(self, action: Any, *values: Any, **named: Any) -> None:
        self.clock.pass_by(1.5)
        saved: Saved = action(
            self.db, self.actor, self.at, self.version, *values, clock=self.clock, **named
        )
        self.version = saved.version

    def _know(self, action: Any, *values: Any) -> None:
        self._save(action, *values, knowledge=self.knowledge)
