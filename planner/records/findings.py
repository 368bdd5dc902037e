"""What was asked, answered, seen and measured at a visit. Rows are added, the latest counts."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, VisitFact

PRESENCES = "('present', 'absent', 'not-assessed', 'could-not-assess')"
SIDES = "('left', 'right', 'both')"


class Answer(VisitFact, Base):
    """One answer about one finding. Four values, none of them a default (HZ-014).

    ``not-assessed`` takes an answer back. ``could-not-assess`` carries its reason. ``side`` is
    null where the finding belongs to no side or to the painful one.
    """

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint(f"presence IN {PRESENCES}", name="presence_is_known"),
        CheckConstraint(f"side IS NULL OR side IN {SIDES}", name="side_is_known"),
        UniqueConstraint("encounter_id", "at_version", "line"),
    )

    finding: Mapped[str] = mapped_column(index=True)
    presence: Mapped[str]
    reason: Mapped[str]
    side: Mapped[str | None]
    observed_on: Mapped[date]


class SymptomOnset(VisitFact, Base):
    """When one symptom began and whether it is getting worse: what an emergency letter states.

    ``began`` is as it was told ("Friday evening"), ``began_on`` the day where one was understood.
    """

    __tablename__ = "symptom_onset"
    __table_args__ = (
        CheckConstraint(f"worse IN {PRESENCES}", name="worse_is_known"),
        UniqueConstraint("encounter_id", "at_version", "line"),
    )

    finding: Mapped[str] = mapped_column(index=True)
    began: Mapped[str]
    began_on: Mapped[date | None]
    worse: Mapped[str]


class FactorAnswer(VisitFact, Base):
    """One answer to a question about what the treatment must respect."""

    __tablename__ = "factor_answer"
    __table_args__ = (
        CheckConstraint(f"presence IN {PRESENCES}", name="presence_is_known"),
        UniqueConstraint("encounter_id", "at_version", "line"),
    )

    factor: Mapped[str] = mapped_column(index=True)
    presence: Mapped[str]
    observed_on: Mapped[date]


class Complaint(VisitFact, Base):
    """Which side hurts and since when: a day, or a number of weeks at the visit."""

    __tablename__ = "complaint"

    side: Mapped[str | None]
    onset_on: Mapped[date | None]
    duration_weeks: Mapped[float | None]


class Words(VisitFact, Base):
    """One text in the person's or the clinician's words, by field."""

    __tablename__ = "words"

    field: Mapped[str]
    text: Mapped[str]


class BodyMarks(VisitFact, Base):
    """The whole body chart as it was saved: view, place in per cent, kind, note."""

    __tablename__ = "body_marks"

    marks: Mapped[list[dict[str, str | float]]] = mapped_column(JSON)


class Measurement(VisitFact, Base):
    """One number, by the id of its measure, in its unit. Null takes it back.

    ``version`` is the edition of the instrument, where it has one; ``answers`` are those the
    number was added up from, none for one left out. Both are empty where they do not apply.
    """

    __tablename__ = "measurement"

    measure: Mapped[str]
    number: Mapped[float | None]
    unit: Mapped[str | None]
    version: Mapped[str | None]
    answers: Mapped[list[float | None] | None] = mapped_column(JSON(none_as_null=True))


class Consent(VisitFact, Base):
    """Consent, chaperone and capacity, asked at each visit and never carried over."""

    __tablename__ = "consent"

    kind: Mapped[str]
    answer: Mapped[str]
    note: Mapped[str]
