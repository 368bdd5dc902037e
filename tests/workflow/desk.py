"""A clinician at work: the shortest way for a test to a visit with something recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import SportLoad
from planner.documents.values import Edition, Printable
from planner.documents.worker import Printed
from planner.records.audit import AuditEntry
from planner.workflow.actor import Actor, Saved, VisitRef
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.clock import SystemClock
from planner.workflow.deciding import choose_diagnosis
from planner.workflow.edits import confirm_doses
from planner.workflow.factors import record_factors
from planner.workflow.issuing import IdentityCheck, Issued, issue_plan
from planner.workflow.knowledge import Knowledge, load_knowledge
from planner.workflow.people import PersonCard, PersonDetails, PersonLine, add_person
from planner.workflow.protocol import protocol
from planner.workflow.reading import VisitPage, read_visit
from planner.workflow.reprinting import StoredDocument, read_document
from planner.workflow.situation import (
    GivenConsent,
    rate_irritability,
    record_consent,
    record_equipment,
    record_sport,
)
from planner.workflow.visits import open_encounter, open_episode
from planner.workflow.words import Complaint, record_complaint
from tests.clocks import MovableClock
from tests.packs import PROTOCOLS
from tests.workflow.kept_ready import make_ready

CASES = PROTOCOLS / "buttock-pain" / "cases"
TENDINOPATHY = CASES / "readme-runner-with-tendinopathy.yaml"
RIGHT_CHECK = IdentityCheck(initials="ER", birth_year="1992")


@cache
def the_knowledge() -> Knowledge:
    """The real packs, read once for the whole run."""
    return load_knowledge(PROTOCOLS, "buttock-pain")


@cache
def a_case_file(path: Path = TENDINOPATHY) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def pressed(document: Printable, edition: Edition) -> Printed:
    """A press that prints the value itself: the same document, the same bytes."""
    return Printed(pdf=f"{edition.value} {document!r}".encode(), pages=1)


@dataclass
class Desk:
    """One clinician, one store; ``visit`` and ``version`` follow what was opened and saved."""

    db: Session
    actor: Actor
    clock: MovableClock = field(default_factory=MovableClock)
    visit: VisitRef = field(default_factory=lambda: VisitRef("", ""))
    version: int = 1

    @property
    def knowledge(self) -> Knowledge:
        return the_knowledge()

    def person(self, **changes: Any) -> PersonLine:
        details: dict[str, Any] = {
            "given_name": "Example",
            "family_name": "Runner",
            "born": date(1992, 3, 1),
            "sex": Sex.FEMALE,
        }
        wanted = PersonDetails(**{**details, **changes})
        return add_person(self.db, self.actor, wanted, is_new_person=True, clock=self.clock)

    def open(
        self, person: PersonLine | PersonCard | None = None, on: date | None = None
    ) -> VisitRef:
        """A first visit, of a new person unless one is given."""
        self.visit = open_episode(
            self.db,
            self.actor,
            (person or self.person()).id,
            presentation="buttock-pain",
            visit_date=on or self.clock.today(),
            knowledge=self.knowledge,
            clock=self.clock,
        )
        self.version = 1
        return self.visit

    def open_next(self, on: date | None = None) -> VisitRef:
        """The next visit of the same episode."""
        self.visit = open_encounter(
            self.db,
            self.actor,
            self.visit.person_id,
            self.page().episode_id,
            visit_date=on or self.clock.today(),
            clock=self.clock,
        )
        self.version = 1
        return self.visit

    def page(self) -> VisitPage:
        return read_visit(self.db, self.visit, knowledge=self.knowledge, clock=self.clock)

    def save(self, action: Any, *values: Any, **named: Any) -> Saved:
        """Run an action at the visit with the version that is read now."""
        saved: Saved = action(
            self.db, self.actor, self.visit, self.version, *values, clock=self.clock, **named
        )
        self.version = saved.version
        return saved

    def know(self, action: Any, *values: Any, **named: Any) -> Saved:
        """Like ``save``, for an action that is handed the packs."""
        return self.save(action, *values, knowledge=self.knowledge, **named)

    def answer(self, **presences: str) -> Saved:
        """Answers by finding, ids written with underscores."""
        return self.know(record_answers, given(presences))

    def record_case(self, path: Path = TENDINOPATHY) -> None:
        """Everything a case file says, recorded at this visit."""
        raw = a_case_file(path)
        self.know(record_answers, given(raw["answers"]))
        complaint = Complaint(
            side=Side(raw["side"]) if raw.get("side") else None,
            duration_weeks=raw.get("duration-weeks"),
        )
        self.know(record_complaint, complaint)
        factors = {**raw.get("factors", {}), "nsaid-risk": "absent"}
        self.know(record_factors, {name: Presence(said) for name, said in factors.items()})
        if raw.get("irritability"):
            self.save(rate_irritability, Irritability(raw["irritability"]))
        if raw.get("sport"):
            sport = {key.replace("-", "_"): value for key, value in raw["sport"].items()}
            self.know(record_sport, SportLoad(**sport))
        self.know(record_equipment, raw.get("equipment", []))
        if raw.get("working-diagnosis"):
            contributors = raw.get("contributors", ())
            self.know(choose_diagnosis, raw["working-diagnosis"], contributors)

    def make_ready(self) -> None:
        """The worked case recorded, its doses confirmed: nothing waits."""

        def record() -> None:
            self.open()
            self.record_case()
            self.confirm()

        if type(self) is Desk and not isinstance(self.clock, SystemClock):
            make_ready(self, record)
        else:
            record()

    def confirm(self) -> None:
        """Doses without a source, and that the person agreed."""
        self.know(confirm_doses, [w.id for w in self.waiting() if w.kind == "unsourced-dose"])
        self.agree()

    def agree(self) -> None:
        """Consent to the treatment, unless it was asked at this visit."""
        if "treatment" not in self.page().consent:
            self.save(record_consent, {"treatment": GivenConsent(answer="given")})

    def waiting(self):
        board = protocol(self.db, self.visit, knowledge=self.knowledge, clock=self.clock)
        return board.waiting

    def issue(self, check: IdentityCheck = RIGHT_CHECK) -> Issued:
        """Issue, of somebody who agreed unless they were asked and declined."""
        self.agree()
        issued = issue_plan(
            self.db,
            self.actor,
            self.visit,
            self.version,
            check,
            knowledge=self.knowledge,
            clock=self.clock,
            press=pressed,
        )
        self.version = issued.saved.version
        return issued

    def read_paper(
        self, document_id: str, reason: str | None = None, person_id: str | None = None
    ) -> StoredDocument:
        """A stored paper as it is handed out, of the visit's person unless one is named."""
        return read_document(
            self.db,
            self.actor,
            person_id or self.visit.person_id,
            document_id,
            knowledge=self.knowledge,
            clock=self.clock,
            reason=reason,
        )

    def audited(self) -> int:
        count = self.db.scalar(select(func.count()).select_from(AuditEntry))
        self.db.rollback()
        return count or 0

    def rows_in(self, table: str) -> int:
        count = self.db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
        self.db.rollback()
        return int(count)


def given(presences: Mapping[str, str]) -> list[GivenAnswer]:
    """Answers by id; underscores stand for the hyphens of an id."""
    return [
        GivenAnswer(finding=name.replace("_", "-"), presence=presence)
        for name, presence in presences.items()
    ]
