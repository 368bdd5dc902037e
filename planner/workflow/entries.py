"""A visit as it stands: recorded values with who, when and at which visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from planner.clinical.answers import Irritability, Side
from planner.clinical.case import Case, SportLoad
from planner.ruleout.assess import Assessment
from planner.workflow.actor import VisitRef
from planner.workflow.odd_facts import OddFact
from planner.workflow.onsets import OnsetEntry
from planner.workflow.people import PersonCard
from planner.workflow.progress import Step
from planner.workflow.signed_findings import SignedFinding
from planner.workflow.standing import AnswerEntry
from planner.workflow.words import BodyMark, Complaint

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """One recorded value with who, when and at which visit."""

    value: T
    by: str
    at: datetime
    visit_id: str
    is_from_earlier_visit: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingEntry:
    """A signed decision about one cause, with what was computed when it was signed.

    ``signed_on``: what spoke for or against it then; ``None`` where that was not kept yet.
    """

    condition: str
    decision: str
    reason: str
    verdict: str
    low: float
    high: float
    signed_on: tuple[SignedFinding, ...] | None
    by: str
    at: datetime
    visit_id: str
    is_from_earlier_visit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEntry:
    """An emergency that was raised in this episode; open until its outcome is recorded."""

    rule: str
    because: tuple[str, ...]
    at: datetime
    by: str
    is_open: bool
    outcome: Entry[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationEntry:
    """An investigation asked for, and its signed result once there is one."""

    investigation: str
    asked_at: datetime | None
    note: str
    result: str | None
    result_on: date | None
    signed_by: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLine:
    """A plan issued in this episode."""

    id: str
    code: str
    version: int
    issued_at: datetime
    issued_by: str
    encounter_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral written in this episode."""

    id: str
    rule: str | None
    condition: str | None
    to: str
    urgency: str
    written_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """One visit as it stands. ``number`` counts the visits of the episode from 1.

    ``visit_numbers`` and ``visit_dates`` do so for each visit up to this one by its id: what was
    carried from an earlier visit names it (HZ-015). ``told_at`` says at which visit sport, goals,
    equipment and days were told last. ``impression`` is the clinician's own, ``None`` until it is
    recorded or skipped: the ranked list is not shown before (HZ-031).
    """

    person: PersonCard
    visit: VisitRef
    version: int
    number: int
    visit_numbers: Mapping[str, int]
    visit_dates: Mapping[str, date]
    told_at: Mapping[str, str]
    date: date
    episode_id: str
    presentation: str
    is_open: bool
    is_episode_open: bool
    opened_at: datetime
    saved_at: datetime
    complaint: Complaint | None
    words: Mapping[str, Entry[str]]
    body_marks: tuple[BodyMark, ...]
    measures: Mapping[str, Entry[float]]
    answers: Mapping[tuple[str, Side | None], AnswerEntry]
    factors: Mapping[str, AnswerEntry]
    onsets: Mapping[str, OnsetEntry]
    irritability: Entry[Irritability] | None
    sport: SportLoad | None
    equipment: Entry[tuple[str, ...]] | None
    goals: tuple[str, ...]
    stage: Entry[int | None] | None
    next_visit: str
    consent: Mapping[str, Entry[str]]
    impression: Entry[str | None] | None
    working_diagnosis: Entry[str | None] | None
    contributors: tuple[str, ...]
    rulings: Mapping[str, RulingEntry]
    investigations: tuple[InvestigationEntry, ...]
    screen_override: Entry[str] | None
    alerts: tuple[AlertEntry, ...]
    issued: tuple[IssuedLine, ...]
    referrals: tuple[ReferralLine, ...]
    odd_facts: tuple[OddFact, ...]
    case: Case
    assessment: Assessment
    progress: tuple[Step, ...]
