"""What a course of care is steered by: diary, re-tests, gate decisions, goals, adverse events."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, VisitFact


class DiaryMark(VisitFact, Base):
    """One cell of the paper diary as it was typed in. Null takes it back: it is blank again."""

    __tablename__ = "diary_mark"

    on: Mapped[date]
    row: Mapped[str]
    number: Mapped[float | None]


class Retest(VisitFact, Base):
    """One technique given at the visit, and the sign when tested again straight after it."""

    __tablename__ = "retest"

    item: Mapped[str]
    result: Mapped[str]


class StageDecision(VisitFact, Base):
    """What was decided at the gate, beside what was suggested and each criterion as it stood.

    ``picture`` and the two stages say where the plan came from and goes; null ``to_stage`` where
    nothing goes on.
    """

    __tablename__ = "stage_decision"

    picture: Mapped[str]
    from_stage: Mapped[int]
    to_stage: Mapped[int | None]
    move: Mapped[str]
    suggestion: Mapped[str]
    reason: Mapped[str]
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class GoalRating(VisitFact, Base):
    """How well a goal can be done now, 0 not at all to 10 as before; null takes it back."""

    __tablename__ = "goal_rating"

    goal: Mapped[str]
    rating: Mapped[float | None]


class AdverseEvent(VisitFact, Base):
    """Something unwanted that treatment or exercise may have done, and what was done about it."""

    __tablename__ = "adverse_event"

    what: Mapped[str]
    item: Mapped[str | None]
    severity: Mapped[str]
    action: Mapped[str]


class SportDecision(VisitFact, Base):
    """The return-to-sport decision: what was agreed, with whom, by which criteria."""

    __tablename__ = "sport_decision"

    decision: Mapped[str]
    race: Mapped[str]
    race_on: Mapped[date | None]
    with_whom: Mapped[str]
    reason: Mapped[str]
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class RunningAnalysis(VisitFact, Base):
    """What the video of a run showed, by the id of each thing looked for: yes, no, not seen."""

    __tablename__ = "running_analysis"

    seen: Mapped[dict[str, str]] = mapped_column(JSON)
    cadence: Mapped[float | None]
    note: Mapped[str]
